#pragma once

namespace limbeck::cli {

/// Runs the program with these arguments and returns its exit status: 0, 2 for wrong usage, 130 after Ctrl-C, 255 for
/// every other failure.
int run(int argc, char** argv);

} // namespace limbeck::cli
