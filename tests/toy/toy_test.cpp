// What a database needs to be added: a dialect of another folder, with nothing changed for it elsewhere.

#include "dialects/dialect.hpp"
#include "schema/declared.hpp"
#include "sql/compiler.hpp"
#include "sql/expression.hpp"
#include "toy_dialect.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace limbeck;

const dialects::Dialect& added() {
    static const dialects::Dialect& dialect = [&]() -> const dialects::Dialect& {
        dialects::add_dialect(toy::dialect());
        return dialects::dialect_named("toy");
    }();
    return dialect;
}

schema::Table table_of(const std::string& name) {
    schema::DeclaredTable table;
    table.name = name;
    for (const char* column : {"id", "order"}) {
        table.columns.emplace_back();
        table.columns.back().name = column;
        table.columns.back().type = schema::make_type(column == std::string("id") ? "Integer" : "Boolean");
    }
    table.columns.front().primary_key = true;
    return schema::normalize(std::move(table));
}

std::vector<std::string> texts(const schema::Change& change) {
    std::vector<std::string> found;
    for (const dialects::Statement& statement : added().ddl().write(change, nullptr))
        found.push_back(statement.text);
    return found;
}

std::string text(const sql::ExpressionPtr& tree) {
    sql::CompileOptions options;
    options.binds = sql::Binds::Literal;
    return sql::compile(*tree, added().grammar(), options).text;
}

using Texts = std::vector<std::string>;

TEST(Toy, IsKnown) {
    EXPECT_EQ(&added(), &toy::dialect());
    const std::vector<std::string> names = dialects::dialect_names();
    EXPECT_EQ(std::count(names.begin(), names.end(), "toy"), 1);
}

TEST(Toy, WritesTables) {
    EXPECT_EQ(texts(schema::CreateTable{table_of("group")}),
              Texts{"CREATE TABLE `group` (\n\tid INTEGER NOT NULL, \n\t`order` TINYINT(1), \n\tPRIMARY KEY (id)\n) "
                    "ENGINE=Toy"});
    EXPECT_EQ(texts(schema::DropTable{table_of("t")}), Texts{"DROP TABLE t"});
    EXPECT_EQ(texts(schema::RenameTable{"s", "t", "table"}), Texts{"ALTER TABLE s.t RENAME TO `table`"});
    EXPECT_EQ(texts(schema::TableComment{"", "t", "words", {}}), Texts{"COMMENT ON TABLE t IS 'words'"});
}

TEST(Toy, WritesColumns) {
    schema::Table one = table_of("t");
    one.columns.erase(one.columns.begin());
    one.constraints.clear();
    schema::AddColumn add;
    add.table = one;
    EXPECT_EQ(texts(add), Texts{"ALTER TABLE t ADD COLUMN `order` TINYINT(1)"});
    schema::DropColumn drop;
    drop.table = "t";
    drop.column.name = "order";
    EXPECT_EQ(texts(drop), Texts{"ALTER TABLE t DROP COLUMN `order`"});
    schema::AlterColumn alter;
    alter.table = "t";
    alter.column = "order";
    alter.new_name = "place";
    alter.type = schema::make_type("Integer");
    alter.nullable = false;
    EXPECT_EQ(texts(alter), Texts{"ALTER TABLE t CHANGE `order` place INTEGER NOT NULL"});
}

TEST(Toy, WritesIndexesAndViews) {
    schema::Index index;
    index.name = schema::Name("i", true);
    index.table = "t";
    index.elements.emplace_back();
    index.elements.back().column = "order";
    EXPECT_EQ(texts(schema::CreateIndex{index}), Texts{"CREATE INDEX i ON t (`order`)"});
    EXPECT_EQ(texts(schema::DropIndex{index}), Texts{"DROP INDEX i"});
    schema::View view;
    view.name = "v";
    view.definition = "SELECT 1";
    EXPECT_EQ(texts(schema::CreateView{view, false, {}}), Texts{"CREATE VIEW v AS SELECT 1"});
    EXPECT_EQ(texts(schema::DropView{view}), Texts{"DROP VIEW v"});
}

