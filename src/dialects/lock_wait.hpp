#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <limbeck/error.hpp>
#include <string>

namespace limbeck::dialects {

/// What Connection::lock_migrations() throws when its patience is over.
class LockHeld : public Error {
  public:
    /// `holder`: who has the lock, as far as can be told: "process 4711 of user deploy, since 2026-01-31 12:30:00 UTC".
    LockHeld(std::string holder, std::chrono::milliseconds patience, std::string now);
};

/// Tries until `try_lock` succeeds, with growing pauses between 10 and 250 ms. False when `patience` is over. Throws
/// Error(Interrupted) after interrupt_waits(), or when `interrupted` becomes true.
bool wait_for_lock(const std::function<bool()>& try_lock, std::chrono::milliseconds patience,
                   const std::atomic<bool>& interrupted);

} // namespace limbeck::dialects
