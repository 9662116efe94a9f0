#pragma once

#include "revisions/revision_map.hpp"

#include <deque>
#include <vector>

namespace limbeck::revisions {

/// All revisions of a graph without cycles, each behind its down revisions.
std::vector<Revision::Index> order_along_down(const std::deque<Revision>& revisions);

/// Answers whether one revision is an ancestor of another along down_revision, mostly without a walk: what a walk over
/// the whole graph numbers inside of a revision is above it, and what lies outside of the range of numbers above it is
/// not (Yildirim, Chaoji, Zaki: GRAIL, VLDB 2010). The graph must be free of cycles.
class Reachability {
  public:
    explicit Reachability(const std::deque<Revision>& revisions);

    bool is_ancestor(Revision::Index ancestor, Revision::Index of);

  private:
    using Index = Revision::Index;

    /// A walk up from all bases.
    struct Walk {
        std::vector<std::uint32_t> enter, leave; ///< a revision found inside of another one is above it
        std::vector<std::uint32_t> least;        ///< the least `leave` of all that are above
    };
    void walk(Walk& numbers, bool backwards);
    bool is_out_of_range(Index ancestor, Index of) const;

    const std::deque<Revision>& revisions_;
    Walk forwards_, backwards_;
    std::vector<std::uint32_t> visited_;
    std::uint32_t round_ = 0;
    std::vector<Index> todo_;
};

} // namespace limbeck::revisions
