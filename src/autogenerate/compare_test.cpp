#include "autogenerate/compare.hpp"
#include "autogenerate/hooks.hpp"
#include "operations/summary.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::autogenerate {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;

schema::TypePtr integer() {
    return schema::make_type("INTEGER");
}
schema::TypePtr varchar(int length) {
    schema::Type type;
    type.name = "VARCHAR";
    type.length = length;
    return std::make_shared<const schema::Type>(type);
}
schema::TypePtr enumeration(std::string name, std::vector<std::string> labels) {
    schema::Type type;
    type.name = "Enum";
    type.type_name = std::move(name);
    type.labels.emplace();
    type.labels->labels = std::move(labels);
    return std::make_shared<const schema::Type>(type);
}

Column column(std::string name, schema::TypePtr type = integer(), bool nullable = true) {
    Column result;
    result.name = std::move(name);
    result.type = std::move(type);
    result.nullable = nullable;
    return result;
}
Table table(std::string name, std::vector<Column> columns, std::vector<schema::Constraint> constraints = {}) {
    Table result;
    result.name = std::move(name);
    result.columns = std::move(columns);
    result.constraints = std::move(constraints);
    return result;
}
schema::PrimaryKey primary(std::vector<std::string> columns) {
    schema::PrimaryKey key;
    key.columns = std::move(columns);
    return key;
}
schema::Unique unique(schema::Name name, std::vector<std::string> columns) {
    schema::Unique result;
    result.name = std::move(name);
    result.columns = std::move(columns);
    return result;
}
schema::ForeignKey foreign(schema::Name name, std::string column, std::string table, std::string referred = "id") {
    schema::ForeignKey key;
    key.name = std::move(name);
    key.columns = {std::move(column)};
    key.referred_table = std::move(table);
    key.referred_columns = {std::move(referred)};
    return key;
}
schema::Check check(schema::Name name, std::string text) {
    schema::Check result;
    result.name = std::move(name);
    result.sqltext = sql::text(std::move(text));
    return result;
}
schema::Index index(std::string name, const std::string& table, const std::vector<std::string>& columns,
                    bool unique = false) {
    schema::Index result;
    result.name = std::move(name);
    result.table = table;
    result.unique = unique;
    for (const std::string& each : columns)
        result.elements.push_back({each, nullptr});
    return result;
}
Schema schema_of(std::vector<Table> tables) {
    Schema result;
    result.tables = std::move(tables);
    return result;
}

Table users() {
    return table("users", {column("id", integer(), false), column("name", varchar(50))}, {primary({"id"})});
}

/// Declared and stored are the same.
Differences differences(const Schema& database, const Schema& target, const CompareOptions& options = {}) {
    Hooks none;
    return compare(database, {target, target}, options, none);
}

struct Text {
    std::string operator()(const schema::AlterColumn& op) const {
        std::string text = "alter column " + op.table + "." + op.column + ":";
        if (op.new_name)
            text += " name=" + *op.new_name;
        if (op.type)
            text += " type=" + op.type->name;
        if (op.nullable)
            text += *op.nullable ? " null" : " not null";
        if (op.server_default)
            text += *op.server_default ? " default" : " no default";
        if (op.identity)
            text += *op.identity ? " identity" : " no identity";
        if (op.comment)
            text += " comment=" + op.comment->value_or("None");
        return text;
    }
    std::string operator()(const schema::CreateTable& op) const { return "create table " + op.table.name; }
    std::string operator()(const schema::DropTable& op) const { return "drop table " + op.table.name; }
    std::string operator()(const schema::RenameTable& op) const {
        return "rename table " + op.old_name + " " + op.new_name;
    }
    std::string operator()(const schema::TableComment& op) const {
        return "comment " + op.table + " " + op.comment.value_or("None");
    }
    std::string operator()(const schema::AddColumn& op) const {
        return "add column " + op.table.name + "." + op.table.columns.at(0).name;
    }
    std::string operator()(const schema::DropColumn& op) const {
        return "drop column " + op.table + "." + op.column.name;
    }
    std::string operator()(const schema::CreateIndex& op) const { return "create index " + *op.index.name.text; }
    std::string operator()(const schema::DropIndex& op) const { return "drop index " + *op.index.name.text; }
    std::string operator()(const schema::AddConstraint& op) const {
        return "add constraint " + op.table + " " + schema::name_of(op.constraint).text.value_or("None");
    }
    std::string operator()(const schema::DropConstraint& op) const {
        return "drop constraint " + op.table + " " + op.name.text.value_or("None") + " " + op.kind;
    }
    std::string operator()(const schema::CreateEnum& op) const { return "create enum " + op.type.type_name; }
    std::string operator()(const schema::DropEnum& op) const { return "drop enum " + op.type.type_name; }
    std::string operator()(const schema::AlterEnum& op) const {
        std::string text = "alter enum " + op.name;
        for (const std::string& label : op.labels)
            text += " " + label;
        return text;
    }
    std::string operator()(const schema::CreateView& op) const {
        return (op.replace ? "replace view " : "create view ") + op.view.name;
    }
    std::string operator()(const schema::DropView& op) const { return "drop view " + op.view.name; }
    template <class Other> std::string operator()(const Other&) const { return "other"; }
};

