#include "dialects/url.hpp"
#include "migration/environment.hpp"
#include "revisions/script_directory.hpp"
#include "support/dotenv.hpp"
#include "support/log.hpp"

#include <cstdlib>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::migration {

namespace {

std::string database_url(EnvironmentContext& environment) {
    if (environment.request().url)
        return *environment.request().url;
    if (const auto url = environment.config().get_alembic_option("sqlalchemy.url"); url && !url->empty())
        return *url;
    if (const char* url = std::getenv("DATABASE_URL"); url && *url)
        return url;
    if (const auto url = support::dotenv_value(environment.config().here() / ".env", "DATABASE_URL"))
        return *url;
    throw Error(Error::Kind::Configuration, "There is no database URL",
                environment.config().config_file_name().value_or("alembic.ini"),
                "Set sqlalchemy.url there, set DATABASE_URL in the environment or in .env, or pass --url.");
}

} // namespace

void BuiltinEnvironment::run(EnvironmentContext& environment) {
    if (environment.request().announce)
        log::info("alembic.runtime.environment",
                  "No env.py in " + environment.script().dir().string() + "; the built-in environment is used");
    const std::string text = database_url(environment);
    const dialects::Url url = dialects::parse_url(text);
    ContextOptions options;
    options.url_masked = url.masked();
    options.dialect = &dialects::dialect_named(url.dialect);
    if (!environment.is_offline_mode())
        options.connection = environment.connect(text);
    environment.configure(std::move(options));
    MigrationContext& context = environment.context();
    const bool opened = context.begin_transaction();
    try {
        environment.run_migrations();
    } catch (...) {
        if (opened)
            context.end_after_failure();
        throw;
    }
    if (opened)
        context.end_transaction(true);
}

} // namespace limbeck::migration
