#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::revisions {

/// What a revision file says of itself, taken from its text without running it.
struct RevisionFile {
    std::optional<std::string> revision;
    std::vector<std::string> down_revision; ///< empty for a base
    bool has_down_revision = false;         ///< whether the name is assigned at all
    std::vector<std::string> branch_labels;
    std::vector<std::string> depends_on;
    std::string doc; ///< the module's docstring, stripped of white space at both ends

    /// Name and line of the first of the four that is no constant, or is assigned where only running the file can
    /// tell: then the module must be run to know. Empty otherwise.
    std::string computed;
    int computed_line = 0;

    /// Why the text is not usable: "not UTF-8", "unterminated string literal". Empty otherwise.
    std::string problem;
    int problem_line = 0;
};

/// Reads the module level of a Python source: `revision`, `down_revision`, `branch_labels` and `depends_on` with
/// constant values (strings in every spelling, None, tuples, lists, sets), annotated or not, the last one counting;
/// and the docstring. Bodies of functions and classes are passed over. Never throws.
RevisionFile read_revision_source(std::string_view source);

/// Whether Alembic takes a file of this name for a revision: *.py, not .#*, not __init__*.
bool is_revision_filename(std::string_view name);

/// Id of a file without `revision`, taken from a name such as "1a2b3c.py" (Alembic 0.1); absent for other names.
std::optional<std::string> legacy_revision_id(std::string_view filename);

/// First paragraph of a docstring: what `history` shows.
std::string_view first_paragraph(std::string_view doc);

} // namespace limbeck::revisions
