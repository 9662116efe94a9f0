#include "support/passwords.hpp"

#include <gtest/gtest.h>
#include <utility>

namespace limbeck::support {
namespace {

TEST(Passwords, OfUrls) {
    const std::pair<const char*, const char*> cases[] = {
        {"cannot use postgresql+psycopg2://u:p@ss@h:5432/db, sorry",
         "cannot use postgresql+psycopg2://u:***@h:5432/db, sorry"},
        {"create_engine('postgresql://u:a/b@h/db') or \"mysql://:x@h\"",
         "create_engine('postgresql://u:***@h/db') or \"mysql://:***@h\""},
        {"postgresql://h/db?user=u&password=x&sslpassword=y&sslmode=require",
         "postgresql://h/db?user=u&password=***&sslpassword=***&sslmode=require"},
        {"postgresql://u:x@h/db?pwd=y&a=b", "postgresql://u:***@h/db?pwd=***&a=b"},
        {"postgresql://h/db?PASSWD=y", "postgresql://h/db?PASSWD=***"},
        {"no revision 'postgresql://u:s3cret'", "no revision 'postgresql://u:***'"},
    };
    for (const auto& [text, shown] : cases)
        EXPECT_EQ(without_passwords(text), shown);
}

TEST(Passwords, OfStatements) {
    const std::pair<const char*, const char*> cases[] = {
        {"CREATE ROLE r PASSWORD 'it''s' LOGIN", "CREATE ROLE r PASSWORD '***' LOGIN"},
        {"ALTER ROLE r ENCRYPTED PASSWORD E'a\\'b' LOGIN", "ALTER ROLE r ENCRYPTED PASSWORD E'***' LOGIN"},
        {"ALTER ROLE r PASSWORD U&'d\\0061t' UESCAPE '!'", "ALTER ROLE r PASSWORD U&'***' UESCAPE '!'"},
        {"ALTER ROLE r password $$x'y$$ LOGIN", "ALTER ROLE r password $$***$$ LOGIN"},
        {"ALTER ROLE r PASSWORD $a$x$$y$a$;", "ALTER ROLE r PASSWORD $a$***$a$;"},
        {"PASSWORD /* new */ 'x'", "PASSWORD /* new */ '***'"},
        {"PASSWORD 'x'\n  'y' LOGIN", "PASSWORD '***'\n  '***' LOGIN"},
        {"PASSWORD 'never ends", "PASSWORD '***"},
        {"OPTIONS (user 'u', password 'x')", "OPTIONS (user 'u', password '***')"},
        {"CONNECTION 'host=h password=x dbname=d'", "CONNECTION 'host=h password=*** dbname=d'"},
        {"CONNECTION 'host=h password=''x y'' dbname=d'", "CONNECTION 'host=h password=''***'' dbname=d'"},
        {"DO $$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ''x'''; END $$",
         "DO $$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ''***'''; END $$"},
        {"SELECT dblink('postgresql://u:x@h/d')", "SELECT dblink('postgresql://u:***@h/d')"},
    };
    for (const auto& [text, shown] : cases)
        EXPECT_EQ(without_passwords(text), shown);
}

TEST(Passwords, OfScripts) {
    const std::pair<const char*, const char*> cases[] = {
        {"connect(host='h', password='x', port=1)", "connect(host='h', password='***', port=1)"},
        {"connect({\"password\": \"x\"})", "connect({\"password\": \"***\"})"},
        {"os.environ['PGPASSWORD'] = \"x\"", "os.environ['PGPASSWORD'] = \"***\""},
        {"connect('dbname=d pwd=x')", "connect('dbname=d pwd=***')"},
        {"connect(\"password=\\'x y\\' port=1\")", "connect(\"password=\\'***\\' port=1\")"},
        {"DB_PASSWORD=x limbeck", "DB_PASSWORD=*** limbeck"},
    };
    for (const auto& [text, shown] : cases)
        EXPECT_EQ(without_passwords(text), shown);
}

TEST(Passwords, AllElseStays) {
    for (const char* text : {"",
                             "no URL",
                             "sqlite:///a:b.db",
                             "https://h:8080/x",
                             "https://[::1]:80/x",
                             "postgresql://u@h:5432/db",
                             "a@b://",
                             "SELECT password_hash, password FROM users",
                             "password authentication failed for user \"password\"",
                             "ALTER ROLE r PASSWORD NULL",
                             "ALTER TABLE t ADD password VARCHAR(20) DEFAULT 'x'",
                             "WHERE a.password = b.password",
                             "sa.Column('password', sa.String(20))",
                             "SELECT 'password', 'x'",
                             "no password supplied",
                             "cd $pwd/x",
                             "the passwords 'a' and 'b'",
                             "op.drop_column('users', 'password')",
                             "COMMENT ON COLUMN t.password IS 'hashed'",
                             "PASSWORD $1",
                             "https://h:80/x?mail=a"})
        EXPECT_EQ(without_passwords(text), text);
}

} // namespace
} // namespace limbeck::support
