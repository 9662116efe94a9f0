#pragma once

#include <string>
#include <string_view>

namespace limbeck::support {

/// What a piece of text is, not how it looks.
enum class Ink {
    RevisionId,
    Label,  ///< of a branch
    Marker, ///< (head), (current)
    Faint,  ///< what is there for order's sake
    Good,
    Warning,
    Failure,
    Heading, ///< of a part of a page
    Name,    ///< of a command or an option
};

/// The text between the escape sequences of its ink; as it is when `on` is false.
std::string painted(bool on, Ink ink, std::string_view text);

} // namespace limbeck::support
