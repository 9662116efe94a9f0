#include "support/terminal.hpp"

#include <gtest/gtest.h>

namespace limbeck::support {
namespace {

TEST(Terminal, TextThatFitsIsNotCut) {
    EXPECT_EQ(fitted("upgrade a -> b", 14), "upgrade a -> b");
    EXPECT_EQ(fitted("", 0), "");
}

TEST(Terminal, LongTextIsCut) {
    EXPECT_EQ(fitted("upgrade a -> b", 13), "upgrade a ...");
    EXPECT_EQ(fitted("upgrade", 3), "...");
    EXPECT_EQ(fitted("upgrade", 2), "up");
    EXPECT_EQ(fitted("upgrade", 0), "");
}

TEST(Terminal, WideAndCombiningCharactersCountAsColumns) {
    EXPECT_EQ(fitted("表を作る", 8), "表を作る");
    EXPECT_EQ(fitted("表を作る", 7), "表を...");
    EXPECT_EQ(fitted("表を作る", 6), "表...");
    EXPECT_EQ(fitted("e\u0301tat", 4), "e\u0301tat");
    EXPECT_EQ(fitted("größer", 6), "größer");
}

TEST(Terminal, NothingInATextMovesTheCursor) {
    EXPECT_EQ(fitted("a\nb\x1b[2Jc\td", 20), "a b [2Jc d");
    EXPECT_EQ(fitted("\xff\xc3(", 5), "  (");
}

TEST(Terminal, AFileIsNoTerminal) {
    std::FILE* file = std::tmpfile();
    ASSERT_TRUE(file);
    EXPECT_FALSE(can_redraw(file));
    EXPECT_FALSE(wants_colours(file));
    EXPECT_EQ(terminal_width(file), 80);
    std::fclose(file);
}

} // namespace
} // namespace limbeck::support
