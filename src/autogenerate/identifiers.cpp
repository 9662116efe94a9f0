#include "autogenerate/identifiers.hpp"

#include "sql/expression.hpp"
#include "sql/plain.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::autogenerate {

using support::lower;

namespace {

/// A name that needs no quotes, as a database writes it.
bool is_plain(std::string_view name) {
    return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) ||
                      c == '_';
           });
}

/// Copies SQL text, with `replace` asked for each name in it: what it gives stands in its place. `name` comes without
/// quotes; `quote` is the one it had, or 0.
template <class Replace> std::string each_name(std::string_view text, Replace replace) {
    using Kind = sql::Piece::Kind;
    static constexpr sql::Quoting quoting{.names = "\"`"}; // of any database
    std::string out;
    std::size_t at = 0;
    for (sql::Piece piece = sql::piece_at(text, 0, quoting); piece.kind != Kind::End;
         piece = sql::piece_at(text, at, quoting)) {
        out += text.substr(at, piece.begin - at);
        at = piece.end;
        const std::string_view written = text.substr(piece.begin, at - piece.begin);
        if (piece.kind == Kind::Word)
            out += replace(std::string(written), written, '\0');
        else if (piece.kind == Kind::Quoted)
            out += replace(sql::without_quotes(written), written, written.front());
        else
            out += written;
    }
    return out += text.substr(at);
}

bool is_meant(const std::string& found, char quote, const std::string& name) {
    return quote ? found == name : lower(found) == lower(name);
}

bool value_mentions(const Value& value, const std::string& name) {
    if (const auto* text = value.get_if<std::string>()) {
        bool found = false;
        each_name(*text, [&](const std::string& word, std::string_view written, char quote) {
            found = found || is_meant(word, quote, name);
            return std::string(written);
        });
        return found;
    }
    if (const auto* list = value.get_if<List>())
        return std::any_of(list->begin(), list->end(), [&](const Value& item) { return value_mentions(item, name); });
    if (const auto* map = value.get_if<Map>())
        return std::any_of(map->entries().begin(), map->entries().end(), [&](const auto& entry) {
            return entry.first != "node" && entry.first != "op" && value_mentions(entry.second, name);
        });
    return false;
}

std::string text_with_name(const std::string& text, const std::string& old_name, const std::string& new_name) {
    return each_name(text, [&](const std::string& word, std::string_view written, char quote) {
        if (!is_meant(word, quote, old_name))
            return std::string(written);
        if (!quote && is_plain(new_name))
            return new_name;
        const char with = quote ? quote : '"';
        return with + new_name + with;
    });
}

} // namespace

bool mentions(const sql::Expression& expression, const std::string& name) {
    return value_mentions(sql::to_plain(expression), name);
}

Value with_name(const Value& plain, const std::string& old_name, const std::string& new_name) {
    if (const auto* list = plain.get_if<List>()) {
        List renamed;
        for (const Value& item : *list)
            renamed.push_back(with_name(item, old_name, new_name));
        return renamed;
    }
    const auto* map = plain.get_if<Map>();
    if (!map)
        return plain;
    const Value* node = map->find("node");
    const bool is_text = node && *node == Value("text");
    const bool is_column = node && *node == Value("column");
    const Value* literal = map->find("literal");
    const bool is_sql = is_text || (is_column && literal && *literal == Value(true));
    Map renamed;
    for (const auto& [key, value] : map->entries()) {
        const auto* text = value.get_if<std::string>();
        if (text && is_sql && (key == "text" || key == "name"))
            renamed.set(key, text_with_name(*text, old_name, new_name));
        else if (text && is_column && key == "name" && *text == old_name)
            renamed.set(key, new_name);
        else
            renamed.set(key, with_name(value, old_name, new_name));
    }
    return renamed;
}

sql::ExpressionPtr with_name(const sql::ExpressionPtr& expression, const std::string& old_name,
                             const std::string& new_name) {
    return expression ? sql::from_plain(with_name(sql::to_plain(*expression), old_name, new_name)) : expression;
}

std::set<std::string> names_in(const std::string& sql) {
    std::set<std::string> names;
    each_name(sql, [&](const std::string& word, std::string_view written, char) {
        names.insert(lower(word));
        return std::string(written);
    });
    return names;
}

std::string in_lower_case(const std::string& name) {
    return lower(name);
}

} // namespace limbeck::autogenerate
