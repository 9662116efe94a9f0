#pragma once

#include <functional>
#include <string_view>

// The engine's log lines. Where they go is the business of whoever runs a command: each thread has its own sink, so
// that migrations in several threads do not mix. Without a sink nothing is logged.
namespace limbeck {
class Error;
}
namespace limbeck::log {

/// Python's numbers of levels.
constexpr int info_level = 20;
constexpr int warning_level = 30;
constexpr int error_level = 40;

using Sink = std::function<void(std::string_view logger, int level, std::string_view text)>;

/// The sink of this thread from now on; returns the one before it.
Sink exchange_sink(Sink sink);

void write(std::string_view logger, int level, std::string_view text);
void info(std::string_view logger, std::string_view text);
void warning(std::string_view logger, std::string_view text);
/// What Alembic logs of an error that it prints as "FAILED: …"; nothing of other errors.
void failure(const Error& error);

/// Called before this thread writes a line, for whoever holds lines back; returns the one before it. Scripts that
/// write by themselves call before_output(), too. It may throw: then nothing is written.
std::function<void()> exchange_before_output(std::function<void()> hook);
void before_output();

/// A sink for the life of this object.
class ScopedSink {
  public:
    explicit ScopedSink(Sink sink) : before_(exchange_sink(std::move(sink))) {}
    ~ScopedSink() { exchange_sink(std::move(before_)); }
    ScopedSink(const ScopedSink&) = delete;
    ScopedSink& operator=(const ScopedSink&) = delete;

  private:
    Sink before_;
};

} // namespace limbeck::log
