#pragma once

#include "dialects/connection.hpp"
#include "schema/changes.hpp"
#include "sql/grammar.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::dialects {

struct Url;
class Comparison;
class DdlWriter;
class Entities;
class Inspector;
class Reflected;
class Scratch;

using ColumnChange = schema::AlterColumn;

/// What a DDL writer may want to know of the database, and what it must remember of one run; null for DDL that stands
/// by itself.
class Existing {
  public:
    virtual ~Existing() = default;
    /// False offline: nothing is known, and the questions below are not asked.
    virtual bool is_live() const { return true; }
    virtual bool has_type(const std::string& schema, const std::string& name) = 0;
    virtual bool has_table(const std::string& schema, const std::string& name) = 0;
    virtual bool has_index(const std::string& schema, const std::string& table, const std::string& name) = 0;

    /// Schema and name of the types that create_table() and drop_table() have met in this run. As in Alembic, a type is
    /// created, or dropped, with the first such table only.
    std::set<std::pair<std::string, std::string>> types_met;
};

/// Everything that differs between databases. One immutable object for each, safe to use from several threads. DDL
/// functions return the statements in the order in which they must run, the text as Alembic and SQLAlchemy write
/// it offline (without the closing semicolon), whitespace of CREATE TABLE included.
class Dialect {
  public:
    virtual ~Dialect() = default;

    virtual const std::string& name() const = 0;
    virtual const sql::Grammar& grammar() const = 0;
    virtual bool has_transactional_ddl() const = 0;
    virtual int max_identifier_length() const = 0;
    /// The name that Alembic's log gives it: "Context impl PostgresqlImpl."
    virtual std::string impl_name() const = 0;
    /// False where ALTER TABLE cannot change columns and constraints, so that batch mode rebuilds the table (SQLite).
    virtual bool can_alter() const = 0;
    /// What scripts ask of a dialect beside the above, under the names of SQLAlchemy's Dialect: "supports_sequences",
    /// "default_schema_name" (where no connection tells), "default_isolation_level", "driver" (the usual one), …;
    /// those with an underscore are our own.
    virtual Map facts() const = 0;
    /// SQL for the name of the role that a session has; empty where the database has no users.
    virtual std::string current_user() const { return {}; }

