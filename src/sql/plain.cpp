#include "sql/plain.hpp"

#include "schema/plain.hpp"

#include <limbeck/error.hpp>
#include <type_traits>

// Every node lists its members once, in fields(); Reader and Writer below go over that list.
namespace limbeck::sql {

namespace {

template <class T> struct NodeName;
template <class V, class N> void fields(V& v, N& n);

#define LIMBECK_NODE(type, text)                                                                                       \
    template <> struct NodeName<type> { static constexpr std::string_view value = text; }
LIMBECK_NODE(Column, "column");
LIMBECK_NODE(Bind, "bind");
LIMBECK_NODE(Text, "text");
LIMBECK_NODE(Constant, "constant");
LIMBECK_NODE(Binary, "binary");
LIMBECK_NODE(Unary, "unary");
LIMBECK_NODE(Clauses, "clauses");
LIMBECK_NODE(Between, "between");
LIMBECK_NODE(In, "in");
LIMBECK_NODE(Grouping, "grouping");
LIMBECK_NODE(Tuple, "tuple");
LIMBECK_NODE(Slice, "slice");
LIMBECK_NODE(Array, "array");
LIMBECK_NODE(Function, "function");
LIMBECK_NODE(Filter, "filter");
LIMBECK_NODE(WithinGroup, "within_group");
LIMBECK_NODE(Over, "over");
LIMBECK_NODE(AggregateOrderBy, "aggregate_order_by");
LIMBECK_NODE(Cast, "cast");
LIMBECK_NODE(TypeCoerce, "type_coerce");
LIMBECK_NODE(Case, "case");
LIMBECK_NODE(Extract, "extract");
LIMBECK_NODE(Label, "label");
LIMBECK_NODE(NextValue, "next_value");
LIMBECK_NODE(Table, "table");
LIMBECK_NODE(Alias, "alias");
LIMBECK_NODE(Join, "join");
LIMBECK_NODE(Cte, "cte");
LIMBECK_NODE(ScalarSelect, "scalar_select");
LIMBECK_NODE(Values, "values");
LIMBECK_NODE(TableSample, "table_sample");
LIMBECK_NODE(Select, "select");
LIMBECK_NODE(Compound, "compound");
LIMBECK_NODE(Insert, "insert");
LIMBECK_NODE(Update, "update");
LIMBECK_NODE(Delete, "delete");
LIMBECK_NODE(Ddl, "ddl");
#undef LIMBECK_NODE

template <class V, class N> void fields(V& v, N& n) {
    using T = std::remove_const_t<N>;
    if constexpr (std::is_same_v<T, Column>) {
        v("name", n.name), v("table", n.table), v("schema", n.schema), v("type", n.type), v("literal", n.literal);
        v("quote", n.quote);
    } else if constexpr (std::is_same_v<T, Bind>) {
        v("key", n.key), v("value", n.value), v("has_value", n.has_value), v("type", n.type), v("unique", n.unique);
        v("expanding", n.expanding), v("literal", n.literal);
    } else if constexpr (std::is_same_v<T, Text>) {
        v("text", n.text), v("binds", n.binds), v("columns", n.columns);
    } else if constexpr (std::is_same_v<T, Constant>) {
        v("name", n.name);
    } else if constexpr (std::is_same_v<T, Binary>) {
        v("op", n.op), v("left", n.left), v("right", n.right), v("type", n.type), v("escape", n.escape);
        v("flags", n.flags), v("config", n.config);
    } else if constexpr (std::is_same_v<T, Unary>) {
        v("op", n.op), v("operand", n.operand), v("type", n.type);
    } else if constexpr (std::is_same_v<T, Clauses>) {
        v("op", n.op), v("clauses", n.clauses);
    } else if constexpr (std::is_same_v<T, Between>) {
        v("element", n.element), v("low", n.low), v("high", n.high), v("negated", n.negated);
        v("symmetric", n.symmetric);
    } else if constexpr (std::is_same_v<T, In>) {
        v("element", n.element), v("values", n.values), v("negated", n.negated);
    } else if constexpr (std::is_same_v<T, Grouping>) {
        v("element", n.element);
    } else if constexpr (std::is_same_v<T, Tuple>) {
        v("elements", n.elements), v("types", n.types);
    } else if constexpr (std::is_same_v<T, Slice>) {
        v("start", n.start), v("stop", n.stop);
    } else if constexpr (std::is_same_v<T, Array>) {
        v("elements", n.elements), v("type", n.type);
    } else if constexpr (std::is_same_v<T, Function>) {
        v("name", n.name), v("packages", n.packages), v("arguments", n.arguments), v("type", n.type);
        v("quote", n.quote);
    } else if constexpr (std::is_same_v<T, Filter>) {
        v("function", n.function), v("criterion", n.criterion);
    } else if constexpr (std::is_same_v<T, WithinGroup>) {
        v("function", n.function), v("order_by", n.order_by);
    } else if constexpr (std::is_same_v<T, Over>) {
        v("element", n.element), v("partition_by", n.partition_by), v("order_by", n.order_by), v("frame", n.frame);
        v("frame_start", n.frame_start), v("frame_end", n.frame_end);
    } else if constexpr (std::is_same_v<T, AggregateOrderBy>) {
        v("target", n.target), v("order_by", n.order_by);
    } else if constexpr (std::is_same_v<T, Cast>) {
        v("element", n.element), v("type", n.type), v("try_cast", n.try_cast);
    } else if constexpr (std::is_same_v<T, TypeCoerce>) {
        v("element", n.element), v("type", n.type);
    } else if constexpr (std::is_same_v<T, Case>) {
        v("value", n.value), v("whens", n.whens), v("otherwise", n.otherwise);
    } else if constexpr (std::is_same_v<T, Extract>) {
        v("field", n.field), v("element", n.element);
    } else if constexpr (std::is_same_v<T, Label>) {
        v("name", n.name), v("element", n.element);
    } else if constexpr (std::is_same_v<T, NextValue>) {
        v("name", n.name), v("schema", n.schema);
    } else if constexpr (std::is_same_v<T, TableColumn>) {
        v("name", n.name), v("type", n.type);
    } else if constexpr (std::is_same_v<T, Table>) {
        v("name", n.name), v("schema", n.schema), v("columns", n.columns), v("quote", n.quote);
    } else if constexpr (std::is_same_v<T, Alias>) {
        v("name", n.name), v("element", n.element), v("lateral", n.lateral), v("columns", n.columns);
        v("render_columns", n.render_columns), v("render_types", n.render_types);
        v("with_ordinality", n.with_ordinality);
    } else if constexpr (std::is_same_v<T, Join>) {
        v("left", n.left), v("right", n.right), v("on", n.on), v("outer", n.outer), v("full", n.full);
    } else if constexpr (std::is_same_v<T, Cte>) {
        v("name", n.name), v("element", n.element), v("recursive", n.recursive), v("materialized", n.materialized);
        v("alias", n.alias), v("columns", n.columns);
    } else if constexpr (std::is_same_v<T, ScalarSelect>) {
        v("select", n.select);
    } else if constexpr (std::is_same_v<T, Values>) {
        v("columns", n.columns), v("rows", n.rows);
    } else if constexpr (std::is_same_v<T, TableSample>) {
        v("name", n.name), v("element", n.element), v("sampling", n.sampling), v("seed", n.seed);
    } else if constexpr (std::is_same_v<T, ForUpdate>) {
        v("nowait", n.nowait), v("read", n.read), v("skip_locked", n.skip_locked), v("key_share", n.key_share);
        v("of", n.of);
    } else if constexpr (std::is_same_v<T, Select>) {
        v("distinct", n.distinct), v("distinct_on", n.distinct_on), v("columns", n.columns), v("from", n.from);
        v("where", n.where), v("group_by", n.group_by), v("having", n.having), v("order_by", n.order_by);
        v("limit", n.limit), v("offset", n.offset), v("fetch", n.fetch), v("fetch_ties", n.fetch_ties);
        v("fetch_percent", n.fetch_percent), v("for_update", n.for_update), v("correlate", n.correlate);
        v("correlate_except", n.correlate_except), v("prefixes", n.prefixes), v("suffixes", n.suffixes);
        v("ctes", n.ctes);
    } else if constexpr (std::is_same_v<T, Compound>) {
        v("keyword", n.keyword), v("selects", n.selects), v("order_by", n.order_by), v("group_by", n.group_by);
        v("limit", n.limit), v("offset", n.offset), v("fetch", n.fetch), v("for_update", n.for_update);
    } else if constexpr (std::is_same_v<T, Assignment>) {
        v("column", n.column), v("target", n.target), v.literal("value", n.value);
    } else if constexpr (std::is_same_v<T, OnConflict>) {
        v("update", n.update), v("constraint", n.constraint), v("elements", n.elements);
        v("index_where", n.index_where), v("set", n.set), v("where", n.where);
    } else if constexpr (std::is_same_v<T, Insert>) {
        v("table", n.table), v("rows", n.rows), v("multi", n.multi), v("select_columns", n.select_columns);
        v("select", n.select), v("on_conflict", n.on_conflict), v("returning", n.returning);
        v("key", n.key), v("prefixes", n.prefixes), v("ctes", n.ctes);
    } else if constexpr (std::is_same_v<T, KeyColumn>) {
        v("name", n.name), v("numbered", n.numbered), v("generated", n.generated);
    } else if constexpr (std::is_same_v<T, Update>) {
        v("table", n.table), v("set", n.set), v("ordered", n.ordered), v("from", n.from), v("where", n.where);
        v("returning", n.returning), v("prefixes", n.prefixes), v("ctes", n.ctes);
    } else if constexpr (std::is_same_v<T, Delete>) {
        v("table", n.table), v("using", n.using_), v("where", n.where), v("returning", n.returning);
        v("prefixes", n.prefixes), v("ctes", n.ctes);
    } else if constexpr (std::is_same_v<T, Ddl>) {
        v("text", n.text);
    } else {
        static_assert(!sizeof(T), "a node without fields");
    }
}

[[noreturn]] void refuse(std::string_view node, std::string_view key, const std::string& why) {
    throw Error(Error::Kind::Internal, "SQL node '" + std::string(node) + "', key '" + std::string(key) + "': " + why);
}

ExpressionPtr literal_from(const Value& plain) {
    Bind bind;
    bind.value = plain;
    bind.type = type_of(plain);
    bind.unique = true;
    return make(std::move(bind));
}

class Reader {
  public:
    Reader(std::string_view node, const Map& map) : node_(node), map_(map) {}

