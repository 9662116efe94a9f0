#pragma once

#include "command/entity_drawing.hpp"

#include <string>
#include <vector>

namespace limbeck::command {

/// What a page of differences tells of one database.
struct DifferencePage {
    std::string database; ///< URL, password masked
    std::string target;   ///< what it was compared with
    std::vector<autogenerate::DescribedObject> objects;
    EntityDrawing changed; ///< what changes and what it touches
    EntityDrawing all;     ///< every table
    std::vector<std::string> sql;
    std::vector<std::string> notes; ///< what was not compared, what would lose data
};

/// One HTML page that needs nothing beside itself: the list of differences, the drawing, the SQL.
std::string difference_page(const std::vector<DifferencePage>& databases);

} // namespace limbeck::command
