#pragma once

#include "dialects/dialect.hpp"
#include "schema/changes.hpp"
#include "schema/declared.hpp"

#include <limbeck/value.hpp>
#include <memory>
#include <string>
#include <variant>
#include <vector>

// What a revision script may do: the changes of a schema (schema/changes.hpp), rows, statements, and batches of
// changes.
namespace limbeck::operations {

using schema::AddColumn;
using schema::AddConstraint;
using schema::AlterColumn;
using schema::AlterDomain;
using schema::AlterEnum;
using schema::AlterSequence;
using schema::CreateDomain;
using schema::CreateEnum;
using schema::CreateExtension;
using schema::CreateIndex;
using schema::CreateRoutine;
using schema::CreateSequence;
using schema::CreateTable;
using schema::CreateView;
using schema::DropColumn;
using schema::DropConstraint;
using schema::DropDomain;
using schema::DropEnum;
using schema::DropExtension;
using schema::DropIndex;
using schema::DropRoutine;
using schema::DropSequence;
using schema::DropTable;
using schema::DropView;
using schema::RenameTable;
using schema::TableComment;

/// A statement tree, or SQL text written by the user (then `text` is not empty).
struct Execute {
    sql::ExpressionPtr statement;
    std::string text;
};
/// Rows are maps by column name; a value may be an expression in plain form {"expression": …} (op.inline_literal),
/// and {"value": …} is a map that is meant as one (JSON).
struct BulkInsert {
    schema::Table table;
    std::vector<Map> rows;
    bool multiinsert = true;
};

struct BatchAlterTable;

using Operation = std::variant<CreateTable, DropTable, RenameTable, TableComment, AddColumn, DropColumn, AlterColumn,
                               CreateIndex, DropIndex, AddConstraint, DropConstraint, CreateEnum, DropEnum, AlterEnum,
                               CreateSequence, DropSequence, AlterSequence, CreateDomain, DropDomain, AlterDomain,
                               CreateView, DropView, CreateRoutine, DropRoutine, CreateExtension, DropExtension,
                               Execute, BulkInsert, std::shared_ptr<BatchAlterTable>>;

/// op.batch_alter_table(): the operations of its block, applied together.
struct BatchAlterTable {
    std::string schema, table;
    std::string recreate = "auto";          ///< "auto", "always", "never"
    std::optional<schema::Table> copy_from; ///< use this instead of reflecting
    /// reflect_args / reflect_kwargs: columns that replace reflected ones
    std::vector<schema::DeclaredColumn> reflect_columns;
    std::vector<schema::Constraint> table_args;
    Map table_options; ///< table_kwargs
    schema::NamingConvention naming_convention;
    std::vector<std::vector<std::string>> partial_reordering;
    std::vector<Operation> operations;
};

/// The change as an operation.
Operation operation_of(const schema::Change& change);

/// An operation in plain form: a change as schema::change_from_plain() says, or a map with the key "op" ("execute",
/// "bulk_insert", "batch_alter_table") and the members of the struct.
Operation from_plain(const Value& plain);
Value to_plain(const Operation& operation);

} // namespace limbeck::operations
