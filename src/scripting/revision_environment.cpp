#include "scripting/revision_environment.hpp"

#include "scripting/interpreter.hpp"
#include "scripting/values.hpp"

#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

RevisionEnvironment::RevisionEnvironment(const Map& wanted) {
    Interpreter::get().run([&] {
        const py::object make = py::module_::import("limbeck.templates").attr("RevisionEnvironment");
        state_ = new py::object(make(to_python(Value(wanted))));
    });
}

RevisionEnvironment::~RevisionEnvironment() {
    const Gil gil;
    delete state_;
}

void RevisionEnvironment::ran(const std::vector<std::string>& heads, bool directives) {
    Interpreter::get().run(
        [&] { state_->attr("ran")(to_python(List(heads.begin(), heads.end())), py::bool_(directives)); });
}

std::vector<Map> RevisionEnvironment::files() const {
    std::vector<Map> found;
    Interpreter::get().run([&] {
        const Value files = to_value(state_->attr("files")());
        for (const Value& file : files.as_list())
            found.push_back(file.as_map());
    });
    return found;
}

} // namespace limbeck::scripting
