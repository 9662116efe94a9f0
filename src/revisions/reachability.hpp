#pragma once

#include "revisions/edges.hpp"

#include <vector>

namespace limbeck::revisions {

/// All revisions of a graph without cycles, each behind its down revisions.
std::vector<Edges::Index> order_along_down(const Graph& graph);

/// Answers whether one revision is an ancestor of another along one kind of edge, mostly without a walk: what a walk
/// over the whole graph numbers inside of a revision is above it, and what lies outside of the range of numbers above
/// it is not (Yildirim, Chaoji, Zaki: GRAIL, VLDB 2010). The graph must be free of cycles.
class Reachability {
  public:
    using Index = Edges::Index;

    /// `up` must live longer.
    Reachability(const Edges& down, const Edges& up);

    bool is_ancestor(Index ancestor, Index of);

  private:
    /// A walk up from all bases.
    struct Walk {
        std::vector<std::uint32_t> enter, leave; ///< a revision found inside of another one is above it
        std::vector<std::uint32_t> least;        ///< the least `leave` of all that are above
    };
    Walk walk(const std::vector<Index>& bases, bool backwards) const;
    bool is_out_of_range(Index ancestor, Index of) const;

    const Edges& up_;
    Walk forwards_, backwards_;
    std::vector<std::uint32_t> visited_;
    std::uint32_t round_ = 0;
    std::vector<Index> todo_;
};

} // namespace limbeck::revisions
