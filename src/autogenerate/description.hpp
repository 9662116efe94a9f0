#pragma once

#include "autogenerate/compare.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {
class Dialect;
}

// Differences as a person reads them: grouped by what they change, each in one line. What `limbeck diff` prints, draws
// and writes as JSON is made of this.
namespace limbeck::autogenerate {

/// What becomes of a thing.
enum class Mark { Added, Removed, Changed };
/// "added", "removed", "changed"
std::string_view name_of(Mark mark);

struct DescribedChange {
    Mark mark = Mark::Changed;
    std::string kind;   ///< "column", "index", "unique constraint", "comment", …
    std::string name;   ///< empty for what has none
    std::string detail; ///< "VARCHAR(50) not null", "NUMERIC(10, 2) -> NUMERIC(12, 2)", "(a, b)"
    std::string column; ///< the column that it is about, where it is about one
};

/// All that happens to one table, type, view, …
struct DescribedObject {
    Mark mark = Mark::Changed;
    std::string kind; ///< "table", "type", "sequence", …
    std::string schema, name;
    std::vector<DescribedChange> changes; ///< of an added or removed table: its columns, keys and indexes
};

/// In the order in which the objects are met first.
std::vector<DescribedObject> describe(const std::vector<Group>& groups, const dialects::Dialect& dialect);

} // namespace limbeck::autogenerate
