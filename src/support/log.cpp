#include "support/log.hpp"

#include "support/passwords.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::log {

namespace {
thread_local Sink sink_of_thread;
thread_local std::function<void()> before_output_of_thread;
} // namespace

Sink exchange_sink(Sink sink) {
    return std::exchange(sink_of_thread, std::move(sink));
}

std::function<void()> exchange_before_output(std::function<void()> hook) {
    return std::exchange(before_output_of_thread, std::move(hook));
}

void before_output() {
    if (before_output_of_thread)
        before_output_of_thread();
}

void write(std::string_view logger, int level, std::string_view text) {
    before_output();
    if (sink_of_thread)
        sink_of_thread(logger, level, support::without_passwords(text));
}

void info(std::string_view logger, std::string_view text) {
    write(logger, info_level, text);
}

void warning(std::string_view logger, std::string_view text) {
    write(logger, warning_level, text);
}

void failure(const Error& error) {
    if (error.kind() == Error::Kind::Command)
        write("alembic.util.messaging", error_level, error.what());
}

} // namespace limbeck::log
