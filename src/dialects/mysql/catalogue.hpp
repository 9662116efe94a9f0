#pragma once

#include "dialects/inspector.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::dialects::mysql {

/// A database of the server, and what an answer calls it.
struct Place {
    std::string database;
    std::string reported; ///< empty: the default schema
};

/// Texts of the server without the names of the databases that they are in: `app`.`users` is `users` where "app" is the
/// default schema; what stands for another schema (in a scratch place) gets that one's name.
std::string with_reported_names(const std::string& sql, const std::vector<Place>& places);

/// Inspector::inspect(). `stand_ins` are databases that stand for schemas; a schema without one is itself.
schema::Schema inspect(Connection& connection, const InspectFilter& filter, const std::vector<Place>& stand_ins);

} // namespace limbeck::dialects::mysql
