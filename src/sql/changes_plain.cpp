#include "sql/changes_fields.hpp"

// The plain form of what schema/changes.hpp declares.
namespace limbeck::schema {

using sql::FieldWriter;
using sql::read_fields;

namespace {

constexpr std::string_view drop_table_comment = "drop_table_comment"; // a TableComment without a comment

template <class T> Change read_change(const Value& plain) {
    T change;
    read_fields(plain, change, {"op"});
    return change;
}

template <class... T> std::optional<Change> read_variant(std::string_view op, const Value& plain, std::variant<T...>*) {
    std::optional<Change> change;
    ((op == plain_name(static_cast<const T*>(nullptr)) && (change = read_change<T>(plain), true)) || ...);
    return change;
}

[[noreturn]] void malformed(const std::string& text) {
    throw Error(Error::Kind::Internal, text);
}

} // namespace

Change change_from_plain(const Value& plain) {
    const Map* map = plain.get_if<Map>();
    if (!map)
        malformed("a change in plain form should be a map, found " + std::string(plain.kind_name()));
    const std::string op = text_field(*map, "op");
    if (op == drop_table_comment) {
        const TableComment comment = std::get<TableComment>(read_change<TableComment>(plain));
        if (comment.comment)
            malformed("drop_table_comment in plain form has no member 'comment'");
        return comment;
    }
    std::optional<Change> change = read_variant(op, plain, static_cast<Change*>(nullptr));
    if (!change)
        malformed(op.empty() ? "a change in plain form lacks 'op'" : "there is no change '" + op + "'");
    if (const auto* add = std::get_if<AddColumn>(&*change); add && add->table.columns.size() != 1)
        malformed("add_column in plain form takes one column, found " + std::to_string(add->table.columns.size()));
    return std::move(*change);
}

Value to_plain(const Change& change) {
    return std::visit(
        [](const auto& held) -> Value {
            std::string_view op = plain_name(&held);
            if constexpr (std::is_same_v<decltype(held), const TableComment&>)
                if (!held.comment)
                    op = drop_table_comment;
            return FieldWriter::map_of(held, Map{{"op", std::string(op)}});
        },
        change);
}

} // namespace limbeck::schema
