#pragma once

#include "revisions/revision_map.hpp"

#include <deque>
#include <vector>

namespace limbeck::revisions {

/// Throws RevisionError(Cycle) for a revision that the ends do not enclose: one that no head has below it, or no base
/// has above it, along one kind of edge. And, unlike Alembic, for a cycle that they enclose.
struct CycleCheck {
    const char* kind; ///< "Cycle" or "Dependency cycle"
    const std::vector<Revision::Index>& heads;
    const std::vector<Revision::Index>& bases;
    const Edges& down;
    const Edges& up;
};
void refuse_cycles(const std::deque<Revision>& revisions, const CycleCheck& check);

} // namespace limbeck::revisions
