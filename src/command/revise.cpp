// revision and merge: new files through the project's own script.py.mako.
#include "command/post_write.hpp"
#include "command/project.hpp"
#include "command/writing.hpp"
#include "configuration/options.hpp"
#include "scripting/template_renderer.hpp"

#include <limbeck/command.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

namespace {

/// None, a text, or a list, as Alembic hands identifiers to the template.
Value scalar_or_list(const std::vector<std::string>& ids) {
    if (ids.empty())
        return {};
    if (ids.size() == 1)
        return ids.front();
    return List(ids.begin(), ids.end());
}

void run_environment_if_asked(Project& project, bool sql) {
    if (!project.script().options().revision_environment)
        return;
    migration::Request request;
    request.as_sql = sql;
    request.plan = [](const std::vector<std::string>&, migration::MigrationContext&) {
        return std::vector<revisions::Step>();
    };
    project.run_environment(std::move(request));
}

std::string generate(Project& project, const revisions::NewRevisionRequest& request) {
    Config& config = project.config();
    const revisions::NewRevision made = project.script().plan_revision(request);
    const std::vector<configuration::Hook> hooks = configuration::post_write_hooks(config);
    for (const std::filesystem::path& directory : made.missing_directories)
        with_status(config, "Creating directory " + directory.string(), [&] { make_directories(directory); });
    if (std::filesystem::exists(made.path))
        fail("File " + made.path.string() + " already exists", {}, "Choose another message or another --rev-id.");
    Map arguments{{"up_revision", made.up_revision},
                  {"down_revision", scalar_or_list(made.down_revision)},
                  {"branch_labels", made.branch_labels.empty()
                                        ? Value()
                                        : Value(List(made.branch_labels.begin(), made.branch_labels.end()))},
                  {"depends_on", scalar_or_list(made.depends_on)},
                  {"create_date", DateTime{made.create_date.text()}},
                  {"message", made.message},
                  {"imports", ""},
                  {"upgrades", Value()},
                  {"downgrades", Value()}};
    with_status(config, "Generating " + made.path.string(), [&] {
        write_file(made.path, scripting::render_revision(config, made.template_path, arguments,
                                                         project.script().options().output_encoding));
    });
    run_post_write_hooks(config, hooks, made.path);
    project.script().add_file(made.path, request.branch_labels);
    return made.path.string();
}

} // namespace

std::string revision(Config& config, const RevisionOptions& options) {
    if (options.autogenerate && options.sql)
        fail("Using --sql with --autogenerate does not make any sense");
    if (options.autogenerate)
        throw Error(Error::Kind::Unsupported, "--autogenerate is not part of this version of limbeck", {},
                    "Write the revision by hand (leave --autogenerate out), or make this one with Alembic.");
    Project project(config);
    if (options.sql && !project.script().options().revision_environment)
        fail("Using --sql with the revision command when revision_environment is not configured does not make any "
             "sense");
    run_environment_if_asked(project, options.sql);
    revisions::NewRevisionRequest request;
    request.rev_id = options.rev_id;
    request.message = options.message;
    request.head = options.head;
    request.splice = options.splice;
    request.branch_labels = options.branch_labels;
    request.version_path = options.version_path;
    request.depends_on = options.depends_on;
    return generate(project, request);
}

std::string merge(Config& config, const std::vector<std::string>& revisions, const MergeOptions& options) {
    Project project(config);
    run_environment_if_asked(project, false);
    revisions::NewRevisionRequest request;
    request.rev_id = options.rev_id;
    request.message = options.message;
    request.head = revisions;
    request.splice = options.splice;
    request.branch_labels = options.branch_labels;
    return generate(project, request);
}

} // namespace limbeck::command