    // --- DDL. Tables are normalized and named (schema/table.hpp) before they come here.
    /// CREATE TYPE where needed, CREATE TABLE, comments, and CREATE INDEX of table.indexes, as op.create_table().
    virtual Statements create_table(const schema::Table& table, bool if_not_exists, Existing* existing) const;
    /// op.drop_table(); the columns matter for types that the table owns, and may be empty.
    virtual Statements drop_table(const schema::Table& table, bool if_exists, Existing* existing) const;
    /// op.add_column(): the column with its column-level checks, then the constraints and indexes that it brings, then
    /// its comment.
    virtual Statements add_column(const schema::Table& table_with_one_column, bool if_not_exists, Existing* existing,
                                  bool inline_references = false, bool inline_primary_key = false) const;
    /// Of a column that is numbered and no key (schema::Column::numbered): what makes its sequence, and what gives it
    /// to the column, to be run before and after a CREATE TABLE or ADD COLUMN that says the column's default alone.
    /// Empty for all other columns, and where the default does not tell the sequence's name.
    struct Numbering {
        Statements before, after;
    };
    virtual Numbering numbering(const schema::Table& /*table*/, const schema::Column& /*column*/) const { return {}; }
    virtual Statements drop_column(const std::string& schema, const std::string& table, const schema::Column& column,
                                   bool if_exists, const Map& options) const;
    virtual Statements alter_column(const ColumnChange& change) const;
    /// What a change of a column's type may have to say beside the type (ColumnChange::options), in the order in which
    /// it is worth trying. The first says nothing.
    virtual std::vector<Map> type_conversions(const std::string& /*column*/, const schema::Type& /*to*/) const {
        return {Map()};
    }
    virtual Statements rename_table(const std::string& schema, const std::string& old_name,
                                    const std::string& new_name) const;
    /// The last step of a rebuild: the new table takes the name of the old one, which has been dropped. Views and
    /// triggers that speak of that name are left as they are.
    virtual Statements take_place(const std::string& schema, const std::string& new_table, const std::string& old_name,
                                  bool live) const;
    /// In a rebuild, between copying the rows and dropping the old table: numbers that the database has given to rows
    /// are not given again.
    virtual Statements keep_numbering(const std::string& /*old_name*/, const schema::Table& /*new_table*/) const {
        return {};
    }
    /// A reflected server default as DDL must say it.
    virtual sql::ExpressionPtr default_to_write(const sql::ExpressionPtr& reflected) const { return reflected; }
    virtual Statements create_index(const schema::Index& index, bool if_not_exists) const;
    virtual Statements drop_index(const schema::Index& index, bool if_exists) const;
    virtual Statements add_constraint(const std::string& schema, const std::string& table,
                                      const schema::Constraint& constraint) const;
    /// `kind`: "", "foreignkey", "primary", "unique", "check", as op.drop_constraint(type_=…).
    virtual Statements drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                       const std::string& kind, bool if_exists, const Map& options) const;
    virtual Statements create_table_comment(const std::string& schema, const std::string& table,
                                            const std::optional<std::string>& comment) const;
    /// sa.Enum(...).create()/drop() and postgresql.ENUM: CREATE TYPE / DROP TYPE; none where the database has no enums.
    virtual Statements create_enum(const schema::Type& type, bool checkfirst, Existing* existing) const;
    virtual Statements drop_enum(const schema::Type& type, bool checkfirst, Existing* existing) const;
    virtual Statements create_sequence(const schema::Sequence& sequence, bool if_not_exists) const;
    virtual Statements drop_sequence(const schema::Sequence& sequence, bool if_exists) const;
    /// COMMENT ON CONSTRAINT, COMMENT ON INDEX; none where there is no comment, or no name to call the thing by.
    virtual Statements constraint_comment(const std::string& schema, const std::string& table,
                                          const schema::Constraint& constraint) const;
    virtual Statements index_comment(const schema::Index& index) const;

    // The rest throws Error(Unsupported) where the database has no such thing.
    virtual Statements alter_sequence(const schema::AlterSequence& change) const;
    virtual Statements alter_enum(const schema::AlterEnum& change) const;
    /// The same for a transaction of its own, if the labels that it adds can only be used when they are committed;
    /// worded so that it can run again, for what follows may fail. None where labels can be used at once.
    virtual Statements alter_enum_apart(const schema::AlterEnum& change) const;
    virtual Statements create_domain(const schema::Domain& domain) const;
    virtual Statements drop_domain(const schema::Domain& domain) const;
    virtual Statements alter_domain(const schema::AlterDomain& change) const;
    virtual Statements create_view(const schema::CreateView& change) const;
    virtual Statements drop_view(const schema::View& view) const;
    virtual Statements create_routine(const schema::CreateRoutine& change) const;
    virtual Statements drop_routine(const schema::Routine& routine) const;
    virtual Statements create_extension(const schema::Extension& extension) const;
    virtual Statements drop_extension(const schema::Extension& extension) const;

    /// Whichever change it is. What it makes is taken as named; where ALTER TABLE cannot do it (can_alter()), batch
    /// mode must (operations/target.hpp).
    Statements write(const schema::Change& change, Existing* existing) const;

    // --- revision files
    enum class Place { Plain, ServerDefault, IndexElement };
    /// An expression as a revision file holds it (the text of sa.text('…')): values written in, columns without their
    /// table, and what DDL needs around it at that place, for `op` hands such text on as it is.
    virtual std::string expression_in_file(const sql::ExpressionPtr& expression, Place place) const;

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
    /// How an inspected table is told to scripts (dialects/reflected.hpp).
    virtual const Reflected& reflected() const = 0;

    /// Whether a stored expression names the column.
    virtual bool speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const;
    /// Whether a stored check without a name is such a one as Boolean and Enum bring for the column; as with Alembic,
    /// it is where nobody can tell.
    virtual bool may_be_of_type(const schema::Check& /*stored*/, const std::string& /*column*/) const { return true; }
    /// Whether a trigger that has just been created can run on its table. Where the database has looked at that already
    /// it can.
    virtual bool can_run(Connection&, const schema::Routine& /*trigger*/) const { return true; }

    /// Before a transaction that may rebuild tables: switches the enforcement of foreign keys off where dropping a
    /// table would otherwise touch the rows that refer to it. True if it was on, and resume_foreign_keys() must follow.
    virtual bool pause_foreign_keys(Connection&) const { return false; }
    virtual void resume_foreign_keys(Connection&) const {}
    /// Before the old table of a rebuild is dropped: throws Error(Database) where foreign keys are enforced after all
    /// (a transaction was open already) and rows of other tables would go, too.
    virtual void guard_referring_rows(Connection&, const std::string& /*schema*/, const std::string& /*table*/) const {}
    /// Within that transaction: throws Error(Database) naming the rows that refer to nothing.
    virtual void check_foreign_keys(Connection&) const {}

    // --- offline SQL
    /// "BEGIN;" and "COMMIT;" as Alembic's emit_begin/emit_commit print them, "BEGIN TRANSACTION" and so on.
    virtual std::string begin_text() const { return "BEGIN"; }
    virtual std::string commit_text() const { return "COMMIT"; }

  protected:
    /// Writes the pieces of this dialect's DDL (dialects/ddl_writer.hpp).
    virtual const DdlWriter& ddl() const = 0;
};

/// In the order in which messages list them.
const std::vector<std::string>& dialect_names();
/// The dialect of that name, or null.
const Dialect* find_dialect(std::string_view name);
/// The dialect of that name ("postgresql", "sqlite"). Throws Error(Unsupported) listing those that there are.
const Dialect& dialect_named(std::string_view name);

} // namespace limbeck::dialects