using Lines = std::vector<std::string>;

Lines lines(const std::vector<Group>& groups) {
    Lines all;
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes)
            all.push_back(std::visit(Text(), change));
    return all;
}
Lines lines(const Schema& database, const Schema& target, const CompareOptions& options = {}) {
    return lines(differences(database, target, options).upgrade);
}

TEST(CompareTest, SameIsEmpty) {
    const Schema same = schema_of({users()});
    EXPECT_TRUE(differences(same, same).empty());
}

TEST(CompareTest, OrderOfColumnsIsNoDifference) {
    Table turned = users();
    std::swap(turned.columns[0], turned.columns[1]);
    EXPECT_EQ(lines(schema_of({users()}), schema_of({turned})), Lines());
}

TEST(CompareTest, CreatesTablesAsTheyDependAndTheirIndexesApart) {
    Table orders = table("orders", {column("id"), column("user_id")},
                         {primary({"id"}), unique("uq_orders", {"user_id"}), foreign({}, "user_id", "users")});
    orders.indexes = {index("ix_b", "orders", {"user_id"}), index("ix_a", "orders", {"user_id"})};
    const Differences found = differences({}, schema_of({orders, users()}));
    EXPECT_EQ(lines(found.upgrade),
              (Lines{"create table users", "create table orders", "create index ix_a", "create index ix_b"}));
    const auto& created = std::get<schema::CreateTable>(found.upgrade[1].changes[0]).table;
    EXPECT_TRUE(created.indexes.empty());
    EXPECT_EQ(created.constraints.size(), 3U);
    EXPECT_EQ(found.upgrade[1].table, "");
    EXPECT_EQ(found.upgrade[2].table, "orders");
    EXPECT_EQ(lines(reversed(found.upgrade)),
              (Lines{"drop index ix_b", "drop index ix_a", "drop table orders", "drop table users"}));
}

TEST(CompareTest, DropsTablesAfterTheirIndexes) {
    Table orders = table("orders", {column("id"), column("user_id")}, {foreign({}, "user_id", "users")});
    orders.indexes = {index("ix_a", "orders", {"user_id"})};
    EXPECT_EQ(lines(schema_of({users(), orders}), {}),
              (Lines{"drop index ix_a", "drop table orders", "drop table users"}));
}

TEST(CompareTest, CircleOfForeignKeysIsClosedLater) {
    const Table a = table("a", {column("id"), column("b_id")}, {primary({"id"}), foreign("fk_a", "b_id", "b")});
    const Table b = table("b", {column("id"), column("a_id")}, {primary({"id"}), foreign("fk_b", "a_id", "a")});
    const Lines created = lines({}, schema_of({a, b}));
    EXPECT_EQ(created, (Lines{"create table a", "create table b", "add constraint a fk_a"}));
    const Lines dropped = lines(schema_of({a, b}), {});
    ASSERT_EQ(dropped.size(), 3U);
    EXPECT_EQ(dropped[0].substr(0, 15), "drop constraint");

    CompareOptions at_once;
    at_once.adds_foreign_keys = false;
    EXPECT_EQ(lines({}, schema_of({a, b}), at_once).size(), 2U);
}

