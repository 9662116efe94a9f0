#include "cli/signals.hpp"

#include "dialects/interruption.hpp"
#include "scripting/interpreter.hpp"
#include "support/bottom_line.hpp"

#include <csignal>
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

} // namespace

void handle_interrupts() {
    struct sigaction action = {};
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace limbeck::cli
