#pragma once

#include "schema/type.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects::postgresql {

/// The types that users have made, by the name by which format_type() calls them: schema and name, or an empty schema
/// where the search path finds them.
struct NamedTypes {
    struct Domain {
        schema::TypePtr type; ///< "DOMAIN", with what it stands for as its item
        bool not_null = false;
        std::string default_text; ///< empty: none
    };
    std::map<std::pair<std::string, std::string>, schema::TypePtr> enums;
    std::map<std::pair<std::string, std::string>, Domain> domains;
};

/// The type for what format_type() of PostgreSQL says, as SQLAlchemy's inspector gives it: "character varying(20)",
/// "timestamp(3) with time zone", "integer[]", "app.mood". A type that SQLAlchemy does not know is UserDefined, with
/// the server's name of it.
schema::TypePtr type_of_name(const std::string& format_type, const NamedTypes& named,
                             const std::string& collation = {});

/// The parts of a name like a.b or "A b".c, without quotes.
std::vector<std::string> parts_of_name(const std::string& name);

} // namespace limbeck::dialects::postgresql
