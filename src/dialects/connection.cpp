#include "dialects/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/reflection.hpp"

namespace limbeck::dialects {

std::unique_ptr<Reflection> Connection::reflect() {
    return dialect().reflect(*this);
}

} // namespace limbeck::dialects
