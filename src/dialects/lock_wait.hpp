#pragma once

#include <atomic>
#include <chrono>
#include <functional>

namespace limbeck::dialects {

/// Tries until `try_lock` succeeds, with growing pauses between 10 and 250 ms; calls `waiting` once before the first
/// pause. False when `patience` is over. Throws Error(Interrupted) after interrupt_waits(), or when `interrupted`
/// becomes true.
bool wait_for_lock(const std::function<bool()>& try_lock, const std::function<void()>& waiting,
                   std::chrono::milliseconds patience, const std::atomic<bool>& interrupted);

} // namespace limbeck::dialects
