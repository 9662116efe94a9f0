#pragma once

#include "dialects/inspector.hpp"
#include "dialects/planning/recorded.hpp"

#include <functional>
#include <memory>
#include <string>

namespace limbeck::dialects {

/// The catalogue with what the recorded statements make and take away. `end` is told what a question is about that
/// cannot be answered, and throws. All of them must outlive the inspector.
std::unique_ptr<Inspector> planned_inspector(std::unique_ptr<Inspector> as_it_is, const Recorded& recorded,
                                             std::function<void(const std::string& about)> end);

} // namespace limbeck::dialects