/// Every kind of change has statements, or none where the database has no such thing, or words for the user.
TEST(Toy, AnswersToEveryChange) {
    const auto answer = [](auto change) {
        try {
            texts(change);
        } catch (const Error& error) {
            EXPECT_TRUE(error.kind() == Error::Kind::Unsupported || error.kind() == Error::Kind::Command)
                << error.message();
            EXPECT_NE(std::string(error.what()), "");
        }
    };
    answer(schema::DropConstraint{"", "t", schema::Name("c", true), "check", false, {}, {}});
    answer(schema::CreateEnum());
    answer(schema::DropEnum());
    answer(schema::AlterEnum());
    answer(schema::CreateSequence());
    answer(schema::DropSequence());
    answer(schema::AlterSequence());
    answer(schema::CreateDomain());
    answer(schema::DropDomain());
    answer(schema::AlterDomain());
    answer(schema::CreateRoutine());
    answer(schema::DropRoutine());
    answer(schema::CreateExtension());
    answer(schema::DropExtension());
    EXPECT_THROW(texts(schema::CreateDomain()), Error);
    EXPECT_EQ(texts(schema::CreateEnum()), Texts());
}

TEST(Toy, CompilesQueries) {
    using namespace sql;
    const ExpressionPtr order = column("t", "order", schema::make_type("String")), other = column("o", "x");
    Select select;
    select.columns = {order, cast(order, schema::make_type("Integer"))};
    select.from = {table("t")};
    select.where = {binary(order, "startswith", literal("a")), binary(order, "ne", binary(order, "concat", order))};
    EXPECT_EQ(text(make(select)),
              "SELECT t.`order`, CAST(t.`order` AS SIGNED) AS `order` \nFROM t \nWHERE (t.`order` LIKE "
              "CONCAT('a', '%')) AND t.`order` != (CONCAT(t.`order`, t.`order`))");
    Insert insert;
    insert.table = table("t");
    EXPECT_EQ(text(make(insert)), "INSERT INTO t () VALUES ()");
    Update update;
    update.table = table("t");
    update.set.push_back({"order", other, nullptr});
    update.from = {table("o")};
    update.where = {binary(column("t", "id"), "eq", column("o", "id"))};
    EXPECT_EQ(text(make(update)), "UPDATE t, o SET `order`=o.x WHERE t.id = o.id");
    Delete gone;
    gone.table = table("t");
    gone.using_ = {table("o")};
    gone.where = update.where;
    EXPECT_EQ(text(make(gone)), "DELETE FROM t USING t, o WHERE t.id = o.id");
}

TEST(Toy, UpdatesRowsThatAreThere) {
    using namespace sql;
    const ExpressionPtr added = column("excluded", "order");
    Insert insert;
    insert.table = table("t");
    insert.rows = {{{"id", literal(1), nullptr}, {"order", literal(2), nullptr}}};
    insert.on_conflict.emplace();
    insert.on_conflict->update = true;
    insert.on_conflict->set = {{"order", binary(column("t", "order"), "add", added), nullptr},
                               {"id", literal(3), nullptr}};
    EXPECT_EQ(text(make(insert)),
              "INSERT INTO t (id, `order`) VALUES (1, 2) ON DUPLICATE KEY UPDATE `order` = (t.`order` + "
              "VALUES(`order`)), id = 3");
    // Elsewhere a table may have that name.
    Select select;
    select.columns = {added};
    select.from = {table("excluded")};
    EXPECT_EQ(text(make(select)), "SELECT excluded.`order` \nFROM excluded");

    const auto refused = [&](const OnConflict& clause) {
        insert.on_conflict = clause;
        try {
            text(make(insert));
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
            return std::string(error.what());
        }
        return std::string();
    };
    const OnConflict update = *insert.on_conflict;
    OnConflict clause = update;
    clause.elements = {column("id")};
    EXPECT_NE(refused(clause), "");
    clause = update;
    clause.constraint = "uq_t";
    EXPECT_NE(refused(clause), "");
    clause = update;
    clause.where = binary(added, "gt", literal(1));
    EXPECT_NE(refused(clause), "");
    EXPECT_NE(refused(OnConflict()), "");
}

} // namespace
