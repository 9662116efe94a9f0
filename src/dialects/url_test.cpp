#include "dialects/url.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::dialects {
namespace {

struct Case {
    const char* text;
    const char *dialect, *driver, *user, *password, *host;
    int port;
    const char *database, *query, *rendered;
};

// What sqlalchemy.engine.make_url() of SQLAlchemy 2.1 makes of each text; "-" is no password, 0 no port.
const Case cases[] = {
    {"postgresql://scott:tiger@localhost/mydb", "postgresql", "", "scott", "tiger", "localhost", 0, "mydb", "",
     "postgresql://scott:tiger@localhost/mydb"},
    {"postgresql+asyncpg://u:p%40ss%2Fw@h:5433/db?ssl=require", "postgresql", "asyncpg", "u", "p@ss/w", "h", 5433, "db",
     "ssl=require;", "postgresql+asyncpg://u:p%40ss%2Fw@h:5433/db?ssl=require"},
    {"sqlite://", "sqlite", "", "", "-", "", 0, "", "", "sqlite://"},
    {"sqlite:///foo.db", "sqlite", "", "", "-", "", 0, "foo.db", "", "sqlite:///foo.db"},
    {"sqlite:////abs/foo.db", "sqlite", "", "", "-", "", 0, "/abs/foo.db", "", "sqlite:////abs/foo.db"},
    {"sqlite+aiosqlite:///x.db", "sqlite", "aiosqlite", "", "-", "", 0, "x.db", "", "sqlite+aiosqlite:///x.db"},
    {"sqlite:///file:path/to/database?mode=ro&uri=true", "sqlite", "", "", "-", "", 0, "file:path/to/database",
     "mode=ro;uri=true;", "sqlite:///file%3Apath/to/database?mode=ro&uri=true"},
    {"sqlite:///:memory:", "sqlite", "", "", "-", "", 0, ":memory:", "", "sqlite:///%3Amemory%3A"},
    {"sqlite:///a%20b+c%25.db", "sqlite", "", "", "-", "", 0, "a b+c%.db", "", "sqlite:///a b+c%25.db"},
    {"postgresql://h/a%2Fb%3Fc?x=1", "postgresql", "", "", "-", "h", 0, "a/b?c", "x=1;", "postgresql://h/a/b%3Fc?x=1"},
    {"postgresql://[::1]:5432/db", "postgresql", "", "", "-", "::1", 5432, "db", "", "postgresql://[::1]:5432/db"},
    {"postgresql://u@[fe80::1]/db", "postgresql", "", "u", "-", "fe80::1", 0, "db", "", "postgresql://u@[fe80::1]/db"},
    {"postgresql://u@h/db?host=a:1&host=b:2", "postgresql", "", "u", "-", "h", 0, "db", "host=a:1;host=b:2;",
     "postgresql://u@h/db?host=a%3A1&host=b%3A2"},
    {"postgresql:///db?host=/var/run/postgresql", "postgresql", "", "", "-", "", 0, "db", "host=/var/run/postgresql;",
     "postgresql:///db?host=%2Fvar%2Frun%2Fpostgresql"},
    {"postgresql://u:p@w@h/db", "postgresql", "", "u", "p", "w@h", 0, "db", "", "postgresql://u:p@w@h/db"},
    {"postgresql://u:a/b:c@h/db", "postgresql", "", "u", "a/b:c", "h", 0, "db", "", "postgresql://u:a%2Fb%3Ac@h/db"},
    {"postgresql://us+er:pa+ss@h/db", "postgresql", "", "us+er", "pa+ss", "h", 0, "db", "",
     "postgresql://us+er:pa+ss@h/db"},
    {"postgresql://u:p@h/db?options=-c%20search_path%3Dx+y&a=&b", "postgresql", "", "u", "p", "h", 0, "db",
     "options=-c search_path=x y;", "postgresql://u:p@h/db?options=-c+search_path%3Dx+y"},
    {"postgresql://u@h:5432/db?email=a@b", "postgresql", "", "u@h", "5432/db?email=a", "b", 0, "", "",
     "postgresql://u%40h:5432%2Fdb%3Femail%3Da@b"},
    {"postgresql://:pw@h/db", "postgresql", "", "", "pw", "h", 0, "db", "", "postgresql://:pw@h/db"},
    {"postgresql://u:%zz%4@h/d%20b", "postgresql", "", "u", "%zz%4", "h", 0, "d b", "",
     "postgresql://u:%25zz%254@h/d b"},
    {"postgresql://u:p@/db", "postgresql", "", "u", "p", "", 0, "db", "", "postgresql://u:p@/db"},
};

TEST(Url, DividesTextsAsSqlalchemyDoes) {
    for (const Case& one : cases) {
        SCOPED_TRACE(one.text);
        const Url url = parse_url(one.text);
        EXPECT_EQ(url.dialect, one.dialect);
        EXPECT_EQ(url.driver, one.driver);
        EXPECT_EQ(url.user, one.user);
        EXPECT_EQ(url.password.value_or("-"), one.password);
        EXPECT_EQ(url.host, one.host);
        EXPECT_EQ(url.port.value_or(0), one.port);
        EXPECT_EQ(url.database, one.database);
        std::string query;
        for (const auto& [key, value] : url.query)
            query += key + "=" + value + ";";
        EXPECT_EQ(query, one.query);
        EXPECT_EQ(url.text(), one.rendered);
    }
}

TEST(Url, MasksPasswords) {
    EXPECT_EQ(parse_url("postgresql://u:tiger@h/db").masked(), "postgresql://u:***@h/db");
    EXPECT_EQ(parse_url("postgresql://u@h/db?password=tiger").masked(), "postgresql://u@h/db?password=***");
    EXPECT_EQ(parse_url("postgresql://u@h/db?sslmode=require&sslpassword=tiger").masked(),
              "postgresql://u@h/db?sslmode=require&sslpassword=***");
    EXPECT_EQ(parse_url("postgresql://u:ti@ger@h/db").masked(), "postgresql://u:***@***@h/db");
}

TEST(Url, RefusesWhatIsNoUrl) {
    for (const char* text : {"", "foo", "sqlite:foo.db", "://x", "postgresql://u:p@h:port/db", "postgresql://h:/db"}) {
        try {
            parse_url(text);
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), Error::Kind::Configuration);
            EXPECT_STREQ(error.what(), "Could not parse SQLAlchemy URL from given URL string");
            EXPECT_FALSE(error.now().empty());
        }
    }
}

TEST(Url, RefusesPostgresAsSqlalchemyDoes) {
    try {
        parse_url("postgres://u:tiger@h/db");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "Can't load plugin: sqlalchemy.dialects:postgres");
        EXPECT_EQ(error.message().find("tiger"), std::string::npos);
        EXPECT_NE(error.now().find("postgresql://"), std::string::npos);
    }
}

} // namespace
} // namespace limbeck::dialects
