#include "dialects/statement_error.hpp"

#include "support/passwords.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::dialects {

namespace {

/// The beginning of a statement; no character is cut in two.
std::string shown(const std::string& statement) {
    constexpr std::size_t longest = 600;
    if (statement.size() <= longest)
        return statement;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(statement[end]) & 0xC0) == 0x80)
        --end;
    return statement.substr(0, end) + " …";
}

} // namespace

Error statement_error(const Statement& statement, const std::string& what, std::string now, Error::Kind kind) {
    std::string text = support::without_passwords(statement.text);
    Error error(kind, what, statement.origin + (statement.origin.empty() ? "" : "\n") + "statement: " + shown(text),
                std::move(now));
    error.statement = std::move(text);
    return error;
}

std::optional<Error> wrong_rows(const Statement& statement, std::int64_t found) {
    if (statement.expected_rows < 0 || found < 0 || found == statement.expected_rows)
        return std::nullopt;
    std::string message = statement.unexpected;
    if (const std::size_t place = message.find("%d"); place != std::string::npos)
        message.replace(place, 2, std::to_string(found));
    return Error(Error::Kind::Command, std::move(message), statement.origin,
                 "Something else has changed these rows; see what the table holds, and correct it with stamp.");
}

std::string advice_for(std::span<const Advice> advice, std::string_view code, std::string_view message) {
    const auto found = std::find_if(advice.begin(), advice.end(), [&](const Advice& one) {
        return code.starts_with(one.code) && message.find(one.says) != std::string_view::npos;
    });
    return found == advice.end() ? std::string() : std::string(found->now);
}

} // namespace limbeck::dialects
