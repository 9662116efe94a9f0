#include "dialects/connection.hpp"
#include "dialects/url.hpp"
#include "migration/context.hpp"
#include "revisions/revision_map.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <map>
#include <unistd.h>

namespace limbeck::migration {
namespace {

using Texts = std::vector<std::string>;
using revisions::RevisionMap;
using revisions::Step;

/// Revisions whose upgrade() is a C++ function.
class Scripts final : public ScriptRunner {
  public:
    void run(const Step& step, MigrationContext& context) override {
        ran.push_back(step.short_log());
        if (const auto found = upgrades.find(step.revision()->id); found != upgrades.end())
            found->second(context);
    }
    std::map<std::string, std::function<void(MigrationContext&)>> upgrades;
    Texts ran;
};

/// root - left, root - right
class MigrationContextTest : public testing::Test {
  protected:
    MigrationContextTest()
        : map_({{"root", {}, {}, {}}, {"left", {"root"}, {}, {}}, {"right", {"root"}, {}, {}}}),
          file_(std::filesystem::path(testing::TempDir()) /
                ("limbeck-context-" + std::to_string(getpid()) + "-" +
                 testing::UnitTest::GetInstance()->current_test_info()->name() + ".db")) {
        std::filesystem::remove(file_);
    }
    ~MigrationContextTest() override { std::filesystem::remove(file_); }

