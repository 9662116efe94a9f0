#pragma once

namespace limbeck::dialects {
class PlanRules;
}

namespace limbeck::dialects::mysql {

const PlanRules& plan_rules();

} // namespace limbeck::dialects::mysql
