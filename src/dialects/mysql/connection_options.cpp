#include "dialects/mysql/connection_options.hpp"

#include "dialects/connect_arguments.hpp"
#include "dialects/mysql/types.hpp"
#include "dialects/url.hpp"
#include "dialects/url_options.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limbeck/error.hpp>
#include <string_view>

namespace limbeck::dialects::mysql {

namespace {

constexpr std::string_view known_options =
    "charset, collation, unix_socket, connect_timeout, read_timeout, write_timeout, ssl_ca, ssl_cert, ssl_key and the "
    "other ssl_… options, init_command, sql_mode, read_default_file, compress";

/// Options of the drivers of Python that say nothing about where and how to connect, or that are for reading rows.
bool tunes_a_driver(std::string_view name) {
    static constexpr std::string_view names[] = {
        "auth_plugin_map", "binary_prefix",     "buffered",  "client_flag", "connection_timeout", "consume_results",
        "cursorclass",     "defer_connect",     "echo",      "loop",        "max_allowed_packet", "maxsize",
        "minsize",         "pool_recycle",      "pool_name", "pool_size",   "raise_on_warnings",  "use_pure",
        "use_unicode",     "get_warnings",      "raw",       "auth_plugin", "local_infile",       "allow_local_infile",
        "bind_address",    "ssl_disabled_hint", "conv",      "no_delay"};
    return is_option_of_other_driver(name) || std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_true(const Url& url, const std::string& name, const std::string& value) {
    const auto read = boolean_option(value);
    if (!read)
        throw Error(Error::Kind::Configuration, name + " in the database URL is neither true nor false", url.masked());
    return *read;
}

using Tls = ConnectionOptions::Tls;

/// mysqlclient's ssl_mode.
Tls tls_mode(const Url& url, const std::string& value) {
    const std::string word = support::lower(value);
    if (word == "disabled")
        return Tls::Disabled;
    if (word == "preferred")
        return Tls::Preferred;
    if (word == "required")
        return Tls::Required;
    if (word == "verify_ca" || word == "verify_identity")
        return Tls::Verified;
    throw Error(Error::Kind::Configuration, "ssl_mode in the database URL is none that there is: " + value,
                url.masked(), "Write DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY.");
}

void set_at_least(Tls& tls, Tls wanted) {
    tls = std::max(tls, wanted);
}

/// False where it is none that is about TLS.
bool read_tls_option(ConnectionOptions& options, const Url& url, const std::string& name, const std::string& value) {
    if (name == "ssl_ca")
        options.tls_ca = value;
    else if (name == "ssl_capath")
        options.tls_ca_path = value;
    else if (name == "ssl_cert")
        options.tls_certificate = value;
    else if (name == "ssl_key")
        options.tls_key = value;
    else if (name == "ssl_cipher")
        options.tls_cipher = value;
    else if (name == "tls_versions" || name == "tls_version")
        options.tls_version = value;
    else if (name == "ssl_mode")
        options.tls = tls_mode(url, value);
    else if (name == "ssl_disabled")
        options.tls = is_true(url, name, value) ? Tls::Disabled : options.tls;
    else if (name == "ssl")
        options.tls = is_true(url, name, value) ? std::max(options.tls, Tls::Required) : Tls::Disabled;
    else if (name == "ssl_check_hostname" || name == "ssl_verify_cert" || name == "ssl_verify_identity") {
        if (is_true(url, name, value))
            set_at_least(options.tls, Tls::Verified);
        return true;
    } else
        return false;
    if (name.starts_with("ssl_c") || name == "ssl_key" || name.starts_with("tls_"))
        set_at_least(options.tls, Tls::Required);
    return true;
}

/// Drivers that verify the certificate as soon as an authority is named, and the host's name with it.
bool verifies_by_authority(const std::string& driver) {
    return driver == "pymysql" || driver == "aiomysql" || driver == "asyncmy" || driver == "cymysql";
}

/// With an authority, libmariadb follows the chain of certificates to it in any case; the name is another matter. It
/// cannot look at the chain alone where the authorities are the system's.
void set_tls(ConnectionOptions& options, const Url& url, const TlsArguments& tls) {
    const bool has_authority = !tls.ca.empty() || !tls.ca_path.empty();
    const bool verified = tls.verified.value_or(has_authority);
    const bool names_host = tls.names_host.value_or(verifies_by_authority(url.driver));
    set_at_least(options.tls, !verified || (has_authority && !names_host) ? Tls::Required : Tls::Verified);
    if (verified) {
        options.tls_ca = tls.ca;
        options.tls_ca_path = tls.ca_path;
    }
    options.tls_certificate = tls.certificate;
    options.tls_key = tls.key.empty() ? tls.certificate : tls.key;
    options.tls_cipher = tls.cipher;
    if (!tls.password.empty())
        throw Error(Error::Kind::Unsupported, "a client's key with a password cannot be used", url.masked(),
                    "Name a key without one, in a file that this user alone may read.");
    if (!tls.minimum_version.empty())
        options.tls_version = tls.minimum_version == "TLSv1.3" ? "TLSv1.3" : "TLSv1.2,TLSv1.3";
}

/// A word that a statement takes without quotes.
std::string word_of(const Url& url, const std::string& name, const std::string& value) {
    if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) { return support::is_word(c); }))
        throw Error(Error::Kind::Configuration, name + " in the database URL is no name", url.masked());
    return value;
}

} // namespace

