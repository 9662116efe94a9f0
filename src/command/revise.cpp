// revision and merge: new files through the project's own script.py.mako.
#include "command/comparison.hpp"
#include "command/post_write.hpp"
#include "command/project.hpp"
#include "command/revision_body.hpp"
#include "command/writing.hpp"
#include "configuration/options.hpp"
#include "revisions/revision_file.hpp"
#include "revisions/script_directory.hpp"
#include "scripting/autogenerate_environment.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/runtime.hpp"
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

/// Text, or a list of texts.
std::vector<std::string> one_or_several(const Map& from, std::string_view key) {
    const Value* value = from.find(key);
    if (value && value->get_if<std::string>())
        return {value->as_text()};
    return texts_field(from, key);
}

revisions::NewRevisionRequest request_of(const Map& plain) {
    revisions::NewRevisionRequest request;
    request.rev_id = text_field(plain, "rev_id");
    request.message = optional_text_field(plain, "message");
    if (const std::vector<std::string> head = one_or_several(plain, "head"); head.size() == 1)
        request.head = head.front();
    else if (!head.empty())
        request.head = head;
    request.splice = bool_field(plain, "splice");
    request.branch_labels = one_or_several(plain, "branch_label");
    request.version_path = optional_text_field(plain, "version_path");
    request.depends_on = one_or_several(plain, "depends_on");
    return request;
}

Value optional_text(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value();
}

// A name that two revisions have would make the whole project unreadable: refused before anything is written.

void refuse_taken_id(Project& project, const revisions::NewRevisionRequest& request) {
    const revisions::Revision* there = project.script().map().find(request.rev_id);
    if (!there)
        return;
    const bool is_label = there->id != request.rev_id;
    fail(is_label ? "Revision " + request.rev_id + " would have the name of a branch"
                  : "Revision " + request.rev_id + " is there already",
         project.script().script(*there).path.string(), "Choose another --rev-id, or leave it out.");
}

void refuse_taken_labels(Project& project, const revisions::NewRevisionRequest& request) {
    for (const std::string& label : request.branch_labels)
        if (const revisions::Revision* there = project.script().map().find(label))
            fail("Branch name '" + label + "' in revision " + request.rev_id + " already used by revision " + there->id,
                 project.script().script(*there).path.string(),
                 "Choose another --branch-label. Revisions above the one that declares a label have it by themselves: "
                 "leave --branch-label out, and say --head " +
                     label + "@head.");
}

/// As above: quotes or backslashes of a message may end the docstring that the template puts it into.
void refuse_broken_text(const std::string& text, const revisions::NewRevision& made) {
    const revisions::RevisionFile file = revisions::read_revision_source(text);
    if (!file.problem.empty())
        fail("The new file would be broken: " + file.problem,
             made.template_path.string() + "; line " + std::to_string(file.problem_line) + " of the new file",
             "Change the message, or mend the template; nothing was written.");
}

/// `operations`: more arguments of the template.
std::string generate(Project& project, const revisions::NewRevisionRequest& request,
                     const scripting::RevisionEnvironment* environment = nullptr, const Map& operations = {}) {
    Config& config = project.config();
    refuse_taken_id(project, request);
    const revisions::NewRevision made = project.script().new_revision(request);
    refuse_taken_labels(project, request); // Alembic notices last of all
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
                  {"message", made.message}};
    for (const auto& [name, text] : operations.entries())
        arguments.set(name, text);
    with_status(config, "Generating " + made.path.string(), [&] {
        const std::string text = scripting::render_revision(config, made.template_path, arguments,
                                                            project.script().options().output_encoding, environment);
        refuse_broken_text(text, made);
        write_file(made.path, text);
    });
    run_post_write_hooks(config, hooks, made.path);
    project.script().add_file(made.path, request.branch_labels);
    return made.path.string();
}

} // namespace

std::string revision(Config& config, const RevisionOptions& options) {
    scripting::choose_runtime(config);
    if (options.autogenerate && options.sql)
        fail("Using --sql with --autogenerate does not make any sense");
    Project project(config);
    if (options.sql && !project.script().options().revision_environment)
        fail("Using --sql with the revision command when revision_environment is not configured does not make any "
             "sense");
    const Map wanted{{"rev_id", options.rev_id.empty() ? revisions::new_revision_id() : options.rev_id},
                     {"message", optional_text(options.message)},
                     {"head", options.head == "head" ? Value() : Value(options.head)},
                     {"splice", options.splice},
                     {"branch_label", scalar_or_list(options.branch_labels)},
                     {"version_path", optional_text(options.version_path)},
                     {"depends_on", options.depends_on.empty()
                                        ? Value()
                                        : Value(List(options.depends_on.begin(), options.depends_on.end()))}};
    if (!project.script().options().revision_environment && !options.autogenerate)
        return generate(project, request_of(wanted));
    migration::Request request;
    request.as_sql = options.sql;
    request.command = "revision";
    request.arguments = wanted;
    request.arguments.set("rev_id", options.rev_id.empty() ? Value() : Value(options.rev_id)); // as it was typed
    request.arguments.set("sql", options.sql);
    request.arguments.set("autogenerate", options.autogenerate);
    scripting::RevisionEnvironment environment(config, wanted);
    std::vector<autogenerate::Result> found; // of each run of context.run_migrations()
    request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext& context) {
        return scripting::taken_up_where_refused([&] {
            scripting::AutogenerateEnvironment models(context);
            if (options.autogenerate) {
                found.push_back(compare_models(project, heads, context, models,
                                               {.renames = options.renames, .is_rename = options.is_rename}));
                environment.ran(heads, models, found.back().differences.upgrade, found.back().downgrade);
                if (models.is_by_alembic())
                    prove_operations_of_alembic(context, models, environment, found.back(), true);
            } else {
                environment.ran(heads, models);
            }
            return std::vector<revisions::Step>();
        });
    };
    project.run_environment(std::move(request));
    std::string path;
    const std::vector<Map> files = environment.files();
    std::vector<Map> bodies; // of all, before the first is written
    scripting::taken_up_where_refused([&] {
        for (std::size_t i = 0; i < files.size(); ++i)
            bodies.push_back(revision_bodies(environment, i, found));
    });
    for (std::size_t i = 0; i < files.size(); ++i)
        path = generate(project, request_of(files[i]), &environment, bodies[i]);
    for (const autogenerate::Result& of_run : files.empty() ? std::vector<autogenerate::Result>() : found)
        for (const std::string& line : warnings_of(of_run)) // after the files are there
            config.print_warning(line);
    return path;
}

std::string merge(Config& config, const std::vector<std::string>& revisions, const MergeOptions& options) {
    scripting::choose_runtime(config);
    Project project(config);
    Map wanted{{"rev_id", options.rev_id.empty() ? revisions::new_revision_id() : options.rev_id},
               {"message", optional_text(options.message)},
               {"splice", options.splice},
               {"branch_label", scalar_or_list(options.branch_labels)}};
    revisions::NewRevisionRequest file = request_of(wanted);
    file.head = revisions;
    if (!project.script().options().revision_environment)
        return generate(project, file);
    migration::Request request;
    request.command = "merge";
    request.arguments = wanted;
    request.arguments.set("rev_id", options.rev_id.empty() ? Value() : Value(options.rev_id));
    request.arguments.set("revisions", List(revisions.begin(), revisions.end()));
    scripting::RevisionEnvironment environment(config, Map{{"rev_id", Value()}});
    request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext&) {
        environment.ran(heads);
        return std::vector<revisions::Step>();
    };
    project.run_environment(std::move(request));
    return generate(project, file, &environment);
}

} // namespace limbeck::command
