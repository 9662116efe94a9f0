#include "dialects/secrets.hpp"

#include <gtest/gtest.h>

namespace limbeck::dialects {
namespace {

TEST(Secrets, AreReplacedWhereverTheyStand) {
    EXPECT_EQ(without_secrets("could not translate host name \"tiger@h\" of tiger", {"tiger", ""}),
              "could not translate host name \"***@h\" of ***");
}

TEST(Secrets, PasswordsInStatements) {
    EXPECT_EQ(without_passwords("CREATE ROLE r PASSWORD 'it''s' LOGIN"), "CREATE ROLE r PASSWORD '***' LOGIN");
    EXPECT_EQ(without_passwords("OPTIONS (user 'u', password 'x')"), "OPTIONS (user 'u', password '***')");
    EXPECT_EQ(without_passwords("CONNECTION 'host=h password=x dbname=d'"),
              "CONNECTION 'host=h password=*** dbname=d'");
    EXPECT_EQ(without_passwords("ALTER ROLE r PASSWORD E'x'"), "ALTER ROLE r PASSWORD E'***'");
    EXPECT_EQ(without_passwords("SELECT password_hash, password FROM users"),
              "SELECT password_hash, password FROM users");
}

} // namespace
} // namespace limbeck::dialects
