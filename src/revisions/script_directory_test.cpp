#include "configuration/options.hpp"
#include "revisions/revision_file.hpp"
#include "revisions/script_directory.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace limbeck::revisions {
namespace {

namespace fs = std::filesystem;

class ScriptDirectoryTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "scripts-XXXXXX").string();
        root = mkdtemp(pattern.data());
        fs::create_directory(root / "versions");
        options.script_location = root;
    }
    void TearDown() override { fs::remove_all(root); }

    void write(const std::string& name, const std::string& content) {
        std::ofstream(root / "versions" / name) << content;
    }
    void revision(const std::string& id, const std::string& down, const std::string& more = "") {
        write(id + "_x.py", "\"\"\"message of " + id + "\n\nmore\n\"\"\"\nrevision = '" + id +
                                "'\ndown_revision = " + down + "\n" + more);
    }
    ScriptDirectory directory(ScriptDirectory::Evaluate evaluate = {}) {
        return ScriptDirectory(options, std::move(evaluate),
                               [this](std::string_view text) { warnings.emplace_back(text); });
    }
    template <class Question> std::string refusal(Question question) {
        try {
            question();
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    }

    fs::path root;
    configuration::ScriptOptions options;
    std::vector<std::string> warnings;
};

TEST_F(ScriptDirectoryTest, FormatsAsAlembic) {
    revision("a1", "None", "branch_labels = 'main'\n");
    revision("b1", "'a1'");
    write("__init__.py", "");
    write("notes.txt", "");
    ScriptDirectory scripts = directory();
    const Revision& head = *scripts.get_revision("head");
    ScriptFormat format;
    format.include_branches = format.include_doc = format.include_parents = true;
    EXPECT_EQ(scripts.format(head, format), "a1 -> b1 (main) (head), message of b1");
    EXPECT_EQ(scripts.log_entry(head), "Rev: b1 (head)\nParent: a1\nBranch names: main\nPath: " +
                                           (fs::canonical(root) / "versions/b1_x.py").string() +
                                           "\n\n    message of b1\n    \n    more\n");
    EXPECT_EQ(scripts.upgrade_steps("head", {}).back().text(), "upgrade a1 -> b1, message of b1");
    EXPECT_EQ(scripts.walk_revisions().size(), 2u);
}

TEST_F(ScriptDirectoryTest, SpeaksAsAlembic) {
    revision("a1", "None");
    revision("b1", "'a1'");
    revision("c1", "'a1'");
    ScriptDirectory scripts = directory();
    EXPECT_EQ(refusal([&] { scripts.get_revision("xyz"); }), "Can't locate revision identified by 'xyz'");
    EXPECT_EQ(
        refusal([&] { scripts.upgrade_steps("head", {}); }),
        "Multiple head revisions are present for given argument 'head'; please specify a specific target revision, "
        "'<branchname>@head' to narrow to a specific head, or 'heads' for all heads");
    EXPECT_EQ(refusal([&] { scripts.downgrade_steps("b1", {"c1"}); }),
              "Destination b1 is not a valid downgrade target from current head(s)");
    EXPECT_EQ(refusal([&] { scripts.walk_revisions("b1", "c1"); }),
              "Requested range b1:c1 does not refer to ancestor/descendant revisions along the same branch");
    options.script_location = root / "none";
    EXPECT_EQ(refusal([&] { directory(); }), "Path doesn't exist: " + (root / "none").string() +
                                                 ".  Please use the 'init' command to create a new scripts folder.");
}

TEST_F(ScriptDirectoryTest, NamesABrokenFileOnlyWhenItMatters) {
    revision("a1", "None");
    write("broken.py", "revision = 'b1\n");
    ScriptDirectory scripts = directory();
    EXPECT_EQ(scripts.get_revision("a1")->id, "a1");
    EXPECT_EQ(scripts.upgrade_steps("a1", {}).size(), 1u);
    std::string words = "The revision file broken.py is broken: unterminated string literal";
    EXPECT_EQ(refusal([&] { scripts.get_revision("b1"); }), words);
    EXPECT_EQ(refusal([&] { scripts.upgrade_steps("head", {}); }), words);
    EXPECT_EQ(refusal([&] { scripts.get_heads(); }), words);
}

TEST_F(ScriptDirectoryTest, RunsWhatIsComputed) {
    write("a.py", "revision = make()\ndown_revision = None\n");
    EXPECT_EQ(refusal([&] { directory().get_heads(); }),
              "'revision' of a.py is computed, and Python is not available to run it");
    ScriptDirectory scripts = directory([](const fs::path& path) {
        RevisionFile file;
        file.revision = path.filename().string();
        file.has_down_revision = true;
        return file;
    });
    EXPECT_EQ(scripts.get_heads(), std::vector<std::string>{"a.py"});
}

