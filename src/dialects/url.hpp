#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects {

/// A database URL in SQLAlchemy's form: dialect+driver://user:password@host:port/database?key=value.
/// user, password and the query are percent-decoded, the database is not (as in SQLAlchemy); IPv6 hosts lose their
/// brackets.
struct Url {
    std::string dialect; ///< "postgresql", "sqlite", …; "postgres" is an error, as in SQLAlchemy 1.4+
    std::string driver;  ///< "psycopg2", "asyncpg", …; empty when not given
    std::string user;
    std::optional<std::string> password;
    std::string host;
    std::optional<int> port;
    std::string database;
    std::vector<std::pair<std::string, std::string>> query;

    /// The URL with its password replaced by ***, as SQLAlchemy's render_as_string(hide_password=True).
    std::string masked() const;
    /// The URL with its password, percent-encoded where needed.
    std::string text() const;
};

/// Throws Error(Configuration), never with the password in it.
Url parse_url(const std::string& text);

} // namespace limbeck::dialects