    template <class T> void operator()(std::string_view key, T& member) {
        const Value* value = find(key);
        if (!value || value->is_null())
            return;
        try {
            read(*value, member);
        } catch (const Error& error) {
            if (error.kind() != Error::Kind::Internal || std::string_view(error.what()).starts_with("SQL node"))
                throw;
            refuse(node_, key, error.what());
        }
    }
    /// An expression for which null is the value NULL and not absence.
    void literal(std::string_view key, ExpressionPtr& member) {
        const Value* value = find(key);
        if (value)
            member = from_plain(*value);
    }

    void finish() const {
        if (seen_ == map_.entries().size())
            return;
        for (const auto& [key, value] : map_.entries()) {
            bool known = key == "node";
            for (const std::string_view used : keys_)
                known = known || used == key;
            if (!known)
                refuse(node_, key, "no such key");
        }
    }
    void saw_node() { ++seen_; }

  private:
    const Value* find(std::string_view key) {
        keys_.push_back(key);
        const Value* value = map_.find(key);
        if (value)
            ++seen_;
        return value;
    }

    template <class T> static void read_map(std::string_view name, const Value& value, T& into) {
        Reader reader(name, value.as_map());
        fields(reader, into);
        reader.finish();
    }

    void read(const Value& value, std::string& into) { into = value.as_text(); }
    void read(const Value& value, bool& into) { into = value.as_bool(); }
    void read(const Value& value, int& into) { into = static_cast<int>(value.as_int()); }
    void read(const Value& value, std::int64_t& into) { into = value.as_int(); }
    void read(const Value& value, Value& into) { into = value; }
    void read(const Value& value, schema::TypePtr& into) {
        into = std::make_shared<const schema::Type>(schema::type_from_plain(value));
    }
    void read(const Value& value, ExpressionPtr& into) { into = from_plain(value); }
    void read(const Value& value, Operator& into) {
        if (const auto* name = value.get_if<std::string>()) {
            into.name = *name;
            return;
        }
        const Map& map = value.as_map();
        into.name = text_field(map, "name", "custom");
        into.text = text_field(map, "text");
        into.precedence = static_cast<int>(optional_int_field(map, "precedence").value_or(0));
        into.comparison = bool_field(map, "comparison");
        into.eager_grouping = bool_field(map, "eager_grouping");
    }
    void read(const Value& value, Bind& into) {
        Reader reader("bind", value.as_map());
        fields(reader, into);
    }
    void read(const Value& value, TableColumn& into) { read_map("column of a table", value, into); }
    void read(const Value& value, Assignment& into) { read_map("assignment", value, into); }
    void read(const Value& value, ForUpdate& into) { read_map("for_update", value, into); }
    void read(const Value& value, KeyColumn& into) { read_map("column of a key", value, into); }
    void read(const Value& value, OnConflict& into) { read_map("on_conflict", value, into); }
    void read(const Value& value, std::pair<ExpressionPtr, ExpressionPtr>& into) {
        const List& list = value.as_list();
        if (list.size() != 2)
            throw Error(Error::Kind::Internal, "expected a pair");
        into.first = from_plain(list[0]);
        into.second = from_plain(list[1]);
    }
    template <class T> void read(const Value& value, std::optional<T>& into) { read(value, into.emplace()); }
    template <class T> void read(const Value& value, std::vector<T>& into) {
        const List& list = value.as_list();
        into.reserve(list.size());
        for (const Value& item : list) {
            if constexpr (std::is_same_v<T, schema::TypePtr>) {
                if (item.is_null()) {
                    into.emplace_back();
                    continue;
                }
            }
            read(item, into.emplace_back());
        }
    }

