#pragma once

#include "support/terminal.hpp"

namespace limbeck::cli {

using support::terminal_width;
using support::wants_colours;

} // namespace limbeck::cli
