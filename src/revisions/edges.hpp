#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace limbeck::revisions {

/// The neighbours of all revisions in one direction, in one piece. A revision has lists of its own, but they lie all
/// over the memory: a walk over a large graph would wait for each of them.
class Edges {
  public:
    using Index = std::uint32_t; ///< Revision::index

    std::size_t size() const { return first_.size() - 1; }
    std::span<const Index> from(Index revision) const {
        return {targets_.data() + first_[revision], targets_.data() + first_[revision + 1]};
    }

    /// The neighbours of the next revision.
    void append(std::span<const Index> targets);
    /// One more neighbour, behind the others.
    void insert(Index revision, Index target);

  private:
    std::vector<std::uint32_t> first_{0}; ///< where the neighbours of a revision begin, and where the last ones end
    std::vector<Index> targets_;
};

/// The graph as it is walked; each list is that of the same name in Revision.
struct Graph {
    Edges down, next, normalized_down, all_next;
};

} // namespace limbeck::revisions
