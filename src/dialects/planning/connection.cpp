#include "dialects/planning/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/planning/inspector.hpp"
#include "dialects/planning/recorded.hpp"
#include "support/passwords.hpp"

#include <limbeck/error.hpp>
#include <optional>
#include <utility>

namespace limbeck::dialects {

namespace {

using Transaction = Effects::Transaction;

/// What recording statements is, whatever becomes of them: the transaction in the plan's text begins with the first
/// statement that is recorded in it.
class RecordingConnection : public Connection {
  public:
    RecordingConnection(std::unique_ptr<Connection> connection, const PlanRules& rules, Record record)
        : connection_(std::move(connection)), rules_(rules), record_(std::move(record)) {}

    const Dialect& dialect() const override { return connection_->dialect(); }
    bool only_plans() const override { return true; }
    std::uint64_t queued() const override { return count_; }
    std::uint64_t done() const override { return count_; }
    void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
    void unlock_migrations() override {}
    void interrupt() noexcept override { connection_->interrupt(); }
    std::string server_version() override { return connection_->server_version(); }

  protected:
    Connection& session() { return *connection_; }
    const Connection& session() const { return *connection_; }
    const PlanRules& rules() const { return rules_; }
    bool is_open() const { return open_; }
    bool is_begun() const { return begun_; }

    void write(const std::string& text) {
        record_(text);
        ++count_;
    }
    /// A statement that belongs in the open transaction, if it is no word about that itself.
    void write_within(const Statement& statement, Transaction transaction) {
        if (open_ && !begun_ && (transaction == Transaction::Stays || transaction == Transaction::ReturnsToSavepoint)) {
            begun_ = true;
            write(rules_.begin_text());
        }
        write(rules_.with_values(statement));
        // A transaction that the script controls by statements of its own.
        if (transaction == Transaction::Begins)
            open_ = begun_ = true;
        else if (transaction == Transaction::Ends)
            open_ = begun_ = false;
    }
    void open_transaction() { open_ = true; }
    void close_transaction(const char* word) {
        if (begun_ && word)
            write(word);
        open_ = begun_ = false;
    }

  private:
    std::unique_ptr<Connection> connection_;
    const PlanRules& rules_;
    Record record_;
    bool open_ = false;
    bool begun_ = false; ///< BEGIN is recorded
    std::uint64_t count_ = 0;
};

/// To a copy, where everything is run.
class CopyConnection final : public RecordingConnection {
  public:
    using RecordingConnection::RecordingConnection;

    Result execute(const Statement& statement) override {
        Result result = session().execute(statement);
        if (!rules().is_recorded(statement.text))
            return result;
        if (!rules().is_in_transaction(statement.text)) {
            write(rules().with_values(statement));
            return result;
        }
        write_within(statement, effects_of_text(statement.text, rules()).transaction);
        if (!is_open() && session().in_transaction())
            open_transaction(); // a script has ended it, and the next one begins by itself
        return result;
    }
    void queue(Statement statement) override { execute(statement); }
    void flush() override { session().flush(); }

    void begin() override {
        session().begin();
        open_transaction();
    }
    void commit(bool) override {
        session().commit();
        close_transaction("COMMIT");
    }
    void rollback() override {
        const bool was_open = session().in_transaction();
        session().rollback();
        if (was_open && !is_begun() && !is_open())
            write("ROLLBACK"); // a savepoint had begun it
        close_transaction("ROLLBACK");
    }
    bool in_transaction() const override { return session().in_transaction(); }
    bool has_written() override { return session().has_written(); }
    void wait_for(std::uint64_t) override {}
    std::unique_ptr<Inspector> inspector() override { return session().inspector(); }
    void try_out(const std::function<void(Connection&)>& work) override { work(session()); }
};

/// To the database itself, where only reads are run.
class PlanningConnection final : public RecordingConnection {
  public:
    using RecordingConnection::RecordingConnection;

    Result execute(const Statement& statement) override {
        check();
        const Effects effects = effects_of(statement);
        if (effects.kind == Effects::Kind::Read && !effects.several)
            return read(statement, effects);
        if (effects.kind == Effects::Kind::Setting && !effects.several) {
            const Result result = set(statement, effects);
            write_within(statement, Transaction::Stays);
            return result;
        }
        return kept(statement, effects);
    }

    void queue(Statement statement) override {
        check();
        const Effects effects = effects_of(statement);
        if (effects.kind == Effects::Kind::Setting && !effects.several)
            set(statement, effects);
        keep(statement, effects);
    }

    void flush() override { check(); }

    void begin() override {
        check();
        open_transaction();
    }
    void commit(bool) override {
        check();
        end_transaction("COMMIT");
    }
    void rollback() override {
        if (is_begun() && !ended_)
            recorded_.add_rollback();
        end_transaction(ended_ ? nullptr : "ROLLBACK");
    }
    bool in_transaction() const override { return is_open(); }
    bool has_written() override { return is_open() && is_begun(); }
    void wait_for(std::uint64_t) override { check(); }

    std::unique_ptr<Inspector> inspector() override {
        check();
        return planned_inspector(dialect().inspector(reads_), recorded_,
                                 [this](const std::string& about) { end(about, ""); });
    }

    void resume_plan() override {
        ended_.reset();
        failed_ = false;
        run_reading({"SELECT 1"}); // throws where the session is lost
    }

