#pragma once

#include "schema/schema.hpp"

#include <variant>

// The one vocabulary: every change of a schema is one of these plain objects, whoever makes it (a revision script,
// autogenerate, a C++ function). Names and parameters are those of Alembic's op.*. What a change takes away it carries
// along, as far as it is known, so that its reverse can be told.
namespace limbeck::schema {

struct CreateTable {
    Table table;
    bool if_not_exists = false;
};
struct DropTable {
    Table table;
    bool if_exists = false;
};
struct RenameTable {
    std::string schema, old_name, new_name;
};
/// An absent comment takes it away. Of the existing one the outer optional says whether it is known.
struct TableComment {
    std::string schema, table;
    std::optional<std::string> comment;
    std::optional<std::optional<std::string>> existing_comment;
};

/// The table holds its name, the one column, and the constraints that the column carries (foreign keys, checks).
struct AddColumn {
    Table table;
    bool if_not_exists = false;
    bool inline_references = false;
    bool inline_primary_key = false;
    std::string insert_before, insert_after; ///< batch mode only
    Map drop_options;                        ///< `options` of the reverse
};
/// The column goes with the constraints and indexes that it alone carries; those and what follows are for the reverse.
struct DropColumn {
    std::string schema, table;
    Column column; ///< without a type: only its name is known
    bool if_exists = false;
    Map options;
    std::vector<Constraint> constraints;
    std::vector<Index> indexes;
    bool inline_references = false;
    bool inline_primary_key = false;
    std::string insert_before, insert_after; ///< where it stood
};
/// op.alter_column: what changes, and what is known of the column as it is. An absent optional means "not changed"
/// or "not known"; where there are two, the inner one is absent for "none". `server_default` holds null for "drop the
/// default".
///
/// A column has a default, an identity or an expression that computes it, or none of them: one of the three
/// existing_… that is there says that the others are not, and a null `existing_server_default` alone that it has none.
struct AlterColumn {
    std::string table, schema, column;
    std::optional<std::string> new_name;
    TypePtr type;
    std::optional<bool> nullable;
    std::optional<sql::ExpressionPtr> server_default;
    std::optional<std::optional<Identity>> identity; ///< server_default=Identity(...)
    std::optional<std::optional<Computed>> computed;
    std::optional<std::optional<std::string>> comment;
    std::optional<bool> autoincrement;

    TypePtr existing_type;
    std::optional<bool> existing_nullable;
    std::optional<sql::ExpressionPtr> existing_server_default;
    std::optional<Identity> existing_identity;
    std::optional<Computed> existing_computed;
    std::optional<std::optional<std::string>> existing_comment;
    std::optional<bool> existing_autoincrement;

    Map options; ///< dialect keyword arguments: "postgresql_using", …
    /// Those of the way back. Absent: not known, and there are none only if `options` is empty.
    std::optional<Map> reverse_options;

    /// Of target_metadata: names the CHECK that goes or comes with a type that has one.
    NamingConvention naming_convention;
};

struct CreateIndex {
    Index index;
    bool if_not_exists = false;
};
struct DropIndex {
    Index index;
    bool if_exists = false;
};
struct AddConstraint {
    std::string schema, table;
    Constraint constraint;
};
/// `kind` as in op.drop_constraint(type_=…): "", "foreignkey", "primary", "unique", "check".
struct DropConstraint {
    std::string schema, table;
    Name name;
    std::string kind;
    bool if_exists = false;
    Map options;
    std::optional<Constraint> dropped; ///< what it was, where that is known
};

/// sa.Enum(...).create(bind) / .drop(bind) and postgresql.ENUM.
struct CreateEnum {
    Type type;
    bool checkfirst = true;
};
struct DropEnum {
    Type type;
    bool checkfirst = true;
};
/// Sequence(...).create(bind) / .drop(bind), CreateSequence().
struct CreateSequence {
    Sequence sequence;
    bool if_not_exists = false;
};
struct DropSequence {
    Sequence sequence;
    bool if_exists = false;
};

/// ALTER TYPE … of a PostgreSQL enum: labels added at their places, renamed, or removed by a rewrite of the columns.
struct AlterEnum {
    std::string schema, name;
    std::vector<std::string> labels, existing_labels;
    std::vector<std::pair<std::string, std::string>> renamed; ///< from, to
    /// Columns (schema, table, column, default) of that type, which a rewrite must touch.
    struct User {
        std::string schema, table, column;
        sql::ExpressionPtr server_default;
        bool array = false;
    };
    std::vector<User> users;
};
struct CreateDomain {
    Domain domain;
};
struct DropDomain {
    Domain domain;
};
struct AlterDomain {
    Domain domain, existing;
};
struct AlterSequence {
    Sequence sequence, existing;
};
struct CreateView {
    View view;
    bool replace = false;
    std::optional<View> existing; ///< what `replace` takes the place of
};
struct DropView {
    View view;
};
struct CreateRoutine {
    Routine routine;
    bool replace = false;
    std::optional<Routine> existing;
};
struct DropRoutine {
    Routine routine;
};
struct CreateExtension {
    Extension extension;
};
struct DropExtension {
    Extension extension;
};

using Change = std::variant<CreateTable, DropTable, RenameTable, TableComment, AddColumn, DropColumn, AlterColumn,
                            CreateIndex, DropIndex, AddConstraint, DropConstraint, CreateEnum, DropEnum, AlterEnum,
                            CreateSequence, DropSequence, AlterSequence, CreateDomain, DropDomain, AlterDomain,
                            CreateView, DropView, CreateRoutine, DropRoutine, CreateExtension, DropExtension>;

/// The change that leads back. Exact for a change that carries what was there before: its own reverse is the change
/// again, but for the `if_exists` and the options of a drop_constraint, for which an add_constraint has no word.
/// Throws Error(Command) that says what is missing for a change that does not (a drop_constraint of which only the name
/// is known).
Change reverse(const Change& change);

/// A change in plain form: a map with the key "op" ("create_table", "drop_table", "rename_table",
/// "create_table_comment", "drop_table_comment", "add_column", "drop_column", "alter_column", "create_index",
/// "drop_index", "add_constraint", "drop_constraint", "create_enum", "drop_enum", "alter_enum", "create_sequence",
/// "drop_sequence", "alter_sequence", "create_domain", "drop_domain", "alter_domain", "create_view", "drop_view",
/// "create_routine", "drop_routine", "create_extension", "drop_extension") and the members of the struct as
/// schema/plain.hpp says. Where a member has two optionals, or is an optional expression, it is {"to": x}, or {"drop":
/// true} for "none". Throws Error(Internal) for an unknown key, a wrong kind, and a member without which the change
/// means nothing. Defined in src/sql/.
Change change_from_plain(const Value& plain);
Value to_plain(const Change& change);

} // namespace limbeck::schema
