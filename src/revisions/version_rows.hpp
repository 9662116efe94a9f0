#pragma once

#include "revisions/reachability.hpp"
#include "revisions/revision_map.hpp"

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace limbeck::revisions {

/// One statement on the version table.
struct VersionChange {
    enum class Kind { Insert, Delete, Update };
    Kind kind;
    std::string from; ///< row to delete or to update
    std::string to;   ///< row to insert, or what the row becomes

    bool operator==(const VersionChange&) const = default;
};

/// The rows of the version table while steps run. To answer what rows imply it marks all that a database with these
/// rows has: with the first question for the whole map, then with each change only what that change adds or takes.
class VersionRows {
  public:
    VersionRows() = default;
    VersionRows(std::initializer_list<std::string> ids) : ids_(ids) {}
    explicit VersionRows(const std::vector<std::string>& ids) : ids_(ids.begin(), ids.end()) {}
    /// A copy has the rows, and makes its marks when it is asked.
    VersionRows(const VersionRows& other) : ids_(other.ids_) {}
    VersionRows& operator=(const VersionRows& other);

    const std::set<std::string>& ids() const { return ids_; }
    bool empty() const { return ids_.empty(); }
    bool contains(const std::string& id) const { return ids_.count(id) > 0; }

    std::size_t size() const { return ids_.size(); }

    // The map must be the same each time. Not synchronized, though const: the marks are made here.
    /// Whether a row that is not among `except` is this revision or has it below.
    bool imply(const RevisionMap& map, const std::string& id, const std::set<std::string>& except) const;
    /// The down revisions and dependencies of a row that no other row implies: what takes its place when it goes.
    std::vector<std::string> left_below(const RevisionMap& map, const Revision& row) const;

    /// Throws Error(Internal) when a row to delete is missing or one to insert exists.
    void apply(const std::vector<VersionChange>& changes);

  private:
    using Index = Revision::Index;

    void bind(const RevisionMap& map) const;
    void mark(Index row) const;
    void unmark(Index row);
    bool leads_to_row(Index from, const std::set<std::string>& except) const;
    bool is_below_row(Index revision, const std::set<std::string>& except) const;

    std::set<std::string> ids_;
    mutable const RevisionMap* map_ = nullptr;         ///< null: nothing is marked yet
    mutable std::set<Index> rows_;                     ///< ids_, as places in the map
    mutable std::vector<bool> present_;                ///< rows and all below them
    mutable std::vector<std::uint32_t> above_;         ///< how many neighbours above are present
    mutable std::optional<Reachability> reachability_; ///< made when looking around was not enough
};

} // namespace limbeck::revisions
