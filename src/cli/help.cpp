#include "cli/help.hpp"

#include "support/colours.hpp"

#include <algorithm>
#include <string_view>

namespace limbeck::cli {

namespace {

using support::Ink;
using support::painted;

constexpr int name_column = 2; ///< where names of options and commands begin
constexpr int help_column = 28;

/// Characters that a terminal shows, for UTF-8 text.
int shown_width(const std::string& text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xc0) != 0x80; }));
}

class Page {
  public:
    explicit Page(const HelpStyle& style) : style_(style) {}

    void paragraph(const std::string& text) {
        if (!text.empty())
            text_ += (text_.empty() ? "" : "\n") + wrapped(text, style_.width, 0) + "\n";
    }
    void heading(const std::string& text) { text_ += "\n" + painted(style_.colours, Ink::Heading, text + ":") + "\n"; }
    /// A name, and beside it (or below, when it is long) what it means.
    void entry(const std::string& name, const std::string& help) {
        text_ += std::string(name_column, ' ') + painted(style_.colours, Ink::Name, name);
        const int end = name_column + shown_width(name);
        if (end + 2 > help_column)
            text_ += "\n" + std::string(help_column, ' ');
        else
            text_ += std::string(static_cast<std::size_t>(help_column - end), ' ');
        text_ += wrapped(help, style_.width - help_column, help_column) + "\n";
    }
    void example(const Example& example) {
        std::string command = example.command;
        if (constexpr std::string_view own = "limbeck "; command.starts_with(own))
            command.replace(0, own.size() - 1, style_.program);
        text_ += std::string(name_column, ' ') + painted(style_.colours, Ink::Name, command) + "\n";
        const int indent = 2 * name_column + 2;
        text_ += std::string(static_cast<std::size_t>(indent), ' ') +
                 wrapped(example.help, style_.width - indent, indent) + "\n";
    }
    void entries(const std::string& title, const std::vector<OptionDescription>& options) {
        if (options.empty())
            return;
        heading(title);
        for (const OptionDescription& option : options) {
            std::string help = option.help;
            if (!option.choices.empty() && help.find(option.choices.back()) == std::string::npos) {
                help += ": ";
                for (const std::string& choice : option.choices)
                    help += (&choice == &option.choices.front() ? "" : ", ") + choice;
            }
            entry(option.names.front().starts_with("-") ? spelled(option) : option.name(), help);
        }
    }
    std::string text() && { return std::move(text_); }

  private:
    HelpStyle style_;
    std::string text_;
};

} // namespace

std::string wrapped(const std::string& text, int width, int indent) {
    std::string lines;
    int column = 0;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        const int length = shown_width(word);
        if (column > 0 && column + 1 + length > width) {
            lines += "\n" + std::string(static_cast<std::size_t>(indent), ' ');
            column = 0;
        } else if (column > 0) {
            lines += ' ';
            ++column;
        }
        lines += word;
        column += length;
        begin = end + 1;
    }
    return lines;
}

std::string program_help(const ProgramDescription& program, const HelpStyle& style) {
    Page page(style);
    page.paragraph("Usage: " + style.program + " [OPTIONS] COMMAND …");
    page.paragraph(program.summary + ".");
    std::string group;
    for (const CommandDescription& command : program.commands) {
        if (command.hidden)
            continue;
        if (command.group != group)
            page.heading(group = command.group);
        page.entry(command.name, command.summary);
    }
    page.entries("Options, before the command", program.options);
    page.heading("More");
    page.entry(style.program + " COMMAND -h", "Options of a command, with examples");
    page.entry(style.program + " man | man -l -", "All of it on one page");
    return std::move(page).text();
}

std::string command_help(const CommandDescription& command, const HelpStyle& style) {
    Page page(style);
    page.paragraph("Usage: " + usage(command, style.program));
    page.paragraph(command.summary);
    page.paragraph(command.text);
    page.entries("Arguments", command.arguments);
    page.entries("Options", command.options);
    if (!command.examples.empty()) {
        page.heading("Examples");
        for (const Example& example : command.examples)
            page.example(example);
    }
    page.paragraph("-c FILE, -x KEY=VALUE, --url URL and others stand before the command: see " + style.program +
                   " --help.");
    return std::move(page).text();
}

} // namespace limbeck::cli
