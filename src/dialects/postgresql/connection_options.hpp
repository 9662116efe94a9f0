#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::dialects {
struct Url;
}

namespace limbeck::dialects::postgresql {

/// Connection parameters of libpq, each once
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
using Options = std::vector<std::pair<std::string, std::string>>;

/// What a URL becomes for libpq. Throws Error(Configuration) for a query option that nobody knows.
Options options_of(const Url& url);

/// One attempt for each host where a time limit is set: libpq keeps connect_timeout only in its blocking functions.
std::vector<Options> attempts_of(const Options& options);

/// The value of an option; null where it is not set.
const std::string* find(const Options& options, std::string_view name);

} // namespace limbeck::dialects::postgresql
