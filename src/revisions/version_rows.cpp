#include "revisions/version_rows.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace limbeck::revisions {

VersionRows& VersionRows::operator=(const VersionRows& other) {
    ids_ = other.ids_;
    map_ = nullptr;
    return *this;
}

void VersionRows::bind(const RevisionMap& map) const {
    if (map_ == &map)
        return;
    rows_.clear();
    present_.assign(map.size(), false);
    above_.assign(map.size(), 0);
    reachability_.reset();
    map_ = &map;
    for (const std::string& id : ids_)
        if (const Revision* row = map.get_revision(id))
            mark(row->index);
}

void VersionRows::mark(Index row) const {
    rows_.insert(row);
    if (present_[row])
        return;
    present_[row] = true;
    std::vector<Index> todo{row};
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        for (Index down : map_->graph().normalized_down.from(at)) {
            ++above_[down];
            if (!present_[down]) {
                present_[down] = true;
                todo.push_back(down);
            }
        }
    }
}

void VersionRows::unmark(Index row) {
    rows_.erase(row);
    if (above_[row] > 0)
        return;
    present_[row] = false;
    std::vector<Index> todo{row};
    while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        for (Index down : map_->graph().normalized_down.from(at))
            if (--above_[down] == 0 && !rows_.count(down)) {
                present_[down] = false;
                todo.push_back(down);
            }
    }
}

/// Whether a row that is not among `except` stands at `from` or above. What is present leads up to a row, and most
/// often the first way does. But where each revision of a long branch names the same one below, all the ways up from
/// that one may end at a row among `except`.
bool VersionRows::leads_to_row(Index from, const std::set<std::string>& except) const {
    const std::size_t limit = 64 + size(); // then it is cheaper to ask for each row
    std::size_t count = 0;
    std::unordered_set<Index> seen{from};
    std::vector<std::pair<Index, std::size_t>> path{{from, 0}}; // a revision, and how many ways up were tried
    while (!path.empty()) {
        const Index at = path.back().first;
        const auto up = map_->graph().all_next.from(at);
        std::size_t& tried = path.back().second;
        if (tried == 0 && rows_.count(at) && !except.count(map_->at(at).id))
            return true;
        if (above_[at] == 0 || tried == up.size()) {
            path.pop_back();
            continue;
        }
        if (++count > limit)
            return is_below_row(from, except);
        // From the back: a downgrade takes those in front first.
        const Index next = up[up.size() - 1 - tried++];
        if (present_[next] && seen.insert(next).second)
            path.emplace_back(next, 0);
    }
    return false;
}

bool VersionRows::is_below_row(Index revision, const std::set<std::string>& except) const {
    if (!reachability_)
        reachability_.emplace(map_->graph().normalized_down, map_->graph().all_next);
    return std::any_of(rows_.begin(), rows_.end(), [&](Index row) {
        return !except.count(map_->at(row).id) && reachability_->is_ancestor(revision, row);
    });
}

bool VersionRows::imply(const RevisionMap& map, const std::string& id, const std::set<std::string>& except) const {
    bind(map);
    const Revision* revision = map.get_revision(id);
    return revision && present_[revision->index] && leads_to_row(revision->index, except);
}

std::vector<std::string> VersionRows::left_below(const RevisionMap& map, const Revision& row) const {
    std::vector<std::string> left;
    if (size() == 1 && row.normalized_down.size() < 2) { // nearly always, and needs no marks
        for (Index down : row.normalized_down)
            left.push_back(map.at(down).id);
        return left;
    }
    bind(map);
    const std::set<std::string> itself{row.id};
    auto is_implied = [&](Index down) {
        if (size() > 1 && (rows_.count(down) || above_[row.index] > 0))
            return true;
        if (above_[down] < 2)
            return false; // by this row alone
        // Something else stands on it. That lies below this row again, or leads to another one; the first is so only
        // where this row has several ways down.
        return size() == 1 || row.normalized_down.size() == 1 || leads_to_row(down, itself);
    };
    for (Index down : row.normalized_down)
        if (!is_implied(down))
            left.push_back(map.at(down).id);
    return left;
}

void VersionRows::apply(const std::vector<VersionChange>& changes) {
    for (const VersionChange& change : changes) {
        if (change.kind != VersionChange::Kind::Insert && ids_.erase(change.from) == 0)
            throw Error(Error::Kind::Internal, "The version table holds no revision " + change.from);
        if (change.kind != VersionChange::Kind::Delete && !ids_.insert(change.to).second)
            throw Error(Error::Kind::Internal, "The version table holds revision " + change.to + " already");
    }
    if (!map_)
        return;
    // What is new comes first: taking all below a row away to mark it again would cost as much as the whole history.
    for (const VersionChange& change : changes)
        if (change.kind != VersionChange::Kind::Delete && ids_.count(change.to))
            if (const Revision* row = map_->get_revision(change.to))
                mark(row->index);
    for (const VersionChange& change : changes)
        if (change.kind != VersionChange::Kind::Insert && !ids_.count(change.from))
            if (const Revision* row = map_->get_revision(change.from))
                unmark(row->index);
}

} // namespace limbeck::revisions
