#include "scripting/registered_hook.hpp"

#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"

#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// More rights for scripts, for a time.
class AllowedMeanwhile {
  public:
    explicit AllowedMeanwhile(Allowance allowance) : before_(allowed()) { allow(allowance); }
    ~AllowedMeanwhile() { allow(before_); }
    AllowedMeanwhile(const AllowedMeanwhile&) = delete;
    AllowedMeanwhile& operator=(const AllowedMeanwhile&) = delete;

  private:
    Allowance before_;
};

} // namespace

bool run_registered_hook(Config& config, const std::string& type, const std::filesystem::path& file,
                         const std::vector<std::pair<std::string, std::string>>& options) {
    if (!Interpreter::started()) // no script has run
        return false;
    const ConfigInUse in_use(config);
    bool found = false;
    Interpreter::get().run([&] {
        const py::dict registry = py::module_::import("alembic.script.write_hooks").attr("_registry");
        found = registry.contains(type);
        if (!found)
            return;
        py::dict given;
        for (const auto& [key, value] : options)
            given[py::str(key)] = value;
        const Allowance now = allowed();
        const AllowedMeanwhile meanwhile({now.network, true, true});
        registry[py::str(type)](file.string(), given);
    });
    return found;
}

} // namespace limbeck::scripting