    std::string_view node_;
    const Map& map_;
    std::size_t seen_ = 0;
    std::vector<std::string_view> keys_;
};

class Writer {
  public:
    explicit Writer(Map& map) : map_(map) {}

    void operator()(std::string_view key, const std::string& member) { set(key, member, member.empty()); }
    void operator()(std::string_view key, bool member) { set(key, member, member == (key == "has_value")); }
    void operator()(std::string_view key, int member) { set(key, member, member == 0); }
    void operator()(std::string_view key, const Value& member) { set(key, member, member.is_null()); }
    template <class T>
    void operator()(std::string_view key, const T& member) requires(!std::is_convertible_v<T, std::string>) {
        Value value = plain(member);
        const List* list = value.get_if<List>();
        set(key, value, value.is_null() || (list && list->empty() && !always(member)));
    }
    void literal(std::string_view key, const ExpressionPtr& member) { map_.set(std::string(key), plain(member)); }

  private:
    template <class T> static bool always(const std::optional<T>&) { return true; }
    template <class T> static bool always(const T&) { return false; }

    void set(std::string_view key, Value value, bool is_default) {
        if (!is_default)
            map_.set(std::string(key), std::move(value));
    }

    template <class T> static Value map_of(const T& node) {
        Map map;
        Writer writer(map);
        fields(writer, node);
        return map;
    }
    static Value plain(const std::string& value) { return value; }
    static Value plain(bool value) { return value; }
    static Value plain(std::int64_t value) { return value; }
    static Value plain(const schema::TypePtr& type) { return type ? schema::to_plain(*type) : Value(); }
    static Value plain(const ExpressionPtr& expression) { return expression ? to_plain(*expression) : Value(); }
    static Value plain(const Operator& op) {
        if (op.name != "custom")
            return op.name;
        return Map{{"name", op.name},
                   {"text", op.text},
                   {"precedence", op.precedence},
                   {"comparison", op.comparison},
                   {"eager_grouping", op.eager_grouping}};
    }
    static Value plain(const Bind& bind) { return map_of(bind); }
    static Value plain(const TableColumn& column) { return map_of(column); }
    static Value plain(const Assignment& assignment) { return map_of(assignment); }
    static Value plain(const ForUpdate& clause) { return map_of(clause); }
    static Value plain(const KeyColumn& column) { return map_of(column); }
    static Value plain(const OnConflict& clause) { return map_of(clause); }
    static Value plain(const std::pair<ExpressionPtr, ExpressionPtr>& pair) {
        return List{plain(pair.first), plain(pair.second)};
    }
    template <class T> static Value plain(const std::optional<T>& member) { return member ? plain(*member) : Value(); }
    template <class T> static Value plain(const std::vector<T>& members) {
        List list;
        list.reserve(members.size());
        for (const T& member : members)
            list.push_back(plain(member));
        return list;
    }

