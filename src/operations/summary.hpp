#pragma once

#include "operations/operation.hpp"

#include <string>
#include <string_view>

namespace limbeck::operations {

/// What the operation does, in a few words for a person: "create table account", "add column account.email",
/// "3 rows into country". One of a batch: "change table account: drop column email, …".
std::string summary(const Operation& operation);

/// The first words of a statement: "UPDATE account SET name = …", with passwords masked.
std::string summary_of_statement(std::string_view text);

} // namespace limbeck::operations
