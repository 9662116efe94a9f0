#include "migration/uncommitted.hpp"

#include "dialects/inspector.hpp"
#include "migration/context.hpp"
#include "migration/heads.hpp"
#include "migration/journal.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::migration {

namespace {

std::set<std::string> heads_of(dialects::Connection& connection, const std::string& schema, const std::string& table) {
    if (!connection.inspector()->has_table(schema, table))
        return {};
    ContextOptions options;
    options.version_table = table;
    options.version_table_schema = schema;
    const std::vector<std::string> heads = read_heads(connection, options);
    return {heads.begin(), heads.end()};
}

} // namespace

void Uncommitted::note(MigrationContext& context) {
    dialects::Connection* connection = context.connection();
    if (!connection || !context.transactions().is_external() || connection->only_plans() ||
        !connection->in_transaction())
        return;
    const ContextOptions& options = context.options();
    std::erase_if(works_, [&](const Work& work) {
        return work.connection.get() == connection && work.schema == options.version_table_schema &&
               work.table == options.version_table;
    });
    const std::vector<std::string> heads = context.get_current_heads();
    works_.push_back({context.shared_connection(),
                      options.version_table_schema,
                      options.version_table,
                      {heads.begin(), heads.end()}});
}

void Uncommitted::check(const std::string& env_py) {
    for (const Work& work : std::exchange(works_, {})) {
        dialects::Connection& connection = *work.connection;
        const bool is_open = connection.in_transaction();
        if (is_open)
            connection.rollback(); // as the end of the connection does
        if (heads_of(connection, work.schema, work.table) == work.heads) {
            Journal::drop_empty(connection, work.schema, work.table);
            continue;
        }
        throw Error(Error::Kind::Script,
                    std::string("the migrations ran in a transaction that env.py had begun before context.configure(), "
                                "and that it has ") +
                        (is_open ? "not committed" : "rolled back") + ": nothing of them is saved",
                    env_py,
                    "Commit what env.py does before it configures the context, or run the migrations in "
                    "`with engine.begin() as connection:`, which commits them.");
    }
}

} // namespace limbeck::migration
