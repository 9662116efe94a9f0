#include "dialects/inspector.hpp"

#include <utility>

namespace limbeck::dialects {

namespace {

/// Where there is nobody who could work meanwhile.
class InspectionAtOnce final : public Inspection {
  public:
    InspectionAtOnce(Inspector& inspector, InspectFilter filter) : inspector_(inspector), filter_(std::move(filter)) {}
    schema::Schema finish() override { return inspector_.inspect(filter_); }

  private:
    Inspector& inspector_;
    const InspectFilter filter_;
};

} // namespace

std::unique_ptr<Inspection> Inspector::begin(InspectFilter filter) {
    return std::make_unique<InspectionAtOnce>(*this, std::move(filter));
}

} // namespace limbeck::dialects
