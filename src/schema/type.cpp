#include "schema/type.hpp"

namespace limbeck::schema {

const Type& Type::for_dialect(const std::string& dialect_name) const {
    const auto found = variants.find(dialect_name);
    return found == variants.end() ? *this : *found->second;
}

TypePtr make_type(std::string name) {
    auto type = std::make_shared<Type>();
    type->name = std::move(name);
    return type;
}

} // namespace limbeck::schema
