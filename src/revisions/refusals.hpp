#pragma once

#include "revisions/revision_map.hpp"

#include <string>
#include <vector>

namespace limbeck::revisions {

// The errors of the revision map, in the words of alembic.script.revision.

[[noreturn]] void refuse(std::string what);
/// `kind`: "Cycle", "Self-loop", …
[[noreturn]] void refuse_cycle(const char* kind, const std::vector<std::string>& ids);
[[noreturn]] void refuse_several_heads(const std::vector<std::string>& heads, const std::string& argument);
/// More than one of these is next.
[[noreturn]] void refuse_ambiguous_walk(const std::vector<std::string>& ids);
[[noreturn]] void refuse_range(std::string lower, std::string upper);
/// No revision, or several, for an identifier.
[[noreturn]] void refuse_identifier(std::string what, const std::string& id);
/// A relative destination beyond the ends of the graph.
[[noreturn]] void refuse_relative(const std::string& text, int steps);

/// How Python writes an identifier into a message.
std::string display(const Identifier& id);

} // namespace limbeck::revisions
