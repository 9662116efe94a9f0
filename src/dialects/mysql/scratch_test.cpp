#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/mysql/scratch.hpp"
#include "dialects/scratch.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects::mysql {
namespace {

/// Needs a server: LIMBECK_TEST_MARIADB is the URL of a user who may do anything.
class MysqlScratchPlace : public testing::Test {
  protected:
    void SetUp() override {
        const char* url = std::getenv("LIMBECK_TEST_MARIADB");
        if (!url)
            GTEST_SKIP() << "LIMBECK_TEST_MARIADB is not set";
        connection_ = open();
        // Tests run beside each other.
        const std::string word = std::to_string(asked("CONNECTION_ID()").as_int());
        database_ = "limbeck_t" + word;
        other_ = "limbeck_other" + word;
        for (const std::string& statement :
             {"CREATE DATABASE " + database_ + " CHARACTER SET latin1 COLLATE latin1_bin", "CREATE DATABASE " + other_,
              "USE " + database_})
            connection_->execute({statement});
    }
    void TearDown() override {
        if (!connection_)
            return;
        connection_->execute({"DROP DATABASE IF EXISTS " + database_});
        connection_->execute({"DROP DATABASE IF EXISTS " + other_});
    }

    static std::unique_ptr<Connection> open() {
        const Url url = parse_url(std::getenv("LIMBECK_TEST_MARIADB"));
        return dialect_named(url.dialect).connect(url);
    }
    Value asked(const std::string& expression) {
        return connection_->execute({"SELECT " + expression}).rows.at(0).at(0);
    }
    /// Whose names begin so.
    std::vector<std::string> databases(const std::string& word) {
        std::vector<std::string> names;
        for (const List& row : connection_->execute({"SELECT SCHEMA_NAME FROM information_schema.SCHEMATA"}).rows)
            if (row[0].as_text().starts_with(word))
                names.push_back(row[0].as_text());
        return names;
    }
    static schema::Table table(const std::string& name) {
        schema::Table made;
        made.name = name;
        schema::Column& column = made.columns.emplace_back();
        column.name = "a";
        column.type = schema::make_type("Text");
        return made;
    }

