#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace limbeck::support {

/// Whether what is written there may be coloured: a terminal, TERM is set and not "dumb", and NO_COLOR is not set to
/// anything (https://no-color.org).
bool wants_colours(std::FILE* stream);

/// Whether a line there can be drawn again in its place: a terminal whose TERM is not "dumb".
bool can_redraw(std::FILE* stream);

/// Columns of the terminal that `stream` writes to; 80 where that cannot be told.
int terminal_width(std::FILE* stream);

/// As much of a text (UTF-8) as fits into so many columns of a terminal: wide characters count twice, combining ones
/// not at all, and what would move the cursor is shown as a space. A text that is cut ends in "...".
std::string fitted(std::string_view text, std::size_t columns);

} // namespace limbeck::support
