#include "migration/context.hpp"

#include "dialects/live_database_state.hpp"
#include "migration/foreign_key_pause.hpp"
#include "migration/heads.hpp"
#include "migration/log_table.hpp"
#include "migration/plan.hpp"
#include "revisions/script_directory.hpp"
#include "support/log.hpp"

#include <algorithm>
#include <chrono>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::migration {

namespace {

constexpr const char* logger = "alembic.runtime.migration";

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

/// With what follows from the mode and the connection.
ContextOptions settled(ContextOptions options, bool as_sql) {
    if (!as_sql && !options.connection)
        fail("Connection required", "context.configure()", "Pass connection=… to context.configure().");
    if (options.connection)
        options.dialect = &options.connection->dialect();
    if (!options.dialect)
        fail("Can't proceed without a dialect", "context.configure()",
             "Pass url=… or dialect_name=… to context.configure().");
    if (as_sql)
        options.connection.reset();
    return options;
}

} // namespace

MigrationContext::MigrationContext(ContextOptions options, Mode mode, revisions::ScriptDirectory* script,
                                   ScriptRunner* runner, std::function<void(const std::string&)> output)
    : options_(settled(std::move(options), mode.as_sql)), mode_(mode), script_(script), runner_(runner),
      output_(options_.output ? options_.output : std::move(output)), log_(options_.connection.get()),
      transactions_(
          options_.connection.get(), log_,
          {.transactional_ddl = options_.transactional_ddl.value_or(options_.dialect->facts().transactional_ddl),
           .per_migration = options_.transaction_per_migration,
           .print = [this](const std::string& text) { static_output(text); },
           .script_line = [this] { return origin_ ? origin_() : std::string(); }}),
      lock_(options_.connection.get(), options_.version_table_schema + "." + options_.version_table,
            options_.lock_timeout, options_.progress, options_.lock_within_node) {
    database_state_ = std::make_unique<dialects::LiveDatabaseState>(
        [this]() -> dialects::Connection* {
            if (options_.connection)
                log_.settle();
            return options_.connection.get();
        },
        !options_.connection || options_.connection->only_plans());
    if (options_.connection && options_.dialect->journalling() && !mode_.dont_mutate)
        journal_.emplace(*options_.connection, options_);
    if (options_.connection)
        batches_.emplace(*options_.connection, options_, [this](const std::string& part) {
            progress_.part = part;
            if (options_.progress)
                options_.progress(progress_);
        });
    if (!mode_.announce)
        return;
    log::info(logger, "Context impl " + options_.dialect->impl_name() + ".");
    if (mode_.as_sql)
        log::info(logger, "Generating static SQL");
    log::info(logger,
              std::string("Will assume ") + (transactions_.transactional_ddl() ? "" : "non-") + "transactional DDL.");
}

MigrationContext::~MigrationContext() {
    try {
        transactions_.abandon();
        lock_.release();
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
        transactions_.note_statement(statement.text);
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
    return transactions_.begin(per_migration);
}

void MigrationContext::lock() {
    if (mode_.lock && mode_.waits && !mode_.as_sql && !mode_.dont_mutate)
        lock_.acquire();
}

void MigrationContext::run_migrations(const StepsFunction& steps_from) {
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
        const bool with_first_step = transactions_.transactional_ddl() && !mode_.plan && options_.connection &&
                                     !options_.connection->in_transaction();
        if (!mode_.as_sql && current.empty() && !mode_.dont_mutate && !with_first_step &&
            (mode_.waits || !mode_.lock || lock_.acquire_if_free()))
            ensure_version_table();
    }

    if (!see_to_half_done_step(current))
        return;
    revisions::VersionRows heads(current);
    const std::vector<revisions::Step> steps = steps_from(current, *this);
    const std::size_t first_planned = mode_.plan ? mode_.plan->begin_steps(steps) : 0;
    // A plan that goes to its end tells of each step what can be told.
    if (runner_ && !(mode_.plan && mode_.plan->goes_to_the_end()))
        runner_->check(steps);
    const StepLog::Announcing announcing(log_);
    if (journal_ && !mode_.plan && !steps.empty())
        journal_->ensure_table();
    std::size_t number = 0;
    try {
        for (const revisions::Step& step : steps) {
            tell_progress(++number, steps.size(), &step);
            if (mode_.plan)
                plan_step(step, first_planned + number - 1, heads);
            else
                run_step(step, heads);
        }
        if (options_.connection)
            log_.flush();
    } catch (const Error& error) {
        throw journal_ && !mode_.plan ? journal_->told(error) : error;
    }
    end_journal();
    if (!steps.empty())
        tell_progress(number + 1, steps.size(), nullptr);
}

/// What a run before this one has left within a step. False where taking that back is all that there is to do.
bool MigrationContext::see_to_half_done_step(const std::vector<std::string>& heads) {
    const auto left = journal_ ? journal_->half_done(heads) : std::nullopt;
    if (!left) {
        if (options_.half_done == HalfDone::Resume || options_.half_done == HalfDone::Undo)
            fail("no step is half done in this database", {}, "Leave the option out.");
        return true;
    }
    if (options_.half_done == HalfDone::Forget) {
        if (!mode_.plan) {
            journal_->clear();
            log::warning(logger, "A half-done step is taken for repaired by hand: " + left->revision);
        }
        return true;
    }
    if (mode_.plan && mode_.plan->goes_to_the_end()) {
        half_done_ = left; // a page that tells all
        return true;
    }
    if (mode_.plan || options_.half_done == HalfDone::Refuse)
        throw Journal::refusal(*left);
    if (options_.half_done == HalfDone::GoOn && Journal::can_undo(*left)) {
        journal_->undo(*left); // so that the script finds what it found before
        return true;
    }
    if (options_.half_done != HalfDone::Undo) {
        journal_->resume(*left);
        return true;
    }
    journal_->undo(*left);
    log::info(logger, "Took back what there was of a half-done step: " + left->revision);
    return false;
}

