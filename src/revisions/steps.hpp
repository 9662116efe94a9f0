#pragma once

#include "revisions/version_rows.hpp"

#include <string>
#include <vector>

namespace limbeck::revisions {

/// One step of a migration: run a revision's upgrade() or downgrade(), or only stamp. A value; refers to the map that
/// made it, which must live longer.
class Step {
  public:
    /// `doc` is the first paragraph of the revision's docstring, for the log line.
    static Step upgrade(const RevisionMap& map, const Revision& revision, std::string doc);
    static Step downgrade(const RevisionMap& map, const Revision& revision, std::string doc);
    static Step stamp(const RevisionMap& map, std::vector<std::string> from, std::vector<std::string> to,
                      bool is_upgrade, bool branch_move);

    const Revision* revision() const { return revision_; } ///< null for a stamp
    bool is_stamp() const { return revision_ == nullptr; }
    bool is_upgrade() const { return is_upgrade_; }
    bool is_downgrade() const { return !is_upgrade_; }
    bool branch_move() const { return branch_move_; }
    const std::string& doc() const { return doc_; }
    std::string name() const; ///< "upgrade", "downgrade" or "stamp_revision"

    std::vector<std::string> from_revisions_no_deps() const;
    std::vector<std::string> to_revisions_no_deps() const;

    /// "upgrade a -> b, message", as it follows "Running ".
    std::string text() const;
    /// "upgrade a -> b".
    std::string short_log() const;

    /// What to do with the version table that holds `rows` when this step is done (Alembic's HeadMaintainer), in order.
    /// Throws Error(Internal) when the rows cannot be those before this step.
    std::vector<VersionChange> version_changes(const VersionRows& rows) const;

    bool operator==(const Step& other) const;

  private:
    Step(const RevisionMap& map, const Revision* revision, bool is_upgrade)
        : map_(&map), revision_(revision), is_upgrade_(is_upgrade) {}

    std::vector<std::string> down_ids() const;
    std::vector<VersionChange> migration_changes(const VersionRows& rows) const;
    std::vector<VersionChange> stamp_changes(const VersionRows& rows) const;

    const RevisionMap* map_;
    const Revision* revision_;
    bool is_upgrade_;
    bool branch_move_ = false;
    std::vector<std::string> from_, to_; // of a stamp
    std::string doc_;
};

} // namespace limbeck::revisions
