#include "schema/schema.hpp"

namespace limbeck::schema {

const Table* Schema::table(std::string_view schema, std::string_view name) const {
    for (const Table& found : tables)
        if (found.name == name && found.schema == schema)
            return &found;
    return nullptr;
}

} // namespace limbeck::schema
