#include "dialects/dialect.hpp"
#include "schema/declared.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects {
namespace {

/// A database in which some types exist.
class Types final : public DatabaseState {
  public:
    std::set<std::pair<std::string, std::string>> types;
    bool has_type(const std::string& schema, const std::string& name) override {
        return types.contains({schema, name});
    }
    bool has_table(const std::string&, const std::string&) override { return false; }
    bool has_index(const std::string&, const std::string&, const std::string&) override { return false; }
};

schema::Type mood() {
    schema::Type type;
    type.name = "Enum";
    type.type_name = "mood";
    type.length = 5;
    type.labels.emplace();
    type.labels->labels = {"happy", "sad"};
    return type;
}

schema::Table table_with(schema::Type type) {
    schema::DeclaredTable table;
    table.name = "t";
    schema::DeclaredColumn column;
    column.name = "m";
    column.type = std::make_shared<schema::Type>(std::move(type));
    table.columns.push_back(column);
    return schema::normalize(std::move(table));
}

std::vector<std::string> texts(const Statements& statements) {
    std::vector<std::string> found;
    for (const Statement& statement : statements)
        found.push_back(statement.text);
    return found;
}

using Texts = std::vector<std::string>;

TEST(DialectNamed, KnowsItsDialects) {
    EXPECT_EQ(dialect_named("postgresql").name(), "postgresql");
    EXPECT_EQ(dialect_named("sqlite").name(), "sqlite");
    EXPECT_THROW(dialect_named("oracle"), Error);
}

TEST(Postgresql, AnEnumComesWithItsFirstTableOnly) {
    const Dialect& dialect = dialect_named("postgresql");
    Types database;
    EXPECT_EQ(dialect.ddl().create_table(table_with(mood()), false, &database).size(), 2U);
    EXPECT_EQ(dialect.ddl().create_table(table_with(mood()), false, &database).size(), 1U);
    // As in Alembic: what was created in a run is not dropped in it.
    EXPECT_EQ(texts(dialect.ddl().drop_table(table_with(mood()), false, &database)), (Texts{"DROP TABLE t"}));
}

TEST(Postgresql, AnEnumGoesWithItsTable) {
    EXPECT_EQ(texts(dialect_named("postgresql").ddl().drop_table(table_with(mood()), false, nullptr)),
              (Texts{"DROP TABLE t", "DROP TYPE mood"}));
}

TEST(Postgresql, CheckfirstAsksWhetherTheTypeExists) {
    const Dialect& dialect = dialect_named("postgresql");
    Types database;
    EXPECT_EQ(texts(dialect.ddl().create_enum(mood(), true, &database)),
              (Texts{"CREATE TYPE mood AS ENUM ('happy', 'sad')"}));
    EXPECT_TRUE(dialect.ddl().drop_enum(mood(), true, &database).empty());
    database.types.insert({"", "mood"});
    EXPECT_TRUE(dialect.ddl().create_enum(mood(), true, &database).empty());
    EXPECT_EQ(dialect.ddl().create_enum(mood(), false, &database).size(), 1U);
    EXPECT_EQ(texts(dialect.ddl().drop_enum(mood(), true, &database)), (Texts{"DROP TYPE mood"}));
}

TEST(Postgresql, AnEnumThatIsNoTypeOfItsOwnIsNotCreated) {
    schema::Type type = mood();
    type.labels->native_enum = false;
    EXPECT_TRUE(dialect_named("postgresql").ddl().create_enum(type, false, nullptr).empty());
    EXPECT_EQ(texts(dialect_named("postgresql").ddl().create_table(table_with(type), false, nullptr)),
              (Texts{"CREATE TABLE t (\n\tm VARCHAR(5)\n)"}));
}

TEST(Sqlite, HasNoTypesOfItsOwn) {
    const Dialect& dialect = dialect_named("sqlite");
    EXPECT_TRUE(dialect.ddl().create_enum(mood(), false, nullptr).empty());
    EXPECT_EQ(texts(dialect.ddl().create_table(table_with(mood()), true, nullptr)),
              (Texts{"CREATE TABLE IF NOT EXISTS t (\n\tm VARCHAR(5)\n)"}));
    EXPECT_TRUE(dialect.ddl().create_sequence({}, false).empty());
}

TEST(Sqlite, RefusesConstraintsAndSaysWhatToDo) {
    schema::Unique unique;
    unique.columns = {"m"};
    try {
        dialect_named("sqlite").ddl().add_constraint("", "t", unique);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
        EXPECT_NE(std::string(error.what()).find("batch mode feature"), std::string::npos);
        EXPECT_NE(error.now().find("batch_alter_table"), std::string::npos);
    }
}

TEST(Dialects, AnErrorInAColumnNamesTableAndColumn) {
    try {
        dialect_named("postgresql").ddl().create_table(table_with({}), false, nullptr);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "(in table 't', column 'm'): Can't generate DDL for NullType(); did you forget to "
                                   "specify a type on this Column?");
    }
}

TEST(Dialects, AddColumnTakesOneColumn) {
    EXPECT_THROW(dialect_named("postgresql").ddl().add_column({}, false, nullptr), Error);
}

} // namespace
} // namespace limbeck::dialects
