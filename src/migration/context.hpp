#pragma once

#include "dialects/dialect.hpp"
#include "migration/batches.hpp"
#include "migration/deployers_lock.hpp"
#include "migration/journal.hpp"
#include "migration/step_log.hpp"
#include "migration/transactions.hpp"
#include "operations/target.hpp"
#include "revisions/steps.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace limbeck::revisions {
class ScriptDirectory;
}

namespace limbeck::migration {

class MigrationContext;
class Plan;

/// Runs upgrade() or downgrade() of a revision file. Implemented by src/scripting for Python.
class ScriptRunner {
  public:
    virtual ~ScriptRunner() = default;
    virtual void run(const revisions::Step& step, MigrationContext& context) = 0;
    /// Refuses, before the first of them runs, what can be told of steps without running their files: Error(Script).
    virtual void check(const std::vector<revisions::Step>& /*steps*/) {}
    /// Whether the revision may rebuild a table (batch mode), so that SQLite's foreign keys must be off meanwhile: with
    /// them on, dropping the old table would delete the rows that refer to it.
    virtual bool may_rebuild_tables(const revisions::Step& /*step*/) { return true; }
};

/// Which steps to run, from the heads that the database has.
using StepsFunction =
    std::function<std::vector<revisions::Step>(const std::vector<std::string>& heads, MigrationContext& context)>;

/// context.configure(...), as far as it is not autogenerate's. Offline SQL has its values written in, whether or not
/// `literal_binds` asks for it: without, Alembic prints placeholders, and nobody can run that.
struct ContextOptions {
    std::shared_ptr<dialects::Connection> connection; ///< null offline
    const dialects::Dialect* dialect = nullptr;       ///< needed without a connection
    std::string url_masked;                           ///< of the connection, for `current -v`
    std::optional<bool> as_sql, purge, dont_mutate;   ///< what env.py wants other than the command
    std::optional<bool> transactional_ddl;
    bool transaction_per_migration = false;
    std::optional<std::string> starting_revision;
    std::optional<std::string> tag;
    std::string version_table = "alembic_version";
    std::string version_table_schema;
    bool version_table_pk = true;
    bool announced = false; ///< a process whose run this one has taken up has logged which kind of database it is
    std::optional<std::string> log_table; ///< [limbeck] log_table (migration/log_table.hpp)
    /// How long to wait for another deployer; absent: until it is done.
    std::optional<std::chrono::milliseconds> lock_timeout;
    bool lock_within_node = false;                  ///< [limbeck] lock_within_node: DeployersLock's `with_gap`
    HalfDone half_done = HalfDone::Refuse;          ///< --resume, --undo-partial
    std::function<void(const std::string&)> output; ///< output_buffer; null: the request's
    /// Called after each step; `info` is on_version_apply's step and heads in plain form.
    std::vector<std::function<void(const Map& info)>> on_version_apply;
    /// In place of the command's: env.py's own `fn`.
    StepsFunction steps;
    std::function<void(const Progress&)> progress; ///< Config::progress
    schema::NamingConvention naming_convention;    ///< target_metadata's
};

/// Alembic's MigrationContext: a connection or an SQL writer, the version table, and the loop over the steps.
/// Operations go through it (operations::Target). One thread at a time.
class MigrationContext final : public operations::Target {
  public:
    struct Mode {
        bool as_sql = false;
        bool dont_mutate = false;
        bool purge = false;
        Plan* plan = nullptr; ///< nothing is run, and what would be is recorded there
        bool announce = true; ///< logs what it is
        bool lock = true;     ///< takes the deployers' lock
        bool waits =
            true; ///< for it; without, it is taken only where nobody has it, and only to make the version table
    };
    /// Borrows script and runner. `output` receives offline SQL.
    MigrationContext(ContextOptions options, Mode mode, revisions::ScriptDirectory* script, ScriptRunner* runner,
                     std::function<void(const std::string&)> output);
    ~MigrationContext() override;

