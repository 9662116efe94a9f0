#pragma once

#include "revisions/revision_map.hpp"

#include <vector>

namespace limbeck::revisions {

/// A mark for each revision of a map, by Revision::index.
using RevisionSet = std::vector<bool>;

/// All below `of` along down_revision (and depends_on), with themselves. Null pointers are passed over. With
/// `apart` none may be reached from another one: throws RevisionError.
RevisionSet ancestors_of(const RevisionMap& map, const RevisionMap::Revisions& of, bool dependencies = true,
                         bool apart = false);
/// The same, from all of a set.
RevisionSet ancestors_of(const RevisionMap& map, const RevisionSet& of);
/// All above.
RevisionSet descendants_of(const RevisionMap& map, const RevisionMap::Revisions& of, bool dependencies = true,
                           bool apart = false);
/// Both.
RevisionSet lineage_of(const RevisionMap& map, const RevisionMap::Revisions& of, bool dependencies);

/// The revisions of a set, in the order of the files.
RevisionMap::Revisions revisions_in(const RevisionMap& map, const RevisionSet& set);

} // namespace limbeck::revisions
