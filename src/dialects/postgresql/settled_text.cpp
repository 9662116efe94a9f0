#include "dialects/postgresql/settled_text.hpp"

#include "dialects/postgresql/scanning.hpp"

#include <string_view>
#include <vector>

namespace limbeck::dialects::postgresql {

namespace {

/// Elements of ARRAY[…], from behind the bracket; `end` is where the closing one is.
std::vector<std::string> elements(std::string_view text, std::size_t at, std::size_t& end) {
    std::vector<std::string> found(1);
    int depth = 0;
    while (at < text.size()) {
        if (const std::size_t after = after_quoted(text, at); after > at) {
            found.back() += text.substr(at, after - at);
            at = after;
            continue;
        }
        const char c = text[at];
        if (depth == 0 && c == ']') {
            end = at;
            return found;
        }
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (depth == 0 && c == ',') {
            found.emplace_back();
            at += 1 + (at + 1 < text.size() && text[at + 1] == ' ');
            continue;
        }
        found.back() += c;
        ++at;
    }
    end = std::string_view::npos;
    return {};
}

/// Whether a cast may follow without parentheses: a literal or a name with its casts, a call.
bool is_simple(std::string_view element) {
    int depth = 0;
    for (std::size_t at = 0; at < element.size();) {
        if (const std::size_t after = after_quoted(element, at); after > at) {
            at = after;
            continue;
        }
        const char c = element[at++];
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        // Types have words with spaces between them; operators stand between spaces, too.
        if (depth == 0 && !is_name(c) && c != ':' && c != '.' && c != ' ' && c != ')' && c != ']' && c != '[')
            return false;
    }
    return true;
}

} // namespace

std::string settled_text(std::string text) {
    constexpr std::string_view array = "ARRAY[";
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t after = after_quoted(text, at); after > at) {
            at = after;
            continue;
        }
        if (text.compare(at, array.size(), array) != 0 || (at > 0 && is_name(text[at - 1]))) {
            ++at;
            continue;
        }
        std::size_t close = 0;
        const std::vector<std::string> items = elements(text, at + array.size(), close);
        if (close == std::string::npos)
            return text;
        // (ARRAY[…])::text[], or ARRAY[…]::text[] where the server leaves out what it can.
        const bool in_parentheses = at > 0 && text[at - 1] == '(' && close + 1 < text.size() && text[close + 1] == ')';
        const std::size_t cast = close + 1 + (in_parentheses ? 1 : 0);
        std::size_t end = cast + 2;
        if (text.compare(cast, 2, "::") != 0) {
            at += array.size();
            continue;
        }
        while (end < text.size() && (is_name(text[end]) || text[end] == '.' || text[end] == '"' || text[end] == ' '))
            ++end;
        if (text.compare(end, 2, "[]") != 0 || text.compare(end, 4, "[][]") == 0) {
            at += array.size();
            continue;
        }
        const std::string type = text.substr(cast, end - cast);
        std::string settled(array);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const bool wrap = in_parentheses || !is_simple(items[i]);
            settled += (i ? ", " : "") + (wrap && !items[i].starts_with('(') ? "(" + items[i] + ")" : items[i]) + type;
        }
        const std::size_t begin = at - (in_parentheses ? 1 : 0);
        text.replace(begin, end + 2 - begin, settled + "]");
        at = begin + array.size();
    }
    return text;
}

} // namespace limbeck::dialects::postgresql
