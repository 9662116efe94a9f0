#include "autogenerate/label_use.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::autogenerate {
namespace {

/// The label "c" is added to a type that the column t.kind has.
schema::AlterEnum addition() {
    schema::AlterEnum change;
    change.name = "kind";
    change.existing_labels = {"a", "b"};
    change.labels = {"a", "b", "c"};
    schema::AlterEnum::User user;
    user.table = "t";
    user.column = "kind";
    change.users = {user};
    return change;
}

bool is_used_by(const schema::Change& later, const schema::AlterEnum& change = addition()) {
    const schema::Change first = change;
    return uses_new_label({&first, &later}, 0);
}

schema::AlterColumn default_of(const std::string& table, const std::string& text) {
    schema::AlterColumn change;
    change.table = table;
    change.column = "kind";
    change.server_default = sql::text(text);
    return change;
}

schema::AddConstraint check(const std::string& table, const std::string& text) {
    schema::Check made;
    made.sqltext = sql::text(text);
    return {"", table, made};
}

TEST(LabelUse, Defaults) {
    EXPECT_TRUE(is_used_by(default_of("t", "'c'")));
    EXPECT_TRUE(is_used_by(default_of("t", "'c'::kind")));
    EXPECT_TRUE(is_used_by(default_of("t", "'{a,c}'::kind[]")));
    EXPECT_TRUE(is_used_by(default_of("t", "'{\"c\"}'")));
    EXPECT_FALSE(is_used_by(default_of("t", "'a'")));
    EXPECT_FALSE(is_used_by(default_of("t", "'cc'")));
    EXPECT_FALSE(is_used_by(default_of("t", "'{cc}'")));
    EXPECT_FALSE(is_used_by(default_of("t", "'it''s c'")));
    EXPECT_FALSE(is_used_by(default_of("other", "'c'")));
    EXPECT_TRUE(is_used_by(default_of("other", "'c'::kind::text")));
    schema::AlterColumn value = default_of("t", "");
    value.server_default = sql::literal("c");
    EXPECT_TRUE(is_used_by(value));
}

TEST(LabelUse, Expressions) {
    EXPECT_TRUE(is_used_by(check("t", "kind <> 'c'")));
    EXPECT_FALSE(is_used_by(check("t", "kind <> 'b'")));
    EXPECT_FALSE(is_used_by(check("t", "\"c\" > 'a'")));
    EXPECT_FALSE(is_used_by(check("other", "word <> 'c'")));

    schema::CreateIndex index;
    index.index.table = "t";
    index.index.elements = {{"id", nullptr}};
    EXPECT_FALSE(is_used_by(index));
    index.index.where["postgresql"] = sql::text("kind = 'c'");
    EXPECT_TRUE(is_used_by(index));
}

TEST(LabelUse, NewColumnsOfTheType) {
    schema::Type kind;
    kind.name = "Enum";
    kind.type_name = "kind";
    kind.labels.emplace();
    schema::CreateTable change;
    change.table.name = "new";
    schema::Column column;
    column.name = "kind";
    column.type = std::make_shared<const schema::Type>(kind);
    change.table.columns = {column};
    EXPECT_FALSE(is_used_by(change));
    change.table.columns.front().server_default = sql::text("'c'");
    EXPECT_TRUE(is_used_by(change));
    change.table.columns.front().type = schema::make_type("Text");
    EXPECT_FALSE(is_used_by(change));
}

TEST(LabelUse, RenamedLabelsAreNotNew) {
    schema::AlterEnum change = addition();
    change.existing_labels = {"a", "b", "x"};
    change.renamed = {{"x", "c"}};
    EXPECT_FALSE(is_used_by(default_of("t", "'c'"), change));
}

} // namespace
} // namespace limbeck::autogenerate