TEST(CompareTest, ColumnsAreAddedAlteredDroppedAroundConstraints) {
    Table before = users(), after = users();
    before.columns.push_back(column("old", varchar(3)));
    before.indexes = {index("ix_old", "users", {"old"})};
    after.columns.push_back(column("fresh", integer()));
    after.columns[1].type = varchar(60);
    after.columns[1].nullable = false;
    after.columns[1].server_default = sql::text("'x'");
    after.columns[1].comment = "who";
    after.indexes = {index("ix_fresh", "users", {"fresh"})};
    const Differences found = differences(schema_of({before}), schema_of({after}));
    EXPECT_EQ(lines(found.upgrade),
              (Lines{"add column users.fresh", "alter column users.name: type=VARCHAR not null default comment=who",
                     "drop index ix_old", "create index ix_fresh", "drop column users.old"}));
    ASSERT_EQ(found.upgrade.size(), 1U);
    EXPECT_EQ(found.upgrade[0].table, "users");
    const auto& change = std::get<schema::AlterColumn>(found.upgrade[0].changes[1]);
    EXPECT_EQ(*change.existing_type->length, 50);
    EXPECT_EQ(change.existing_nullable, true);
    ASSERT_TRUE(change.existing_server_default);
    EXPECT_EQ(*change.existing_server_default, nullptr);
    ASSERT_TRUE(change.existing_comment);
    EXPECT_EQ(*change.existing_comment, std::nullopt);
    EXPECT_EQ(lines(reversed(found.upgrade)),
              (Lines{"add column users.old", "drop index ix_fresh", "create index ix_old",
                     "alter column users.name: type=VARCHAR null no default comment=None", "drop column users.fresh"}));
}

TEST(CompareTest, WhatIsNotToBeComparedIsNot) {
    Table after = users();
    after.columns[1].type = varchar(60);
    after.columns[1].server_default = sql::text("'x'");
    CompareOptions options;
    options.types = options.server_defaults = false;
    EXPECT_EQ(lines(schema_of({users()}), schema_of({after}), options), Lines());
}

TEST(CompareTest, EmptyCommentIsNone) {
    Table before = users(), after = users();
    after.comment = "";
    after.columns[0].comment = "";
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    before.comment = "people";
    const Differences found = differences(schema_of({before}), schema_of({after}));
    EXPECT_EQ(lines(found.upgrade), Lines{"comment users None"});
    EXPECT_EQ(lines(reversed(found.upgrade)), Lines{"comment users people"});
}

TEST(CompareTest, DeclaredFormIsWrittenAndStoredFormCompared) {
    Target target{schema_of({users()}), schema_of({users()})};
    target.declared.tables[0].columns[1].type = schema::make_type("String");
    Hooks none;
    EXPECT_TRUE(compare(schema_of({users()}), target, {}, none).empty());
    target.stored.tables[0].columns[1].type = varchar(7);
    const Differences found = compare(schema_of({users()}), target, {}, none);
    EXPECT_EQ(lines(found.upgrade), Lines{"alter column users.name: type=String"});
}

TEST(CompareTest, UniquesAndIndexesByName) {
    Table before = users(), after = users();
    before.constraints.push_back(unique("uq_gone", {"name"}));
    before.constraints.push_back(unique("uq_changed", {"name"}));
    before.constraints.push_back(unique("users_name_key", {"name", "id"}));
    before.indexes = {index("ix_kind", "users", {"name"}), index("ix_changed", "users", {"name"}),
                      index("becomes_uq", "users", {"name"}, true)};
    after.constraints.push_back(unique("uq_changed", {"id"}));
    after.constraints.push_back(unique({}, {"id", "name"})); // no name: known by its columns
    after.constraints.push_back(unique("becomes_uq", {"name"}));
    after.indexes = {index("ix_kind", "users", {"name"}, true), index("ix_changed", "users", {"id"})};
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})),
              (Lines{"drop constraint users uq_gone unique", "drop index becomes_uq", "add constraint users becomes_uq",
                     "drop index ix_changed", "create index ix_changed", "drop index ix_kind", "create index ix_kind",
                     "drop constraint users uq_changed unique", "add constraint users uq_changed"}));
}

