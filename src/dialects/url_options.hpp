#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

struct Url;

// What the part of a URL after ? means where several databases, or drivers of Python, have the same words for it.

/// The value of an option that stands once; null where it does not stand.
const std::string* option(const Url& url, std::string_view name);

/// Whether a value is one of the words for true, or one of those for false; else nothing.
std::optional<bool> boolean_option(std::string_view value);

/// A number of seconds, which may have a fraction; nothing where the option does not stand. Throws
/// Error(Configuration) for what is none.
std::optional<std::chrono::milliseconds> seconds_option(const Url& url, std::string_view name);

/// Options that only tune drivers of Python, and that say nothing about where and how to connect.
bool is_option_of_other_driver(std::string_view name);

/// Throws Error(Configuration): `name` is none of those that may stand there, which are `known`.
[[noreturn]] void refuse_option(const Url& url, const std::string& name, const std::string& known);

/// The hosts of a URL, each with its port or an empty text.
struct Hosts {
    std::vector<std::string> names, ports;
};
/// host=a:1&host=b:2, host=a:1 and host=a,b&port=1,2 are SQLAlchemy's ways of naming hosts with their ports: the
/// options `host` and `port`, as often as they stand. Lists with commas stay as they are.
Hosts hosts_of(const Url& url);

/// The parts of a list with commas; one empty part of an empty text.
std::vector<std::string> list_option(std::string_view text);

} // namespace limbeck::dialects
