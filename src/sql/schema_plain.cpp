#include "sql/expression.hpp"
#include "sql/schema_fields.hpp"

// The plain form of what schema/type.hpp, schema/table.hpp and schema/schema.hpp declare. It stands here because types,
// columns, checks and indexes hold expressions, which src/schema/ does not know.
namespace limbeck::schema {

using sql::FieldWriter;
using sql::read_fields;

// --- what is no map of its members

void read_plain(const Value& plain, Name& into) {
    if (const auto* text = plain.get_if<std::string>())
        into = Name(*text);
    else
        read_fields(plain, into);
}

Value to_plain(const Name& name) {
    if (name.final || name.quote)
        return FieldWriter::map_of(name);
    return name.text ? Value(*name.text) : Value();
}

void read_plain(const Value& plain, Index::Element& into) {
    if (const auto* column = plain.get_if<std::string>())
        into.column = *column;
    else
        into.expression = sql::from_plain(plain);
}

Value to_plain(const Index::Element& element) {
    return element.expression ? sql::to_plain(*element.expression) : Value(element.column);
}

void read_plain(const Value& plain, Type& into) {
    if (const auto* name = plain.get_if<std::string>())
        into.name = *name;
    else
        read_fields(plain, into);
}

namespace {

constexpr std::array<std::string_view, 5> constraint_kinds = {"primary_key", "unique", "foreign_key", "check",
                                                              "exclude"};
static_assert(constraint_kinds.size() == std::variant_size_v<Constraint>);

template <std::size_t... I>
bool read_kind(std::string_view kind, const Value& plain, Constraint& into, std::string_view ignored,
               std::index_sequence<I...>) {
    return ((kind == constraint_kinds[I] && (read_fields(plain, into.emplace<I>(), {"kind", ignored}), true)) || ...);
}

/// `ignored`: a key that is there for somebody else.
void read_constraint(const Value& plain, Constraint& into, std::string_view ignored = "kind") {
    const Map* map = plain.get_if<Map>();
    if (!map)
        throw Error(Error::Kind::Internal,
                    "Constraint in plain form should be a map, found " + std::string(plain.kind_name()));
    const std::string kind = text_field(*map, "kind");
    if (!read_kind(kind, plain, into, ignored, std::make_index_sequence<constraint_kinds.size()>()))
        throw Error(Error::Kind::Internal, "Constraint in plain form has the unknown kind '" + kind + "'");
}

} // namespace

void read_plain(const Value& plain, Constraint& into) {
    read_constraint(plain, into);
}

Value to_plain(const Constraint& constraint) {
    Map kind{{"kind", std::string(constraint_kinds[constraint.index()])}};
    return std::visit([&](const auto& held) -> Value { return FieldWriter::map_of(held, std::move(kind)); },
                      constraint);
}

constexpr std::string_view where_suffix = "_where";

void read_plain(const Value& plain, Index& into) {
    read_fields(plain, into);
    Map others;
    for (const auto& [key, value] : into.options.entries()) {
        if (!key.ends_with(where_suffix))
            others.set(key, value);
        else if (const auto* text = value.get_if<std::string>())
            into.where[key.substr(0, key.size() - where_suffix.size())] = sql::text(*text);
        else if (!value.is_null())
            into.where[key.substr(0, key.size() - where_suffix.size())] = sql::from_plain(value);
    }
    into.options = std::move(others);
}

Value to_plain(const Index& index) {
    Index with_conditions = index;
    for (const auto& [dialect, condition] : index.where)
        with_conditions.options.set(dialect + std::string(where_suffix), sql::to_plain(*condition));
    return FieldWriter::map_of(with_conditions);
}

constexpr std::string_view column_level = "column_level";

void read_plain(const Value& plain, DeclaredConstraint& into) {
    read_constraint(plain, into.constraint, column_level);
    into.column_level = bool_field(plain.as_map(), column_level);
}

Value to_plain(const DeclaredConstraint& declared) {
    const Value plain = to_plain(declared.constraint);
    if (!declared.column_level)
        return plain;
    Map map = plain.as_map();
    map.set(std::string(column_level), true);
    return map;
}

namespace {

/// An index that is listed with its table need not say which one.
template <class T> void place_indexes(T& table) {
    for (Index& index : table.indexes)
        if (index.table.empty()) {
            index.table = table.name;
            index.schema = table.schema;
        }
}

} // namespace

void read_plain(const Value& plain, DeclaredTable& into) {
    read_fields(plain, into);
    place_indexes(into);
}

void read_plain(const Value& plain, Table& into) {
    const Map* map = plain.get_if<Map>();
    if (!map || !bool_field(*map, "stored")) {
        DeclaredTable declared;
        read_plain(plain, declared);
        into = normalize(std::move(declared));
        return;
    }
    read_fields(plain, into, {"stored"});
    place_indexes(into);
}

// --- the rest: what others read as a member, or whole

#define LIMBECK_MEMBER(type)                                                                                           \
    void read_plain(const Value& plain, type& into) {                                                                  \
        read_fields(plain, into);                                                                                      \
    }                                                                                                                  \
    Value to_plain(const type& value) {                                                                                \
        return FieldWriter::map_of(value);                                                                             \
    }
LIMBECK_MEMBER(Identity)
LIMBECK_MEMBER(Computed)
LIMBECK_MEMBER(Sequence)
LIMBECK_MEMBER(Column)
LIMBECK_MEMBER(DeclaredColumn)
LIMBECK_MEMBER(Domain)
LIMBECK_MEMBER(View)
LIMBECK_MEMBER(Extension)
LIMBECK_MEMBER(Routine)
#undef LIMBECK_MEMBER

Value to_plain(const Type& type) {
    return FieldWriter::map_of(type);
}

Value to_plain(const Table& table) {
    return FieldWriter::map_of(table, Map{{"stored", true}});
}

Value to_plain(const DeclaredTable& table) {
    return FieldWriter::map_of(table);
}

Value to_plain(const Schema& schema) {
    return FieldWriter::map_of(schema);
}

namespace {

template <class T> T read(const Value& plain) {
    T made;
    read_plain(plain, made);
    return made;
}

} // namespace

Type type_from_plain(const Value& plain) {
    return read<Type>(plain);
}

Column column_from_plain(const Value& plain) {
    return read<Column>(plain);
}

Constraint constraint_from_plain(const Value& plain) {
    return read<Constraint>(plain);
}

Table table_from_plain(const Value& plain) {
    return read<Table>(plain);
}

DeclaredTable declared_table_from_plain(const Value& plain) {
    return read<DeclaredTable>(plain);
}

} // namespace limbeck::schema
