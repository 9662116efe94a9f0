#pragma once

#include "dialects/planning/rules.hpp"

namespace toy {

/// How plans are made for a database such as MariaDB, which commits DDL by itself.
const limbeck::dialects::PlanRules& plan_rules();

} // namespace toy
