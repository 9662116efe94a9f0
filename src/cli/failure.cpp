#include "cli/failure.hpp"

#include "support/colours.hpp"
#include "support/passwords.hpp"
#include "support/terminal.hpp"

#include <cstdio>
#include <limbeck/config.hpp>
#include <string>
#include <string_view>

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

void print_place_and_advice(const Error& error, const std::string& where) {
    print_indented(stderr, where);
    if (!error.statement.empty() && where.find("statement: ") == std::string::npos)
        print_indented(stderr, "statement: " + error.statement);
    print_indented(stderr, error.now());
}

/// The same with no password in it, whoever put it there.
Error without_passwords(const Error& error) {
    using support::without_passwords;
    Error shown(error.kind(), without_passwords(error.what()), without_passwords(error.where()),
                without_passwords(error.now()));
    shown.statement = without_passwords(error.statement);
    shown.traceback = without_passwords(error.traceback);
    return shown;
}

/// As Python ends when nobody catches an exception: --raiseerr.
int report_raised(const Error& error) {
    constexpr const char* command_error = "alembic.util.exc.CommandError: ";
    if (error.traceback.empty()) {
        std::fprintf(stderr, "%s%s\n", command_error, error.what());
        print_place_and_advice(error, error.where());
        return 1;
    }
    // What the engine refused has passed through the script as an exception of its own; Alembic's has this name.
    std::string text = error.traceback;
    constexpr std::string_view own = "\nlimbeck.errors.Error: ";
    if (const std::size_t at = text.rfind(own); at != std::string::npos && error.kind() == Error::Kind::Command)
        text.replace(at + 1, own.size() - 1, command_error);
    std::fprintf(stderr, "%s%s", text.c_str(), text.ends_with("\n") ? "" : "\n");
    return 1;
}

} // namespace

int report(const Error& raised, const Config& config, bool prints_document) {
    const Error error = without_passwords(raised);
    if (error.kind() == Error::Kind::Interrupted) {
        std::fprintf(stderr, "Interrupted; what was not committed yet is rolled back\n");
        print_indented(stderr, error.where());
        print_indented(stderr, "`limbeck current` shows where the database is.");
        return 130;
    }
    if (config.options.contains("raiseerr"))
        return report_raised(error);
    const Error::Kind kind = error.kind();
    // Where Alembic ends with a traceback, nothing is on its standard output.
    const bool alembic_has_words =
        kind == Error::Kind::Command || kind == Error::Kind::Configuration || kind == Error::Kind::Differences;
    // As Python does: the way to the line first, then what happened there.
    const bool has_traceback = kind == Error::Kind::Script && error.where().find('\n') != std::string::npos;
    if (has_traceback)
        std::fprintf(stderr, "%s\n", error.where().substr(0, error.where().rfind('\n')).c_str());
    // --quiet is for standard output; what failed is said all the same.
    std::FILE* stream = alembic_has_words && !config.quiet && !prints_document ? stdout : stderr;
    std::fprintf(stream, "%s %s\n", failed(stream).c_str(), error.what());
    std::fflush(stdout);
    print_place_and_advice(error, has_traceback ? error.where().substr(error.where().rfind('\n') + 1) : error.where());
    return 255;
}

} // namespace limbeck::cli
