#pragma once

#include "dialects/dialect.hpp"
#include "schema/changes.hpp"

#include <limbeck/value.hpp>
#include <memory>
#include <string>
#include <variant>
#include <vector>

// The one vocabulary: every change of a schema is one of these plain objects, whoever makes it (a revision script,
// autogenerate, a C++ function). Names and parameters are those of Alembic's op.*.
namespace limbeck::operations {

// The changes of a schema (schema/changes.hpp), and what scripts do beside them.
using schema::CreateTable;
using schema::DropTable;
using schema::RenameTable;
using schema::TableComment;
using schema::AddColumn;
using schema::DropColumn;
using schema::AlterColumn;
using schema::CreateIndex;
using schema::DropIndex;
using schema::AddConstraint;
using schema::DropConstraint;
using schema::CreateEnum;
using schema::DropEnum;
using schema::CreateSequence;
using schema::DropSequence;

/// A statement tree, or SQL text written by the user (then `text` is not empty).
struct Execute {
    sql::ExpressionPtr statement;
    std::string text;
};
/// Rows are maps by column name; a value may be an expression in plain form {"expression": …} (op.inline_literal).
struct BulkInsert {
    schema::Table table;
    std::vector<Map> rows;
    bool multiinsert = true;
};

struct BatchAlterTable;

using Operation = std::variant<CreateTable, DropTable, RenameTable, TableComment, AddColumn, DropColumn, AlterColumn,
                               CreateIndex, DropIndex, AddConstraint, DropConstraint, CreateEnum, DropEnum,
                               CreateSequence, DropSequence, Execute, BulkInsert, std::shared_ptr<BatchAlterTable>>;

/// op.batch_alter_table(): the operations of its block, applied together.
struct BatchAlterTable {
    std::string schema, table;
    std::string recreate = "auto";               ///< "auto", "always", "never"
    std::optional<schema::Table> copy_from;      ///< use this instead of reflecting
    std::vector<schema::Column> reflect_columns; ///< reflect_args / reflect_kwargs: columns that replace reflected ones
    std::vector<schema::Constraint> table_args;
    Map table_options; ///< table_kwargs
    schema::NamingConvention naming_convention;
    std::vector<std::vector<std::string>> partial_reordering;
    std::vector<Operation> operations;
};

/// Reads an operation in plain form: a map with the key "op" (the Alembic name: "create_table", "drop_table",
/// "rename_table", "create_table_comment", "drop_table_comment", "add_column", "drop_column", "alter_column",
/// "create_index", "drop_index", "add_constraint", "drop_constraint", "create_enum", "drop_enum",
/// "create_sequence", "drop_sequence", "execute", "bulk_insert", "batch_alter_table") and the members of the struct
/// as src/schema/plain.hpp says.
/// alter_column: the members of ColumnChange, with these for "drop": {"server_default": {"drop": true}}, and
/// {"server_default": {"to": <expression>}}; same form for "identity", "computed" and "comment".
Operation from_plain(const Value& plain);

} // namespace limbeck::operations
