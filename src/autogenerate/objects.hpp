#pragma once

#include "schema/schema.hpp"

#include <string>

// Views, routines and extensions as hooks and messages call them.
namespace limbeck::autogenerate {

/// "view", "materialized_view", "function", "procedure", "aggregate", "trigger", "policy", "grant_table", "rule":
/// Alembic's type_, with the words of alembic_utils.
std::string kind_of(const schema::View& view);
std::string kind_of(const schema::Routine& routine);

/// One text for each view and routine: "view\napp\nname"; overloaded functions have the same.
std::string key_of(const schema::View& view);
std::string key_of(const schema::Routine& routine);

} // namespace limbeck::autogenerate
