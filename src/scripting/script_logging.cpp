#include "scripting/script_logging.hpp"

#include "configuration/ini_file.hpp"
#include "configuration/log_sink.hpp"
#include "migration/environment.hpp"
#include "migration/plan.hpp"
#include "scripting/bindings.hpp"
#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/runtime.hpp"
#include "support/bottom_line.hpp"
#include "support/passwords.hpp"
#include "support/terminal.hpp"

#include <algorithm>
#include <cstdio>
#include <limbeck/config.hpp>
#include <optional>
#include <pybind11/eval.h>
#include <pybind11/pybind11.h>
#include <string>
#include <unistd.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// While nobody has set up any logging: Python's default shows warnings, and as with Alembic no errors, which are told
/// anyway.
void print_warning(int level, std::string_view text) {
    if (level != log::warning_level)
        return;
    support::TerminalTurn turn;
    const std::string line = std::string(text) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    turn.wrote(line);
}

void log_with_python(std::string_view logger, int level, std::string_view text) {
    const Gil gil;
    const py::dict modules = py::module_::import("sys").attr("modules");
    // Asked of its dictionary: to ask the module itself would load what stands behind python/logging.
    if (!modules.contains("logging") || !modules["logging"].attr("__dict__").contains("getLogger"))
        return print_warning(level, text);
    py::object message = py::str(text.data(), text.size());
    py::object name = py::str(logger.data(), logger.size());
    modules["logging"].attr("getLogger")(name).attr("log")(level, "%s", message);
}

/// Set while a record of Python's own is printed: its loggers have decided on it.
thread_local bool decided_by_python = false;

/// Whether Python's logger lets a line of the engine pass, where a script has loaded logging: it may have changed
/// levels.
bool passes_python(std::string_view logger, int level) {
    const Gil gil;
    const py::dict modules = py::module_::import("sys").attr("modules");
    if (!modules.contains("logging") || !modules["logging"].attr("__dict__").contains("getLogger"))
        return true;
    const py::object found = modules["logging"].attr("getLogger")(py::str(logger.data(), logger.size()));
    return found.attr("isEnabledFor")(level).cast<bool>();
}

/// The handlers of a file, for whatever reaches them.
configuration::LoggingConfig without_levels(configuration::LoggingConfig config) {
    for (auto& logger : config.loggers)
        logger.level = 1;
    return config;
}

/// Whether fileConfig() turns a logger off that exists already: one that the file does not name, nor its parent.
bool is_turned_off(const configuration::LoggingConfig& config, std::string_view logger) {
    return std::none_of(config.loggers.begin(), config.loggers.end(), [&](const auto& named) {
        const std::string& name = named.qualified_name;
        return !name.empty() && logger.starts_with(name) &&
               (logger.size() == name.size() || logger[name.size()] == '.');
    });
}

/// The loggers that SQLAlchemy's statements pass, the nearest first.
constexpr const char* statement_loggers[] = {"sqlalchemy.engine.Engine", "sqlalchemy.engine", "sqlalchemy"};

/// What fileConfig() said, while no script has loaded Python's logging.
thread_local bool file_wants_statements = false;

bool asks_for_statements(const configuration::LoggingConfig& config) {
    for (const std::string_view name : statement_loggers)
        for (const auto& logger : config.loggers)
            if (logger.qualified_name == name && logger.level != configuration::NotSet)
                return logger.level <= configuration::Info;
    return false;
}

/// Makes the ini file's handlers those of the engine. The names and levels of its loggers, or None when it has handlers
/// that are not ours to open.
py::object configure_logging(const std::string& file, bool disable_existing) {
    configuration::LoggingConfig config = configuration::logging_config(Config(file));
    const bool ours = !config.loggers.empty() && std::all_of(config.handlers.begin(), config.handlers.end(),
                                                             [](const auto& handler) { return handler.to_stream; });
    if (!ours)
        return py::none();
    py::list loggers;
    for (const auto& logger : config.loggers)
        loggers.append(py::make_tuple(logger.qualified_name, logger.level));
    // Alembic's loggers are older than any fileConfig().
    const auto is_off = [&](const char* logger) { return disable_existing && is_turned_off(config, logger); };
    const bool runtime_off = is_off("alembic.runtime.migration"), messaging_off = is_off("alembic.util.messaging");
    file_wants_statements = asks_for_statements(config);
    const log::Sink of_python = configuration::log_sink(without_levels(config));
    log::exchange_sink([sink = configuration::log_sink(std::move(config)), of_python, runtime_off,
                        messaging_off](std::string_view logger, int level, std::string_view text) {
        if (decided_by_python) {
            of_python(logger, level, text);
            return;
        }
        if ((runtime_off && logger == "alembic.runtime.migration") ||
            (messaging_off && logger == "alembic.util.messaging"))
            return;
        if (passes_python(logger, level))
            sink(logger, level, text);
    });
    return loggers;
}

