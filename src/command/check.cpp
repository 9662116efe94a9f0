// check and diff: the models beside the database.
#include "autogenerate/description.hpp"
#include "autogenerate/statements.hpp"
#include "command/comparison.hpp"
#include "command/difference_json.hpp"
#include "command/difference_page.hpp"
#include "command/difference_text.hpp"
#include "command/project.hpp"
#include "command/target.hpp"
#include "scripting/autogenerate_environment.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/runtime.hpp"
#include "support/colours.hpp"

#include <limbeck/command.hpp>
#include <limbeck/error.hpp>
#include <nlohmann/json.hpp>

namespace limbeck::command {

namespace {

using autogenerate::DescribedObject;
using support::Ink;
using support::painted;

/// One database that env.py connected to, and what it lacks. The dialect lives as long as the program.
struct Compared {
    std::string url;    ///< password masked
    std::string target; ///< what it is compared with
    const dialects::Dialect* dialect = nullptr;
    autogenerate::Result result;
    std::vector<DescribedObject> objects;
    std::vector<std::string> of_project; ///< what comparators of the project have found

    std::vector<std::string> sql() const {
        return autogenerate::statements_of(result.differences.upgrade, result.upgrade_batches, *dialect,
                                           result.database);
    }
    /// What a person must know beside the differences.
    std::vector<std::string> notes() const {
        std::vector<std::string> lines;
        for (const autogenerate::Danger& danger : result.dangers)
            lines.push_back(danger.text);
        for (const autogenerate::PossibleRename& rename : result.differences.possible_renames)
            lines.push_back((rename.column ? "column '" + rename.table + "." : "table '") + rename.old_name +
                            "' may have been renamed to '" + rename.new_name + "'");
        lines.insert(lines.end(), result.differences.not_compared.begin(), result.differences.not_compared.end());
        lines.insert(lines.end(), of_project.begin(), of_project.end());
        return lines;
    }
};

/// What env.py's own process_revision_directives leaves of the differences, as Alembic prints them.
struct Found {
    std::vector<Compared> databases;
    std::string diffs;
    bool any() const { return diffs != "[]"; }
};

Found compare(Config& config, const std::string& command, const ComparisonRequest& wanted) {
    scripting::choose_runtime(config);
    Project project(config);
    migration::Request request;
    request.command = command;
    scripting::RevisionEnvironment environment(config, Map{{"rev_id", Value()}});
    Found found;
    request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext& context) {
        return scripting::taken_up_where_refused([&] {
            scripting::AutogenerateEnvironment models(context);
            Compared compared;
            compared.url = context.options().url_masked;
            compared.target = target_name(config).value_or("the models");
            compared.dialect = &context.dialect();
            compared.result = compare_models(project, heads, context, models, wanted);
            compared.objects = autogenerate::describe(compared.result.differences.upgrade, context.dialect());
            environment.ran(heads, models, compared.result.differences.upgrade, compared.result.downgrade);
            if (models.is_by_alembic()) {
                prove_operations_of_alembic(context, models, environment, compared.result, false);
                compared.of_project = environment.differences_of_project();
            }
            found.databases.push_back(std::move(compared));
            return std::vector<revisions::Step>();
        });
    };
    project.run_environment(std::move(request));
    found.diffs = environment.diffs();
    return found;
}

std::string json_document(const std::vector<Compared>& databases, bool with_sql) {
    nlohmann::ordered_json document = nlohmann::ordered_json::array();
    for (const Compared& compared : databases)
        document.push_back(difference_json(compared.url, compared.target, compared.objects,
                                           with_sql ? compared.sql() : std::vector<std::string>(), compared.notes()));
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void print_text(const Config& config, const std::vector<Compared>& databases) {
    for (const Compared& compared : databases) {
        if (databases.size() > 1)
            config.print_stdout(painted(config.colours, Ink::Heading, compared.url));
        if (compared.objects.empty())
            config.print_stdout("No differences.");
        else
            config.print_stdout(difference_text(compared.objects, config.colours) + "\n" +
                                difference_count(compared.objects));
        for (const std::string& note : compared.notes())
            config.print_stdout(painted(config.colours, Ink::Warning, "! ") + note);
    }
}

void print_sql(const Config& config, const std::vector<Compared>& databases) {
    for (const Compared& compared : databases) {
        if (databases.size() > 1)
            config.print_stdout("-- " + compared.url);
        for (const std::string& statement : compared.sql())
            config.print_stdout(statement + ";\n");
    }
}

std::string page(const std::vector<Compared>& databases) {
    std::vector<DifferencePage> pages;
    for (const Compared& compared : databases) {
        DifferencePage made;
        made.database = compared.url;
        made.target = compared.target;
        made.objects = compared.objects;
        const autogenerate::Result& result = compared.result;
        for (const bool only_changed : {true, false}) {
            EntityDrawing& drawing = only_changed ? made.changed : made.all;
            drawing = entity_drawing(result.database, result.target.declared, compared.objects, *compared.dialect,
                                     only_changed);
            arrange(drawing);
        }
        made.sql = compared.sql();
        made.notes = compared.notes();
        pages.push_back(std::move(made));
    }
    return difference_page(pages);
}

Error differences(const std::string& words) {
    return {Error::Kind::Differences,
            words,
            {},
            "`limbeck diff` shows them; `limbeck revision --autogenerate` writes them."};
}

} // namespace

void check(Config& config, Format format) {
    ComparisonRequest wanted;
    wanted.prove = wanted.count_rows = wanted.reversible = false;
    const Found found = compare(config, "check", wanted);
    for (const Compared& compared : found.databases)
        for (const std::string& line : compared.result.unproved)
            config.print_warning("what Alembic's comparators have found does not lead to the models: " + line);
    if (format == Format::Json) {
        config.print_stdout(json_document(found.databases, false));
        if (found.any())
            throw differences("New upgrade operations detected.");
        return;
    }
    if (found.any())
        throw differences("New upgrade operations detected: " + found.diffs);
    config.print_stdout("No new upgrade operations detected.");
}

void diff(Config& config, const DiffOptions& options) {
    ComparisonRequest wanted;
    wanted.prove = wanted.reversible = false;
    const Found found = compare(config, "diff", wanted);
    switch (options.style) {
    case DiffOptions::Style::Text:
        print_text(config, found.databases);
        break;
    case DiffOptions::Style::Sql:
        print_sql(config, found.databases);
        break;
    case DiffOptions::Style::Json:
        config.print_stdout(json_document(found.databases, true));
        break;
    case DiffOptions::Style::Html:
        config.print_stdout(page(found.databases));
        break;
    }
}

} // namespace limbeck::command
