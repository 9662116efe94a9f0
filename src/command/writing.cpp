#include "command/writing.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

namespace {

void print(const Config& config, std::string_view text) {
    if (config.quiet)
        return;
    if (config.print)
        config.print(text);
    else
        std::cout << text << std::flush;
}

} // namespace

void with_status(Config& config, const std::string& what, const std::function<void()>& work) {
    print(config, what + " ...");
    try {
        work();
    } catch (...) {
        print(config, "  FAILED\n");
        throw;
    }
    print(config, "  done\n");
}

void write_file(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path temporary = path.string() + ".tmp";
    const auto refuse = [&](int code) {
        std::remove(temporary.c_str());
        fail("Can't write " + path.string() + ": " + std::strerror(code), {},
             code == ENOSPC ? "Make room on the disk, then run the command again."
                            : "Check that the folder is there and that this user may write to it.");
    };
    std::FILE* file = std::fopen(temporary.c_str(), "wb");
    if (!file)
        refuse(errno);
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    int code = errno;
    if (std::fclose(file) != 0 || !written)
        refuse(written ? errno : code);
    if (std::rename(temporary.c_str(), path.c_str()) != 0)
        refuse(errno);
}

} // namespace limbeck::command
