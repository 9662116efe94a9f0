#include "dialects/sqlite/prepared.hpp"

#include "dialects/statement_error.hpp"
#include "support/words.hpp"

#include <cstdlib>
#include <limbeck/error.hpp>
#include <sqlite3.h>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

[[noreturn]] void refuse(const Statement& statement, const std::string& what, std::string now = {}) {
    throw statement_error(statement, what, std::move(now));
}

Value column_value(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return Bytes{size ? std::string(data, size) : std::string()};
    }
    default:
        return {};
    }
}

} // namespace

void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

int PreparedStatements::prepare(sqlite3* database, const Statement& statement, StatementPtr& prepared) {
    const std::string& text = statement.text;
    for (auto kept = kept_.begin(); kept != kept_.end(); ++kept)
        if (kept->text == text) {
            prepared = std::move(kept->statement);
            kept_.erase(kept);
            return SQLITE_OK;
        }
    if (text.find('\0') != std::string::npos)
        refuse(statement, "the query contains a null character");
    sqlite3_stmt* made = nullptr;
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(database, text.c_str(), static_cast<int>(text.size() + 1), 0, &made, &tail);
    prepared.reset(made);
    if (code == SQLITE_OK && !support::from_first_word(tail).empty())
        refuse(statement, "You can only execute one statement at a time.",
               "Give each statement an op.execute() of its own.");
    return code;
}

void PreparedStatements::keep(const Statement& statement, StatementPtr prepared) {
    if (statement.parameters.empty() && statement.text.size() > 16)
        return;
    sqlite3_reset(prepared.get());
    sqlite3_clear_bindings(prepared.get());
    kept_.push_back({statement.text, std::move(prepared)});
    if (kept_.size() > 8)
        kept_.erase(kept_.begin());
}

int bind(sqlite3_stmt* prepared, const Statement& statement) {
    const List& values = statement.parameters;
    const int wanted = sqlite3_bind_parameter_count(prepared);
    if (wanted != static_cast<int>(values.size()))
        refuse(statement, "Incorrect number of bindings supplied. The current statement uses " +
                              std::to_string(wanted) + ", and there are " + std::to_string(values.size()) +
                              " supplied.");
    const auto bind_text = [&](int i, const std::string& text) {
        return sqlite3_bind_text64(prepared, i, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    };
    for (int i = 1; i <= wanted; ++i) {
        const Value& value = values[static_cast<std::size_t>(i - 1)];
        int code = SQLITE_OK;
        if (value.is_null())
            code = sqlite3_bind_null(prepared, i);
        else if (const bool* flag = value.get_if<bool>())
            code = sqlite3_bind_int(prepared, i, *flag ? 1 : 0);
        else if (const std::int64_t* number = value.get_if<std::int64_t>())
            code = sqlite3_bind_int64(prepared, i, *number);
        else if (const double* real = value.get_if<double>())
            code = sqlite3_bind_double(prepared, i, *real);
        else if (const std::string* text = value.get_if<std::string>())
            code = bind_text(i, *text);
        else if (const Bytes* bytes = value.get_if<Bytes>())
            code = sqlite3_bind_blob64(prepared, i, bytes->data.data() ? bytes->data.data() : "", bytes->data.size(),
                                       SQLITE_TRANSIENT);
        else if (const Decimal* decimal = value.get_if<Decimal>())
            code = sqlite3_bind_double(prepared, i, std::strtod(decimal->text.c_str(), nullptr));
        else if (const Date* date = value.get_if<Date>())
            code = bind_text(i, date->text);
        else if (const Time* time = value.get_if<Time>())
            code = bind_text(i, time->text);
        else if (const DateTime* moment = value.get_if<DateTime>())
            code = bind_text(i, moment->text);
        else if (const Uuid* uuid = value.get_if<Uuid>())
            code = bind_text(i, uuid->text);
        else
            refuse(statement, "Error binding parameter " + std::to_string(i) + ": type '" +
                                  std::string(value.kind_name()) + "' is not supported");
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

List row_of(sqlite3_stmt* prepared) {
    const int columns = sqlite3_column_count(prepared);
    List row;
    row.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column)
        row.push_back(column_value(prepared, column));
    return row;
}

} // namespace limbeck::dialects::sqlite
