#include "schema/plain.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

TEST(PlainTable, GoesThereAndBack) {
    const Map text = Map{{"node", "text"}, {"text", "now()"}};
    const Value plain = Map{
        {"name", "t"},
        {"schema", "s"},
        {"columns", List{Map{{"name", "a"},
                             {"type", Map{{"name", "Integer"}}},
                             {"nullable", false},
                             {"primary_key", true},
                             {"autoincrement", "ignore_fk"},
                             {"identity", Map{{"always", true}, {"start", 5}, {"cycle", false}}},
                             {"comment", "the key"}},
                         Map{{"name", "b"},
                             {"type", Map{{"name", "DateTime"}, {"timezone", true}}},
                             {"sequence", Map{{"name", "q"}, {"optional", true}}},
                             {"options", Map{{"sqlite_on_conflict_not_null", "FAIL"}}}}}},
        {"constraints",
         List{Map{{"kind", "primary_key"}, {"name", Map{{"text", "pk"}, {"final", true}}}, {"columns", List{"a"}}},
              Map{{"kind", "unique"}, {"name", "uq"}, {"columns", List{"a", "b"}}},
              Map{{"kind", "foreign_key"},
                  {"columns", List{"a"}},
                  {"referred_table", "u"},
                  {"referred_columns", List{"id"}},
                  {"ondelete", "CASCADE"},
                  {"deferral", Map{{"deferrable", true}, {"initially", "DEFERRED"}}},
                  {"column_level", true}},
              Map{{"kind", "check"}, {"from_type", true}, {"columns", List{"b"}}}}},
        {"indexes",
         List{Map{{"name", "ix"}, {"table", "t"}, {"schema", "s"}, {"elements", List{"a"}}, {"unique", true}}}},
        {"comment", "a table"},
        {"prefixes", List{"TEMPORARY"}},
        {"options", Map{{"sqlite_strict", true}}},
    };
    EXPECT_EQ(to_plain(declared_table_from_plain(plain)), plain);
    // Normalized, it says that it is.
    const Value stored = to_plain(table_from_plain(plain));
    EXPECT_EQ(stored.as_map().find("stored")->as_bool(), true);
    EXPECT_EQ(to_plain(table_from_plain(stored)), stored);
}

TEST(PlainTable, FlagsAreNoPartOfTheStoredForm) {
    const Map plain{{"name", "t"},
                    {"columns", List{Map{{"name", "a"}, {"type", "Integer"}, {"primary_key", true}, {"index", true}}}}};
    const Table table = table_from_plain(plain);
    EXPECT_TRUE(table.columns[0].autoincremented);
    EXPECT_EQ(table.indexes.size(), 1U);
    Map stored = plain;
    stored.set("stored", true);
    EXPECT_THROW(table_from_plain(stored), Error);
}

TEST(PlainTable, AnIndexListedWithItsTableBelongsToIt) {
    const Table table = table_from_plain(
        Map{{"name", "t"}, {"schema", "s"}, {"indexes", List{Map{{"name", "ix"}, {"elements", List{"a"}}}}}});
    EXPECT_EQ(table.indexes.at(0).table, "t");
    EXPECT_EQ(table.indexes.at(0).schema, "s");
}

TEST(PlainTable, ExpressionsStandInDefaultsChecksAndIndexes) {
    const Map text = Map{{"node", "text"}, {"text", "lower(a)"}};
    Index index;
    read_plain(Map{{"name", "ix"}, {"table", "t"}, {"elements", List{text, "b"}}}, index);
    ASSERT_EQ(index.elements.size(), 2U);
    EXPECT_TRUE(index.elements[0].expression);
    EXPECT_EQ(index.elements[1].column, "b");
    EXPECT_TRUE(column_from_plain(Map{{"name", "a"}, {"server_default", text}}).server_default);
    EXPECT_TRUE(std::get<Check>(constraint_from_plain(Map{{"kind", "check"}, {"sqltext", text}})).sqltext);
}

TEST(PlainTable, MistakesAreNamed) {
    const auto message = [](auto call) {
        try {
            call();
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_EQ(message([] {
                  column_from_plain(Map{{"name", "a"}, {"nulable", true}});
              }),
              "Column in plain form has no member 'nulable'");
    EXPECT_EQ(message([] {
                  column_from_plain(Map{{"name", "a"}, {"autoincrement", "maybe"}});
              }),
              "Column in plain form has the unknown autoincrement 'maybe'");
    EXPECT_EQ(message([] {
                  constraint_from_plain(Map{{"kind", "wish"}});
              }),
              "Constraint in plain form has the unknown kind 'wish'");
    EXPECT_EQ(message([] {
                  table_from_plain(Map{{"name", "t"}, {"columns", "a"}});
              }),
              "Table in plain form 'columns' should be of kind list, found text");
}

} // namespace
} // namespace limbeck::schema
