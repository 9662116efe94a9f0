#pragma once

#include "dialects/connection.hpp"
#include "migration/context.hpp"
#include "migration/plan.hpp"
#include "migration/uncommitted.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace limbeck {
class Config;
}
namespace limbeck::revisions {
class ScriptDirectory;
}

namespace limbeck::migration {

/// What a command asks of the environment.
struct Request {
    bool as_sql = false;
    std::optional<std::string> starting_revision; ///< the start of "start:end" with --sql
    /// As typed: "head", "+1", …; several for a stamp. None for a command that goes nowhere.
    std::vector<std::string> destination_revisions;
    std::optional<std::string> tag;
    bool dont_mutate = false;       ///< `current` and its like: do not make the version table
    bool purge = false;             ///< stamp --purge
    bool announce = true;           ///< log which kind of database it is, as Alembic does first of all
    std::optional<std::string> url; ///< --url: wins over what env.py says
    std::ostream* output = nullptr; ///< where offline SQL goes; stdout when null
    std::string command;            ///< "upgrade", …
    Map arguments;                  ///< what it was asked with, by Alembic's names: "revision", "sql", …
    /// The work: which steps to run from these heads.
    StepsFunction steps;
    /// Nothing is run: what would be is recorded here.
    std::shared_ptr<Plan> plan;
};

/// What env.py, or the built-in environment, works with: Alembic's EnvironmentContext. Lives for one command, on one
/// thread; current() finds it from the script's side.
class EnvironmentContext {
  public:
    EnvironmentContext(Config& config, revisions::ScriptDirectory& script, Request request, ScriptRunner& runner);
    ~EnvironmentContext();
    EnvironmentContext(const EnvironmentContext&) = delete;
    EnvironmentContext& operator=(const EnvironmentContext&) = delete;

    Config& config() { return config_; }
    revisions::ScriptDirectory& script() { return script_; }
    const Request& request() const { return request_; }

    bool is_offline_mode() const { return request_.as_sql; }
    bool is_planning() const { return request_.plan != nullptr; }
    /// A connection to that database; while a plan is made, one that changes nothing.
    std::shared_ptr<dialects::Connection> connect(const std::string& url);
    /// Makes the migration context. Called again (multidb), it makes another one.
    void configure(ContextOptions options);
    bool configured() const { return context_ != nullptr; }
    /// Throws Error(Command) "No context has been configured yet." before configure().
    MigrationContext& context();
    void run_migrations();
    /// From here on offline output is kept until release_output(), which writes it: a run that is taken up again must
    /// not have written anything.
    void hold_output() { held_.emplace(); }
    void release_output();
    bool has_written() const { return has_written_; }
    /// env.py is done. Throws where it has left migrations in a transaction of its own that it has not committed; in an
    /// environment that a script of another one runs, somebody else may still do that.
    void check_committed();

    /// The innermost environment of this thread, or null.
    static EnvironmentContext* current();
    /// Whether a plan is being made in any thread.
    static bool plan_is_made();

  private:
    void write(const std::string& text);

    Config& config_;
    revisions::ScriptDirectory& script_;
    Request request_;
    ScriptRunner& runner_;
    std::unique_ptr<MigrationContext> context_;
    Uncommitted uncommitted_;
    std::optional<std::string> held_; ///< offline output
    bool has_written_ = false;
    EnvironmentContext* outer_;
};

/// Runs the environment of a project: its env.py (src/scripting/), or the built-in one.
class EnvironmentRunner {
  public:
    virtual ~EnvironmentRunner() = default;
    virtual void run(EnvironmentContext& environment) = 0;
};

/// The environment of a project without env.py: connects to --url, else sqlalchemy.url, else DATABASE_URL (also from
/// .env beside the configuration file), and runs the migrations in one transaction scope as the generic env.py does.
class BuiltinEnvironment : public EnvironmentRunner {
  public:
    void run(EnvironmentContext& environment) override;
};

} // namespace limbeck::migration
