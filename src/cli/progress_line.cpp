#include "cli/progress_line.hpp"

#include "support/bottom_line.hpp"
#include "support/terminal.hpp"

#include <algorithm>
#include <cstdio>

namespace limbeck::cli {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t many_steps = 10;
constexpr milliseconds before_many{200}, before_few{1000};

/// 0:07, 12:34, 1:02:03.
std::string clock_text(milliseconds time) {
    const long long seconds = time.count() / 1000;
    char text[32];
    if (seconds < 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld", seconds / 60, seconds % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return text;
}

/// The steps that are left take as long as those before did; one that has been at work for longer than that is done
/// any moment.
milliseconds remaining(const Progress& progress, milliseconds elapsed, milliseconds in_step) {
    const auto done = static_cast<long long>(progress.step - 1), left = static_cast<long long>(progress.steps) - done;
    const milliseconds each = (elapsed - in_step) / done;
    return each * (left - 1) + std::max(each - in_step, milliseconds(0));
}

} // namespace

std::string progress_text(const Progress& progress, milliseconds elapsed, milliseconds in_step, std::size_t columns) {
    if (progress.step == 0)
        return support::fitted(clock_text(elapsed) + " " + progress.text, columns);
    if (elapsed < (progress.steps >= many_steps ? before_many : before_few))
        return {};
    const std::string at_work = progress.part.empty() ? progress.text : progress.part + " (" + progress.text + ")";
    std::string text =
        "step " + std::to_string(progress.step) + "/" + std::to_string(progress.steps) + ", " + clock_text(elapsed);
    if (progress.step > 1)
        text += ", about " + clock_text(remaining(progress, elapsed, in_step)) + " left";
    return support::fitted(text + ": " + at_work, columns);
}

ProgressLine::ProgressLine(Config& config) : config_(config) {
    if (!config.quiet && support::can_redraw(stderr))
        config.progress = [this](const Progress& progress) { tell(progress); };
}

ProgressLine::~ProgressLine() {
    config_.progress = nullptr;
}

void ProgressLine::tell(const Progress& progress) {
    if (progress.step > progress.steps) {
        line_.reset();
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        if (progress.step != progress_.step || !line_)
            step_begun_ = Clock::now();
        if (!line_)
            begun_ = step_begun_;
        progress_ = progress;
    }
    if (!line_)
        line_ = std::make_unique<support::BottomLine>([this](std::size_t columns) { return text(columns); });
}

std::string ProgressLine::text(std::size_t columns) {
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    const auto since = [&](Clock::time_point then) { return std::chrono::duration_cast<milliseconds>(now - then); };
    return progress_text(progress_, since(begun_), since(step_begun_), columns);
}

} // namespace limbeck::cli
