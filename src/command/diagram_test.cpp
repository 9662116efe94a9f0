#include "command/diagram.hpp"

#include <gtest/gtest.h>

namespace limbeck::command {
namespace {

std::vector<DiagramNode> two_branches() {
    return {{"c3", {"billing"}, "bills", true, false, {"a1"}, {"b2"}},
            {"b2", {}, "second", true, true, {"a1"}, {}},
            {"a1", {}, "first", false, false, {"left out"}, {}}};
}

DiagramNode saying(std::string message) {
    return {"a1", {}, std::move(message), false, false, {}, {}};
}

TEST(Diagram, Mermaid) {
    EXPECT_EQ(mermaid_diagram(two_branches()), "flowchart BT\n"
                                               "    r0[\"c3 (billing)<br/>bills\"]\n"
                                               "    r1[\"b2<br/>second\"]\n"
                                               "    r2[\"a1<br/>first\"]\n"
                                               "    r2 --> r0\n"
                                               "    r1 -.-> r0\n"
                                               "    r2 --> r1\n"
                                               "    classDef head stroke-width:3px\n"
                                               "    class r0,r1 head\n"
                                               "    classDef current fill:#d5f5d5,color:#000\n"
                                               "    class r1 current");
    EXPECT_EQ(mermaid_diagram({}), "flowchart BT");
}

TEST(Diagram, MermaidTextIsEscaped) {
    EXPECT_EQ(mermaid_diagram({saying("say \"hi\" & <b> #1; `x` %%{init: {}}%% C:\\n\nété")}),
              "flowchart BT\n"
              "    r0[\"a1<br/>say #34;hi#34; #38; #60;b#62; #35;1#59; #96;x#96; #37;#37;{init: {}}#37;#37; "
              "C:#92;n<br/>été\"]");
}

TEST(Diagram, Dot) {
    EXPECT_EQ(dot_diagram(two_branches()),
              "digraph revisions {\n"
              "    rankdir=BT;\n"
              "    node [shape=box, fontname=\"monospace\"];\n"
              "    \"c3\" [label=\"c3 (billing)\\nbills\", penwidth=2];\n"
              "    \"b2\" [label=\"b2\\nsecond\", penwidth=2, style=filled, fillcolor=\"#d5f5d5\"];\n"
              "    \"a1\" [label=\"a1\\nfirst\"];\n"
              "    \"a1\" -> \"c3\";\n"
              "    \"b2\" -> \"c3\" [style=dashed];\n"
              "    \"a1\" -> \"b2\";\n"
              "}");
}

TEST(Diagram, DotTextIsEscaped) {
    EXPECT_NE(dot_diagram({saying("say \"hi\" C:\\n\n\tété")}).find(R"([label="a1\nsay \"hi\" C:\\n\n été"])"),
              std::string::npos);
}

} // namespace
} // namespace limbeck::command
