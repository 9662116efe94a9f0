#include "support/python_repr.hpp"

#include <gtest/gtest.h>

namespace limbeck {
namespace {

TEST(PythonRepr, QuotesAsPythonDoes) {
    EXPECT_EQ(python_repr("it"), "'it'");
    EXPECT_EQ(python_repr("it's"), R"("it's")");
    EXPECT_EQ(python_repr(R"(it's "so")"), R"('it\'s "so"')");
    EXPECT_EQ(python_repr(R"(a\b)"), R"('a\\b')");
    EXPECT_EQ(python_repr("a\nb\t\x01\x7f"), R"('a\nb\t\x01\x7f')");
}

TEST(PythonRepr, EscapesWhatDoesNotPrint) {
    EXPECT_EQ(python_repr("Größe 大"), "'Größe 大'");
    EXPECT_EQ(python_repr("a\u00a0b\u200b\ufeff"), R"('a\xa0b\u200b\ufeff')");
    EXPECT_EQ(python_repr("\U0001f600\U000e0001"), "'\U0001f600\\U000e0001'");
}

TEST(PythonRepr, WritesBytes) {
    EXPECT_EQ(python_repr_of_bytes(std::string_view("a\0\xff'", 4)), R"(b"a\x00\xff'")");
}

} // namespace
} // namespace limbeck
