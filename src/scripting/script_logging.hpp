#pragma once

#include "support/log.hpp"

namespace limbeck::scripting {

/// Where the engine's log lines go while env.py and its revisions run: to Python's `logging`, if a script has loaded it
/// (logging.basicConfig() and its like then decide), until fileConfig() of an ini file says it better.
log::Sink python_log_sink();

} // namespace limbeck::scripting