TEST(CompareTest, UniqueWithoutNameInTheDatabase) {
    Table before = users(), after = users();
    before.constraints.push_back(unique({}, {"name"}));
    after.constraints.push_back(unique("uq_users_name", {"name"}));
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    EXPECT_EQ(lines(schema_of({before}), schema_of({users()})), Lines{"drop constraint users None unique"});
}

TEST(CompareTest, NewUniqueTakesTheNameThatTheDatabaseWillGive) {
    Target target{schema_of({users()}), schema_of({users()})};
    target.declared.tables[0].constraints.push_back(unique({}, {"name"}));
    target.stored.tables[0].constraints.push_back(unique("users_name_key", {"name"}));
    Hooks none;
    const Differences found = compare(schema_of({users()}), target, {}, none);
    EXPECT_EQ(lines(found.upgrade), Lines{"add constraint users users_name_key"});
    EXPECT_EQ(lines(reversed(found.upgrade)), Lines{"drop constraint users users_name_key unique"});
}

TEST(CompareTest, OptionsOfIndexes) {
    Table before = users(), after = users();
    before.indexes = after.indexes = {index("ix", "users", {"name"})};
    after.indexes[0].options.set("postgresql_concurrently", true);
    after.indexes[0].options.set("postgresql_include", List{});
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    after.indexes[0].options.set("postgresql_using", "hash");
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), (Lines{"drop index ix", "create index ix"}));
    after.indexes[0].options.set("postgresql_tablespace", "fast");
    before.indexes[0].options.set("postgresql_tablespace", "fast");
    before.indexes[0].options.set("postgresql_using", "hash"); // in another order
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    before.indexes[0].where["postgresql"] = sql::text("id > 1");
    after.indexes[0].where["postgresql"] = sql::text("id > 2");
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), (Lines{"drop index ix", "create index ix"}));
}

TEST(CompareTest, ForeignKeysByContent) {
    Table before = users(), after = users();
    schema::ForeignKey old_key = foreign("users_boss_fkey", "id", "users");
    old_key.ondelete = "NO ACTION";
    schema::ForeignKey new_key = foreign("fk_users_boss", "id", "users");
    new_key.deferral.initially = "immediate";
    before.constraints.push_back(old_key);
    after.constraints.push_back(new_key);
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    std::get<schema::ForeignKey>(after.constraints.back()).ondelete = "cascade";
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})),
              (Lines{"drop constraint users users_boss_fkey foreignkey", "add constraint users fk_users_boss"}));
}

TEST(CompareTest, DefaultSchemaMayBeNamed) {
    Table before = users(), after = users();
    after.schema = "public";
    schema::ForeignKey key = foreign({}, "id", "users");
    before.constraints.push_back(key);
    key.referred_schema = "public";
    after.constraints.push_back(key);
    CompareOptions options;
    options.default_schema = "public";
    EXPECT_EQ(lines(schema_of({before}), schema_of({after}), options), Lines());
}

TEST(CompareTest, OtherSchemasOnlyWhereAskedFor) {
    Table theirs = users();
    theirs.schema = "auth";
    CompareOptions options;
    EXPECT_EQ(lines(schema_of({theirs}), {}, options), Lines());
    options.include_schemas = true;
    EXPECT_EQ(lines(schema_of({theirs}), {}, options), Lines{"drop table users"});
    options.ignored_tables = {{"auth", "users"}};
    EXPECT_EQ(lines(schema_of({theirs}), {}, options), Lines());
}

TEST(CompareTest, ChecksAndPrimaryKeysByContent) {
    Table before = users(), after = users();
    before.constraints.push_back(check("users_id_check", "id > 0"));
    before.constraints.push_back(check("ck_gone", "id < 9"));
    after.constraints.push_back(check({}, "id > 0"));
    after.constraints.push_back(check("ck_more", "id <> 5"));
    std::get<schema::PrimaryKey>(after.constraints[0]).columns = {"id", "name"};
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})),
              (Lines{"drop constraint users ck_gone check", "add constraint users ck_more",
                     "drop constraint users None primary", "add constraint users None"}));
}

