#include "cli/program.hpp"
#include "cli/wrong_usage.hpp"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

namespace limbeck::cli {

namespace {

using Words = std::vector<std::string>;

class WrongUsageTest : public testing::Test {
  protected:
    Words full(Words words) { return without_abbreviations(program_.description, std::move(words)); }
    std::string about(const char* command, const std::string& word) {
        return about_unknown_word(program_.description, program_.description.command(command), word);
    }

    Arguments arguments_;
    Program program_{arguments_};
};

TEST_F(WrongUsageTest, LongOptionsMayBeAbbreviated) {
    EXPECT_EQ(full({"revision", "--rev", "abc"}), (Words{"revision", "--rev-id", "abc"}));
    EXPECT_EQ(full({"revision", "--mess=x=y"}), (Words{"revision", "--message=x=y"}));
    EXPECT_EQ(full({"--conf", "a.ini", "heads", "--verb"}), (Words{"--config", "a.ini", "heads", "--verbose"}));
}

TEST_F(WrongUsageTest, WhatIsNoOptionStaysAsItIs) {
    EXPECT_EQ(full({"downgrade", "-1"}), (Words{"downgrade", "-1"}));
    EXPECT_EQ(full({"revision", "-m", "--head"}), (Words{"revision", "-m", "--head"})) << "a message";
    EXPECT_EQ(full({"-x", "--sq", "upgrade", "head"}), (Words{"-x", "--sq", "upgrade", "head"})) << "a value";
    EXPECT_EQ(full({"show", "--", "--verb"}), (Words{"show", "--", "--verb"}));
    EXPECT_EQ(full({"heads", "--nonsense"}), (Words{"heads", "--nonsense"}));
}

TEST_F(WrongUsageTest, AnAbbreviationOfSeveralIsRefused) {
    try {
        full({"revision", "--s"});
        FAIL() << "--s is --splice or --sql";
    } catch (const WrongUsage& error) {
        EXPECT_STREQ(error.what(), "ambiguous option: --s could match --splice, --sql");
        EXPECT_EQ(error.command, "revision");
    }
}

TEST_F(WrongUsageTest, SaysWhatWasProbablyMeant) {
    EXPECT_EQ(about("", "upgrad"), "there is no command 'upgrad'; is 'upgrade' meant?");
    EXPECT_EQ(about("", "xyz"), "there is no command 'xyz'");
    EXPECT_EQ(about("heads", "--verbsoe"), "unknown option '--verbsoe'; is '--verbose' meant?");
    EXPECT_EQ(about("upgrade", "-x"), "-x must stand before the command: limbeck -x … upgrade");
    EXPECT_EQ(about("heads", "abc"), "'abc' is too much: heads takes options only");
}

TEST_F(WrongUsageTest, TheDescriptionIsWhatTheParserKnows) {
    const auto check = [](const CLI::App& parser, const auto& description) {
        for (const CLI::Option* option : parser.get_options()) {
            if (!option->get_lnames().empty()) {
                EXPECT_TRUE(description.option("--" + option->get_lnames().front())) << option->get_name();
            }
            for (const std::string& name : option->get_snames()) {
                EXPECT_TRUE(description.option("-" + name)) << name;
            }
        }
    };
    check(*program_.parser, program_.description);
    for (const CLI::App* command : program_.parser->get_subcommands({})) {
        const CommandDescription* description = program_.description.command(command->get_name());
        ASSERT_TRUE(description) << command->get_name();
        check(*command, *description);
        for (const OptionDescription& option : description->options)
            for (const std::string& name : option.names)
                EXPECT_TRUE(command->get_option_no_throw(name)) << command->get_name() << " " << name;
    }
}

TEST_F(WrongUsageTest, OptionsOnTheWrongSide) {
    EXPECT_EQ(about("history", "--verbose"), "--verbose must stand behind the command: limbeck history --verbose");
    EXPECT_EQ(about("history", "-v"), "-v must stand behind the command: limbeck history -v");
    EXPECT_EQ(about("upgrade", "--url"), "--url must stand before the command: limbeck --url … upgrade");
}

TEST_F(WrongUsageTest, WhatIsCalledOtherwiseElsewhere) {
    for (const char* command : {"upgrade", "downgrade", "stamp"})
        EXPECT_NE(about(command, "--dry-run").find("--plan prints what would be done"), std::string::npos);
    EXPECT_EQ(about("heads", "--dry-run").find("--plan"), std::string::npos);
}

TEST_F(WrongUsageTest, DatabaseUrls) {
    EXPECT_EQ(about("current", "postgresql://u:p@h/d"),
              "a database URL is given by --url, before the command: limbeck --url URL current …");
}

} // namespace

} // namespace limbeck::cli
