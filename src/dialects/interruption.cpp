#include "dialects/interruption.hpp"

#include <atomic>
#include <limbeck/error.hpp>

namespace limbeck::dialects {

namespace {
std::atomic<unsigned> interruptions{0};
static_assert(std::atomic<unsigned>::is_always_lock_free, "a signal handler adds to it");
} // namespace

void interrupt_waits() noexcept {
    interruptions.fetch_add(1, std::memory_order_relaxed);
}

InterruptionWatch::InterruptionWatch() noexcept : seen_(interruptions.load(std::memory_order_relaxed)) {}

bool InterruptionWatch::interrupted() const noexcept {
    return interruptions.load(std::memory_order_relaxed) != seen_;
}

void InterruptionWatch::check() const {
    if (interrupted())
        throw Error(Error::Kind::Interrupted, "interrupted while waiting for the database");
}

} // namespace limbeck::dialects
