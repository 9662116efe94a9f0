#include "scripting/errors.hpp"

#include "scripting/interpreter.hpp"
#include "support/passwords.hpp"

#include <pybind11/pybind11.h>
#include <string>
#include <string_view>

namespace py = pybind11;

namespace limbeck::scripting {
namespace {

constexpr std::string_view kind_names[] = {"command",     "configuration", "script",      "database",
                                           "unsupported", "interrupted",   "differences", "internal"};
static_assert(std::size(kind_names) == static_cast<std::size_t>(Error::Kind::Internal) + 1);

Error::Kind kind_of(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kind_names); ++i)
        if (kind_names[i] == name)
            return static_cast<Error::Kind>(i);
    return Error::Kind::Script;
}

std::string text(const py::dict& parts, const char* key) {
    return parts[key].cast<std::string>();
}

} // namespace

Error to_error(py::error_already_set& error) {
    try {
        // The traceback lies in the exception only after this.
        if (error.trace())
            PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
        const py::dict parts = py::module_::import("limbeck.errors").attr("describe")(error.value());
        // Lines of scripts, and what scripts say themselves, may hold a database URL.
        const auto shown = [&](const char* key) { return support::without_passwords(text(parts, key)); };
        Error described(kind_of(text(parts, "kind")), shown("what"), shown("where"), shown("now"));
        described.sqlstate = text(parts, "sqlstate");
        described.statement = text(parts, "statement");
        described.traceback = shown("traceback");
        return described;
    } catch (const py::error_already_set& second) {
        return Error(Error::Kind::Script, std::string("a script failed: ") + error.what(), {},
                     std::string("describing the failure failed, too: ") + second.what());
    }
}

void raise_in_python(const Error& error) noexcept {
    try {
        if (error.kind() == Error::Kind::Interrupted) {
            PyErr_SetNone(PyExc_KeyboardInterrupt);
            return;
        }
        const py::object type = py::module_::import("limbeck.errors").attr("Error");
        const auto utf8 = [](const std::string& from) {
            return py::reinterpret_steal<py::object>(
                PyUnicode_DecodeUTF8(from.data(), static_cast<Py_ssize_t>(from.size()), "replace"));
        };
        py::dict diagnostics;
        for (const auto& [name, said] : error.diagnostics)
            diagnostics[utf8(name)] = utf8(said);
        const py::object raised = type(utf8(error.what()), utf8(error.where()), utf8(error.now()),
                                       utf8(std::string(kind_names[static_cast<std::size_t>(error.kind())])),
                                       utf8(error.sqlstate), utf8(error.statement), utf8(error.traceback), diagnostics);
        PyErr_SetObject(type.ptr(), raised.ptr());
    } catch (py::error_already_set& failed) {
        failed.restore();
    } catch (const std::exception& failed) {
        PyErr_SetString(PyExc_RuntimeError, failed.what());
    }
}

std::string script_place() {
    const Gil gil;
    try {
        return py::module_::import("limbeck.errors").attr("script_place")().cast<std::string>();
    } catch (const std::exception&) {
        return {}; // an error without a place is better than none
    }
}

} // namespace limbeck::scripting
