#pragma once

#include "revisions/revision_map.hpp"

#include <deque>

namespace limbeck::revisions {

/// Fills in normalized_deps and normalized_down: a dependency falls away when an ancestor names it, too. The graph must
/// be linked and free of cycles.
void normalize_dependencies(std::deque<Revision>& revisions);
/// The same for one revision that was added to such a graph.
void normalize_dependencies(const std::deque<Revision>& revisions, Revision& added);

} // namespace limbeck::revisions
