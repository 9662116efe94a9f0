#pragma once

#include "schema/changes.hpp"
#include "sql/fields.hpp"

// The members of what schema/changes.hpp declares, as sql/fields.hpp says.
namespace limbeck::schema {

// The names of a change: of its "op", which are those of Alembic where it has them.
#define LIMBECK_CHANGE(type, name)                                                                                     \
    constexpr std::string_view plain_name(const type*) {                                                               \
        return name;                                                                                                   \
    }
LIMBECK_CHANGE(CreateTable, "create_table")
LIMBECK_CHANGE(DropTable, "drop_table")
LIMBECK_CHANGE(RenameTable, "rename_table")
LIMBECK_CHANGE(TableComment, "create_table_comment")
LIMBECK_CHANGE(AddColumn, "add_column")
LIMBECK_CHANGE(DropColumn, "drop_column")
LIMBECK_CHANGE(AlterColumn, "alter_column")
LIMBECK_CHANGE(CreateIndex, "create_index")
LIMBECK_CHANGE(DropIndex, "drop_index")
LIMBECK_CHANGE(AddConstraint, "add_constraint")
LIMBECK_CHANGE(DropConstraint, "drop_constraint")
LIMBECK_CHANGE(CreateEnum, "create_enum")
LIMBECK_CHANGE(DropEnum, "drop_enum")
LIMBECK_CHANGE(AlterEnum, "alter_enum")
LIMBECK_CHANGE(CreateSequence, "create_sequence")
LIMBECK_CHANGE(DropSequence, "drop_sequence")
LIMBECK_CHANGE(AlterSequence, "alter_sequence")
LIMBECK_CHANGE(CreateDomain, "create_domain")
LIMBECK_CHANGE(DropDomain, "drop_domain")
LIMBECK_CHANGE(AlterDomain, "alter_domain")
LIMBECK_CHANGE(CreateView, "create_view")
LIMBECK_CHANGE(DropView, "drop_view")
LIMBECK_CHANGE(CreateRoutine, "create_routine")
LIMBECK_CHANGE(DropRoutine, "drop_routine")
LIMBECK_CHANGE(CreateExtension, "create_extension")
LIMBECK_CHANGE(DropExtension, "drop_extension")
#undef LIMBECK_CHANGE
constexpr std::string_view plain_name(const AlterEnum::User*) {
    return "column of alter_enum";
}

template <class V, sql::Like<CreateTable> N> void fields(V& v, N& n) {
    v.required("table", n.table), v("if_not_exists", n.if_not_exists);
}

template <class V, sql::Like<DropTable> N> void fields(V& v, N& n) {
    v.required("table", n.table), v("if_exists", n.if_exists);
}

template <class V, sql::Like<RenameTable> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("old_name", n.old_name), v.required("new_name", n.new_name);
}

template <class V, sql::Like<TableComment> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v("comment", n.comment);
    v("existing_comment", n.existing_comment);
}

template <class V, sql::Like<AddColumn> N> void fields(V& v, N& n) {
    v.required("table", n.table), v("if_not_exists", n.if_not_exists);
    v("inline_references", n.inline_references), v("inline_primary_key", n.inline_primary_key);
    v("insert_before", n.insert_before), v("insert_after", n.insert_after), v("drop_options", n.drop_options);
}

template <class V, sql::Like<DropColumn> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v.required("column", n.column);
    v("if_exists", n.if_exists), v("options", n.options), v("constraints", n.constraints), v("indexes", n.indexes);
    v("inline_references", n.inline_references), v("inline_primary_key", n.inline_primary_key);
    v("insert_before", n.insert_before), v("insert_after", n.insert_after);
}

template <class V, sql::Like<AlterColumn> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v.required("column", n.column), v("new_name", n.new_name);
    v("type", n.type), v("nullable", n.nullable), v("server_default", n.server_default), v("identity", n.identity);
    v("computed", n.computed), v("comment", n.comment), v("autoincrement", n.autoincrement);
    v("existing_type", n.existing_type), v("existing_nullable", n.existing_nullable);
    v("existing_server_default", n.existing_server_default), v("existing_identity", n.existing_identity);
    v("existing_computed", n.existing_computed), v("existing_comment", n.existing_comment);
    v("existing_autoincrement", n.existing_autoincrement), v("options", n.options);
    v("reverse_options", n.reverse_options), v("naming_convention", n.naming_convention);
}

template <class V, sql::Like<CreateIndex> N> void fields(V& v, N& n) {
    v.required("index", n.index), v("if_not_exists", n.if_not_exists);
}

template <class V, sql::Like<DropIndex> N> void fields(V& v, N& n) {
    v.required("index", n.index), v("if_exists", n.if_exists);
}

template <class V, sql::Like<AddConstraint> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v.required("constraint", n.constraint);
}

template <class V, sql::Like<DropConstraint> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v("name", n.name), v("kind", n.kind);
    v("if_exists", n.if_exists), v("options", n.options), v("dropped", n.dropped);
}

template <class V, sql::Like<CreateEnum> N> void fields(V& v, N& n) {
    v.required("type", n.type), v("checkfirst", n.checkfirst);
}

template <class V, sql::Like<DropEnum> N> void fields(V& v, N& n) {
    v.required("type", n.type), v("checkfirst", n.checkfirst);
}

template <class V, sql::Like<AlterEnum::User> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v.required("column", n.column);
    v("server_default", n.server_default), v("array", n.array);
}

template <class V, sql::Like<AlterEnum> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("name", n.name), v.required("labels", n.labels);
    v("existing_labels", n.existing_labels), v("renamed", n.renamed), v("users", n.users);
}

template <class V, sql::Like<CreateSequence> N> void fields(V& v, N& n) {
    v.required("sequence", n.sequence), v("if_not_exists", n.if_not_exists);
}

template <class V, sql::Like<DropSequence> N> void fields(V& v, N& n) {
    v.required("sequence", n.sequence), v("if_exists", n.if_exists);
}

template <class V, sql::Like<AlterSequence> N> void fields(V& v, N& n) {
    v.required("sequence", n.sequence), v.required("existing", n.existing);
}

template <class V, sql::Like<CreateDomain> N> void fields(V& v, N& n) {
    v.required("domain", n.domain);
}

template <class V, sql::Like<DropDomain> N> void fields(V& v, N& n) {
    v.required("domain", n.domain);
}

template <class V, sql::Like<AlterDomain> N> void fields(V& v, N& n) {
    v.required("domain", n.domain), v.required("existing", n.existing);
}

template <class V, sql::Like<CreateView> N> void fields(V& v, N& n) {
    v.required("view", n.view), v("replace", n.replace), v("existing", n.existing);
}

template <class V, sql::Like<DropView> N> void fields(V& v, N& n) {
    v.required("view", n.view);
}

template <class V, sql::Like<CreateRoutine> N> void fields(V& v, N& n) {
    v.required("routine", n.routine), v("replace", n.replace), v("existing", n.existing);
}

template <class V, sql::Like<DropRoutine> N> void fields(V& v, N& n) {
    v.required("routine", n.routine);
}

template <class V, sql::Like<CreateExtension> N> void fields(V& v, N& n) {
    v.required("extension", n.extension);
}

template <class V, sql::Like<DropExtension> N> void fields(V& v, N& n) {
    v.required("extension", n.extension);
}

} // namespace limbeck::schema
