#include "migration/fake_connection.hpp"
#include "migration/step_log.hpp"
#include "migration/transactions.hpp"

#include <gtest/gtest.h>

namespace limbeck::migration {
namespace {

using Texts = std::vector<std::string>;

std::string failure(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

class TransactionsTest : public testing::Test {
  protected:
    Transactions online(bool transactional_ddl = true, bool per_migration = false) {
        return Transactions(&connection_, log_,
                            {.transactional_ddl = transactional_ddl,
                             .per_migration = per_migration,
                             .print = [](const std::string& text) { FAIL() << text; },
                             .script_line = [] { return "v.py:7"; }});
    }
    Transactions offline(bool transactional_ddl = true, bool per_migration = false) {
        return Transactions(nullptr, nothing_waits_,
                            {.transactional_ddl = transactional_ddl,
                             .per_migration = per_migration,
                             .print = [this](const std::string& text) { printed_.push_back(text); },
                             .script_line = {}});
    }
    void run(const std::string& text) { connection_.queue({text}); }

    FakeConnection connection_;
    StepLog log_{&connection_};
    StepLog nothing_waits_{nullptr};
    Texts printed_;
};

constexpr const char* rolled_back =
    "the script rolls back the transaction of its step, and with it what the step has done so far";

TEST_F(TransactionsTest, OneForAllWhereDdlIsTransactional) {
    Transactions made = online();
    EXPECT_FALSE(made.one_for_each_step());
    EXPECT_TRUE(made.begin(false));
    EXPECT_TRUE(made.is_open());
    EXPECT_FALSE(made.begin(true)) << "a step has none of its own";
    made.end(true);
    EXPECT_FALSE(made.is_open());
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT"}));
}

TEST_F(TransactionsTest, OneForEachStepWhereItIsWanted) {
    Transactions made = online(true, true);
    EXPECT_TRUE(made.one_for_each_step());
    EXPECT_FALSE(made.begin(false));
    EXPECT_FALSE(made.is_open());
    EXPECT_TRUE(made.begin(true));
    made.end(true);
    EXPECT_TRUE(connection_.waited);
    EXPECT_TRUE(made.begin(true));
    made.end(true, false);
    EXPECT_FALSE(connection_.waited);
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT", "BEGIN", "COMMIT"}));
}

TEST_F(TransactionsTest, OneForEachStepWhereDdlIsNotTransactional) {
    for (const bool per_migration : {false, true}) {
        connection_.seen.clear();
        Transactions made = online(false, per_migration);
        EXPECT_TRUE(made.one_for_each_step());
        EXPECT_FALSE(made.begin(false));
        EXPECT_TRUE(made.begin(true));
        made.end(true);
        EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT"}));
    }
}

TEST_F(TransactionsTest, OneThatIsOpenIsNotBegunAgain) {
    Transactions made = online();
    EXPECT_TRUE(made.begin(false));
    EXPECT_FALSE(made.begin(false));
    EXPECT_EQ(connection_.seen, Texts{"BEGIN"});
}

TEST_F(TransactionsTest, OneThatWasOpenBeforeIsSomebodyElses) {
    connection_.begin();
    Transactions made = online(true, true);
    EXPECT_TRUE(made.is_external());
    EXPECT_FALSE(made.begin(false));
    EXPECT_FALSE(made.begin(true));
    made.abandon();
    EXPECT_TRUE(connection_.in_transaction());
    EXPECT_EQ(connection_.seen, Texts{"BEGIN"});
}

TEST_F(TransactionsTest, OneThatIsOpenedLaterIsNotExternal) {
    Transactions made = online();
    made.begin(false);
    EXPECT_FALSE(made.is_external());
}

TEST_F(TransactionsTest, AFailureRollsBack) {
    Transactions made = online();
    made.begin(false);
    run("INSERT");
    made.end(false);
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "ROLLBACK"}));
    EXPECT_FALSE(made.is_open());
}

TEST_F(TransactionsTest, ARollbackThatFailsHidesNoOtherError) {
    Transactions made = online();
    made.begin(false);
    connection_.failing = "ROLLBACK";
    made.end_after_failure();
    EXPECT_FALSE(made.is_open());
    EXPECT_EQ(connection_.seen, Texts{"BEGIN"});
}

TEST_F(TransactionsTest, WhatAScriptHasEndedIsNotEndedAgain) {
    Transactions made = online();
    made.begin(false);
    connection_.commit(true);
    made.end(true);
    made.begin(false);
    connection_.commit(true);
    made.end(false);
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT", "BEGIN", "COMMIT"}));
}

