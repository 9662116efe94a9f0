#include "scripting/runtime.hpp"

#include "configuration/options.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/said_lines.hpp"
#include "support/log.hpp"
#include "support/words.hpp"

#include <cctype>
#include <cstdlib>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

constexpr const char* variable = "LIMBECK_TAKEN_UP"; ///< tells the next process
constexpr std::string_view with_environment = "environment";

Runtime chosen = Runtime::Quick;
bool automatic = true, wanted = false, resumed = false;
bool prepared = false; ///< the interpreter has started, and no project has come
bool environment_wanted = false, environment_open = false;
std::filesystem::path environment; ///< as the project says

/// What the last refusal was about.
struct Refusal {
    bool of_facade;
    std::string package;
};
std::optional<Refusal> refusal;

} // namespace

Runtime runtime() {
    return chosen;
}

const char* state_module() {
    return chosen == Runtime::Thorough ? "limbeck.thorough.state" : "alembic._state";
}

void choose_runtime(const Config& config) {
    if (Interpreter::started() && !prepared)
        return;
    if (const char* said = std::getenv(variable)) {
        environment_open = said == with_environment;
        unsetenv(variable); // for nobody else
        take_over_said_lines();
        resumed = true;
    }
    environment = environment_of(config);
    const std::optional<std::string> named = configuration::limbeck_options(config).environment;
    const auto option = config.options.find("runtime");
    const std::string word =
        option != config.options.end() ? option->second : configuration::limbeck_options(config).runtime;
    automatic = word.empty() || word == "auto";
    if (word == "thorough" && named && named != "auto" && named != "none")
        environment_open = true; // both are said: nothing has to be found out
    const bool thorough = word == "thorough" || environment_open || (automatic && resumed);
    if (std::exchange(prepared, false) && thorough != (chosen == Runtime::Thorough))
        throw Error(Error::Kind::Internal, "the interpreter has been prepared for the other runtime");
    if (thorough)
        chosen = Runtime::Thorough;
    else if (word != "quick" && word != "auto" && !word.empty())
        fail("there is no runtime '" + word + "'", option != config.options.end() ? "--runtime" : "[limbeck] runtime",
             "Say auto, quick or thorough.");
}

void prepare(Runtime runtime, const std::vector<std::string>& modules) {
    chosen = runtime;
    prepared = true;
    Interpreter::get().run([&] {
        for (const std::string& name : modules)
            py::module_::import(name.c_str());
    });
}

std::optional<std::string> thorough_word(std::string_view source) {
    constexpr std::string_view words[] = {
        "Session",        "sessionmaker",       "scoped_session",    "AsyncSession", "async_sessionmaker",
        "object_session", "register_operation", "implementation_for"};
    for (const std::string_view word : words)
        for (std::size_t at = source.find(word); at != std::string_view::npos; at = source.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at > 0 && support::is_word(source[at - 1])) || (end < source.size() && support::is_word(source[end])))
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

void take_up_after(const std::string& who, const Error& error, bool in_doubt) {
    const Refusal last = std::exchange(refusal, std::nullopt).value_or(Refusal{in_doubt, {}});
    // A script that fails for no reason of its own may fail for what a placeholder does.
    const bool for_placeholder = error.kind() == Error::Kind::Script && !last.package.empty();
    if (wanted || (error.kind() != Error::Kind::Unsupported && !for_placeholder))
        return;
    if (!last.package.empty() && may_open_environment()) {
        log::info("alembic.runtime.migration", who + " needs " + last.package +
                                                   ": run with SQLAlchemy itself and the packages of " +
                                                   environment.string());
        wanted = environment_wanted = true;
    } else if (last.of_facade && may_take_up()) {
        take_up(who + ": " + error.what());
    }
}

std::filesystem::path environment_of(const Config& config) {
    const std::optional<std::string> said = configuration::limbeck_options(config).environment;
    if (said == "none")
        return {};
    const auto is_one = [](const std::filesystem::path& folder) {
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "lib", none))
            if (entry.path().filename().string().starts_with("python3") &&
                is_directory(entry.path() / "site-packages", none))
                return true;
        return false;
    };
    if (said && said != "auto") {
        const std::filesystem::path folder = std::filesystem::absolute(config.here() / *said).lexically_normal();
        if (!is_one(folder))
            throw Error(Error::Kind::Configuration,
                        "`environment` names " + folder.string() +
                            ", which is no virtual environment: it has no folder "
                            "lib/python3.*/site-packages",
                        "[limbeck] environment", "Name a folder that `python -m venv` has made, or say auto or none.");
        return folder;
    }
    const char* active = std::getenv("VIRTUAL_ENV");
    std::vector<std::filesystem::path> places{config.here() / ".venv", ".venv"};
    if (active && *active)
        places = {active};
    for (const std::filesystem::path& place : places)
        if (const std::filesystem::path folder = std::filesystem::absolute(place).lexically_normal(); is_one(folder))
            return folder;
    return {};
}

bool is_environment_open() {
    return environment_open;
}

bool may_open_environment() {
    return !environment_open && !environment.empty() && (automatic || chosen == Runtime::Thorough);
}

void execute_again(char** arguments) {
    setenv(variable, environment_wanted ? with_environment.data() : "1", 1);
    hand_on_said_lines();
    execv("/proc/self/exe", arguments);
    unsetenv(variable);
}

void note_refusal(bool of_facade, const std::string& package) {
    refusal = Refusal{of_facade, package};
}

void take_up_models(const Error& error) {
    std::string what = error.what();
    if (const std::size_t list = what.find(":\n  "); list != std::string::npos) // the first of several reasons
        what.erase(0, list + 4);
    take_up_after("reading the models", Error(error.kind(), what.substr(0, what.find('\n'))), false);
}

} // namespace limbeck::scripting
