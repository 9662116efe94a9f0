// limbeck as a C++ application uses it: the public headers and limbeck::limbeck, nothing else.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limbeck/limbeck.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// A project of two revisions without env.py, in a temporary folder that goes with the object.
class Project {
  public:
    Project() {
        std::string pattern = (fs::temp_directory_path() / "limbeck-library-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        fs::create_directories(folder_ / "versions");
        write("alembic.ini", "[alembic]\nscript_location = %(here)s\nsqlalchemy.url = sqlite:///" +
                                 (folder_ / "shop.db").string() + "\n");
        write("versions/1_books.py", "\"\"\"books\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n"
                                     "revision = 'aaa111'\ndown_revision = None\n"
                                     "def upgrade():\n    op.create_table('book', sa.Column('id', sa.Integer, "
                                     "primary_key=True))\n"
                                     "def downgrade():\n    op.drop_table('book')\n");
        write("versions/2_title.py", "\"\"\"title\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n"
                                     "revision = 'bbb222'\ndown_revision = 'aaa111'\n"
                                     "def upgrade():\n    op.add_column('book', sa.Column('title', sa.String(20)))\n"
                                     "def downgrade():\n    op.drop_column('book', 'title')\n");
    }
    ~Project() { fs::remove_all(folder_); }

    limbeck::Config config() const { return limbeck::Config((folder_ / "alembic.ini").string()); }

    std::string printed(void (*command)(limbeck::Config&)) const {
        limbeck::Config config = this->config();
        std::string text;
        config.print = [&](std::string_view line) { text += line; };
        command(config);
        return text;
    }

    /// The configuration with `[limbeck] target_metadata`, in a module of that name with these tables.
    limbeck::Config with_models(const std::string& module, const std::string& tables) const {
        write((module + ".py").c_str(), "from sqlalchemy import Column, Integer, MetaData, String, Table\n"
                                        "metadata = MetaData()\n" +
                                            tables);
        std::ofstream(folder_ / (module + ".ini"))
            << std::ifstream(folder_ / "alembic.ini").rdbuf()
            << "prepend_sys_path = %(here)s\n[limbeck]\ntarget_metadata = " + module + ":metadata\n";
        return limbeck::Config((folder_ / (module + ".ini")).string());
    }

  private:
    void write(const char* name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    fs::path folder_;
};

std::string current(const Project& project) {
    return project.printed([](limbeck::Config& config) { limbeck::command::current(config); });
}

TEST(Library, UpgradesAndDowngrades) {
    const Project project;
    limbeck::Config config = project.config();
    limbeck::command::upgrade(config, "head");
    EXPECT_EQ(current(project), "bbb222 (head)\n");
    limbeck::command::downgrade(config, "-1");
    EXPECT_EQ(current(project), "aaa111\n");
    limbeck::command::downgrade(config, "base");
    EXPECT_EQ(current(project), "");
}

TEST(Library, PrintsHistoryAndSql) {
    const Project project;
    EXPECT_EQ(project.printed([](limbeck::Config& config) { limbeck::command::history(config); }),
              "aaa111 -> bbb222 (head), title\n<base> -> aaa111, books\n");
    limbeck::Config config = project.config();
    std::string sql;
    config.output_buffer = [&](std::string_view text) { sql += text; };
    limbeck::command::upgrade(config, "aaa111:head", true);
    EXPECT_NE(sql.find("ALTER TABLE book ADD COLUMN title VARCHAR(20);"), std::string::npos) << sql;
}

TEST(Library, ErrorsHaveParts) {
    const Project project;
    limbeck::Config config = project.config();
    try {
        limbeck::command::upgrade(config, "nothere");
        FAIL() << "an unknown revision was accepted";
    } catch (const limbeck::Error& error) {
        EXPECT_EQ(error.kind(), limbeck::Error::Kind::Command);
        EXPECT_STREQ(error.what(), "Can't locate revision identified by 'nothere'");
    }
}

TEST(Library, CheckTellsDifferencesFromFailures) {
    using limbeck::command::Format;
    using Kind = limbeck::Error::Kind;
    const Project project;
    std::string text;
    const auto check = [&](limbeck::Config config, Format format) {
        text.clear();
        config.print = [&](std::string_view line) { text += line; };
        try {
            limbeck::command::check(config, format);
        } catch (const limbeck::Error& error) {
            return std::optional(error.kind());
        }
        return std::optional<Kind>();
    };
    const std::string book = "Table('book', metadata, Column('id', Integer, primary_key=True), "
                             "Column('title', String(20)))\n";
    const limbeck::Config same = project.with_models("same_models", book);
    const limbeck::Config other =
        project.with_models("other_models", book + "Table('shelf', metadata, Column('id', Integer))\n");

    EXPECT_EQ(check(same, Format::Json), Kind::Command); // revisions are waiting
    limbeck::Config config = project.config();
    limbeck::command::upgrade(config, "head");
    EXPECT_EQ(check(config, Format::Json), Kind::Command); // there are no models
    EXPECT_EQ(text, "");

    EXPECT_EQ(check(same, Format::Text), std::nullopt);
    EXPECT_EQ(text, "No new upgrade operations detected.\n");
    EXPECT_EQ(check(same, Format::Json), std::nullopt);
    EXPECT_NE(text.find("\"differences\": []"), std::string::npos) << text;

    EXPECT_EQ(check(other, Format::Text), Kind::Differences);
    EXPECT_EQ(check(other, Format::Json), Kind::Differences);
    EXPECT_NE(text.find("\"shelf\""), std::string::npos) << text;
}

TEST(Library, SeveralMigrationsSideBySide) {
    std::vector<Project> projects(4);
    std::vector<std::jthread> threads;
    for (const Project& project : projects)
        threads.emplace_back([&project] {
            limbeck::Config config = project.config();
            limbeck::command::upgrade(config, "head");
        });
    threads.clear();
    for (const Project& project : projects)
        EXPECT_EQ(current(project), "bbb222 (head)\n");
}

} // namespace
