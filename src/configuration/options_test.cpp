#include "configuration/logging.hpp"
#include "configuration/options.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::configuration {
namespace {

using Texts = std::vector<std::string>;

std::string refusal(const Config& config) {
    try {
        script_options(config);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Config, MissingFileSectionAndOption) {
    EXPECT_EQ(refusal(Config("/nowhere/alembic.ini")), "No 'script_location' key found in configuration.");
    EXPECT_EQ(refusal(Config::from_text("[alembic]\n")), "No 'script_location' key found in configuration.");
    try {
        Config("alembic-nowhere.ini").get_main_option("x");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "No config file 'alembic-nowhere.ini' found, or file has no '[alembic]' section");
    }
}

TEST(Config, FilesOfFlaskMigrateLieAmongTheScripts) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(testing::TempDir()) / "flask%migrate";
    const auto completed = [&](const std::string& text) {
        Config config = Config::from_text(text, folder / "alembic.ini");
        complete_script_location(config);
        return refusal(config) == "accepted" ? script_options(config).script_location : fs::path();
    };
    fs::remove_all(folder);
    fs::create_directories(folder / "versions");
    EXPECT_EQ(completed("[alembic]\n"), "");
    std::ofstream(folder / "env.py") << "pass\n";
    EXPECT_EQ(completed("[alembic]\n"), folder);
    EXPECT_EQ(completed("[other]\n"), "");
    EXPECT_EQ(completed("[alembic]\nscript_location = elsewhere\n"), "elsewhere");
    fs::remove_all(folder);
}

TEST(Config, OtherSectionAndOverrides) {
    Config config =
        Config::from_text("[alembic]\nscript_location = a\n[two]\nscript_location = b\n", "x/alembic.ini", "two");
    EXPECT_EQ(script_options(config).script_location, "b");
    Config copy = config;
    copy.set_main_option("script_location", "c");
    copy.set_section_option("new", "k", "v");
    EXPECT_EQ(copy.get_main_option("script_location"), "c");
    EXPECT_EQ(copy.get_section_option("new", "k"), "v");
    EXPECT_EQ(config.get_main_option("script_location"), "b");
    EXPECT_EQ(config.here(), std::filesystem::current_path() / "x");
    EXPECT_EQ(config.get_main_option("none", "otherwise"), "otherwise");
}

TEST(Config, WithoutAFile) {
    Config config;
    EXPECT_EQ(config.get_main_option("script_location"), std::nullopt);
    config.set_main_option("script_location", "%(here)s/m");
    EXPECT_EQ(script_options(config).script_location, std::filesystem::current_path() / "m");
}

TEST(Config, ChoosesItsFile) {
    unsetenv("ALEMBIC_CONFIG");
    EXPECT_EQ(Config::from_command_line({}).config_file_name(), "alembic.ini");
    EXPECT_EQ(Config::from_command_line({"p/pyproject.toml", "x.ini"}).toml_file_name(), "p/pyproject.toml");
    EXPECT_THROW(Config::from_command_line({"a.ini", "b.ini"}), Error);
    setenv("ALEMBIC_CONFIG", "env.ini", 1);
    EXPECT_EQ(Config::from_command_line({}).config_file_name(), "env.ini");
    EXPECT_EQ(Config::from_command_line({"c.ini"}).config_file_name(), "c.ini");
    unsetenv("ALEMBIC_CONFIG");
}

TEST(Options, SplitsPaths) {
    auto prepend = [](const std::string& text) { return prepend_sys_path(Config::from_text("[alembic]\n" + text)); };
    EXPECT_EQ(prepend("prepend_sys_path = . src,lib:x\n"), (Texts{".", "src", "lib", "x"}));
    EXPECT_EQ(prepend("prepend_sys_path = a b: c \npath_separator = os\n"), (Texts{"a b", "c"}));
    EXPECT_EQ(prepend("prepend_sys_path =\n  a\n  b\npath_separator = newline\n"), (Texts{"a", "b"}));
    EXPECT_THROW(prepend("prepend_sys_path = a\npath_separator = tab\n"), Error);
    Config legacy = Config::from_text("[alembic]\nversion_locations = a;b\nversion_path_separator = ;\n");
    EXPECT_EQ(version_locations(legacy), (Texts{"a", "b"}));
}

