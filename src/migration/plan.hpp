#pragma once

#include "dialects/connection.hpp"
#include "operations/operation.hpp"
#include "revisions/steps.hpp"

#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::migration {

/// One step of a plan, or what comes before the first one (then `text` is empty).
struct PlannedStep {
    std::string database; ///< masked URL
    std::string revision;
    std::string text;                    ///< "upgrade a -> b, message"
    std::vector<std::string> statements; ///< as they would be sent, BEGIN and COMMIT included, without semicolons
    std::vector<std::string> summary;    ///< what the script does: operations/summary.hpp
    std::optional<Error> failure;        ///< why it is not known what the step would do
    bool reached = false;                ///< false: the plan ended before
};

/// Why a step cannot be told, without the words that the plan ends.
std::string reason(const Error& failure);

/// What an upgrade would do: the statements that it would send, step by step. Made by running the scripts on
/// connections that change nothing (Dialect::connect_for_plan); shared by those, which record what is sent to them.
/// One thread at a time.
class Plan : public std::enable_shared_from_this<Plan> {
  public:
    /// `to_the_end`: a step that fails is noted, and those after it are tried all the same.
    explicit Plan(bool to_the_end = false) : to_the_end_(to_the_end) {}

    bool goes_to_the_end() const { return to_the_end_; }
    const std::vector<PlannedStep>& steps() const { return steps_; }
    /// As SQL that psql or sqlite3 can run: each statement with its semicolon, each step behind "-- Running …".
    std::string sql() const;

    /// What a connection to that database (its masked URL) reports to.
    dialects::Record recorder(std::string database);

    // --- for the migration context
    void begin_database(const std::string& url_masked);
    /// Gives the number of the first; those after it follow.
    std::size_t begin_steps(const std::vector<revisions::Step>& steps);
    void begin_step(std::size_t number);
    void fail_step(std::size_t number, const Error& error);
    /// Statements of the script itself are part of the summary, unless an operation makes them.
    void set_in_script(bool in_script);
    /// Whether the script of a step of any plan runs, in whichever thread: what it does outside of the database is not
    /// planned but done.
    static bool script_runs() noexcept;
    void begin_operation(const operations::Operation& operation);
    void end_operation() { in_operation_ = false; }
    void comment(const std::string& text);

  private:
    void record(const std::string& database, const std::string& statement);
    PlannedStep& current();
    PlannedStep& current_of(const std::string& database);

    bool to_the_end_;
    std::vector<PlannedStep> steps_;
    std::size_t current_ = 0;
    std::string database_;
    bool in_script_ = false;
    bool in_operation_ = false;
};

} // namespace limbeck::migration
