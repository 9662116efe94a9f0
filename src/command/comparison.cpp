#include "command/comparison.hpp"

#include "autogenerate/early_inspection.hpp"
#include "command/project.hpp"
#include "command/target.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"
#include "migration/context.hpp"
#include "scripting/autogenerate_environment.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/said_lines.hpp"
#include "support/log.hpp"

#include <limbeck/error.hpp>
#include <memory>
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
    made.compare.ignored_tables.emplace_back(given.version_table_schema,
                                             migration::Batches::table_name(given.version_table));
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

/// SQLAlchemy writes the DDL of the models, and what it makes is what is compared.
dialects::MadeBySql made_by_models(const scripting::AutogenerateEnvironment& models, dialects::Connection& connection) {
    const std::vector<dialects::SqlFile> ddl = models.ddl();
    std::unique_ptr<dialects::Scratch> place;
    try {
        place = connection.dialect().scratch(connection);
    } catch (const dialects::NoScratchPlace& refusal) {
        throw Error(Error::Kind::Database,
                    std::string("models cannot be compared by SQLAlchemy itself without a place to make them in: ") +
                        refusal.what(),
                    {}, refusal.now());
    }
    return place->made_by(ddl, dialects::MayRead::Everything);
}

/// While hooks may look at the database, in the thorough runtime.
class ShownToHooks {
  public:
    ShownToHooks(scripting::AutogenerateEnvironment& models, dialects::Connection& connection) : models_(models) {
        if (models_.has_ddl())
            models_.look_through(&connection);
    }
    ~ShownToHooks() {
        try {
            if (models_.has_ddl())
                models_.look_through(nullptr);
        } catch (const std::exception&) {
            // Only a Python that is ending fails here.
        }
    }
    ShownToHooks(const ShownToHooks&) = delete;
    ShownToHooks& operator=(const ShownToHooks&) = delete;

  private:
    scripting::AutogenerateEnvironment& models_;
};

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
    bool by_alembic = false;
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
            options.compare.read_back = options.compare.whole = true;
        } else if (models.has_ddl()) {
            dialects::MadeBySql made = made_by_models(models, connection);
            models.use_made(std::move(made.schema));
            not_compared = std::move(made.not_compared);
            options.compare.read_back = true;
        }
        std::optional<autogenerate::EarlyInspection> early;
        if (models.has_target() && !options.compare.read_back && !options.compare.include_schemas)
            early.emplace(connection, models.target_schemas());
        const schema::Schema& target = models.target();
        if (early)
            early->wait();
        options.stored = models.made();
        models.own_entities(connection, options);
        by_alembic = models.is_by_alembic();
        if (by_alembic) {
            if (!request.renames.empty())
                fail("--rename says nothing to Alembic's own autogenerate, which this project uses", "--rename",
                     "Leave it out, and write op.rename_table() or op.alter_column(new_column_name=) into the file.");
            options.prove = options.reversible = false;
        }
        const ShownToHooks shown(models, connection);
        found = autogenerate::autogenerate(connection, target, options, models.hooks(), early ? &*early : nullptr);
        if (!by_alembic && ask(found.differences.possible_renames, request, options.compare.renames))
            found = autogenerate::autogenerate(connection, target, options, models.hooks());
        found.differences.not_compared.insert(found.differences.not_compared.begin(), not_compared.begin(),
                                              not_compared.end());
    });
    if (request.tells && !by_alembic)
        for (const autogenerate::LogLine& line : found.differences.log)
            if (scripting::is_news(line.text))
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

void prove_operations_of_alembic(migration::MigrationContext& context, scripting::AutogenerateEnvironment& models,
                                 const scripting::RevisionEnvironment& environment, autogenerate::Result& found,
                                 bool both_ways) {
    autogenerate::Options options = options_of(models.options(), context, {});
    found.differences.possible_renames.clear(); // the file does not have them
    context.connection()->try_out([&](dialects::Connection& connection) {
        options.compare.default_schema = connection.inspector()->default_schema();
        options.compare.adds_foreign_keys = connection.dialect().ddl().adds_constraints();
        options.compare.read_back = true;
        const ShownToHooks shown(models, connection);
        found.unproved = environment.prove(models, connection, found, options.compare, both_ways);
    });
}

} // namespace limbeck::command
