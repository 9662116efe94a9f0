#pragma once

#include "autogenerate/description.hpp"

#include <optional>
#include <string>
#include <vector>

namespace limbeck::command {

/// Tables as boxes and foreign keys as arrows between them: what an entity-relationship drawing is made of.
struct EntityDrawing {
    struct Row {
        std::string name, type;
        bool key = false; ///< part of the primary key
        std::optional<autogenerate::Mark> mark;
    };
    struct Box {
        std::string title;
        std::vector<Row> rows;
        std::optional<autogenerate::Mark> mark; ///< none: nothing of it changes
        std::vector<std::string> notes;         ///< what changes beside columns, a line each
        // Filled in by arrange(), in pixels.
        int x = 0, y = 0, width = 0, height = 0;
    };
    struct Arrow {
        std::size_t from = 0, to = 0; ///< places in `boxes`
        std::optional<autogenerate::Mark> mark;
    };

    std::vector<Box> boxes;
    std::vector<Arrow> arrows;
    int width = 0, height = 0; ///< filled in by arrange()
};

/// What the database has and what it ought to have in one drawing, with what `changes` says of them marked. With
/// `only_changed`, tables that neither change nor refer to or are referred to by one that does are left out.
EntityDrawing entity_drawing(const schema::Schema& database, const schema::Schema& target,
                             const std::vector<autogenerate::DescribedObject>& changes,
                             const dialects::Dialect& dialect, bool only_changed);

/// Gives each box its place: what is referred to stands left of what refers to it; tables without a foreign key stand
/// below the others.
void arrange(EntityDrawing& drawing);

/// The drawing as an <svg> element; its looks are the page's (classes "added", "removed", "changed").
std::string svg(const EntityDrawing& drawing);

/// Text as it may stand in HTML, also in an attribute.
std::string html_text(std::string_view text);

} // namespace limbeck::command
