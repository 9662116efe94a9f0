#pragma once

#include "revisions/revision_set.hpp"

namespace limbeck::revisions {

/// The revisions between two points, and those to begin with.
struct Selection {
    RevisionSet revisions;
    RevisionMap::Revisions heads;
};

/// From the current state `lower` up to the destination `upper`.
Selection select_upgrade(const RevisionMap& map, const Identifier& upper, Identifier lower,
                         const RevisionMap::Range& range);
/// From the current state `upper` down to the destination `lower`.
Selection select_downgrade(const RevisionMap& map, const Identifier& upper, const Identifier& lower,
                           const RevisionMap::Range& range);

} // namespace limbeck::revisions
