#include "dialects/planning/text_effects.hpp"
#include "dialects/postgresql/plan_rules.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::postgresql {
namespace {

using Kind = Effects::Kind;
using Names = std::set<std::string>;

Effects effects_of(std::string_view text) {
    return effects_of_text(text, plan_rules());
}
Reading reading_of(std::string_view text) {
    return dialects::reading_of(text, plan_rules());
}

Names relations(const std::string& text) {
    Names names;
    for (const auto& [name, columns] : effects_of(text).relations)
        names.insert(name);
    return names;
}

TEST(Effects, TellsReadsFromChanges) {
    for (const char* text : {"SELECT 1", " -- why\nselect 1", "VALUES (1)", "WITH a AS (SELECT 1) SELECT * FROM a",
                             "SHOW search_path", "EXPLAIN SELECT 1"})
        EXPECT_EQ(effects_of(text).kind, Kind::Read) << text;
    for (const char* text : {"SELECT 1 INTO t", "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
                             "INSERT INTO t "
                             "VALUES (1)",
                             "SELECT 1; DROP TABLE t", "DO $$ BEGIN END $$", "anything else"})
        EXPECT_EQ(effects_of(text).kind, Kind::Change) << text;
    EXPECT_EQ(effects_of("SET search_path TO x").kind, Kind::Setting);
    EXPECT_EQ(effects_of("SELECT set_config('a.b', 'c', false)").kind, Kind::Setting);
    EXPECT_EQ(effects_of("COMMIT").kind, Kind::Control);
    EXPECT_TRUE(effects_of("SELECT 1; SELECT 2").several);
    EXPECT_FALSE(effects_of("SELECT ';' -- ;\n").several);
}

TEST(Effects, NamesTheTablesThatChange) {
    EXPECT_EQ(relations("INSERT INTO shop.account (id) SELECT 1"), Names{"account"});
    EXPECT_EQ(relations("UPDATE ONLY \"Account\" SET a = 1"), Names{"Account"});
    EXPECT_EQ(relations("delete from account where true"), Names{"account"});
    EXPECT_EQ(relations("TRUNCATE TABLE a, b CASCADE"), (Names{"a", "b"}));
    EXPECT_EQ(relations("ALTER TABLE a RENAME TO b"), (Names{"a", "b"}));
    EXPECT_EQ(relations("CREATE INDEX i ON t (x)"), Names{});
    EXPECT_TRUE(effects_of("CALL p()").anything);
    EXPECT_TRUE(effects_of("SELECT own_function()").anything);
    EXPECT_FALSE(effects_of("SELECT setval('s', 1)").anything);
    EXPECT_TRUE(effects_of("DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'x'; END $$").anything);
}

TEST(Effects, WhatActsAtOnceIsNoRead) {
    for (const char* text :
         {"SELECT lo_create(0)", "SELECT pg_catalog.lo_unlink(oid) FROM pg_largeobject_metadata",
          "SELECT dblink_exec('x', 'DELETE FROM t')", "SELECT * FROM dblink('x', 'SELECT 1') AS t(a int)",
          "SELECT pg_advisory_unlock_all()", "SELECT pg_try_advisory_lock(1)",
          "EXPLAIN ANALYZE SELECT \"lo_create\"(0)", "SELECT pg_create_logical_replication_slot('a', 'b')",
          "SELECT pg_reload_conf()", "VALUES (query_to_xml('SELECT lo_create(0)', true, true, ''))"})
        EXPECT_EQ(effects_of(text).kind, Effects::Kind::Change) << text;
    for (const char* text : {"SELECT lo_get(1)", "SELECT pg_stat_get_numscans(1)", "SELECT pg_get_viewdef('v')",
                             "SELECT lo_create FROM t"})
        EXPECT_EQ(effects_of(text).kind, Effects::Kind::Read) << text;
}

TEST(Effects, AnAddedColumnLeavesTheOthers) {
    const Effects effects = effects_of("ALTER TABLE account ADD COLUMN email VARCHAR(80) DEFAULT '' NOT NULL");
    const auto& columns = effects.relations.at("account");
    ASSERT_TRUE(columns);
    EXPECT_EQ(*columns, Names{"email"});
}

TEST(Effects, FollowsWhatIsMadeAndDropped) {
    const Effects made = effects_of("CREATE TABLE IF NOT EXISTS shop.account (id INTEGER)");
    ASSERT_EQ(made.presences.size(), 1U);
    EXPECT_EQ(made.presences[0].schema, "shop");
    EXPECT_EQ(made.presences[0].name, "account");
    EXPECT_EQ(made.presences[0].after, Presence::After::There);
    const Effects type = effects_of("CREATE TYPE mood AS ENUM ('sad', 'ok')");
    ASSERT_EQ(type.presences.size(), 1U);
    EXPECT_EQ(type.presences[0].kind, Presence::Kind::Type);
    const Effects dropped = effects_of("DROP TABLE IF EXISTS a, b");
    ASSERT_EQ(dropped.presences.size(), 2U);
    EXPECT_EQ(dropped.presences[1].after, Presence::After::Gone);
}

TEST(Effects, FollowsTransactions) {
    using Transaction = Effects::Transaction;
    EXPECT_EQ(effects_of("begin").transaction, Transaction::Begins);
    EXPECT_EQ(effects_of("ROLLBACK").transaction, Transaction::Ends);
    EXPECT_EQ(effects_of("ROLLBACK TO SAVEPOINT a").transaction, Transaction::ReturnsToSavepoint);
    EXPECT_EQ(effects_of("COMMIT; DELETE FROM t").transaction, Transaction::Stays);
    EXPECT_EQ(effects_of("UPDATE t SET a = 1").transaction, Transaction::Stays);
}

TEST(Effects, AForeignKeyThatActsIsFollowed) {
    const Effects effects = effects_of("ALTER TABLE child ADD FOREIGN KEY (p) REFERENCES s.parent ON DELETE CASCADE");
    ASSERT_EQ(effects.followers.size(), 1U);
    EXPECT_EQ(effects.followers[0], std::pair(std::string("parent"), std::string("child")));
    EXPECT_TRUE(effects_of("ALTER TABLE child ADD FOREIGN KEY (p) REFERENCES parent").followers.empty());
}

TEST(Effects, ReadsBodiesWithEscapes) {
    EXPECT_TRUE(effects_of("DO E'BEGIN\\nEXECUTE x; END'").anything);
    EXPECT_EQ(effects_of("CREATE OR REPLACE FUNCTION f() RETURNS int AS 'SELECT 1'").changes_routine, true);
}

TEST(Reading, KnowsWhatItIsAbout) {
    const Reading rows = reading_of("SELECT account.id, \"Name\" FROM account WHERE name = 'other'");
    EXPECT_TRUE(rows.names.count("account") && rows.names.count("Name"));
    EXPECT_FALSE(rows.names.count("other"));
    EXPECT_FALSE(rows.every_column);
    EXPECT_FALSE(reading_of("SELECT count(*) FROM t").every_column);
    EXPECT_TRUE(reading_of("SELECT * FROM t").every_column);

    EXPECT_EQ(reading_of("SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name='c'").objects,
              (Names{"t", "c"}));
    EXPECT_EQ(reading_of("SELECT to_regclass('public.t')").objects, Names{"t"});
    const Reading list = reading_of("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    EXPECT_TRUE(list.catalogue);
    EXPECT_TRUE(list.objects.empty());
}

} // namespace
} // namespace limbeck::dialects::postgresql
