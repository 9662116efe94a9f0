#include "configuration/ini_file.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::configuration {
namespace {

IniFile parsed(std::string_view text) {
    IniFile file(IniFile::Options{{"here", "/project"}});
    file.read(text, "alembic.ini");
    return file;
}

std::string refusal(std::string_view text) {
    try {
        parsed(text);
    } catch (const Error& error) {
        return std::string(error.what()) + " @ " + error.where();
    }
    return "accepted";
}

TEST(IniFile, ReadsNamesValuesAndComments) {
    IniFile file =
        parsed("# comment\n[alembic]\nScript_Location = a b \n; other\nurl: x=y ; kept\nempty =\r\n[b]]\nk=v\n");
    EXPECT_EQ(file.get("alembic", "script_location"), "a b");
    EXPECT_EQ(file.get("alembic", "SCRIPT_LOCATION"), "a b");
    EXPECT_EQ(file.get("alembic", "url"), "x=y ; kept");
    EXPECT_EQ(file.get("alembic", "empty"), "");
    EXPECT_EQ(file.get("alembic", "other"), std::nullopt);
    EXPECT_EQ(file.sections(), (std::vector<std::string>{"alembic", "b]"}));
}

TEST(IniFile, ContinuesIndentedLines) {
    IniFile file = parsed("[a]\nx = 1\n  2\n\n  # comment\n  3\n\ny = 4\n[b]\n  z = 5\n    6\n  w = 7\n");
    EXPECT_EQ(file.get("a", "x"), "1\n2\n\n3");
    EXPECT_EQ(file.get("a", "y"), "4");
    EXPECT_EQ(file.get("b", "z"), "5\n6");
    EXPECT_EQ(file.get("b", "w"), "7");
    EXPECT_EQ(parsed("[a]\nx = 1\n 2\n").get("a", "x"), "1\n2"); // one space is enough
}

TEST(IniFile, MayBeginWithAByteOrderMark) {
    EXPECT_EQ(parsed("\xef\xbb\xbf[a]\nx = 1\n").get("a", "x"), "1");
}

TEST(IniFile, Interpolates) {
    IniFile file = parsed("[DEFAULT]\nname = db\n[a]\nx = %(here)s/%(Name)s.%%(rev)s\nname = own\n[b]\ny = %(name)s\n");
    EXPECT_EQ(file.get("a", "x"), "/project/own.%(rev)s");
    EXPECT_EQ(file.get("b", "y"), "db");
    IniFile::Options expected{{"here", "/project"}, {"name", "own"}, {"x", "/project/own.%(rev)s"}};
    EXPECT_EQ(file.items("a"), expected);
}

TEST(IniFile, RefusesWhatCannotBeInterpolated) {
    IniFile file = parsed("[a]\nbare = 50%\nunknown = %(nothing)s\nopen = %(x\nloop = %(loop)s\n");
    auto refused = [&](const char* name) {
        try {
            file.get("a", name);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    EXPECT_EQ(refused("bare"), "'%' must be followed by '%' or '(', found: '%'");
    EXPECT_EQ(refused("unknown"), "Bad value substitution: option 'unknown' in section 'a' contains an interpolation "
                                  "key 'nothing' which is not a valid option name. Raw value: '%(nothing)s'");
    EXPECT_EQ(refused("open"), "bad interpolation variable reference '%(x'");
    EXPECT_EQ(refused("loop"), "Recursion limit exceeded in value substitution: option 'loop' in section 'a' contains "
                               "an interpolation key which cannot be substituted in 10 steps. Raw value: '%(loop)s'");
}

TEST(IniFile, NamesTheLineOfAMistake) {
    EXPECT_EQ(refusal("x = 1\n"),
              "File contains no section headers.\nfile: 'alembic.ini', line: 1\n'x = 1\\n' @ alembic.ini, line 1");
    EXPECT_EQ(refusal("[a]\nx = 1\nX = 2\n"), "While reading from 'alembic.ini' [line  3]: option 'x' in section 'a' "
                                              "already exists @ alembic.ini, line 3");
    EXPECT_EQ(refusal("[a]\n[b]\n[a]\n"),
              "While reading from 'alembic.ini' [line  3]: section 'a' already exists @ alembic.ini, line 3");
    EXPECT_EQ(refusal("[a]\nnonsense\n"),
              "Source contains parsing errors: 'alembic.ini'\n\t[line  2]: 'nonsense\\n' @ alembic.ini, line 2");
}

TEST(IniFile, ChecksWhatIsSet) {
    IniFile file = parsed("[a]\n");
    file.set("a", "x", "100%% of %(here)s");
    EXPECT_EQ(file.get("a", "X"), "100% of /project");
    EXPECT_THROW(file.set("a", "x", "100%"), Error);
    EXPECT_THROW(file.set("none", "x", "1"), Error);
    file.remove_option("a", "x");
    EXPECT_FALSE(file.has_option("a", "x"));
}

TEST(IniFile, ManySectionsAreReadInTheirTime) {
    std::string text;
    for (int i = 0; i < 200000; ++i) // quadratic work would take minutes
        text += "[section_" + std::to_string(i) + "]\nname = " + std::to_string(i) + "\n";
    IniFile file;
    file.read(text, "many.ini");
    EXPECT_EQ(file.get("section_199999", "name"), "199999");
    EXPECT_EQ(file.sections().size(), 200000U);
}

} // namespace
} // namespace limbeck::configuration
