#pragma once

#include "dialects/planning/rules.hpp"

namespace limbeck::dialects::sqlite {

const PlanRules& plan_rules();

} // namespace limbeck::dialects::sqlite
