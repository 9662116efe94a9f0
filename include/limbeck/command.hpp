#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace limbeck {
class Config;
}

/// The commands, as Alembic's `alembic.command` has them. Each runs on the calling thread, prints through
/// Config::print and Config::output_buffer, and throws limbeck::Error when it fails; the database is then before or
/// after a step, never inside. Several may run at once in several threads, each with a Config of its own.
///
/// Revision identifiers are Alembic's: "head", "heads", "base", an id or a unique prefix of it, "+2", "-1", "id+2",
/// "branch@head".
namespace limbeck::command {

/// How a command shows what it found: Alembic's words, or one JSON document for programs.
///
/// The document of history(), heads(), current() and show() is an array of revisions, in the order of the words:
///
///     {"revision": "2a6f0c1d94e7", "down_revision": [ids], "branch_labels": [labels, inherited ones too],
///      "depends_on": [ids or labels], "message": first paragraph of the docstring, "long_message": all of it,
///      "create_date": "2026-01-31 12:30:00.123456" as the docstring has it, or null, "path": absolute,
///      "is_head", "is_base", "is_branch_point", "is_merge_point": true or false}
///
/// and, as far as it was asked for:
///
///     "is_current": whether the database stands here          (history with indicate_current, current, show current)
///     "applied": null, or {"at": "2026-01-31 12:30:00" in UTC, "by": "user@host", "direction": "upgrade" or "stamp",
///                "duration_ms": number or null}               (history with applied)
///     "database": its URL, password masked                    (history and current with verbose)
///
/// Where env.py connects to several databases, the array has the revisions of one after the other.
enum class Format { Text, Json };

/// Upgrades to `revision`. With `sql`, prints the statements and runs nothing; `revision` may then be "start:end".
void upgrade(Config& config, const std::string& revision, bool sql = false,
             const std::optional<std::string>& tag = std::nullopt);

/// Downgrades to `revision`. With `sql`, `revision` must be "start:end".
void downgrade(Config& config, const std::string& revision, bool sql = false,
               const std::optional<std::string>& tag = std::nullopt);

/// Writes the version table as though the database were at `revisions`, and runs nothing. `purge` empties it first.
void stamp(Config& config, const std::vector<std::string>& revisions, bool sql = false,
           const std::optional<std::string>& tag = std::nullopt, bool purge = false);

/// Prints what upgrade() would send to the database as it stands, and changes nothing: the steps, and the statements of
/// each, as SQL that psql or sqlite3 takes (Config::output_buffer, else `print`). Takes no lock. SQLite: the upgrade
/// runs on a copy in memory. Servers: the connection reads only, and what would write is not run; a script that needs
/// what such a statement gives, or reads what one would have changed, ends the plan: what could be told is printed,
/// then Error(Database) "the plan ends here: …". That every statement succeeds is taken for granted.
void upgrade_plan(Config& config, const std::string& revision, const std::optional<std::string>& tag = std::nullopt);

/// The same for what downgrade() would send.
void downgrade_plan(Config& config, const std::string& revision, const std::optional<std::string>& tag = std::nullopt);

/// The same for what stamp() would send.
void stamp_plan(Config& config, const std::vector<std::string>& revisions,
                const std::optional<std::string>& tag = std::nullopt, bool purge = false);

/// Prints one page: project, database (password masked), current revisions, heads, and the steps that are pending with
/// what they would do. Reads only: the steps are found as upgrade_plan() finds them, but one that cannot be told does
/// not end the list. Config::verbose: all of them, however many. Where nothing is pending, the models are compared with
/// the database as check() does, if there are any and `compare_models` says so; that this fails is part of the page.
/// When the database cannot be reached, prints what is known, then throws. The document of Format::Json:
///
///     {"configuration": path or null, "script_location": as configured, "revisions": number,
///      "heads": [{"revision": id, "message": text}],
///      "databases": [{"url": password masked, "dialect": "postgresql", "server_version": "15.4",
///                     "version_table": "alembic_version", with its schema where env.py gives one,
///                     "current": [{"revision", "message", "known": whether it is in the folder,
///                                  "applied": as in Format, null without a log table}],
///                     "pending": null when a current revision is not known, else
///                                [{"revision", "step": "upgrade a -> b, message", "summary": ["create table t", …],
///                                  "failure": why it cannot be told, or null}],
///                     "models": null when there are none or they are not asked for, else
///                               {"target": as in diff(), "differ": true or false, null when they were not compared,
///                                "differences": number of those of diff(), or null,
///                                "summary": "1 table added, 2 tables changed", or null,
///                                "not_compared": [what could not be],
///                                "failure": why nothing was compared, or null}}],
///      "modules": [{"module": name, "place": file:line, "reason"}] that could not be imported, or not as a whole,
///      "error": why the database could not be asked, or null}
void status(Config& config, Format format = Format::Text, bool compare_models = true);

/// Prints the revisions that the database is at. `check_heads`: throws when these are not all heads.
void current(Config& config, bool verbose = false, bool check_heads = false, Format format = Format::Text);

struct HistoryOptions {
    /// Text: Alembic's. Graph: the branches drawn beside it, as `git log --graph` does; what a revision depends on is
    /// named in its words only. Json: see Format. Mermaid and Dot: pictures, with dashed edges for dependencies.
    enum class Style { Text, Graph, Json, Mermaid, Dot };