/// A transaction of env.py's own would be committed by it; then it goes when env.py is done (Uncommitted).
void MigrationContext::end_journal() {
    if (journal_ && !mode_.plan && journal_->has_table() && !options_.connection->in_transaction())
        journal_->clear();
}

void MigrationContext::tell_progress(std::size_t number, std::size_t steps, const revisions::Step* step) {
    progress_ = {number, steps, step ? step->text() : std::string(), {}};
    if (options_.progress)
        options_.progress(progress_);
}

std::int64_t MigrationContext::run_batches(const BatchedChange& change) {
    const std::string line = origin_ ? origin_() : std::string();
    if (!batches_)
        throw Error(Error::Kind::Unsupported,
                    "changes in parts ask the database for the ranges of its keys, and --sql has none", line,
                    "Upgrade to this revision online.");
    if (!transactions_.is_in_script())
        throw Error(Error::Kind::Script, "changes in parts are for upgrade() and downgrade() of a revision", line);
    if (mode_.plan)
        throw Batches::refusal_of_plan(*options_.connection, change, line);
    // What is done is kept in notes of its own.
    const struct Unfollowed {
        MigrationContext& context;
        explicit Unfollowed(MigrationContext& of) : context(of) { context.options_.connection->set_journal(nullptr); }
        ~Unfollowed() {
            if (context.journal_)
                context.options_.connection->set_journal(&*context.journal_);
        }
        Unfollowed(const Unfollowed&) = delete;
        Unfollowed& operator=(const Unfollowed&) = delete;
    } unfollowed(*this);
    std::int64_t changed = 0;
    transactions_.apart([&] { changed = batches_->run(change, line); });
    return changed;
}

void MigrationContext::stamp(const std::vector<revisions::Step>& steps) {
    const std::vector<std::string> current = get_current_heads();
    if (!mode_.as_sql && current.empty())
        ensure_version_table();
    if (journal_ && !mode_.plan && journal_->half_done(current))
        journal_->clear(); // somebody has repaired by hand
    if (batches_ && !mode_.plan && !mode_.as_sql)
        Batches::forget(*options_.connection, options_);
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
    std::optional<ForeignKeyPause> pause;
    if (guard_foreign_keys) {
        log_.flush();
        pause.emplace(*options_.connection);
    }

    const std::uint64_t position = options_.connection ? options_.connection->queued() : 0;
    const int commits = transactions_.partial_commits();
    if (!mode_.as_sql)
        log_.note_step(position, step.is_stamp() ? step.text() : step.text() + " (" + place_of(step, script_) + ")",
                       transactions_.one_for_each_step());
    bool opened = false;
    try {
        opened = begin_transaction(true);
        if (mode_.as_sql && heads.empty())
            for (dialects::Statement& statement :
                 dialect().ddl().create_table(version_table_of(options_), false, nullptr))
                run(std::move(statement));
        if (!mode_.as_sql && heads.empty() && transactions_.transactional_ddl())
            ensure_version_table();
        if (!mode_.plan) // it does not run
            log_.announce(position, "Running " + step.text());
        if (keeps_log() && !std::exchange(log_table_ready_, true))
            ensure_log_table(*this, *options_.log_table);
        const auto start = std::chrono::steady_clock::now();
        if (mode_.as_sql)
            static_output("-- Running " + step.short_log());
        if (!step.is_stamp())
            run_script(step, heads);

        const std::vector<revisions::VersionChange> changes = step.version_changes(heads);
        for (const revisions::VersionChange& change : changes) {
            dialects::Statement statement = version_statement(dialect(), options_, change, mode_.as_sql);
            statement.origin = place_of(step, script_);
            run(std::move(statement));
        }
        heads.apply(changes);
        if (batches_)
            for (dialects::Statement& statement : batches_->end_step())
                run(std::move(statement));
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
        const Error placed = log_.placed(error);
        abandon_step(opened);
        throw journal_ ? placed : transactions_.told(placed, commits);
    } catch (...) {
        abandon_step(opened);
        throw;
    }
    if (opened)
        transactions_.end(true, false);
    if (batches_)
        for (const dialects::Statement& statement : batches_->after_step())
            options_.connection->execute(statement);
    if (pause)
        log_.flush(); // foreign keys come back when all is done
}

void MigrationContext::abandon_step(bool opened) {
    const std::optional<Error> earlier = log_.abandon();
    if (opened)
        transactions_.end_after_failure();
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

void MigrationContext::run_script(const revisions::Step& step, const revisions::VersionRows& heads) {
    const auto run = [&] { transactions_.in_script([&] { runner_->run(step, *this); }); };
    if (!mode_.plan) {
        if (journal_)
            journal_->begin_step(step, {heads.ids().begin(), heads.ids().end()});
        if (batches_)
            batches_->begin_step(step.revision()->id, step.is_upgrade());
        run();
        if (journal_)
            for (dialects::Statement& statement : journal_->end_step())
                this->run(std::move(statement));
        return;
    }
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

} // namespace limbeck::migration
