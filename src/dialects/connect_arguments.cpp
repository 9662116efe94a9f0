#include "dialects/connect_arguments.hpp"

#include "dialects/url.hpp"
#include "dialects/url_options.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <string_view>

namespace limbeck::dialects {

namespace {

constexpr std::string_view of_tls = "ssl.";
/// PyMySQL passes over words that it does not know, and guides name this one to have it encrypt.
constexpr std::string_view no_word_of_pymysql = "fake_flag_to_enable_tls";

std::string shortest(double number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

/// Nothing of null, which is an argument that was not given.
std::optional<std::string> text_of(const Value& value) {
    if (const bool* flag = value.get_if<bool>())
        return *flag ? "true" : "false";
    if (const std::int64_t* number = value.get_if<std::int64_t>())
        return std::to_string(*number);
    if (const double* number = value.get_if<double>())
        return shortest(*number);
    if (const std::string* text = value.get_if<std::string>())
        return *text;
    return std::nullopt;
}

[[noreturn]] void refuse_argument(const Url& url, const std::string& name) {
    throw Error(Error::Kind::Unsupported, "connect_args: \"" + name + "\" is neither a text nor a number", url.masked(),
                "Say it in the database URL, in words.");
}

constexpr struct {
    std::string_view word;
    std::string TlsArguments::*part;
} texts[] = {{"ca", &TlsArguments::ca},
             {"capath", &TlsArguments::ca_path},
             {"cert", &TlsArguments::certificate},
             {"key", &TlsArguments::key},
             {"password", &TlsArguments::password},
             {"cipher", &TlsArguments::cipher},
             {"minimum_version", &TlsArguments::minimum_version}};

bool word_for(const Url& url, const std::string& name, const std::string& value) {
    const std::string word = support::lower(value);
    if (word == "none")
        return false;
    if (word == "required" || word == "optional")
        return true;
    if (const auto found = boolean_option(word))
        return *found;
    throw Error(Error::Kind::Configuration, name + " is none of true, false, none and required: " + value,
                url.masked());
}

} // namespace

Url with_arguments(Url url, const Map& arguments) {
    const auto set = [&](const std::string& name, std::string value) {
        std::erase_if(url.query, [&](const auto& option) { return option.first == name; });
        url.query.emplace_back(name, std::move(value));
    };
    for (const auto& [name, value] : arguments.entries()) {
        if (value.is_null())
            continue;
        if (const Map* entries = value.get_if<Map>()) {
            for (const auto& [entry, its_value] : entries->entries())
                if (const auto text = text_of(its_value))
                    set(name + "." + entry, *text);
                else if (!its_value.is_null())
                    refuse_argument(url, name + "." + entry);
            if (name == "ssl" && entries->entries().empty())
                set(name, "true");
            continue;
        }
        const auto text = text_of(value);
        if (!text)
            refuse_argument(url, name);
        if (name == "password")
            url.password = *text;
        else
            set(name, *text);
    }
    return url;
}

bool is_tls_argument(const std::string& name) {
    return name.starts_with(of_tls);
}

std::optional<TlsArguments> tls_arguments(const Url& url) {
    std::optional<TlsArguments> found;
    for (const auto& [name, value] : url.query) {
        if (!is_tls_argument(name))
            continue;
        TlsArguments& tls = found ? *found : found.emplace();
        const std::string_view word = std::string_view(name).substr(of_tls.size());
        const auto text =
            std::find_if(std::begin(texts), std::end(texts), [&](const auto& t) { return t.word == word; });
        if (text != std::end(texts))
            tls.*text->part = value;
        else if (word == "check_hostname")
            tls.names_host = word_for(url, name, value);
        else if (word == "verify_mode")
            tls.verified = word_for(url, name, value);
        else if (word != no_word_of_pymysql)
            refuse_option(url, name, "ca, capath, cert, key, password, cipher, check_hostname and verify_mode in ssl");
    }
    return found;
}

std::string file_of_authorities(const Url& url) {
    for (const char* path : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                             "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"})
        if (std::error_code ignored; std::filesystem::is_regular_file(path, ignored))
            return path;
    throw Error(Error::Kind::Configuration,
                "the server's certificate is to be verified by the authorities of the system, and it has none",
                url.masked(), "Install them (ca-certificates), or name the file of the authority that counts.");
}

} // namespace limbeck::dialects
