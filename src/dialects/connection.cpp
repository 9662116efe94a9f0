#include "dialects/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"

namespace limbeck::dialects {

std::unique_ptr<Inspector> Connection::inspector() {
    return dialect().inspector(*this);
}

} // namespace limbeck::dialects
