#include "migration/environment.hpp"

#include "configuration/options.hpp"

#include <iostream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::migration {

namespace {
thread_local EnvironmentContext* innermost = nullptr;
}

EnvironmentContext::EnvironmentContext(Config& config, revisions::ScriptDirectory& script, Request request,
                                       ScriptRunner& runner)
    : config_(config), script_(script), request_(std::move(request)), runner_(runner), outer_(innermost) {
    innermost = this;
}

EnvironmentContext::~EnvironmentContext() {
    innermost = outer_;
}

EnvironmentContext* EnvironmentContext::current() {
    return innermost;
}

void EnvironmentContext::configure(ContextOptions options) {
    if (request_.starting_revision && !options.starting_revision)
        options.starting_revision = request_.starting_revision;
    options.log_table = configuration::limbeck_options(config_).log_table;
    options.progress = config_.progress;
    std::ostream* stream = request_.output ? request_.output : &std::cout;
    const auto output = [this, stream](const std::string& text) {
        if (config_.output_buffer)
            config_.output_buffer(text);
        else
            *stream << text << std::flush; // in step with what scripts print
    };
    const MigrationContext::Mode mode{.as_sql = options.as_sql.value_or(request_.as_sql),
                                      .dont_mutate = options.dont_mutate.value_or(request_.dont_mutate),
                                      .purge = options.purge.value_or(request_.purge),
                                      .lock = !outer_ || !outer_->context_ || !outer_->context_->is_locked()};
    context_.reset();
    context_ = std::make_unique<MigrationContext>(std::move(options), mode, &script_, &runner_, output);
}

MigrationContext& EnvironmentContext::context() {
    if (!context_)
        fail("No context has been configured yet.", "env.py", "Call context.configure() first.");
    return *context_;
}

void EnvironmentContext::run_migrations(const Value& arguments) {
    const PlanFunction& own = context().options().plan;
    context().run_migrations(own ? own : request_.plan, arguments);
}

} // namespace limbeck::migration
