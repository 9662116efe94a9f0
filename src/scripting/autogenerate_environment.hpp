#pragma once

#include "autogenerate/compare.hpp"
#include "autogenerate/hooks.hpp"
#include "dialects/sql_file.hpp"
#include "schema/schema.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::autogenerate {
struct Options;
}
namespace limbeck::dialects {
class Connection;
class Dialect;
} // namespace limbeck::dialects
namespace limbeck::migration {
class MigrationContext;
}

namespace limbeck::scripting {

/// context.configure(…), as far as it says what is compared and how a file is written; Alembic's defaults where env.py
/// says nothing and where there is no env.py.
struct AutogenerateOptions {
    bool include_schemas = false;                ///< all schemas are looked at, not the default one alone
    std::optional<bool> compare_types;           ///< compare_type=True/False; absent: not said, or a callable
    std::optional<bool> compare_server_defaults; ///< the same
    bool render_as_batch = false;
    std::string alembic_module_prefix = "op.";
    std::string sqlalchemy_module_prefix = "sa.";
    std::optional<std::string> user_module_prefix;
    std::string version_table = "alembic_version"; ///< never compared
    std::string version_table_schema;              ///< empty: the default one
};

/// What they mean for a comparison; a user's renames are not among them.
autogenerate::CompareOptions compare_options(const AutogenerateOptions& options);

/// What env.py, or `[limbeck] target_metadata` where there is no env.py, has to say of a comparison: the models, the
/// options, the hooks. Made inside of context.run_migrations() (migration::Request::steps), once for each run of it;
/// with several databases there is one for each. To be used while the run lasts. For one thread.
class AutogenerateEnvironment {
  public:
    /// Reads the options of this thread's migration context. Starts Python where it has not been started. Throws
    /// Error(Unsupported) for what this version does not do (comparators that a package registers).
    explicit AutogenerateEnvironment(migration::MigrationContext& context);
    ~AutogenerateEnvironment();
    AutogenerateEnvironment(const AutogenerateEnvironment&) = delete;
    AutogenerateEnvironment& operator=(const AutogenerateEnvironment&) = delete;

    const AutogenerateOptions& options() const;

    /// Whether models are given at all; target() throws where not.
    bool has_target() const;
    /// The models of all metadata, normalized (schema/table.hpp) and with every name that a naming convention gives;
    /// tables in the order in which they were declared, one metadata after the other. Read once. Throws Error(Command)
    /// in Alembic's words when there is no metadata, or two with a table of one name; Error(Script) with file and line
    /// when the models cannot be read.
    const schema::Schema& target() const;
    /// The schemas of the models' tables, "" for the default one; known before target() is read. Throws as target().
    std::vector<std::string> target_schemas() const;

    /// Another target than the models: what a database says, or was found to mean. The models are not read then, and
    /// hooks are given reflected objects on both sides.
    void use_target(schema::Schema target);

    /// Whether new operations are those that Alembic's own autogenerate finds, because somebody has registered what
    /// speaks in its objects. Thorough runtime.
    bool is_by_alembic() const;

    /// In the thorough runtime nobody reads the models: what the DDL makes that SQLAlchemy itself writes of them is the
    /// target.
    bool has_ddl() const;
    /// A piece for each statement, whose name says of what it is. Throws as target().
    std::vector<dialects::SqlFile> ddl() const;
    /// What ddl() made. target() then is the same with what only the models say, for files.
    void use_made(schema::Schema made);
    /// Hooks are shown what the database has through this connection; null: no longer. Thorough runtime.
    void look_through(dialects::Connection* connection);
    /// As it was made; null where target() is not made.
    const schema::Schema* made() const;

    /// The entities that env.py has registered with alembic_utils are a part of target(); this says to a comparison
    /// which kinds of them are dropped where they are not declared. After target().
    void own_entities(dialects::Connection& connection, autogenerate::Options& options) const;

    /// include_name, include_object, compare_type and compare_server_default as callables. The objects that they are
    /// given are the user's own Table, Column, … for the side of the models, reflected ones for that of the database.
    autogenerate::Hooks& hooks() const;

    struct State;
    const std::shared_ptr<State>& state() const { return state_; }

  private:
    std::shared_ptr<State> state_;
};

} // namespace limbeck::scripting