    std::unique_ptr<Connection> connection_;
    std::string database_, other_;
};

TEST_F(MysqlScratchPlace, LeavesNothing) {
    std::string name;
    {
        const auto place = connection_->dialect().scratch(*connection_);
        schema::Schema schema;
        schema.tables = {table("t"), table("t")};
        schema.tables[1].schema = other_;
        place->create(schema);
        InspectFilter both;
        both.schemas = {"", other_};
        const schema::Schema found = place->inspect(both);
        ASSERT_EQ(found.tables.size(), 2U);
        EXPECT_EQ(found.tables[0].schema, "");
        EXPECT_EQ(found.tables[1].schema, other_);
        // As a new table of the real place.
        const Value* collation = found.tables[0].options.find(connection_->dialect().name() + "_collate");
        ASSERT_NE(collation, nullptr);
        EXPECT_EQ(*collation, Value("latin1_bin"));
        name = asked("DATABASE()").as_text();
        EXPECT_TRUE(name.starts_with("limbeck_scratch_"));
        EXPECT_EQ(databases(name).size(), 2U);
    }
    EXPECT_TRUE(databases(name).empty());
    EXPECT_EQ(asked("DATABASE()"), Value(database_));
    EXPECT_TRUE(connection_->inspector()->names(Inspector::Kind::Table, "").empty());
    EXPECT_TRUE(connection_->inspector()->names(Inspector::Kind::Table, other_).empty());
}

TEST_F(MysqlScratchPlace, ReferencesToWhatIsOnlyInTheRealPlaceHold) {
    connection_->execute({"CREATE TABLE p (id INT UNSIGNED PRIMARY KEY, b INT)"});
    const auto place = connection_->dialect().scratch(*connection_);
    schema::Table child = table("c");
    child.columns.front().type = [] {
        auto type = std::make_shared<schema::Type>();
        type->name = "INTEGER";
        type->unsigned_ = true;
        return type;
    }();
    schema::Schema schema;
    schema.tables = {child};
    place->create(schema);
    schema::ForeignKey key;
    key.name = schema::Name("fk");
    key.columns = {"a"};
    key.referred_table = "p";
    key.referred_columns = {"id"};
    place->run(connection_->dialect().ddl().write(place->mapped(schema::AddConstraint{"", "c", key}), nullptr));
    const schema::Schema found = place->inspect({});
    ASSERT_EQ(found.tables.size(), 1U);
    EXPECT_TRUE(std::any_of(found.tables[0].constraints.begin(), found.tables[0].constraints.end(),
                            [](const auto& c) { return std::holds_alternative<schema::ForeignKey>(c); }));
}

TEST_F(MysqlScratchPlace, DoesNotCommitWhatIsOpen) {
    connection_->execute({"CREATE TABLE rows_of (a INT)"});
    connection_->begin();
    connection_->execute({"INSERT INTO rows_of VALUES (1)"});
    EXPECT_THROW(connection_->dialect().scratch(*connection_), NoScratchPlace);
    connection_->rollback();
    EXPECT_EQ(asked("count(*) FROM rows_of"), Value(0));
}

TEST_F(MysqlScratchPlace, ASessionThatOnlyReadsDoesSoAgain) {
    connection_->execute({"SET SESSION TRANSACTION READ ONLY"});
    connection_->begin();
    connection_->execute({"SELECT * FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"});
    {
        const auto place = connection_->dialect().scratch(*connection_);
        schema::Schema schema;
        schema.tables = {table("t")};
        place->create(schema);
    }
    connection_->rollback();
    const bool is_mariadb = connection_->dialect().name() == "mariadb";
    EXPECT_EQ(asked(is_mariadb ? "@@SESSION.tx_read_only" : "@@SESSION.transaction_read_only"), Value(1));
    EXPECT_THROW(connection_->execute({"CREATE TABLE not_made (a INT)"}), Error);
    connection_->execute({"SET SESSION TRANSACTION READ WRITE"});
}

TEST_F(MysqlScratchPlace, WithoutTheRightThereIsNone) {
    connection_->execute({"DROP USER IF EXISTS limbeck_poor@'%'"});
    connection_->execute({"CREATE USER limbeck_poor@'%'"});
    connection_->execute({"GRANT ALL ON " + database_ + ".* TO limbeck_poor@'%'"});
    Url url = parse_url(std::getenv("LIMBECK_TEST_MARIADB"));
    url.user = "limbeck_poor";
    url.database = database_;
    {
        const auto poor = dialect_named(url.dialect).connect(url);
        EXPECT_THROW(poor->dialect().scratch(*poor), NoScratchPlace);
        EXPECT_EQ(poor->execute({"SELECT DATABASE()"}).rows.at(0).at(0), Value(database_));
    }
    connection_->execute({"DROP USER limbeck_poor@'%'"});
}

TEST_F(MysqlScratchPlace, DropsWhatKilledRunsHaveLeft) {
    const auto owner = open(); // has its lock first: other tests drop what is left, too
    owner->execute({"DO GET_LOCK('limbeck_scratch_400000_0b0b0b0b', 0)"});
    connection_->execute({"CREATE DATABASE limbeck_scratch_400000_0a0a0a0a"});    // long ago
    connection_->execute({"CREATE DATABASE limbeck_scratch_400000_0a0a0a0a_1"});  // of the same place
    connection_->execute({"CREATE DATABASE limbeck_scratch_400000_0b0b0b0b"});    // whose owner lives
    connection_->execute({"CREATE DATABASE limbeck_scratch_999999999_0c0c0c0c"}); // new
    connection_->dialect().scratch(*connection_);
    EXPECT_TRUE(databases("limbeck_scratch_400000_0a0a0a0a").empty());
    EXPECT_EQ(databases("limbeck_scratch_400000_0b0b0b0b").size(), 1U);
    EXPECT_EQ(databases("limbeck_scratch_999999999_0c0c0c0c").size(), 1U);
    connection_->execute({"DROP DATABASE limbeck_scratch_400000_0b0b0b0b"});
    connection_->execute({"DROP DATABASE limbeck_scratch_999999999_0c0c0c0c"});
}

TEST_F(MysqlScratchPlace, FilesSayAStructure) {
    const auto place = connection_->dialect().scratch(*connection_);
    const MadeBySql made = place->made_by(
        {{"schema.sql",
          "/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `t`;\n/*!40101 SET character_set_client = utf8 */;\n"
          "CREATE TABLE `t` (\n  `a` int(11) DEFAULT NULL -- ;\n) ENGINE=InnoDB;\nLOCK TABLES `t` WRITE;\nUNLOCK "
          "TABLES;\n"
          "DELIMITER ;;\nCREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a = 1; SET @b = 2; END ;;\n"
          "DELIMITER ;\nCREATE VIEW v AS SELECT a FROM t;\n"}},
        MayRead::Extensions);
    EXPECT_EQ(made.schema.tables.size(), 1U);
    EXPECT_EQ(made.schema.routines.size(), 1U);
    EXPECT_EQ(made.schema.views.size(), 1U);
    EXPECT_THROW(place->made_by({{"a.sql", "CREATE TABLE " + database_ + ".t (a INT)"}}, MayRead::Extensions), Error);
    EXPECT_THROW(place->made_by({{"a.sql", "INSERT INTO t VALUES (1)"}}, MayRead::Extensions), Error);
    EXPECT_THROW(place->made_by({{"a.sql", "USE " + database_}}, MayRead::Extensions), Error);
    EXPECT_TRUE(place->inspect({}).tables.empty());
}

} // namespace
} // namespace limbeck::dialects::mysql
