#pragma once

#include "cli/arguments.hpp"
#include "cli/description.hpp"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace limbeck::cli {

/// The parser of the command line, which fills `arguments`, and the same in words.
struct Program {
    std::unique_ptr<CLI::App> parser;
    ProgramDescription description;

    /// `name`: what it was called by.
    explicit Program(Arguments& arguments, const std::string& name = "limbeck");
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
};

} // namespace limbeck::cli
