#pragma once

#include <map>
#include <stdexcept>
#include <string>

namespace limbeck {

/// The one exception type of the library. Every failure says three things to a person:
/// what failed, where (file and line, revision, statement; may be empty), and what to do now (may be
/// empty). `what()` returns the first part alone; `message()` joins the parts for a terminal.
class Error : public std::runtime_error {
  public:
    /// What kind of failure this is, for callers that must react and not only report.
    enum class Kind {
        Command,       ///< Alembic's CommandError: wrong use, unknown revision, missing file.
        Configuration, ///< alembic.ini, pyproject.toml or the environment are unusable.
        Script,        ///< A revision file, env.py or a module of the project failed.
        Database,      ///< The database refused a statement or a connection.
        Unsupported,   ///< Something that limbeck does not do; `now()` tells the way out.
        Interrupted,   ///< Ctrl-C (exit status 130).
        Differences,   ///< check() has found that database and models differ; nothing failed.
        Internal,      ///< A defect of limbeck.
    };

    Error(Kind kind, const std::string& what, std::string where = {}, std::string now = {})
        : std::runtime_error(what), kind_(kind), where_(std::move(where)), now_(std::move(now)) {}

    Kind kind() const noexcept { return kind_; }
    const std::string& where() const noexcept { return where_; }
    const std::string& now() const noexcept { return now_; }

    /// SQLSTATE of a Database error where the server sent one (PostgreSQL), else empty.
    std::string sqlstate;
    /// The statement that a database refused, passwords masked; empty for other kinds.
    std::string statement;
    /// What a database says of the error beside these words, under the names that drivers have for it:
    /// "constraint_name", "message_detail" (PostgreSQL), "sqlite_errorcode", "sqlite_errorname"; passwords masked.
    std::map<std::string, std::string> diagnostics;
    /// Where a script failed: Python's traceback with all its frames, passwords masked; else empty. `where()` has the
    /// frames of the project's own files.
    std::string traceback;

    /// "what\n  where\n  now", without the empty parts.
    std::string message() const;

    /// The same error with a place added, when the place was not known where it was thrown.
    Error at(std::string where) const;
    /// The same error that says what to do in one sentence more.
    Error advising(const std::string& more) const;

  private:
    Kind kind_;
    std::string where_;
    std::string now_;
};

/// Shorthand for Error(Kind::Command, …).
[[noreturn]] void fail(std::string what, std::string where = {}, std::string now = {});

} // namespace limbeck
