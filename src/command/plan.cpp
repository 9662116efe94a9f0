#include "command/plan.hpp"

#include "command/project.hpp"
#include "migration/plan.hpp"
#include "support/log.hpp"

#include <iostream>
#include <limbeck/error.hpp>
#include <memory>
#include <utility>

namespace limbeck::command {

namespace {

void print(Config& config, const std::string& text) {
    if (config.output_buffer)
        config.output_buffer(text);
    else if (config.print)
        config.print(text);
    else
        std::cout << text << std::flush;
}

} // namespace

void print_plan(Project& project, migration::Request request) {
    const auto plan = std::make_shared<migration::Plan>();
    request.plan = plan;
    // env.py's logging ends with it, so the line is written there.
    request.steps = [steps_from = std::move(request.steps), purge = request.purge](
                        const std::vector<std::string>& heads, migration::MigrationContext& context) {
        std::vector<revisions::Step> steps = steps_from(heads, context);
        if (steps.empty() && !purge)
            log::info("alembic.runtime.migration", "Nothing to do: the database is there already");
        return steps;
    };
    try {
        project.run_environment(std::move(request));
    } catch (const Error&) {
        print(project.config(), plan->sql());
        throw;
    }
    print(project.config(), plan->sql());
}

} // namespace limbeck::command
