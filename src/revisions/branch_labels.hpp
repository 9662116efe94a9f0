#pragma once

#include "revisions/revision_map.hpp"

#include <deque>

namespace limbeck::revisions {

/// Gives the labels that revisions declare to all above them and, where a branch is a single line up to its head, to
/// all of that line (Alembic's _add_branches). The graph must have `down` and `next`, and be
/// free of cycles.
void spread_branch_labels(std::deque<Revision>& revisions, const Graph& graph);

} // namespace limbeck::revisions
