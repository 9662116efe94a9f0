#include "schema/declared.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

DeclaredColumn column(std::string name, std::string type) {
    DeclaredColumn made;
    made.name = std::move(name);
    made.type = make_type(std::move(type));
    return made;
}

DeclaredTable table(std::vector<DeclaredColumn> columns) {
    DeclaredTable made;
    made.name = "t";
    made.columns = std::move(columns);
    return made;
}

DeclaredColumn key(std::string name, std::string type = "Integer") {
    DeclaredColumn made = column(std::move(name), std::move(type));
    made.primary_key = true;
    return made;
}

TEST(Normalize, FlagsMakeThePrimaryKeyAndItsColumnsNotNull) {
    const Table t = normalize(table({key("a"), column("b", "Integer"), key("c", "String")}));
    ASSERT_TRUE(t.primary_key());
    EXPECT_EQ(t.primary_key()->columns, (std::vector<std::string>{"a", "c"}));
    EXPECT_FALSE(t.columns[0].nullable);
    EXPECT_TRUE(t.columns[1].nullable);
}

TEST(Normalize, TheAutoincrementedColumnComesFirstInAKeyOfFlags) {
    DeclaredTable both = table({key("a"), key("b")});
    both.columns[1].autoincrement = Column::Autoincrement::Yes;
    const Table t = normalize(both);
    EXPECT_EQ(t.primary_key()->columns, (std::vector<std::string>{"b", "a"}));
    EXPECT_FALSE(t.columns[0].autoincremented);
    EXPECT_TRUE(t.columns[1].autoincremented);
}

TEST(Normalize, AListedKeyWinsOverFlags) {
    DeclaredTable flagged = table({key("a"), column("b", "Integer")});
    PrimaryKey listed;
    listed.columns = {"b"};
    flagged.constraints.push_back({listed});
    const Table t = normalize(flagged);
    EXPECT_FALSE(t.columns[0].primary_key);
    EXPECT_TRUE(t.columns[1].primary_key);
    EXPECT_FALSE(t.columns[1].nullable);
}

TEST(Normalize, NullableAsGivenStays) {
    DeclaredTable given = table({key("a")});
    given.columns[0].nullable_given = true;
    EXPECT_TRUE(normalize(given).columns[0].nullable);
}

TEST(Normalize, WhatColumnsBringFollowsTheTablesOwnConstraints) {
    DeclaredTable flagged = table({column("a", "Integer"), column("b", "Boolean")});
    flagged.columns[0].unique = true;
    flagged.columns[0].index = false;
    flagged.columns[1].unique = true;
    flagged.columns[1].index = true;
    auto checked = std::make_shared<Type>(*flagged.columns[1].type);
    checked->create_constraint = true;
    checked->type_name = "b_check";
    flagged.columns[1].type = checked;
    ForeignKey of_column;
    of_column.columns = {"a"};
    Check own;
    own.name = "own";
    flagged.constraints = {{of_column, true}, {own, false}};
    const Table t = normalize(flagged);

    ASSERT_EQ(t.constraints.size(), 4U);
    EXPECT_EQ(name_of(t.constraints[0]).text, "own");
    EXPECT_TRUE(std::holds_alternative<Unique>(t.constraints[1]));
    EXPECT_TRUE(std::holds_alternative<ForeignKey>(t.constraints[2]));
    EXPECT_EQ(name_of(t.constraints[3]).text, "b_check");
    ASSERT_EQ(t.indexes.size(), 1U);
    EXPECT_TRUE(t.indexes[0].unique);
}

TEST(Normalize, WhatIsStoredStays) {
    Table t;
    t.name = "t";
    PrimaryKey listed;
    listed.columns = {"a"};
    t.constraints.emplace_back(listed);
    t.columns.push_back(column("a", "Integer"));
    const Table again = normalize(declared(t));
    EXPECT_TRUE(again.columns[0].nullable);
    EXPECT_FALSE(again.columns[0].autoincremented);
    EXPECT_TRUE(again.columns[0].primary_key);
    EXPECT_EQ(again.constraints.size(), 1U);
}

TEST(Normalize, TwoColumnsOfOneNameAreRefused) {
    try {
        normalize(table({column("a", "Integer"), column("b", "Integer"), column("a", "String")}));
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "A column with name 'a' is already present in table 't'.");
    }
}

TEST(Normalize, AConstraintOnAColumnThatThereIsNotIsRefused) {
    DeclaredTable t = table({column("a", "Integer")});
    Unique unique;
    unique.columns = {"b"};
    t.constraints.push_back({unique});
    try {
        normalize(t);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "Can't create UniqueConstraint on table 't': no column named 'b' is present.");
    }
}

TEST(Normalize, AnAutoincrementedColumnIsANumberWithoutDefaultAndForeignKey) {
    const auto autoincremented = [](const DeclaredTable& t) { return normalize(t).columns[0].autoincremented; };
    EXPECT_TRUE(autoincremented(table({key("a")})));
    EXPECT_FALSE(autoincremented(table({key("a", "Numeric")})));
    EXPECT_FALSE(autoincremented(table({key("a", "String")})));
    EXPECT_FALSE(autoincremented(table({key("a"), key("b")})));

    DeclaredTable with_default = table({key("a")});
    with_default.columns[0].has_default = true;
    EXPECT_FALSE(autoincremented(with_default));

    DeclaredTable refers = table({key("a")});
    ForeignKey foreign;
    foreign.columns = {"a"};
    refers.constraints.push_back({foreign});
    EXPECT_FALSE(autoincremented(refers));
    refers.columns[0].autoincrement = Column::Autoincrement::IgnoreFk;
    EXPECT_TRUE(autoincremented(refers));

    DeclaredTable numeric = table({key("a", "Numeric")});
    numeric.columns[0].autoincrement = Column::Autoincrement::Yes;
    EXPECT_THROW(autoincremented(numeric), Error);
    Type whole = *numeric.columns[0].type;
    whole.scale = 0;
    numeric.columns[0].type = std::make_shared<const Type>(whole);
    EXPECT_TRUE(autoincremented(numeric));

    DeclaredTable text = table({key("a", "String")});
    text.columns[0].autoincrement = Column::Autoincrement::Yes;
    EXPECT_THROW(autoincremented(text), Error);
}

} // namespace
} // namespace limbeck::schema