/// The first argument of a handler, as fileConfig() evaluates its `args` and `kwargs`: a file name or an address.
std::optional<py::object> target_of(const configuration::IniFile& file, const std::string& section,
                                    const char* keyword) {
    const py::dict names = py::module_::import("logging._whole_config").attr("logging").attr("__dict__");
    const py::tuple args = py::eval(file.get(section, "args").value_or("()"), names);
    if (args.size() > 0)
        return py::object(args[0]);
    const py::dict kwargs = py::eval(file.get(section, "kwargs").value_or("{}"), names);
    if (kwargs.contains(keyword))
        return py::object(kwargs[keyword]);
    return std::nullopt;
}

/// The files and the servers that handlers of an ini file log to are the user's choice, not the scripts'.
void allow_handlers(const std::string& name) {
    const Config config(name);
    const configuration::IniFile& file = config.file_config();
    for (const auto& handler : configuration::logging_config(config).handlers) {
        const std::string section = "handler_" + handler.name, kind = file.get(section, "class").value_or("");
        try {
            if (kind.ends_with("FileHandler")) {
                if (const auto path = target_of(file, section, "filename"))
                    allow_log_file(py::str(py::module_::import("os").attr("fspath")(*path)));
            } else if (kind.ends_with("SysLogHandler") || kind.ends_with("SocketHandler") ||
                       kind.ends_with("DatagramHandler")) {
                const auto address = target_of(file, section, kind.ends_with("SysLogHandler") ? "address" : "host");
                const bool pair = address && py::isinstance<py::tuple>(*address);
                allow_log_address(!address ? "localhost"
                                           : py::str(pair ? py::object((*address)[py::int_(0)]) : *address));
            }
        } catch (const py::error_already_set&) {
            // fileConfig() says what is wrong with it.
        }
    }
}

/// What a script prints while a line stays at the bottom. Nobody who waits for the terminal's turn may hold the GIL,
/// and nobody who has the turn may want it.
void write_on_terminal(int stream, const py::bytes& bytes) {
    const std::string text = bytes;
    const GilRelease released;
    support::TerminalTurn turn;
    std::FILE* file = stream == STDOUT_FILENO ? stdout : stderr;
    std::fwrite(text.data(), 1, text.size(), file);
    std::fflush(file);
    turn.wrote(text);
}

} // namespace

log::Sink python_log_sink() {
    file_wants_statements = false;
    return log_with_python;
}

bool wants_statements() {
    if (runtime() == Runtime::Thorough)
        return false; // SQLAlchemy logs them itself
    const Gil gil;
    const py::dict modules = py::module_::import("sys").attr("modules");
    if (!modules.contains("logging") || !modules["logging"].attr("__dict__").contains("getLogger"))
        return file_wants_statements;
    for (const char* name : statement_loggers)
        if (const int level = modules["logging"].attr("getLogger")(name).attr("level").cast<int>(); level != 0)
            return level <= configuration::Info;
    return false;
}

void bind_logging(py::module_& module) {
    module.def("configure_logging", &configure_logging);
    module.def("allow_handlers", &allow_handlers);
    module.def("log_through_python", [] { log::exchange_sink(log_with_python); });
    module.def("without_passwords", [](const std::string& text) { return support::without_passwords(text); });
    module.def("plan_is_made", &migration::EnvironmentContext::plan_is_made);
    module.def("plan_runs_script", &migration::Plan::script_runs);
    module.def("before_output", [] {
        const GilRelease released;
        log::before_output();
        return support::BottomLine::exists();
    });
    module.def("write_on_terminal", &write_on_terminal);
    module.def("reads_from_terminal", [](bool reads) {
        const GilRelease released;
        support::TerminalTurn().wrote(reads ? "?" : "\n");
    });
    module.def("wants_colours", [](int stream) { return support::wants_colours(stream == 1 ? stdout : stderr); });
    module.def("painted_line", &configuration::painted_line);
    module.def("log", [](int level, const std::string& logger, const std::string& text) {
        const GilRelease released;
        log::before_output(); // the engine's own lines first
        decided_by_python = true;
        try {
            log::write(logger, level, text);
        } catch (...) {
            decided_by_python = false;
            throw;
        }
        decided_by_python = false;
    });
}

} // namespace limbeck::scripting
