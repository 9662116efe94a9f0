#pragma once

#include "dialects/postgresql/script_steps.hpp"
#include "dialects/scratch.hpp"

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::dialects::postgresql {

/// Runs the statements of files in schemas that stand for others, so that nothing of the user's is touched: what a
/// statement makes or changes must be of the files, what it reads may also be of an extension that the database has, or
/// of whoever `may_read` says.
/// Borrows all.
class ScriptRun {
  public:
    ScriptRun(Connection& connection, ScriptPlace place, MayRead may_read);

    /// Throws Error(Command) for what is no part of a structure, Error(Database) for what the server refuses, with file
    /// and line of the statement.
    void run(const std::vector<SqlFile>& files);
    /// What the files say.
    const ScriptSteps& steps() const { return steps_; }

  private:
    void read_real_names();
    void execute(const std::string& text, const std::string& place = {});
    void set_path(const std::vector<std::string>& path, bool with_extensions);
    void create_extension(const schema::Extension& extension, const std::string& place);
    void refuse_foreign(const ScriptStep& step) const;
    void refuse_dependencies();

    Connection& connection_;
    ScriptPlace place_;
    MayRead may_read_;
    ScriptSteps steps_;
    std::set<ScriptName> real_;         ///< in the database
    std::set<ScriptName> of_extension_; ///< those of them that extensions have made
    std::string path_;                  ///< as it is set now
};

} // namespace limbeck::dialects::postgresql