    Map& map_;
};

template <class T> ExpressionPtr read_node(const Map& map) {
    T node{};
    Reader reader(NodeName<T>::value, map);
    reader.saw_node();
    fields(reader, node);
    reader.finish();
    return make(std::move(node));
}

template <class... T> ExpressionPtr read_variant(std::string_view name, const Map& map, std::variant<T...>*) {
    ExpressionPtr result;
    ((name == NodeName<T>::value && (result = read_node<T>(map), true)) || ...);
    if (!result)
        throw Error(Error::Kind::Internal, "no SQL node is called '" + std::string(name) + "'");
    return result;
}

} // namespace

ExpressionPtr from_plain(const Value& plain) {
    const Map* map = plain.get_if<Map>();
    const Value* node = map ? map->find("node") : nullptr;
    if (!node || !node->get_if<std::string>())
        return literal_from(plain);
    return read_variant(node->as_text(), *map, static_cast<Expression::Variant*>(nullptr));
}

Value to_plain(const Expression& expression) {
    return std::visit(
        [](const auto& node) -> Value {
            Map map;
            map.set("node", std::string(NodeName<std::remove_cvref_t<decltype(node)>>::value));
            Writer writer(map);
            fields(writer, node);
            return map;
        },
        expression.node);
}

} // namespace limbeck::sql
