#include "command/diagram.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace limbeck::command {

namespace {

using Position = std::unordered_map<std::string_view, std::size_t>;

Position positions_of(const std::vector<DiagramNode>& nodes) {
    Position positions;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        positions.emplace(nodes[i].id, i);
    return positions;
}

/// "id (label, label)" above the message.
std::vector<std::string> lines_of(const DiagramNode& node) {
    std::string first = node.id;
    for (std::size_t i = 0; i < node.labels.size(); ++i)
        first += (i == 0 ? " (" : ", ") + node.labels[i];
    if (!node.labels.empty())
        first += ")";
    std::vector<std::string> lines{std::move(first)};
    for (std::size_t begin = 0; begin < node.message.size();) {
        const std::size_t end = std::min(node.message.find('\n', begin), node.message.size());
        lines.push_back(node.message.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

std::string joined(const DiagramNode& node, std::string_view line_break, std::string (*escaped)(std::string_view)) {
    std::string text;
    for (const std::string& line : lines_of(node)) {
        if (!text.empty())
            text += line_break;
        text += escaped(line);
    }
    return text;
}

/// Text inside the quotes of a node. Mermaid reads HTML in it, "#name;" as a character, Markdown between backticks, and
/// settings in "%%{…}%%".
std::string mermaid_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\"#&<>`;%\\").find(c) != std::string_view::npos)
            out += "#" + std::to_string(static_cast<int>(c)) + ";";
        else
            out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out;
}

/// Text inside the quotes of a label, where a backslash begins an escape sequence.
std::string dot_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out;
}

std::string mermaid_classes(const std::vector<DiagramNode>& nodes, bool DiagramNode::*member, const std::string& name,
                            const std::string& style) {
    std::string members;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].*member)
            members += (members.empty() ? "r" : ",r") + std::to_string(i);
    if (members.empty())
        return {};
    return "    classDef " + name + " " + style + "\n    class " + members + " " + name + "\n";
}

/// Calls edge(from, to, is_dependency) for every edge of the diagram, by the nodes' positions.
template <class Edge> void for_each_edge(const std::vector<DiagramNode>& nodes, Edge edge) {
    const Position positions = positions_of(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const bool is_dependency : {false, true})
            for (const std::string& id : is_dependency ? nodes[i].dependencies : nodes[i].parents)
                if (const auto found = positions.find(id); found != positions.end())
                    edge(found->second, i, is_dependency);
}

std::string without_last_newline(std::string text) {
    text.pop_back();
    return text;
}

} // namespace

std::string mermaid_diagram(const std::vector<DiagramNode>& nodes) {
    std::string out = "flowchart BT\n";
    for (std::size_t i = 0; i < nodes.size(); ++i)
        out += "    r" + std::to_string(i) + "[\"" + joined(nodes[i], "<br/>", mermaid_text) + "\"]\n";
    for_each_edge(nodes, [&](std::size_t from, std::size_t to, bool is_dependency) {
        out += "    r" + std::to_string(from) + (is_dependency ? " -.-> r" : " --> r") + std::to_string(to) + "\n";
    });
    out += mermaid_classes(nodes, &DiagramNode::is_head, "head", "stroke-width:3px");
    out += mermaid_classes(nodes, &DiagramNode::is_current, "current", "fill:#d5f5d5,color:#000");
    return without_last_newline(std::move(out));
}

std::string dot_diagram(const std::vector<DiagramNode>& nodes) {
    std::string out = "digraph revisions {\n    rankdir=BT;\n    node [shape=box, fontname=\"monospace\"];\n";
    for (const DiagramNode& node : nodes) {
        out += "    \"" + dot_text(node.id) + "\" [label=\"" + joined(node, "\\n", dot_text) + "\"";
        if (node.is_head)
            out += ", penwidth=2";
        if (node.is_current)
            out += ", style=filled, fillcolor=\"#d5f5d5\"";
        out += "];\n";
    }
    for_each_edge(nodes, [&](std::size_t from, std::size_t to, bool is_dependency) {
        out += "    \"" + dot_text(nodes[from].id) + "\" -> \"" + dot_text(nodes[to].id) + "\"";
        out += is_dependency ? " [style=dashed];\n" : ";\n";
    });
    return out + "}";
}

} // namespace limbeck::command
