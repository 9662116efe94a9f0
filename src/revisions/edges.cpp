#include "revisions/edges.hpp"

namespace limbeck::revisions {

void Edges::append(std::span<const Index> targets) {
    targets_.insert(targets_.end(), targets.begin(), targets.end());
    first_.push_back(static_cast<std::uint32_t>(targets_.size()));
}

void Edges::insert(Index revision, Index target) {
    targets_.insert(targets_.begin() + first_[revision + 1], target);
    for (std::size_t i = revision + 1; i < first_.size(); ++i)
        ++first_[i];
}

} // namespace limbeck::revisions
