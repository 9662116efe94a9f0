#pragma once

#include <string>
#include <vector>

namespace limbeck::scripting {

/// A module of the project that could not be imported, or not as a whole: placeholders stand for what is missing.
struct ModuleFailure {
    std::string module; ///< "app.settings"
    std::string place;  ///< file:line
    std::string reason; ///< in one line, passwords masked
};

/// Those of this process, in the order of their imports; none where Python was not started.
std::vector<ModuleFailure> module_failures();

} // namespace limbeck::scripting
