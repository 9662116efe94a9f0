#pragma once

#include "cli/description.hpp"

#include <string>

namespace limbeck::cli {

/// The manual page limbeck(1), in the language of man(7).
std::string man_page(const ProgramDescription& program);

} // namespace limbeck::cli
