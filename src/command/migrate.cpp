// The commands that run steps: upgrade, downgrade, stamp, ensure_version.
#include "command/plan.hpp"
#include "command/project.hpp"

#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::command {

namespace {

using migration::MigrationContext;
using revisions::Step;

/// "start:end" as its two parts; without a colon there is no start.
std::pair<std::optional<std::string>, std::string> split_range(const std::string& revision, bool sql) {
    const auto colon = revision.find(':');
    if (colon == std::string::npos)
        return {std::nullopt, revision};
    if (sql && revision.find(':', colon + 1) != std::string::npos)
        fail("A range is start:end, and '" + revision + "' has more colons");
    return {revision.substr(0, colon), revision.substr(colon + 1)};
}

migration::Request request_for(const char* command, std::optional<std::string> start,
                               std::vector<std::string> destinations, bool sql, const std::optional<std::string>& tag) {
    migration::Request request;
    request.command = command;
    request.arguments = Map{{"sql", sql}, {"tag", tag ? Value(*tag) : Value()}};
    request.as_sql = sql;
    request.starting_revision = std::move(start);
    request.destination_revisions = std::move(destinations);
    request.tag = tag;
    return request;
}

migration::Request upgrade_request(Project& project, const std::string& revision, bool sql,
                                   const std::optional<std::string>& tag) {
    const auto [start, destination] = split_range(revision, sql);
    if (start && !sql)
        fail("Range revision not allowed", {}, "Only upgrade --sql takes start:end.");
    migration::Request request = request_for("upgrade", start, {destination}, sql, tag);
    request.arguments.set("revision", revision);
    request.steps = [&project, destination = destination](const std::vector<std::string>& heads, MigrationContext&) {
        return project.script().upgrade_steps(destination, heads);
    };
    return request;
}

migration::Request downgrade_request(Project& project, const std::string& revision, bool sql,
                                     const std::optional<std::string>& tag) {
    const auto [start, destination] = split_range(revision, sql);
    if (start && !sql)
        fail("Range revision not allowed", {}, "Only downgrade --sql takes start:end.");
    if (sql && !start)
        fail("downgrade with --sql requires <fromrev>:<torev>");
    migration::Request request = request_for("downgrade", start, {destination}, sql, tag);
    request.arguments.set("revision", revision);
    request.steps = [&project, destination = destination](const std::vector<std::string>& heads, MigrationContext&) {
        return project.script().downgrade_steps(destination, heads);
    };
    return request;
}

migration::Request stamp_request(Project& project, const std::vector<std::string>& targets, bool sql,
                                 const std::optional<std::string>& tag, bool purge) {
    std::optional<std::string> start;
    std::vector<std::string> destinations;
    for (const std::string& target : targets) {
        const auto [from, to] = sql ? split_range(target, sql) : std::pair(std::optional<std::string>(), target);
        if (from) {
            if (start && *start != *from)
                fail("Stamp operation with --sql only supports a single starting revision at a time");
            start = from;
        }
        destinations.push_back(to);
    }
    migration::Request request = request_for("stamp", start, destinations, sql, tag);
    request.arguments.set("revisions", List(targets.begin(), targets.end()));
    request.arguments.set("purge", purge);
    request.purge = purge;
    request.steps = [&project, destinations](const std::vector<std::string>& heads, MigrationContext&) {
        return project.script().stamp_steps(destinations, heads);
    };
    return request;
}

} // namespace

void upgrade(Config& config, const std::string& revision, bool sql, const std::optional<std::string>& tag) {
    Project project(config);
    project.run_environment(upgrade_request(project, revision, sql, tag));
}

void upgrade_plan(Config& config, const std::string& revision, const std::optional<std::string>& tag) {
    Project project(config);
    print_plan(project, upgrade_request(project, revision, false, tag));
}

void downgrade(Config& config, const std::string& revision, bool sql, const std::optional<std::string>& tag) {
    Project project(config);
    project.run_environment(downgrade_request(project, revision, sql, tag));
}

void downgrade_plan(Config& config, const std::string& revision, const std::optional<std::string>& tag) {
    Project project(config);
    print_plan(project, downgrade_request(project, revision, false, tag));
}

void stamp(Config& config, const std::vector<std::string>& targets, bool sql, const std::optional<std::string>& tag,
           bool purge) {
    Project project(config);
    project.run_environment(stamp_request(project, targets, sql, tag, purge));
}

void stamp_plan(Config& config, const std::vector<std::string>& targets, const std::optional<std::string>& tag,
                bool purge) {
    Project project(config);
    print_plan(project, stamp_request(project, targets, false, tag, purge));
}

void ensure_version(Config& config, bool sql) {
    Project project(config);
    migration::Request request;
    request.command = "ensure_version";
    request.arguments = Map{{"sql", sql}};
    request.as_sql = sql;
    request.steps = [](const std::vector<std::string>&, MigrationContext& context) {
        context.ensure_version_table();
        return std::vector<Step>();
    };
    project.run_environment(std::move(request));
}

} // namespace limbeck::command
