#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/interruption.hpp"
#include "dialects/postgresql/connection.hpp"
#include "dialects/url.hpp"

#include <chrono>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <thread>

namespace limbeck::dialects::postgresql {
namespace {

using std::chrono::milliseconds;

template <class Call> Error failure(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(Error::Kind::Internal, "");
}

/// Needs a server: LIMBECK_TEST_POSTGRESQL is the URL of a database in which the tests may do anything.
class PostgresqlConnectionTest : public testing::Test {
  protected:
    void SetUp() override {
        const char* url = std::getenv("LIMBECK_TEST_POSTGRESQL");
        if (!url)
            GTEST_SKIP() << "LIMBECK_TEST_POSTGRESQL is not set";
        url_ = parse_url(url);
        connection_ = connect();
        run("CREATE TEMPORARY TABLE t (id integer PRIMARY KEY)");
    }

    std::unique_ptr<Connection> connect() const { return dialect_named("postgresql").connect(url_); }
    Result run(const std::string& text) { return connection_->execute({text, {}}); }
    void queue(const std::string& text) { connection_->queue({text, {}}); }
    std::int64_t count() { return run("SELECT count(*) FROM t").rows.at(0).at(0).as_int(); }

    Url url_;
    std::unique_ptr<Connection> connection_;
};

TEST_F(PostgresqlConnectionTest, Executes) {
    const Result result = run("SELECT 1 AS a, 'ü' AS b, NULL AS c");
    EXPECT_EQ(result.columns, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(result.rows, (std::vector<List>{{1, "ü", {}}}));
    EXPECT_EQ(run("INSERT INTO t VALUES (1), (2); SELECT * FROM t ORDER BY id").rows, (std::vector<List>{{1}, {2}}));
    EXPECT_EQ(run("UPDATE t SET id = id + 10").rowcount, 2);
    EXPECT_FALSE(connection_->server_version().empty());
}

TEST_F(PostgresqlConnectionTest, NamesTheQueuedStatementThatFails) {
    connection_->begin();
    queue("INSERT INTO t VALUES (1)");
    queue("INSERT INTO t VALUES (2); INSERT INTO t VALUES (3)");
    queue("INSERT INTO t VALUES (4) -- a comment");
    connection_->commit(false);
    EXPECT_EQ(count(), 4);

    const Error twice = failure([&] {
        connection_->begin();
        queue("INSERT INTO t VALUES (5)");
        queue("INSERT INTO t VALUES (1)");
        queue("INSERT INTO t VALUES (6)");
        connection_->commit();
    });
    EXPECT_EQ(twice.sqlstate, "23505");
    EXPECT_EQ(twice.statement, "INSERT INTO t VALUES (1)");
    connection_->rollback();
    EXPECT_FALSE(connection_->in_transaction());
    EXPECT_EQ(count(), 4);

    // The server refuses the whole text for this one, and runs nothing of it.
    const Error syntax = failure([&] {
        connection_->begin();
        queue("INSERT INTO t VALUES (5)");
        queue("INSERT INTO t VALUES (6)");
        queue("INSRT");
        connection_->commit();
    });
    EXPECT_EQ(syntax.statement, "INSRT");
    EXPECT_NE(std::string(syntax.what()).find("LINE 1: INSRT\n        ^"), std::string::npos) << syntax.what();
    connection_->rollback();
    EXPECT_EQ(count(), 4);
}

TEST_F(PostgresqlConnectionTest, AnEarlierCommitIsNotUndoneByALaterSyntaxError) {
    EXPECT_THROW(
        {
            for (int i = 0; i < 20; ++i) {
                connection_->begin();
                queue("INSERT INTO t VALUES (" + std::to_string(i) + ")");
                connection_->commit(false);
            }
            connection_->begin();
            queue("INSRT");
            connection_->commit();
        },
        Error);
    connection_->rollback();
    EXPECT_EQ(count(), 20);
}

TEST_F(PostgresqlConnectionTest, StatementsThatMustNotBeInATransaction) {
    queue("CREATE TABLE limbeck_cic (a integer)");
    queue("CREATE INDEX CONCURRENTLY limbeck_ix ON limbeck_cic (a)");
    queue("VACUUM limbeck_cic");
    EXPECT_NO_THROW(connection_->flush());
    // A script that ends the transaction by hand.
    connection_->begin();
    queue("DROP INDEX limbeck_ix");
    queue("COMMIT");
    queue("CREATE INDEX CONCURRENTLY limbeck_ix ON limbeck_cic (a)");
    EXPECT_NO_THROW(connection_->flush());
    EXPECT_FALSE(connection_->in_transaction());
    EXPECT_NO_THROW(connection_->commit());
    connection_->begin();
    EXPECT_EQ(failure([&] { run("DROP INDEX CONCURRENTLY limbeck_ix"); }).sqlstate, "25001");
    connection_->rollback();
    run("DROP TABLE limbeck_cic");
}

TEST_F(PostgresqlConnectionTest, RefusesEmptyStatementsAndCopy) {
    EXPECT_STREQ(failure([&] { run(" -- nothing"); }).what(), "can't execute an empty query");
    EXPECT_EQ(failure([&] { run("COPY t FROM STDIN"); }).kind(), Error::Kind::Database);
    EXPECT_EQ(failure([&] { run("COPY t TO STDOUT"); }).kind(), Error::Kind::Database);
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresqlConnectionTest, PassesNoticesOn) {
    std::string heard;
    set_notice_handler(*connection_, [&](const std::string& severity, const std::string& message) {
        heard += severity + ": " + message;
    });
    run("DO $$ BEGIN RAISE NOTICE 'half'; END $$");
    EXPECT_EQ(heard, "NOTICE: half");
}

TEST_F(PostgresqlConnectionTest, Interruption) {
    for (const bool by_signal : {false, true}) {
        std::thread other([&] {
            std::this_thread::sleep_for(milliseconds(100));
            by_signal ? interrupt_waits() : connection_->interrupt();
        });
        EXPECT_EQ(failure([&] { run("SELECT pg_sleep(10)"); }).kind(), Error::Kind::Interrupted);
        other.join();
    }
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresqlConnectionTest, LostConnection) {
    const Error error = failure([&] { run("SELECT pg_terminate_backend(pg_backend_pid())"); });
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_NE(std::string(error.what()).find("lost"), std::string::npos);
    EXPECT_THROW(run("SELECT 1"), Error);
    EXPECT_NO_THROW(connection_->rollback());
}

TEST_F(PostgresqlConnectionTest, DeployersLockEachOtherOut) {
    const auto other = connect();
    // Waiting is no statement that could take too long. Each one may, on a machine that has other work.
    run("SET statement_timeout = 1000");
    other->lock_migrations("v", milliseconds(0));
    const Error error = failure([&] { connection_->lock_migrations("v", milliseconds(1200)); });
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_NE(error.where().find("process"), std::string::npos);
    EXPECT_NO_THROW(connection_->lock_migrations("other", milliseconds(0)));
    connection_->unlock_migrations();
    other->unlock_migrations();
    EXPECT_NO_THROW(connection_->lock_migrations("v", milliseconds(0)));
}

TEST_F(PostgresqlConnectionTest, RefusedConnections) {
    Url wrong = url_;
    wrong.database = "limbeck_no_such_database";
    const Error database = failure([&] { dialect_named("postgresql").connect(wrong); });
    EXPECT_EQ(database.sqlstate, "3D000") << database.message();
    EXPECT_NE(database.now().find("createdb"), std::string::npos);

    wrong = url_;
    wrong.password = "tiger-in-the-tank";
    wrong.user = "limbeck_no_such_role";
    const Error role = failure([&] { dialect_named("postgresql").connect(wrong); });
    EXPECT_EQ(role.message().find("tiger"), std::string::npos);
    EXPECT_EQ(role.sqlstate.substr(0, 2), "28") << role.message();
}

TEST(PostgresqlConnect, ServerThatIsNotThere) {
    const Error error = failure([] {
        dialect_named("postgresql").connect(parse_url("postgresql+asyncpg://u:tiger@127.0.0.1:1/db?ssl=prefer"));
    });
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_NE(std::string(error.what()).find("Connection refused"), std::string::npos) << error.what();
    EXPECT_EQ(error.where(), "postgresql+asyncpg://u:***@127.0.0.1:1/db?ssl=prefer");
    EXPECT_EQ(error.message().find("tiger"), std::string::npos);
}

TEST(PostgresqlConnect, UnknownOption) {
    const Error error =
        failure([] { dialect_named("postgresql").connect(parse_url("postgresql://u:tiger@h/db?foo=1")); });
    EXPECT_EQ(error.kind(), Error::Kind::Configuration);
    EXPECT_NE(std::string(error.what()).find("invalid connection option \"foo\""), std::string::npos);
}

} // namespace
} // namespace limbeck::dialects::postgresql
