#pragma once

#include "revisions/revision_map.hpp"

#include <deque>

namespace limbeck::revisions {

/// Fills in normalized_deps and normalized_down: a dependency falls away when an ancestor names it, too. The graph must
/// have `down` and `next`, and be free of cycles.
void normalize_dependencies(std::deque<Revision>& revisions, const Graph& graph);
/// The same for one revision that is not in that graph yet.
void normalize_dependencies(const std::deque<Revision>& revisions, const Graph& graph, Revision& added);

} // namespace limbeck::revisions
