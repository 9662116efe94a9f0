#include "dialects/dialect.hpp"
#include "dialects/mysql/comparison.hpp"
#include "dialects/mysql/stored_types.hpp"
#include "dialects/reflected_text.hpp"
#include "sql/expression.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::mysql {
namespace {

using Answer = Comparison::Answer;

const Comparison& comparison() {
    return dialect_named("mariadb").comparison();
}

schema::Type type(std::string name) {
    schema::Type made;
    made.name = std::move(name);
    return made;
}

schema::Type with_length(std::string name, int length) {
    schema::Type made = type(std::move(name));
    made.length = length;
    return made;
}

Answer types(const schema::Type& declared, const std::string& stored, const std::string& character_set = {},
             const std::string& collation = {}) {
    return comparison().same_type(declared, *stored_type(stored, character_set, collation));
}

Answer defaults(const std::string& declared, const std::string& stored, const std::string& of = "int(11)") {
    schema::Column ours, theirs;
    theirs.type = stored_type(of, "", "");
    if (!declared.empty())
        ours.server_default = sql::text(declared);
    if (!stored.empty())
        theirs.server_default = reflected_text(stored);
    return comparison().same_default(ours, theirs);
}

TEST(MysqlComparison, TypesThatGoBySeveralNamesAreTheSame) {
    EXPECT_EQ(types(type("Integer"), "int(11)"), Answer::Same);
    EXPECT_EQ(types(type("Boolean"), "tinyint(1)"), Answer::Same);
    EXPECT_EQ(types(type("JSON"), "longtext", "utf8mb4", "utf8mb4_bin"), Answer::Same);
    EXPECT_EQ(types(type("JSON"), "json"), Answer::Same);
    EXPECT_EQ(types(type("LONGTEXT"), "json"), Answer::Same);
    EXPECT_EQ(types(type("Text"), "json"), Answer::Different);
    EXPECT_EQ(types(type("Uuid"), "uuid"), Answer::Same);
    EXPECT_EQ(types(type("Numeric"), "decimal(10,0)"), Answer::Same);
    EXPECT_EQ(types(type("LargeBinary"), "blob"), Answer::Same);
    EXPECT_EQ(types(with_length("String", 20), "varchar(20)"), Answer::Same);
    EXPECT_EQ(types(type("REAL"), "double"), Answer::Same);
}

TEST(MysqlComparison, TypesDiffer) {
    EXPECT_EQ(types(with_length("String", 20), "varchar(30)"), Answer::Different);
    EXPECT_EQ(types(type("Integer"), "int(10) unsigned"), Answer::Different);
    EXPECT_EQ(types(type("Integer"), "bigint(20)"), Answer::Different);
    EXPECT_EQ(types(type("DateTime"), "datetime(6)"), Answer::Different);
    EXPECT_EQ(types(with_length("Text", 100), "tinytext"), Answer::Unknown); // the server chooses by the length
}

/// Alembic's rule: only what the model says counts.
TEST(MysqlComparison, CharactersCountWhereTheyAreSaid) {
    schema::Type text = with_length("String", 20);
    EXPECT_EQ(types(text, "varchar(20)", "latin1", "latin1_bin"), Answer::Same);
    text.collation = "latin1_bin";
    EXPECT_EQ(types(text, "varchar(20)", "latin1", "latin1_bin"), Answer::Same);
    EXPECT_EQ(types(text, "varchar(20)", "latin1", "latin1_swedish_ci"), Answer::Unknown);
}

TEST(MysqlComparison, LabelsInAnotherOrderAreNoDifference) {
    schema::Type labels = type("Enum");
    labels.labels.emplace().labels = {"b", "it's"};
    EXPECT_EQ(types(labels, "enum('it''s','b')"), Answer::Same);
    EXPECT_EQ(types(labels, "enum('b')"), Answer::Different);
}

TEST(MysqlComparison, Defaults) {
    EXPECT_EQ(defaults("'5'", "5"), Answer::Same);
    EXPECT_EQ(defaults("(5)", "5"), Answer::Same);
    EXPECT_EQ(defaults("5", "6"), Answer::Different);
    EXPECT_EQ(defaults("1.5", "1.50", "decimal(10,2)"), Answer::Same);
    EXPECT_EQ(defaults("true", "1", "tinyint(1)"), Answer::Same);
    EXPECT_EQ(defaults("NULL", ""), Answer::Same);
    EXPECT_EQ(defaults("5", ""), Answer::Different);
    EXPECT_EQ(defaults("CURRENT_TIMESTAMP", "current_timestamp()", "datetime"), Answer::Same);
    EXPECT_EQ(defaults("now()", "current_timestamp()", "datetime"), Answer::Same);
    EXPECT_EQ(defaults("now(3)", "current_timestamp()", "datetime"), Answer::Different);
    EXPECT_EQ(defaults("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
                       "current_timestamp() ON UPDATE current_timestamp()", "datetime"),
              Answer::Same);
    EXPECT_EQ(defaults("CURRENT_TIMESTAMP", "current_timestamp() ON UPDATE current_timestamp()", "datetime"),
              Answer::Different);
    EXPECT_EQ(defaults("'it''s'", "'it\\'s'", "varchar(9)"), Answer::Same);
    EXPECT_EQ(defaults("'a'", "'b'", "varchar(9)"), Answer::Different);
    EXPECT_EQ(defaults("(uuid())", "uuid()", "varchar(36)"), Answer::Same);
    EXPECT_EQ(defaults("1 + 2", "3"), Answer::Unknown);
}

schema::Table table(std::vector<schema::Constraint> constraints, std::vector<schema::Index> indexes = {}) {
    schema::Table made;
    made.name = "t";
    made.constraints = std::move(constraints);
    made.indexes = std::move(indexes);
    schema::Column column;
    column.name = "a";
    made.columns.push_back(column);
    return made;
}

schema::Index index(const std::string& name, bool unique = false) {
    schema::Index made;
    made.name = name;
    made.unique = unique;
    made.elements.push_back({"a", nullptr});
    return made;
}

schema::ForeignKey foreign_key() {
    schema::ForeignKey key;
    key.name = schema::Name("fk");
    key.columns = {"a"};
    key.referred_table = "p";
    key.referred_columns = {"id"};
    return key;
}

TEST(MysqlComparison, AUniqueIndexIsWhatTheModelsCallIt) {
    const schema::Unique unique{schema::Name("u"), {"a"}, {}, {}, {}};
    schema::Table stored = table({unique}), declared = table({}, {index("u", true)});
    comparison().align(declared, stored);
    EXPECT_TRUE(stored.constraints.empty());
    ASSERT_EQ(stored.indexes.size(), 1U);
    EXPECT_TRUE(stored.indexes[0].unique);

    stored = table({unique});
    declared = table({schema::Unique{{}, {"a"}, {}, {}, {}}});
    comparison().align(declared, stored);
    EXPECT_EQ(stored.constraints.size(), 1U);
    EXPECT_TRUE(stored.indexes.empty());
}

TEST(MysqlComparison, TheIndexOfAForeignKeyIsNobodys) {
    schema::Table stored = table({foreign_key()}, {index("fk")}), declared = table({foreign_key()}, {index("fk")});
    comparison().align(declared, stored);
    EXPECT_TRUE(stored.indexes.empty());
    EXPECT_TRUE(declared.indexes.empty());

    // It stays when its key goes.
    stored = table({foreign_key()}, {index("fk")});
    declared = table({});
    comparison().align(declared, stored);
    EXPECT_EQ(stored.indexes.size(), 1U);
}

TEST(MysqlComparison, AnIndexWithTheNameOfItsColumnIsNobodys) {
    schema::Table stored = table({}, {index("a")}), declared = table({});
    comparison().align(declared, stored);
    EXPECT_TRUE(stored.indexes.empty());

    stored = table({}, {index("a", true)});
    comparison().align(declared, stored);
    EXPECT_EQ(stored.indexes.size() + stored.constraints.size(), 1U);

    // One that is unique was made by somebody.
    stored = table({}, {index("a", true)});
    declared = table({}, {index("a")});
    comparison().align(declared, stored);
    EXPECT_EQ(declared.indexes.size(), 1U);
}

TEST(MysqlComparison, AForeignKeyMakesAnIndexWhereThereIsNone) {
    const auto name = [](const schema::Table& table, const schema::ForeignKey& key = foreign_key()) {
        const std::optional<schema::Index> made = comparison().index_made_for(key, table);
        return made ? made->name.text.value_or("") : "none";
    };
    EXPECT_EQ(name(table({foreign_key()})), "fk");
    EXPECT_EQ(name(table({foreign_key()}, {index("other")})), "none");
    EXPECT_EQ(name(table({foreign_key(), schema::Unique{schema::Name("u"), {"a", "b"}, {}, {}, {}}})), "none");
    EXPECT_EQ(name(table({foreign_key(), schema::Unique{schema::Name("u"), {"b", "a"}, {}, {}, {}}})), "fk");
    schema::ForeignKey unnamed = foreign_key();
    unnamed.name = schema::Name(table({}).name + "_ibfk_12");
    EXPECT_EQ(name(table({unnamed}), unnamed), "a");
}

TEST(MysqlComparison, RestrictIsWhatHoldsAnyway) {
    schema::ForeignKey wanted = foreign_key();
    wanted.ondelete = "RESTRICT";
    schema::Table stored = table({foreign_key()}), declared = table({wanted});
    comparison().align(declared, stored);
    EXPECT_EQ(std::get<schema::ForeignKey>(stored.constraints[0]).ondelete, "RESTRICT");
}

} // namespace
} // namespace limbeck::dialects::mysql
