#pragma once

#include "dialects/connection.hpp"
#include "schema/schema.hpp"

namespace limbeck::dialects::sqlite {

Statements create_trigger(const schema::Routine& trigger);

/// Whether the statement that it waits for could be run, with the trigger in it: CREATE TRIGGER itself takes any text.
bool can_run(Connection& connection, const schema::Routine& trigger);

} // namespace limbeck::dialects::sqlite