    // operations::Target
    const dialects::Dialect& dialect() const override;
    dialects::Connection* connection() override;
    void run(dialects::Statement statement) override;
    dialects::DatabaseState* database_state() override;
    const schema::NamingConvention& naming_convention() const override;

    /// Carries out an operation of a script.
    void invoke(const operations::Operation& operation);

    const ContextOptions& options() const { return options_; }
    bool is_planning() const { return mode_.plan != nullptr; }
    /// For scripts, who may do with it what they like: all that was queued before this step has been done.
    std::shared_ptr<dialects::Connection> shared_connection() {
        log_.settle();
        return options_.connection;
    }
    bool as_sql() const { return mode_.as_sql; }
    bool is_locked() const { return lock_.is_held(); }
    /// What a run before this one has left, where a plan that goes to its end is made: it must not plan any steps then.
    const std::optional<HalfDoneStep>& half_done_step() const { return half_done_; }
    /// Offline: the starting revision. Online: the rows of the version table, none when there is no table.
    std::vector<std::string> get_current_heads();
    /// The one current revision, if any. Throws when there are several.
    std::optional<std::string> get_current_revision();

    Transactions& transactions() { return transactions_; }
    const Transactions& transactions() const { return transactions_; }
    /// As Transactions::begin(); the one of env.py takes the deployers' lock first.
    bool begin_transaction(bool per_migration = false);
    void end_transaction(bool ok) { transactions_.end(ok); }
    void end_after_failure() noexcept { transactions_.end_after_failure(); }
    void enter_autocommit() { transactions_.enter_autocommit(); }
    void exit_autocommit() { transactions_.exit_autocommit(); }

    /// The loop. Takes the deployers' lock before reading the heads when there is work that changes the database.
    void run_migrations(const StepsFunction& steps_from);

    /// Writes the version table as these stamps say, and runs nothing.
    void stamp(const std::vector<revisions::Step>& steps);

    /// A change of rows in parts, of the step at work (migration/batches.hpp): how many rows were changed. Throws
    /// Error(Unsupported) offline; a plan ends with it.
    std::int64_t run_batches(const BatchedChange& change);

    /// A line of offline SQL output as it is.
    void static_output(const std::string& text);
    /// DDL of the version table; `purge` empties it.
    void ensure_version_table(bool purge = false);
    bool has_version_table();

    /// Tells which line of a script is at work: goes into the errors of statements that are queued.
    void set_origin(std::function<std::string()> origin) { origin_ = std::move(origin); }

  private:
    void lock();
    bool see_to_half_done_step(const std::vector<std::string>& heads);
    void end_journal();
    void run_step(const revisions::Step& step, revisions::VersionRows& heads);
    void abandon_step(bool opened);
    void plan_step(const revisions::Step& step, std::size_t number, revisions::VersionRows& heads);
    void end_plan_if_caught(const revisions::Step& step);
    void run_script(const revisions::Step& step, const revisions::VersionRows& heads);
    void log_step(const revisions::Step& step, const std::vector<revisions::VersionChange>& changes,
                  std::chrono::steady_clock::time_point start);
    void tell_progress(std::size_t number, std::size_t steps, const revisions::Step* step);
    bool keeps_log() const { return options_.log_table && options_.connection; }

    ContextOptions options_;
    Mode mode_;
    revisions::ScriptDirectory* script_;
    ScriptRunner* runner_;
    std::function<void(const std::string&)> output_;
    std::function<std::string()> origin_;
    bool log_table_ready_ = false;
    std::unique_ptr<dialects::DatabaseState> database_state_;
    StepLog log_;
    Transactions transactions_;
    DeployersLock lock_;
    std::optional<HalfDoneStep> half_done_;
    std::optional<Journal> journal_; ///< where DDL commits by itself
    std::optional<Batches> batches_; ///< online
    Progress progress_;              ///< as told last
};

} // namespace limbeck::migration
