#pragma once

#include "configuration/logging.hpp"
#include "support/log.hpp"

#include <string>
#include <string_view>

namespace limbeck::configuration {

/// A sink that prints the engine's log lines as these handlers say, on standard error or output; coloured where that is
/// a terminal.
log::Sink log_sink(LoggingConfig config);

/// A line as a handler has formatted it, with the name of its level and the revisions that its message names in
/// colours. The text itself stays as it is, and so does a line that has colours of its own.
std::string painted_line(std::string line, int level, std::string_view message);

} // namespace limbeck::configuration