TEST_F(TransactionsTest, ACommitThatFailsNamesItsSteps) {
    Transactions made = online(true, true);
    log_.note_step(connection_.queued(), "upgrade a -> b", true);
    made.begin(true);
    connection_.failing = "COMMIT";
    try {
        made.end(true);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.where(), "upgrade a -> b\nstatement: COMMIT");
    }
}

TEST_F(TransactionsTest, WhatIsLeftOpenIsAbandoned) {
    Transactions made = online();
    made.abandon();
    EXPECT_EQ(connection_.seen, Texts{});
    made.begin(false);
    made.abandon();
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "ROLLBACK"}));
}

TEST_F(TransactionsTest, AutocommitBlocksEndTheTransactionAndBeginAnother) {
    Transactions made = online();
    made.begin(false);
    run("1");
    made.enter_autocommit();
    EXPECT_FALSE(connection_.in_transaction());
    run("2");
    made.exit_autocommit();
    EXPECT_TRUE(connection_.in_transaction());
    run("3");
    made.end(true);
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "1", "COMMIT", "2", "BEGIN", "3", "COMMIT"}));
    EXPECT_EQ(made.partial_commits(), 1);
}

TEST_F(TransactionsTest, AutocommitBlocksInBlocksAreOneForTheDatabase) {
    Transactions made = online();
    made.begin(false);
    made.enter_autocommit();
    made.enter_autocommit();
    run("1");
    made.exit_autocommit();
    EXPECT_FALSE(connection_.in_transaction());
    run("2");
    made.exit_autocommit();
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT", "1", "2", "BEGIN"}));
}

TEST_F(TransactionsTest, AnAutocommitBlockOutsideOfATransactionBeginsNone) {
    Transactions made = online(false);
    made.enter_autocommit();
    run("1");
    made.exit_autocommit();
    EXPECT_EQ(connection_.seen, Texts{"1"});
    EXPECT_FALSE(connection_.in_transaction());
}

TEST_F(TransactionsTest, AFailureInAnAutocommitBlockIsThrownAtItsEnd) {
    Transactions made = online();
    made.begin(false);
    made.enter_autocommit();
    run("1");
    connection_.failing = "2";
    run("2");
    EXPECT_EQ(failure([&] { made.exit_autocommit(); }), "refused 2");
    EXPECT_FALSE(connection_.in_transaction());
    made.end_after_failure();
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "COMMIT", "1"})) << "there is nothing to roll back";
}

TEST_F(TransactionsTest, ACommitOfTheScriptKeepsWhatIsWritten) {
    Transactions made = online();
    made.begin(false);
    made.in_script([&] {
        run("INSERT");
        made.end_by_script(true, false);
        EXPECT_TRUE(connection_.in_transaction());
        EXPECT_EQ(made.partial_commits(), 1);
        run("SELECT");
        made.end_by_script(true, false);
    });
    EXPECT_EQ(made.partial_commits(), 1) << "the second one had nothing to keep";
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "INSERT", "COMMIT", "BEGIN", "SELECT", "COMMIT", "BEGIN"}));
}

TEST_F(TransactionsTest, ARollbackOfTheScriptThatLosesNothingIsDone) {
    Transactions made = online();
    made.begin(false);
    made.in_script([&] {
        run("SELECT");
        made.end_by_script(false, false);
        EXPECT_TRUE(connection_.in_transaction());
    });
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "SELECT", "ROLLBACK", "BEGIN"}));
    EXPECT_EQ(made.partial_commits(), 0);
}

TEST_F(TransactionsTest, ARollbackOfTheScriptThatLosesSomethingIsRefused) {
    Transactions made = online();
    made.begin(false);
    try {
        made.in_script([&] {
            run("INSERT");
            made.end_by_script(false, false);
        });
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Error::Kind::Script);
        EXPECT_STREQ(error.what(), rolled_back);
        EXPECT_EQ(error.where(), "v.py:7");
    }
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "INSERT"}));
}

TEST_F(TransactionsTest, WhereTheScriptHandlesAnErrorTheRefusalWaits) {
    Transactions made = online();
    made.begin(false);
    EXPECT_EQ(failure([&] {
                  made.in_script([&] {
                      run("INSERT");
                      made.end_by_script(false, true);
                  });
              }),
              rolled_back)
        << "at the end of the step";
    EXPECT_EQ(failure([&] {
                  made.in_script([&] {
                      run("INSERT");
                      made.end_by_script(false, true);
                      throw Error(Error::Kind::Script, "what went wrong");
                  });
              }),
              "what went wrong");
    for (const bool statement : {false, true})
        EXPECT_EQ(failure([&] {
                      made.in_script([&] {
                          run("INSERT");
                          made.end_by_script(false, true);
                          statement ? made.note_statement("SELECT 1") : made.end_by_script(true, false);
                          ADD_FAILURE() << "the script goes on";
                      });
                  }),
                  rolled_back);
    EXPECT_EQ(failure([&] { made.in_script([] {}); }), "") << "the next step begins anew";
}

