#include "schema/table.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

Column column(std::string name, std::string type) {
    Column made;
    made.name = std::move(name);
    made.type = make_type(std::move(type));
    return made;
}

Table table(std::vector<Column> columns) {
    Table made;
    made.name = "t";
    made.columns = std::move(columns);
    return made;
}

Column key(std::string name, std::string type = "Integer") {
    Column made = column(std::move(name), std::move(type));
    made.primary_key = true;
    return made;
}

TEST(Normalize, FlagsMakeThePrimaryKeyAndItsColumnsNotNull) {
    Table t = table({key("a"), column("b", "Integer"), key("c", "String")});
    normalize(t);
    ASSERT_TRUE(t.primary_key());
    EXPECT_EQ(t.primary_key()->columns, (std::vector<std::string>{"a", "c"}));
    EXPECT_FALSE(t.columns[0].nullable);
    EXPECT_TRUE(t.columns[1].nullable);
}

TEST(Normalize, TheNumberedColumnComesFirstInAKeyOfFlags) {
    Table t = table({key("a"), key("b")});
    t.columns[1].autoincrement = Column::Autoincrement::Yes;
    normalize(t);
    EXPECT_EQ(t.primary_key()->columns, (std::vector<std::string>{"b", "a"}));
    EXPECT_EQ(autoincrement_column(t), &t.columns[1]);
}

TEST(Normalize, AListedKeyWinsOverFlags) {
    Table t = table({key("a"), column("b", "Integer")});
    PrimaryKey listed;
    listed.columns = {"b"};
    t.constraints.emplace_back(listed);
    normalize(t);
    EXPECT_FALSE(t.columns[0].primary_key);
    EXPECT_TRUE(t.columns[1].primary_key);
    EXPECT_FALSE(t.columns[1].nullable);
}

TEST(Normalize, NullableAsGivenStays) {
    Table t = table({key("a")});
    t.columns[0].nullable_given = true;
    normalize(t);
    EXPECT_TRUE(t.columns[0].nullable);
}

TEST(Normalize, WhatColumnsBringFollowsTheTablesOwnConstraints) {
    Table t = table({column("a", "Integer"), column("b", "Boolean")});
    t.columns[0].unique = true;
    t.columns[0].index = false;
    t.columns[1].unique = true;
    t.columns[1].index = true;
    auto checked = std::make_shared<Type>(*t.columns[1].type);
    checked->create_constraint = true;
    checked->type_name = "b_check";
    t.columns[1].type = checked;
    ForeignKey of_column;
    of_column.columns = {"a"};
    of_column.column_level = true;
    Check own;
    own.name = "own";
    t.constraints = {of_column, own};
    normalize(t);

    ASSERT_EQ(t.constraints.size(), 4U);
    EXPECT_EQ(name_of(t.constraints[0]).text, "own");
    EXPECT_TRUE(std::holds_alternative<Unique>(t.constraints[1]));
    EXPECT_TRUE(std::holds_alternative<ForeignKey>(t.constraints[2]));
    EXPECT_EQ(name_of(t.constraints[3]).text, "b_check");
    ASSERT_EQ(t.indexes.size(), 1U);
    EXPECT_TRUE(t.indexes[0].unique);

    normalize(t);
    EXPECT_EQ(t.constraints.size(), 4U);
    EXPECT_EQ(t.indexes.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<ForeignKey>(t.constraints[2]));
}

TEST(Normalize, AConstraintOnAColumnThatThereIsNotIsRefused) {
    Table t = table({column("a", "Integer")});
    Unique unique;
    unique.columns = {"b"};
    t.constraints.emplace_back(unique);
    try {
        normalize(t);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "Can't create UniqueConstraint on table 't': no column named 'b' is present.");
    }
}

TEST(AutoincrementColumn, NeedsANumberWithoutDefaultAndForeignKey) {
    const auto numbered = [](Table t) {
        normalize(t);
        return autoincrement_column(t) != nullptr;
    };
    EXPECT_TRUE(numbered(table({key("a")})));
    EXPECT_FALSE(numbered(table({key("a", "Numeric")})));
    Table number = table({key("a", "Numeric")});
    number.columns[0].autoincrement = Column::Autoincrement::Yes;
    EXPECT_TRUE(numbered(number));
    EXPECT_FALSE(numbered(table({key("a", "String")})));
    EXPECT_FALSE(numbered(table({key("a"), key("b")})));

    Table with_default = table({key("a")});
    with_default.columns[0].has_default = true;
    EXPECT_FALSE(numbered(with_default));

    Table refers = table({key("a")});
    ForeignKey foreign;
    foreign.columns = {"a"};
    refers.constraints.emplace_back(foreign);
    EXPECT_FALSE(numbered(refers));
    refers.columns[0].autoincrement = Column::Autoincrement::IgnoreFk;
    EXPECT_TRUE(numbered(refers));

    Table text = table({key("a", "String")});
    text.columns[0].autoincrement = Column::Autoincrement::Yes;
    EXPECT_THROW(numbered(text), Error);
}

TEST(Type, VariantsReplaceTheTypeForTheirDialect) {
    Type type = *make_type("JSON");
    type.variants["postgresql"] = make_type("JSONB");
    EXPECT_EQ(type.for_dialect("postgresql").name, "JSONB");
    EXPECT_EQ(type.for_dialect("sqlite").name, "JSON");
}

} // namespace
} // namespace limbeck::schema
