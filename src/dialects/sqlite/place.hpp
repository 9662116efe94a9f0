#pragma once

#include <chrono>
#include <string>

namespace limbeck::dialects {
struct Url;
}

namespace limbeck::dialects::sqlite {

/// What a URL says of the database to open.
struct Place {
    std::string name;
    bool is_uri = false;
    std::chrono::milliseconds timeout{5000}; ///< Python's sqlite3.connect()
};

/// Throws Error(Configuration) for a URL that is none of SQLite's, Error(Unsupported) for an encrypted database.
Place place_of(const Url& url);

/// Throws Error(Database) with SQLite's message, and what to do about it.
[[noreturn]] void fail_to_open(const Place& place, const Url& url, std::string message);

} // namespace limbeck::dialects::sqlite
