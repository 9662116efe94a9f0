#pragma once

#include "dialects/connection.hpp"
#include "sql/expression.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::migration {

struct ContextOptions;

/// A change of many rows that is done in parts, each a range of a key: limbeck.batches.update(), delete(), copy().
struct BatchedChange {
    /// Between parts a query is asked, and waited for as long as the number in the first column of its row is above the
    /// limit: the lag of a replica, how many sessions wait for a lock.
    struct Brake {
        std::string query;
        double limit = 0;
    };
    /// UPDATE, DELETE or INSERT … SELECT, with `part_marker` as a condition of its WHERE.
    sql::ExpressionPtr statement;
    std::string runtime;                ///< that has said it: the two word a statement in different ways
    std::string schema, table;          ///< whose rows are gone through
    std::vector<std::string> key;       ///< columns that are NOT NULL; empty: the primary key
    std::vector<std::string> changed;   ///< columns that the statement sets: none of them may be of the key
    std::int64_t size = 10'000;         ///< rows gone through in one part
    std::chrono::milliseconds pause{0}; ///< between parts
    std::optional<Brake> brake;
};

/// What stands in the statement for the range of a part.
constexpr const char* part_marker = "limbeck_part";

/// Does changes in parts, each in a transaction of its own together with the note of how far it has come. So a run that
/// was killed in between goes on where it stopped, and no row is changed twice. The notes are rows of a table beside
/// the version table that is there from the first change in parts until its step is done.
///
/// Rows that come while the change is at work are not gone through where their keys are above all that were there when
/// it began.
class Batches {
  public:
    /// Borrows all. `tell` gets what a change has come to, one line; empty when it is done.
    Batches(dialects::Connection& connection, const ContextOptions& options,
            std::function<void(const std::string&)> tell);

    void begin_step(const std::string& revision, bool is_upgrade);
    /// Whether the step has done a change in parts.
    bool are_used() const { return count_ > 0; }
    /// Outside of any transaction. How many rows were changed, those of earlier runs included. Throws Error(Command)
    /// for a table that has no key, and where the change is another one than that which was begun.
    std::int64_t run(const BatchedChange& change, const std::string& origin);
    /// Takes the notes away, in the transaction that says that the step is done.
    dialects::Statements end_step();
    /// After its commit: what could not be part of it.
    dialects::Statements after_step();

    /// About how many rows, and in how many parts: for a plan, which ends with that.
    static Error refusal_of_plan(dialects::Connection& connection, const BatchedChange& change,
                                 const std::string& origin);
    /// The notes of a step that was left: somebody says where the database is.
    static void forget(dialects::Connection& connection, const ContextOptions& options);
    static std::string table_name(const std::string& version_table) { return version_table + "_batches"; }

  private:
    struct Note;

    std::optional<Note> read_note();
    void ensure_table();
    void wait_for_brake(const BatchedChange::Brake& brake, const std::string& what);
    dialects::Statement compiled(const sql::ExpressionPtr& tree) const;

    dialects::Connection& connection_;
    const ContextOptions& options_;
    std::function<void(const std::string&)> tell_;
    std::string revision_, direction_;
    int count_ = 0;           ///< changes of the step
    bool has_waited_ = false; ///< for the brake: the log tells of it once
};

} // namespace limbeck::migration
