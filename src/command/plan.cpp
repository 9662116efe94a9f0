#include "command/plan.hpp"

#include "command/project.hpp"
#include "support/log.hpp"

#include <iostream>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
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

migration::Request planning_request(Project& project, const std::string& destination,
                                    const std::shared_ptr<migration::Plan>& plan, HeadsFunction learn) {
    migration::Request request;
    request.command = "upgrade";
    request.destination_revisions = {destination};
    request.arguments = Map{{"revision", destination}, {"sql", false}};
    request.planned = plan;
    request.plan = [&project, destination, learn = std::move(learn)](const std::vector<std::string>& heads,
                                                                     migration::MigrationContext& context) {
        if (learn)
            learn(heads, context);
        return project.script().upgrade_steps(destination, heads);
    };
    return request;
}

void upgrade_plan(Config& config, const std::string& revision, const std::optional<std::string>& tag) {
    if (revision.find(':') != std::string::npos)
        fail("Range revision not allowed", {}, "Only upgrade --sql takes start:end.");
    Project project(config);
    const auto plan = std::make_shared<migration::Plan>();
    migration::Request request = planning_request(project, revision, plan, {});
    request.tag = tag;
    request.arguments.set("tag", tag ? Value(*tag) : Value());
    // env.py's logging ends with it, so the line is written there.
    request.plan = [make = std::move(request.plan)](const std::vector<std::string>& heads,
                                                    migration::MigrationContext& context) {
        std::vector<revisions::Step> steps = make(heads, context);
        if (steps.empty())
            log::info("alembic.runtime.migration", "Nothing to do: the database is there already");
        return steps;
    };
    try {
        project.run_environment(std::move(request));
    } catch (const Error&) {
        print(config, plan->sql());
        throw;
    }
    print(config, plan->sql());
}

} // namespace limbeck::command
