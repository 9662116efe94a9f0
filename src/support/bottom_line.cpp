#include "support/bottom_line.hpp"

#include "support/terminal.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <unistd.h>
#include <utility>

namespace limbeck::support {

namespace {

constexpr std::chrono::milliseconds interval{100};
constexpr std::string_view erase = "\r\x1b[K";

/// The terminal that standard error writes to.
struct Terminal {
    std::recursive_mutex mutex; ///< held by whoever writes there
    std::atomic<BottomLine*> line{nullptr};
    std::atomic<bool> line_is_shown{false};
    bool at_line_start = true;
    int turns = 0; ///< nested ones of the thread that holds the mutex
};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler reads it");

Terminal terminal;

void put(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0)
            return; // the terminal is gone, or takes nothing now: the next drawing may be luckier
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void take_away() {
    if (terminal.line_is_shown.exchange(false))
        put(erase);
}

/// Signals go to the thread that runs the command, so that they interrupt what it waits for.
class SignalsHeldBack {
  public:
    SignalsHeldBack() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeldBack(const SignalsHeldBack&) = delete;
    SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

  private:
    sigset_t before_;
};

} // namespace

BottomLine::BottomLine(Text text) : text_(std::move(text)) {
    terminal.line = this;
    const SignalsHeldBack held_back; // a thread inherits the mask
    thread_ = std::thread([this] { keep_drawing(); });
}

BottomLine::~BottomLine() {
    {
        const std::lock_guard lock(terminal.mutex);
        stop_ = true;
        take_away();
        terminal.line = nullptr;
    }
    wake_.notify_one();
    thread_.join();
}

void BottomLine::keep_drawing() {
    std::unique_lock lock(terminal.mutex);
    while (!wake_.wait_for(lock, interval, [this] { return stop_; }))
        draw();
}

void BottomLine::draw() {
    if (!terminal.at_line_start)
        return;
    // The last column stays free: a terminal may begin a new line as soon as it is full.
    std::string text = text_(static_cast<std::size_t>(terminal_width(stderr)) - 1);
    if (terminal.line_is_shown && text == shown_)
        return;
    if (text.empty()) {
        take_away();
        return;
    }
    // The cursor waits in front, so that what somebody writes out of turn begins there and not behind the text.
    terminal.line_is_shown = true;
    shown_ = std::move(text);
    put("\r" + shown_ + "\x1b[K\r");
}

bool BottomLine::exists() noexcept {
    return terminal.line != nullptr;
}

void BottomLine::erase_at_once() noexcept {
    if (terminal.line_is_shown.exchange(false))
        (void)!write(STDERR_FILENO, erase.data(), erase.size());
}

TerminalTurn::TerminalTurn() : is_taken_(BottomLine::exists()) {
    if (!is_taken_)
        return;
    terminal.mutex.lock();
    ++terminal.turns;
    take_away();
}

TerminalTurn::~TerminalTurn() {
    if (!is_taken_)
        return;
    if (--terminal.turns == 0)
        if (BottomLine* const line = terminal.line)
            line->draw();
    terminal.mutex.unlock();
}

void TerminalTurn::wrote(std::string_view text) {
    if (is_taken_ && !text.empty())
        terminal.at_line_start = text.back() == '\n';
}

} // namespace limbeck::support
