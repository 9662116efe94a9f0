#include "dialects/sqlite/functions.hpp"

#include <cmath>
#include <memory>
#include <regex>
#include <sqlite3.h>
#include <string>

namespace limbeck::dialects::sqlite {

namespace {

std::string text_of(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string();
}

void delete_pattern(void* pattern) {
    delete static_cast<std::regex*>(pattern);
}

void regexp(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || sqlite3_value_type(arguments[1]) == SQLITE_NULL)
        return; // NULL
    try {
        // The pattern is compiled once for a statement.
        auto* pattern = static_cast<std::regex*>(sqlite3_get_auxdata(context, 0));
        std::unique_ptr<std::regex> compiled;
        if (!pattern) {
            compiled = std::make_unique<std::regex>(text_of(arguments[0]));
            pattern = compiled.get();
        }
        sqlite3_result_int(context, std::regex_search(text_of(arguments[1]), *pattern) ? 1 : 0);
        if (compiled)
            sqlite3_set_auxdata(context, 0, compiled.release(), &delete_pattern);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, (std::string("REGEXP: ") + error.what()).c_str(), -1);
    }
}

void floor_of(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_numeric_type(arguments[0]) == SQLITE_INTEGER)
        sqlite3_result_int64(context, sqlite3_value_int64(arguments[0]));
    else if (sqlite3_value_numeric_type(arguments[0]) == SQLITE_FLOAT)
        sqlite3_result_int64(context, static_cast<sqlite3_int64>(std::floor(sqlite3_value_double(arguments[0]))));
}

} // namespace

void register_functions(sqlite3* database) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_function(database, "regexp", 2, flags, nullptr, &regexp, nullptr, nullptr);
    sqlite3_create_function(database, "floor", 1, flags, nullptr, &floor_of, nullptr, nullptr);
}

} // namespace limbeck::dialects::sqlite
