#pragma once

#include "dialects/connection.hpp"

#include <optional>

namespace limbeck::dialects {

/// Keeps account of the statements of a step on a connection whose DDL commits by itself (Connection::set_journal()).
class StatementJournal {
  public:
    struct Entry {
        Statements before, after;     ///< what the journal writes around the statement
        bool is_done = false;         ///< it was, in a run before this one, and is not run
        std::optional<Result> result; ///< what it gave then, where that is known
    };
    virtual ~StatementJournal() = default;
    /// Of each statement, before it is sent. Throws what ends the step.
    virtual Entry enter(const Statement& statement, bool in_transaction) = 0;
    /// What the statement that was entered last has given.
    virtual void note_result(const Result& result) = 0;
    /// The transaction is about to be committed.
    virtual Statements before_commit() = 0;
};

} // namespace limbeck::dialects
