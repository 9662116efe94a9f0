#pragma once

#include "dialects/connection.hpp"
#include "dialects/ddl.hpp"
#include "sql/grammar.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

struct Url;
class Comparison;
class Entities;
class Inspector;
class Journalling;
class Rebuilding;
class Reflected;
class Scratch;

/// What a database is able to, as far as the engine asks.
struct Facts {
    /// DDL is rolled back with the rest of a transaction, and offline scripts have BEGIN and COMMIT around it.
    bool transactional_ddl;
    /// ALTER TABLE changes columns and constraints. Without, batch mode rebuilds tables.
    bool alters_tables;
    int max_identifier_length;
    /// A schema has one index of a name, and so one unique constraint, whichever their tables are; foreign keys
    /// likewise. Without, this is so of foreign keys alone.
    bool index_names_of_schema = true;
    /// What scripts ask of a dialect beside these, under the names of SQLAlchemy's Dialect: "supports_sequences",
    /// "default_schema_name" (where no connection tells), "default_isolation_level", "driver" (the usual one), …;
    /// those with an underscore are our own.
    Map of_scripts;
};

/// Everything that differs between databases. One immutable object for each, safe to use from several threads.
class Dialect {
  public:
    virtual ~Dialect() = default;

    virtual const std::string& name() const = 0;
    virtual const sql::Grammar& grammar() const = 0;
    virtual const Facts& facts() const = 0;
    /// The name that Alembic's log gives it: "Context impl PostgresqlImpl."
    virtual std::string impl_name() const = 0;
    virtual const Ddl& ddl() const = 0;
    virtual const Rebuilding& rebuilding() const = 0;
    /// SQL for the name of the role that a session has; empty where the database has no users.
    virtual std::string current_user() const { return {}; }

    // --- live
    /// What gives a session's transactions that isolation level from now on ("READ COMMITTED"); null for a level that
    /// the database has not.
    virtual std::optional<Statement> isolation_level(const std::string& level) const = 0;
    /// Throws Error(Database) that names the masked URL.
    virtual std::unique_ptr<Connection> connect(const Url& url) const = 0;
    /// A connection that shows the database as it is and changes nothing, whatever is sent to it: what would change
    /// something is recorded. Where the database can be copied (SQLite) it is run on the copy, so that later
    /// statements see it; elsewhere it is not run, and what depends on it ends with Error(Database) "the plan ends
    /// here: …". Throws as connect().
    virtual std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const = 0;
    /// What Connection::inspector() is made of. The connection must outlive the inspector.
    virtual std::unique_ptr<Inspector> inspector(Connection& connection) const = 0;
    /// A place to try schemas out (dialects/scratch.hpp). The connection must outlive it, and only the place uses it
    /// meanwhile. Throws NoScratchPlace where the right to make one is missing.
    virtual std::unique_ptr<Scratch> scratch(Connection& connection) const;
    virtual const Comparison& comparison() const;
    /// What alembic_utils has its users write down; null where the database has no such things.
    virtual const Entities* entities() const { return nullptr; }
    /// Where DDL commits by itself; else null.
    virtual const Journalling* journalling() const { return nullptr; }
    /// How an inspected table is told to scripts (dialects/reflected.hpp).
    virtual const Reflected& reflected() const = 0;
};

/// Adds one that is none of ours, before any is looked up; it must stay. An application that brings a dialect of its
/// own does this, and so do tests.
void add_dialect(const Dialect& dialect);
/// In the order in which messages list them.
std::vector<std::string> dialect_names();
/// The dialect of that name, or null.
const Dialect* find_dialect(std::string_view name);
/// The dialect of that name ("postgresql", "sqlite"). Throws Error(Unsupported) listing those that there are.
const Dialect& dialect_named(std::string_view name);

} // namespace limbeck::dialects
