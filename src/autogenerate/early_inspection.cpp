#include "autogenerate/early_inspection.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "support/log.hpp"

#include <algorithm>
#include <csignal>
#include <future>
#include <thread>
#include <utility>

namespace limbeck::autogenerate {

namespace {

struct LogLine {
    std::string logger;
    int level;
    std::string text;
};

/// Of a thread: one comparison runs in it at a time.
thread_local EarlyInspection* running = nullptr;

dialects::InspectFilter in_order(dialects::InspectFilter filter) {
    std::sort(filter.schemas.begin(), filter.schemas.end());
    filter.schemas.erase(std::unique(filter.schemas.begin(), filter.schemas.end()), filter.schemas.end());
    return filter;
}

/// Signals are for the threads of the program.
template <class Function> std::thread thread_without_signals(Function function) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::thread made(std::move(function));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return made;
}

} // namespace

struct EarlyInspection::Work {
    std::packaged_task<schema::Schema()> task;
    std::future<schema::Schema> found;
    std::vector<LogLine> lines; ///< sinks belong to a thread: these are for the one that waits
    std::thread thread;
};

EarlyInspection::EarlyInspection(dialects::Connection& connection, const std::vector<std::string>& schemas)
    : inspector_(connection.dialect().inspector(connection)), default_schema_(inspector_->default_schema()),
      work_(std::make_unique<Work>()) {
    for (const std::string& schema : schemas)
        if (schema != default_schema_)
            filter_.schemas.push_back(schema);
    filter_.views = true;
    filter_ = in_order(std::move(filter_));
    work_->task = std::packaged_task<schema::Schema()>([this] { return inspector_->inspect(filter_); });
    work_->found = work_->task.get_future();
    work_->thread = thread_without_signals([work = work_.get()] {
        log::exchange_sink([work](std::string_view logger, int level, std::string_view text) {
            work->lines.push_back({std::string(logger), level, std::string(text)});
        });
        work->task();
    });
    running = this;
}

EarlyInspection::~EarlyInspection() {
    wait();
}

void EarlyInspection::wait() noexcept {
    if (running == this)
        running = nullptr;
    if (!work_->thread.joinable())
        return;
    work_->thread.join();
    for (const LogLine& line : work_->lines)
        log::write(line.logger, line.level, line.text);
    work_->lines.clear();
}

void EarlyInspection::wait_in_this_thread() noexcept {
    if (running)
        running->wait();
}

std::optional<schema::Schema> EarlyInspection::take(const dialects::InspectFilter& wanted) {
    wait();
    if (!work_->found.valid() || in_order(wanted) != filter_)
        return std::nullopt;
    return work_->found.get();
}

} // namespace limbeck::autogenerate