TEST(CompareTest, GeneratedColumnIsReplacedWithAllThatStandsOnIt) {
    Table before = users(), after = users();
    before.columns[1].computed = schema::Computed{sql::text("id + 1"), true};
    after.columns[1].computed = schema::Computed{sql::text("id + 2"), true};
    for (Table* each : {&before, &after}) {
        each->indexes = {index("ix", "users", {"name"}), index("ix_id", "users", {"id"})};
        each->constraints.push_back(check("ck", "name > 0"));
    }
    const Differences found = differences(schema_of({before}), schema_of({after}));
    EXPECT_EQ(lines(found.upgrade), (Lines{"drop index ix", "drop constraint users ck check", "drop column users.name",
                                           "add column users.name", "create index ix", "add constraint users ck"}));
    EXPECT_TRUE(found.possible_renames.empty());
}

TEST(CompareTest, GeneratedColumnThatIsToBeStoredIsReplaced) {
    Table before = users(), after = users();
    before.columns[1].computed = schema::Computed{sql::text("id + 1"), false};
    after.columns[1].computed = schema::Computed{sql::text("id + 1"), true};
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})),
              (Lines{"drop column users.name", "add column users.name"}));
}

TEST(CompareTest, InheritedColumnsAndPartitionsAreLeftAlone) {
    Table before = users(), part = users();
    before.columns.push_back(column("inherited"));
    before.columns.back().options.set("postgresql_inherited", true);
    part.name = "users_of_2026";
    part.options.set("postgresql_partition_of", "users");
    Table part_of_part = part;
    part_of_part.name = "a_part_of_that";
    part_of_part.options.set("postgresql_partition_of", "users_of_2026");
    EXPECT_EQ(lines(schema_of({before, part, part_of_part}), schema_of({users()})), Lines());
}

TEST(CompareTest, AutoincrementedColumns) {
    Table before = users(), after = users();
    before.columns[0].autoincremented = after.columns[0].autoincremented = true;
    before.columns[0].server_default = sql::text("nextval('users_id_seq')");
    after.columns[0].server_default = sql::text("nextval('people_id_seq')");
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    before.columns[0] = column("id", integer(), false);
    before.columns[0].identity = schema::Identity{};
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines());
    before.columns[0].identity.reset();
    const Differences found = differences(schema_of({before}), schema_of({after}));
    EXPECT_TRUE(found.empty());
    EXPECT_EQ(found.not_compared.size(), 1U);
    // SERIAL, where the model says Identity(): an identity would begin anew.
    before.columns[0].autoincremented = true;
    before.columns[0].server_default = sql::text("nextval('users_id_seq')");
    after.columns[0] = column("id", integer(), false);
    after.columns[0].identity = schema::Identity{};
    const Differences of_serial = differences(schema_of({before}), schema_of({after}));
    EXPECT_TRUE(of_serial.empty());
    EXPECT_EQ(of_serial.not_compared.size(), 1U);
}

TEST(CompareTest, IdentityComesGoesAndChanges) {
    Table before = users(), after = users();
    after.columns[0].identity = schema::Identity{};
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines{"alter column users.id: identity"});
    EXPECT_EQ(lines(schema_of({after}), schema_of({before})), Lines{"alter column users.id: no identity"});
    before.columns[0].identity = schema::Identity{};
    before.columns[0].identity->start = 5;
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})), Lines{"alter column users.id: identity"});
    // What the model does not say must be said where it is something else now.
    before.columns[0].identity = schema::Identity{};
    before.columns[0].identity->cycle = true;
    const Differences found = differences(schema_of({before}), schema_of({after}));
    ASSERT_EQ(found.upgrade.size(), 1U);
    EXPECT_EQ(std::get<schema::AlterColumn>(found.upgrade[0].changes[0]).identity.value()->cycle, false);
}

