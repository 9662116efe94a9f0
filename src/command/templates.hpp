#pragma once

#include <string_view>
#include <vector>

namespace limbeck::command {

/// One file of a template for `limbeck init`, carried inside the program (src/command/templates/).
struct TemplateFile {
    std::string_view template_name; ///< "generic"
    std::string_view name;          ///< "env.py"
    std::string_view content;
};

/// All files of all templates, sorted.
const std::vector<TemplateFile>& templates();

} // namespace limbeck::command
