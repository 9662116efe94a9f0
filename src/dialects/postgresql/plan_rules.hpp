#pragma once

#include "dialects/planning/rules.hpp"

namespace limbeck::dialects::postgresql {

const PlanRules& plan_rules();

} // namespace limbeck::dialects::postgresql
