#include "command/applied_log.hpp"
#include "command/difference_text.hpp"
#include "command/model_state.hpp"
#include "command/project.hpp"
#include "configuration/options.hpp"
#include "scripting/module_failures.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/runtime.hpp"
#include "support/colours.hpp"

#include <algorithm>
#include <filesystem>
#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <nlohmann/json.hpp>
#include <optional>

namespace limbeck::command {

namespace {

using migration::MigrationContext;
using migration::PlannedStep;
using revisions::Revision;
using support::Ink;
using support::painted;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_steps = 20; ///< on a page that is not verbose
constexpr std::size_t most_summaries = 10;

/// A revision that the database is at.
struct Current {
    std::string id;
    const Revision* revision = nullptr; ///< null: not in the folder
    std::optional<migration::LogEntry> applied;
};

/// One that env.py configured: a server's database, or one of the schemas in it that have version tables of their own.
struct Database {
    std::string url, dialect, server;
    std::string version_table; ///< with its schema
    std::vector<Current> current;
    std::size_t first_step = 0, step_count = 0; ///< in the plan
    std::string log_failure;                    ///< why the log table could not be read
    std::optional<ModelState> models;           ///< absent: there are none, or nobody asks
    std::optional<migration::HalfDoneStep> half_done;

    bool is_known() const {
        return std::all_of(current.begin(), current.end(), [](const Current& at) { return at.revision != nullptr; });
    }
};

struct Status {
    std::vector<Database> databases;
    std::shared_ptr<migration::Plan> plan = std::make_shared<migration::Plan>(true);
    std::optional<Error> failure; ///< why the database could not be asked
};

const Revision* revision_or_null(const revisions::ScriptDirectory& script, const std::string& id) {
    try {
        return script.map().find(id);
    } catch (const Error&) {
        return nullptr;
    }
}

Database look_at(const revisions::ScriptDirectory& script, const std::vector<std::string>& heads,
                 MigrationContext& context) {
    Database database;
    const migration::ContextOptions& options = context.options();
    database.url = options.url_masked;
    database.version_table =
        (options.version_table_schema.empty() ? "" : options.version_table_schema + ".") + options.version_table;
    database.dialect = context.dialect().name();
    database.server = context.connection()->server_version();
    std::optional<AppliedLog> log;
    if (context.options().log_table) {
        try {
            log.emplace(context);
        } catch (const Error& error) {
            database.log_failure = error.what();
            context.connection()->resume_plan();
        }
    }
    for (const std::string& id : heads) {
        Current at{id, revision_or_null(script, id), {}};
        if (const migration::LogEntry* entry = log ? log->find(id) : nullptr)
            at.applied = *entry;
        database.current.push_back(std::move(at));
    }
    return database;
}

/// `any`: whether process_revision_directives leaves any operation, of whichever database.
void hear_directives(std::vector<Database>& databases, bool any) {
    const bool found =
        std::any_of(databases.begin(), databases.end(), [](const Database& d) { return d.models && d.models->differ; });
    if (found != any)
        for (Database& database : databases)
            if (database.models)
                database.models->differ = any;
}

Status ask(Project& project, bool compare_models) {
    Status status;
    std::optional<scripting::RevisionEnvironment> environment; // of all databases
    migration::Request request;
    request.command = "status";
    request.destination_revisions = {"heads"};
    request.plan = status.plan;
    request.announce = false; // the page says it
    request.steps = [&](const std::vector<std::string>& heads, MigrationContext& context) {
        Database& database = status.databases.emplace_back(look_at(project.script(), heads, context));
        database.half_done = context.half_done_step();
        if (database.half_done)
            return std::vector<revisions::Step>(); // where they would begin is not known
        if (compare_models)
            database.models = look_at_models(project, heads, context, environment);
        if (!database.is_known())
            return std::vector<revisions::Step>(); // nobody can tell what is pending
        std::vector<revisions::Step> steps = project.script().upgrade_steps(std::string("heads"), heads);
        database.first_step = status.plan->steps().size();
        database.step_count = steps.size();
        return steps;
    };
    try {
        project.run_environment(std::move(request));
    } catch (const Error& error) {
        if (error.kind() == Error::Kind::Interrupted || scripting::is_to_be_taken_up())
            throw;
        status.failure = error;
    }
    if (environment)
        hear_directives(status.databases, environment->diffs() != "[]");
    return status;
}

std::string message_of(const revisions::ScriptDirectory& script, const std::string& id) {
    const Revision* revision = revision_or_null(script, id);
    return revision ? std::string(script.script(*revision).doc()) : std::string();
}

std::size_t revision_count(const revisions::ScriptDirectory& script) {
    return script.map().size();
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// The page for people.
class Page {
  public:
    Page(Config& config, const revisions::ScriptDirectory& script) : config_(config), script_(script) {}

    void project() {
        heading("Project");
        field("configuration", config_.config_file_name().value_or("none"));
        const std::size_t count = revision_count(script_);
        field("scripts", script_.options().script_location_option + ", " + std::to_string(count) +
                             (count == 1 ? " revision" : " revisions"));
        if (!std::filesystem::exists(script_.env_py_location()))
            field("environment", "built-in; there is no env.py");
        const std::vector<std::string> heads = script_.get_heads();
        const char* name = heads.size() > 1 ? "heads" : "head";
        if (heads.empty())
            field(name, "none");
        for (const std::string& head : heads) {
            field(name, revision(head));
            name = "";
        }
        if (heads.size() > 1)
            field("", paint(Ink::Warning, "unmerged") + ": limbeck merge -m \"…\" heads");
    }

    void modules(const std::vector<scripting::ModuleFailure>& failures) const {
        if (failures.empty())
            return;
        heading("Modules that could not be imported, or not as a whole");
        for (const scripting::ModuleFailure& failure : failures)
            line("  " + failure.module + ": " + paint(Ink::Warning, failure.reason) + " (" + failure.place + ")");
    }

    void database(const Database& database, const std::vector<PlannedStep>& steps, bool failed) {
        heading("Database");
        if (!database.url.empty())
            field("url", database.url);
        field("server", database.dialect + " " + database.server);
        if (database.version_table != "alembic_version")
            field("version table", database.version_table);
        if (database.current.empty())
            field("current", "none; nothing has been applied");
        const char* name = "current";
        for (const Current& at : database.current) {
            std::string text = revision(at.id);
            if (!at.revision)
                text += " " + paint(Ink::Failure, "is not in this folder");
            if (at.applied)
                text += " " + paint(Ink::Faint, "(applied " + applied_text(*at.applied) + ")");
            field(name, text);
            name = "";
        }
        if (!database.log_failure.empty())
            field("log table", paint(Ink::Failure, first_line(database.log_failure)));
        if (!database.is_known()) {
            field("", "Is this the right database, and are the scripts up to date? What is pending cannot be told.");
            return;
        }
        if (database.half_done) {
            half_done(*database.half_done);
            return;
        }
        if (database.models)
            models(*database.models, !steps.empty());
        pending(steps, failed);
    }

  private:
    std::string paint(Ink ink, const std::string& text) const { return painted(config_.colours, ink, text); }
    void line(const std::string& text) const { config_.print_stdout(text); }
    void heading(const std::string& text) const { line(paint(Ink::Heading, text)); }
    void field(std::string name, const std::string& text) const {
        name.resize(15, ' ');
        line("  " + name + text);
    }
    std::string revision(const std::string& id) const {
        const std::string message = message_of(script_, id);
        return paint(Ink::RevisionId, id) + (message.empty() ? "" : " " + message);
    }

    void half_done(const migration::HalfDoneStep& step) const {
        const Error told = migration::Journal::refusal(step);
        field("half done", paint(Ink::Failure, told.what()));
        line("  " + told.where());
        line("  " + told.now());
    }

    void models(const ModelState& models, bool pending) const {
        const bool is_models = models.target.empty();
        const std::string s = is_models ? "" : "s", subject = is_models ? "" : models.target + " ";
        const char* name = is_models ? "models" : "target";
        if (models.failure) {
            field(name, pending
                            ? paint(Ink::Faint, subject + "not compared while steps are pending")
                            : paint(Ink::Warning, (subject + "not compared").append(": ")) + reason(*models.failure));
            return;
        }
        const std::string what = difference_count(models.objects);
        if (models.differ)
            field(name, subject + paint(Ink::Warning, "differ" + s + " from the database") +
                            (what.empty() ? "" : ": " + what) + " (limbeck diff)");
        else
            field(name, subject + paint(Ink::Good, "agree" + s + " with the database"));
        for (const std::string& thing : models.not_compared)
            field("", "not compared: " + first_line(thing));
    }

    /// In one line.
    static std::string reason(const Error& failure) {
        std::string what = failure.what();
        std::string text = first_line(what);
        if (text.ends_with(":") && text.size() < what.size()) { // a list of reasons: the first one
            what.erase(0, what.find_first_not_of(" \n", text.size()));
            text += " " + first_line(what);
        }
        const std::string place = first_line(failure.where());
        return text + (place.empty() || text.find(place) != std::string::npos ? "" : " (" + place + ")");
    }

    void pending(const std::vector<PlannedStep>& steps, bool failed) const {
        if (steps.empty()) {
            if (!failed)
                field("pending", paint(Ink::Good, "nothing"));
            return;
        }
        heading("Pending: " + std::to_string(steps.size()) + (steps.size() == 1 ? " step" : " steps"));
        const std::size_t shown = config_.verbose ? steps.size() : std::min(steps.size(), most_steps);
        for (std::size_t i = 0; i < shown; ++i)
            step(steps[i]);
        if (shown < steps.size())
            line("  … and " + std::to_string(steps.size() - shown) + " more (-v shows all)");
    }

    void step(const PlannedStep& step) const {
        line("  " + first_line(step.text));
        const std::size_t count = step.summary.size();
        const std::size_t shown = config_.verbose || count <= most_summaries + 1 ? count : most_summaries;
        for (std::size_t i = 0; i < shown; ++i)
            line("    " + step.summary[i]);
        if (shown < count)
            line("    … and " + std::to_string(count - shown) + " more");
        if (step.failure)
            line("    " + paint(Ink::Failure, "cannot be told: ") + first_line(migration::reason(*step.failure)));
        else if (step.summary.empty())
            line("    " + paint(Ink::Faint, "changes nothing"));
    }

    Config& config_;
    const revisions::ScriptDirectory& script_;
};

std::vector<PlannedStep> steps_of(const Status& status, const Database& database) {
    const std::vector<PlannedStep>& all = status.plan->steps();
    const std::size_t first = std::min(database.first_step, all.size());
    const std::size_t count = std::min(database.step_count, all.size() - first);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void print_page(Project& project, const Status& status) {
    Page page(project.config(), project.script());
    page.project();
    for (const Database& database : status.databases)
        page.database(database, steps_of(status, database), status.failure.has_value());
    page.modules(scripting::module_failures());
}

// --- JSON

Json head_json(const revisions::ScriptDirectory& script, const std::string& id) {
    return {{"revision", id}, {"message", message_of(script, id)}};
}

Json current_json(const revisions::ScriptDirectory& script, const Current& at) {
    Json object = head_json(script, at.id);
    object["known"] = at.revision != nullptr;
    object["applied"] = nullptr;
    if (at.applied)
        object["applied"] = {{"at", at.applied->applied_at},
                             {"by", at.applied->applied_by},
                             {"direction", at.applied->direction},
                             {"duration_ms", at.applied->duration_ms ? Json(*at.applied->duration_ms) : Json()}};
    return object;
}

Json models_json(const ModelState& models) {
    const bool compared = !models.failure;
    return {{"target", models.target.empty() ? "the models" : models.target},
            {"differ", compared ? Json(models.differ) : Json()},
            {"differences", compared ? Json(models.differ ? models.objects.size() : 0) : Json()},
            {"summary", compared && models.differ ? Json(difference_count(models.objects)) : Json()},
            {"not_compared", models.not_compared},
            {"failure", compared ? Json() : Json(models.failure->message())}};
}

Json database_json(const revisions::ScriptDirectory& script, const Database& database,
                   const std::vector<PlannedStep>& steps) {
    Json current = Json::array(), pending = Json::array();
    for (const Current& at : database.current)
        current.push_back(current_json(script, at));
    for (const PlannedStep& step : steps)
        pending.push_back({{"revision", step.revision},
                           {"step", step.text},
                           {"summary", step.summary},
                           {"failure", step.failure ? Json(step.failure->what()) : Json()}});
    Json half_done;
    if (database.half_done) {
        Json took_effect = Json::array(), others = Json::array();
        for (const migration::HalfDoneStep::Line& line : database.half_done->lines)
            (line.took_effect() ? took_effect : others).push_back(line.statement);
        half_done = {{"revision", database.half_done->revision},
                     {"direction", database.half_done->is_upgrade ? "upgrade" : "downgrade"},
                     {"took_effect", std::move(took_effect)},
                     {"others", std::move(others)}};
    }
    return {{"url", database.url},
            {"dialect", database.dialect},
            {"server_version", database.server},
            {"version_table", database.version_table},
            {"current", std::move(current)},
            {"pending", database.is_known() && !database.half_done ? std::move(pending) : Json()},
            {"half_done", std::move(half_done)},
            {"models", database.models ? models_json(*database.models) : Json()}};
}

Json modules_json() {
    Json modules = Json::array();
    for (const scripting::ModuleFailure& failure : scripting::module_failures())
        modules.push_back({{"module", failure.module}, {"place", failure.place}, {"reason", failure.reason}});
    return modules;
}

std::string document(Project& project, const Status& status) {
    const revisions::ScriptDirectory& script = project.script();
    Json heads = Json::array(), databases = Json::array();
    for (const std::string& head : script.get_heads())
        heads.push_back(head_json(script, head));
    for (const Database& database : status.databases)
        databases.push_back(database_json(script, database, steps_of(status, database)));
    const auto& file = project.config().config_file_name();
    const Json object{{"configuration", file ? Json(*file) : Json()},
                      {"script_location", script.options().script_location_option},
                      {"environment", std::filesystem::exists(script.env_py_location()) ? "env.py" : "built-in"},
                      {"revisions", revision_count(script)},
                      {"heads", std::move(heads)},
                      {"databases", std::move(databases)},
                      {"modules", modules_json()},
                      {"error", status.failure ? Json(status.failure->what()) : Json()}};
    return object.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace

void status(Config& config, Format format, bool compare_models) {
    scripting::choose_runtime(config);
    Project project(config);
    Status found = ask(project, compare_models);
    if (format == Format::Json)
        config.print_stdout(document(project, found));
    else
        print_page(project, found);
    if (found.failure)
        throw *found.failure;
}

} // namespace limbeck::command
