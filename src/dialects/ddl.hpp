#pragma once

#include "dialects/connection.hpp"
#include "schema/changes.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::sql {
class Grammar;
}

namespace limbeck::dialects {

class DdlWriter;

/// What a DDL writer may want to know of the database, and what it must remember of one run; null for DDL that stands
/// by itself.
class DatabaseState {
  public:
    virtual ~DatabaseState() = default;
    /// False offline: nothing is known, and the questions below are not asked.
    virtual bool is_live() const { return true; }
    virtual bool has_type(const std::string& schema, const std::string& name) = 0;
    virtual bool has_table(const std::string& schema, const std::string& name) = 0;
    virtual bool has_index(const std::string& schema, const std::string& table, const std::string& name) = 0;
    /// The database's own text of a column's definition (Inspector::column_definition). Where it cannot be asked,
    /// offline and behind what is only planned, that of `column_definitions`; none: not known.
    virtual std::optional<std::string> column_definition(const std::string& schema, const std::string& table,
                                                         const std::string& column);

    /// Of the columns that this run has written, by schema and table, where the database cannot be asked; kept by
    /// dialects that ask (Ddl::remember).
    std::map<std::pair<std::string, std::string>, std::map<std::string, std::string>> column_definitions;
    /// Whether what runs is not seen in the database: offline, and in a plan.
    virtual bool must_remember() const { return !is_live(); }

    /// Schema and name of the types that create_table() and drop_table() have met in this run. As in Alembic, a type is
    /// created, or dropped, with the first such table only.
    std::set<std::pair<std::string, std::string>> types_met;
};

/// The statements of each change, in the order in which they must run, the text as Alembic and SQLAlchemy write it
/// offline (without the closing semicolon), whitespace of CREATE TABLE included. Here stands what databases share; a
/// dialect overrides what its database does in another way. Tables are normalized and named (schema/table.hpp) before
/// they come here. Immutable; safe to use from several threads. Throws Error(Command) for what has no text.
class Ddl {
  public:
    /// The writer of the pieces must outlive it.
    explicit Ddl(const DdlWriter& writer) : writer_(writer) {}
    virtual ~Ddl() = default;

    /// Whether ALTER TABLE, or an index beside the table, makes this change. Else batch mode rebuilds the table.
    virtual bool changes_in_place(const schema::Change&) const { return true; }
    /// False where a constraint only comes with its table, or by a rebuild.
    bool adds_constraints() const;

    /// CREATE TYPE where needed, CREATE TABLE, comments, and CREATE INDEX of table.indexes, as op.create_table().
    Statements create_table(const schema::Table& table, bool if_not_exists, DatabaseState* database) const;
    /// op.drop_table(); the columns matter for types that the table owns, and may be empty.
    Statements drop_table(const schema::Table& table, bool if_exists, DatabaseState* database) const;
    /// op.add_column(): the column with its column-level checks, then the constraints and indexes that it brings, then
    /// its comment.
    Statements add_column(const schema::Table& table_with_one_column, bool if_not_exists, DatabaseState* database,
                          bool inline_references = false, bool inline_primary_key = false) const;
    /// Of a column that is autoincremented and no key (schema::Column::autoincremented): what makes its sequence, and
    /// what gives it to the column, to be run before and after a CREATE TABLE or ADD COLUMN that says the column's
    /// default alone. Empty for all other columns, and where the default does not tell the sequence's name.
    struct Numbering {
        Statements before, after;
    };
    virtual Numbering numbering(const schema::Table& /*table*/, const schema::Column& /*column*/) const { return {}; }
    Statements drop_column(const std::string& schema, const std::string& table, const schema::Column& column,
                           bool if_exists, const Map& options) const;
    virtual Statements alter_column(const schema::AlterColumn& change, DatabaseState* database) const;
    /// What a change of a column's type may have to say beside the type (AlterColumn::options), in the order in which
    /// it is worth trying. The first says nothing.
    virtual std::vector<Map> type_conversions(const std::string& /*column*/, const schema::Type& /*to*/) const {
        return {Map()};
    }
    virtual Statements rename_table(const std::string& schema, const std::string& old_name,
                                    const std::string& new_name) const;
    Statements create_index(const schema::Index& index, bool if_not_exists) const;
    Statements drop_index(const schema::Index& index, bool if_exists) const;
    virtual Statements add_constraint(const std::string& schema, const std::string& table,
                                      const schema::Constraint& constraint) const;
    /// `kind`: "", "foreignkey", "primary", "unique", "check", as op.drop_constraint(type_=…).
    virtual Statements drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                       const std::string& kind, bool if_exists, const Map& options) const;
    virtual Statements create_table_comment(const std::string& schema, const std::string& table,
                                            const std::optional<std::string>& comment) const;
    /// sa.Enum(...).create()/drop() and postgresql.ENUM: CREATE TYPE / DROP TYPE; none where the database has no enums.
    virtual Statements create_enum(const schema::Type& type, bool checkfirst, DatabaseState* database) const;
    virtual Statements drop_enum(const schema::Type& type, bool checkfirst, DatabaseState* database) const;
    Statements create_sequence(const schema::Sequence& sequence, bool if_not_exists) const;
    Statements drop_sequence(const schema::Sequence& sequence, bool if_exists) const;
    /// COMMENT ON CONSTRAINT, COMMENT ON INDEX; none where there is no comment, or no name to call the thing by.
    Statements constraint_comment(const std::string& schema, const std::string& table,
                                  const schema::Constraint& constraint) const;
    Statements index_comment(const schema::Index& index) const;

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

    /// Whichever change it is. What it makes is taken as named.
    Statements write(const schema::Change& change, DatabaseState* database) const;

    // --- revision files
    enum class Place { Plain, ServerDefault, IndexElement };
    /// An expression as a revision file holds it (the text of sa.text('…')): values written in, columns without their
    /// table, and what DDL needs around it at that place, for `op` hands such text on as it is.
    virtual std::string expression_in_file(const sql::ExpressionPtr& expression, Place place) const;

  protected:
    const DdlWriter& writer() const { return writer_; }
    const sql::Grammar& grammar() const;
    /// Keeps of a change that has been written what later ones want to know (DatabaseState::column_definitions).
    virtual void remember(const schema::Change& /*change*/, DatabaseState& /*database*/) const {}
    /// ALTER TABLE … ALTER COLUMN …, with a space behind it.
    std::string alter(const schema::AlterColumn& change) const;
    /// ALTER TABLE … RENAME …, the comment and the check of what cannot be altered: parts of alter_column().
    static void refuse_generated(const schema::AlterColumn& change);
    static void refuse_identity(const schema::AlterColumn& change);
    std::string set_default(const schema::AlterColumn& change) const;
    std::string comment_on_column(const schema::AlterColumn& change) const;

  private:
    const DdlWriter& writer_;
};

} // namespace limbeck::dialects
