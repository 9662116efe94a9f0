#include "dialects/postgresql/server_error.hpp"

#include "dialects/postgresql/advice.hpp"
#include "dialects/postgresql/libpq.hpp"
#include "dialects/statement_error.hpp"
#include "support/passwords.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

constexpr std::pair<int, const char*> diagnostic_fields[] = {
    {PG_DIAG_SEVERITY, "severity"},
    {PG_DIAG_SEVERITY_NONLOCALIZED, "severity_nonlocalized"},
    {PG_DIAG_SQLSTATE, "sqlstate"},
    {PG_DIAG_MESSAGE_PRIMARY, "message_primary"},
    {PG_DIAG_MESSAGE_DETAIL, "message_detail"},
    {PG_DIAG_MESSAGE_HINT, "message_hint"},
    {PG_DIAG_STATEMENT_POSITION, "statement_position"},
    {PG_DIAG_INTERNAL_POSITION, "internal_position"},
    {PG_DIAG_INTERNAL_QUERY, "internal_query"},
    {PG_DIAG_CONTEXT, "context"},
    {PG_DIAG_SCHEMA_NAME, "schema_name"},
    {PG_DIAG_TABLE_NAME, "table_name"},
    {PG_DIAG_COLUMN_NAME, "column_name"},
    {PG_DIAG_DATATYPE_NAME, "datatype_name"},
    {PG_DIAG_CONSTRAINT_NAME, "constraint_name"},
    {PG_DIAG_SOURCE_FILE, "source_file"},
    {PG_DIAG_SOURCE_LINE, "source_line"},
    {PG_DIAG_SOURCE_FUNCTION, "source_function"},
};

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// "LINE 2: …" and a caret below the place, as psql shows it. `place` is a byte offset.
std::string line_and_caret(const std::string& statement, std::size_t place) {
    if (place > statement.size())
        return {};
    const std::size_t begin = place == 0 ? 0 : statement.rfind('\n', place - 1) + 1;
    const std::size_t end = std::min(statement.find('\n', place), statement.size());
    const auto number = 1 + std::count(statement.begin(), statement.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    if (end - begin > 300)
        return {};
    const std::string head = "LINE " + std::to_string(number) + ": ";
    std::size_t column = head.size();
    for (std::size_t i = begin; i < place; ++i)
        column += begins_character(statement[i]);
    return "\n" + head + statement.substr(begin, end - begin) + "\n" + std::string(column, ' ') + "^";
}

} // namespace

std::string error_field(const PGresult* result, int code) {
    const char* text = pq().resultErrorField(result, code);
    return text ? text : "";
}

Error server_error(const PGresult* result, const Statement& statement, std::optional<std::size_t> place, bool by_user) {
    const std::string& text = statement.text;
    std::string what = error_field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (place && support::without_passwords(text) == text)
        what += line_and_caret(text, *place);
    const std::pair<int, const char*> parts[] = {{PG_DIAG_MESSAGE_DETAIL, "\nDETAIL:  "},
                                                 {PG_DIAG_MESSAGE_HINT, "\nHINT:  "},
                                                 {PG_DIAG_INTERNAL_QUERY, "\nQUERY:  "},
                                                 {PG_DIAG_CONTEXT, "\nCONTEXT:  "}};
    for (const auto& [code, title] : parts)
        if (const std::string field = error_field(result, code); !field.empty())
            what += title + support::without_passwords(field);

    std::map<std::string, std::string> said;
    for (const auto& [code, name] : diagnostic_fields)
        if (const std::string field = error_field(result, code); !field.empty())
            said[name] = support::without_passwords(field);
    if (place) // the server counts in the whole of what was sent
        said["statement_position"] = std::to_string(
            1 + std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(*place, text.size())),
                              begins_character));

    const std::string state = error_field(result, PG_DIAG_SQLSTATE);
    Error error = by_user ? statement_error(statement, what, {}, Error::Kind::Interrupted)
                          : statement_error(statement, what, advice_for_statement(state, what, text));
    error.sqlstate = state;
    error.diagnostics = std::move(said);
    return error;
}

} // namespace limbeck::dialects::postgresql
