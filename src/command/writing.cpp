#include "command/writing.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;

void print(const Config& config, std::string_view text) {
    if (config.quiet)
        return;
    if (config.print)
        config.print(text);
    else
        std::cout << text << std::flush;
}

[[noreturn]] void refuse(const std::string& what, int code) {
    fail(what + ": " + std::strerror(code), {},
         code == ENOSPC || code == EDQUOT ? "Make room on the disk, then run the command again."
         : code == EFBIG ? "Raise the limit on the size of files (`ulimit -f`), then run the command again."
                         : "Check that the folder is there and that this user may write to it.");
}

/// Writes it all and closes the file; 0, or the reason why not.
int put(std::FILE* file, std::string_view content) {
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    const int code = errno;
    if (std::fclose(file) != 0)
        return written ? errno : code;
    return written ? 0 : code;
}

} // namespace

void with_status(Config& config, const std::string& what, const std::function<void()>& work, bool on_own_line) {
    print(config, what + (on_own_line ? " ...\n" : " ..."));
    try {
        work();
    } catch (...) {
        print(config, "  FAILED\n");
        throw;
    }
    print(config, "  done\n");
}

fs::path shown_path(const fs::path& path) {
    fs::path shown;
    for (const fs::path& part : fs::absolute(path))
        if (part != "." && !part.empty())
            shown /= part;
    return shown;
}

void make_directories(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error)
        refuse("Can't make the directory " + directory.string(), error.value());
}

void write_file(const fs::path& path, std::string_view content) {
    const std::string temporary = path.string() + ".tmp";
    int code = 0;
    if (std::FILE* file = std::fopen(temporary.c_str(), "wb"))
        code = put(file, content);
    else
        refuse("Can't write " + path.string(), errno);
    if (code == 0 && std::rename(temporary.c_str(), path.c_str()) != 0)
        code = errno;
    if (code != 0) {
        std::remove(temporary.c_str());
        refuse("Can't write " + path.string(), code);
    }
}

void append_to_file(const fs::path& path, std::string_view content) {
    std::error_code error;
    const std::uintmax_t before = fs::file_size(path, error);
    std::FILE* file = error ? nullptr : std::fopen(path.c_str(), "ab");
    if (!file)
        refuse("Can't write " + path.string(), error ? error.value() : errno);
    if (const int code = put(file, content); code != 0) {
        fs::resize_file(path, before, error);
        refuse("Can't write " + path.string(), code);
    }
}

} // namespace limbeck::command
