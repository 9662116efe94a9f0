#include "dialects/sqlite/recorded_text.hpp"

#include "sql/scanner.hpp"
#include "support/hexadecimal.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::dialects::sqlite {

namespace {

std::string blob(const std::string& data) {
    return "X'" + support::hexadecimal(data) + "'";
}

/// A value as SQL for what bind() makes of it.
std::string as_literal(const Value& value, const sql::Grammar& grammar) {
    if (const bool* flag = value.get_if<bool>())
        return *flag ? "1" : "0";
    if (const Bytes* bytes = value.get_if<Bytes>())
        return blob(bytes->data);
    if (const std::string* text = value.get_if<std::string>())
        return text->find('\0') == std::string::npos ? sql::quoted_text(*text) : "CAST(" + blob(*text) + " AS TEXT)";
    if (const DateTime* moment = value.get_if<DateTime>())
        return sql::quoted_text(moment->text);
    if (const Date* date = value.get_if<Date>())
        return sql::quoted_text(date->text);
    if (const Time* time = value.get_if<Time>())
        return sql::quoted_text(time->text);
    if (const Uuid* uuid = value.get_if<Uuid>())
        return sql::quoted_text(uuid->text);
    return grammar.literal(value, nullptr);
}

} // namespace

std::string with_values(const Statement& statement, const sql::Grammar& grammar) {
    const std::string& text = statement.text;
    if (statement.parameters.empty())
        return text;
    std::string made;
    std::size_t next = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = std::max(sql::after_quoted(text, i, grammar.quoting()), i + 1);
        if (text[i] != '?') {
            made += text.substr(i, end - i);
            i = end;
            continue;
        }
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
            ++end;
        if (end > i + 1)
            next = std::stoul(text.substr(i + 1, end - i - 1)) - 1;
        made += as_literal(statement.parameters.at(next++), grammar);
        i = end;
    }
    return made;
}

} // namespace limbeck::dialects::sqlite
