#include "support/url_secrets.hpp"

#include <gtest/gtest.h>

namespace limbeck::support {
namespace {

TEST(UrlSecrets, PasswordsOfUrlsAreReplaced) {
    EXPECT_EQ(without_url_passwords("cannot use postgresql+psycopg2://u:p@ss@h:5432/db, sorry"),
              "cannot use postgresql+psycopg2://u:***@h:5432/db, sorry");
    EXPECT_EQ(without_url_passwords("create_engine('postgresql://u:a/b@h/db') or \"mysql://:x@h\""),
              "create_engine('postgresql://u:***@h/db') or \"mysql://:***@h\"");
    EXPECT_EQ(without_url_passwords("postgresql://h/db?user=u&password=x&sslpassword=y&sslmode=require"),
              "postgresql://h/db?user=u&password=***&sslpassword=***&sslmode=require");
}

TEST(UrlSecrets, TheRestStays) {
    for (const char* text :
         {"", "no URL", "sqlite:///a:b.db", "https://h:8080/x", "postgresql://u@h:5432/db", "a@b://"})
        EXPECT_EQ(without_url_passwords(text), text);
}

} // namespace
} // namespace limbeck::support
