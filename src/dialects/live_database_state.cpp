#include "dialects/live_database_state.hpp"

#include "dialects/inspector.hpp"

namespace limbeck::dialects {

bool LiveDatabaseState::has_type(const std::string& schema, const std::string& name) {
    return connection_()->inspector()->has_type(schema, name);
}
bool LiveDatabaseState::has_table(const std::string& schema, const std::string& name) {
    return connection_()->inspector()->has_table(schema, name);
}
bool LiveDatabaseState::has_index(const std::string& schema, const std::string& table, const std::string& name) {
    return connection_()->inspector()->has_index(schema, table, name);
}

std::optional<std::string> LiveDatabaseState::column_definition(const std::string& schema, const std::string& table,
                                                                const std::string& column) {
    if (only_plans_)
        if (auto remembered = DatabaseState::column_definition(schema, table, column))
            return remembered;
    Connection* connection = connection_();
    return connection ? connection->inspector()->column_definition(schema, table, column) : std::nullopt;
}

} // namespace limbeck::dialects
