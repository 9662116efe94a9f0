#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

/// What a database whose DDL commits by itself is asked so that a step that ends half-way can be told of exactly, gone
/// on with, or taken back (migration/journal.hpp). Immutable; safe to use from several threads.
class Journalling {
  public:
    /// What a statement changes, as far as the catalogue shows it.
    struct Object {
        enum class Kind {
            Table,
            View,
            Routine,
            Trigger,
            Indexes, ///< of the table of that name: sooner asked than all of it
        };
        Kind kind = Kind::Table;
        std::string schema; ///< empty: the session's database
        std::string name;
        bool operator==(const Object&) const = default;
    };
    struct Account {
        enum class Kind {
            Nothing, ///< reads, or sets something of the session: it may be done again
            Rows,    ///< is part of the transaction
            Commits, ///< ends the transaction before it, and is committed with its own end
            Ends,    ///< ends the transaction before it, and may be done again
            Session, ///< makes what ends with the session, and what comes later may need: a temporary table
            Locks,   ///< from here on the session may write to no table that it does not name
            Unlocks,
        };
        Kind kind = Kind::Nothing;
        /// Of Commits: what shows whether it took effect; empty: nothing does. Of Rows: the one table, where it is one.
        std::vector<Object> objects;
        /// Statements that take it back exactly, where there are any: run until the objects are what they were.
        std::vector<std::string> reverse;
        /// Of Commits: it makes a table, and fails where there is one of that name.
        bool makes_table = false;
    };
    virtual ~Journalling() = default;

    virtual Account account(std::string_view statement) const = 0;
    /// SQL for a text that tells one state of these objects from another.
    virtual std::string fingerprint(const std::vector<Object>& objects) const = 0;
    /// SQL for what fingerprint() says of a table that is not there, or for `there`: sooner known than all of a table.
    virtual std::string absence(const Object& table) const = 0;
    static constexpr const char* there = "there";
    /// CREATE TABLE IF NOT EXISTS of the journal, by that name as SQL, with the columns that migration/journal.cpp
    /// writes.
    virtual std::string create_journal(const std::string& table) const = 0;
    /// What a table of limbeck's own has as its comment, so that scripts and comparisons are not told of it.
    virtual std::string comment() const = 0;
};

} // namespace limbeck::dialects
