#pragma once

#include "dialects/connection.hpp"

#include <memory>

namespace limbeck::dialects {

class PlanRules;

/// A connection that runs nothing which could change the database: statements that would are recorded, those that read
/// are run, each in a transaction that only reads. What a statement would give when what is recorded had been run is
/// not known: a read that depends on it, and a look at the result of one that is recorded, end the plan with an
/// Error(Database) that stays the answer to every later call.
///
/// Where the connection is to a copy (PlanRules::runs_on_copy) everything is run, and nothing ends the plan.
///
/// The rules must outlive it.
std::unique_ptr<Connection> connect_for_plan(std::unique_ptr<Connection> connection, const PlanRules& rules,
                                             Record record);

} // namespace limbeck::dialects
