#include "scripting/module_failures.hpp"

#include "scripting/interpreter.hpp"
#include "support/passwords.hpp"

#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

std::vector<ModuleFailure> module_failures() {
    std::vector<ModuleFailure> failures;
    if (!Interpreter::started())
        return failures;
    Interpreter::get().run([&] {
        for (const py::handle told : py::module_::import("limbeck.failures").attr("told_of_modules")()) {
            const auto text = [&](std::size_t i) { return told[py::int_(i)].cast<std::string>(); };
            std::string reason = support::without_passwords(text(2));
            for (char& c : reason)
                c = c == '\n' ? ' ' : c;
            failures.push_back({text(0), text(1), std::move(reason)});
        }
    });
    return failures;
}

} // namespace limbeck::scripting
