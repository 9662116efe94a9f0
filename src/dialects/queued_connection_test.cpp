#include "dialects/dialect.hpp"
#include "dialects/queued_connection.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects {
namespace {

using std::chrono::milliseconds;

/// A driver whose server answers when it is told to.
class FakeConnection final : public QueuedConnection {
  public:
    explicit FakeConnection(Pace pace) : QueuedConnection("fake://", pace) {}
    static std::unique_ptr<FakeConnection> gathering() {
        return std::make_unique<FakeConnection>(Pace{.gathering = std::chrono::hours(1)});
    }
    ~FakeConnection() override { keep_promises(); }

    const Dialect& dialect() const override { return dialect_named("sqlite"); }
    void interrupt() noexcept override { interrupted_ = true; }
    std::string server_version() override { return "1"; }

    std::vector<std::string> batches; ///< as sent
    std::string failing;              ///< this text is refused
    std::string losing;               ///< this text ends the session
    bool answers = true;              ///< without being waited for

  private:
    void take_lock(const std::string&, milliseconds) override {}
    void give_lock_back(const std::string&) override {}
    Shape shape_of(const Statement& statement) const override {
        return statement.text == "end" ? Shape::Control : Shape::One;
    }
    bool session_in_transaction() const override { return in_transaction_; }
    void send(bool) override {
        std::string batch;
        while (next()) {
            const Queued& thing = take_next();
            batch += (batch.empty() ? "" : "; ") + thing.statement.text;
            if (!open() || thing.wants_rows || thing.shape != Shape::One)
                break;
        }
        batches.push_back(batch);
    }
    void receive(milliseconds limit) override {
        if (!answers && limit == milliseconds(0))
            return;
        while (!sent().empty()) {
            const Queued& thing = sent().front();
            const std::string text = thing.statement.text;
            if (text == losing) {
                set_lost();
                fail(lost_error("gone"));
                break;
            }
            if (text == failing) {
                fail(Error(Error::Kind::Database, "refused " + text));
                break;
            }
            if (thing.kind != Queued::Kind::Statement || text == "end")
                in_transaction_ = thing.kind == Queued::Kind::Begin;
            Result result;
            result.rowcount = static_cast<std::int64_t>(text.size());
            answered(std::move(result));
        }
        finished();
    }

    bool in_transaction_ = false;
};

using Texts = std::vector<std::string>;

std::string failure(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(QueuedConnection, SendsAStepInOneBatch) {
    const auto connection = FakeConnection::gathering();
    connection->begin();
    connection->queue({"a"});
    connection->queue({"b"});
    EXPECT_TRUE(connection->batches.empty());
    connection->commit(false);
    EXPECT_EQ(connection->batches, Texts{"BEGIN; a; b; COMMIT"});
    EXPECT_FALSE(connection->in_transaction());
    EXPECT_EQ(connection->queued(), 4U);
    connection->wait_for(4);
    EXPECT_EQ(connection->done(), 4U);
}

TEST(QueuedConnection, SendsWhatStandsAlone) {
    const auto connection = FakeConnection::gathering();
    connection->answers = false;
    connection->queue({"a"});
    connection->queue({"b"});
    EXPECT_EQ(connection->batches, Texts{"a"}); // b waits until a is answered
    EXPECT_EQ(connection->execute({"rows"}).rowcount, 4);
    EXPECT_EQ(connection->batches, (Texts{"a", "b", "rows"}));
}

TEST(QueuedConnection, ForgetsATransactionOfNothing) {
    const auto connection = FakeConnection::gathering();
    connection->begin();
    EXPECT_TRUE(connection->in_transaction());
    connection->commit(true);
    EXPECT_FALSE(connection->in_transaction());
    EXPECT_TRUE(connection->batches.empty());
    EXPECT_EQ(connection->queued(), connection->done());
}

TEST(QueuedConnection, FailureEndsWhatIsQueued) {
    const auto connection = FakeConnection::gathering();
    connection->failing = "b";
    connection->begin();
    connection->queue({"a"});
    connection->queue({"b"});
    connection->queue({"c"});
    EXPECT_EQ(failure([&] { connection->flush(); }), "refused b");
    EXPECT_EQ(connection->done(), 2U); // BEGIN and a
    EXPECT_EQ(connection->queued(), 4U);
    EXPECT_TRUE(connection->in_transaction());
    connection->rollback();
    EXPECT_EQ(connection->batches, (Texts{"BEGIN; a; b; c", "ROLLBACK"}));
    EXPECT_EQ(connection->queued(), connection->done());
}

TEST(QueuedConnection, RollbackTellsOfAnEarlierCommit) {
    const auto connection = FakeConnection::gathering();
    connection->answers = false;
    connection->failing = "a";
    connection->begin();
    connection->queue({"a"});
    connection->commit(false);
    connection->begin();
    connection->queue({"b"});
    EXPECT_EQ(failure([&] { connection->rollback(); }), "refused a");
    EXPECT_EQ(failure([&] { connection->flush(); }), "");
}

TEST(QueuedConnection, RollbackForgetsItsOwnFailure) {
    const auto connection = FakeConnection::gathering();
    connection->failing = "a";
    connection->begin();
    connection->queue({"a"});
    EXPECT_EQ(failure([&] { connection->rollback(); }), "");
    EXPECT_TRUE(connection->batches.empty()); // it was never sent
}

TEST(QueuedConnection, SaysWhenACommitIsInDoubt) {
    const auto connection = FakeConnection::gathering();
    connection->losing = "COMMIT";
    connection->begin();
    connection->queue({"a"});
    try {
        connection->commit(true);
        ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "the connection to the server is lost: gone");
        EXPECT_NE(error.now().find("during COMMIT"), std::string::npos);
    }
    EXPECT_EQ(failure([&] { connection->execute({"b"}); }), "the connection to the server is lost");
}

TEST(QueuedConnection, AnswersQuestions) {
    const auto connection = FakeConnection::gathering();
    const auto questions = connection->ask({{"one"}, {"three"}});
    EXPECT_EQ(connection->answer(questions[0]).rowcount, 3);
    EXPECT_EQ(connection->answer(questions[1]).rowcount, 5);
    EXPECT_NE(failure([&] { connection->answer(questions[1]); }), "");
}

TEST(QueuedConnection, LooksAgainAfterTextThatMayEndTheTransaction) {
    const auto connection = FakeConnection::gathering();
    connection->answers = false;
    connection->begin();
    connection->queue({"a"});
    connection->queue({"end"});
    EXPECT_EQ(connection->batches, Texts{"BEGIN; a; end"}); // at once
    connection->commit(false);
    EXPECT_EQ(connection->batches.size(), 1U); // there was nothing left to commit
    EXPECT_FALSE(connection->in_transaction());
}

TEST(QueuedConnection, KeepsItsPromisesAtTheEnd) {
    Texts batches;
    {
        const auto connection = FakeConnection::gathering();
        connection->begin();
        connection->queue({"a"});
        connection->commit(false);
        connection->begin();
        connection->queue({"b"});
        batches = connection->batches;
    }
    EXPECT_EQ(batches, Texts{"BEGIN; a; COMMIT"});
}

} // namespace
} // namespace limbeck::dialects
