#pragma once

#include <string>
#include <vector>

namespace limbeck::command {

/// A revision in a diagram.
struct DiagramNode {
    std::string id;
    std::vector<std::string> labels;
    std::string message;
    bool is_head = false;
    bool is_current = false;
    std::vector<std::string> parents;      ///< ids; those that are not in the diagram are left out
    std::vector<std::string> dependencies; ///< the same; drawn as dashed edges
};

// The newest revisions are on top, and edges lead from a revision to those that follow it. No newline at the end.

/// A flowchart for Mermaid (https://mermaid.js.org/syntax/flowchart.html). Not its gitGraph: that cannot show several
/// bases, nor more than two parents.
std::string mermaid_diagram(const std::vector<DiagramNode>& nodes);

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
std::string dot_diagram(const std::vector<DiagramNode>& nodes);

} // namespace limbeck::command
