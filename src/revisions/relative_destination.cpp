#include "revisions/relative_destination.hpp"

#include "support/words.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace limbeck::revisions {

using support::is_word;

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<RelativeDestination> relative_after(std::string_view text, std::size_t start) {
    std::size_t at = start;
    while (at < text.size() && is_word(text[at]))
        ++at;
    if (at + 1 >= text.size() || (text[at] != '+' && text[at] != '-') || !is_digit(text[at + 1]))
        return std::nullopt;
    std::size_t end = at + 1;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    RelativeDestination found;
    found.symbol = text.substr(start, at - start);
    found.sign_and_digits = text.substr(at, end - at);
    auto [stop, error] = std::from_chars(text.data() + at + 1, text.data() + end, found.steps);
    if (error != std::errc{})
        found.steps = std::numeric_limits<int>::max();
    if (text[at] == '-')
        found.steps = -found.steps;
    return found;
}
} // namespace

std::optional<RelativeDestination> relative_destination(std::string_view text) {
    for (std::size_t at = text.find('@', 1); at != std::string_view::npos && at > 0; at = text.find('@', at + 1))
        if (auto found = relative_after(text, at + 1)) {
            found->branch = text.substr(0, at);
            return found;
        }
    return relative_after(text, 0);
}
int negative_number(std::string_view text) {
    if (text.size() < 2 || text.front() != '-' || !std::all_of(text.begin() + 1, text.end(), is_digit))
        return 0;
    int number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? number : std::numeric_limits<int>::min() + 1;
}

} // namespace limbeck::revisions
