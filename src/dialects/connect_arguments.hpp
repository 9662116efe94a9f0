#pragma once

#include <optional>
#include <string>

namespace limbeck {
class Map;
} // namespace limbeck

namespace limbeck::dialects {

struct Url;

/// The URL of a connection with what a script has told its driver besides (`connect_args`): each argument becomes an
/// option in place of the URL's own, a map's entries become `name.entry`; `password` takes the URL's place. What an
/// option means is the business of the database, which refuses those it does not know.
Url with_arguments(Url url, const Map& arguments);

/// What `ssl` says where it is more than a word: PyMySQL's dictionary, or an ssl.SSLContext of Python in the same words
/// (python/limbeck/connect_arguments.py).
struct TlsArguments {
    std::string ca, ca_path, certificate, key, password, cipher;
    std::string minimum_version;              ///< "TLSv1.2", …
    std::optional<bool> verified, names_host; ///< whether the certificate is looked at, and whether the host's name is
};
/// Nothing where the URL has no such options. Throws Error(Configuration) for one that is unknown.
std::optional<TlsArguments> tls_arguments(const Url& url);
/// Whether an option of the URL is part of them.
bool is_tls_argument(const std::string& name);

/// Where a system keeps the certificates of the authorities that it trusts, as one file. Throws Error(Configuration)
/// where none of the usual ones is there.
std::string file_of_authorities(const Url& url);

} // namespace limbeck::dialects
