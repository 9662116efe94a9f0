#pragma once

#include <functional>
#include <string>

namespace limbeck::cli {

/// Asks whoever sits at the terminal whether a name is the new one of another; no answer is no. Empty where standard
/// input or standard error is no terminal: nobody is there to ask.
std::function<bool(const std::string& old_name, const std::string& new_name)> rename_question();

} // namespace limbeck::cli
