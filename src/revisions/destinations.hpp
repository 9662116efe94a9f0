#pragma once

#include "revisions/resolver.hpp"

#include <string>
#include <utility>

namespace limbeck::revisions {

/// Where `upgrade target` leads from `current`: "head", "ae10", "+2", "branch@+1". With `no_overwalk` a relative one
/// must find as many revisions as it says.
Nodes upgrade_target(const RevisionMap& map, const Identifier& current, const Identifier& target, bool no_overwalk);

/// Where `downgrade target` leads, and the branch it keeps to (empty: all).
std::pair<std::string, Node> downgrade_target(const RevisionMap& map, const Identifier& current,
                                              const Identifier& target, const RevisionMap::Range& range);

/// All that a database at `ids` has, reduced to branch heads.
RevisionMap::Revisions all_current(const RevisionMap& map, const std::vector<std::string>& ids);

} // namespace limbeck::revisions
