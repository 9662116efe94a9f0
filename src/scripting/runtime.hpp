#pragma once

#include <filesystem>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck {
class Config;
} // namespace limbeck

namespace limbeck::scripting {

/// Which modules scripts meet: the façades of python/, or SQLAlchemy and Alembic themselves, which the program carries
/// (python/packed.txt), over connections of ours. Two sets of modules never meet in one interpreter.
enum class Runtime { Quick, Thorough };

/// That of this process: the first project that uses the interpreter chooses it.
Runtime runtime();
/// As `--runtime` and [limbeck] runtime say; called before the interpreter starts. Throws Error(Command) for a word
/// that is none.
void choose_runtime(const Config& config);
/// For a process that forks one for each project: starts the interpreter for this runtime, before there is a project,
/// and imports these modules. The next choose_runtime() must come to the same runtime: it throws Error(Internal) where
/// it does not.
void prepare(Runtime runtime, const std::vector<std::string>& modules);
/// What of a script's source the façades do not do: "Session".
std::optional<std::string> thorough_word(std::string_view source);
/// Whether a run that turns out to need the thorough runtime may be taken up again there: `auto`, while it is quick.
bool may_take_up();
/// Says that the run is to be taken up again, and why, and logs that; its caller throws next. Where no script has run
/// yet, the thorough runtime simply begins: then the answer is false.
bool take_up(const std::string& why);
/// Where a refusal has ended a run that may be taken up again: on the thorough runtime, or there with the packages of
/// the project's environment. Says so, as take_up() does. `in_doubt`: whether a refusal of which nobody has said what
/// it lacks is a matter of façades.
void take_up_after(const std::string& who, const Error& error, bool in_doubt);
/// Whether take_up() was called.
bool is_to_be_taken_up();
/// Whether this process has taken up the run of an earlier one, which has said what comes first.
bool is_taken_up();
/// Executes the program anew with these arguments, on the thorough runtime. Returns where that fails.
void execute_again(char** arguments);
/// The last thing that scripts were refused was a matter of a façade, or one of a package that is not there. `package`:
/// its name, where the project's environment has it. Of a script that has failed: one that may be to blame.
void note_refusal(bool of_facade, const std::string& package);

/// The project's virtual environment: as [limbeck] environment says, else $VIRTUAL_ENV, else .venv beside the
/// configuration, else in the working directory. Empty where there is none, or none is wanted. Throws
/// Error(Configuration) for a folder that is none.
std::filesystem::path environment_of(const Config& config);
/// Whether its packages are imported: in the process that takes up a run for their sake.
bool is_environment_open();
/// Whether they could be in another process.
bool may_open_environment();

/// Says that a run that reads models, or writes files, is to be taken up, if the error is a matter of façades.
void take_up_models(const Error& error);
/// Does what reads models or writes files; where that fails, take_up_models() is told.
template <class Work> auto taken_up_where_refused(Work work) {
    try {
        return work();
    } catch (const Error& error) {
        take_up_models(error);
        throw;
    }
}
/// The module that keeps the Python side of what runs in a thread.
const char* state_module();

} // namespace limbeck::scripting
