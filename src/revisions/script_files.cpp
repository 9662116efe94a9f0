#include "revisions/script_files.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <limbeck/error.hpp>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <unordered_set>

namespace limbeck::revisions {
namespace {

/// Below this many files a second thread costs more than it saves.
constexpr std::size_t files_for_a_thread = 200;

struct Folder {
    std::string path; ///< resolved
    int descriptor = -1;
};

struct Entry {
    std::string path;
    std::size_t folder; ///< in the list of folders
    std::string name;   ///< below the folder; empty: open by path
};

class Listing {
  public:
    Listing(bool recursive, std::vector<std::string>& warnings) : recursive_(recursive), warnings_(warnings) {}
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;
    ~Listing() {
        for (const Folder& folder : folders)
            close(folder.descriptor);
    }

    std::vector<Folder> folders;
    std::vector<Entry> entries;

    void add(const std::string& location) {
        std::vector<std::string> todo{location};
        while (!todo.empty()) {
            std::string path = std::move(todo.back());
            todo.pop_back();
            std::vector<std::string> below = list(path);
            if (recursive_)
                todo.insert(todo.end(), below.rbegin(), below.rend());
        }
    }

  private:
    /// Adds the files of one folder; returns the folders in it, sorted.
    std::vector<std::string> list(const std::string& path) {
        char resolved[PATH_MAX];
        int descriptor = realpath(path.c_str(), resolved) ? open(resolved, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (descriptor < 0 && errno == ENOENT)
            return {};
        if (descriptor < 0)
            fail(std::string("The folder of the revisions can't be read: ") + std::strerror(errno), path,
                 "Whoever runs migrations needs the right to read the project's files.");
        int copy = dup(descriptor);
        DIR* stream = copy < 0 ? nullptr : fdopendir(copy);
        folders.push_back({resolved, descriptor});
        if (!stream) {
            if (copy >= 0)
                close(copy);
            return {};
        }
        const Folder folder = folders.back();
        bool is_cache = std::string_view(folder.path).ends_with("__pycache__");
        struct Name {
            std::string text;
            bool is_link;
        };
        std::vector<Name> names;
        std::vector<std::string> below;
        while (const dirent* item = readdir(stream)) {
            std::string_view name = item->d_name;
            if (name == "." || name == "..")
                continue;
            unsigned char type = item->d_type;
            bool is_link = type == DT_LNK || type == DT_UNKNOWN;
            if (is_link) {
                struct stat status {};
                if (fstatat(descriptor, item->d_name, &status, 0) == 0 && S_ISDIR(status.st_mode)) {
                    if (type == DT_UNKNOWN)
                        below.push_back(path + "/" + item->d_name);
                    continue; // links to folders are not followed
                }
            }
            if (type == DT_DIR)
                below.push_back(path + "/" + item->d_name);
            else if (!is_cache && (is_link || is_revision_filename(name)))
                names.push_back({std::string(name), is_link});
        }
        closedir(stream);
        std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.text < b.text; });
        std::sort(below.begin(), below.end());
        for (Name& name : names) {
            Entry entry{folder.path + (folder.path == "/" ? "" : "/") + name.text, folders.size() - 1, {}};
            if (name.is_link && realpath(entry.path.c_str(), resolved))
                entry.path = resolved;
            else
                entry.name = std::move(name.text);
            if (!seen_.insert(entry.path).second) {
                warnings_.push_back("File " + entry.path +
                                    " loaded twice! ignoring. Please ensure version_locations is unique.");
                continue;
            }
            std::string_view path_view = entry.path;
            if (is_revision_filename(path_view.substr(path_view.rfind('/') + 1)))
                entries.push_back(std::move(entry));
        }
        return below;
    }

    bool recursive_;
    std::vector<std::string>& warnings_;
    std::unordered_set<std::string> seen_;
};

/// Content of a file into a buffer that is used again; false with errno when it cannot be read.
bool read_all(int directory, const char* name, std::string& buffer, std::size_t& length) {
    int descriptor = openat(directory, name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    length = 0;
    bool complete = false, failed = false;
    while (!complete && !failed) {
        if (length == buffer.size())
            buffer.resize(buffer.size() * 2);
        ssize_t count = read(descriptor, buffer.data() + length, buffer.size() - length);
        if (count < 0 && errno == EINTR)
            continue;
        failed = count < 0;
        // A short read of a regular file is its end; that saves a call for nearly every file.
        complete = count >= 0 && length + static_cast<std::size_t>(count) < buffer.size();
        if (count > 0)
            length += static_cast<std::size_t>(count);
    }
    int error = errno;
    close(descriptor);
    errno = error;
    return !failed;
}

RevisionFile content_of(int directory, const char* name, std::string& buffer) {
    std::size_t length = 0;
    if (read_all(directory, name, buffer, length))
        return read_revision_source(std::string_view(buffer.data(), length));
    RevisionFile unreadable;
    // It was there a moment ago, so that what is not there is what it leads to.
    unreadable.problem = errno == ENOENT ? "it is a symbolic link to a file that is not there"
                                         : std::string("cannot be read: ") + std::strerror(errno);
    return unreadable;
}

constexpr std::size_t buffer_size = 1 << 16;

} // namespace

std::vector<ScriptFile> read_script_files(const std::vector<std::filesystem::path>& locations, bool recursive,
                                          std::vector<std::string>& warnings) {
    Listing listing(recursive, warnings);
    for (const std::filesystem::path& location : locations)
        listing.add(location.string());
    // Of several, some may be there later.
    if (listing.folders.empty())
        for (const auto& location : locations)
            warnings.push_back("There is no folder " + location.string() + " for revisions");

    std::vector<ScriptFile> files(listing.entries.size());
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
        constexpr std::size_t portion = 32;
        std::string buffer(buffer_size, '\0');
        for (std::size_t from; (from = next.fetch_add(portion)) < files.size();)
            for (std::size_t i = from; i < std::min(from + portion, files.size()); ++i) {
                const Entry& entry = listing.entries[i];
                files[i].content = entry.name.empty() ? content_of(AT_FDCWD, entry.path.c_str(), buffer)
                                                      : content_of(listing.folders[entry.folder].descriptor,
                                                                   entry.name.c_str(), buffer);
                files[i].path = std::move(listing.entries[i].path);
            }
    };
    if (files.size() < files_for_a_thread)
        work();
    else {
        std::jthread helper(work);
        work();
    }
    return files;
}

ScriptFile read_script_file(const std::filesystem::path& path) {
    std::string buffer(buffer_size, '\0');
    return {path.string(), content_of(AT_FDCWD, path.c_str(), buffer)};
}

} // namespace limbeck::revisions
