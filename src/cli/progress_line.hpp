#pragma once

#include <chrono>
#include <cstddef>
#include <limbeck/config.hpp>
#include <memory>
#include <mutex>
#include <string>

namespace limbeck::support {
class BottomLine;
}

namespace limbeck::cli {

/// One line at the bottom of the terminal that tells how far an upgrade has come: which of how many steps, the time
/// until now and about what is left, and the revision at work. Shown when there are many steps, or when they take
/// longer than a moment; gone when all are done.
class ProgressLine {
  public:
    using Clock = std::chrono::steady_clock;

    /// What config.progress tells is shown, where standard error is a terminal and the configuration is not `quiet`.
    /// `config` must stay where it is as long as this lives.
    explicit ProgressLine(Config& config);
    /// Takes the line away, and its hold on `config`.
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

  private:
    void tell(const Progress& progress);
    std::string text(std::size_t columns);

    Config& config_;
    std::mutex mutex_; ///< of what follows: told on one thread, drawn on another
    Progress progress_;
    Clock::time_point begun_, step_begun_;
    std::unique_ptr<support::BottomLine> line_;
};

/// The line in at most so many columns; empty while it is too early to show one. `elapsed` is the time since the first
/// step began, `in_step` the part of it in the step that is at work.
std::string progress_text(const Progress& progress, std::chrono::milliseconds elapsed,
                          std::chrono::milliseconds in_step, std::size_t columns);

} // namespace limbeck::cli
