#include "dialects/connect_arguments.hpp"
#include "dialects/mysql/connection_options.hpp"
#include "dialects/postgresql/connection_options.hpp"
#include "dialects/url.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>

namespace limbeck::dialects {
namespace {

std::string told(const char* url, const Map& arguments) {
    return with_arguments(parse_url(url), arguments).text();
}

TEST(ConnectArguments, BecomeOptionsOfTheUrl) {
    EXPECT_EQ(
        told("mysql://u:old@h/d?a=1", Map{{"password", "new"}, {"timeout", 20.5}, {"flag", true}, {"none", Value()}}),
        "mysql://u:new@h/d?a=1&flag=true&timeout=20.5");
    EXPECT_EQ(told("sqlite:///x?timeout=1", Map{{"timeout", 2}}), "sqlite:///x?timeout=2");
    EXPECT_EQ(told("postgresql://h/d", Map{{"server_settings", Map{{"work_mem", "3MB"}}}, {"ssl", Map{}}}),
              "postgresql://h/d?server_settings.work_mem=3MB&ssl=true");
    EXPECT_THROW(told("postgresql://h/d", Map{{"host", List{"a", "b"}}}), Error);
    EXPECT_THROW(told("mysql://h/d", Map{{"ssl", Map{{"ca", List{}}}}}), Error);
}

TEST(ConnectArguments, KeepAPasswordOfAKeyToThemselves) {
    const Url url = with_arguments(parse_url("postgresql://h/d"), Map{{"ssl", Map{{"password", "tiger"}}}});
    EXPECT_EQ(url.masked().find("tiger"), std::string::npos);
}

TEST(ConnectArguments, WordsOfTlsThatAreUnknownAreRefused) {
    EXPECT_THROW(tls_arguments(parse_url("mysql://h/d?ssl.colour=1")), Error);
    EXPECT_THROW(tls_arguments(parse_url("mysql://h/d?ssl.verify_mode=perhaps")), Error);
    EXPECT_FALSE(tls_arguments(parse_url("mysql://h/d?ssl_ca=x")));
}

using Tls = mysql::ConnectionOptions::Tls;

Tls tls_of(const char* options) {
    return mysql::options_of(parse_url(std::string("mysql+") + options)).tls;
}

TEST(ConnectArguments, AnAuthorityIsVerifiedAsTheDriverDoes) {
    EXPECT_EQ(tls_of("pymysql://h/d?ssl_ca=x"), Tls::Verified);
    EXPECT_EQ(tls_of("pymysql://h/d?ssl_ca=x&ssl_check_hostname=false"), Tls::Required);
    EXPECT_EQ(tls_of("mysqldb://h/d?ssl_ca=x"), Tls::Required);
    EXPECT_EQ(tls_of("mysqldb://h/d?ssl_ca=x&ssl_mode=VERIFY_IDENTITY"), Tls::Verified);
    EXPECT_EQ(tls_of("aiomysql://h/d?ssl.ca=x"), Tls::Verified);
    EXPECT_EQ(tls_of("pymysql://h/d?ssl.ca=x&ssl.check_hostname=false"), Tls::Required);
    // Without an authority of its own only both can be verified, or neither.
    EXPECT_EQ(tls_of("pymysql://h/d?ssl.verify_mode=required&ssl.check_hostname=false"), Tls::Verified);
    EXPECT_EQ(mysql::options_of(parse_url("mysql+pymysql://h/d?ssl.ca=x&ssl.verify_mode=none")).tls_ca, "");
}

TEST(ConnectArguments, ARefusalRatherThanAWeakerConnection) {
    EXPECT_THROW(mysql::options_of(parse_url("mysql://h/d?ssl.cert=x&ssl.password=y")), Error);
    EXPECT_THROW(postgresql::options_of(parse_url("postgresql://h/d?ssl.ca=x&ssl.cipher=ALL")), Error);
    EXPECT_THROW(postgresql::options_of(parse_url("postgresql://h/d?ssl.capath=x")), Error);
    const auto options =
        postgresql::options_of(parse_url("postgresql://h/d?ssl.ca=x&ssl.check_hostname=false&ssl.cert=y"));
    EXPECT_EQ(*postgresql::find(options, "sslmode"), "verify-ca");
    EXPECT_EQ(*postgresql::find(options, "sslkey"), "y");
}

} // namespace
} // namespace limbeck::dialects
