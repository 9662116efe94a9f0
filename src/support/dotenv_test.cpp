#include "support/dotenv.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace limbeck::support {

TEST(Dotenv, ReadsOneVariable) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "limbeck-dotenv-test";
    std::ofstream(file) << "# a comment\nOTHER=1\nexport DATABASE_URL=\"sqlite:///a b.db\" # here\nPLAIN = x y # z\n";
    EXPECT_EQ(dotenv_value(file, "DATABASE_URL"), "sqlite:///a b.db");
    EXPECT_EQ(dotenv_value(file, "PLAIN"), "x y");
    EXPECT_EQ(dotenv_value(file, "MISSING"), std::nullopt);
    std::filesystem::remove(file);
    EXPECT_EQ(dotenv_value(file, "PLAIN"), std::nullopt);
}

} // namespace limbeck::support
