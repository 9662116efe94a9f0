#include "cli/completion.hpp"
#include "cli/help.hpp"
#include "cli/man_page.hpp"
#include "cli/program.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <sstream>

namespace limbeck::cli {

namespace {

int longest_line(const std::string& text) {
    std::istringstream lines(text);
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);)
        longest = std::max(longest, line.size());
    return static_cast<int>(longest);
}

class HelpTest : public testing::Test {
  protected:
    const CommandDescription& command(const char* name) { return *program_.description.command(name); }

    Arguments arguments_;
    Program program_{arguments_};
};

TEST(Wrapped, BreaksBetweenWords) {
    EXPECT_EQ(wrapped("one two three", 7, 2), "one two\n  three");
    EXPECT_EQ(wrapped("averylongword b", 5, 1), "averylongword\n b");
    EXPECT_EQ(wrapped("ä ö ü", 5, 0), "ä ö ü") << "characters, not bytes";
}

TEST_F(HelpTest, NamesEveryCommandAndOption) {
    const std::string text = program_help(program_.description, {});
    for (const CommandDescription& one : program_.description.commands)
        EXPECT_EQ(text.find("  " + one.name + " ") != std::string::npos, !one.hidden) << one.name;
    for (const OptionDescription& option : program_.description.options)
        EXPECT_NE(text.find(spelled(option)), std::string::npos) << option.name();
    for (const CommandDescription& one : program_.description.commands)
        for (const OptionDescription& option : one.options)
            EXPECT_NE(command_help(one, {}).find(spelled(option)), std::string::npos) << one.name << option.name();
}

TEST_F(HelpTest, KeepsToTheWidth) {
    EXPECT_LE(longest_line(program_help(program_.description, {72, false})), 72);
    EXPECT_LE(longest_line(command_help(command("upgrade"), {72, false})), 72);
}

TEST_F(HelpTest, ColoursAreOnlyAddedToTheText) {
    const std::string plain = program_help(program_.description, {80, false});
    std::string coloured = program_help(program_.description, {80, true});
    EXPECT_EQ(plain.find('\033'), std::string::npos);
    ASSERT_NE(coloured.find('\033'), std::string::npos);
    for (std::size_t at; (at = coloured.find('\033')) != std::string::npos;)
        coloured.erase(at, coloured.find('m', at) - at + 1);
    EXPECT_EQ(coloured, plain);
}

TEST_F(HelpTest, ManPageAndCompletionHaveThemAll) {
    const std::string page = man_page(program_.description);
    EXPECT_NE(page.find("\\-\\-resolve\\-dependencies"), std::string::npos);
    EXPECT_EQ(page.find("__complete"), std::string::npos);
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const std::string script = completion_script(program_.description, shell);
        for (const CommandDescription& one : program_.description.commands)
            if (!one.hidden) {
                EXPECT_NE(script.find(one.name), std::string::npos) << shell << " " << one.name;
            }
        EXPECT_NE(script.find("resolve-dependencies"), std::string::npos) << shell;
    }
    EXPECT_THROW(completion_script(program_.description, "csh"), Error);
}

} // namespace

} // namespace limbeck::cli
