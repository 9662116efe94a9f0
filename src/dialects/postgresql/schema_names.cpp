#include "dialects/postgresql/schema_names.hpp"

#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

namespace limbeck::dialects::postgresql {

namespace {

/// A name as it stands in SQL text.
struct Word {
    std::string name; ///< folded, or without its quotes
    std::size_t end = 0;
};

std::optional<Word> word_at(std::string_view text, std::size_t at) {
    Word word;
    if (at < text.size() && text[at] == '"') {
        for (++at; at < text.size(); ++at) {
            if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"'))
                return Word{word.name, at + 1};
            word.name += text[at];
            at += text[at] == '"';
        }
        return std::nullopt;
    }
    if (at >= text.size() || !is_name(text[at]) || std::isdigit(static_cast<unsigned char>(text[at])))
        return std::nullopt;
    for (; at < text.size() && is_name(text[at]); ++at)
        word.name += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
    word.end = at;
    return word;
}

/// What follows a literal or a comment that begins here; `at` if none does.
std::size_t after_opaque(std::string_view text, std::size_t at) {
    return text[at] == '"' ? at : after_quoted(text, at);
}

} // namespace

const SchemaNames::Pair* SchemaNames::pair_of(const std::string& real) const {
    for (const Pair& pair : pairs_)
        if (pair.real == real || pair.text == real)
            return &pair;
    return nullptr;
}

const std::string* SchemaNames::real(const std::string& actual) const {
    for (const Pair& pair : pairs_)
        if (pair.actual == actual)
            return &pair.real;
    return nullptr;
}

const std::string* SchemaNames::actual(const std::string& real) const {
    const Pair* pair = pair_of(real);
    return pair ? &pair->actual : nullptr;
}

void SchemaNames::add_thing(const std::string& real_schema, const std::string& name) {
    if (const Pair* pair = pair_of(real_schema))
        things_.emplace(pair->real, name);
}

bool SchemaNames::has_thing(const std::string& real_schema, const std::string& name) const {
    const Pair* pair = pair_of(real_schema);
    return pair && things_.contains({pair->real, name});
}

std::string SchemaNames::with_real_names(std::string text) const {
    for (const Pair& pair : pairs_) {
        const std::string quoted = grammar().quote(pair.text);
        for (std::size_t at = text.find(pair.actual); at != std::string::npos; at = text.find(pair.actual, at)) {
            const std::size_t end = at + pair.actual.size();
            if (end < text.size() && is_name(text[end])) { // "…_1" in "…_12"
                at = end;
                continue;
            }
            // 'app.s'::regclass: within a literal a quote is doubled.
            const bool in_literal = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\'') % 2;
            std::string name;
            for (const char c : quoted) {
                name += c;
                if (in_literal && c == '\'')
                    name += c;
            }
            text.replace(at, pair.actual.size(), name);
            at += name.size();
        }
    }
    return text;
}

std::string SchemaNames::with_actual_names(const std::string& text) const {
    std::string result;
    const std::string_view view = text;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = after_opaque(view, at); end > at) {
            // nextval('app.numbers'), 'app.mood'::regtype: a literal that is nothing but a name.
            const bool is_literal = text[at] == '\'' && end - at > 2;
            const auto schema = is_literal ? word_at(view, at + 1) : std::nullopt;
            const auto name = schema && text[schema->end] == '.' ? word_at(view, schema->end + 1) : std::nullopt;
            if (name && name->end + 1 == end && has_thing(schema->name, name->name))
                result += "'" + *actual(schema->name) + text.substr(schema->end, end - schema->end);
            else
                result += text.substr(at, end - at);
            at = end;
            continue;
        }
        const auto schema = word_at(view, at);
        if (!schema) {
            // A number's digits are no name, nor is what follows them.
            do
                result += text[at++];
            while (at < text.size() && is_name(text[at - 1]) && is_name(text[at]));
            continue;
        }
        const bool is_first = at == 0 || text[at - 1] != '.';
        const auto name = is_first && schema->end < text.size() && text[schema->end] == '.'
                              ? word_at(view, schema->end + 1)
                              : std::nullopt;
        result +=
            name && has_thing(schema->name, name->name) ? *actual(schema->name) : text.substr(at, schema->end - at);
        at = schema->end;
    }
    return result;
}

} // namespace limbeck::dialects::postgresql