TEST(CompareTest, UniqueIsThereBeforeTheForeignKeyThatRefersToIt) {
    Table a_before = table("a", {column("x")}), z_before = table("z", {column("y")});
    Table a_after = table("a", {column("x")}, {foreign("fk", "x", "z", "y")});
    Table z_after = table("z", {column("y")}, {unique("uq", {"y"})});
    const Differences found = differences(schema_of({a_before, z_before}), schema_of({a_after, z_after}));
    EXPECT_EQ(lines(found.upgrade), (Lines{"add constraint z uq", "add constraint a fk"}));
    EXPECT_EQ(lines(schema_of({a_after, z_after}), schema_of({a_before, z_before})),
              (Lines{"drop constraint a fk foreignkey", "drop constraint z uq unique"}));
}

TEST(CompareTest, TableGoesAfterTheForeignKeysOfOthers) {
    const Table gone = table("gone", {column("id")}, {primary({"id"})});
    const Table stays = table("stays", {column("gone_id")}, {foreign("fk", "gone_id", "gone")});
    EXPECT_EQ(lines(schema_of({gone, stays}), schema_of({table("stays", {column("gone_id")})})),
              (Lines{"drop constraint stays fk foreignkey", "drop table gone"}));
}

Schema with_enum(std::vector<std::string> labels, bool in_orders = true) {
    Schema result = schema_of({users()});
    if (in_orders)
        result.tables.push_back(table("orders", {column("status", enumeration("status", labels))}));
    result.enums = {{"", "status", labels, true, std::nullopt}};
    return result;
}

bool makes_type(const schema::Change& change) {
    return std::get<schema::CreateTable>(change).table.columns.at(0).type->labels->create_type;
}

TEST(CompareTest, EnumTypeComesWithItsTableAndGoesAfterIt) {
    const Differences found = differences(schema_of({users()}), with_enum({"new", "paid"}));
    EXPECT_EQ(lines(found.upgrade), Lines{"create table orders"});
    EXPECT_TRUE(makes_type(found.upgrade[0].changes[0]));
    const std::vector<Group> back = reversed(found.upgrade);
    EXPECT_EQ(lines(back), (Lines{"drop table orders", "drop enum status"}));
    const std::vector<Group> again = reversed(back);
    EXPECT_EQ(lines(again), Lines{"create table orders"});
    EXPECT_TRUE(makes_type(again[0].changes[0]));
}

TEST(CompareTest, EnumTypeOfAColumnIsMadeApart) {
    Schema target = with_enum({"new", "paid"}, false);
    target.tables[0].columns.push_back(column("status", enumeration("status", {"new", "paid"})));
    const Differences found = differences(schema_of({users()}), target);
    EXPECT_EQ(lines(found.upgrade), (Lines{"create enum status", "add column users.status"}));
    EXPECT_EQ(lines(differences(target, schema_of({users()})).upgrade),
              (Lines{"drop column users.status", "drop enum status"}));
}

TEST(CompareTest, TableWithATypeThatIsThereDoesNotMakeIt) {
    Schema target = with_enum({"new", "paid"});
    target.tables.push_back(table("bills", {column("status", enumeration("status", {"new", "paid"}))}));
    const Differences found = differences(with_enum({"new", "paid"}), target);
    EXPECT_EQ(lines(found.upgrade), Lines{"create table bills"});
    EXPECT_FALSE(makes_type(found.upgrade[0].changes[0]));
    EXPECT_EQ(lines(reversed(found.upgrade)), Lines{"drop table bills"});
}

TEST(CompareTest, LabelsAreAddedFirstAndRemovedLast) {
    EXPECT_EQ(lines(with_enum({"new", "paid"}), with_enum({"new", "sent", "paid"})),
              Lines{"alter enum status new sent paid"});
    EXPECT_EQ(lines(with_enum({"new", "paid"}), with_enum({"first", "new", "paid"})),
              Lines{"alter enum status first new paid"});
    EXPECT_EQ(lines(with_enum({"new", "paid"}), with_enum({"paid"})), Lines{"alter enum status paid"});
    Schema target = with_enum({"paid", "sent"});
    target.tables[1].columns[0].nullable = false;
    EXPECT_EQ(lines(with_enum({"new", "paid"}), target),
              (Lines{"alter enum status new paid sent", "alter column orders.status: not null",
                     "alter enum status paid sent"}));
}

