#include "support/passwords.hpp"

#include "support/words.hpp"

#include <algorithm>
#include <cctype>

namespace limbeck::support {

namespace {

constexpr std::string_view stars = "***";
constexpr std::string_view::size_type npos = std::string_view::npos;

bool is_space(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// --- URLs

/// ?key=value&…
std::string without_secret_options(std::string_view query) {
    std::string shown;
    while (!query.empty()) {
        const std::size_t end = query.find_first_of("?&");
        const std::string_view option = query.substr(0, end);
        const std::size_t equals = option.find('=');
        if (equals != npos && names_password(option.substr(0, equals)))
            shown.append(option.substr(0, equals + 1)).append(stars);
        else
            shown += option;
        if (end == npos)
            break;
        shown += query[end];
        query.remove_prefix(end + 1);
    }
    return shown;
}

/// What stands behind "://", as far as text goes that can belong to a URL.
std::string without_url_password(std::string_view url) {
    const std::size_t path = url.find_first_of("/?");
    const std::size_t colon = url.find(':');
    std::size_t at = url.substr(0, path).rfind('@');
    if (at == npos && colon != npos && (path == npos || colon < path))
        at = url.rfind('@'); // a password with a slash that should have been %2F
    if (at != npos && colon < at)
        return std::string(url.substr(0, colon + 1)).append(stars) + without_secret_options(url.substr(at));
    // A URL that was cut at its @: what should be a port is none.
    if (at == npos && colon != npos && (path == npos || colon < path) && url.front() != '[') {
        const std::string_view port = url.substr(colon + 1, path == npos ? npos : path - colon - 1);
        if (port.find_first_not_of("0123456789") != npos)
            return std::string(url.substr(0, colon + 1)).append(stars) +
                   without_secret_options(path == npos ? std::string_view() : url.substr(path));
    }
    return without_secret_options(url);
}

std::string without_url_passwords(std::string_view text) {
    constexpr std::string_view mark = "://";
    std::string shown;
    std::size_t begin = 0;
    for (std::size_t at; (at = text.find(mark, begin)) != npos;) {
        at += mark.size();
        const std::size_t end = std::min(text.find_first_of(" \t\r\n'\"`<>", at), text.size());
        shown += text.substr(begin, at - begin);
        if (at < end)
            shown += without_url_password(text.substr(at, end - at));
        begin = end;
    }
    return shown.append(text.substr(begin));
}

// --- values behind a word

/// Where the word that begins at `at` ends, if it is one of ours; else npos.
std::size_t end_of_secret_word(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_word(text[end]))
        ++end;
    return names_password(text.substr(at, end - at)) ? end : npos;
}

/// Behind white space and SQL's comments.
std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        if (is_space(text[at]))
            ++at;
        else if (text.substr(at).starts_with("/*"))
            at = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
        else if (text.substr(at).starts_with("--"))
            at = std::min(text.find('\n', at), text.size());
        else
            break;
    }
    return at;
}

/// Where a value in quotes begins (its quote) and ends (behind the closing one, or at the end of the text).
struct Quoted {
    std::size_t begin = npos, inner = npos, inner_end = npos, end = npos;
};

Quoted quoted_until(std::string_view text, std::size_t at, std::string_view quote) {
    Quoted value{at, at + quote.size(), text.size(), text.size()};
    for (std::size_t i = value.inner; i < text.size(); ++i) {
        if (text[i] == '\\' && quote.size() == 1 && i + 1 < text.size()) {
            ++i;
        } else if (text.substr(i).starts_with(quote)) {
            if (quote == "'" && i + 1 < text.size() && text[i + 1] == '\'') {
                ++i; // two are one
                continue;
            }
            value.inner_end = i;
            value.end = i + quote.size();
            break;
        }
    }
    return value;
}

