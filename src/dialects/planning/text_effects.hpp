#pragma once

#include "dialects/planning/effects.hpp"
#include "dialects/planning/rules.hpp"

#include <set>
#include <string>
#include <string_view>

// What a user's SQL would change, and what one that reads depends on, as far as the text says.
namespace limbeck::dialects {

Effects effects_of_text(std::string_view sql, const PlanRules& rules);

/// What a statement that reads depends on.
struct Reading {
    std::set<std::string> names; ///< every identifier in it
    std::set<std::string> functions;
    bool every_column = false; ///< has a * that is not count(*)
    bool catalogue = false;    ///< asks what the database says of its objects
    /// The objects that a question to the catalogue is about. Empty: about all that there are.
    std::set<std::string> objects;
};
Reading reading_of(std::string_view sql, const PlanRules& rules);

} // namespace limbeck::dialects
