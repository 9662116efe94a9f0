#include "cli/failure.hpp"

#include "support/colours.hpp"
#include "support/terminal.hpp"

#include <cstdio>
#include <limbeck/config.hpp>
#include <string>

namespace limbeck::cli {

namespace {

void print_indented(std::FILE* stream, const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::fprintf(stream, "  %.*s\n", static_cast<int>(end - begin), text.data() + begin);
        begin = end + 1;
    }
}

std::string failed(std::FILE* stream) {
    return support::painted(support::wants_colours(stream), support::Ink::Failure, "FAILED:");
}

} // namespace

int report(const Error& error, const Config& config) {
    if (error.kind() == Error::Kind::Interrupted) {
        std::fprintf(stderr, "Interrupted; what was not committed yet is rolled back\n");
        print_indented(stderr, error.where());
        print_indented(stderr, "`limbeck current` shows where the database is.");
        return 130;
    }
    const bool alembic_has_words = error.kind() == Error::Kind::Command || error.kind() == Error::Kind::Configuration ||
                                   error.kind() == Error::Kind::Unsupported;
    // As Python does: the way to the line first, then what happened there.
    const bool has_traceback = error.kind() == Error::Kind::Script && error.where().find('\n') != std::string::npos;
    if (has_traceback)
        std::fprintf(stderr, "%s\n", error.where().substr(0, error.where().rfind('\n')).c_str());
    // --quiet is for standard output; what failed is said all the same.
    std::FILE* stream = alembic_has_words && !config.quiet ? stdout : stderr;
    std::fprintf(stream, "%s %s\n", failed(stream).c_str(), error.what());
    std::fflush(stdout);
    print_indented(stderr, has_traceback ? error.where().substr(error.where().rfind('\n') + 1) : error.where());
    if (!error.statement.empty() && error.where().find("statement: ") == std::string::npos)
        print_indented(stderr, "statement: " + error.statement);
    print_indented(stderr, error.now());
    return 255;
}

} // namespace limbeck::cli