/// The quoted value that begins at `at`, prefixes of SQL and Python before it included.
Quoted quoted_at(std::string_view text, std::size_t at) {
    const auto next_is = [&](std::string_view words) { return text.substr(at).starts_with(words); };
    for (const std::string_view prefix : {"U&'", "u&'", "E'", "e'", "N'", "n'", "b'", "b\"", "r'", "r\"", "f'", "f\""})
        if (next_is(prefix)) {
            at += prefix.size() - 1;
            break;
        }
    if (next_is("\\'") || next_is("\\\""))
        return quoted_until(text, at, text.substr(at, 2));
    if (next_is("''") && at + 2 < text.size() && is_word(text[at + 2]))
        return quoted_until(text, at, "''"); // in a string that is quoted itself
    if (next_is("'") || next_is("\""))
        return quoted_until(text, at, text.substr(at, 1));
    if (next_is("$")) {
        std::size_t tag = at + 1;
        while (tag < text.size() && is_word(text[tag]))
            ++tag;
        if (tag < text.size() && text[tag] == '$' &&
            (tag == at + 1 || std::isdigit(static_cast<unsigned char>(text[at + 1])) == 0))
            return quoted_until(text, at, text.substr(at, tag + 1 - at));
    }
    return {};
}

} // namespace

bool names_password(std::string_view option) {
    const std::string lower = support::lower(option);
    return lower.ends_with("password") || lower.ends_with("passwd") || lower == "pwd" || lower.ends_with("_pwd") ||
           lower.ends_with("passphrase");
}

std::string without_passwords(std::string_view given) {
    const std::string text_without = without_url_passwords(given);
    const std::string_view text = text_without;
    std::string shown;
    std::size_t i = 0;
    while (i < text.size()) {
        if (!is_letter(text[i]) || (i > 0 && is_word(text[i - 1]))) {
            shown += text[i++];
            continue;
        }
        const std::size_t word_end = end_of_secret_word(text, i);
        if (word_end == npos) {
            while (i < text.size() && is_word(text[i]))
                shown += text[i++];
            continue;
        }
        std::size_t at = word_end;
        // "password": "x", ['password'] = 'x'
        if (at < text.size() && (text[at] == '"' || text[at] == '\''))
            ++at;
        if (at < text.size() && text[at] == ']' && at > word_end)
            ++at;
        const bool closed = at > word_end;
        const std::size_t spaced = skip_space(text, at);
        std::size_t value = spaced;
        const bool assigned = value < text.size() && text[value] == '=';
        if (assigned || (closed && value < text.size() && text[value] == ':')) {
            ++value;
            if (value < text.size() && text[value] == '>')
                ++value;
        } else if (closed) {
            value = at = word_end; // the end of a string
        }
        const std::size_t unquoted = value;
        value = skip_space(text, value);
        const Quoted quoted = closed && !(value > at) ? Quoted{} : quoted_at(text, value);
        if (quoted.begin != npos && (value > word_end)) {
            shown.append(text.substr(i, quoted.inner - i)).append(stars);
            shown += text.substr(quoted.inner_end, quoted.end - quoted.inner_end);
            i = quoted.end;
            // SQL puts literals on several lines together.
            for (std::size_t next = skip_space(text, i);
                 next < text.size() && text[next] == '\'' && text.substr(i, next - i).find('\n') != npos;
                 next = skip_space(text, i)) {
                const Quoted more = quoted_until(text, next, "'");
                shown.append(text.substr(i, more.inner - i)).append(stars);
                shown += text.substr(more.inner_end, more.end - more.inner_end);
                i = more.end;
            }
        } else if (assigned && spaced == word_end && unquoted == value && value < text.size()) {
            const std::size_t end = std::min(text.find_first_of(" \t\r\n'\"();,&|", value), text.size());
            shown.append(text.substr(i, value - i));
            shown += end > value ? stars : std::string_view();
            i = std::max(end, value);
        } else {
            shown.append(text.substr(i, word_end - i));
            i = word_end;
        }
    }
    return shown;
}

} // namespace limbeck::support
