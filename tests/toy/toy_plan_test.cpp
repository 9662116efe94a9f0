// A plan for the toy: its rules are all that the recorder of every database needs.

#include "dialects/planning/connection.hpp"
#include "dialects/planning/effects.hpp"
#include "operations/target.hpp"
#include "sql/expression.hpp"
#include "toy_dialect.hpp"
#include "toy_plan_rules.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <map>
#include <memory>
#include <utility>

namespace {

using namespace limbeck;
using dialects::Result;
using dialects::Statement;

/// What a server would answer.
struct Server {
    std::map<std::string, std::vector<List>> rows; ///< by the beginning of the query
    std::map<std::string, std::string> errors;     ///< SQLSTATEs, likewise
    std::vector<std::string> got;
};

class Session final : public dialects::Connection {
  public:
    explicit Session(Server& server) : server_(server) {}
    const dialects::Dialect& dialect() const override { return toy::dialect(); }
    Result execute(const Statement& statement) override {
        server_.got.push_back(statement.text);
        for (const auto& [text, state] : server_.errors)
            if (statement.text.starts_with(text)) {
                Error error(Error::Kind::Database, "refused");
                error.sqlstate = state;
                throw error;
            }
        Result result;
        result.returns_rows = true;
        for (const auto& [text, rows] : server_.rows)
            if (statement.text.starts_with(text))
                result.rows = rows;
        return result;
    }
    void queue(Statement statement) override { execute(statement); }
    void flush() override {}
    void begin() override { server_.got.emplace_back("BEGIN"); }
    void commit(bool) override { server_.got.emplace_back("COMMIT"); }
    void rollback() override { server_.got.emplace_back("ROLLBACK"); }
    bool in_transaction() const override { return false; }
    std::uint64_t queued() const override { return 0; }
    std::uint64_t done() const override { return 0; }
    void wait_for(std::uint64_t) override {}
    void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
    void unlock_migrations() override {}
    void interrupt() noexcept override {}
    std::string server_version() override { return "1"; }

  private:
    Server& server_;
};

class Plan : public testing::Test, public operations::Target {
  protected:
    Plan()
        : connection_(dialects::connect_for_plan(std::make_unique<Session>(server_), toy::plan_rules(),
                                                 [this](const std::string& text) { recorded_.push_back(text); })) {}

    const dialects::Dialect& dialect() const override { return toy::dialect(); }
    dialects::Connection* connection() override { return connection_.get(); }
    void run(Statement statement) override { connection_->queue(std::move(statement)); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

    void change(const schema::Change& change) { operations::run(change, *this); }
    /// The reason why the plan ends; empty: it goes on.
    std::string reads(const std::string& text) {
        try {
            connection_->execute({text});
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
    static schema::AddColumn column(const std::string& table, const std::string& name) {
        schema::AddColumn add;
        add.table.name = table;
        add.table.columns.emplace_back();
        add.table.columns.back().name = name;
        add.table.columns.back().type = schema::make_type("Integer");
        return add;
    }

    Server server_;
    std::vector<std::string> recorded_;
    std::unique_ptr<dialects::Connection> connection_;
    schema::NamingConvention convention_;
};

using Texts = std::vector<std::string>;

TEST_F(Plan, RecordsAndRunsNothing) {
    connection_->begin();
    change(column("t", "Email"));
    connection_->queue({"UPDATE t SET email = 1"});
    connection_->commit();
    EXPECT_EQ(recorded_,
              (Texts{"BEGIN", "ALTER TABLE t ADD COLUMN `Email` INTEGER", "UPDATE t SET email = 1", "COMMIT"}));
    EXPECT_EQ(server_.got, Texts());
}

TEST_F(Plan, ReadsInATransactionThatOnlyReads) {
    server_.rows["SELECT id"] = {{Value(std::int64_t{7})}};
    EXPECT_EQ(connection_->execute({"SELECT id FROM t"}).rows.size(), 1U);
    EXPECT_EQ(server_.got, (Texts{"SET TRANSACTION READ ONLY", "BEGIN", "SELECT id FROM t", "COMMIT"}));
    EXPECT_EQ(recorded_, Texts());
}

TEST_F(Plan, EndsWhereARowDependsOnWhatIsPlanned) {
    change(column("t", "Email"));
    EXPECT_EQ(reads("SELECT id FROM t # `email`"), "");
    EXPECT_NE(reads("SELECT EMAIL FROM t").find("columns of 't'"), std::string::npos);
    EXPECT_NE(reads("SELECT id FROM t").find("the plan ends here"), std::string::npos); // stays the answer
}

TEST_F(Plan, FollowsViewsAndKeys) {
    server_.rows["SELECT table_name, view_definition"] = {{Value("v"), Value("select `t`.`id` from `t`")}};
    server_.rows["SELECT referenced_table_name"] = {{Value("t"), Value("Child")}};
    connection_->queue({"UPDATE `T` SET id = 1"});
    EXPECT_EQ(reads("SELECT 1 FROM other"), "");
    EXPECT_NE(reads("SELECT 1 FROM v"), "");
    connection_->resume_plan();
    EXPECT_NE(reads("SELECT 1 FROM child"), "");
}

TEST_F(Plan, FollowsKeysThatThePlanItselfMakes) {
    schema::ForeignKey key;
    key.columns = {"t"};
    key.referred_table = "t";
    key.ondelete = "CASCADE";
    schema::AddColumn add = column("child", "t");
    add.table.constraints.emplace_back(key);
    const dialects::Effects effects = dialects::effects_of(add, "toy");
    Statement statement{"ALTER TABLE child …"};
    statement.effects = std::make_shared<const dialects::Effects>(effects);
    connection_->queue(statement);
    EXPECT_EQ(reads("SELECT 1 FROM child"), "");
    connection_->queue({"DELETE FROM t"});
    EXPECT_NE(reads("SELECT 1 FROM child"), "");
}

TEST_F(Plan, TakesWhatItRefusesForAWrite) {
    server_.errors["SELECT id FROM t FOR UPDATE"] = "25006";
    EXPECT_TRUE(connection_->execute({"SELECT id FROM t FOR UPDATE"}).planned);
    EXPECT_EQ(recorded_, Texts{"SELECT id FROM t FOR UPDATE"});
    server_.errors["SELECT id FROM new"] = "42S02";
    EXPECT_EQ(reads("SELECT id FROM new"), "refused");
    change(schema::RenameTable{"", "old", "other"});
    EXPECT_NE(reads("SELECT id FROM new").find("what is not there before"), std::string::npos);
}

TEST_F(Plan, TellsAChangeFromTheChangeAndNotFromItsText) {
    // What a default names is not changed by it.
    schema::AddColumn add = column("t", "next");
    add.table.columns.back().server_default = sql::literal_column("(id + 1)");
    change(add);
    EXPECT_EQ(recorded_, Texts{"ALTER TABLE t ADD COLUMN next INTEGER DEFAULT (id + 1)"});
    EXPECT_EQ(reads("SELECT id FROM t"), "");
    connection_->queue({recorded_.front()});
    EXPECT_NE(reads("SELECT id FROM t"), "");
}

} // namespace
