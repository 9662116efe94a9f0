#pragma once

#include "support/log.hpp"

namespace limbeck::scripting {

/// Where the engine's log lines go while env.py and its revisions run: to Python's `logging`, if a script has loaded it
/// (logging.basicConfig() and its like then decide), until fileConfig() of an ini file says it better.
log::Sink python_log_sink();

/// Whether the scripts' logging wants the statements of connections: a level of INFO or lower was given to SQLAlchemy's
/// loggers by name. The root's level alone does not count, for SQLAlchemy gives its own loggers WARNING at first.
bool wants_statements();

} // namespace limbeck::scripting
