#pragma once

#include "schema/schema.hpp"

#include <optional>
#include <string>
#include <vector>

namespace limbeck {
class Config;
}
namespace limbeck::dialects {
class Connection;
}

namespace limbeck::command {

/// What a database ought to be, said by SQL or by another database, and not by models.
struct Target {
    std::string name; ///< as a person calls it: "schema.sql", a URL with its password masked
    schema::Schema schema;
    /// What it says that no comparison looks at: a line each.
    std::vector<std::string> not_compared;
};

/// `[limbeck] target`; nothing where the configuration says none. A file, or the .sql files of a folder in the order of
/// their names, is run in a scratch place of the connection's database; a database URL is read, and nothing is changed
/// there. The connection is as it was when this returns.
///
/// Throws Error(Configuration) for a file that is not there and for a database of another kind, Error(Command) and
/// Error(Database) with file and line for statements that cannot be run, and Error(Command) for a target with nothing
/// in it: all would be dropped.
std::optional<Target> read_target(const Config& config, dialects::Connection& connection);

/// What `[limbeck] target` is called, without reading it; nothing where there is none.
std::optional<std::string> target_name(const Config& config);

} // namespace limbeck::command
