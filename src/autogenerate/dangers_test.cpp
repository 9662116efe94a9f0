#include "autogenerate/dangers.hpp"

#include <gtest/gtest.h>

namespace limbeck::autogenerate {
namespace {

schema::TypePtr varchar(std::optional<int> length) {
    schema::Type type;
    type.name = "VARCHAR";
    type.length = length;
    return std::make_shared<const schema::Type>(type);
}

/// The texts of what is dangerous in one change of table t; nothing is counted.
std::vector<std::string> texts(schema::Change change) {
    std::vector<std::string> found;
    for (const Danger& danger : dangers({{"", "t", {std::move(change)}}}, nullptr))
        found.push_back(danger.text);
    return found;
}

schema::AlterColumn alter(schema::TypePtr from, schema::TypePtr to) {
    schema::AlterColumn change;
    change.table = "t";
    change.column = "a";
    change.existing_type = std::move(from);
    change.type = std::move(to);
    return change;
}

TEST(Dangers, ATypeThatBecomesNarrower) {
    using Texts = std::vector<std::string>;
    const Texts narrowed{"column t.a is narrowed to 10, values that are longer"};
    EXPECT_EQ(texts(alter(varchar(20), varchar(10))), narrowed);
    EXPECT_EQ(texts(alter(varchar({}), varchar(10))), narrowed);
    EXPECT_EQ(texts(alter(varchar(10), varchar(20))), Texts());
    EXPECT_EQ(texts(alter(varchar(10), varchar({}))), Texts());
    EXPECT_EQ(texts(alter(schema::make_type("BIGINT"), schema::make_type("INTEGER"))),
              Texts{"column t.a becomes INTEGER, values that are larger"});
    EXPECT_EQ(texts(alter(schema::make_type("INTEGER"), schema::make_type("BIGINT"))), Texts());
    EXPECT_EQ(texts(alter(varchar(20), schema::make_type("INTEGER"))),
              Texts{"column t.a becomes INTEGER: its values may not convert"});
}

TEST(Dangers, ALabelThatGoes) {
    schema::AlterEnum change;
    change.name = "mood";
    change.existing_labels = {"sad", "ok", "glad"};
    change.labels = {"unhappy", "ok"};
    change.renamed = {{"sad", "unhappy"}};
    change.users.emplace_back();
    change.users.front().table = "t";
    change.users.front().column = "a";
    EXPECT_EQ(texts(change), std::vector<std::string>{"removes glad from mood, which column t.a has"});
}

} // namespace
} // namespace limbeck::autogenerate
