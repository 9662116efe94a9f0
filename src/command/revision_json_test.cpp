#include "command/revision_json.hpp"
#include "configuration/options.hpp"
#include "revisions/script_directory.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace limbeck::command {
namespace {

namespace fs = std::filesystem;

/// A script directory with the revision files that a test writes.
class RevisionJson : public testing::Test {
  protected:
    RevisionJson() {
        std::string pattern = (fs::temp_directory_path() / "limbeck-json-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        fs::create_directories(folder_ / "versions");
    }
    ~RevisionJson() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / "versions" / name) << text;
    }
    revisions::ScriptDirectory directory() const {
        configuration::ScriptOptions options;
        options.script_location = folder_;
        return revisions::ScriptDirectory(std::move(options));
    }
    nlohmann::json read(const std::string& id, const RevisionState& state = {}) const {
        const revisions::ScriptDirectory script = directory();
        return nlohmann::json::parse(revision_json(script, *script.get_revision(id), state));
    }

    fs::path folder_;
};

TEST_F(RevisionJson, TellsWhatTheFileSays) {
    write("a1.py",
          "\"\"\"first \\\"table\\\"\n\nRevision ID: aaa1\nRevises:\nCreate Date: 2026-01-31 12:30:00.5\n\nété\n"
          "\"\"\"\nrevision = 'aaa1'\ndown_revision = None\n");
    write("b2.py", "'''second'''\nrevision = 'bbb2'\ndown_revision = 'aaa1'\nbranch_labels = 'x'\n");
    write("c3.py", "revision = 'ccc3'\ndown_revision = 'aaa1'\ndepends_on = 'bbb2'\n");
    EXPECT_EQ(read("aaa1"), (nlohmann::json{{"revision", "aaa1"},
                                            {"down_revision", nlohmann::json::array()},
                                            {"branch_labels", nlohmann::json::array()},
                                            {"depends_on", nlohmann::json::array()},
                                            {"message", "first \"table\""},
                                            {"long_message", "first \"table\"\n\nRevision ID: aaa1\nRevises:\n"
                                                             "Create Date: 2026-01-31 12:30:00.5\n\nété"},
                                            {"create_date", "2026-01-31 12:30:00.5"},
                                            {"path", (fs::canonical(folder_) / "versions" / "a1.py").string()},
                                            {"is_head", false},
                                            {"is_base", true},
                                            {"is_branch_point", true},
                                            {"is_merge_point", false}}));
    EXPECT_EQ(read("bbb2")["branch_labels"], nlohmann::json::array({"x"}));
    EXPECT_EQ(read("bbb2")["down_revision"], nlohmann::json::array({"aaa1"}));
    EXPECT_TRUE(read("bbb2")["create_date"].is_null());
    EXPECT_EQ(read("ccc3")["depends_on"], nlohmann::json::array({"bbb2"}));
    EXPECT_EQ(read("ccc3")["message"], "");
}

TEST_F(RevisionJson, TellsWhatADatabaseSays) {
    write("a1.py", "revision = 'aaa1'\ndown_revision = None\n");
    RevisionState state;
    state.database = "sqlite:///x.db";
    state.is_current = true;
    state.asked_for_log = true;
    EXPECT_EQ(read("aaa1", state)["database"], "sqlite:///x.db");
    EXPECT_EQ(read("aaa1", state)["is_current"], true);
    EXPECT_TRUE(read("aaa1", state).at("applied").is_null());
    state.applied = {"aaa1", "upgrade", "2026-01-31 12:30:00", "me@here", 12};
    EXPECT_EQ(read("aaa1", state)["applied"],
              (nlohmann::json{
                  {"at", "2026-01-31 12:30:00"}, {"by", "me@here"}, {"direction", "upgrade"}, {"duration_ms", 12}}));
}

TEST(JsonArray, IsOneDocument) {
    EXPECT_EQ(json_array({}), "[]");
    EXPECT_EQ(json_array({"{\n  \"a\": 1\n}", "{}"}), "[\n  {\n    \"a\": 1\n  },\n  {}\n]");
}

} // namespace
} // namespace limbeck::command
