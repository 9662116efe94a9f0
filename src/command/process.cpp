#include "command/process.hpp"

#include "dialects/interruption.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <limbeck/error.hpp>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace limbeck::command {

namespace {

/// What is done in the new process before the program begins.
class Preparation {
  public:
    Preparation() { posix_spawn_file_actions_init(&actions_); }
    ~Preparation() { posix_spawn_file_actions_destroy(&actions_); }
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;

    void enter(const std::string& folder) { check(posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str())); }
    void silence(int descriptor) {
        check(posix_spawn_file_actions_addopen(&actions_, descriptor, "/dev/null", O_WRONLY, 0));
    }
    const posix_spawn_file_actions_t* actions() const { return &actions_; }

    static void check(int code) {
        if (code != 0)
            throw std::system_error(code, std::generic_category());
    }

  private:
    posix_spawn_file_actions_t actions_{};
};

/// Waits for the end of a child; a wait that a signal could only interrupt by luck is none, so it looks again and
/// again.
int wait_for(pid_t child, const dialects::InterruptionWatch& interruption) {
    auto pause = std::chrono::milliseconds(1);
    bool told = false;
    for (;;) {
        int status = 0;
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child || (ended < 0 && errno != EINTR)) {
            if (told)
                throw Error(Error::Kind::Interrupted, "interrupted while another program ran");
            return status;
        }
        if (interruption.interrupted() && !told) {
            kill(child, SIGTERM);
            told = true;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(20));
    }
}

} // namespace

Ended run_program(const Program& program) {
    Preparation preparation;
    if (program.folder)
        preparation.enter(*program.folder);
    if (program.silent)
        for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
            preparation.silence(descriptor);
    std::vector<char*> words;
    for (const std::string& word : program.words)
        words.push_back(const_cast<char*>(word.c_str())); // posix_spawn changes nothing there
    words.push_back(nullptr);
    // Its output follows ours.
    std::cout.flush();
    std::fflush(nullptr);
    const dialects::InterruptionWatch interruption; // from before the child is there: it may be quicker than we are
    pid_t child = 0;
    Preparation::check(posix_spawnp(&child, words.front(), preparation.actions(), nullptr, words.data(), environ));
    const int status = wait_for(child, interruption);
    return WIFSIGNALED(status) ? Ended{0, WTERMSIG(status)} : Ended{WEXITSTATUS(status), 0};
}

std::optional<std::filesystem::path> find_on_path(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path ? path : "";
    while (!rest.empty() && !name.empty()) {
        const std::string_view folder = rest.substr(0, rest.find(':'));
        rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
        const std::filesystem::path file = std::filesystem::path(folder) / name;
        if (std::error_code error; !std::filesystem::is_directory(file, error) && access(file.c_str(), X_OK) == 0)
            return file;
    }
    return std::nullopt;
}

std::vector<std::string> shell_words(const std::string& text) {
    std::vector<std::string> words;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!quote && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            in_word = false;
            continue;
        }
        if (!in_word)
            words.emplace_back();
        in_word = true;
        std::string& word = words.back();
        if (quote && c == quote)
            quote = 0;
        else if (!quote && (c == '"' || c == '\''))
            quote = c;
        else if (c == '\\' && quote != '\'') {
            if (++i == text.size())
                throw std::invalid_argument("No escaped character");
            // Between double quotes a backslash only guards a quote and itself.
            if (quote && text[i] != quote && text[i] != '\\')
                word += c;
            word += text[i];
        } else
            word += c;
    }
    if (quote)
        throw std::invalid_argument("No closing quotation");
    return words;
}

} // namespace limbeck::command
