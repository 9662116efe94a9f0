#include "configuration/log_sink.hpp"

#include "support/bottom_line.hpp"
#include "support/colours.hpp"
#include "support/terminal.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <utility>

namespace limbeck::configuration {

namespace {

using support::Ink;
using support::painted;

Ink ink_of(int level) {
    return level >= LogError ? Ink::Failure : level >= Warning ? Ink::Warning : level >= Info ? Ink::Good : Ink::Faint;
}

/// Where the name of the level stands in the text: a word of its own, which a format such as %(levelname)-5.5s may have
/// cut.
std::string_view find_level_name(std::string_view text, int level) {
    const auto is_letter = [&](std::size_t at) {
        return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at]));
    };
    const std::string name = level_name(level);
    for (std::size_t size = name.size(); size >= 3; --size) {
        const std::string_view part = std::string_view(name).substr(0, size);
        for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; ++at)
            if (!is_letter(at - 1) && !is_letter(at + size))
                return text.substr(at, size);
    }
    return {};
}

std::string painted_ids(std::string_view ids) {
    std::string out;
    while (!ids.empty()) {
        const std::size_t comma = std::min(ids.find(", "), ids.size());
        out += painted(true, Ink::RevisionId, ids.substr(0, comma));
        out += ids.substr(comma, 2);
        ids.remove_prefix(std::min(comma + 2, ids.size()));
    }
    return out;
}

/// "Running upgrade a, b -> c, message". Only a stamp goes to several revisions without a message behind them.
std::string painted_message(std::string_view message) {
    for (const std::string_view verb : {"Running upgrade ", "Running downgrade ", "Running stamp_revision "}) {
        const std::size_t arrow =
            message.starts_with(verb) ? message.find(" -> ", verb.size()) : std::string_view::npos;
        if (arrow == std::string_view::npos)
            continue;
        const std::string_view from = message.substr(verb.size(), arrow - verb.size()), to = message.substr(arrow + 4);
        const std::size_t end =
            std::min(verb.find("stamp") == std::string_view::npos ? to.find(", ") : to.size(), to.size());
        return std::string(verb) + painted_ids(from) + " -> " + painted_ids(to.substr(0, end)) +
               std::string(to.substr(end));
    }
    return std::string(message);
}

} // namespace

std::string painted_line(std::string line, int level, std::string_view message) {
    if (line.find('\x1b') != std::string::npos)
        return line;
    const std::size_t at = message.empty() ? std::string::npos : line.rfind(message);
    const std::string_view head = std::string_view(line).substr(0, at);
    const std::string_view name = find_level_name(head, level);
    std::string out;
    if (name.empty()) {
        out = head;
    } else {
        const auto before = static_cast<std::size_t>(name.data() - head.data());
        out = head.substr(0, before);
        out += painted(true, ink_of(level), name);
        out += head.substr(before + name.size());
    }
    if (at != std::string::npos)
        out += painted_message(message) + line.substr(at + message.size());
    return out;
}

log::Sink log_sink(LoggingConfig config) {
    const bool colours_of[] = {support::wants_colours(stderr), support::wants_colours(stdout)};
    return [config = std::move(config), on_stderr = colours_of[0],
            on_stdout = colours_of[1]](std::string_view logger, int level, std::string_view text) {
        std::vector<LoggingConfig::Line> lines = config.format(logger, level, text);
        if (lines.empty())
            return;
        support::TerminalTurn turn;
        for (LoggingConfig::Line& line : lines) {
            std::FILE* stream = line.to_stdout ? stdout : stderr;
            if (line.to_stdout ? on_stdout : on_stderr)
                line.text = painted_line(std::move(line.text), level, text);
            line.text += '\n';
            std::fwrite(line.text.data(), 1, line.text.size(), stream);
            std::fflush(stream);
            turn.wrote(line.text);
        }
    };
}

} // namespace limbeck::configuration
