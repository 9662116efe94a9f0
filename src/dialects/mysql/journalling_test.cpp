#include "dialects/mysql/journalling.hpp"
#include "support/words.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::mysql {
namespace {

using Account = Journalling::Account;
using Object = Journalling::Object;

Account account(const std::string& statement, Flavour flavour = Flavour::Mariadb) {
    return MysqlJournalling(flavour).account(statement);
}

/// "table a, view s.b"
std::string objects(const std::string& statement) {
    static constexpr const char* kinds[] = {"table ", "view ", "routine ", "trigger ", "indexes "};
    std::vector<std::string> said;
    for (const Object& object : account(statement).objects)
        said.push_back(kinds[static_cast<int>(object.kind)] + (object.schema.empty() ? "" : object.schema + ".") +
                       object.name);
    return support::joined(said);
}

/// Its reverses, those of several ways with "; or" between them.
std::string reverse(const std::string& statement, Flavour flavour = Flavour::Mariadb) {
    return support::joined(account(statement, flavour).reverse, "; or ");
}

TEST(MysqlJournalling, WhatAStatementIs) {
    using Kind = Account::Kind;
    for (const auto& [statement, kind] : {std::pair<const char*, Kind>{"SELECT 1", Kind::Nothing},
                                          {"  -- a word\n select 1", Kind::Nothing},
                                          {"SET NAMES utf8mb4", Kind::Nothing},
                                          {"SET GLOBAL sql_mode = ''", Kind::Commits},
                                          {"WITH a AS (SELECT 1) SELECT * FROM a", Kind::Nothing},
                                          {"WITH a AS (SELECT 1) UPDATE t SET c = 1", Kind::Rows},
                                          {"INSERT INTO t VALUES ('create table')", Kind::Rows},
                                          {"load data infile 'x' into table t", Kind::Rows},
                                          {"CREATE TABLE t (a INT)", Kind::Commits},
                                          {"CREATE TEMPORARY TABLE t (a INT)", Kind::Session},
                                          {"DROP TEMPORARY TABLE t", Kind::Session},
                                          {"TRUNCATE TABLE t", Kind::Commits},
                                          {"CALL p()", Kind::Commits},
                                          {"GRANT SELECT ON t TO u", Kind::Commits},
                                          {"ANALYZE TABLE t", Kind::Ends},
                                          {"LOCK TABLES t WRITE", Kind::Locks},
                                          {"UNLOCK TABLES", Kind::Unlocks},
                                          {"/* nothing */ ;", Kind::Nothing}})
        EXPECT_EQ(account(statement).kind, kind) << statement;
}

TEST(MysqlJournalling, WhatShowsThatItTookEffect) {
    EXPECT_EQ(objects("CREATE TABLE t (a INT)"), "table t");
    EXPECT_EQ(objects("CREATE TABLE `my db`.`a``b` (a INT)"), "table my db.a`b");
    EXPECT_EQ(objects("CREATE UNIQUE INDEX i ON s.t (a)"), "indexes s.t");
    EXPECT_EQ(objects("DROP INDEX IF EXISTS i ON t"), "indexes t");
    EXPECT_EQ(objects("ALTER TABLE t ADD INDEX i (a)"), "indexes t");
    EXPECT_EQ(objects("ALTER TABLE t ADD COLUMN a INT"), "table t");
    EXPECT_EQ(objects("ALTER TABLE t RENAME TO u"), "table t, table u");
    EXPECT_EQ(objects("RENAME TABLE a TO b, s.c TO s.d"), "table a, table b, table s.c, table s.d");
    EXPECT_EQ(objects("DROP TABLE IF EXISTS a, s.b"), "table a, table s.b");
    EXPECT_EQ(objects("DROP VIEW a, b"), "view a, view b");
    EXPECT_EQ(objects("CREATE ALGORITHM = MERGE DEFINER = u@h VIEW v AS SELECT 1"), "view v");
    EXPECT_EQ(objects("CREATE DEFINER = CURRENT_USER TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET @a = 1"),
              "trigger r");
    EXPECT_EQ(objects("DROP PROCEDURE p"), "routine p");
    EXPECT_EQ(objects("INSERT IGNORE INTO s.t VALUES (1)"), "table s.t");
    EXPECT_EQ(objects("UPDATE t SET a = 1"), "table t");
    EXPECT_EQ(objects("UPDATE t JOIN u ON t.a = u.a SET t.b = 1"), "");
    EXPECT_EQ(objects("DELETE t FROM t JOIN u ON t.a = u.a"), "");
}

TEST(MysqlJournalling, WhatTheCatalogueDoesNotShowIsUnseen) {
    for (const char* statement :
         {"ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u", "ALTER TABLE t DISCARD TABLESPACE",
          "ALTER TABLE t IMPORT TABLESPACE", "ALTER TABLE t IMPORT PARTITION p TABLESPACE", "TRUNCATE t", "CALL p()"}) {
        EXPECT_EQ(account(statement).kind, Account::Kind::Commits) << statement;
        EXPECT_EQ(objects(statement), "") << statement;
        EXPECT_EQ(reverse(statement), "") << statement;
    }
    EXPECT_EQ(objects("ALTER TABLE exchange ADD import INT"), "table exchange");
}

TEST(MysqlJournalling, ReversesAreExact) {
    EXPECT_EQ(reverse("CREATE TABLE s.t (a INT, b INT)"), "DROP TABLE s.t");
    EXPECT_EQ(reverse("CREATE VIEW v AS SELECT 1"), "DROP VIEW v");
    EXPECT_EQ(reverse("CREATE FULLTEXT INDEX `i n` ON t (a)"), "DROP INDEX `i n` ON t");
    EXPECT_EQ(reverse("ALTER TABLE t ADD COLUMN `select` INT"), "ALTER TABLE t DROP COLUMN `select`");
    EXPECT_EQ(reverse("ALTER TABLE t ADD a DECIMAL(10, 2) AFTER b"), "ALTER TABLE t DROP COLUMN a");
    EXPECT_EQ(reverse("ALTER TABLE t ADD PRIMARY KEY (a, b)"), "ALTER TABLE t DROP PRIMARY KEY");
    EXPECT_EQ(reverse("ALTER TABLE t ADD CONSTRAINT p PRIMARY KEY (a)"), "ALTER TABLE t DROP PRIMARY KEY");
    EXPECT_EQ(reverse("ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES u (a)"),
              "ALTER TABLE t DROP FOREIGN KEY k; or ALTER TABLE t DROP INDEX k");
    EXPECT_EQ(reverse("ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)"), "ALTER TABLE t DROP INDEX u");
    EXPECT_EQ(reverse("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"), "ALTER TABLE t DROP CONSTRAINT c");
    EXPECT_EQ(reverse("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", Flavour::Mysql), "ALTER TABLE t DROP CHECK c");
    EXPECT_EQ(reverse("ALTER TABLE t RENAME COLUMN a TO b"), "ALTER TABLE t RENAME COLUMN b TO a");
    EXPECT_EQ(reverse("ALTER TABLE t RENAME INDEX a TO b"), "ALTER TABLE t RENAME INDEX b TO a");
    EXPECT_EQ(reverse("ALTER TABLE s.t RENAME AS u"), "ALTER TABLE u RENAME TO s.t");
    EXPECT_EQ(reverse("RENAME TABLE a TO b, b2 TO a"), "RENAME TABLE a TO b2, b TO a");
}

TEST(MysqlJournalling, WhatMayHaveBeenThereHasNoReverse) {
    for (const char* statement :
         {"CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE OR REPLACE TABLE t (a INT)",
          "CREATE TABLE IF NOT EXISTS t (a INT)", "CREATE INDEX IF NOT EXISTS i ON t (a)",
          "ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT", "ALTER TABLE t ADD INDEX IF NOT EXISTS i (a)",
          "ALTER TABLE t ADD CONSTRAINT u UNIQUE IF NOT EXISTS (a)",
          "ALTER TABLE t ADD CONSTRAINT IF NOT EXISTS c CHECK (a > 0)", "ALTER TABLE IF EXISTS t ADD a INT"})
        EXPECT_EQ(reverse(statement), "") << statement;
}

TEST(MysqlJournalling, WhatIsNotWhollyTakenBackHasNoReverse) {
    for (const char* statement :
         {"ALTER TABLE t ADD a INT, ADD b INT", "ALTER TABLE t ADD COLUMN (a INT, b INT)",
          "ALTER TABLE t RENAME COLUMN a TO b, ADD c INT", "ALTER TABLE t RENAME TO u, ADD c INT",
          "ALTER TABLE t ADD UNIQUE (a)", "ALTER TABLE t ADD CHECK (a > 0)",
          "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (a)",
          "ALTER TABLE t ADD PARTITION (PARTITION p VALUES IN (1))", "ALTER TABLE t DROP COLUMN a",
          "ALTER TABLE t MODIFY a INT", "DROP TABLE t", "UPDATE t SET a = 1"})
        EXPECT_EQ(reverse(statement), "") << statement;
}

} // namespace
} // namespace limbeck::dialects::mysql
