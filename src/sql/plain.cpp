#include "sql/plain.hpp"

#include "sql/fields.hpp"

// Every node lists its members once, in fields() (sql/fields.hpp).
namespace limbeck::sql {

#define LIMBECK_NODE(type, text)                                                                                       \
    constexpr std::string_view plain_name(const type*) {                                                               \
        return "SQL node '" text "'";                                                                                  \
    }                                                                                                                  \
    constexpr std::string_view node_name(const type*) {                                                                \
        return text;                                                                                                   \
    }
LIMBECK_NODE(Column, "column")
LIMBECK_NODE(Bind, "bind")
LIMBECK_NODE(Text, "text")
LIMBECK_NODE(Constant, "constant")
LIMBECK_NODE(Binary, "binary")
LIMBECK_NODE(Unary, "unary")
LIMBECK_NODE(Clauses, "clauses")
LIMBECK_NODE(Between, "between")
LIMBECK_NODE(In, "in")
LIMBECK_NODE(Array, "array")
LIMBECK_NODE(Function, "function")
LIMBECK_NODE(Over, "over")
LIMBECK_NODE(Cast, "cast")
LIMBECK_NODE(Case, "case")
LIMBECK_NODE(Label, "label")
LIMBECK_NODE(NextValue, "next_value")
LIMBECK_NODE(Table, "table")
LIMBECK_NODE(Alias, "alias")
LIMBECK_NODE(Join, "join")
LIMBECK_NODE(ScalarSelect, "scalar_select")
LIMBECK_NODE(Select, "select")
LIMBECK_NODE(Compound, "compound")
LIMBECK_NODE(Insert, "insert")
LIMBECK_NODE(Update, "update")
LIMBECK_NODE(Delete, "delete")
LIMBECK_NODE(Ddl, "ddl")
#undef LIMBECK_NODE

constexpr std::string_view plain_name(const TableColumn*) {
    return "SQL column of a table";
}
constexpr std::string_view plain_name(const Assignment*) {
    return "SQL assignment";
}
constexpr std::string_view plain_name(const OnConflict*) {
    return "SQL on_conflict";
}
constexpr std::string_view plain_name(const KeyColumn*) {
    return "SQL column of a key";
}
constexpr std::string_view plain_name(const Operator*) {
    return "SQL operator";
}

template <class V, Like<Column> N> void fields(V& v, N& n) {
    v("name", n.name), v("table", n.table), v("schema", n.schema), v("type", n.type), v("literal", n.literal);
    v("quote", n.quote);
}

template <class V, Like<Bind> N> void fields(V& v, N& n) {
    v("key", n.key), v("value", n.value), v("has_value", n.has_value), v("type", n.type), v("unique", n.unique);
    v("expanding", n.expanding), v("literal", n.literal);
}

template <class V, Like<Text> N> void fields(V& v, N& n) {
    v("text", n.text), v("binds", n.binds);
}

template <class V, Like<Constant> N> void fields(V& v, N& n) {
    v("name", n.name);
}

template <class V, Like<Binary> N> void fields(V& v, N& n) {
    v("op", n.op), v("left", n.left), v("right", n.right), v("type", n.type), v("escape", n.escape);
}

template <class V, Like<Unary> N> void fields(V& v, N& n) {
    v("op", n.op), v("operand", n.operand), v("type", n.type);
}

template <class V, Like<Clauses> N> void fields(V& v, N& n) {
    v("op", n.op), v("clauses", n.clauses);
}

template <class V, Like<Between> N> void fields(V& v, N& n) {
    v("element", n.element), v("low", n.low), v("high", n.high), v("negated", n.negated);
    v("symmetric", n.symmetric);
}

template <class V, Like<In> N> void fields(V& v, N& n) {
    v("element", n.element), v("values", n.values), v("negated", n.negated);
}

template <class V, Like<Array> N> void fields(V& v, N& n) {
    v("elements", n.elements), v("type", n.type);
}

template <class V, Like<Function> N> void fields(V& v, N& n) {
    v("name", n.name), v("packages", n.packages), v("arguments", n.arguments), v("type", n.type);
    v("quote", n.quote);
}

template <class V, Like<Over> N> void fields(V& v, N& n) {
    v("element", n.element), v("partition_by", n.partition_by), v("order_by", n.order_by), v("frame", n.frame);
    v("frame_start", n.frame_start), v("frame_end", n.frame_end);
}

template <class V, Like<Cast> N> void fields(V& v, N& n) {
    v("element", n.element), v("type", n.type);
}

template <class V, Like<Case> N> void fields(V& v, N& n) {
    v("value", n.value), v("whens", n.whens), v("otherwise", n.otherwise);
}

template <class V, Like<Label> N> void fields(V& v, N& n) {
    v("name", n.name), v("element", n.element);
}

template <class V, Like<NextValue> N> void fields(V& v, N& n) {
    v("name", n.name), v("schema", n.schema);
}

template <class V, Like<TableColumn> N> void fields(V& v, N& n) {
    v("name", n.name), v("type", n.type);
}

template <class V, Like<Table> N> void fields(V& v, N& n) {
    v("name", n.name), v("schema", n.schema), v("columns", n.columns), v("quote", n.quote);
}

template <class V, Like<Alias> N> void fields(V& v, N& n) {
    v("name", n.name), v("element", n.element), v("lateral", n.lateral), v("columns", n.columns);
    v("render_columns", n.render_columns), v("render_types", n.render_types);
    v("with_ordinality", n.with_ordinality);
}

template <class V, Like<Join> N> void fields(V& v, N& n) {
    v("left", n.left), v("right", n.right), v("on", n.on), v("outer", n.outer), v("full", n.full);
}

template <class V, Like<ScalarSelect> N> void fields(V& v, N& n) {
    v("select", n.select);
}

template <class V, Like<Select> N> void fields(V& v, N& n) {
    v("distinct", n.distinct), v("distinct_on", n.distinct_on), v("columns", n.columns), v("from", n.from);
    v("where", n.where), v("group_by", n.group_by), v("having", n.having), v("order_by", n.order_by);
    v("limit", n.limit), v("offset", n.offset), v("correlate", n.correlate), v("prefixes", n.prefixes);
}

template <class V, Like<Compound> N> void fields(V& v, N& n) {
    v("keyword", n.keyword), v("selects", n.selects), v("order_by", n.order_by), v("group_by", n.group_by);
    v("limit", n.limit), v("offset", n.offset);
}

template <class V, Like<Assignment> N> void fields(V& v, N& n) {
    v("column", n.column), v("target", n.target), v.literal("value", n.value);
}

template <class V, Like<OnConflict> N> void fields(V& v, N& n) {
    v("update", n.update), v("constraint", n.constraint), v("elements", n.elements);
    v("index_where", n.index_where), v("set", n.set), v("where", n.where);
}

template <class V, Like<Insert> N> void fields(V& v, N& n) {
    v("table", n.table), v("rows", n.rows), v("multi", n.multi), v("select_columns", n.select_columns);
    v("select", n.select), v("on_conflict", n.on_conflict), v("returning", n.returning);
    v("key", n.key), v("prefixes", n.prefixes);
}

template <class V, Like<KeyColumn> N> void fields(V& v, N& n) {
    v("name", n.name), v("autoincremented", n.autoincremented), v("generated", n.generated);
}

template <class V, Like<Update> N> void fields(V& v, N& n) {
    v("table", n.table), v("set", n.set), v("from", n.from), v("where", n.where);
    v("returning", n.returning), v("prefixes", n.prefixes);
}

template <class V, Like<Delete> N> void fields(V& v, N& n) {
    v("table", n.table), v("using", n.using_), v("where", n.where), v("returning", n.returning);
    v("prefixes", n.prefixes);
}

template <class V, Like<Ddl> N> void fields(V& v, N& n) {
    v("text", n.text);
}

template <class V, Like<Operator> N> void fields(V& v, N& n) {
    v.always("name", n.name), v.always("text", n.text), v.always("precedence", n.precedence);
    v.always("comparison", n.comparison), v.always("eager_grouping", n.eager_grouping);
}

/// An operator of SQLAlchemy's is its bare name.
void read_plain(const Value& plain, Operator& into) {
    if (const auto* name = plain.get_if<std::string>()) {
        into.name = *name;
        return;
    }
    into.name = "custom";
    read_fields(plain, into);
}

Value to_plain(const Operator& op) {
    return op.name == "custom" ? Value(FieldWriter::map_of(op)) : Value(op.name);
}

/// Among the binds of a text it need not say that it is one.
void read_plain(const Value& plain, Bind& into) {
    read_fields(plain, into, {"node"});
}

Value to_plain(const Bind& bind) {
    return FieldWriter::map_of(bind);
}

namespace {

ExpressionPtr literal_from(const Value& plain) {
    Bind bind;
    bind.value = plain;
    bind.type = type_of(plain);
    bind.unique = true;
    return make(std::move(bind));
}

template <class T> ExpressionPtr read_node(const Value& plain) {
    T node{};
    read_fields(plain, node, {"node"});
    return make(std::move(node));
}

template <class... T> ExpressionPtr read_variant(std::string_view name, const Value& plain, std::variant<T...>*) {
    ExpressionPtr result;
    ((name == node_name(static_cast<const T*>(nullptr)) && (result = read_node<T>(plain), true)) || ...);
    if (!result)
        throw Error(Error::Kind::Internal, "no SQL node is called '" + std::string(name) + "'");
    return result;
}

} // namespace

ExpressionPtr from_plain(const Value& plain) {
    const Map* map = plain.get_if<Map>();
    const Value* node = map ? map->find("node") : nullptr;
    const auto* name = node ? node->get_if<std::string>() : nullptr;
    if (!name)
        return literal_from(plain);
    return read_variant(*name, plain, static_cast<Expression::Variant*>(nullptr));
}

Value to_plain(const Expression& expression) {
    return std::visit(
        [](const auto& node) -> Value {
            return FieldWriter::map_of(node, Map{{"node", std::string(node_name(&node))}});
        },
        expression.node);
}

} // namespace limbeck::sql
