#pragma once

#include "revisions/revision_set.hpp"

namespace limbeck::revisions {

/// The revisions of a set, each before its down revisions and dependencies, in the order of Alembic: from the first of
/// the heads down one branch as long as nothing above it is left, then the next one.
RevisionMap::Revisions topological_order(const RevisionMap& map, const RevisionSet& set,
                                         const RevisionMap::Revisions& heads);

} // namespace limbeck::revisions
