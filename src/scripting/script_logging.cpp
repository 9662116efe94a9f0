#include "scripting/script_logging.hpp"

#include "configuration/log_sink.hpp"
#include "scripting/bindings.hpp"
#include "scripting/interpreter.hpp"

#include <limbeck/config.hpp>

#include <pybind11/pybind11.h>

#include <algorithm>
#include <string>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

void log_with_python(std::string_view logger, int level, std::string_view text) {
    const Gil gil;
    const py::dict modules = py::module_::import("sys").attr("modules");
    if (!modules.contains("logging"))
        return; // no script has set up any logging, and Python's default shows nothing below a warning
    py::object message = py::str(text.data(), text.size());
    py::object name = py::str(logger.data(), logger.size());
    modules["logging"].attr("getLogger")(name).attr("log")(level, "%s", message);
}

/// Makes the ini file's handlers those of the engine. The names and levels of its loggers, or None when it has handlers
/// that are not ours to open.
py::object configure_logging(const std::string& file) {
    configuration::LoggingConfig config = configuration::logging_config(Config(file));
    const bool ours = !config.loggers.empty() && std::all_of(config.handlers.begin(), config.handlers.end(),
                                                             [](const auto& handler) { return handler.to_stream; });
    if (!ours)
        return py::none();
    py::list loggers;
    for (const auto& logger : config.loggers)
        loggers.append(py::make_tuple(logger.qualified_name, logger.level));
    log::exchange_sink(configuration::log_sink(std::move(config)));
    return loggers;
}

} // namespace

log::Sink python_log_sink() {
    return log_with_python;
}

void bind_logging(py::module_& module) {
    module.def("configure_logging", &configure_logging);
    module.def("log_through_python", [] { log::exchange_sink(log_with_python); });
    module.def("log", [](int level, const std::string& logger, const std::string& text) {
        log::write(logger, level, text);
    });
}

} // namespace limbeck::scripting
