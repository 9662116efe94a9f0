#include "dialects/reflection.hpp"

#include <algorithm>

namespace limbeck::dialects {

bool Reflection::has_type(const std::string& schema, const std::string& name) {
    const std::vector<EnumType> types = enums(schema);
    return std::any_of(types.begin(), types.end(), [&](const EnumType& type) { return type.name == name; });
}

bool Reflection::has_index(const std::string& schema, const std::string& table_name, const std::string& name) {
    const auto found = table(schema, table_name);
    return found && std::any_of(found->indexes.begin(), found->indexes.end(),
                                [&](const schema::Index& index) { return index.name.text == name; });
}

} // namespace limbeck::dialects
