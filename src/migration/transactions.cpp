#include "migration/transactions.hpp"

#include "dialects/connection.hpp"
#include "migration/step_log.hpp"
#include "support/words.hpp"

#include <set>
#include <string>
#include <utility>

namespace limbeck::migration {

Transactions::Transactions(dialects::Connection* connection, StepLog& log, Settings settings)
    : connection_(connection), log_(log), settings_(std::move(settings)),
      external_(connection && connection->in_transaction()) {}

bool Transactions::begin(bool per_migration) {
    if (external_)
        return false;
    const bool now = settings_.transactional_ddl ? per_migration == settings_.per_migration : per_migration;
    if (!now)
        return false;
    if (!connection_) {
        if (!settings_.transactional_ddl)
            return false;
        settings_.print("BEGIN;");
        return true;
    }
    if (open_)
        return false;
    connection_->begin();
    open_ = true;
    return true;
}

void Transactions::end(bool ok, bool wait) {
    if (!connection_) {
        if (ok)
            settings_.print("COMMIT;");
        return;
    }
    open_ = false;
    if (!connection_->in_transaction())
        return;
    if (!ok) {
        connection_->rollback();
        return;
    }
    try {
        connection_->commit(wait);
    } catch (const Error& error) {
        throw log_.placed(error);
    }
}

void Transactions::end_after_failure() noexcept {
    try {
        end(false);
    } catch (const Error&) {
        // What failed first is what the user must read; a connection that cannot roll back is lost, and the server
        // rolls back for it.
    }
}

void Transactions::abandon() {
    if (open_ && connection_->in_transaction())
        connection_->rollback();
}

void Transactions::enter_autocommit() {
    if (!connection_) {
        if (settings_.transactional_ddl)
            settings_.print("COMMIT;");
        return;
    }
    ++partial_commits_;
    if (autocommit_depth_++ > 0)
        return;
    log_.settle();
    resume_ = connection_->in_transaction();
    if (resume_)
        connection_->commit();
}

void Transactions::exit_autocommit() {
    if (!connection_) {
        if (settings_.transactional_ddl)
            settings_.print("BEGIN;");
        return;
    }
    if (--autocommit_depth_ > 0)
        return;
    connection_->flush();
    if (resume_)
        connection_->begin();
}

void Transactions::apart(const std::function<void()>& work) {
    if (external_ || autocommit_depth_ > 0)
        throw Error(Error::Kind::Script,
                    "changes in parts are committed part by part, and the transaction that is open is "
                    "not limbeck's to end",
                    settings_.script_line(),
                    external_ ? "Let env.py leave the transaction to context.begin_transaction()."
                              : "Leave the autocommit_block() out: they have transactions of their own.");
    if (script_wrote_)
        throw Error(
            Error::Kind::Script,
            "changes in parts are committed part by part, and so would be what the revision has done before them: "
            "stopped in between it would be half done",
            settings_.script_line(), "Put what is before them into a revision of its own.");
    log_.settle();
    const bool was_in_transaction = connection_->in_transaction();
    if (was_in_transaction)
        connection_->commit();
    try {
        work();
    } catch (...) { // a script may go on after it
        if (was_in_transaction)
            try {
                connection_->begin();
            } catch (const Error&) { // what failed first is what matters
            }
        throw;
    }
    if (was_in_transaction)
        connection_->begin();
}

void Transactions::in_script(const std::function<void()>& script) {
    in_script_ = true;
    script_wrote_ = false;
    ended_.reset();
    const struct AtEnd {
        bool& in_script;
        ~AtEnd() { in_script = false; }
    } at_end{in_script_};
    script();
    if (ended_)
        throw *ended_;
}

Error Transactions::rolled_back() const {
    return Error(Error::Kind::Script,
                 "the script rolls back the transaction of its step, and with it what the step has done so far",
                 settings_.script_line(),
                 "Leave ending it to limbeck; a part that may fail belongs into begin_nested().");
}

void Transactions::end_by_script(bool commit, bool handles_error) {
    if (!connection_->in_transaction())
        return;
    const auto end = [&] { commit ? connection_->commit() : connection_->rollback(); };
    if (!in_script_)
        return end();
    if (ended_)
        throw *ended_;
    log_.flush();
    const bool written = connection_->has_written();
    if (!commit && written) {
        if (!handles_error)
            throw rolled_back();
        ended_ = rolled_back();
        return;
    }
    end();
    if (written)
        ++partial_commits_;
    connection_->begin();
}

void Transactions::note_statement(std::string_view text) {
    if (!in_script_)
        return;
    if (ended_)
        throw *ended_;
    const std::string word = support::first_word(text);
    static const std::set<std::string> reading = {"select",  "with",   "values", "show",
                                                  "explain", "pragma", "set",    "table"};
    script_wrote_ = script_wrote_ || !reading.contains(word);
    const bool commits = word == "commit" || word == "end", rolls_back = word == "rollback" || word == "abort";
    if ((!commits && !rolls_back) || !connection_->in_transaction())
        return;
    const std::string words = support::lower(text);
    if (words.find(" to ") != std::string::npos || words.find("prepared") != std::string::npos)
        return; // of a savepoint, or of another transaction
    log_.flush();
    if (!connection_->has_written())
        return;
    if (rolls_back)
        throw rolled_back();
    ++partial_commits_;
}

Error Transactions::told(const Error& failure, int partial_commits_before) const {
    if (partial_commits_ == partial_commits_before)
        return failure;
    return failure.advising("What the script did before its autocommit_block(), and in it, or before a commit() of its "
                            "own, stays committed, while the version table does not have the step: undo that by hand, "
                            "or let the script do only what is not there yet, before it runs again.");
}

} // namespace limbeck::migration
