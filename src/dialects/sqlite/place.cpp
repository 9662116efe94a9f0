#include "dialects/sqlite/place.hpp"

#include "dialects/url.hpp"
#include "dialects/url_options.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limbeck/error.hpp>
#include <string_view>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

/// Arguments of Python's sqlite3.connect() and of aiosqlite's.
bool is_of_driver(const std::string& name) {
    static constexpr std::string_view names[] = {"uri",
                                                 "timeout",
                                                 "isolation_level",
                                                 "detect_types",
                                                 "check_same_thread",
                                                 "cached_statements",
                                                 "iter_chunk_size"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The file name that SQLite gets: for ?uri=true the rest of the query belongs to SQLite's own URI.
std::string file_name(const Url& url, bool is_uri) {
    if (!is_uri) {
        for (const auto& [key, value] : url.query)
            if (!is_of_driver(key))
                refuse_option(url, key, "timeout, and with uri=true what SQLite's own URIs may hold");
        return url.database.empty() ? ":memory:" : url.database;
    }
    std::string name = url.database;
    char separator = '?';
    auto query = url.query;
    std::stable_sort(query.begin(), query.end());
    for (const auto& [key, value] : query) {
        if (is_of_driver(key))
            continue;
        name += separator + key + "=" + value;
        separator = '&';
    }
    return name;
}

} // namespace

Place place_of(const Url& url) {
    if (!url.user.empty() || url.password || !url.host.empty() || url.port)
        throw Error(Error::Kind::Configuration,
                    "Invalid SQLite URL: " + url.masked() +
                        "\nValid SQLite URL forms are:\n sqlite:///:memory: (or, sqlite://)\n"
                        " sqlite:///relative/path/to/file.db\n sqlite:////absolute/path/to/file.db");
    if (url.driver == "pysqlcipher")
        throw Error(Error::Kind::Unsupported, "encrypted SQLite databases (pysqlcipher) cannot be opened", url.masked(),
                    "Run the migrations of this database with Alembic.");
    Place place;
    place.is_uri = option(url, "uri") && boolean_option(*option(url, "uri")).value_or(false);
    place.name = file_name(url, place.is_uri);
    place.timeout = seconds_option(url, "timeout").value_or(place.timeout);
    return place;
}

void fail_to_open(const Place& place, const Url& url, std::string message) {
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::absolute(place.name, ignored).parent_path();
    std::string now = "Check the path in the database URL, and that this user may read and write there.";
    if (!place.is_uri && !std::filesystem::is_directory(folder, ignored))
        now = "The folder " + folder.string() +
              " does not exist: create it, or correct the path in the database "
              "URL (four slashes begin an absolute path: sqlite:////data/app.db).";
    throw Error(Error::Kind::Database, std::move(message), url.masked(), now);
}

} // namespace limbeck::dialects::sqlite
