#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/interruption.hpp"
#include "dialects/url.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <thread>
#include <unistd.h>

namespace limbeck::dialects::sqlite {
namespace {

using std::chrono::milliseconds;

class SqliteConnectionTest : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path(testing::TempDir()) /
                  ("limbeck-sqlite-" + std::string(test->name()) + "-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::unique_ptr<Connection> connect(const std::string& query = "") const {
        return dialect_named("sqlite").connect(parse_url("sqlite:///" + file() + query));
    }
    std::string file() const { return (folder_ / "test.db").string(); }

    static std::vector<std::string> tables(Connection& connection) {
        std::vector<std::string> names;
        for (const List& row : connection.execute({"SELECT name FROM sqlite_master ORDER BY name", {}}).rows)
            names.push_back(row[0].as_text());
        return names;
    }
    template <class Call> static Error failure(Call call) {
        try {
            call();
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "nothing was thrown";
        return Error(Error::Kind::Internal, "");
    }

    std::filesystem::path folder_;
};

using Names = std::vector<std::string>;

TEST_F(SqliteConnectionTest, BindsAndReadsValues) {
    const auto connection = connect();
    connection->execute({"CREATE TABLE t (a, b, c, d, e)", {}});
    const Result inserted =
        connection->execute({"INSERT INTO t VALUES (?, ?, ?, ?, ?)", {1, 2.5, "x", Bytes{std::string("\0y", 2)}, {}}});
    EXPECT_EQ(inserted.rowcount, 1);
    EXPECT_EQ(inserted.last_insert_id, 1);
    const Result result = connection->execute({"SELECT * FROM t", {}});
    EXPECT_EQ(result.columns, (Names{"a", "b", "c", "d", "e"}));
    EXPECT_EQ(result.rows, (std::vector<List>{{1, 2.5, "x", Bytes{std::string("\0y", 2)}, {}}}));
    EXPECT_EQ(result.rowcount, -1);
}

TEST_F(SqliteConnectionTest, SaysWhatPythonSays) {
    const auto connection = connect();
    EXPECT_STREQ(failure([&] {
                     connection->execute({"SELECT 1; SELECT 2", {}});
                 }).what(),
                 "You can only execute one statement at a time.");
    EXPECT_STREQ(failure([&] {
                     connection->execute({"SELECT ?", {}});
                 }).what(),
                 "Incorrect number of bindings supplied. The current statement uses 1, and there are 0 supplied.");
    const Error error = failure([&] { connection->execute({"SELECT * FROM nope", {}}); });
    EXPECT_STREQ(error.what(), "no such table: nope");
    EXPECT_EQ(error.statement, "SELECT * FROM nope");
    EXPECT_NO_THROW(connection->execute({"SELECT 1; -- and a comment", {}}));
}

TEST_F(SqliteConnectionTest, DdlIsTransactional) {
    const auto connection = connect();
    connection->begin();
    connection->queue({"CREATE TABLE t (a)", {}});
    connection->execute({"INSERT INTO t VALUES (1)", {}});
    EXPECT_TRUE(connection->in_transaction());
    connection->rollback();
    EXPECT_FALSE(connection->in_transaction());
    EXPECT_EQ(tables(*connection), Names{});

    connection->begin();
    connection->queue({"CREATE TABLE t (a)", {}});
    connection->commit(false);
    connection->begin();
    connection->queue({"CREATE TABLE u (a)", {}});
    connection->rollback();
    EXPECT_EQ(tables(*connection), Names{"t"});
}

TEST_F(SqliteConnectionTest, FailureStopsWhatIsQueuedAfterIt) {
    const auto connection = connect();
    const Error error = failure([&] {
        connection->begin();
        connection->queue({"CREATE TABLE t (a)", {}});
        connection->queue({"CREATE TABLE t (b)", {}});
        connection->queue({"CREATE TABLE u (a)", {}});
        connection->commit(true);
    });
    EXPECT_STREQ(error.what(), "table t already exists");
    EXPECT_EQ(error.statement, "CREATE TABLE t (b)");
    connection->rollback();
    EXPECT_EQ(tables(*connection), Names{});
    EXPECT_NO_THROW(connection->flush());
}

TEST_F(SqliteConnectionTest, PragmasWorkBeforeTheFirstWrite) {
    const auto connection = connect();
    connection->begin();
    connection->execute({"PRAGMA foreign_keys = ON", {}});
    EXPECT_EQ(connection->execute({"PRAGMA foreign_keys", {}}).rows.at(0).at(0), Value(1));
    connection->rollback();
}

TEST_F(SqliteConnectionTest, DestructorKeepsWhatWasCommittedOnly) {
    {
        const auto connection = connect();
        connection->begin();
        connection->queue({"CREATE TABLE t (a)", {}});
        connection->commit(false);
        connection->begin();
        connection->queue({"CREATE TABLE u (a)", {}});
    }
    EXPECT_EQ(tables(*connect()), Names{"t"});
}

TEST_F(SqliteConnectionTest, GoesOnWhileACommitIsUnderWay) {
    const auto connection = connect();
    // Many steps, each queued behind the commit of the one before; a failure in one touches neither those before it nor
    // lets what is behind it run.
    for (int i = 0; i < 50; ++i) {
        connection->begin();
        connection->queue({"CREATE TABLE t" + std::to_string(100 + i) + " (a)", {}});
        const std::uint64_t position = connection->queued();
        connection->commit(false);
        connection->wait_for(position);
    }
    connection->flush();
    EXPECT_EQ(tables(*connection).size(), 50u);

    const auto fails = [&] {
        connection->begin();
        connection->queue({"CREATE TABLE kept (a)", {}});
        connection->commit(false);
        connection->begin();
        connection->queue({"CREATE TABLE lost (a)", {}});
        connection->queue({"CREATE TABLE t100 (a)", {}});
        connection->commit(false);
        connection->begin();
        connection->queue({"CREATE TABLE never (a)", {}});
        connection->commit(false);
        connection->flush();
    };
    EXPECT_NE(std::string(failure(fails).what()).find("t100 already exists"), std::string::npos);
    connection->rollback();
    const Names names = tables(*connection);
    EXPECT_EQ(names.size(), 51u);
    EXPECT_EQ(names.front(), "kept");
}

TEST_F(SqliteConnectionTest, LockedDatabase) {
    const auto first = connect(), second = connect("?timeout=0.05");
    first->begin();
    first->execute({"CREATE TABLE t (a)", {}});
    const Error error = failure([&] { second->execute({"CREATE TABLE u (a)", {}}); });
    EXPECT_STREQ(error.what(), "database is locked");
    EXPECT_NE(error.where().find("test.db"), std::string::npos);
    EXPECT_FALSE(error.now().empty());
}

TEST_F(SqliteConnectionTest, BadFiles) {
    const Dialect& dialect = dialect_named("sqlite");
    const Error missing =
        failure([&] { dialect.connect(parse_url("sqlite:///" + (folder_ / "no" / "x.db").string())); });
    EXPECT_STREQ(missing.what(), "unable to open database file");
    EXPECT_NE(missing.now().find("does not exist"), std::string::npos);
    std::ofstream(file()) << std::string(2000, 'x');
    EXPECT_STREQ(failure([&] { tables(*connect()); }).what(), "file is not a database");
    EXPECT_NE(
        std::string(failure([&] { dialect.connect(parse_url("sqlite://host/x")); }).what()).find("Invalid SQLite URL"),
        std::string::npos);
}

TEST_F(SqliteConnectionTest, FullDatabaseChangesNothing) {
    const auto connection = connect();
    connection->execute({"CREATE TABLE t (a)", {}});
    connection->execute({"PRAGMA max_page_count = 3", {}});
    connection->begin();
    connection->execute({"INSERT INTO t VALUES (1)", {}});
    const Error error = failure([&] { connection->execute({"INSERT INTO t VALUES (zeroblob(100000))", {}}); });
    EXPECT_STREQ(error.what(), "database or disk is full");
    connection->rollback();
    EXPECT_TRUE(connection->execute({"SELECT * FROM t", {}}).rows.empty());
}

TEST_F(SqliteConnectionTest, UriAndMemory) {
    const Dialect& dialect = dialect_named("sqlite");
    connect()->execute({"CREATE TABLE t (a)", {}});
    const auto reader = dialect.connect(parse_url("sqlite:///file:" + file() + "?mode=ro&uri=true"));
    EXPECT_STREQ(failure([&] {
                     reader->execute({"DROP TABLE t", {}});
                 }).what(),
                 "attempt to write a readonly database");
    EXPECT_NO_THROW(dialect.connect(parse_url("sqlite://"))->execute({"CREATE TABLE t (a)", {}}));
}

TEST_F(SqliteConnectionTest, FunctionsOfSqlalchemy) {
    const auto connection = connect();
    EXPECT_EQ(connection->execute({"SELECT 'abc' REGEXP '^a.c$', 'x' REGEXP 'y', NULL REGEXP 'y', floor(2.7)", {}})
                  .rows.at(0),
              (List{1, 0, {}, 2}));
}

TEST_F(SqliteConnectionTest, Interruption) {
    const auto connection = connect();
    const Statement endless{"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r", {}};
    std::thread first([&] {
        std::this_thread::sleep_for(milliseconds(50));
        connection->interrupt();
    });
    EXPECT_EQ(failure([&] { connection->execute(endless); }).kind(), Error::Kind::Interrupted);
    first.join();
    std::thread second([&] {
        std::this_thread::sleep_for(milliseconds(50));
        interrupt_waits();
    });
    EXPECT_EQ(failure([&] { connection->execute(endless); }).kind(), Error::Kind::Interrupted);
    second.join();
    EXPECT_NO_THROW(connection->execute({"SELECT 1", {}}));
}

TEST_F(SqliteConnectionTest, DeployersLockEachOtherOut) {
    const auto first = connect(), second = connect();
    first->lock_migrations("v", milliseconds(0));
    EXPECT_EQ(failure([&] { second->lock_migrations("v", milliseconds(40)); }).kind(), Error::Kind::Database);
    EXPECT_NO_THROW(second->lock_migrations("other", milliseconds(0)));
    second->unlock_migrations();
    // The lock's own descriptor must not take SQLite's locks away.
    first->begin();
    first->execute({"CREATE TABLE t (a)", {}});
    first->unlock_migrations();
    second->lock_migrations("v", milliseconds(0));
    first->commit();
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_))
        ++files;
    EXPECT_EQ(files, 1u);
}

} // namespace
} // namespace limbeck::dialects::sqlite
