#include "revisions/revision_file.hpp"

#include <gtest/gtest.h>

namespace limbeck::revisions {
namespace {

using Texts = std::vector<std::string>;

TEST(RevisionFile, ReadsWhatAlembicGenerates) {
    RevisionFile file = read_revision_source("\"\"\"add users\n\nRevision ID: b2\nRevises: a1\n\n\"\"\"\n"
                                             "from typing import Sequence, Union\n\nfrom alembic import op\n\n"
                                             "# revision identifiers, used by Alembic.\nrevision: str = 'b2'\n"
                                             "down_revision: Union[str, Sequence[str], None] = 'a1'\n"
                                             "branch_labels: Union[str, Sequence[str], None] = None\n"
                                             "depends_on: Union[str, Sequence[str], None] = None\n\n\n"
                                             "def upgrade() -> None:\n    pass\n");
    EXPECT_EQ(file.revision, "b2");
    EXPECT_EQ(file.down_revision, Texts{"a1"});
    EXPECT_TRUE(file.has_down_revision);
    EXPECT_TRUE(file.branch_labels.empty() && file.depends_on.empty());
    EXPECT_EQ(first_paragraph(file.doc), "add users");
    EXPECT_TRUE(file.computed.empty() && file.problem.empty());
}

TEST(RevisionFile, ReadsEverySpellingOfAConstant) {
    auto down = [](const std::string& value) {
        RevisionFile file = read_revision_source("revision = 'r'\ndown_revision = " + value + "\n");
        EXPECT_EQ(file.computed, "") << value;
        EXPECT_EQ(file.problem, "") << value;
        return file.down_revision;
    };
    EXPECT_EQ(down("None"), Texts{});
    EXPECT_EQ(down("()"), Texts{});
    EXPECT_EQ(down("''"), Texts{});
    EXPECT_EQ(down("(None)"), Texts{});
    EXPECT_EQ(down("'a', 'b'"), (Texts{"a", "b"}));
    EXPECT_EQ(down("'a',"), Texts{"a"});
    EXPECT_EQ(down("('a', # why\n  \"b\",\n)"), (Texts{"a", "b"}));
    EXPECT_EQ(down("['a', 'b']; x = 1"), (Texts{"a", "b"}));
    EXPECT_EQ(down("{'a'}"), Texts{"a"});
    EXPECT_EQ(down("('a'\n 'b')"), Texts{"ab"});
    EXPECT_EQ(down("'a' \\\n 'b' # comment"), Texts{"ab"});
    EXPECT_EQ(down("r'a\\n'"), Texts{"a\\n"});
    EXPECT_EQ(down("u'\\x61\\142\\u00e9'"), Texts{"ab\u00e9"});
    EXPECT_EQ(down("'''a'''"), Texts{"a"});
}

TEST(RevisionFile, LastAssignmentCounts) {
    RevisionFile file = read_revision_source("revision = f()\nrevision = 'a'; down_revision = None\nrevision = 'b'\n");
    EXPECT_EQ(file.revision, "b");
    EXPECT_EQ(file.computed, "");
}

TEST(RevisionFile, PassesOverBodiesAndStrings) {
    RevisionFile file =
        read_revision_source("import x\nrevision = 'a'\ndown_revision = None\nSQL = '''\nrevision = 'b'\n'''\n"
                             "def upgrade():\n    revision = g()\n    if 1:\n  \trevision = 'c'\n"
                             "@decorator(revision)\nclass C:\n    down_revision = 1\n"
                             "print(revision, end='')\nif revision == 'x':\n    y = 1\n");
    EXPECT_EQ(file.revision, "a");
    EXPECT_EQ(file.computed, "");
    EXPECT_EQ(file.doc, "");
}

TEST(RevisionFile, NoticesWhatMustBeRun) {
    for (const char* source :
         {"revision = make()\n", "revision = 'a' + 'b'\n", "revision = f'a'\n", "if x:\n    revision = 'a'\n",
          "try: revision = 'a'\nexcept E: pass\n", "from other import revision\n", "import x as revision\n",
          "a = revision = 'x'\n", "revision, down_revision = 'a', 'b'\n", "for revision in y: pass\n",
          "(revision := 'a')\n", "revision = '\\N{DASH}'\n", "revision = 12\n"}) {
        RevisionFile file = read_revision_source(source);
        EXPECT_EQ(file.computed.substr(0, 8), file.computed.empty()     ? "x"
                                              : file.computed[0] == 'd' ? "down_rev"
                                                                        : "revision")
            << source;
        EXPECT_GT(file.computed_line, 0) << source;
    }
}

TEST(RevisionFile, KeepsProblems) {
    auto problem = [](std::string_view source) {
        RevisionFile file = read_revision_source(source);
        return file.problem + " @ " + std::to_string(file.problem_line);
    };
    EXPECT_EQ(problem("x = 1\nrevision = 'a\n"), "unterminated string literal @ 2");
    EXPECT_EQ(problem("\n'''a\n"), "unterminated triple-quoted string literal @ 2");
    EXPECT_EQ(problem("f(\n"), "'(' was never closed @ 1");
    EXPECT_EQ(problem("f)\n"), "unmatched ')' @ 1");
    EXPECT_EQ(problem("# ok\n# \xff\n"), "not UTF-8 @ 2");
    EXPECT_EQ(problem(std::string_view("a\0b", 3)), "source code string cannot contain null bytes @ 1");
}

TEST(RevisionFile, HonoursItsEncoding) {
    RevisionFile file = read_revision_source("# -*- coding: latin-1 -*-\n\"\"\"caf\xe9\"\"\"\nrevision = 'a'\n");
    EXPECT_EQ(file.doc, "caf\u00e9");
    EXPECT_EQ(file.revision, "a");
    EXPECT_EQ(read_revision_source("\xef\xbb\xbfrevision = 'b'").revision, "b");
    EXPECT_EQ(read_revision_source("\"\"\"doc\r\n\r\nmore\"\"\"\r\nrevision = 'c'\r\n").doc, "doc\n\nmore");
}

TEST(RevisionFile, FileNames) {
    EXPECT_TRUE(is_revision_filename("a1_x.py"));
    for (const char* name : {"__init__.py", ".#a.py", "a.pyc", "a.py~", "README"})
        EXPECT_FALSE(is_revision_filename(name)) << name;
    EXPECT_EQ(legacy_revision_id("1a2b.py"), "1a2b");
    EXPECT_EQ(legacy_revision_id("1a2b_x.py"), std::nullopt);
}

} // namespace
} // namespace limbeck::revisions
