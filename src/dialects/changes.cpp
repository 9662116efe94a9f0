#include "dialects/ddl.hpp"

// The statements of one change, whichever it is.
namespace limbeck::dialects {

namespace {

struct Writer {
    const Ddl& ddl;
    DatabaseState* database;

    Statements operator()(const schema::CreateTable& op) const {
        return ddl.create_table(op.table, op.if_not_exists, database);
    }
    Statements operator()(const schema::DropTable& op) const {
        return ddl.drop_table(op.table, op.if_exists, database);
    }
    Statements operator()(const schema::RenameTable& op) const {
        return ddl.rename_table(op.schema, op.old_name, op.new_name);
    }
    Statements operator()(const schema::TableComment& op) const {
        return ddl.create_table_comment(op.schema, op.table, op.comment);
    }
    Statements operator()(const schema::AddColumn& op) const {
        return ddl.add_column(op.table, op.if_not_exists, database, op.inline_references, op.inline_primary_key);
    }
    Statements operator()(const schema::DropColumn& op) const {
        return ddl.drop_column(op.schema, op.table, op.column, op.if_exists, op.options);
    }
    Statements operator()(const schema::AlterColumn& op) const { return ddl.alter_column(op, database); }
    Statements operator()(const schema::CreateIndex& op) const { return ddl.create_index(op.index, op.if_not_exists); }
    Statements operator()(const schema::DropIndex& op) const { return ddl.drop_index(op.index, op.if_exists); }
    Statements operator()(const schema::AddConstraint& op) const {
        return ddl.add_constraint(op.schema, op.table, op.constraint);
    }
    Statements operator()(const schema::DropConstraint& op) const {
        return ddl.drop_constraint(op.schema, op.table, op.name, op.kind, op.if_exists, op.options);
    }
    Statements operator()(const schema::CreateEnum& op) const {
        return ddl.create_enum(op.type, op.checkfirst, database);
    }
    Statements operator()(const schema::DropEnum& op) const { return ddl.drop_enum(op.type, op.checkfirst, database); }
    Statements operator()(const schema::AlterEnum& op) const { return ddl.alter_enum(op); }
    Statements operator()(const schema::CreateSequence& op) const {
        return ddl.create_sequence(op.sequence, op.if_not_exists);
    }
    Statements operator()(const schema::DropSequence& op) const { return ddl.drop_sequence(op.sequence, op.if_exists); }
    Statements operator()(const schema::AlterSequence& op) const { return ddl.alter_sequence(op); }
    Statements operator()(const schema::CreateDomain& op) const { return ddl.create_domain(op.domain); }
    Statements operator()(const schema::DropDomain& op) const { return ddl.drop_domain(op.domain); }
    Statements operator()(const schema::AlterDomain& op) const { return ddl.alter_domain(op); }
    Statements operator()(const schema::CreateView& op) const { return ddl.create_view(op); }
    Statements operator()(const schema::DropView& op) const { return ddl.drop_view(op.view); }
    Statements operator()(const schema::CreateRoutine& op) const { return ddl.create_routine(op); }
    Statements operator()(const schema::DropRoutine& op) const { return ddl.drop_routine(op.routine); }
    Statements operator()(const schema::CreateExtension& op) const { return ddl.create_extension(op.extension); }
    Statements operator()(const schema::DropExtension& op) const { return ddl.drop_extension(op.extension); }
};

} // namespace

Statements Ddl::write(const schema::Change& change, DatabaseState* database) const {
    Statements statements = std::visit(Writer{*this, database}, change);
    if (database && database->must_remember())
        remember(change, *database);
    return statements;
}

} // namespace limbeck::dialects
