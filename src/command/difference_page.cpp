#include "command/difference_page.hpp"

#include <string_view>

namespace limbeck::command {

namespace {

using autogenerate::DescribedChange;
using autogenerate::DescribedObject;
using autogenerate::Mark;

constexpr std::string_view style = R"css(
:root { --ground: #fff; --panel: #f6f7f9; --ink: #1c2128; --faint: #68707c; --rule: #d5d9e0;
  --added: #1a7f37; --added-back: #dafbe1; --removed: #cf222e; --removed-back: #ffebe9;
  --changed: #9a6700; --changed-back: #fff4d1; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171c; --panel: #1d2128; --ink: #e3e7ee; --faint: #97a0ad; --rule: #3a414c;
    --added: #56d364; --added-back: #12361f; --removed: #ff7b72; --removed-back: #43181a;
    --changed: #e3b341; --changed-back: #3a2d0b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
header, section { padding: 16px 24px; }
h1 { font-size: 20px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 24px 0 8px; }
.faint { color: var(--faint); }
code, pre, svg text { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.object { border: 1px solid var(--rule); border-left-width: 4px; border-radius: 6px; margin: 0 0 12px; padding: 8px 12px;
  background: var(--panel); max-width: 980px; }
.object.added { border-left-color: var(--added); }
.object.removed { border-left-color: var(--removed); }
.object.changed { border-left-color: var(--changed); }
.object h3 { margin: 0; font-size: 14px; }
.object ul { list-style: none; margin: 4px 0 0; padding: 0; }
.object li { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 12.5px;
  overflow-wrap: anywhere; }
.sign { display: inline-block; width: 1.4em; font-weight: bold; }
.added > .sign { color: var(--added); } .removed > .sign { color: var(--removed); } .changed > .sign { color: var(--changed); }
.notes li { color: var(--changed); }
.frame { border: 1px solid var(--rule); border-radius: 6px; overflow: hidden; height: 70vh; background: var(--ground);
  touch-action: none; cursor: grab; }
.tools { margin: 0 0 8px; display: flex; gap: 8px; }
button { font: inherit; padding: 2px 12px; border: 1px solid var(--rule); border-radius: 6px; background: var(--panel);
  color: var(--ink); cursor: pointer; }
button[aria-pressed="true"] { border-color: var(--faint); font-weight: 600; }
pre { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px; padding: 12px; overflow: auto; }
svg { display: block; font-size: 12px; transform-origin: 0 0; }
svg text { fill: var(--ink); }
svg .table > rect { fill: var(--panel); stroke: var(--rule); }
svg .table.added > rect { stroke: var(--added); stroke-width: 2; }
svg .table.removed > rect { stroke: var(--removed); stroke-width: 2; stroke-dasharray: 6 4; }
svg .table.changed > rect { stroke: var(--changed); stroke-width: 2; }
svg .title { font-weight: bold; }
svg .key { text-decoration: underline; }
svg .type, svg .note { fill: var(--faint); }
svg .back { fill: none; }
svg .row.added .back { fill: var(--added-back); }
svg .row.removed .back { fill: var(--removed-back); }
svg .row.changed .back { fill: var(--changed-back); }
svg .arrow { fill: none; stroke: var(--faint); stroke-width: 1.2; }
svg .arrow.added { stroke: var(--added); stroke-width: 2; }
svg .arrow.removed { stroke: var(--removed); stroke-width: 2; stroke-dasharray: 6 4; }
[hidden] { display: none !important; }
)css";

// Moving and magnifying the drawing, and the choice of which one.
constexpr std::string_view script = R"js(
for (const part of document.querySelectorAll(".drawings")) {
  const frame = part.querySelector(".frame"), views = [...frame.querySelectorAll("svg")];
  const place = { x: 0, y: 0, scale: 1 };
  const show = () => views.forEach(v => v.style.transform =
    `translate(${place.x}px, ${place.y}px) scale(${place.scale})`);
  const shown = () => views.find(v => !v.hasAttribute("hidden"));
  const fit = () => {
    const v = shown();
    if (!v) return;
    place.scale = Math.min(1, frame.clientWidth / v.width.baseVal.value, frame.clientHeight / v.height.baseVal.value);
    place.x = place.y = 0;
    show();
  };
  for (const button of part.querySelectorAll("button[data-view]"))
    button.addEventListener("click", () => {
      part.querySelectorAll("button[data-view]").forEach(b => b.setAttribute("aria-pressed", String(b === button)));
      views.forEach(v => v.toggleAttribute("hidden", v.dataset.view !== button.dataset.view));
      fit();
    });
  part.querySelector("button.fit").addEventListener("click", fit);
  frame.addEventListener("wheel", event => {
    event.preventDefault();
    const box = frame.getBoundingClientRect(), factor = Math.exp(-event.deltaY / 500);
    const scale = Math.min(4, Math.max(0.05, place.scale * factor));
    const x = event.clientX - box.left, y = event.clientY - box.top;
    place.x = x - (x - place.x) * scale / place.scale;
    place.y = y - (y - place.y) * scale / place.scale;
    place.scale = scale;
    show();
  }, { passive: false });
  let grip = null;
  frame.addEventListener("pointerdown", event => {
    grip = { x: event.clientX - place.x, y: event.clientY - place.y };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", event => {
    if (!grip) return;
    place.x = event.clientX - grip.x;
    place.y = event.clientY - grip.y;
    show();
  });
  frame.addEventListener("pointerup", () => grip = null);
  frame.addEventListener("pointercancel", () => grip = null);
  fit();
}
)js";

std::string sign(Mark mark) {
    return std::string("<span class=\"sign\">") +
           (mark == Mark::Added     ? "+"
            : mark == Mark::Removed ? "-"
                                    : "~") +
           "</span>";
}

std::string qualified(const DescribedObject& object) {
    return object.schema.empty() ? object.name : object.schema + "." + object.name;
}

std::string object_element(const DescribedObject& object) {
    const std::string mark(autogenerate::name_of(object.mark));
    std::string out = "<div class=\"object " + mark + "\"><h3 class=\"" + mark + "\">" + sign(object.mark) +
                      html_text(object.kind) + " <code>" + html_text(qualified(object)) + "</code></h3><ul>";
    for (const DescribedChange& change : object.changes) {
        out += "<li class=\"" + std::string(autogenerate::name_of(change.mark)) + "\">" + sign(change.mark) +
               html_text(change.kind) + " " + (change.name.empty() ? "" : "<b>" + html_text(change.name) + "</b> ") +
               "<span class=\"faint\">" + html_text(change.detail) + "</span></li>";
    }
    return out + "</ul></div>\n";
}

/// The same drawing twice in a page needs another id, and says which view it is.
std::string view(const EntityDrawing& drawing, const std::string& name, bool hidden) {
    std::string element = svg(drawing);
    const std::string_view id = "<svg id=\"drawing\"";
    element.replace(0, id.size(), "<svg data-view=\"" + name + "\"" + (hidden ? " hidden" : ""));
    return element;
}

std::string drawings(const DifferencePage& page) {
    const bool has_changed = !page.changed.boxes.empty();
    std::string out = "<h2>Tables</h2><div class=\"drawings\"><div class=\"tools\">";
    if (has_changed)
        out += "<button data-view=\"changed\" aria-pressed=\"true\">Changed and beside</button>";
    out += std::string("<button data-view=\"all\" aria-pressed=\"") + (has_changed ? "false" : "true") +
           "\">All tables</button><button class=\"fit\">Fit</button></div><div class=\"frame\">";
    if (has_changed)
        out += view(page.changed, "changed", false);
    return out + view(page.all, "all", has_changed) + "</div></div>\n";
}

std::string section(const DifferencePage& page) {
    std::string out =
        "<section><p class=\"faint\">" + html_text(page.database) + " compared with " + html_text(page.target) + "</p>";
    if (page.objects.empty())
        out += "<p>No differences.</p>";
    for (const DescribedObject& object : page.objects)
        out += object_element(object);
    if (!page.notes.empty()) {
        out += "<h2>Mind</h2><ul class=\"notes\">";
        for (const std::string& note : page.notes)
            out += "<li>" + html_text(note) + "</li>";
        out += "</ul>";
    }
    if (!page.all.boxes.empty())
        out += drawings(page);
    if (!page.sql.empty()) {
        out += "<h2>SQL</h2><pre>";
        for (const std::string& statement : page.sql)
            out += html_text(statement) + ";\n";
        out += "</pre>";
    }
    return out + "</section>\n";
}

} // namespace

std::string difference_page(const std::vector<DifferencePage>& databases) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                      "content=\"width=device-width\"><title>Schema differences</title><style>";
    out += style;
    out += "</style></head><body><header><h1>Schema differences</h1></header>\n";
    for (const DifferencePage& page : databases)
        out += section(page);
    out += "<script>";
    out += script;
    return out + "</script></body></html>\n";
}

} // namespace limbeck::command
