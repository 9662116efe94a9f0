#include "operations/whole_schema.hpp"

#include "schema/plain.hpp"
#include "schema/schema.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::operations {

namespace {

/// A foreign key that is added after all tables are there.
struct Late {
    std::size_t table;
    std::size_t constraint; ///< its place in the table's plain form
};

struct Ordered {
    std::vector<std::size_t> tables;
    std::vector<Late> late;
};

/// A foreign key by itself: it no longer matters that a column said it.
Value key_alone(const Map& constraint) {
    Map made;
    for (const auto& [key, value] : constraint.entries())
        if (key != "column_level")
            made.set(key, value);
    return Value(std::move(made));
}

/// What dependency_order() asks of a table: its name, its foreign keys and its options. `places` says where in the
/// plain form each foreign key stands.
schema::Table with_foreign_keys(const Map& plain, std::vector<std::size_t>& places) {
    schema::Table table;
    table.name = text_field(plain, "name");
    table.schema = text_field(plain, "schema");
    table.options = map_field(plain, "options");
    const List& constraints = list_field(plain, "constraints");
    for (std::size_t at = 0; at < constraints.size(); ++at) {
        if (text_field(constraints[at].as_map(), "kind") != "foreign_key")
            continue;
        table.constraints.push_back(schema::constraint_from_plain(key_alone(constraints[at].as_map())));
        places.push_back(at);
    }
    return table;
}

Ordered ordered(const List& tables) {
    schema::Schema schema;
    std::vector<std::vector<std::size_t>> places(tables.size());
    for (std::size_t at = 0; at < tables.size(); ++at)
        schema.tables.push_back(with_foreign_keys(tables[at].as_map(), places[at]));
    const schema::Order order = schema::dependency_order(schema);
    Ordered found{order.tables, {}};
    for (const schema::Order::Late& late : order.late)
        found.late.push_back({late.table, places[late.table][late.constraint]});
    return found;
}

const Map& constraint(const List& tables, const Late& late) {
    return list_field(tables[late.table].as_map(), "constraints")[late.constraint].as_map();
}

Map without_late(const Map& table, std::size_t at, const std::vector<Late>& late) {
    List kept;
    const List& constraints = list_field(table, "constraints");
    for (std::size_t i = 0; i < constraints.size(); ++i)
        if (std::none_of(late.begin(), late.end(),
                         [&](const Late& item) { return item.table == at && item.constraint == i; }))
            kept.push_back(constraints[i]);
    Map made = table;
    made.set("constraints", std::move(kept));
    return made;
}

/// {"op": …, "schema": …, "table": …} of a change of a table's constraint.
Map constraint_operation(const char* op, const Map& table) {
    return Map{{"op", op}, {"schema", text_field(table, "schema")}, {"table", text_field(table, "name")}};
}

} // namespace

WholeSchemaSteps creating(const WholeSchema& schema) {
    WholeSchemaSteps steps;
    const Ordered order = ordered(schema.tables);
    const std::vector<Late> late = schema.adds_constraints ? order.late : std::vector<Late>{};
    for (const Value& type : schema.types)
        steps.push_back({Map{{"op", "create_enum"}, {"type", type}, {"checkfirst", schema.check_first}}, {}});
    for (const Value& sequence : schema.sequences)
        steps.push_back(
            {Map{{"op", "create_sequence"}, {"sequence", sequence}, {"if_not_exists", schema.check_first}}, {}});
    for (const std::size_t at : order.tables)
        steps.push_back(
            {Map{{"op", "create_table"}, {"table", without_late(schema.tables[at].as_map(), at, late)}}, at});
    for (const Late& item : late) {
        Map operation = constraint_operation("add_constraint", schema.tables[item.table].as_map());
        operation.set("constraint", key_alone(constraint(schema.tables, item)));
        steps.push_back({std::move(operation), {}});
    }
    return steps;
}

WholeSchemaSteps dropping(const WholeSchema& schema) {
    WholeSchemaSteps steps;
    const Ordered order = ordered(schema.tables);
    if (schema.adds_constraints)
        for (const Late& late : order.late) {
            const Value* name = constraint(schema.tables, late).find("name");
            if (!name || name->is_null())
                continue;
            Map operation = constraint_operation("drop_constraint", schema.tables[late.table].as_map());
            operation.set("name", *name);
            operation.set("kind", "foreignkey");
            steps.push_back({std::move(operation), {}});
        }
    for (auto at = order.tables.rbegin(); at != order.tables.rend(); ++at)
        steps.push_back({Map{{"op", "drop_table"}, {"table", schema.tables[*at]}}, *at});
    for (const Value& sequence : schema.sequences)
        steps.push_back({Map{{"op", "drop_sequence"}, {"sequence", sequence}, {"if_exists", schema.check_first}}, {}});
    for (const Value& type : schema.types)
        steps.push_back({Map{{"op", "drop_enum"}, {"type", type}, {"checkfirst", schema.check_first}}, {}});
    return steps;
}

std::vector<std::size_t> order_of_creation(const List& tables) {
    return ordered(tables).tables;
}

} // namespace limbeck::operations