    void try_out(const std::function<void(Connection&)>& work) override {
        check();
        session().begin();
        try {
            for (const std::string& setting : local_settings_)
                session().queue({setting});
            work(session());
        } catch (...) {
            roll_back();
            throw;
        }
        session().rollback();
    }

    void result_wanted(const std::string& statement) override {
        check();
        end("a script needs what a statement gives that is only planned", statement);
    }

  private:
    /// The same session for the reflection, which asks the catalogue as it is.
    class Reads final : public Connection {
      public:
        explicit Reads(PlanningConnection& owner) : owner_(owner) {}
        const Dialect& dialect() const override { return owner_.dialect(); }
        Result execute(const Statement& statement) override { return owner_.run_reading(statement); }
        void queue(Statement statement) override { execute(statement); }
        void flush() override {}
        void begin() override {}
        void commit(bool) override {}
        void rollback() override {}
        bool in_transaction() const override { return false; }
        std::uint64_t queued() const override { return 0; }
        std::uint64_t done() const override { return 0; }
        void wait_for(std::uint64_t) override {}
        void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
        void unlock_migrations() override {}
        void interrupt() noexcept override { owner_.interrupt(); }
        std::string server_version() override { return owner_.server_version(); }

      private:
        PlanningConnection& owner_;
    };

    void check() const {
        if (ended_)
            throw *ended_;
    }

    /// The rest of the plan depends on what the statements before do.
    [[noreturn]] void end(const std::string& why, const std::string& statement) {
        const std::string shown = support::without_passwords(statement);
        ended_ = Error(Error::Kind::Database, "the plan ends here: " + why, shown.empty() ? "" : "statement: " + shown,
                       "What comes after it depends on what the statements before it do. Upgrade to the revision "
                       "before this step first, or try the whole upgrade on a copy of the database.");
        ended_->statement = shown;
        throw *ended_;
    }

    Effects effects_of(const Statement& statement) const {
        return statement.effects ? *statement.effects : effects_of_text(statement.text, rules());
    }

    // --- recording

    void keep(const Statement& statement, const Effects& effects) {
        if (failed_ && effects.transaction == Transaction::Stays)
            throw_after_failure(statement);
        if (effects.transaction != Transaction::Stays)
            failed_ = false;
        write_within(statement, effects.transaction);
        recorded_.add(effects);
        if (effects.transaction == Transaction::Ends)
            local_settings_.clear();
    }

    /// What stands for the result, which nobody knows.
    Result kept(const Statement& statement, const Effects& effects) {
        keep(statement, effects);
        Result result;
        result.planned = true;
        result.returns_rows = effects.kind == Effects::Kind::Read;
        return result;
    }

    void throw_after_failure(const Statement& statement) const {
        std::optional<Error> error = rules().after_failure();
        if (!error)
            return;
        Error placed(Error::Kind::Database, error->what(), statement.origin,
                     "An earlier statement has failed, and the script went on.");
        placed.sqlstate = error->sqlstate;
        throw placed;
    }

    void end_transaction(const char* word) {
        close_transaction(word);
        failed_ = false;
        local_settings_.clear();
    }

    // --- reading

    /// One statement in a transaction that cannot write, whatever the statement is. Committed: a setting stays.
    Result run_reading(const Statement& statement) {
        rules().begin_reading(session());
        try {
            for (const std::string& setting : local_settings_)
                session().queue({setting});
            Result result = session().execute(statement);
            session().commit();
            return result;
        } catch (...) {
            roll_back();
            throw;
        }
    }

    /// After a failure.
    void roll_back() noexcept {
        try {
            session().rollback();
        } catch (const Error&) { // the connection is lost; the first error says so
        }
    }

    Result read(const Statement& statement, const Effects& effects) {
        const std::string met = recorded_.met_by(reading_of(statement.text, rules()),
                                                 [this](const Statement& query) { return run_reading(query); });
        if (!met.empty())
            end("a script reads " + met, statement.text);
        try {
            return run_reading(statement);
        } catch (const Error& error) {
            if (error.sqlstate == "25006")
                return kept(statement, effects);
            if (rules().tells_of_missing(error) && recorded_.schema_changed())
                end("a script reads what is not there before the statements before it are run (" +
                        std::string(error.what()) + ")",
                    statement.text);
            failed_ = is_open();
            throw;
        }
    }

    /// Settings that say how statements are read; those of the transaction's mode are not for a session that reads.
    Result set(const Statement& statement, const Effects& effects) {
        const Reading words = reading_of(statement.text, rules());
        if (rules().is_kept_from_session(words.names))
            return {};
        const bool function = !words.functions.empty();
        if (is_open() && (effects.local || function))
            local_settings_.push_back(statement.text);
        if (effects.local)
            return {};
        return function ? run_reading(statement) : session().execute(statement);
    }

    Recorded recorded_{rules()};
    Reads reads_{*this};
    std::optional<Error> ended_;
    std::vector<std::string> local_settings_;
    bool failed_ = false; ///< a read failed in the transaction
};

} // namespace

std::unique_ptr<Connection> connect_for_plan(std::unique_ptr<Connection> connection, const PlanRules& rules,
                                             Record record) {
    if (rules.runs_on_copy())
        return std::make_unique<CopyConnection>(std::move(connection), rules, std::move(record));
    return std::make_unique<PlanningConnection>(std::move(connection), rules, std::move(record));
}

} // namespace limbeck::dialects
