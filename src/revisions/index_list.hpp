#pragma once

#include "revisions/revision_map.hpp"

#include <vector>

namespace limbeck::revisions {

/// Adds to a list without repetition those that it has not yet. A merge may name tens of thousands.
void add_once(std::vector<Revision::Index>& list, const std::vector<Revision::Index>& more);

} // namespace limbeck::revisions
