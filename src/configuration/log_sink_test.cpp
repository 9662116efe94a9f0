#include "configuration/log_sink.hpp"

#include <gtest/gtest.h>

namespace limbeck::configuration {
namespace {

/// The line with the inks as <signs>: <good> <warning> <failure> <faint> <id>.
std::string shown(std::string line) {
    const std::pair<const char*, const char*> signs[] = {{"\x1b[32m", "<good>"},      {"\x1b[1;33m", "<warning>"},
                                                         {"\x1b[1;31m", "<failure>"}, {"\x1b[2m", "<faint>"},
                                                         {"\x1b[33m", "<id>"},        {"\x1b[0m", "</>"}};
    for (const auto& [sequence, sign] : signs)
        for (std::size_t at = 0; (at = line.find(sequence, at)) != std::string::npos;)
            line.replace(at, std::string_view(sequence).size(), sign);
    return line;
}

std::string painted_default(int level, const std::string& message) {
    LoggingConfig config;
    LoggingConfig::Handler& handler = config.handlers.emplace_back();
    handler.name = "console";
    handler.formatter.format = "%(levelname)-5.5s [%(name)s] %(message)s";
    LoggingConfig::Logger& root = config.loggers.emplace_back();
    root.level = Debug;
    root.handlers = {"console"};
    return shown(painted_line(config.format("alembic", level, message).at(0).text, level, message));
}

TEST(PaintedLine, LevelAndRevisions) {
    EXPECT_EQ(painted_default(Info, "Running upgrade a1 -> b2, message"),
              "<good>INFO</>  [alembic] Running upgrade <id>a1</> -> <id>b2</>, message");
    EXPECT_EQ(painted_default(Info, "Running upgrade  -> a1"),
              "<good>INFO</>  [alembic] Running upgrade  -> <id>a1</>");
    EXPECT_EQ(painted_default(Info, "Running upgrade a1, b2 -> c3, joins a -> b"),
              "<good>INFO</>  [alembic] Running upgrade <id>a1</>, <id>b2</> -> <id>c3</>, joins a -> b");
    EXPECT_EQ(painted_default(Info, "Running downgrade a1 -> "),
              "<good>INFO</>  [alembic] Running downgrade <id>a1</> -> ");
    EXPECT_EQ(painted_default(Info, "Running stamp_revision a1 -> b2, c3"),
              "<good>INFO</>  [alembic] Running stamp_revision <id>a1</> -> <id>b2</>, <id>c3</>");
}

TEST(PaintedLine, EachLevel) {
    EXPECT_EQ(painted_default(Debug, "x"), "<faint>DEBUG</> [alembic] x");
    EXPECT_EQ(painted_default(Warning, "x"), "<warning>WARNI</> [alembic] x");
    EXPECT_EQ(painted_default(LogError, "x"), "<failure>ERROR</> [alembic] x");
    EXPECT_EQ(painted_default(Critical, "x"), "<failure>CRITI</> [alembic] x");
}

TEST(PaintedLine, OtherFormatsStayAsTheyAre) {
    EXPECT_EQ(shown(painted_line("INFORMATION x", Info, "x")), "INFORMATION x");
    EXPECT_EQ(shown(painted_line("x | INFO", Info, "y")), "x | <good>INFO</>");
    EXPECT_EQ(shown(painted_line("an INFO message", Info, "an INFO message")), "an INFO message");
    EXPECT_EQ(shown(painted_line("", Info, "")), "");
    EXPECT_EQ(painted_line("\x1b[1mINFO\x1b[m x", Info, "x"), "\x1b[1mINFO\x1b[m x");
    EXPECT_EQ(shown(painted_line("Running upgrade nowhere", Info, "Running upgrade nowhere")),
              "Running upgrade nowhere");
}

} // namespace
} // namespace limbeck::configuration
