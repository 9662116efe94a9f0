#pragma once

#include "dialects/mysql/catalogue.hpp"
#include "schema/changes.hpp"

#include <functional>
#include <string>

namespace limbeck::dialects::mysql {

/// Gives the database that stands for a schema; empty for the one that the session uses.
using PlaceOf = std::function<std::string(const std::string& schema)>;

// With the databases that stand for schemas, wherever a value names one.
void map_schemas(schema::Table& table, const PlaceOf& place_of);
void map_schemas(schema::Change& change, const PlaceOf& place_of);
void map_schemas(schema::View& view, const PlaceOf& place_of);
void map_schemas(schema::Routine& routine, const PlaceOf& place_of);

} // namespace limbeck::dialects::mysql