TEST_F(TransactionsTest, OutsideOfStepsTheTransactionEnds) {
    Transactions made = online();
    made.end_by_script(true, false);
    EXPECT_EQ(connection_.seen, Texts{}) << "there was none";
    connection_.begin();
    run("INSERT");
    made.end_by_script(false, false);
    connection_.begin();
    run("INSERT");
    made.note_statement("ROLLBACK");
    made.end_by_script(true, false);
    EXPECT_EQ(connection_.seen, (Texts{"BEGIN", "ROLLBACK", "BEGIN", "INSERT", "COMMIT"}));
    EXPECT_EQ(made.partial_commits(), 0);
}

TEST_F(TransactionsTest, StatementsOfTheScriptThatEndTheTransactionAreNoticed) {
    struct Case {
        const char* text;
        bool refused;
        int commits;
    };
    for (const Case& one :
         {Case{"COMMIT", false, 1}, Case{"  end", false, 1}, Case{"Rollback", true, 0}, Case{"ABORT", true, 0},
          Case{"ROLLBACK TO SAVEPOINT a", false, 0}, Case{"COMMIT PREPARED 'a'", false, 0}, Case{"SELECT 1", false, 0},
          Case{"committed", false, 0}}) {
        FakeConnection connection;
        StepLog log(&connection);
        Transactions made(
            &connection, log,
            {.transactional_ddl = true, .per_migration = false, .print = {}, .script_line = [] { return ""; }});
        made.begin(false);
        EXPECT_EQ(failure([&] {
                      made.in_script([&] {
                          made.note_statement(one.text); // nothing is written so far
                          connection.queue({"INSERT"});
                          made.note_statement(one.text);
                      });
                  }),
                  one.refused ? rolled_back : "")
            << one.text;
        EXPECT_EQ(made.partial_commits(), one.commits) << one.text;
    }
}

TEST_F(TransactionsTest, AStatementOutsideOfATransactionEndsNone) {
    Transactions made = online(false);
    made.in_script([&] { made.note_statement("ROLLBACK"); });
    EXPECT_EQ(made.partial_commits(), 0);
}

TEST_F(TransactionsTest, AFailureSaysWhatStays) {
    Transactions made = online();
    const Error failed(Error::Kind::Script, "it failed", "v.py", "Mend it.");
    EXPECT_EQ(made.told(failed, made.partial_commits()).now(), "Mend it.");
    const int before = made.partial_commits();
    made.note_commit_of_script();
    EXPECT_NE(made.told(failed, before).now().find("stays committed"), std::string::npos);
    EXPECT_EQ(made.told(failed, made.partial_commits()).now(), "Mend it.") << "of a later step";
}

TEST_F(TransactionsTest, OfflineTheyArePrinted) {
    Transactions made = offline();
    EXPECT_FALSE(made.is_external());
    EXPECT_TRUE(made.begin(false));
    EXPECT_FALSE(made.begin(true));
    made.enter_autocommit();
    made.exit_autocommit();
    made.end(true);
    EXPECT_EQ(printed_, (Texts{"BEGIN;", "COMMIT;", "BEGIN;", "COMMIT;"}));
    EXPECT_EQ(made.partial_commits(), 0);
    EXPECT_FALSE(made.is_open());
}

TEST_F(TransactionsTest, OfflineEachStepMayHaveItsOwn) {
    Transactions made = offline(true, true);
    EXPECT_FALSE(made.begin(false));
    EXPECT_TRUE(made.begin(true));
    made.end(true);
    EXPECT_TRUE(made.begin(true));
    made.end(true);
    EXPECT_EQ(printed_, (Texts{"BEGIN;", "COMMIT;", "BEGIN;", "COMMIT;"}));
}

TEST_F(TransactionsTest, OfflineThereAreNoneWhereDdlIsNotTransactional) {
    for (const bool per_migration : {false, true}) {
        Transactions made = offline(false, per_migration);
        EXPECT_FALSE(made.begin(false));
        EXPECT_FALSE(made.begin(true));
        made.enter_autocommit();
        made.exit_autocommit();
    }
    EXPECT_EQ(printed_, Texts{});
}

TEST_F(TransactionsTest, OfflineAFailurePrintsNothing) {
    Transactions made = offline();
    made.begin(false);
    made.end_after_failure();
    made.abandon();
    EXPECT_EQ(printed_, Texts{"BEGIN;"});
}

} // namespace
} // namespace limbeck::migration
