#include "schema/changes.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

// That the reverse of a reverse is the change again is shown for every kind in sql/changes_plain_test.cpp, which can
// compare them. Here: what the reverse says, and what is missing where it cannot be told.
namespace limbeck::schema {
namespace {

template <class T> T reversed(const Change& change) {
    return std::get<T>(reverse(change));
}

std::string missing(const Change& change) {
    try {
        reverse(change);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Error::Kind::Command);
        return error.what();
    }
    return "";
}

Column column(std::string name, const char* type = nullptr) {
    Column made;
    made.name = std::move(name);
    if (type)
        made.type = make_type(type);
    return made;
}

AlterColumn alter() {
    AlterColumn op;
    op.table = "t";
    op.column = "a";
    return op;
}

TEST(Reverse, AColumnThatIsDroppedComesBackWithWhatItCarried) {
    AddColumn add;
    add.table.name = "t";
    add.table.schema = "s";
    add.table.columns = {column("a", "Integer")};
    ForeignKey key;
    key.columns = {"a"};
    key.referred_table = "u";
    add.table.constraints = {key};
    const auto drop = reversed<DropColumn>(add);
    EXPECT_EQ(drop.schema + "." + drop.table + "." + drop.column.name, "s.t.a");
    const auto again = reversed<AddColumn>(drop);
    EXPECT_EQ(again.table.columns.front().type->name, "Integer");
    EXPECT_EQ(std::get<ForeignKey>(again.table.constraints.at(0)).referred_table, "u");
}

TEST(Reverse, ARenamedTableGetsItsOldName) {
    const auto back = reversed<RenameTable>(RenameTable{"s", "old", "new"});
    EXPECT_EQ(back.schema + "." + back.old_name + " " + back.new_name, "s.new old");
}

TEST(Reverse, WhatMayBeThereMayBeMissingOnTheWayBack) {
    CreateTable create;
    create.table.columns = {column("a", "Integer")};
    create.if_not_exists = true;
    const auto drop = reversed<DropTable>(create);
    EXPECT_TRUE(drop.if_exists);
    EXPECT_TRUE(reversed<CreateTable>(drop).if_not_exists);
    AddColumn add;
    add.table.columns = {column("a", "Integer")};
    add.if_not_exists = true;
    EXPECT_TRUE(reversed<DropColumn>(add).if_exists);
    EXPECT_TRUE(reversed<AddColumn>(reversed<DropColumn>(add)).if_not_exists);
    CreateIndex index;
    index.index.elements = {{"a", nullptr}};
    index.if_not_exists = true;
    EXPECT_TRUE(reversed<DropIndex>(index).if_exists);
    EXPECT_TRUE(reversed<CreateIndex>(reversed<DropIndex>(index)).if_not_exists);
}

TEST(Reverse, AConstraintIsDroppedByItsNameAndKindAndComesBack) {
    AddConstraint add;
    add.table = "t";
    Unique unique;
    unique.name = Name("uq", true);
    unique.columns = {"a", "b"};
    add.constraint = unique;
    const auto drop = reversed<DropConstraint>(add);
    EXPECT_EQ(drop.name.text, "uq");
    EXPECT_EQ(drop.kind, "unique");
    EXPECT_EQ(std::get<Unique>(reversed<AddConstraint>(drop).constraint).columns, unique.columns);
}

TEST(Reverse, AlterColumnSetsWhatWas) {
    AlterColumn op = alter();
    op.new_name = "b";
    op.type = make_type("Text");
    op.existing_type = make_type("String");
    op.existing_nullable = false;
    op.comment = std::optional<std::string>("new");
    op.existing_comment = std::optional<std::string>();
    const auto back = reversed<AlterColumn>(op);
    EXPECT_EQ(back.column, "b");
    EXPECT_EQ(back.new_name, "a");
    EXPECT_EQ(back.type->name, "String");
    EXPECT_FALSE(back.nullable);
    EXPECT_EQ(back.existing_nullable, false);
    ASSERT_TRUE(back.comment);
    EXPECT_FALSE(*back.comment);
}

TEST(Reverse, AnIdentityThatCameGoesAndOneThatWentComes) {
    Identity identity;
    identity.start = 5;
    AlterColumn op = alter();
    op.identity = std::optional(identity);
    op.existing_server_default = nullptr;
    const auto back = reversed<AlterColumn>(op);
    ASSERT_TRUE(back.identity);
    EXPECT_FALSE(*back.identity);
    EXPECT_EQ(back.existing_identity->start, 5);
    EXPECT_FALSE(back.server_default);
    const auto again = reversed<AlterColumn>(back);
    EXPECT_EQ((*again.identity)->start, 5);
    EXPECT_FALSE(again.existing_identity);
    ASSERT_TRUE(again.existing_server_default);
}

TEST(Reverse, EnumLabelsComeBackUnderTheirNames) {
    AlterEnum op;
    op.name = "mood";
    op.existing_labels = {"sad", "ok"};
    op.labels = {"unhappy", "fine"};
    op.renamed = {{"sad", "unhappy"}, {"ok", "fine"}};
    const auto back = reversed<AlterEnum>(op);
    EXPECT_EQ(back.labels, op.existing_labels);
    EXPECT_EQ(back.renamed, (std::vector<std::pair<std::string, std::string>>{{"fine", "ok"}, {"unhappy", "sad"}}));
}

TEST(Reverse, AReplacedViewComesBackAndANewOneGoes) {
    View old_view, new_view;
    old_view.definition = "SELECT 1";
    new_view.definition = "SELECT 2";
    EXPECT_EQ(reversed<CreateView>(CreateView{new_view, true, old_view}).view.definition, "SELECT 1");
    EXPECT_EQ(reversed<DropView>(CreateView{new_view, false, std::nullopt}).view.definition, "SELECT 2");
}

TEST(Reverse, WhatIsMissingIsSaid) {
    DropTable table;
    table.table.name = "t";
    EXPECT_EQ(missing(table), "The way back from drop_table of 't' is not known: it does not say the table's columns");
    DropColumn dropped;
    dropped.table = "t";
    dropped.column = column("a");
    EXPECT_EQ(missing(dropped),
              "The way back from drop_column of 't.a' is not known: it does not say the column's type");
    DropConstraint constraint;
    constraint.table = "t";
    constraint.name = "uq";
    EXPECT_EQ(missing(constraint), "The way back from drop_constraint of 'uq' on table 't' is not known: it does not "
                                   "say what the constraint was");
    AlterColumn type = alter();
    type.type = make_type("Text");
    EXPECT_EQ(missing(type), "The way back from alter_column of 't.a' is not known: it does not say existing_type");
    AlterColumn comment = alter();
    comment.comment = std::optional<std::string>("c");
    EXPECT_EQ(missing(comment),
              "The way back from alter_column of 't.a' is not known: it does not say existing_comment");
    AlterColumn server_default = alter();
    server_default.server_default = nullptr;
    EXPECT_EQ(missing(server_default),
              "The way back from alter_column of 't.a' is not known: it does not say existing_server_default");
    AlterColumn option = alter();
    option.type = make_type("Text");
    option.existing_type = make_type("Integer");
    option.options.set("postgresql_using", "a::text");
    EXPECT_EQ(missing(option), "The way back from alter_column of 't.a' is not known: it does not say what its option "
                               "'postgresql_using' is on that way");
    option.reverse_options = Map{};
    EXPECT_EQ(missing(option), "");
    TableComment table_comment;
    table_comment.table = "t";
    EXPECT_NE(missing(table_comment), "");
    DropIndex index;
    index.index.name = "ix";
    EXPECT_NE(missing(index), "");
    EXPECT_NE(missing(CreateView{{}, true, std::nullopt}), "");
    EXPECT_NE(missing(DropView{}), "");
    EXPECT_NE(missing(CreateRoutine{{}, true, std::nullopt}), "");
    EXPECT_NE(missing(DropRoutine{}), "");
    EXPECT_NE(missing(DropEnum{}), "");
    EXPECT_NE(missing(AlterEnum{}), "");
    EXPECT_NE(missing(DropDomain{}), "");
}

} // namespace
} // namespace limbeck::schema
