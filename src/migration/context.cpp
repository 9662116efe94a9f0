#include "migration/context.hpp"

#include "dialects/live_database_state.hpp"
#include "dialects/lock_wait.hpp"
#include "dialects/rebuilding.hpp"
#include "migration/heads.hpp"
#include "migration/log_table.hpp"
#include "migration/plan.hpp"
#include "revisions/script_directory.hpp"
#include "support/log.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <chrono>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::migration {

namespace {

constexpr const char* logger = "alembic.runtime.migration";

/// How long a deployer waits for another one where nothing is said: long enough for any migration, and Ctrl-C always
/// ends it. After the first second it says for whom.
constexpr std::chrono::hours patience{24};
constexpr std::chrono::seconds silence{1};

std::string lock_scope(const ContextOptions& options) {
    return options.version_table_schema + "." + options.version_table;
}

/// The ids that "a:b" or "a,b:c" starts from.
std::vector<std::string> starting_heads(const revisions::ScriptDirectory& script, const std::string& start) {
    std::vector<std::string> heads;
    std::size_t begin = 0;
    while (begin <= start.size()) {
        const std::size_t end = std::min(start.find(',', begin), start.size());
        if (end > begin)
            if (const revisions::Revision* revision = script.get_revision(start.substr(begin, end - begin)))
                heads.push_back(revision->id);
        begin = end + 1;
    }
    return heads;
}

/// A script's statement without the white space around it, as offline output has it.
std::string trimmed(const std::string& text) {
    constexpr const char* space = " \t\n\r\f\v";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// The revision file of a step, as seen from the current folder.
std::string place_of(const revisions::Step& step, const revisions::ScriptDirectory* script) {
    if (!script || !step.revision())
        return step.text();
    std::error_code error;
    return script->script(*step.revision()).path.lexically_proximate(std::filesystem::current_path(error)).string();
}

/// Where a part of the failed step was committed.
constexpr const char* what_stays =
    "What the script did before its autocommit_block(), and in it, or before a commit() of its own, stays committed, "
    "while the version table does not have the step: undo that by hand, or let the script do only what is not there "
    "yet, before it runs again.";

} // namespace

MigrationContext::MigrationContext(ContextOptions options, Mode mode, revisions::ScriptDirectory* script,
                                   ScriptRunner* runner, std::function<void(const std::string&)> output)
    : options_(std::move(options)), mode_(mode), script_(script), runner_(runner), output_(std::move(output)),
      log_(options_.connection.get()) {
    if (!mode_.as_sql && !options_.connection)
        fail("Connection required", "context.configure()", "Pass connection=… to context.configure().");
    if (options_.connection)
        options_.dialect = &options_.connection->dialect();
    if (!options_.dialect)
        fail("Can't proceed without a dialect", "context.configure()",
             "Pass url=… or dialect_name=… to context.configure().");
    if (mode_.as_sql)
        options_.connection.reset();
    if (options_.output)
        output_ = options_.output;
    transactional_ddl_ = options_.transactional_ddl.value_or(options_.dialect->facts().transactional_ddl);
    if (options_.connection)
        external_transaction_ = options_.connection->in_transaction();
    database_state_ = std::make_unique<dialects::LiveDatabaseState>([this]() -> dialects::Connection* {
        if (options_.connection)
            log_.settle();
        return options_.connection.get();
    });
    if (!mode_.announce)
        return;
    log::info(logger, "Context impl " + options_.dialect->impl_name() + ".");
    if (mode_.as_sql)
        log::info(logger, "Generating static SQL");
    log::info(logger, std::string("Will assume ") + (transactional_ddl_ ? "" : "non-") + "transactional DDL.");
}

MigrationContext::~MigrationContext() {
    if (!options_.connection)
        return;
    try {
        if (in_transaction_ && options_.connection->in_transaction())
            options_.connection->rollback();
        unlock();
    } catch (const Error&) {
        // The connection is gone, and with it its transaction and its lock.
    }
}

const dialects::Dialect& MigrationContext::dialect() const {
    return *options_.dialect;
}
dialects::Connection* MigrationContext::connection() {
    return options_.connection.get();
}
dialects::DatabaseState* MigrationContext::database_state() {
    return database_state_.get();
}
const schema::NamingConvention& MigrationContext::naming_convention() const {
    return options_.naming_convention;
}

void MigrationContext::run(dialects::Statement statement) {
    if (options_.connection) {
        if (origin_ && statement.origin.empty())
            statement.origin = origin_();
        note_statement(statement.text);
        log_.queue([&](dialects::Connection& connection) { connection.queue(std::move(statement)); });
        return;
    }
    std::string text = std::move(statement.text);
    for (std::size_t at = 0; (at = text.find('\t', at)) != std::string::npos; at += 4)
        text.replace(at, 1, "    ");
    static_output(trimmed(text) + ";");
}

void MigrationContext::invoke(const operations::Operation& operation) {
    if (mode_.plan)
        mode_.plan->begin_operation(operation);
    operations::invoke(operation, *this);
    if (mode_.plan)
        mode_.plan->end_operation();
}

void MigrationContext::static_output(const std::string& text) {
    output_(text + "\n\n");
}

std::vector<std::string> MigrationContext::get_current_heads() {
    if (mode_.as_sql) {
        if (!options_.starting_revision || *options_.starting_revision == "base")
            return {};
        if (!script_)
            return {*options_.starting_revision};
        return starting_heads(*script_, *options_.starting_revision);
    }
    if (options_.starting_revision)
        fail("Can't specify current_rev to context when using a database connection");
    if (!has_version_table())
        return {};
    return read_heads(*options_.connection, options_);
}

std::optional<std::string> MigrationContext::get_current_revision() {
    const std::vector<std::string> heads = get_current_heads();
    if (heads.size() > 1)
        fail("Version table '" + options_.version_table +
             "' has more than one head present; please use get_current_heads()");
    return heads.empty() ? std::nullopt : std::optional(heads.front());
}

bool MigrationContext::has_version_table() {
    return database_state_->has_table(options_.version_table_schema, options_.version_table);
}

void MigrationContext::ensure_version_table(bool purge) {
    if (mode_.as_sql || !has_version_table())
        for (dialects::Statement& statement : dialect().ddl().create_table(
                 version_table_of(options_), false, mode_.as_sql ? nullptr : database_state_.get())) {
            if (mode_.as_sql)
                run(std::move(statement));
            else
                options_.connection->execute(statement);
        }
    if (purge)
        options_.connection->execute({purge_versions(dialect().grammar(), options_)});
}

bool MigrationContext::begin_transaction(bool per_migration) {
    if (!per_migration)
        lock();
    if (external_transaction_)
        return false;
    const bool now = transactional_ddl_ ? per_migration == options_.transaction_per_migration : per_migration;
    if (!now)
        return false;
    if (mode_.as_sql) {
        if (!transactional_ddl_)
            return false;
        static_output("BEGIN;");
        return true;
    }
    if (in_transaction_)
        return false;
    options_.connection->begin();
    in_transaction_ = true;
    return true;
}

void MigrationContext::end_transaction(bool ok) {
    if (mode_.as_sql) {
        if (ok)
            static_output("COMMIT;");
        return;
    }
    in_transaction_ = false;
    if (!options_.connection->in_transaction())
        return;
    if (!ok) {
        options_.connection->rollback();
        return;
    }
    try {
        options_.connection->commit();
    } catch (const Error& error) {
        throw log_.placed(error);
    }
}

bool MigrationContext::in_transaction() const {
    return in_transaction_;
}

Error MigrationContext::rolled_back() const {
    return Error(Error::Kind::Script,
                 "the script rolls back the transaction of its step, and with it what the step has done so far",
                 origin_ ? origin_() : std::string(),
                 "Leave ending it to limbeck; a part that may fail belongs into begin_nested().");
}

void MigrationContext::end_by_script(bool commit, bool handles_error) {
    dialects::Connection& connection = *options_.connection;
    if (!connection.in_transaction())
        return;
    const auto end = [&] { commit ? connection.commit() : connection.rollback(); };
    if (!in_script_)
        return end();
    if (ended_)
        throw *ended_;
    log_.flush();
    const bool written = connection.has_written();
    if (!commit && written) {
        if (!handles_error)
            throw rolled_back();
        ended_ = rolled_back();
        return;
    }
    end();
    if (written)
        ++partial_commits_;
    connection.begin();
}

void MigrationContext::note_statement(std::string_view text) {
    if (!in_script_)
        return;
    if (ended_)
        throw *ended_;
    const std::string word = support::first_word(text);
    const bool commits = word == "commit" || word == "end", rolls_back = word == "rollback" || word == "abort";
    if ((!commits && !rolls_back) || !options_.connection->in_transaction())
        return;
    const std::string words = support::lower(text);
    if (words.find(" to ") != std::string::npos || words.find("prepared") != std::string::npos)
        return; // of a savepoint, or of another transaction
    log_.flush();
    if (!options_.connection->has_written())
        return;
    if (rolls_back)
        throw rolled_back();
    ++partial_commits_;
}

void MigrationContext::enter_autocommit() {
    if (mode_.as_sql) {
        if (transactional_ddl_)
            static_output("COMMIT;");
        return;
    }
    ++partial_commits_;
    if (autocommit_depth_++ > 0)
        return;
    log_.settle();
    resume_transaction_ = options_.connection->in_transaction();
    if (resume_transaction_)
        options_.connection->commit();
}

void MigrationContext::exit_autocommit() {
    if (mode_.as_sql) {
        if (transactional_ddl_)
            static_output("BEGIN;");
        return;
    }
    if (--autocommit_depth_ > 0)
        return;
    options_.connection->flush();
    if (resume_transaction_)
        options_.connection->begin();
}

bool MigrationContext::lock_if_free() {
    try {
        options_.connection->lock_migrations(lock_scope(options_), std::chrono::milliseconds(0));
    } catch (const dialects::LockHeld&) {
        return false;
    }
    return locked_ = true;
}

void MigrationContext::lock() {
    if (locked_ || !mode_.lock || !mode_.waits || mode_.as_sql || mode_.dont_mutate)
        return;
    using std::chrono::milliseconds;
    const std::string scope = lock_scope(options_);
    const milliseconds timeout = options_.lock_timeout.value_or(patience);
    try {
        options_.connection->lock_migrations(scope, std::min<milliseconds>(timeout, silence));
    } catch (const dialects::LockHeld& held) {
        if (timeout <= silence)
            throw;
        log::warning(logger,
                     "Another deployer migrates this database (" + held.where() + "); waiting until it is done");
        if (options_.progress)
            options_.progress({0, 0, "waiting for " + held.where()});
        try {
            options_.connection->lock_migrations(scope, timeout - silence);
        } catch (const dialects::LockHeld& still) {
            throw dialects::LockHeld(still.where(), timeout, still.now());
        }
        if (options_.progress)
            options_.progress({1, 0, {}});
    }
    locked_ = true;
}

void MigrationContext::unlock() {
    if (!locked_)
        return;
    locked_ = false;
    options_.connection->unlock_migrations();
}

void MigrationContext::run_migrations(const PlanFunction& plan) {
    lock();
    std::vector<std::string> current;
    if (mode_.purge) {
        if (mode_.as_sql)
            fail("Can't use --purge with --sql mode");
        ensure_version_table(true);
    } else {
        current = get_current_heads();
        // A deployer at work makes it himself. Where each step has a transaction that a failure takes back, the table
        // comes with the first one: as with Alembic nothing stays of a first step that fails, or where there is no
        // step.
        const bool with_first_step =
            transactional_ddl_ && !mode_.plan && options_.connection && !options_.connection->in_transaction();
        if (!mode_.as_sql && current.empty() && !mode_.dont_mutate && !with_first_step &&
            (mode_.waits || !mode_.lock || lock_if_free()))
            ensure_version_table();
    }

    revisions::VersionRows heads(current);
    const std::vector<revisions::Step> steps = plan(current, *this);
    const std::size_t first_planned = mode_.plan ? mode_.plan->begin_steps(steps) : 0;
    // A plan that goes to its end tells of each step what can be told.
    if (runner_ && !(mode_.plan && mode_.plan->goes_to_the_end()))
        runner_->check(steps);
    const StepLog::Announcing announcing(log_);
    std::size_t number = 0;
    for (const revisions::Step& step : steps) {
        tell_progress(++number, steps.size(), &step);
        if (mode_.plan)
            plan_step(step, first_planned + number - 1, heads);
        else
            run_step(step, heads);
    }
    if (options_.connection)
        log_.flush();
    if (!steps.empty())
        tell_progress(number + 1, steps.size(), nullptr);
}

void MigrationContext::tell_progress(std::size_t number, std::size_t steps, const revisions::Step* step) const {
    if (options_.progress)
        options_.progress({number, steps, step ? step->text() : std::string()});
}

void MigrationContext::stamp(const std::vector<revisions::Step>& steps) {
    const std::vector<std::string> current = get_current_heads();
    if (!mode_.as_sql && current.empty())
        ensure_version_table();
    revisions::VersionRows heads(current);
    for (const revisions::Step& step : steps) {
        const std::vector<revisions::VersionChange> changes = step.version_changes(heads);
        for (const revisions::VersionChange& change : changes)
            run(version_statement(dialect(), options_, change, mode_.as_sql));
        heads.apply(changes);
    }
    if (options_.connection)
        log_.flush();
}

void MigrationContext::run_step(const revisions::Step& step, revisions::VersionRows& heads) {
    const bool guard_foreign_keys = !mode_.as_sql && !step.is_stamp() && runner_ && runner_->may_rebuild_tables(step);
    std::unique_ptr<ForeignKeyPause> pause;
    if (guard_foreign_keys) {
        log_.flush();
        pause = std::make_unique<ForeignKeyPause>(*this);
    }

    const std::uint64_t position = options_.connection ? options_.connection->queued() : 0;
    const int commits = partial_commits_;
    if (!mode_.as_sql)
        log_.note_step(position, step.is_stamp() ? step.text() : step.text() + " (" + place_of(step, script_) + ")",
                       options_.transaction_per_migration || !transactional_ddl_);
    bool opened = false;
    try {
        opened = begin_transaction(true);
        if (mode_.as_sql && heads.empty())
            for (dialects::Statement& statement :
                 dialect().ddl().create_table(version_table_of(options_), false, nullptr))
                run(std::move(statement));
        if (!mode_.as_sql && heads.empty() && transactional_ddl_)
            ensure_version_table();
        if (!mode_.plan) // it does not run
            log_.announce(position, "Running " + step.text());
        if (keeps_log() && !std::exchange(log_table_ready_, true))
            ensure_log_table(*this, *options_.log_table);
        const auto start = std::chrono::steady_clock::now();
        if (mode_.as_sql)
            static_output("-- Running " + step.short_log());
        if (!step.is_stamp())
            run_script(step);

        const std::vector<revisions::VersionChange> changes = step.version_changes(heads);
        for (const revisions::VersionChange& change : changes) {
            dialects::Statement statement = version_statement(dialect(), options_, change, mode_.as_sql);
            statement.origin = place_of(step, script_);
            run(std::move(statement));
        }
        heads.apply(changes);
        if (keeps_log())
            log_step(step, changes, start);
        if (options_.connection && (opened || pause || !options_.on_version_apply.empty()))
            log_.settle(); // no more than one commit is under way
        if (pause) {
            try {
                pause->check();
            } catch (const Error& error) {
                throw error.at(place_of(step, script_) + "\n" + error.where());
            }
        }
        if (!options_.on_version_apply.empty() && !mode_.plan) {
            if (options_.connection)
                options_.connection->flush();
            const Map info = step_info(step, heads.ids());
            for (const auto& callback : options_.on_version_apply)
                callback(info);
        }
    } catch (const Error& error) {
        const Error told = log_.placed(error);
        abandon_step(opened);
        throw partial_commits_ > commits ? told.advising(what_stays) : told;
    } catch (...) {
        abandon_step(opened);
        throw;
    }
    if (opened)
        finish_step();
    if (pause)
        log_.flush(); // foreign keys come back when all is done
}

void MigrationContext::abandon_step(bool opened) {
    const std::optional<Error> earlier = log_.abandon();
    if (opened)
        end_after_failure();
    if (earlier)
        throw *earlier;
}

/// A plan goes on after a step that failed, if it is to go to the end, as though the step had been done.
void MigrationContext::plan_step(const revisions::Step& step, std::size_t number, revisions::VersionRows& heads) {
    const revisions::VersionRows before = heads;
    mode_.plan->begin_step(number);
    try {
        run_step(step, heads);
    } catch (const Error& error) {
        mode_.plan->fail_step(number, error);
        if (!mode_.plan->goes_to_the_end() || error.kind() == Error::Kind::Interrupted)
            throw;
        options_.connection->resume_plan();
        heads = before;
        const std::vector<revisions::VersionChange> changes = step.version_changes(heads);
        for (const revisions::VersionChange& change : changes)
            run(version_statement(dialect(), options_, change, false));
        heads.apply(changes);
    }
}

/// A script may have caught what ends the plan.
void MigrationContext::end_plan_if_caught(const revisions::Step& step) {
    try {
        options_.connection->flush();
    } catch (const Error& error) {
        throw error.at(place_of(step, script_) + (error.where().empty() ? "" : "\n" + error.where()));
    }
}

void MigrationContext::run_script(const revisions::Step& step) {
    in_script_ = true;
    ended_.reset();
    const struct Ended {
        bool& in_script;
        ~Ended() { in_script = false; }
    } afterwards{in_script_};
    const auto run = [&] {
        runner_->run(step, *this);
        if (ended_)
            throw *ended_;
    };
    if (!mode_.plan)
        return run();
    mode_.plan->set_in_script(true);
    try {
        run();
        end_plan_if_caught(step);
    } catch (...) {
        mode_.plan->end_operation();
        mode_.plan->set_in_script(false);
        throw;
    }
    mode_.plan->set_in_script(false);
}

void MigrationContext::log_step(const revisions::Step& step, const std::vector<revisions::VersionChange>& changes,
                                std::chrono::steady_clock::time_point start) {
    if (mode_.plan) {
        mode_.plan->comment("and a row in " + *options_.log_table + ", with the time that the step takes");
        return;
    }
    log_.flush(); // the database's time is part of it
    const auto duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    run(log_statement(dialect(), options_, *options_.log_table, step, changes, duration));
}

void MigrationContext::finish_step() {
    if (mode_.as_sql) {
        end_transaction(true);
        return;
    }
    in_transaction_ = false;
    if (!options_.connection->in_transaction())
        return;
    try {
        options_.connection->commit(false);
    } catch (const Error& error) {
        throw log_.placed(error);
    }
}

void MigrationContext::end_after_failure() noexcept {
    try {
        end_transaction(false);
    } catch (const Error&) {
        // What failed first is what the user must read; a connection that cannot roll back is lost, and the server
        // rolls back for it.
    }
}

MigrationContext::ForeignKeyPause::ForeignKeyPause(MigrationContext& context) : context_(context) {
    if (!context.connection()->in_transaction())
        paused_ = context.dialect().rebuilding().pause_foreign_keys(*context.connection());
}

void MigrationContext::ForeignKeyPause::check() {
    context_.connection()->flush();
    context_.dialect().rebuilding().check_foreign_keys(*context_.connection());
}

MigrationContext::ForeignKeyPause::~ForeignKeyPause() {
    if (!paused_)
        return;
    try {
        context_.connection()->flush();
        context_.dialect().rebuilding().resume_foreign_keys(*context_.connection());
    } catch (const Error&) {
        // The connection is lost, and its settings with it.
    }
}

} // namespace limbeck::migration
