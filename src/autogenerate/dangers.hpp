#pragma once

#include "autogenerate/compare.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
} // namespace limbeck::dialects

namespace limbeck::autogenerate {

/// A change that can lose data, or that the database may refuse because of the data that is there.
struct Danger {
    enum class Kind {
        DropsTable,
        DropsColumn,
        DropsObject,    ///< a view, a routine, a sequence, an extension that does not come again
        NarrowsType,    ///< a shorter text, a smaller number
        ChangesType,    ///< to another family: values may not convert
        RequiresValue,  ///< NOT NULL without a default, where rows have none
        RequiresUnique, ///< a unique constraint or index, a primary key
        RequiresRow,    ///< a foreign key or a check that present rows may not satisfy
        RemovesLabels,  ///< of an enum type
    };
    Kind kind;
    std::size_t group, change; ///< its place in the groups that were looked at
    /// How many rows are concerned: those of the table or the column that goes, those that do not fit, those that have
    /// the same values as others. Absent: not counted.
    std::optional<std::int64_t> rows;
    /// For a person: "drops table 'orders' with 1500 rows".
    std::string text;
};

/// All dangerous changes of an upgrade. With a connection the rows are counted, in a few statements for all of them,
/// and changes that concern no row are left out; without one each is told. A count that fails (no right to read) is
/// absent.
std::vector<Danger> dangers(const std::vector<Group>& upgrade, dialects::Connection* connection);

} // namespace limbeck::autogenerate
