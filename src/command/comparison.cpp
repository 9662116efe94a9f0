#include "command/comparison.hpp"

#include "autogenerate/early_inspection.hpp"
#include "command/project.hpp"
#include "command/target.hpp"
#include "migration/context.hpp"
#include "scripting/autogenerate_environment.hpp"
#include "support/log.hpp"

#include <limbeck/error.hpp>
#include <optional>
#include <set>

namespace limbeck::command {

namespace {

using autogenerate::PossibleRename;

void refuse_database_behind(const revisions::ScriptDirectory& script, const std::vector<std::string>& heads) {
    const auto revisions_of = [&](const revisions::Identifier& id) {
        const std::vector<const revisions::Revision*> found = script.get_revisions(id);
        return std::set<const revisions::Revision*>(found.begin(), found.end());
    };
    if (revisions_of(heads) != revisions_of("heads"))
        fail("Target database is not up to date.", {},
             "Run `limbeck upgrade heads` first: what is waiting there is no difference of the models.");
}

autogenerate::Options options_of(const scripting::AutogenerateOptions& given, migration::MigrationContext& context,
                                 const ComparisonRequest& request) {
    autogenerate::Options made;
    made.prove = request.prove;
    made.count_rows = request.count_rows;
    made.reversible = request.reversible;
    made.compare = scripting::compare_options(given);
    if (context.options().log_table)
        made.compare.ignored_tables.emplace_back(given.version_table_schema, *context.options().log_table);
    made.compare.renames = request.renames;
    return made;
}

std::string dotted(const std::string& before, const std::string& name) {
    return before.empty() ? name : before + "." + name;
}

/// Asks about what looks like a rename; whether any is one.
bool ask(const std::vector<PossibleRename>& possible, const ComparisonRequest& request,
         std::vector<std::pair<std::string, std::string>>& renames) {
    if (!request.is_rename)
        return false;
    const std::size_t before = renames.size();
    std::set<std::string> taken; // a name comes from one place
    for (const PossibleRename& rename : possible) {
        const std::string place = rename.column ? dotted(rename.schema, rename.table) : rename.schema;
        const std::string old_name = dotted(place, rename.old_name), new_name = dotted(place, rename.new_name);
        if (taken.contains(old_name) || taken.contains(new_name) || !request.is_rename(old_name, new_name))
            continue;
        taken.insert({old_name, new_name});
        renames.emplace_back(old_name, rename.new_name);
    }
    return renames.size() != before;
}

} // namespace

autogenerate::Result compare_models(Project& project, const std::vector<std::string>& heads,
                                    migration::MigrationContext& context, scripting::AutogenerateEnvironment& models,
                                    const ComparisonRequest& request) {
    refuse_database_behind(project.script(), heads);
    if (context.as_sql() || !context.connection())
        fail("autogenerate can't use as_sql=True as it prevents querying the database for schema information");
    autogenerate::Options options = options_of(models.options(), context, request);
    const auto tell = [&](const std::string& text) {
        if (request.tells)
            project.config().print_warning(text);
    };
    autogenerate::Result found;
    context.connection()->try_out([&](dialects::Connection& connection) {
        std::vector<std::string> not_compared;
        if (std::optional<Target> target = read_target(project.config(), connection)) {
            if (request.tells)
                log::info("limbeck.autogenerate", "Comparing with " + target->name);
            if (models.has_target())
                tell("compared with " + target->name +
                     ", as [limbeck] target says; target_metadata of env.py is not looked at");
            models.use_target(std::move(target->schema));
            not_compared = std::move(target->not_compared);
            options.read_back = options.compare.whole = true;
        }
        std::optional<autogenerate::EarlyInspection> early;
        if (models.has_target() && !options.read_back && !options.compare.include_schemas)
            early.emplace(connection, models.target_schemas());
        const schema::Schema& target = models.target();
        models.own_entities(connection, options);
        found = autogenerate::autogenerate(connection, target, options, models.hooks(), early ? &*early : nullptr);
        if (ask(found.differences.possible_renames, request, options.compare.renames))
            found = autogenerate::autogenerate(connection, target, options, models.hooks());
        found.differences.not_compared.insert(found.differences.not_compared.begin(), not_compared.begin(),
                                              not_compared.end());
    });
    if (request.tells)
        for (const autogenerate::LogLine& line : found.differences.log)
            log::info(line.logger, line.text);
    if (!found.by_text.empty())
        tell(
            "defaults, checks and other expressions were compared by their text, because there is no place to try them "
            "out: " +
            found.by_text);
    for (const std::string& line : found.differences.not_compared)
        tell("not compared: " + line);
    return found;
}

} // namespace limbeck::command
