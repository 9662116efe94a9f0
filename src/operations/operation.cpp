#include "operations/operation.hpp"

#include "schema/plain.hpp"
#include "sql/plain.hpp"

#include <limbeck/error.hpp>
#include <string_view>
#include <unordered_map>

namespace limbeck::operations {

namespace {

[[noreturn]] void malformed(const std::string& what) {
    throw Error(Error::Kind::Internal, "operation in plain form: " + what);
}

const Value& required(const Map& map, std::string_view key) {
    const Value* value = map.find(key);
    if (!value || value->is_null())
        malformed("'" + std::string(key) + "' is missing");
    return *value;
}

schema::TypePtr optional_type(const Map& map, std::string_view key) {
    const Value* value = map.find(key);
    if (!value || value->is_null())
        return nullptr;
    return std::make_shared<schema::Type>(schema::type_from_plain(*value));
}

schema::Name name_field(const Map& map, std::string_view key) {
    const Value* value = map.find(key);
    if (!value || value->is_null())
        return {};
    if (const std::string* text = value->get_if<std::string>())
        return schema::Name(*text);
    const Map& parts = value->as_map();
    schema::Name name;
    name.text = optional_text_field(parts, "text");
    name.final = bool_field(parts, "final");
    return name;
}

/// {"drop": true} is an empty inner optional, {"to": x} a full one, an absent key no change at all.
template <class T, class Read>
std::optional<std::optional<T>> change_field(const Map& map, std::string_view key, Read read) {
    const Value* value = map.find(key);
    if (!value || value->is_null())
        return std::nullopt;
    const Map& change = value->as_map();
    if (bool_field(change, "drop"))
        return std::optional<std::optional<T>>(std::in_place, std::nullopt);
    return std::optional<std::optional<T>>(std::in_place, read(required(change, "to")));
}

// Identity and Computed have no reader of their own in schema/plain.hpp: they only ever stand in a column.
schema::Column column_with(std::string_view key, const Value& value) {
    return schema::column_from_plain(Map{{"name", "_"}, {std::string(key), value}});
}
schema::Identity identity_of(const Value& value) {
    return *column_with("identity", value).identity;
}
schema::Computed computed_of(const Value& value) {
    return *column_with("computed", value).computed;
}

CreateTable read_create_table(const Map& map) {
    return {schema::table_from_plain(required(map, "table")), bool_field(map, "if_not_exists")};
}

DropTable read_drop_table(const Map& map) {
    return {schema::table_from_plain(required(map, "table")), bool_field(map, "if_exists")};
}

RenameTable read_rename_table(const Map& map) {
    return {text_field(map, "schema"), required(map, "old_name").as_text(), required(map, "new_name").as_text()};
}

TableComment read_table_comment(const Map& map) {
    TableComment op{
        text_field(map, "schema"), required(map, "table").as_text(), optional_text_field(map, "comment"), {}};
    if (const auto existing = optional_text_field(map, "existing_comment"))
        op.existing_comment = existing;
    return op;
}

AddColumn read_add_column(const Map& map) {
    AddColumn op;
    op.table = schema::table_from_plain(required(map, "table"));
    if (op.table.columns.size() != 1)
        malformed("add_column takes one column");
    op.if_not_exists = bool_field(map, "if_not_exists");
    op.inline_references = bool_field(map, "inline_references");
    op.inline_primary_key = bool_field(map, "inline_primary_key");
    op.insert_before = text_field(map, "insert_before");
    op.insert_after = text_field(map, "insert_after");
    return op;
}

DropColumn read_drop_column(const Map& map) {
    DropColumn op;
    op.schema = text_field(map, "schema");
    op.table = required(map, "table").as_text();
    op.column = schema::column_from_plain(required(map, "column"));
    op.if_exists = bool_field(map, "if_exists");
    op.options = map_field(map, "options");
    return op;
}

AlterColumn read_alter_column(const Map& map) {
    AlterColumn op;
    dialects::ColumnChange& change = op;
    change.table = required(map, "table").as_text();
    change.schema = text_field(map, "schema");
    change.column = required(map, "column").as_text();
    change.new_name = optional_text_field(map, "new_name");
    change.type = optional_type(map, "type");
    change.nullable = optional_bool_field(map, "nullable");
    const auto expression = [](const Value& value) { return sql::from_plain(value); };
    if (const auto found = change_field<sql::ExpressionPtr>(map, "server_default", expression))
        change.server_default = found->value_or(nullptr);
    change.identity = change_field<schema::Identity>(map, "identity", identity_of);
    change.computed = change_field<schema::Computed>(map, "computed", computed_of);
    change.comment = change_field<std::string>(map, "comment", [](const Value& value) { return value.as_text(); });
    change.autoincrement = optional_bool_field(map, "autoincrement");

    change.existing_type = optional_type(map, "existing_type");
    change.existing_nullable = optional_bool_field(map, "existing_nullable");
    if (const auto found = change_field<sql::ExpressionPtr>(map, "existing_server_default", expression))
        change.existing_server_default = found->value_or(nullptr);
    if (const Value* value = map.find("existing_identity"); value && !value->is_null())
        change.existing_identity = identity_of(*value);
    if (const Value* value = map.find("existing_computed"); value && !value->is_null())
        change.existing_computed = computed_of(*value);
    if (const auto existing = optional_text_field(map, "existing_comment"))
        change.existing_comment = existing;
    change.existing_autoincrement = optional_bool_field(map, "existing_autoincrement");
    change.options = map_field(map, "options");
    return op;
}

CreateIndex read_create_index(const Map& map) {
    return {schema::index_from_plain(required(map, "index")), bool_field(map, "if_not_exists")};
}

DropIndex read_drop_index(const Map& map) {
    return {schema::index_from_plain(required(map, "index")), bool_field(map, "if_exists")};
}

AddConstraint read_add_constraint(const Map& map) {
    return {text_field(map, "schema"), required(map, "table").as_text(),
            schema::constraint_from_plain(required(map, "constraint"))};
}

DropConstraint read_drop_constraint(const Map& map) {
    return {text_field(map, "schema"),
            required(map, "table").as_text(),
            name_field(map, "name"),
            text_field(map, "kind"),
            bool_field(map, "if_exists"),
            map_field(map, "options"),
            std::nullopt};
}

schema::Sequence sequence_of(const Map& map) {
    return *column_with("sequence", required(map, "sequence")).sequence;
}

BulkInsert read_bulk_insert(const Map& map) {
    BulkInsert op;
    op.table = schema::table_from_plain(required(map, "table"));
    for (const Value& row : list_field(map, "rows"))
        op.rows.push_back(row.as_map());
    op.multiinsert = bool_field(map, "multiinsert", true);
    return op;
}

std::shared_ptr<BatchAlterTable> read_batch(const Map& map) {
    auto op = std::make_shared<BatchAlterTable>();
    op->schema = text_field(map, "schema");
    op->table = required(map, "table").as_text();
    op->recreate = text_field(map, "recreate", "auto");
    if (op->recreate != "auto" && op->recreate != "always" && op->recreate != "never")
        fail("recreate may be one of 'auto', 'always', or 'never'.");
    if (const Value* table = map.find("copy_from"); table && !table->is_null())
        op->copy_from = schema::table_from_plain(*table);
    for (const Value& column : list_field(map, "reflect_columns"))
        op->reflect_columns.push_back(schema::column_from_plain(column));
    for (const Value& constraint : list_field(map, "table_args"))
        op->table_args.push_back(schema::constraint_from_plain(constraint));
    op->table_options = map_field(map, "table_options");
    for (const auto& [key, text] : map_field(map, "naming_convention").entries())
        op->naming_convention[key] = text.as_text();
    for (const Value& order : list_field(map, "partial_reordering")) {
        std::vector<std::string> names;
        for (const Value& name : order.as_list())
            names.push_back(name.as_text());
        op->partial_reordering.push_back(std::move(names));
    }
    for (const Value& operation : list_field(map, "operations"))
        op->operations.push_back(from_plain(operation));
    return op;
}

using Reader = Operation (*)(const Map&);
template <auto Read> Operation read_as(const Map& map) {
    return Read(map);
}

const std::unordered_map<std::string_view, Reader>& readers() {
    static const std::unordered_map<std::string_view, Reader> table = {
        {"create_table", read_as<read_create_table>},
        {"drop_table", read_as<read_drop_table>},
        {"rename_table", read_as<read_rename_table>},
        {"create_table_comment", read_as<read_table_comment>},
        {"drop_table_comment", read_as<read_table_comment>},
        {"add_column", read_as<read_add_column>},
        {"drop_column", read_as<read_drop_column>},
        {"alter_column", read_as<read_alter_column>},
        {"create_index", read_as<read_create_index>},
        {"drop_index", read_as<read_drop_index>},
        {"add_constraint", read_as<read_add_constraint>},
        {"drop_constraint", read_as<read_drop_constraint>},
        {"create_enum",
         [](const Map& map) -> Operation {
             return CreateEnum{schema::type_from_plain(required(map, "type")), bool_field(map, "checkfirst", true)};
         }},
        {"drop_enum",
         [](const Map& map) -> Operation {
             return DropEnum{schema::type_from_plain(required(map, "type")), bool_field(map, "checkfirst", true)};
         }},
        {"create_sequence",
         [](const Map& map) -> Operation {
             return CreateSequence{sequence_of(map), bool_field(map, "if_not_exists")};
         }},
        {"drop_sequence",
         [](const Map& map) -> Operation {
             return DropSequence{sequence_of(map), bool_field(map, "if_exists")};
         }},
        {"execute",
         [](const Map& map) -> Operation {
             const Value* statement = map.find("statement");
             if (statement && !statement->is_null())
                 return Execute{sql::from_plain(*statement), {}};
             return Execute{nullptr, required(map, "text").as_text()};
         }},
        {"bulk_insert", read_as<read_bulk_insert>},
        {"batch_alter_table", read_as<read_batch>},
    };
    return table;
}

} // namespace

Operation from_plain(const Value& plain) {
    const Map& map = plain.as_map();
    const std::string& name = required(map, "op").as_text();
    const auto found = readers().find(name);
    if (found == readers().end())
        malformed("there is no operation '" + name + "'");
    return found->second(map);
}

} // namespace limbeck::operations
