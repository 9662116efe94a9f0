#include "scripting/runtime.hpp"

#include "configuration/options.hpp"
#include "scripting/interpreter.hpp"
#include "support/log.hpp"

#include <cctype>
#include <cstdlib>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <unistd.h>
#include <utility>

namespace limbeck::scripting {

namespace {

constexpr const char* variable = "LIMBECK_TAKEN_UP"; ///< tells the next process

Runtime chosen = Runtime::Quick;
bool automatic = true, wanted = false, resumed = false;
std::optional<bool> refused_by_facade;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

} // namespace

Runtime runtime() {
    return chosen;
}

const char* state_module() {
    return chosen == Runtime::Thorough ? "limbeck.thorough.state" : "alembic._state";
}

void choose_runtime(const Config& config) {
    if (Interpreter::started())
        return;
    if (std::getenv(variable)) {
        unsetenv(variable); // for nobody else
        resumed = true;
    }
    const auto option = config.options.find("runtime");
    const std::string word =
        option != config.options.end() ? option->second : configuration::limbeck_options(config).runtime;
    automatic = word.empty() || word == "auto";
    if (word == "thorough" || (automatic && resumed))
        chosen = Runtime::Thorough;
    else if (word != "quick" && word != "auto" && !word.empty())
        fail("there is no runtime '" + word + "'", option != config.options.end() ? "--runtime" : "[limbeck] runtime",
             "Say auto, quick or thorough.");
}

std::optional<std::string> thorough_word(std::string_view source) {
    constexpr std::string_view words[] = {
        "Session",        "sessionmaker",       "scoped_session",    "AsyncSession", "async_sessionmaker",
        "object_session", "register_operation", "implementation_for"};
    for (const std::string_view word : words)
        for (std::size_t at = source.find(word); at != std::string_view::npos; at = source.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at > 0 && is_word(source[at - 1])) || (end < source.size() && is_word(source[end])))
                continue;
            const std::size_t line = source.rfind('\n', at) + 1;
            if (source.substr(line, at - line).find('#') == std::string_view::npos)
                return std::string(word);
        }
    return std::nullopt;
}

bool may_take_up() {
    return automatic && chosen == Runtime::Quick;
}

bool take_up(const std::string& why) {
    log::info("alembic.runtime.migration", why + ": run with SQLAlchemy itself");
    if (Interpreter::started())
        wanted = true;
    else
        chosen = Runtime::Thorough;
    return wanted;
}

bool is_to_be_taken_up() {
    return wanted;
}

bool is_taken_up() {
    return resumed;
}

void execute_again(char** arguments) {
    setenv(variable, "1", 1);
    execv("/proc/self/exe", arguments);
    unsetenv(variable);
}

void note_refusal(bool of_facade) {
    refused_by_facade = of_facade;
}

bool is_matter_of_facade(const Error& error, bool in_doubt) {
    return error.kind() == Error::Kind::Unsupported &&
           std::exchange(refused_by_facade, std::nullopt).value_or(in_doubt);
}

void take_up_models(const Error& error) {
    if (!may_take_up() || is_to_be_taken_up() || !is_matter_of_facade(error, false))
        return;
    std::string what = error.what();
    if (const std::size_t list = what.find(":\n  "); list != std::string::npos) // the first of several reasons
        what.erase(0, list + 4);
    take_up("the models: " + what.substr(0, what.find('\n')));
}

} // namespace limbeck::scripting
