#include "cli/command_line.hpp"

int main(int argc, char** argv) {
    return limbeck::cli::run(argc, argv);
}
