#pragma once

#include "dialects/postgresql/schema_names.hpp"
#include "dialects/postgresql/script.hpp"
#include "schema/schema.hpp"

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::dialects::postgresql {

/// Runs the statements of files in schemas that stand for others, so that nothing of the user's is touched: what a
/// statement makes or changes must be of the files, what it reads may also be of an extension that the database has.
/// Borrows all.
class ScriptRun {
  public:
    struct Place {
        Connection& connection;
        SchemaNames& names;
        std::string default_schema;
        std::vector<std::string> path; ///< the real schemas where names without one are looked for
        /// The schema that stands for this one, made if need be.
        std::function<std::string(const std::string& real)> place_of;
    };
    explicit ScriptRun(Place place);

    /// Throws Error(Command) for what is no part of a structure, Error(Database) for what the server refuses, with file
    /// and line of the statement.
    void run(const std::vector<SqlFile>& files);

    /// What the files say of extensions.
    const std::vector<schema::Extension>& extensions() const { return extensions_; }
    const std::vector<std::string>& not_compared() const { return not_compared_; }

  private:
    struct Step;
    class Reader;
    using Name = std::pair<std::string, std::string>; ///< schema, name

    void read_real_names();
    void execute(const std::string& text, const std::string& place = {});
    void set_path(const std::vector<std::string>& path, bool with_extensions);
    void create_extension(const schema::Extension& extension, const std::string& place);
    void refuse_foreign(const Step& step) const;
    void refuse_dependencies();

    Place place_;
    std::vector<schema::Extension> extensions_;
    std::vector<std::string> not_compared_;
    std::set<Name> made_;         ///< by the files
    std::set<Name> real_;         ///< in the database
    std::set<Name> of_extension_; ///< those of them that extensions have made
    std::string path_;            ///< as it is set now
};

} // namespace limbeck::dialects::postgresql
