#include "revisions/refusals.hpp"

#include "configuration/python_text.hpp"
#include "support/words.hpp"

#include <cstdlib>

namespace limbeck::revisions {

using support::joined;
using Reason = RevisionError::Reason;

void refuse(std::string what) {
    throw RevisionError(Reason::Plain, std::move(what));
}

void refuse_cycle(const char* kind, const std::vector<std::string>& ids) {
    RevisionError error(Reason::Cycle, std::string(kind) + " is detected in revisions (" + joined(ids, ", ") + ")");
    error.heads = ids;
    throw error;
}

void refuse_several_heads(const std::vector<std::string>& heads, const std::string& argument) {
    RevisionError error(Reason::MultipleHeads,
                        "Multiple heads are present for given argument '" + argument + "'; " + joined(heads, ", "),
                        argument);
    error.heads = heads;
    throw error;
}

void refuse_ambiguous_walk(const std::vector<std::string>& ids) {
    RevisionError error(Reason::Ambiguous, "Ambiguous walk");
    error.heads = ids;
    throw error;
}

void refuse_range(std::string lower, std::string upper) {
    RevisionError error(Reason::RangeNotAncestor, "Revision " + lower + " is not an ancestor of revision " + upper);
    error.lower = std::move(lower);
    error.upper = std::move(upper);
    throw error;
}

void refuse_identifier(std::string what, const std::string& id) {
    throw RevisionError(Reason::Resolution, std::move(what), id);
}

void refuse_relative(const std::string& text, int steps) {
    refuse("Relative revision " + text + " didn't produce " + std::to_string(std::abs(steps)) + " migrations");
}

/// How Python writes an identifier into a message.
std::string display(const Identifier& id) {
    if (auto text = std::get_if<std::string>(&id))
        return text->empty() ? "base" : *text;
    auto list = std::get_if<std::vector<std::string>>(&id);
    if (!list || list->empty())
        return "base";
    std::vector<std::string> parts;
    for (const std::string& part : *list)
        parts.push_back(python_repr(part));
    return "(" + joined(parts, ", ") + (parts.size() == 1 ? ",)" : ")");
}

} // namespace limbeck::revisions
