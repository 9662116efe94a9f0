#include "dialects/live_catalogue.hpp"

#include "dialects/inspector.hpp"

namespace limbeck::dialects {

bool LiveCatalogue::has_type(const std::string& schema, const std::string& name) {
    return connection_()->inspector()->has_type(schema, name);
}
bool LiveCatalogue::has_table(const std::string& schema, const std::string& name) {
    return connection_()->inspector()->has_table(schema, name);
}
bool LiveCatalogue::has_index(const std::string& schema, const std::string& table, const std::string& name) {
    return connection_()->inspector()->has_index(schema, table, name);
}

} // namespace limbeck::dialects
