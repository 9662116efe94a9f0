#include "dialects/mysql/column_text.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects::mysql {
namespace {

TEST(MysqlColumnText, IsReadInItsParts) {
    const ColumnText column = read_column_text(
        "varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL INVISIBLE DEFAULT 'not null default' "
        "COMMENT 'it''s CHECK (1)' CHECK (`c` <> 'comment')");
    EXPECT_EQ(column.type, "varchar(20)");
    EXPECT_EQ(column.character_set, "CHARACTER SET latin1 COLLATE latin1_bin");
    EXPECT_FALSE(column.nullable);
    EXPECT_EQ(column.others, "INVISIBLE");
    EXPECT_EQ(column.default_, "'not null default'");
    EXPECT_EQ(column.comment, "'it''s CHECK (1)'");
    EXPECT_EQ(column.check, "(`c` <> 'comment')");
    EXPECT_EQ(to_string(column),
              "varchar(20) CHARACTER SET latin1 COLLATE latin1_bin INVISIBLE NOT NULL DEFAULT 'not null default' "
              "COMMENT 'it''s CHECK (1)' CHECK (`c` <> 'comment')");
    EXPECT_EQ(read_column_text(to_string(column)), column);
}

TEST(MysqlColumnText, DefaultsAreExpressions) {
    EXPECT_EQ(read_column_text("int(11) DEFAULT NULL"), read_column_text("int(11) NULL"));
    EXPECT_EQ(read_column_text("int(11) DEFAULT (1 + nullif(2, null)) COMMENT 'x'").default_, "(1 + nullif(2, null))");
    EXPECT_EQ(to_string(read_column_text("varchar(9) DEFAULT 'comment' COMMENT 'check'")),
              "varchar(9) NULL DEFAULT 'comment' COMMENT 'check'");
    EXPECT_EQ(read_column_text("int(11) DEFAULT -1").default_, "-1");
    EXPECT_EQ(read_column_text("bit(3) DEFAULT b'101'").default_, "b'101'");
    const ColumnText moment = read_column_text(
        "timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3) COMMENT 'x'");
    EXPECT_EQ(moment.default_, "current_timestamp(3)");
    EXPECT_EQ(moment.on_update, "ON UPDATE current_timestamp(3)");
}

TEST(MysqlColumnText, GeneratedColumnsHaveNoNull) {
    const ColumnText column =
        read_column_text("int(11) GENERATED ALWAYS AS (`a` is not null or `b` = 'default') STORED COMMENT 'x'");
    EXPECT_EQ(column.generated, "GENERATED ALWAYS AS (`a` is not null or `b` = 'default') STORED");
    EXPECT_EQ(to_string(column), "int(11) GENERATED ALWAYS AS (`a` is not null or `b` = 'default') STORED COMMENT 'x'");
}

TEST(MysqlColumnText, WhatNewerServersReadIsRead) {
    const ColumnText column = read_column_text("varchar(9) NOT NULL DEFAULT '/*!1 a */' /*!80023 INVISIBLE */");
    EXPECT_EQ(column.others, "INVISIBLE");
    EXPECT_EQ(column.default_, "'/*!1 a */'");
    EXPECT_EQ(read_column_text("blob /*!100301 COMPRESSED*/ DEFAULT NULL").type, "blob COMPRESSED");
}

TEST(MysqlColumnText, TypesAreToldApart) {
    EXPECT_TRUE(is_of_characters("VARCHAR(20)"));
    EXPECT_TRUE(is_of_characters("enum('a')"));
    EXPECT_FALSE(is_of_characters("VARBINARY(20)"));
    EXPECT_TRUE(is_moment("datetime(3)"));
    EXPECT_FALSE(is_moment("INTEGER"));
}

TEST(MysqlColumnText, ChecksFollowARename) {
    EXPECT_EQ(with_renamed_column("(`C` > 0 and `other` <> '`c`')", "c", "select"),
              "(`select` > 0 and `other` <> '`c`')");
    EXPECT_TRUE(is_json_check("(json_valid(`c`))", "c"));
    EXPECT_FALSE(is_json_check("(json_valid(`c`) or `c` is null)", "c"));
}

} // namespace
} // namespace limbeck::dialects::mysql
