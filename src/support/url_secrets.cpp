#include "support/url_secrets.hpp"

#include <algorithm>

namespace limbeck::support {

namespace {

/// One URL behind its "://", as far as text goes that can belong to it.
std::string masked(std::string_view url) {
    std::string shown;
    const std::size_t path = url.find_first_of("/?");
    std::size_t at = url.substr(0, path).rfind('@');
    if (at == std::string_view::npos)
        at = url.rfind('@'); // a password with a slash that should have been %2F
    const std::size_t colon = url.find(':');
    std::size_t begin = 0;
    if (at != std::string_view::npos && colon < at) {
        shown = std::string(url.substr(0, colon + 1)) + "***";
        begin = at;
    }
    while (begin < url.size()) {
        const std::size_t word = url.find("password=", begin);
        if (word == std::string_view::npos)
            break;
        const std::size_t value = word + std::string_view("password=").size();
        shown += std::string(url.substr(begin, value - begin)) + "***";
        begin = std::min(url.find('&', value), url.size());
    }
    return shown + std::string(url.substr(begin));
}

} // namespace

std::string without_url_passwords(std::string_view text) {
    constexpr std::string_view mark = "://";
    std::string shown;
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find(mark, begin)) != std::string_view::npos;) {
        at += mark.size();
        const std::size_t end = std::min(text.find_first_of(" \t\r\n'\"`<>", at), text.size());
        shown += text.substr(begin, at - begin);
        shown += masked(text.substr(at, end - at));
        begin = end;
    }
    return shown + std::string(text.substr(begin));
}

} // namespace limbeck::support
