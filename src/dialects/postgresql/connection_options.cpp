#include "dialects/postgresql/connection_options.hpp"

#include "dialects/connect_arguments.hpp"
#include "dialects/postgresql/libpq.hpp"
#include "dialects/url.hpp"
#include "dialects/url_options.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {

namespace {

/// What libpq makes of its keywords; a keyword that is not there is none.
bool is_libpq_option(const std::string& name) {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        PQconninfoOption* options = pq().conndefaults();
        for (const PQconninfoOption* option = options; option && option->keyword; ++option)
            list.emplace_back(option->keyword);
        pq().conninfoFree(options);
        return list;
    }();
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string ssl_mode(const std::string& text) {
    const auto wanted = boolean_option(text);
    return !wanted ? text : *wanted ? "require" : "disable";
}

/// What asyncpg sends as a setting of the session.
constexpr std::string_view setting_of_session = "server_settings.";

/// Sets or replaces an option.
void set(Options& options, const std::string& name, std::string value) {
    for (auto& [known, old] : options)
        if (known == name) {
            old = std::move(value);
            return;
        }
    options.emplace_back(name, std::move(value));
}

/// Sets what a session begins with, in the words of the server's command line.
void set_setting(Options& options, const std::string& name, const std::string& value) {
    std::string text = "-c " + name + "=";
    for (const char c : value)
        text += c == ' ' ? "\\ " : std::string(1, c);
    const std::string* others = find(options, "options");
    set(options, "options", others && !others->empty() ? *others + " " + text : text);
}

/// What asyncpg and others are given as an ssl.SSLContext.
void set_tls(Options& options, const Url& url, const TlsArguments& tls) {
    if (!tls.cipher.empty() || !tls.ca_path.empty())
        throw Error(Error::Kind::Unsupported,
                    std::string("libpq has no way to choose ") +
                        (tls.cipher.empty() ? "a folder of authorities" : "ciphers"),
                    url.masked(),
                    tls.cipher.empty() ? "Name one file that holds their certificates."
                                       : "Choose them in the server's settings.");
    const bool verified = tls.verified.value_or(!tls.ca.empty());
    set(options, "sslmode", !verified ? "require" : tls.names_host.value_or(true) ? "verify-full" : "verify-ca");
    if (verified)
        set(options, "sslrootcert", tls.ca.empty() ? file_of_authorities(url) : tls.ca);
    if (!tls.certificate.empty()) {
        set(options, "sslcert", tls.certificate);
        set(options, "sslkey", tls.key.empty() ? tls.certificate : tls.key);
    }
    if (!tls.password.empty())
        set(options, "sslpassword", tls.password);
    if (!tls.minimum_version.empty())
        set(options, "ssl_min_protocol_version", tls.minimum_version);
}

} // namespace

const std::string* find(const Options& options, std::string_view name) {
    for (const auto& [known, value] : options)
        if (known == name)
            return &value;
    return nullptr;
}

Options options_of(const Url& url) {
    Options options;
    set(options, "fallback_application_name", "limbeck");
    // A deployer behind a NAT or a load balancer should learn within minutes that the other side is gone.
    set(options, "keepalives_idle", "60");
    set(options, "keepalives_interval", "10");
    set(options, "keepalives_count", "6");
    if (!url.host.empty())
        set(options, "host", url.host);
    if (url.port)
        set(options, "port", std::to_string(*url.port));
    if (!url.user.empty())
        set(options, "user", url.user);
    if (url.password && !url.password->empty())
        set(options, "password", *url.password);
    if (!url.database.empty())
        set(options, "dbname", url.database);

    for (const auto& [name, value] : url.query) {
        if (name == "host" || name == "port" || is_tls_argument(name))
            continue;
        if (name == "ssl")
            set(options, "sslmode", ssl_mode(value));
        else if (name == "timeout")
            set(options, "connect_timeout", value.substr(0, value.find('.')));
        else if (name == "database")
            set(options, "dbname", value);
        else if (is_libpq_option(name))
            set(options, name, value);
        else if (name == "server_settings.application_name")
            set(options, "application_name", value);
        else if (name.compare(0, setting_of_session.size(), setting_of_session) == 0)
            set_setting(options, name.substr(setting_of_session.size()), value);
        else if (!is_option_of_other_driver(name))
            refuse_option(url, name, "libpq's connection parameters (sslmode, connect_timeout, options, …)");
    }
    if (const auto tls = tls_arguments(url))
        set_tls(options, url, *tls);
    const Hosts hosts = hosts_of(url);
    if (!hosts.names.empty())
        set(options, "host", support::joined(hosts.names, ","));
    if (std::any_of(hosts.ports.begin(), hosts.ports.end(), [](const std::string& port) { return !port.empty(); }))
        set(options, "port", support::joined(hosts.ports, ","));
    set(options, "client_encoding", "UTF8");
    return options;
}

std::vector<Options> attempts_of(const Options& options) {
    const std::string* host = find(options, "host");
    const std::string* session = find(options, "target_session_attrs");
    if (!find(options, "connect_timeout") || !host || host->find(',') == std::string::npos ||
        (session && *session == "prefer-standby"))
        return {options};
    const auto list_of = [&](std::string_view name) {
        const std::string* text = find(options, name);
        return text ? list_option(*text) : std::vector<std::string>();
    };
    const std::vector<std::string> hosts = list_option(*host), ports = list_of("port"), addresses = list_of("hostaddr");
    std::vector<Options> attempts;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        Options attempt = options;
        set(attempt, "host", hosts[i]);
        if (!ports.empty())
            set(attempt, "port", ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : "");
        if (!addresses.empty())
            set(attempt, "hostaddr", i < addresses.size() ? addresses[i] : "");
        attempts.push_back(std::move(attempt));
    }
    return attempts;
}

} // namespace limbeck::dialects::postgresql
