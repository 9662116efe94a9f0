#include "configuration/options.hpp"
#include "configuration/toml_file.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <unistd.h>

namespace limbeck::configuration {
namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

class TomlFileTest : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("limbeck-toml-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Config config(const std::string& text, const std::string& ini = "[alembic]\n") {
        std::ofstream(folder_ / "pyproject.toml") << text;
        std::ofstream(folder_ / "alembic.ini") << ini;
        return Config::from_command_line({(folder_ / "pyproject.toml").string(), (folder_ / "alembic.ini").string()});
    }
    static std::string refusal(const std::function<void()>& work) {
        try {
            work();
        } catch (const Error& error) {
            return error.message();
        }
        return "accepted";
    }

    fs::path folder_;
};

TEST_F(TomlFileTest, GivesWhatTheIniFileLacks) {
    const Config made = config("[tool.alembic]\nscript_location = \"%(here)s/migrations\"\n"
                               "file_template = \"%%(rev)s\"\nprepend_sys_path = [\".\", \"src\"]\n"
                               "version_locations = [\"%(here)s/a\", \"b\"]\nrecursive_version_locations = true\n"
                               "truncate_slug_length = 12\n[tool.limbeck]\npackages = [\"slugify\"]\n"
                               "[[tool.alembic.post_write_hooks]]\nname = \"black\"\ntype = \"exec\"\n",
                               "[alembic]\ntruncate_slug_length = 7\n");
    const ScriptOptions options = script_options(made);
    EXPECT_EQ(options.script_location, folder_ / "migrations");
    EXPECT_EQ(options.file_template, "%(rev)s");
    EXPECT_EQ(options.prepend_sys_path, (Texts{".", "src"}));
    EXPECT_EQ(options.version_locations, (std::vector<fs::path>{folder_ / "a", "b"}));
    EXPECT_TRUE(options.recursive_version_locations);
    EXPECT_EQ(options.truncate_slug_length, 7);
    EXPECT_EQ(limbeck_options(made).packages, Texts{"slugify"});
    EXPECT_EQ(post_write_hooks(made), (std::vector<Hook>{{{"_hook_name", "black"}, {"type", "exec"}}}));
}

TEST_F(TomlFileTest, TruthAndNumbersAreTexts) {
    const Config made = config("[tool.alembic]\nyes = true\nno = false\nfive = 5\n");
    EXPECT_EQ(made.get_alembic_option("yes"), "true");
    EXPECT_EQ(made.get_alembic_option("no"), "false");
    EXPECT_EQ(made.get_alembic_option("five"), "5");
}

TEST_F(TomlFileTest, MattersOnlyWhereItSpeaksOfMigrations) {
    EXPECT_EQ(config("this is = = no TOML").get_alembic_option("timezone"), std::nullopt);
    EXPECT_EQ(config("[tool.black]\nalembic = 1\n").get_alembic_option("timezone"), std::nullopt);
}

TEST_F(TomlFileTest, SaysWhatIsWrong) {
    const auto asks = [&](const std::string& text) { return refusal([&] { script_options(config(text)); }); };
    EXPECT_NE(asks("[tool.alembic]\nscript_location = = 1\n").find("pyproject.toml, line 2"), std::string::npos);
    EXPECT_NE(asks("[tool.alembic]\nscript_location = \"100%\"\n").find("[tool.alembic] script_location"),
              std::string::npos);
    EXPECT_NE(asks("[tool]\nalembic = 1\n").find("Incorrect TOML format"), std::string::npos);
    EXPECT_NE(asks("[tool.alembic]\nscript_location = \"a\"\nprepend_sys_path = \".\"\n").find("a list of texts"),
              std::string::npos);
    EXPECT_NE(asks("[tool.alembic]\nscript_location = \"a\"\nrecursive_version_locations = \"true\"\n")
                  .find("boolean value expected for TOML parameter 'recursive_version_locations'"),
              std::string::npos);
}

} // namespace
} // namespace limbeck::configuration