    std::optional<std::string> range; ///< "start:end", either may be missing or "current"; absent: all
    bool verbose = false;
    bool indicate_current = false; ///< asks the database
    bool applied = false;          ///< asks the database's log table when, by whom and how fast each was applied
    Style style = Style::Text;
};
/// Prints the revisions, newest first.
void history(Config& config, const HistoryOptions& options = {});

/// Prints the heads of the script directory.
void heads(Config& config, bool verbose = false, bool resolve_dependencies = false, Format format = Format::Text);

/// Prints the branch points of the script directory.
void branches(Config& config, bool verbose = false);

/// Prints one or several revisions; "current" asks the database.
void show(Config& config, const std::string& revision, Format format = Format::Text);

/// Opens the files of the revisions in $VISUAL or $EDITOR; "current" asks the database.
void edit(Config& config, const std::string& revision);

/// Makes the version table if there is none.
void ensure_version(Config& config, bool sql = false);

/// Compares the models (context.configure(target_metadata=…), or [limbeck] target_metadata) with the database and
/// throws Error(Differences) "New upgrade operations detected: …" when they differ, in Alembic's words; any other error
/// says that they could not be compared. With Format::Json the document of diff() without "sql" is printed in either
/// case.
void check(Config& config, Format format = Format::Text);

struct DiffOptions {
    /// Text: for a person, grouped by table. Sql: the statements that would make the database what the models say.
    /// Html: one page that needs nothing beside itself, with the tables drawn. Json: an array with an object for each
    /// database:
    ///
    ///     {"database": URL, password masked, "target": what it was compared with,
    ///      "differences": [{"change": "added", "removed" or "changed", "kind": "table", "type", …,
    ///                       "schema": name or null, "name": name,
    ///                       "changes": [{"change", "kind": "column", "index", …, "name", "column", "detail"}]}],
    ///      "sql": [statements], "notes": [what would lose data, look-alikes, what was not compared]}
    enum class Style { Text, Sql, Json, Html };
    Style style = Style::Text;
};
/// Prints how the database differs from the models. Changes nothing; differences are no error.
void diff(Config& config, const DiffOptions& options = {});

struct RevisionOptions {
    std::optional<std::string> message;
    std::string head = "head";
    bool splice = false;
    std::vector<std::string> branch_labels;
    std::optional<std::string> version_path;
    std::string rev_id; ///< empty: a new one
    std::vector<std::string> depends_on;
    /// Fills the file with what differs between models and database. Throws Error(Command) "Target database is not up
    /// to date." where revisions are waiting, and when there are no models.
    bool autogenerate = false;
    /// With autogenerate: what has been renamed, "table.column" or "table" (a schema may stand before it), and its new
    /// name. A dropped and an added column are two things otherwise.
    std::vector<std::pair<std::string, std::string>> renames;
    /// With autogenerate: asked whether a column or a table that is gone is one that has come. Empty: nobody; then the
    /// file has both forms, one as a comment.
    std::function<bool(const std::string& old_name, const std::string& new_name)> is_rename;
    bool sql = false;
};
/// Writes a new revision file through the project's script.py.mako; returns its path (empty when env.py
/// decides against it).
std::string revision(Config& config, const RevisionOptions& options);

struct MergeOptions {
    std::optional<std::string> message;
    std::vector<std::string> branch_labels;
    std::string rev_id; ///< empty: a new one
    bool splice = false;
};
/// Writes a revision file that joins `revisions`; returns its path.
std::string merge(Config& config, const std::vector<std::string>& revisions, const MergeOptions& options = {});

/// Makes a script directory from a template, and the configuration file of `config` where there is none.
/// `package`: with __init__.py files.
void init(Config& config, const std::string& directory, const std::string& template_name = "generic",
          bool package = false);

/// Prints the names of the templates for init().
void list_templates(Config& config);

} // namespace limbeck::command