TEST_F(ScriptDirectoryTest, NamesWhatIsMissing) {
    revision("b1", "'a1'");
    EXPECT_EQ(refusal([&] { directory().get_heads(); }),
              "Revision a1 referenced from a1 -> b1 (head), message of b1 is not present");
}

TEST_F(ScriptDirectoryTest, WalksFoldersBelowAndIgnoresFilesMetTwice) {
    revision("a1", "None");
    fs::create_directory(root / "versions/more");
    fs::rename(root / "versions/a1_x.py", root / "versions/more/a1_x.py");
    EXPECT_TRUE(directory().get_heads().empty());
    options.recursive_version_locations = true;
    EXPECT_EQ(directory().get_heads(), std::vector<std::string>{"a1"});
    options.version_locations = {root / "versions", root / "versions/more"};
    EXPECT_EQ(directory().get_heads(), std::vector<std::string>{"a1"});
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_NE(warnings[0].find("loaded twice! ignoring."), std::string::npos);
}

TEST_F(ScriptDirectoryTest, TellsOfNewFiles) {
    revision("a1", "None");
    options.file_template = "%(year)d_%(month).2d-%(rev)s_%(slug)s";
    options.timezone = "UTC";
    ScriptDirectory scripts = directory();
    NewRevisionRequest request;
    request.rev_id = "b1";
    request.message = "Add a Table, please!";
    NewRevision made = scripts.new_revision(request);
    EXPECT_EQ(made.down_revision, std::vector<std::string>{"a1"});
    EXPECT_TRUE(made.path.filename().string().ends_with("-b1_add_a_table_please.py")) << made.path;
    EXPECT_EQ(made.create_date.utc_offset, 0);
    EXPECT_EQ(new_revision_id().size(), 12u);
    revision("b1", "'a1'");
    EXPECT_EQ(scripts.add_file(root / "versions/b1_x.py")->id, "b1");
    EXPECT_EQ(scripts.get_current_head(), "b1");
    request.head = "a1";
    request.rev_id = "c1";
    EXPECT_EQ(refusal([&] { scripts.new_revision(request); }),
              "Revision a1 is not a head revision; please specify --splice to create a new branch from this revision");
    request.rev_id = "c-1";
    EXPECT_EQ(refusal([&] { scripts.new_revision(request); }),
              "Character(s) '-' not allowed in revision identifier 'c-1'");
}

TEST(FileName, Slugs) {
    EXPECT_EQ(slug("Add  users & roles", 40), "add_users_roles");
    EXPECT_EQ(slug("one two three", 9), "one_two_");
    EXPECT_EQ(slug("abcdefghij", 5), "abcde_");
    EXPECT_EQ(slug("\u00c4rger \u2014 \u0416\u0443\u043a", 40), "\u00e4rger_\u0436\u0443\u043a");
    EXPECT_EQ(slug("", 40), "");
    EXPECT_EQ(slug("one two three", -5), "one_two_");
}

TEST(FileName, Templates) {
    const CreateDate date = create_date_at(1767225600, 0, "UTC");
    EXPECT_EQ(file_stem("%(year)d-%(month).2d-%(day)02d_%(rev)s-%(slug).3s", "a1", "table", date), "2026-01-01_a1-tab");
    EXPECT_EQ(file_stem("%(epoch)d%%%(rev)-4s%(day)+d%(hour) 03d%(year)+06d", "a1", "", date),
              "1767225600%a1  +1 00+02026");
    EXPECT_EQ(file_stem("%(slug).2s|%(slug)4s|%(slug)-4s", "a1", "\u0436\u0443\u043a", date),
              "\u0436\u0443| \u0436\u0443\u043a|\u0436\u0443\u043a ");
    EXPECT_THROW(file_stem("%(nothing)s", "a1", "", date), Error);
    EXPECT_THROW(file_stem("%(rev)d", "a1", "", date), Error);
    EXPECT_THROW(file_stem("%(rev", "a1", "", date), Error);
}

TEST(CreateDate, KnowsTimeZones) {
    EXPECT_EQ(create_date_at(1767225600, 5, "UTC").text(), "2026-01-01 00:00:00.000005+00:00");
    EXPECT_EQ(create_date_at(1767225600, 0, "utc").text(), "2026-01-01 00:00:00+00:00");
    EXPECT_EQ(create_date_at(1782864000, 0, "Europe/Berlin").text(), "2026-07-01 02:00:00+02:00");
    EXPECT_EQ(create_date_at(2540160000, 0, "America/New_York").text(), "2050-06-29 20:00:00-04:00");
    EXPECT_THROW(create_date_at(0, 0, "Nowhere/Town"), Error);
}

} // namespace
} // namespace limbeck::revisions
