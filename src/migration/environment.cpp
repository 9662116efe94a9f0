#include "migration/environment.hpp"

#include "configuration/options.hpp"
#include "dialects/dialect.hpp"
#include "dialects/url.hpp"
#include "revisions/script_directory.hpp"

#include <atomic>
#include <cstdio>
#include <iostream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::migration {

namespace {
thread_local EnvironmentContext* innermost = nullptr;
/// For threads that scripts start, which have no environment of their own.
std::atomic<int> plans_in_the_making{0};

/// Whether the command is there to change the database. `history -i` and its like make the version table by the way, as
/// with Alembic.
bool goes_somewhere(const Request& request) {
    return !request.destination_revisions.empty() || request.command == "ensure_version";
}
} // namespace

EnvironmentContext::EnvironmentContext(Config& config, revisions::ScriptDirectory& script, Request request,
                                       ScriptRunner& runner)
    : config_(config), script_(script), request_(std::move(request)), runner_(runner), outer_(innermost) {
    innermost = this;
    // A command that a script starts belongs to the plan, too.
    if (outer_ && !request_.plan)
        request_.plan = outer_->request_.plan;
    if (request_.plan)
        ++plans_in_the_making;
}

EnvironmentContext::~EnvironmentContext() {
    innermost = outer_;
    if (request_.plan)
        --plans_in_the_making;
}

bool EnvironmentContext::plan_is_made() {
    return plans_in_the_making > 0;
}

std::shared_ptr<dialects::Connection> EnvironmentContext::connect(const std::string& text) {
    const dialects::Url url = dialects::parse_url(text);
    const dialects::Dialect& dialect = dialects::dialect_named(url.dialect);
    if (request_.plan)
        return dialect.connect_for_plan(url, request_.plan->recorder(url.masked()));
    return dialect.connect(url);
}

EnvironmentContext* EnvironmentContext::current() {
    return innermost;
}

void EnvironmentContext::configure(ContextOptions options) {
    if (request_.starting_revision && !options.starting_revision)
        options.starting_revision = request_.starting_revision;
    const configuration::LimbeckOptions own = configuration::limbeck_options(config_);
    options.log_table = own.log_table;
    options.lock_timeout = own.lock_timeout;
    options.lock_within_node = own.lock_within_node;
    if (request_.command == "stamp")
        options.half_done = HalfDone::Forget;
    else if (const auto word = config_.options.find("half_done"); word != config_.options.end())
        options.half_done = word->second == "resume" ? HalfDone::Resume
                            : word->second == "undo" ? HalfDone::Undo
                                                     : HalfDone::GoOn;
    if (!options.as_sql.value_or(request_.as_sql))
        options.progress = config_.progress;
    if (request_.plan) {
        if (options.connection && !options.connection->only_plans())
            throw Error(Error::Kind::Internal, "a connection that can change the database came into a plan");
        request_.plan->begin_database(options.url_masked);
    }
    const auto output = [this](const std::string& text) {
        if (held_)
            *held_ += text;
        else
            write(text);
    };
    const MigrationContext::Mode mode{.as_sql = options.as_sql.value_or(request_.as_sql),
                                      .dont_mutate = options.dont_mutate.value_or(request_.dont_mutate),
                                      .purge = options.purge.value_or(request_.purge),
                                      .plan = request_.plan.get(),
                                      .announce = request_.announce && !options.announced,
                                      .lock = !outer_ || !outer_->context_ || !outer_->context_->is_locked(),
                                      .waits = goes_somewhere(request_)};
    context_.reset();
    context_ = std::make_unique<MigrationContext>(std::move(options), mode, &script_, &runner_, output);
}

void EnvironmentContext::write(const std::string& text) {
    if (outer_)
        outer_->release_output();
    has_written_ = true;
    if (config_.output_buffer)
        config_.output_buffer(text);
    else
        (request_.output ? *request_.output : std::cout) << text << std::flush; // in step with what scripts print
}

void EnvironmentContext::release_output() {
    has_written_ = true;
    if (const std::optional<std::string> held = std::exchange(held_, std::nullopt); held && !held->empty())
        write(*held);
}

MigrationContext& EnvironmentContext::context() {
    if (!context_)
        fail("No context has been configured yet.", "env.py", "Call context.configure() first.");
    return *context_;
}

void EnvironmentContext::run_migrations() {
    const StepsFunction& own = context().options().steps;
    context().run_migrations(own ? own : request_.steps);
    uncommitted_.note(context());
    std::fflush(stdout); // what was printed there stands before what the script prints next
}

void EnvironmentContext::check_committed() {
    if (!outer_)
        uncommitted_.check(script_.env_py_location().string());
}

} // namespace limbeck::migration
