#include "operations/summary.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::operations {
namespace {

schema::Table account(std::initializer_list<const char*> columns) {
    schema::Table table;
    table.name = "account";
    for (const char* name : columns) {
        schema::Column column;
        column.name = name;
        table.columns.push_back(std::move(column));
    }
    return table;
}

AddColumn added(schema::Table table) {
    AddColumn add;
    add.table = std::move(table);
    return add;
}

TEST(Summary, SaysWhatHappensToWhat) {
    EXPECT_EQ(summary(CreateTable{account({"id"})}), "create table account");
    EXPECT_EQ(summary(added(account({"email"}))), "add column account.email");
    schema::Table table = account({"email"});
    table.schema = "shop";
    EXPECT_EQ(summary(added(table)), "add column shop.account.email");
    EXPECT_EQ(summary(RenameTable{"shop", "a", "b"}), "rename table shop.a to b");
    EXPECT_EQ(summary(BulkInsert{account({"id"}), {Map{{"id", 1}}, Map{{"id", 2}}}}), "2 rows into account");
    EXPECT_EQ(summary(BulkInsert{account({"id"}), {Map{{"id", 1}}}}), "1 row into account");
}

TEST(Summary, NamesWhatAColumnBecomes) {
    AlterColumn alter;
    alter.table = "account";
    alter.column = "email";
    alter.nullable = false;
    EXPECT_EQ(summary(alter), "alter column account.email: not null");
    alter.server_default = sql::ExpressionPtr();
    EXPECT_EQ(summary(alter), "alter column account.email: not null, no default");
    AlterColumn rename;
    rename.table = "account";
    rename.column = "email";
    rename.new_name = "mail";
    EXPECT_EQ(summary(rename), "rename column account.email to mail");
}

TEST(Summary, NamesConstraintsOrTheirColumns) {
    schema::Unique unique;
    unique.columns = {"a", "b"};
    EXPECT_EQ(summary(AddConstraint{"", "account", unique}), "add unique constraint (a, b) to account");
    unique.name = "uq";
    EXPECT_EQ(summary(AddConstraint{"", "account", unique}), "add unique constraint uq to account");
}

TEST(Summary, SaysTheTableOfABatchOnce) {
    auto batch = std::make_shared<BatchAlterTable>();
    batch->table = "account";
    schema::Unique unique;
    unique.name = "uq";
    batch->operations = {added(account({"email"})), AddConstraint{"", "account", unique}};
    EXPECT_EQ(summary(batch), "change table account: add column email, add unique constraint uq");
}

TEST(Summary, ShowsTheBeginningOfAStatement) {
    EXPECT_EQ(summary(Execute{nullptr, "UPDATE account\n   SET a = 1;"}), "UPDATE account SET a = 1");
    EXPECT_EQ(summary_of_statement("CREATE ROLE r PASSWORD 'secret'").find("secret"), std::string::npos);
    const std::string shown = summary_of_statement("SELECT " + std::string(200, 'x') + " FROM t");
    EXPECT_LT(shown.size(), 70U);
    EXPECT_TRUE(shown.ends_with(" …"));
}

} // namespace
} // namespace limbeck::operations
