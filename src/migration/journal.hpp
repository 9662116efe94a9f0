#pragma once

#include "dialects/journalling.hpp"
#include "dialects/statement_journal.hpp"

#include <cstdint>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::revisions {
class Step;
}

namespace limbeck::migration {

struct ContextOptions;

/// A step that was left half-way, as its journal says.
struct HalfDoneStep {
    struct Line {
        int number = 0;     ///< of its first statement in the step, from 1
        int statements = 1; ///< that it stands for: those that change rows may share one
        std::string statement, hash, state, objects, before, after;
        std::vector<std::string> reverse;
        std::optional<std::int64_t> rowcount, insert_id; ///< of one whose result a script has waited for
        bool took_effect() const { return state == "done"; }
    };
    std::string revision;
    bool is_upgrade = true;
    std::string heads; ///< of the version table before it
    std::vector<Line> lines;
};

/// What to do about a step that was left half-way.
enum class HalfDone {
    Refuse,
    Resume, ///< go on with the statement that did not take effect
    Undo,   ///< take back those that did
    Forget, ///< somebody has repaired by hand, and says where the database is (stamp)
    GoOn,   ///< Undo or Resume, if there is one, and then the run: it takes up another that has left it on purpose
};

/// The journal of the steps on a database whose DDL commits by itself: a table beside the version table, there while a
/// run is at work and after one that ended within a step. A row is written before each statement that commits by
/// itself, in the transaction that this statement commits; statements that change rows are written with them. So it
/// tells at any time, however the process ended, which statements of the step took effect. Alembic passes it over.
///
/// Rows of tables that know no transactions (MyISAM) are not followed.
class Journal final : public dialects::StatementJournal {
  public:
    /// Borrows the connection. Its dialect must have journalling().
    Journal(dialects::Connection& connection, const ContextOptions& options);
    ~Journal() override;

    /// What a run before has left; nothing where the version table says otherwise by now: somebody has seen to it.
    std::optional<HalfDoneStep> half_done(const std::vector<std::string>& heads);
    /// The error for it, which tells what there is and what to do.
    static Error refusal(const HalfDoneStep& step);
    /// Whether all that took effect has an exact reverse.
    static bool can_undo(const HalfDoneStep& step);
    /// Takes back what took effect. Throws Error(Command), before anything is done, where a statement has no exact
    /// reverse, Error(Database) where what a reverse leaves is not what was there.
    void undo(const HalfDoneStep& step);
    /// The next step goes on with it. Throws Error(Command) where what it says is done is not there, or where it cannot
    /// be told.
    void resume(HalfDoneStep step);
    bool has_table() const { return has_table_; }
    /// The table is gone.
    void clear();
    /// Likewise, of that version table, where no step is half done.
    static void drop_empty(dialects::Connection& connection, const std::string& schema,
                           const std::string& version_table);

    /// Makes the table, before the first step.
    void ensure_table();
    /// From here on the script's statements are followed. Throws Error(Command) where another step was to be resumed.
    void begin_step(const revisions::Step& step, const std::vector<std::string>& heads);
    /// The script is at its end: statements that belong into the transaction of the version table.
    dialects::Statements end_step();
    /// A step has failed. Rolls back what is left of its transaction.
    Error told(const Error& failure);

    // dialects::StatementJournal
    Entry enter(const dialects::Statement& statement, bool in_transaction) override;
    void note_result(const dialects::Result& result) override;
    dialects::Statements before_commit() override;

  private:
    /// A row of the table, as it is written.
    struct Row {
        int number = 0;
        int statements = 1;
        std::string statement, hash;
        std::string state = "done";
        std::vector<dialects::Journalling::Object> objects;
        std::string before = "NULL"; ///< as SQL
        std::vector<std::string> reverse;
        std::optional<std::int64_t> rowcount = std::nullopt, insert_id = std::nullopt;
    };
    Entry go_over(const dialects::Statement& statement, const std::string& hash);
    void note_rows(const dialects::Statement& statement, const std::string& hash,
                   const dialects::Journalling::Account& account);
    dialects::Statements take_pending(const Row* more = nullptr);
    dialects::Statement note_after(int number, const std::vector<dialects::Journalling::Object>& objects) const;
    std::string values_of(const Row& row) const;
    std::string text(const std::string& value) const;
    std::string fingerprint_now(const std::vector<dialects::Journalling::Object>& objects);
    std::vector<HalfDoneStep::Line> read_lines();
    void settle(std::vector<HalfDoneStep::Line>& lines, const Error* failure);

    dialects::Connection& connection_;
    const dialects::Journalling& journalling_;
    std::string schema_, name_, table_; ///< the last as SQL
    bool has_table_ = false;
    std::optional<HalfDoneStep> resumed_;

    // --- of the step at work
    std::string revision_, heads_, direction_;
    int count_ = 0;
    std::vector<Row> pending_;
    std::vector<dialects::Journalling::Object> created_; ///< tables that the step has made
    std::optional<Row> last_; ///< of what committed by itself: what it has left is not written yet
    bool is_written_ = false; ///< there are rows of the step
    bool holds_back_ = false; ///< tables are locked, so that nothing can be written
    std::size_t line_ = 0;    ///< of resumed_, that the script has come to
    int within_ = 0;          ///< statements of that line
    std::string rolling_;     ///< their hash
};

} // namespace limbeck::migration