TEST(Options, ReadsTheRest) {
    Config config = Config::from_text("[alembic]\nscript_location = m\nfile_template = %%(year)d_%%(slug)s\n"
                                      "truncate_slug_length = 12\ntimezone = UTC\nrevision_environment = True\n"
                                      "recursive_version_locations = true\nsqlalchemy.url = sqlite://\n"
                                      "[limbeck]\npackages = slugify, other\nallow = network\n"
                                      "[post_write_hooks]\nhooks = black\nblack.type = exec\n");
    ScriptOptions options = script_options(config);
    EXPECT_EQ(options.file_template, "%(year)d_%(slug)s");
    EXPECT_EQ(options.truncate_slug_length, 12);
    EXPECT_EQ(options.timezone, "UTC");
    EXPECT_TRUE(options.revision_environment);
    EXPECT_TRUE(options.recursive_version_locations);
    EXPECT_EQ(limbeck_options(config).packages, (Texts{"slugify", "other"}));
    ASSERT_EQ(post_write_hooks(config).size(), 1u);
    EXPECT_EQ(post_write_hooks(config)[0], (Hook{{"_hook_name", "black"}, {"type", "exec"}}));
}

TEST(Options, SecondsToWaitForTheLock) {
    Config config = Config::from_text("[alembic]\n[limbeck]\nlock_timeout = 2.5\n");
    EXPECT_EQ(limbeck_options(config).lock_timeout, std::chrono::milliseconds(2500));
    config.options["lock_timeout"] = "0";
    EXPECT_EQ(limbeck_options(config).lock_timeout, std::chrono::milliseconds(0));
    EXPECT_FALSE(limbeck_options(Config::from_text("[alembic]\n")).lock_timeout);
    for (const char* wrong : {"soon", "-1", "1 s", "inf", "nan"})
        EXPECT_THROW(limbeck_options(Config::from_text(std::string("[limbeck]\nlock_timeout = ") + wrong + "\n")),
                     Error)
            << wrong;
}

TEST(Logging, FormatsAsPython) {
    LoggingConfig logging = logging_config(
        Config::from_text("[alembic]\n[loggers]\nkeys = root,alembic\n[handlers]\nkeys = console\n[formatters]\n"
                          "keys = generic\n[logger_root]\nlevel = WARNING\nhandlers = console\nqualname =\n"
                          "[logger_alembic]\nlevel = INFO\nhandlers =\nqualname = alembic\n"
                          "[handler_console]\nclass = StreamHandler\nargs = (sys.stderr,)\nlevel = NOTSET\n"
                          "formatter = generic\n[formatter_generic]\n"
                          "format = %(levelname)-5.5s [%(name)s] %(message)s\ndatefmt = %H:%M:%S\n"));
    auto lines = logging.format("alembic.runtime.migration", Info, "Running upgrade  -> a");
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].text, "INFO  [alembic.runtime.migration] Running upgrade  -> a");
    EXPECT_FALSE(lines[0].to_stdout);
    EXPECT_TRUE(logging.format("sqlalchemy.engine", Info, "x").empty());
    EXPECT_EQ(logging.format("other", Warning, "x")[0].text, "WARNI [other] x");
    EXPECT_TRUE(logging.format("alembic", Debug, "x").empty());
    EXPECT_TRUE(LoggingConfig().format("alembic", Info, "x").empty());
    ASSERT_EQ(LoggingConfig().format("app", LogError, "x").size(), 1u);
    EXPECT_EQ(LoggingConfig().format("app", LogError, "x")[0].text, "x");
    EXPECT_TRUE(LoggingConfig().format("alembic.util", LogError, "x").empty()) << "Alembic has a NullHandler";
}

} // namespace
} // namespace limbeck::configuration
