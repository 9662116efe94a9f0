#include "cli/failure.hpp"

#include <limbeck/config.hpp>

#include <cstdio>
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

} // namespace

int report(const Error& error, const Config& config) {
    if (error.kind() == Error::Kind::Interrupted) {
        std::fprintf(stderr, "Interrupted; the step in hand was rolled back\n");
        return 130;
    }
    const bool alembic_has_words =
        error.kind() == Error::Kind::Command || error.kind() == Error::Kind::Configuration ||
        error.kind() == Error::Kind::Unsupported;
    std::FILE* stream = alembic_has_words ? stdout : stderr;
    if (!alembic_has_words || !config.quiet)
        std::fprintf(stream, "FAILED: %s\n", error.what());
    std::fflush(stdout);
    if (!error.where().empty())
        print_indented(stderr, error.where());
    if (!error.statement.empty())
        print_indented(stderr, "[SQL: " + error.statement + "]");
    if (!error.now().empty())
        print_indented(stderr, error.now());
    return 255;
}

} // namespace limbeck::cli