    std::shared_ptr<dialects::Connection> connect() const {
        return dialects::dialect_named("sqlite").connect(dialects::parse_url("sqlite:///" + file_.string()));
    }
    ContextOptions live() const {
        ContextOptions options;
        options.connection = connect();
        return options;
    }
    std::unique_ptr<MigrationContext> context(ContextOptions options, MigrationContext::Mode mode = {}) {
        return std::make_unique<MigrationContext>(std::move(options), mode, nullptr, &scripts_,
                                                  [this](const std::string& text) { printed_ += text; });
    }
    StepsFunction up(Texts ids) {
        return [this, ids](const Texts&, MigrationContext&) {
            std::vector<Step> steps;
            for (const std::string& id : ids)
                steps.push_back(Step::upgrade(map_, *map_.find(id), ""));
            return steps;
        };
    }
    /// As env.py does it.
    static void migrate(MigrationContext& context, const StepsFunction& steps) {
        const bool opened = context.begin_transaction();
        try {
            context.run_migrations(steps);
        } catch (...) {
            if (opened)
                context.end_after_failure();
            throw;
        }
        if (opened)
            context.end_transaction(true);
    }
    void upgrade(Texts ids) { migrate(*context(live()), up(std::move(ids))); }
    std::string failure(Texts ids) {
        try {
            upgrade(std::move(ids));
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
    Texts all(const std::string& query) const {
        Texts found;
        for (const List& row : connect()->execute({query}).rows)
            found.push_back(row.front().as_text());
        return found;
    }
    Texts heads() const { return all("SELECT version_num FROM alembic_version ORDER BY 1"); }
    Texts tables() const { return all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"); }
    static std::function<void(MigrationContext&)> runs(Texts statements) {
        return [statements](MigrationContext& context) {
            for (const std::string& text : statements)
                context.run({text});
        };
    }

    RevisionMap map_;
    std::filesystem::path file_;
    Scripts scripts_;
    std::string printed_;
};

TEST_F(MigrationContextTest, MovesTheHead) {
    scripts_.upgrades["root"] = runs({"CREATE TABLE t (id INTEGER)"});
    upgrade({"root", "left"});
    EXPECT_EQ(heads(), Texts{"left"});
    EXPECT_EQ(tables(), (Texts{"alembic_version", "t"}));
    EXPECT_EQ(scripts_.ran, (Texts{"upgrade  -> root", "upgrade root -> left"}));
}

TEST_F(MigrationContextTest, KeepsSeveralHeads) {
    upgrade({"root", "left", "right"});
    EXPECT_EQ(heads(), (Texts{"left", "right"}));
    const auto reader = context(live());
    EXPECT_EQ(reader->get_current_heads().size(), 2U);
    EXPECT_THROW(reader->get_current_revision(), Error);
}

TEST_F(MigrationContextTest, KnowsNoHeadWithoutATable) {
    const auto reader = context(live(), {.dont_mutate = true});
    EXPECT_EQ(reader->get_current_revision(), std::nullopt);
    EXPECT_EQ(tables(), Texts{});
}

TEST_F(MigrationContextTest, AFailedStepLeavesNothingAndEarlierOnesStay) {
    scripts_.upgrades["root"] = runs({"CREATE TABLE t (id INTEGER)"});
    scripts_.upgrades["left"] =
        runs({"CREATE TABLE half (id INTEGER)", "INSERT INTO t VALUES (1)", "INSERT INTO nowhere VALUES (1)"});
    EXPECT_EQ(failure({"root", "left"}), "no such table: nowhere");
    EXPECT_EQ(heads(), Texts{"root"});
    EXPECT_EQ(tables(), (Texts{"alembic_version", "t"}));
    EXPECT_EQ(all("SELECT id || '' FROM t"), Texts{});
}

TEST_F(MigrationContextTest, AVersionRowThatIsGoneIsAnError) {
    upgrade({"root"});
    scripts_.upgrades["left"] = runs({"DELETE FROM alembic_version"});
    EXPECT_EQ(
        failure({"left"}),
        "Online migration expected to match one row when updating 'root' to 'left' in 'alembic_version'; 0 found");
    EXPECT_EQ(heads(), Texts{"root"});
}

TEST_F(MigrationContextTest, OneTransactionForAllWhenDdlIsTransactional) {
    scripts_.upgrades["left"] = runs({"INSERT INTO nowhere VALUES (1)"});
    ContextOptions options = live();
    options.transactional_ddl = true;
    EXPECT_THROW(migrate(*context(std::move(options)), up({"root", "left"})), Error);
    EXPECT_EQ(tables(), Texts{});
    options = live();
    options.transactional_ddl = true;
    options.transaction_per_migration = true;
    EXPECT_THROW(migrate(*context(std::move(options)), up({"root", "left"})), Error);
    EXPECT_EQ(heads(), Texts{"root"});
}

TEST_F(MigrationContextTest, ATransactionOfTheCallerIsTheCallersToEnd) {
    ContextOptions options = live();
    const auto connection = options.connection;
    connection->begin();
    {
        const auto made = context(std::move(options));
        EXPECT_FALSE(made->begin_transaction());
        made->run_migrations(up({"root"}));
    }
    EXPECT_TRUE(connection->in_transaction());
    connection->rollback();
    EXPECT_EQ(tables(), Texts{});
}

TEST_F(MigrationContextTest, AutocommitBlocksKeepWhatTheyDid) {
    scripts_.upgrades["root"] = [](MigrationContext& context) {
        context.run({"CREATE TABLE before_block (id INTEGER)"});
        context.enter_autocommit();
        EXPECT_FALSE(context.connection()->in_transaction());
        context.run({"CREATE TABLE in_block (id INTEGER)"});
        context.exit_autocommit();
        EXPECT_TRUE(context.connection()->in_transaction());
        context.run({"CREATE TABLE after_block (id INTEGER)"});
        context.run({"INSERT INTO nowhere VALUES (1)"});
    };
    EXPECT_EQ(failure({"root"}), "no such table: nowhere");
    EXPECT_EQ(tables(), (Texts{"alembic_version", "before_block", "in_block"}));
}

TEST_F(MigrationContextTest, ForeignKeysAreOffAndAreChecked) {
    scripts_.upgrades["root"] =
        runs({"CREATE TABLE p (id INTEGER PRIMARY KEY)", "INSERT INTO p VALUES (1)",
              "CREATE TABLE c (p INTEGER REFERENCES p ON DELETE CASCADE)", "INSERT INTO c VALUES (1)"});
    scripts_.upgrades["left"] = runs({"DELETE FROM p"});
    ContextOptions options = live();
    const auto connection = options.connection;
    connection->execute({"PRAGMA foreign_keys = ON"});
    const auto made = context(std::move(options));
    EXPECT_THROW(migrate(*made, up({"root", "left"})), Error);
    EXPECT_EQ(heads(), Texts{"root"});
    EXPECT_EQ(all("SELECT p || '' FROM c"), Texts{"1"});
    EXPECT_EQ(connection->execute({"PRAGMA foreign_keys"}).rows.front().front(), Value(1));
}

TEST_F(MigrationContextTest, TellsWhatWasApplied) {
    Texts told;
    ContextOptions options = live();
    options.on_version_apply.push_back([&](const Map& info) {
        const Map& step = info.find("step")->as_map();
        told.push_back(step.find("name")->as_text() + " " + info.find("heads")->as_list().front().as_text());
    });
    migrate(*context(std::move(options)), up({"root", "left"}));
    EXPECT_EQ(told, (Texts{"upgrade root", "upgrade left"}));
}

TEST_F(MigrationContextTest, PrintsInsteadOfRunning) {
    scripts_.upgrades["root"] = runs({"SELECT 1"});
    ContextOptions options;
    options.dialect = &dialects::dialect_named("postgresql");
    migrate(*context(std::move(options), {.as_sql = true}), up({"root"}));
    EXPECT_EQ(printed_,
              "BEGIN;\n\n"
              "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n"
              "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n);\n\n"
              "-- Running upgrade  -> root\n\nSELECT 1;\n\n"
              "INSERT INTO alembic_version (version_num) VALUES ('root') RETURNING alembic_version.version_num;\n\n"
              "COMMIT;\n\n");
}

TEST_F(MigrationContextTest, RefusesWhatCannotBe) {
    EXPECT_THROW(context(ContextOptions{}), Error);
    EXPECT_THROW(context(ContextOptions{}, {.as_sql = true}), Error);
    ContextOptions options = live();
    options.starting_revision = "root";
    EXPECT_THROW(context(std::move(options))->get_current_heads(), Error);
}

} // namespace
} // namespace limbeck::migration