TEST(CompareTest, LabelIsRenamedWhereStated) {
    CompareOptions options;
    options.renames = {{"status.new", "fresh"}};
    const Differences found = differences(with_enum({"new", "paid"}), with_enum({"fresh", "paid"}), options);
    ASSERT_EQ(lines(found.upgrade), Lines{"alter enum status fresh paid"});
    const auto& change = std::get<schema::AlterEnum>(found.upgrade[0].changes[0]);
    EXPECT_EQ(change.renamed, (std::vector<std::pair<std::string, std::string>>{{"new", "fresh"}}));
    ASSERT_EQ(change.users.size(), 1U);
    EXPECT_EQ(change.users[0].column, "status");
}

TEST(CompareTest, TypesThatNobodyUsedAreLeftAlone) {
    EXPECT_EQ(lines(with_enum({"a"}, false), schema_of({users()})), Lines());
    CompareOptions whole;
    whole.whole = true;
    EXPECT_EQ(lines(with_enum({"a"}, false), schema_of({users()}), whole), Lines{"drop enum status"});
}

TEST(CompareTest, StatedRenameOfAColumn) {
    Table before = users(), after = users();
    before.indexes = {index("ix", "users", {"name"})};
    before.constraints.push_back(check("ck", "((name)::text <> 'name'::text)"));
    before.constraints.push_back(unique("uq", {"name"}));
    after.columns[1].name = "full_name";
    after.indexes = {index("ix", "users", {"full_name"})};
    after.constraints.push_back(check("ck", "((full_name)::text <> 'name'::text)"));
    after.constraints.push_back(unique("uq", {"full_name"}));
    CompareOptions options;
    options.renames = {{"users.name", "full_name"}};
    const Differences found = differences(schema_of({before}), schema_of({after}), options);
    EXPECT_EQ(lines(found.upgrade), Lines{"alter column users.name: name=full_name"});
    EXPECT_EQ(lines(reversed(found.upgrade)), Lines{"alter column users.full_name: name=name"});
    options.renames = {{"users.nome", "full_name"}};
    EXPECT_THROW(differences(schema_of({before}), schema_of({after}), options), Error);
}

TEST(CompareTest, RenamesInTheModels) {
    Table before = users(), after = users();
    after.name = "people";
    after.info.set("renamed_from", "users");
    after.columns[1].name = "full_name";
    after.columns[1].info.set("renamed_from", List{"nick", "name"});
    EXPECT_EQ(lines(schema_of({before}), schema_of({after})),
              (Lines{"rename table users people", "alter column people.name: name=full_name"}));
    EXPECT_EQ(lines(schema_of({after}), schema_of({after})), Lines());
}

TEST(CompareTest, RenamedTableIsFollowedByForeignKeys) {
    Table people = users();
    people.name = "people";
    const Table before = table("orders", {column("user_id")}, {foreign("fk", "user_id", "users")});
    const Table after = table("orders", {column("user_id")}, {foreign("fk", "user_id", "people")});
    CompareOptions options;
    options.renames = {{"users", "people"}};
    EXPECT_EQ(lines(schema_of({users(), before}), schema_of({people, after}), options),
              Lines{"rename table users people"});
}

TEST(CompareTest, LookAlikesAreReportedAndNotGuessed) {
    Table after = users();
    after.columns[1].name = "full_name";
    const Differences found = differences(schema_of({users()}), schema_of({after}));
    EXPECT_EQ(lines(found.upgrade), (Lines{"add column users.full_name", "drop column users.name"}));
    ASSERT_EQ(found.possible_renames.size(), 1U);
    EXPECT_EQ(found.possible_renames[0].old_name, "name");
    EXPECT_EQ(found.possible_renames[0].new_name, "full_name");
    Table people = users();
    people.name = "people";
    const Differences tables = differences(schema_of({users()}), schema_of({people}));
    ASSERT_EQ(tables.possible_renames.size(), 1U);
    EXPECT_FALSE(tables.possible_renames[0].column);
}