ConnectionOptions options_of(const Url& url) {
    ConnectionOptions options;
    options.host = url.host;
    options.user = url.user;
    options.password = url.password.value_or("");
    options.database = url.database;
    options.port = static_cast<unsigned>(url.port.value_or(0));
    options.connect_timeout = seconds_option(url, "connect_timeout");
    options.read_timeout = seconds_option(url, "read_timeout");
    options.write_timeout = seconds_option(url, "write_timeout");

    std::string collation, more;
    for (const auto& [name, value] : url.query) {
        if (is_tls_argument(name) || read_tls_option(options, url, name, value))
            continue;
        if (name == "charset" || name == "character_set_name")
            // The connection speaks UTF-8 whatever this says; the server converts.
            word_of(url, name, value);
        else if (name == "collation")
            collation = word_of(url, name, value);
        else if (name == "sql_mode")
            more += ", sql_mode = " + quoted(value);
        else if (name == "init_command")
            options.first_statements.push_back(value);
        else if (name == "unix_socket")
            options.socket = value;
        else if (name == "host")
            options.host = value;
        else if (name == "user")
            options.user = value;
        else if (name == "password" || name == "passwd")
            options.password = value;
        else if (name == "database" || name == "db")
            options.database = value;
        else if (name == "read_default_file")
            options.default_file = value;
        else if (name == "read_default_group")
            options.default_group = value;
        else if (name == "compress")
            options.compress = is_true(url, name, value);
        else if (name == "program_name")
            options.program_name = value;
        else if (name == "port")
            options.port = static_cast<unsigned>(std::strtoul(value.c_str(), nullptr, 10));
        else if (name != "connect_timeout" && name != "read_timeout" && name != "write_timeout" &&
                 !tunes_a_driver(name))
            refuse_option(url, name, std::string(known_options));
    }
    if (const auto tls = tls_arguments(url))
        set_tls(options, url, *tls);
    else if (verifies_by_authority(url.driver) && !(options.tls_ca.empty() && options.tls_ca_path.empty()) &&
             !option(url, "ssl_check_hostname"))
        set_at_least(options.tls, Tls::Verified);
    // Texts are sent and read as UTF-8; each statement stands alone until a transaction begins; the server tells what a
    // transaction has done.
    options.first_statements.insert(options.first_statements.begin(),
                                    "SET NAMES utf8mb4" + (collation.empty() ? "" : " COLLATE " + collation) +
                                        ", autocommit = 1, session_track_transaction_info = 'STATE'" + more);
    return options;
}

} // namespace limbeck::dialects::mysql
