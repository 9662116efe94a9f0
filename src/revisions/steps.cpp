#include "revisions/steps.hpp"

#include "configuration/python_text.hpp"
#include "revisions/revision_map.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::revisions {

using support::joined;
using Ids = std::vector<std::string>;

namespace {

/// The elements of `ids` that are (not) among the rows, in their order.
Ids chosen(const Ids& ids, const VersionRows& rows, bool inside) {
    Ids kept;
    for (const std::string& id : ids)
        if (rows.contains(id) == inside)
            kept.push_back(id);
    return kept;
}

VersionChange insertion(std::string id) {
    return {VersionChange::Kind::Insert, {}, std::move(id)};
}
VersionChange deletion(std::string id) {
    return {VersionChange::Kind::Delete, std::move(id), {}};
}
VersionChange update(std::string from, std::string to) {
    return {VersionChange::Kind::Update, std::move(from), std::move(to)};
}

[[noreturn]] void ambiguous(const std::string& step) {
    throw Error(Error::Kind::Internal, "The version table does not hold what this step starts from", step,
                "compare `current` with `heads`, and stamp the database with the revisions that it really has");
}

} // namespace

Step Step::upgrade(const RevisionMap& map, const Revision& revision, std::string doc) {
    Step step(map, &revision, true);
    step.doc_ = std::move(doc);
    return step;
}

Step Step::downgrade(const RevisionMap& map, const Revision& revision, std::string doc) {
    Step step(map, &revision, false);
    step.doc_ = std::move(doc);
    return step;
}

Step Step::stamp(const RevisionMap& map, Ids from, Ids to, bool is_upgrade, bool branch_move) {
    Step step(map, nullptr, is_upgrade);
    step.from_ = std::move(from);
    step.to_ = std::move(to);
    step.branch_move_ = branch_move;
    return step;
}

std::string Step::name() const {
    return is_stamp() ? "stamp_revision" : is_upgrade_ ? "upgrade" : "downgrade";
}

Ids Step::down_ids() const {
    Ids ids;
    for (Revision::Index down : revision_->normalized_down)
        ids.push_back(map_->at(down).id);
    return ids;
}

Ids Step::from_revisions_no_deps() const {
    return is_stamp() ? from_ : is_upgrade_ ? revision_->down_revision : Ids{revision_->id};
}

Ids Step::to_revisions_no_deps() const {
    return is_stamp() ? to_ : is_upgrade_ ? Ids{revision_->id} : revision_->down_revision;
}

std::string Step::short_log() const {
    return name() + " " + joined(from_revisions_no_deps(), ", ") + " -> " + joined(to_revisions_no_deps(), ", ");
}

std::string Step::text() const {
    return doc_.empty() ? short_log() : short_log() + ", " + doc_;
}

bool Step::operator==(const Step& other) const {
    if (is_stamp() || other.is_stamp())
        return is_stamp() == other.is_stamp() && from_ == other.from_ && to_ == other.to_ &&
               branch_move_ == other.branch_move_ && is_upgrade_ == other.is_upgrade_;
    return revision_ == other.revision_ && is_upgrade_ == other.is_upgrade_;
}

std::vector<VersionChange> Step::migration_changes(const VersionRows& rows) const {
    const std::string& id = revision_->id;
    const Ids down = down_ids();
    const Ids present = chosen(down, rows, true);

    if (is_downgrade() && rows.contains(id)) {
        if (down.empty())
            return {deletion(id)};
        Ids to = rows.left_below(*map_, *revision_);
        if (to.empty())
            return {deletion(id)};
        if (down.size() > 1) {
            std::vector<VersionChange> changes;
            for (std::size_t i = 0; i + 1 < to.size(); ++i)
                changes.push_back(insertion(to[i]));
            changes.push_back(update(id, to.back()));
            return changes;
        }
    }
    if (is_upgrade_ && present.empty())
        return {insertion(id)};
    if (is_upgrade_ && present.size() > 1) {
        // Rows that another head implies anyway stay out of the merge.
        Ids from = present;
        if (present.size() < rows.size()) {
            const std::set<std::string> merged(down.begin(), down.end());
            std::erase_if(from, [&](const std::string& id) { return rows.imply(*map_, id, merged); });
        }
        if (from.empty())
            ambiguous(short_log());
        std::vector<VersionChange> changes;
        for (std::size_t i = 0; i + 1 < from.size(); ++i)
            changes.push_back(deletion(from[i]));
        changes.push_back(update(from.back(), id));
        return changes;
    }
    const Ids& candidates = down.size() == 1 ? down : present;
    if (candidates.size() != 1)
        ambiguous(short_log());
    return {is_upgrade_ ? update(candidates.front(), id) : update(id, candidates.front())};
}

std::vector<VersionChange> Step::stamp_changes(const VersionRows& rows) const {
    bool leaves_heads = !chosen(from_, rows, false).empty(), reaches_new = !chosen(to_, rows, false).empty();
    if (is_downgrade() && branch_move_) {
        if (from_.size() != 1)
            ambiguous(short_log());
        return {deletion(from_.front())};
    }
    if (is_upgrade_ && (branch_move_ || leaves_heads) && reaches_new) {
        if (to_.size() != 1)
            ambiguous(short_log());
        return {insertion(to_.front())};
    }
    if (from_.empty() || to_.empty())
        ambiguous(short_log());
    std::vector<VersionChange> changes;
    if (from_.size() > 1) {
        for (std::size_t i = 0; i + 1 < from_.size(); ++i)
            changes.push_back(deletion(from_[i]));
        changes.push_back(update(from_.back(), to_.front()));
        return changes;
    }
    for (std::size_t i = 0; i + 1 < to_.size(); ++i)
        changes.push_back(insertion(to_[i]));
    changes.push_back(update(from_.front(), to_.back()));
    return changes;
}

std::vector<VersionChange> Step::version_changes(const VersionRows& rows) const {
    return is_stamp() ? stamp_changes(rows) : migration_changes(rows);
}

} // namespace limbeck::revisions
