#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace limbeck::revisions {

/// "[branch@][symbol](+|-)N" at the start of a text, as Alembic's expression for relative destinations finds it.
struct RelativeDestination {
    std::string branch; ///< empty: none
    std::string symbol; ///< empty: relative to the current state
    std::string sign_and_digits;
    int steps = 0;
};

std::optional<RelativeDestination> relative_destination(std::string_view text);

/// A number below zero, as "-2" alone is written; 0 for any other text.
int negative_number(std::string_view text);

} // namespace limbeck::revisions
