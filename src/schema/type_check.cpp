#include "schema/type_check.hpp"

#include <memory>

namespace limbeck::schema {

bool wants_check(const Type& type) {
    return type.create_constraint || (type.labels && type.labels->create_constraint);
}

TypePtr without_check(const TypePtr& type) {
    if (!type || !wants_check(*type))
        return type;
    auto bare = std::make_shared<Type>(*type);
    bare->create_constraint = false;
    if (bare->labels)
        bare->labels->create_constraint = false;
    return bare;
}

} // namespace limbeck::schema
