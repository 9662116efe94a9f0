#pragma once

#include "autogenerate/compare.hpp"

namespace limbeck::dialects {
class Comparison;
}

// Some databases make an index for a foreign key that is added, keep it when the key goes, and let no index go that a
// key stands on (Comparison::index_made_for()).
namespace limbeck::autogenerate {

/// The keys of a table are dropped before its indexes that they stand on, by themselves: those of a table that goes,
/// those that go anyway, and those that stay, which come back in the end. `start` is what the way begins with.
void drop_keys_before_indexes(std::vector<Group>& way, const schema::Schema& start,
                              const dialects::Comparison& comparison);

/// Where a key is taken back, the way back drops the index that was made for it, too, unless it was there before. And
/// where a table goes with a key, the index that this stands on goes with them; else keys go before their indexes.
/// `database` and `target` are what the way leads to, and what it begins with.
void drop_indexes_of_keys(std::vector<Group>& way_back, const schema::Schema& database, const schema::Schema& target,
                          const dialects::Comparison& comparison);

} // namespace limbeck::autogenerate
