#pragma once

#include "autogenerate/description.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace limbeck::command {

/// The differences of one database as one JSON object (the form is told in <limbeck/command.hpp>, at diff()).
nlohmann::ordered_json difference_json(const std::string& database, const std::string& target,
                                       const std::vector<autogenerate::DescribedObject>& objects,
                                       const std::vector<std::string>& sql, const std::vector<std::string>& notes);

} // namespace limbeck::command
