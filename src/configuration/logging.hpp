#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck {
class Config;
}

namespace limbeck::configuration {

/// Python's levels, with their numbers.
enum LogLevel { NotSet = 0, Debug = 10, Info = 20, Warning = 30, LogError = 40, Critical = 50 };

/// "INFO" for 20; "Level 5" for a number without a name.
std::string level_name(int level);

/// The [loggers], [handlers] and [formatters] of an alembic.ini, as logging.config.fileConfig reads them.
struct LoggingConfig {
    struct Formatter {
        std::string format = "%(message)s";
        std::string date_format; ///< strftime; empty: 2026-01-31 12:00:00,123
    };
    struct Handler {
        std::string name;
        int level = NotSet;
        bool to_stdout = false; ///< args = (sys.stdout,); else standard error
        bool to_stream = true;  ///< a StreamHandler; other classes (files, sockets) are not ours to open
        Formatter formatter;
    };
    struct Logger {
        std::string qualified_name; ///< "" for the root
        int level = NotSet;
        bool propagate = true;
        std::vector<std::string> handlers;
    };

    std::vector<Logger> loggers; ///< empty when the file has no logging sections
    std::vector<Handler> handlers;

    /// A line for one stream.
    struct Line {
        std::string text; ///< without a newline
        bool to_stdout = false;
    };

    /// Level that counts for `logger` ("alembic.runtime.migration"): its own or its nearest ancestor's.
    int effective_level(std::string_view logger) const;
    /// What the handlers print for one record; empty when it is filtered. Without any configuration, as Python does
    /// it: warnings and above as bare text on standard error.
    std::vector<Line> format(std::string_view logger, int level, std::string_view message) const;
};

/// Reads the logging sections; a file without them gives an empty LoggingConfig. Throws Error(Configuration) when a
/// section that [loggers], [handlers] or [formatters] names is missing.
LoggingConfig logging_config(const Config& config);

} // namespace limbeck::configuration
