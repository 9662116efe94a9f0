#include "dialects/sqlite/locks.hpp"

#include <cctype>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <limbeck/error.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <pwd.h>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#ifdef F_OFD_SETLK
#define LIMBECK_SETLK F_OFD_SETLK
#else
#define LIMBECK_SETLK F_SETLK
#endif

namespace limbeck::dialects::sqlite {

/// A descriptor of a database file, and the bytes that this process has locked through it.
struct File {
    int descriptor = -1;
    std::set<long long> locked;
};

namespace {

// Closing any descriptor of a file drops all POSIX locks that the process has on it (fcntl(2)), those of SQLite's own
// connections included, which would let two writers in. So a descriptor is kept until its file is deleted, one for
// each file, and the locks of one process are told apart here.
struct Files {
    std::mutex mutex;
    std::map<std::pair<dev_t, ino_t>, std::unique_ptr<File>> by_inode;

    void close_deleted() {
        for (auto file = by_inode.begin(); file != by_inode.end();) {
            struct stat status {};
            if (file->second->locked.empty() && fstat(file->second->descriptor, &status) == 0 && status.st_nlink == 0) {
                close(file->second->descriptor);
                file = by_inode.erase(file);
            } else {
                ++file;
            }
        }
    }
};

Files& files() {
    static Files& kept = *new Files; // outlives every connection
    return kept;
}

bool set_lock(int descriptor, long long offset, short kind) {
    struct flock lock {};
    lock.l_type = kind;
    lock.l_whence = SEEK_SET;
    lock.l_start = offset;
    lock.l_len = 1;
    return fcntl(descriptor, LIMBECK_SETLK, &lock) == 0;
}

/// A byte of its own for each scope, behind the largest database that SQLite can have (281 TB).
long long byte_of(const std::string& scope) {
    unsigned hash = 2166136261u;
    for (const char c : scope)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return (1LL << 60) + hash;
}

/// Whether the description of an open file ("lock: 1: OFDLCK ADVISORY WRITE -1 08:01:4711 first last") holds a lock
/// that begins there.
bool holds_lock(const std::filesystem::path& description, long long offset) {
    std::ifstream file(description);
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("lock:") && line.find(" " + std::to_string(offset) + " ") != std::string::npos)
            return true;
    return false;
}

std::string user_name(uid_t user) {
    passwd entry{};
    passwd* found = nullptr;
    char text[4096];
    if (getpwuid_r(user, &entry, text, sizeof text, &found) == 0 && found)
        return found->pw_name;
    return std::to_string(user);
}

/// When the process began, by the 22nd word of its stat and the time at which the machine did (proc(5)).
std::string start_of(const std::filesystem::path& process) {
    std::string line;
    std::ifstream stat_file(process / "stat");
    std::getline(stat_file, line);
    const std::size_t name_end = line.rfind(')'); // the name may hold anything
    if (name_end == std::string::npos)
        return {};
    std::istringstream words(line.substr(name_end + 1));
    std::string word;
    for (int number = 3; number <= 22; ++number)
        words >> word;
    long long boot = 0;
    std::ifstream machine("/proc/stat");
    while (boot == 0 && std::getline(machine, line))
        if (line.starts_with("btime "))
            boot = std::atoll(line.c_str() + 6);
    if (!words || boot == 0)
        return {};
    const std::time_t time = boot + std::atoll(word.c_str()) / sysconf(_SC_CLK_TCK);
    tm parts{};
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", gmtime_r(&time, &parts));
    return text;
}

} // namespace

MigrationLock::MigrationLock(std::string path, const std::string& scope)
    : path_(std::move(path)), offset_(byte_of(scope)) {}

MigrationLock::~MigrationLock() {
    if (!file_)
        return;
    const std::lock_guard guard(files().mutex);
    set_lock(file_->descriptor, offset_, F_UNLCK);
    file_->locked.erase(offset_);
}

bool MigrationLock::try_lock() {
    if (path_.empty() || file_)
        return true;
    Files& kept = files();
    const std::lock_guard guard(kept.mutex);
    kept.close_deleted();
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0)
        return true; // SQLite will say what is wrong with the file
    std::unique_ptr<File>& file = kept.by_inode[{status.st_dev, status.st_ino}];
    if (!file) {
        const int descriptor = open(path_.c_str(), O_RDWR | O_CLOEXEC);
        if (descriptor < 0) {
            kept.by_inode.erase({status.st_dev, status.st_ino});
            return true;
        }
        file = std::make_unique<File>();
        file->descriptor = descriptor;
    }
    if (file->locked.contains(offset_))
        return false;
    if (!set_lock(file->descriptor, offset_, F_WRLCK)) {
        if (errno == EAGAIN || errno == EACCES)
            return false;
        throw Error(Error::Kind::Database,
                    std::string("cannot lock the database file against other deployers: ") + std::strerror(errno),
                    path_, "Keep the database on a file system that has locks; SQLite itself needs them, too.");
    }
    file->locked.insert(offset_);
    file_ = file.get();
    return true;
}

std::string MigrationLock::holder() const {
    namespace fs = std::filesystem;
    struct stat database {};
    if (stat(path_.c_str(), &database) != 0)
        return {};
    std::error_code error;
    for (fs::directory_iterator process("/proc", error), end; !error && process != end; process.increment(error)) {
        const std::string pid = process->path().filename().string();
        if (std::isdigit(static_cast<unsigned char>(pid.front())) == 0)
            continue;
        std::error_code unreadable; // somebody else's, or gone
        for (fs::directory_iterator open(process->path() / "fd", unreadable); !unreadable && open != end;
             open.increment(unreadable)) {
            struct stat file {};
            if (stat(open->path().c_str(), &file) != 0 || file.st_ino != database.st_ino ||
                file.st_dev != database.st_dev ||
                !holds_lock(process->path() / "fdinfo" / open->path().filename(), offset_))
                continue;
            struct stat owner {};
            stat(process->path().c_str(), &owner);
            const std::string start = start_of(process->path());
            return "process " + pid + " of user " + user_name(owner.st_uid) +
                   (start.empty() ? "" : ", since " + start + " UTC");
        }
    }
    return "a process that cannot be seen from here";
}

} // namespace limbeck::dialects::sqlite
