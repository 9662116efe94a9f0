#include "autogenerate/early_inspection.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::autogenerate {

namespace {

dialects::InspectFilter in_order(dialects::InspectFilter filter) {
    std::sort(filter.schemas.begin(), filter.schemas.end());
    filter.schemas.erase(std::unique(filter.schemas.begin(), filter.schemas.end()), filter.schemas.end());
    return filter;
}

} // namespace

EarlyInspection::EarlyInspection(dialects::Connection& connection, const std::vector<std::string>& schemas)
    : inspector_(connection.dialect().inspector(connection)), default_schema_(inspector_->default_schema()) {
    for (const std::string& schema : schemas)
        if (schema != default_schema_)
            filter_.schemas.push_back(schema);
    filter_.views = true;
    filter_ = in_order(std::move(filter_));
    inspection_ = inspector_->begin(filter_);
}

std::optional<schema::Schema> EarlyInspection::take(const dialects::InspectFilter& wanted) {
    if (!inspection_ || in_order(wanted) != filter_)
        return std::nullopt;
    const std::unique_ptr<dialects::Inspection> inspection = std::move(inspection_);
    return inspection->finish();
}

} // namespace limbeck::autogenerate
