#pragma once

#include "autogenerate/autogenerate.hpp"
#include "dialects/sql_file.hpp"

#include <string>
#include <vector>

namespace limbeck::autogenerate {

/// A revision file whose operations are not the engine's own: they can be run, and that is all that is known of them.
class FileToProve {
  public:
    virtual ~FileToProve() = default;

    /// What upgrade(), or downgrade(), writes where there is no database.
    virtual std::string sql(bool downgrade) = 0;
    /// Runs it through a connection.
    virtual void run(bool downgrade, dialects::Connection& connection) = 0;
};

/// As prove() does, for such a file: makes a copy of the database's structure in the scratch place, runs upgrade()
/// there, and what is there then must be `found.target`; then downgrade(), which must lead back. `both_ways` false:
/// upgrade() alone.
///
/// Returns one line for each thing that could not be proved, and why. Throws what hooks throw.
std::vector<std::string> prove_file(dialects::Connection& connection, const Result& found,
                                    const CompareOptions& options, Hooks& hooks, FileToProve& file, bool both_ways);

} // namespace limbeck::autogenerate
