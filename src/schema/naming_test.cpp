#include "schema/md5.hpp"
#include "schema/table.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::schema {
namespace {

constexpr int postgresql_limit = 63;

std::optional<std::string> named(Constraint constraint, const std::string& kind, const std::string& convention,
                                 const std::string& schema = "") {
    apply_naming_convention(constraint, schema, "t", {{kind, convention}}, postgresql_limit);
    return name_of(constraint).text;
}

Unique unique(std::vector<std::string> columns, Name name = {}) {
    Unique made;
    made.columns = std::move(columns);
    made.name = std::move(name);
    return made;
}

TEST(Md5, KnownSums) {
    EXPECT_EQ(md5_hex(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5_hex("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    EXPECT_EQ(md5_hex(std::string(64, 'a')), "014842d480b571495a4a0363793f7367");
}

TEST(NamingConvention, Tokens) {
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "uq_%(table_name)s_%(column_0_name)s"), "uq_t_a");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_1_name)s"), "b");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "x%(column_2_name)s"), "x");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_0N_name)s"), "ab");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_0_N_name)s"), "a_b");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_0_N_key)s"), "a_b");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_0_label)s", "my.s"), "my_s_t_a");
    EXPECT_EQ(named(unique({"a", "b"}), "uq", "%(column_0_N_label)s"), "t_a_t_b");
    EXPECT_EQ(named(unique({"a"}), "uq", "100%%_%(column_0_name)s"), "100%_a");

    ForeignKey key;
    key.columns = {"a", "b"};
    key.referred_table = "u";
    key.referred_columns = {"x", "y"};
    EXPECT_EQ(named(key, "fk", "%(referred_table_name)s_%(referred_column_0_name)s"), "u_x");
    EXPECT_EQ(named(key, "fk", "%(referred_column_0_N_name)s"), "x_y");
}

TEST(NamingConvention, ACheckThatATypeMadeMayStayWithoutAName) {
    Check check;
    check.columns = {"a"};
    check.from_type = true;
    EXPECT_EQ(named(check, "ck", "ck_%(table_name)s_%(constraint_name)s"), std::nullopt);
    check.from_type = false;
    EXPECT_THROW(named(check, "ck", "ck_%(table_name)s_%(constraint_name)s"), Error);
}

TEST(NamingConvention, OnlyConstraintNameTouchesNamesThatAreThere) {
    EXPECT_EQ(named(unique({"a"}, "mine"), "uq", "uq_%(table_name)s"), "mine");
    EXPECT_EQ(named(unique({"a"}, "mine"), "uq", "uq_%(table_name)s_%(constraint_name)s"), "uq_t_mine");
    EXPECT_EQ(named(unique({"a"}, Name("mine", true)), "uq", "uq_%(table_name)s_%(constraint_name)s"), "mine");
    EXPECT_EQ(named(unique({"a"}), "ck", "whatever"), std::nullopt);
}

TEST(NamingConvention, ConstraintNameNeedsAName) {
    EXPECT_THROW(named(Check{}, "ck", "ck_%(constraint_name)s"), Error);
    Check of_type;
    of_type.from_type = true;
    EXPECT_EQ(named(of_type, "ck", "ck_%(constraint_name)s"), std::nullopt);
}

TEST(NamingConvention, UnknownTokensAreRefused) {
    EXPECT_THROW(named(unique({"a"}), "uq", "%(colour)s"), Error);
    EXPECT_THROW(named(unique({"a"}), "uq", "%(referred_table_name)s"), Error);
    EXPECT_THROW(named(unique({"a"}), "uq", "%s"), Error);
}

TEST(NamingConvention, IndexesHaveANameEvenWithoutConvention) {
    Index index;
    index.table = "t";
    index.schema = "s";
    index.elements.push_back({"a", nullptr});
    apply_naming_convention(index, {}, postgresql_limit);
    EXPECT_EQ(index.name.text, "ix_s_t_a");
    EXPECT_TRUE(index.name.final);
}

TEST(NamingConvention, LongNamesAreShortenedAsSqlalchemyDoes) {
    EXPECT_EQ(shortened("short", 63), "short");
    EXPECT_EQ(shortened("uq_" + std::string(70, 'x'), 63).size(), 60U);
    EXPECT_EQ(shortened("uq_" + std::string(70, 'x'), 63).substr(0, 56), "uq_" + std::string(52, 'x') + "_");
    // Characters count, not bytes.
    std::string umlauts;
    for (int i = 0; i < 63; ++i)
        umlauts += "ä";
    EXPECT_EQ(shortened(umlauts, 63), umlauts);
}

} // namespace
} // namespace limbeck::schema
