#pragma once

namespace limbeck::scripting {

/// Where the interpreter takes its memory from: called once, before it starts.
void install_arenas();

} // namespace limbeck::scripting
