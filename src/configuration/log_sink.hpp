#pragma once

#include "configuration/logging.hpp"
#include "support/log.hpp"

namespace limbeck::configuration {

/// A sink that prints the engine's log lines as these handlers say, on standard error or output.
log::Sink log_sink(LoggingConfig config);

} // namespace limbeck::configuration
