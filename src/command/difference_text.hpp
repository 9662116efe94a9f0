#pragma once

#include "autogenerate/description.hpp"

#include <string>
#include <vector>

namespace limbeck::command {

/// Differences as `limbeck diff` prints them, an object after the other, whole lines with their newline. Added is "+",
/// removed "-", changed "~".
std::string difference_text(const std::vector<autogenerate::DescribedObject>& objects, bool colours);

/// "3 tables changed, 1 table added, 1 type changed"; empty without objects.
std::string difference_count(const std::vector<autogenerate::DescribedObject>& objects);

} // namespace limbeck::command
