#pragma once

#include <functional>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::migration {

class StepLog;

/// The transactions of a migration: those of its connection, or, offline, BEGIN and COMMIT among what is printed. Who
/// begins one ends it: env.py, a step, the script that works in a step, or whoever had one open before.
class Transactions {
  public:
    struct Settings {
        bool transactional_ddl = false; ///< a rollback takes DDL back
        bool per_migration = false;     ///< where it does: one for each step in place of one for all
        std::function<void(const std::string&)> print;
        /// Which line of a script is at work, for errors.
        std::function<std::string()> script_line;
    };
    /// Borrows both; no connection offline. What was queued on it before waits, and fails, as the log says.
    Transactions(dialects::Connection* connection, StepLog& log, Settings settings);

    /// context.begin_transaction(), and the beginning of a step (`per_migration`): true if a transaction (or a printed
    /// BEGIN) was opened, which end() must close; false where Alembic's would be a null context.
    bool begin(bool per_migration);
    /// Commits, or rolls back after a failure. Without `wait` the database's answer is checked by the next call.
    void end(bool ok, bool wait = true);
    /// Rolls back, whatever becomes of it: for use while another error is on its way.
    void end_after_failure() noexcept;
    /// Rolls back what begin() has opened and nobody has ended.
    void abandon();

    /// Whether one is open that begin() has opened. Transactions that scripts make by themselves on the same connection
    /// are theirs to end.
    bool is_open() const { return open_; }
    /// Whether one was open before, which is somebody else's to end.
    bool is_external() const { return external_; }
    bool transactional_ddl() const { return settings_.transactional_ddl; }
    bool one_for_each_step() const { return settings_.per_migration || !settings_.transactional_ddl; }

    /// context.autocommit_block(): commits what is open; exit begins again. Blocks may stand in blocks.
    void enter_autocommit();
    void exit_autocommit();

    /// Work of the script that has transactions of its own, and keeps account of them: the one that is open is
    /// committed before, and another one begins behind it. Throws Error(Script) where the step has written something by
    /// then, for that would stay when the work is stopped, and where the transaction is somebody else's.
    void apart(const std::function<void()>& work);

    /// The script of a step is at work while this runs. Throws, at its end, what end_by_script() has kept.
    void in_script(const std::function<void()>& script);
    bool is_in_script() const { return in_script_; }
    /// The script of a step ends the transaction. What comes next is one transaction again. commit() keeps what has
    /// been written, whatever becomes of the step; a rollback that would lose some of it throws Error(Script), at the
    /// end of the step where the script `handles_error`, for that one matters more. Outside of steps the transaction is
    /// env.py's, and ends.
    void end_by_script(bool commit, bool handles_error);
    /// The script of a step sends this text, by whatever way: it may be COMMIT or ROLLBACK. Throws as end_by_script().
    void note_statement(std::string_view text);
    /// The script has committed a transaction of its own, on a connection of its own.
    void note_commit_of_script() { ++partial_commits_; }

    /// How often a part of a step was committed by itself, before such a block or by the script: it is not rolled back.
    int partial_commits() const { return partial_commits_; }
    /// The failure of a step that began after so many; says so where a part of it was committed since.
    Error told(const Error& failure, int partial_commits_before) const;

  private:
    Error rolled_back() const;

    dialects::Connection* connection_;
    StepLog& log_;
    Settings settings_;
    bool external_;
    bool open_ = false;
    int autocommit_depth_ = 0;
    bool resume_ = false; ///< the autocommit block has ended a transaction, and begins another one
    int partial_commits_ = 0;
    bool in_script_ = false;
    bool script_wrote_ = false;  ///< or may have
    std::optional<Error> ended_; ///< what became of a transaction that the script has rolled back
};

} // namespace limbeck::migration
