#include "dialects/sqlite/copy.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <sqlite3.h>
#include <string_view>
#include <thread>

namespace limbeck::dialects::sqlite {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

std::string percent_encoded(const std::string& path) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : path) {
        if (c == '?' || c == '#' || c == '%') {
            text += '%';
            text += digits[static_cast<unsigned char>(c) >> 4];
            text += digits[static_cast<unsigned char>(c) & 15];
        } else {
            text += c;
        }
    }
    return text;
}

/// The path in "file:path?query", as far as it is a plain one.
std::string path_of(const std::string& name, bool is_uri) {
    if (!is_uri)
        return name;
    std::string path = name.starts_with("file:") ? name.substr(5) : name;
    path = path.substr(0, path.find_first_of("?#"));
    if (path.starts_with("//"))
        path = path.substr(std::min(path.find('/', 2), path.size()));
    return path;
}

bool is_in_memory(const std::string& name, bool is_uri) {
    return name.empty() || name == ":memory:" ||
           (is_uri && (name.find("mode=memory") != std::string::npos || name.starts_with("file::memory:")));
}

/// Byte 18 of the header (https://www.sqlite.org/fileformat.html#file_format_version_numbers).
bool has_write_ahead_log(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char header[20] = {};
    return file.read(header, sizeof header) && header[18] == 2;
}

/// A reader of a database with a write-ahead log makes files beside it, unless it takes the file as immutable. Where
/// there is no log file nobody else has the database open.
std::string name_to_read(const std::string& name, bool is_uri, const std::string& path) {
    std::error_code error;
    if (!has_write_ahead_log(path) || std::filesystem::exists(path + "-wal", error))
        return name;
    if (is_uri)
        return name + (name.find('?') == std::string::npos ? "?" : "&") + "immutable=1";
    return "file:" + percent_encoded(std::filesystem::absolute(path, error).string()) + "?immutable=1";
}

int copy(sqlite3* from, sqlite3* to, std::chrono::milliseconds timeout) {
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_errcode(to);
    const auto end = std::chrono::steady_clock::now() + timeout;
    int code = sqlite3_backup_step(backup, -1);
    while ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        code = sqlite3_backup_step(backup, -1);
    }
    const int finished = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? finished : code;
}

int authorize(void*, int action, const char* file, const char*, const char*, const char*) {
    if (action != SQLITE_ATTACH)
        return SQLITE_OK;
    return file && (*file == '\0' || std::string_view(file) == ":memory:") ? SQLITE_OK : SQLITE_DENY;
}

} // namespace

int copy_into_memory(const std::string& name, bool is_uri, std::chrono::milliseconds timeout, sqlite3*& database,
                     std::string& message) {
    int code = sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    const std::string path = path_of(name, is_uri);
    std::error_code ignored;
    if (code != SQLITE_OK || is_in_memory(name, is_uri))
        return code;
    if (!std::filesystem::exists(path, ignored)) {
        const std::filesystem::path folder = std::filesystem::absolute(path, ignored).parent_path();
        if (std::filesystem::is_directory(folder, ignored))
            return SQLITE_OK;
        message = sqlite3_errstr(SQLITE_CANTOPEN);
        return SQLITE_CANTOPEN;
    }
    const std::string read = name_to_read(name, is_uri, path);
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX | (is_uri || read != name ? SQLITE_OPEN_URI : 0);
    sqlite3* opened = nullptr;
    code = sqlite3_open_v2(read.c_str(), &opened, flags, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> source(opened);
    if (code == SQLITE_OK) {
        // A log that others left is theirs to move into the file.
        sqlite3_db_config(opened, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_busy_timeout(opened, static_cast<int>(timeout.count()));
        code = copy(opened, database, timeout);
    }
    if (code != SQLITE_OK)
        message = opened && sqlite3_errcode(opened) != SQLITE_OK ? sqlite3_errmsg(opened) : sqlite3_errstr(code);
    return code;
}

void confine_to_memory(sqlite3* database) {
    sqlite3_set_authorizer(database, &authorize, nullptr);
}

} // namespace limbeck::dialects::sqlite
