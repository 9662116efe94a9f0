#pragma once

namespace limbeck::dialects {

// Ctrl-C while a database works, or before there is a connection that could be interrupted. Signals belong to the
// process, and so does this counter; there is nothing else in it.

/// Makes every wait for a database in this process that has begun (connecting, a statement, a lock) end soon with
/// Error(Interrupted). Async-signal-safe: this is what a handler of SIGINT calls.
void interrupt_waits() noexcept;

/// Tells whether interrupt_waits() was called since this object was made.
class InterruptionWatch {
  public:
    InterruptionWatch() noexcept;
    bool interrupted() const noexcept;
    /// Throws Error(Interrupted).
    void check() const;

  private:
    unsigned seen_;
};

} // namespace limbeck::dialects
