#include "migration/step_log.hpp"

#include "dialects/connection.hpp"
#include "support/log.hpp"

#include <utility>

namespace limbeck::migration {

StepLog::Announcing::Announcing(StepLog& log) : before_(log::exchange_before_output([&log] { log.settle(); })) {}

StepLog::Announcing::~Announcing() {
    log::exchange_before_output(std::move(before_));
}

void StepLog::announce(std::uint64_t position, std::string line) {
    lines_.push_back({position, std::move(line)});
    tell();
}

void StepLog::note_step(std::uint64_t position, std::string text, bool begins) {
    sent_.push_back({position, std::move(text), begins});
}

void StepLog::tell() {
    while (!earlier_failure_ && !lines_.empty() && (!connection_ || lines_.front().position <= connection_->done())) {
        const std::string line = std::move(lines_.front().text);
        lines_.pop_front();
        const bool outer = std::exchange(telling_, true);
        log::info("alembic.runtime.migration", line);
        telling_ = outer;
    }
}

void StepLog::settle() {
    if (telling_ || lines_.empty())
        return;
    queue([&](dialects::Connection& connection) { connection.wait_for(lines_.back().position); });
}

void StepLog::queue(const std::function<void(dialects::Connection&)>& work) {
    if (earlier_failure_)
        throw *earlier_failure_; // a script has caught it
    try {
        work(*connection_);
    } catch (const Error& error) {
        const Error told = placed(error);
        blame(told);
        throw told;
    }
    tell();
}

void StepLog::flush() {
    if (earlier_failure_)
        throw *earlier_failure_;
    try {
        connection_->flush();
    } catch (const Error& error) {
        const Error told = placed(error);
        tell();
        lines_.clear();
        throw told;
    }
    tell();
}

Error StepLog::placed(const Error& error) const {
    if (error.statement != "COMMIT" || sent_.empty())
        return error;
    const std::uint64_t done = connection_->done();
    std::string steps;
    for (const Sent& step : sent_) {
        if (step.position > done)
            break;
        if (step.begins)
            steps.clear(); // the last one's
        steps += (steps.empty() ? "" : "\n") + step.text;
    }
    return steps.empty() ? error : error.at(steps + "\nstatement: COMMIT");
}

void StepLog::blame(const Error& error) {
    tell();
    if (!lines_.empty() && !earlier_failure_)
        earlier_failure_ = error;
}

std::optional<Error> StepLog::abandon() {
    try {
        settle();
    } catch (const Error&) { // kept where it is of the step before
    }
    lines_.clear();
    return std::exchange(earlier_failure_, std::nullopt);
}

} // namespace limbeck::migration
