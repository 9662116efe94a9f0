#pragma once

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// Which modules scripts meet: the façades of python/, or SQLAlchemy and Alembic themselves, which the program carries
/// (python/packed.txt), over connections of ours. Two sets of modules never meet in one interpreter.
enum class Runtime { Quick, Thorough };

/// That of this process: the first project that uses the interpreter chooses it.
Runtime runtime();
/// As `--runtime` and [limbeck] runtime say; called before the interpreter starts. Throws Error(Command) for a word
/// that is none.
void choose_runtime(const Config& config);
/// The module that keeps the Python side of what runs in a thread.
const char* state_module();

} // namespace limbeck::scripting
