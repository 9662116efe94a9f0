#include "dialects/lock_wait.hpp"

#include "dialects/interruption.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace limbeck::dialects {

namespace {

std::string after(std::chrono::milliseconds patience) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(patience).count();
    return seconds == 0 ? std::string() : " after " + std::to_string(seconds) + (seconds == 1 ? " second" : " seconds");
}

} // namespace

LockHeld::LockHeld(std::string holder, std::chrono::milliseconds patience, std::string now)
    : Error(Kind::Database, "another deployer still migrates this database" + after(patience), std::move(holder),
            std::move(now)) {}

bool wait_for_lock(const std::function<bool()>& try_lock, std::chrono::milliseconds patience,
                   const std::atomic<bool>& interrupted) {
    using std::chrono::milliseconds;
    using Clock = std::chrono::steady_clock;
    const InterruptionWatch watch;
    const auto begin = Clock::now();
    milliseconds pause{10};
    while (!try_lock()) {
        const auto left = patience - std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
        if (left <= milliseconds::zero())
            return false;
        for (auto rest = std::min(pause, left); rest > milliseconds::zero(); rest -= milliseconds{50}) {
            std::this_thread::sleep_for(std::min(rest, milliseconds{50}));
            watch.check();
            if (interrupted.load())
                throw Error(Error::Kind::Interrupted, "interrupted while waiting for the database");
        }
        pause = std::min(pause * 3 / 2, milliseconds{250});
    }
    return true;
}

} // namespace limbeck::dialects
