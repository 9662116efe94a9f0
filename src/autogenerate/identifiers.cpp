#include "autogenerate/identifiers.hpp"

#include "sql/expression.hpp"
#include "sql/plain.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::autogenerate {

using support::lower;

namespace {

/// Of a name without quotes.
bool is_name(char c) {
    return support::is_word(c) || c == '$';
}

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
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        const std::size_t from = at;
        if (c == '\'') {
            for (++at; at < text.size(); ++at)
                if (text[at] == '\'' && !(at + 1 < text.size() && text[at + 1] == '\'' && ++at))
                    break;
            at = std::min(at + 1, text.size());
            out += text.substr(from, at - from);
        } else if (c == '"' || c == '`') {
            std::string name;
            for (++at; at < text.size(); ++at) {
                if (text[at] == c) {
                    if (at + 1 >= text.size() || text[at + 1] != c)
                        break;
                    ++at;
                }
                name += text[at];
            }
            at = std::min(at + 1, text.size());
            out += replace(name, text.substr(from, at - from), c);
        } else if (std::isdigit(static_cast<unsigned char>(c))) {
            while (at < text.size() && (is_name(text[at]) || text[at] == '.'))
                ++at;
            out += text.substr(from, at - from);
        } else if (is_name(c)) {
            while (at < text.size() && is_name(text[at]))
                ++at;
            const std::string_view word = text.substr(from, at - from);
            out += replace(std::string(word), word, '\0');
        } else {
            out += c;
            ++at;
        }
    }
    return out;
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
