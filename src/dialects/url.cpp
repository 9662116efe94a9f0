#include "dialects/url.hpp"

#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <string_view>

namespace limbeck::dialects {

using support::is_word;

namespace {

constexpr std::string_view not_a_url = "Could not parse SQLAlchemy URL from given URL string";

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Python's urllib.parse.unquote(): a % that no two hexadecimal digits follow stays as it is.
std::string percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high >= 0 && low >= 0) {
                decoded += static_cast<char>(high * 16 + low);
                i += 2;
                continue;
            }
        }
        decoded += text[i];
    }
    return decoded;
}

/// Python's urllib.parse.quote() with the given characters left alone beside letters, digits and "_.-~".
std::string percent_encoded(std::string_view text, std::string_view safe) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((is_word(byte) && byte < 0x80) || c == '.' || c == '-' || c == '~' ||
            safe.find(c) != std::string_view::npos) {
            encoded += c;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

/// urllib.parse.quote_plus(), for the query.
std::string query_encoded(std::string_view text) {
    std::string encoded = percent_encoded(text, " ");
    std::replace(encoded.begin(), encoded.end(), ' ', '+');
    return encoded;
}

std::string query_decoded(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decoded(spaced);
}

/// urllib.parse.parse_qsl(): parts without a value are left out.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals + 1 == part.size())
            continue;
        query.emplace_back(query_decoded(part.substr(0, equals)), query_decoded(part.substr(equals + 1)));
    }
    return query;
}

/// What may have been meant by a text that is no URL.
std::string advice_about(std::string_view text) {
    if (text.starts_with('"') || text.starts_with('\''))
        return "Take the quotes away: the values of an ini file have none.";
    if (text.find("${") != std::string_view::npos || text.starts_with('$'))
        return "Variables of the environment are not replaced there: let env.py read them (os.environ), or give the "
               "URL by --url.";
    return "A database URL looks like postgresql://user:password@host/database or sqlite:///file.db.";
}

std::string rendered(const Url& url, bool hide_password) {
    std::string text = url.dialect;
    if (!url.driver.empty())
        text += "+" + url.driver;
    text += "://";
    if (!url.user.empty() || url.password) {
        text += percent_encoded(url.user, " +");
        if (url.password)
            text += ":" + (hide_password ? std::string("***") : percent_encoded(*url.password, " +"));
        text += "@";
    }
    // An unescaped @ in a password leaves its rest in what SQLAlchemy takes for the host.
    const std::size_t at = url.host.rfind('@');
    const std::string host = hide_password && at != std::string::npos ? "***" + url.host.substr(at) : url.host;
    text += host.find(':') != std::string::npos ? "[" + host + "]" : host;
    if (url.port)
        text += ":" + std::to_string(*url.port);
    if (!url.database.empty())
        text += "/" + percent_encoded(url.database, " +/");

    auto query = url.query;
    std::stable_sort(query.begin(), query.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    char separator = '?';
    for (const auto& [key, value] : query) {
        text += separator + query_encoded(key) + "=" +
                (hide_password && support::names_password(key) ? std::string("***") : query_encoded(value));
        separator = '&';
    }
    return text;
}

} // namespace

std::string Url::masked() const {
    return rendered(*this, true);
}

std::string Url::text() const {
    return rendered(*this, false);
}

// The grammar is that of sqlalchemy.engine.make_url(), down to how it divides a text that is not a proper URL: an
// unescaped / or : may stand in a password, an unescaped @ ends it. What follows a whole URL is ignored.
Url parse_url(const std::string& text) {
    std::string_view rest = text;
    std::size_t scheme = 0;
    while (scheme < rest.size() && (is_word(static_cast<unsigned char>(rest[scheme])) || rest[scheme] == '+'))
        ++scheme;
    if (scheme == 0 || rest.substr(scheme, 3) != "://")
        throw Error(Error::Kind::Configuration, std::string(not_a_url), {}, advice_about(text));

    Url url;
    const std::string_view name = rest.substr(0, scheme);
    const std::size_t plus = name.find('+');
    url.dialect = name.substr(0, plus);
    if (plus != std::string_view::npos)
        url.driver = name.substr(plus + 1);
    rest.remove_prefix(scheme + 3);

    // user[:password]@, where the user has neither : nor /, and the password no @.
    std::size_t run = std::min(rest.find_first_of(":/"), rest.size());
    std::size_t user_end = std::string_view::npos, after = 0;
    if (run < rest.size() && rest[run] == ':') {
        const std::size_t at = rest.find('@', run);
        if (at != std::string_view::npos) {
            user_end = run;
            url.password = percent_decoded(rest.substr(run + 1, at - run - 1));
            after = at + 1;
        }
    }
    if (user_end == std::string_view::npos) {
        const std::size_t at = rest.substr(0, run).rfind('@');
        if (at != std::string_view::npos) {
            user_end = at;
            after = at + 1;
        }
    }
    if (user_end != std::string_view::npos) {
        url.user = percent_decoded(rest.substr(0, user_end));
        rest.remove_prefix(after);
    }

    // [ipv6] or host
    std::size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
    const std::size_t bracket = rest.substr(0, host_end).rfind(']');
    if (!rest.empty() && rest[0] == '[' && bracket != std::string_view::npos && bracket > 1) {
        url.host = rest.substr(1, bracket - 1);
        rest.remove_prefix(bracket + 1);
    } else {
        host_end = std::min(rest.find_first_of("/:?"), rest.size());
        url.host = rest.substr(0, host_end);
        rest.remove_prefix(host_end);
    }

    std::optional<std::string> port;
    if (!rest.empty() && rest[0] == ':') {
        const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
        port = rest.substr(1, end - 1);
        rest.remove_prefix(end);
    }
    if (!rest.empty() && rest[0] == '/') {
        const std::size_t end = std::min(rest.find('?'), rest.size());
        url.database = percent_decoded(rest.substr(1, end - 1));
        rest.remove_prefix(end);
    }
    if (!rest.empty() && rest[0] == '?')
        url.query = parse_query(rest.substr(1, std::min(rest.find('\n'), rest.size()) - 1));

    if (port) {
        // The text may be a piece of a password, so it is not shown.
        if (port->empty() || port->size() > 9 || port->find_first_not_of("0123456789") != std::string::npos)
            throw Error(Error::Kind::Configuration, std::string(not_a_url), "the port is not a number",
                        "Special characters in a password must be percent-encoded in a URL: @ as %40, / as %2F, : as "
                        "%3A (in alembic.ini, write each % twice).");
        url.port = std::stoi(*port);
    }
    if (url.dialect == "postgres")
        throw Error(Error::Kind::Configuration, "Can't load plugin: sqlalchemy.dialects:postgres", url.masked(),
                    "Begin the URL with postgresql:// instead of postgres://, as SQLAlchemy does since 1.4.");
    return url;
}

} // namespace limbeck::dialects
