#pragma once

#include <string_view>

namespace limbeck::scripting {

/// Whether a line is news: no process that this one has taken up the run of has said it. Remembers it for the next one.
bool is_news(std::string_view line);
/// Gives what this process has said to the one that takes up its run, and that one takes it.
void hand_on_said_lines();
void take_over_said_lines();

} // namespace limbeck::scripting
