#include "cli/signals.hpp"

#include "dialects/interruption.hpp"
#include "scripting/interpreter.hpp"
#include "support/bottom_line.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace limbeck::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void on_interrupt(int) {
    if (interrupted) {
        support::BottomLine::erase_at_once();
        _exit(130);
    }
    interrupted = 1;
    dialects::interrupt_waits();
    scripting::interrupt();
}

/// A handler that does nothing, in place of SIG_IGN: programs that are started would be born with that.
extern "C" void on_failed_write(int) {}

} // namespace

void open_standard_descriptors() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            (void)!open("/dev/null", O_RDWR); // takes the lowest free number, which is this one
}

void survive_failed_writes() {
    struct sigaction action = {};
    action.sa_handler = on_failed_write;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, nullptr);
    sigaction(SIGXFSZ, &action, nullptr);
}

void end_by_broken_pipe() {
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
}

void handle_interrupts() {
    struct sigaction action = {};
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace limbeck::cli
