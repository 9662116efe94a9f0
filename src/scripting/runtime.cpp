#include "scripting/runtime.hpp"

#include "configuration/options.hpp"
#include "scripting/interpreter.hpp"

#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <string>

namespace limbeck::scripting {

namespace {
Runtime chosen = Runtime::Quick;
}

Runtime runtime() {
    return chosen;
}

const char* state_module() {
    return chosen == Runtime::Thorough ? "limbeck.thorough.state" : "alembic._state";
}

void choose_runtime(const Config& config) {
    if (Interpreter::started())
        return;
    const auto option = config.options.find("runtime");
    const std::string word =
        option != config.options.end() ? option->second : configuration::limbeck_options(config).runtime;
    if (word == "thorough")
        chosen = Runtime::Thorough;
    else if (word != "quick" && word != "auto" && !word.empty())
        fail("there is no runtime '" + word + "'", option != config.options.end() ? "--runtime" : "[limbeck] runtime",
             "Say auto, quick or thorough.");
}

} // namespace limbeck::scripting
