#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {
struct Url;
}

namespace limbeck::dialects::mysql {

/// What a database URL says about connecting, in the words of PyMySQL, mysqlclient and MySQL Connector/Python.
struct ConnectionOptions {
    /// Whether and how a connection is encrypted.
    enum class Tls {
        Disabled,
        Preferred, ///< where the server can; nobody's certificate is looked at
        Required,  ///< the same, or no connection
        Verified,  ///< and the certificate must be the host's
    };
    std::string host, user, password, database, socket;
    unsigned port = 0; ///< 0: the usual one
    Tls tls = Tls::Preferred;
    std::string tls_ca, tls_ca_path, tls_certificate, tls_key, tls_cipher, tls_version;
    std::optional<std::chrono::milliseconds> connect_timeout, read_timeout, write_timeout;
    std::string default_file, default_group;
    bool compress = false;
    std::string program_name = "limbeck";
    /// What the session begins with: charset, collation, sql_mode, init_command.
    std::vector<std::string> first_statements;
};

/// Throws Error(Configuration) for what has no meaning.
ConnectionOptions options_of(const Url& url);

} // namespace limbeck::dialects::mysql