TEST(CompareTest, ViewStandsInTheWayOfItsColumns) {
    Table after = users();
    after.columns[1].type = varchar(60);
    Schema database = schema_of({users()}), target = schema_of({after});
    schema::View view;
    view.name = "names";
    view.definition = "SELECT users.name FROM users";
    database.views = {view};
    EXPECT_EQ(lines(database, target),
              (Lines{"drop view names", "alter column users.name: type=VARCHAR", "create view names"}));
    target.views = {view};
    target.tables = database.tables;
    EXPECT_EQ(lines(database, target), Lines());
    target.views[0].definition = "SELECT users.id FROM users";
    EXPECT_EQ(lines(database, target), Lines{"replace view names"});
    target.views = {};
    EXPECT_EQ(lines(database, target), Lines());
    CompareOptions whole;
    whole.whole = true;
    EXPECT_EQ(lines(database, target, whole), Lines{"drop view names"});
}

/// Answers by a function, and writes down what it was asked.
class Recorder final : public Hooks {
  public:
    explicit Recorder(std::function<bool(const std::string& kind, const std::string& name)> answer)
        : answer_(std::move(answer)) {}
    bool include_name(const std::optional<std::string>& name, const std::string& kind, const std::string&,
                      const std::string&) override {
        asked.push_back("name " + kind + " " + name.value_or("None"));
        return true;
    }
    bool include_object(const Object& object, const Object* counterpart) override {
        asked.push_back(object.kind + " " + object.name.value_or("None") + (object.reflected ? " reflected" : "") +
                        (counterpart ? " compared" : ""));
        return answer_(object.kind, object.name.value_or(""));
    }
    Lines asked;

  private:
    std::function<bool(const std::string& kind, const std::string& name)> answer_;
};

TEST(CompareTest, HooksAreAskedAsAlembicAsks) {
    Table before = users(), after = users();
    before.columns.push_back(column("old"));
    after.columns.push_back(column("fresh"));
    after.indexes = {index("ix", "users", {"id"})};
    Recorder hooks([](const std::string&, const std::string&) { return true; });
    compare(schema_of({before}), {schema_of({after}), schema_of({after})}, {}, hooks);
    EXPECT_EQ(hooks.asked, (Lines{"name table users", "table users compared", "name column id", "name column name",
                                  "name column old", "column fresh", "column id compared", "column name compared",
                                  "index ix", "column old reflected"}));
}

TEST(CompareTest, HooksLeaveThingsOut) {
    Table before = users(), after = users();
    before.columns.push_back(column("old"));
    before.columns[1].nullable = false;
    after.columns.push_back(column("fresh"));
    after.indexes = {index("ix", "users", {"id"})};
    Recorder hooks([](const std::string& kind, const std::string& name) {
        return kind != "index" && name != "old" && name != "name" && name != "theirs";
    });
    const Table theirs = table("theirs", {column("id")});
    const Differences found = compare(schema_of({before, theirs}), {schema_of({after}), schema_of({after})}, {}, hooks);
    EXPECT_EQ(lines(found.upgrade), Lines{"add column users.fresh"});
}

TEST(CompareTest, HookForTypes) {
    struct Says final : Hooks {
        explicit Says(std::optional<bool> a) : answer(a) {}
        std::optional<bool> types_differ(const Table&, const Column&, const Column&) override { return answer; }
        std::optional<bool> answer;
    };
    Table after = users();
    after.columns[1].type = varchar(60);
    const Target target{schema_of({after}), schema_of({after})};
    Says no(false), yes(true), nothing(std::nullopt);
    EXPECT_TRUE(compare(schema_of({users()}), target, {}, no).empty());
    EXPECT_EQ(compare(schema_of({users()}), target, {}, nothing).upgrade.size(), 1U);
    EXPECT_EQ(lines(compare(schema_of({after}), target, {}, yes).upgrade).size(), 2U);
}

} // namespace
} // namespace limbeck::autogenerate
