#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::migration {

/// What the log tells of the steps while their statements are queued. A step's script runs while the database still
/// works on the step before: until that one is done nobody learns of the next one. Its line is not logged, and what
/// else would show, or read from the database, waits. Failures are told as those of the step that they are of.
class StepLog {
  public:
    /// Borrows the connection; null offline, where nothing waits.
    explicit StepLog(dialects::Connection* connection) : connection_(connection) {}

    /// While this lives, lines that are written elsewhere wait for those that are held back.
    class Announcing {
      public:
        explicit Announcing(StepLog& log);
        ~Announcing();
        Announcing(const Announcing&) = delete;
        Announcing& operator=(const Announcing&) = delete;

      private:
        std::function<void()> before_;
    };

    /// A line that is written once the database has come to `position` (Connection::done()).
    void announce(std::uint64_t position, std::string line);
    /// A step whose statements begin at `position`; `begins` a transaction, or continues that of the steps before.
    void note_step(std::uint64_t position, std::string text, bool begins);
    /// Writes the lines whose time has come.
    void tell();
    /// Waits until every line can be written, and writes it. Throws what failed.
    void settle();
    /// Waits until all that is queued is done. Throws what failed.
    void flush();
    /// Does something with the connection; its failure is told with its step, and kept when that is an earlier one.
    void queue(const std::function<void(dialects::Connection&)>& work);
    /// With the steps that a COMMIT was for, where it is that which failed (a deferred constraint).
    Error placed(const Error& error) const;
    /// The step that is announced has failed: its lines are never written. Gives the failure of an earlier step, which
    /// comes first, whatever this one has to say.
    std::optional<Error> abandon();

  private:
    struct Line {
        std::uint64_t position;
        std::string text;
    };
    struct Sent {
        std::uint64_t position;
        std::string text;
        bool begins;
    };
    void blame(const Error& error);

    dialects::Connection* connection_;
    std::deque<Line> lines_;
    std::vector<Sent> sent_;
    bool telling_ = false;
    std::optional<Error> earlier_failure_;
};

} // namespace limbeck::migration
