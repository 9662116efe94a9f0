#include "dialects/url_options.hpp"

#include "dialects/url.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limbeck/error.hpp>

namespace limbeck::dialects {

namespace {

template <std::size_t N> bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Of a Unix socket, or an abstract one.
bool is_path(const std::string& host) {
    return !host.empty() && (host[0] == '/' || host[0] == '@');
}

/// Whether one host has its port with it: an IPv6 address has more colons.
bool has_port(const std::string& host) {
    return host.find(',') == std::string::npos && host.find(':') != std::string::npos && !is_path(host) &&
           host.find(':') == host.rfind(':');
}

} // namespace

const std::string* option(const Url& url, std::string_view name) {
    for (const auto& [key, value] : url.query)
        if (key == name)
            return &value;
    return nullptr;
}

std::optional<bool> boolean_option(std::string_view value) {
    static constexpr std::array<std::string_view, 6> yes = {"true", "yes", "on", "y", "t", "1"};
    static constexpr std::array<std::string_view, 6> no = {"false", "no", "off", "n", "f", "0"};
    const std::string word = support::lower(value);
    if (is_one_of(word, yes))
        return true;
    return is_one_of(word, no) ? std::optional(false) : std::nullopt;
}

std::optional<std::chrono::milliseconds> seconds_option(const Url& url, std::string_view name) {
    const std::string* text = option(url, name);
    if (!text)
        return std::nullopt;
    char* end = nullptr;
    const double number = std::strtod(text->c_str(), &end);
    if (end == text->c_str() || *end != '\0' || number < 0 || number > 1e6)
        throw Error(Error::Kind::Configuration, std::string(name) + " in the database URL is not a number of seconds",
                    url.masked());
    return std::chrono::milliseconds(static_cast<long>(number * 1000));
}

bool is_option_of_other_driver(std::string_view name) {
    static constexpr std::array<std::string_view, 10> names = {"async_fallback",
                                                               "autocommit",
                                                               "command_timeout",
                                                               "prepare_threshold",
                                                               "prepared_statement_cache_size",
                                                               "prepared_statement_name_func",
                                                               "statement_cache_size",
                                                               "max_cached_statement_lifetime",
                                                               "max_cacheable_statement_size",
                                                               "plugin"};
    return is_one_of(name, names);
}

void refuse_option(const Url& url, const std::string& name, const std::string& known) {
    throw Error(Error::Kind::Configuration, "invalid connection option \"" + name + "\" in the database URL",
                url.masked(), "The part of the URL after ? may hold " + known + "; remove the others.");
}

Hosts hosts_of(const Url& url) {
    Hosts hosts;
    for (const auto& [name, value] : url.query)
        if (name == "host")
            hosts.names.push_back(value);
        else if (name == "port")
            hosts.ports.push_back(value);
    if (hosts.names.size() < 2 && (hosts.names.empty() || !has_port(hosts.names[0])))
        return hosts;
    if (!hosts.ports.empty())
        throw Error(Error::Kind::Configuration,
                    "Can't mix 'multihost' formats together; use \"host=h1,h2,h3&port=p1,p2,p3\" or "
                    "\"host=h1:p1&host=h2:p2&host=h3:p3\" separately",
                    url.masked());
    for (std::string& host : hosts.names) {
        const std::size_t colon = is_path(host) ? std::string::npos : host.rfind(':');
        hosts.ports.push_back(colon == std::string::npos ? std::string() : host.substr(colon + 1));
        host.erase(std::min(colon, host.size()));
    }
    return hosts;
}

std::vector<std::string> list_option(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char c : text)
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

} // namespace limbeck::dialects
