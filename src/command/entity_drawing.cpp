#include "command/entity_drawing.hpp"

#include "dialects/dialect.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <numeric>
#include <set>

namespace limbeck::command {

namespace {

using autogenerate::DescribedChange;
using autogenerate::DescribedObject;
using autogenerate::Mark;
using Box = EntityDrawing::Box;
using TableKey = std::pair<std::string, std::string>; ///< schema, name

// Pixels. The font of the page is monospaced, so that a text's width is known here.
constexpr int character = 7, line = 18, padding = 10, gap_x = 80, gap_y = 28, title_height = 26;
constexpr int tallest_column = 1600; ///< a rank of more is broken into several columns

std::string type_text(const schema::Column& column, const dialects::Dialect& dialect) {
    if (!column.type)
        return {};
    try {
        return dialect.grammar().render_type(*column.type);
    } catch (const Error&) { // a type of another database
        return column.type->name;
    }
}

int characters(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Composer {
  public:
    Composer(const std::vector<DescribedObject>& changes, const dialects::Dialect& dialect) : dialect_(dialect) {
        for (const DescribedObject& object : changes)
            if (object.kind == "table")
                changes_[{object.schema, object.name}] = &object;
    }

    void add(const schema::Schema& schema) {
        for (const schema::Table& table : schema.tables)
            add(table);
    }

    EntityDrawing take() {
        for (const auto& [key, constraint] : references_)
            connect(key, constraint);
        return std::move(drawing_);
    }

  private:
    void add(const schema::Table& table) {
        const TableKey key{table.schema, table.name};
        const auto found = changes_.find(key);
        const DescribedObject* object = found == changes_.end() ? nullptr : found->second;
        const auto [place, is_new] = places_.try_emplace(key, drawing_.boxes.size());
        if (is_new) {
            Box& made = drawing_.boxes.emplace_back();
            made.title = table.schema.empty() ? table.name : table.schema + "." + table.name;
            if (object) {
                made.mark = object->mark;
                for (const DescribedChange& change : object->changes)
                    if (object->mark == Mark::Changed && change.kind != "column")
                        made.notes.push_back((change.mark == Mark::Added     ? "+ "
                                              : change.mark == Mark::Removed ? "- "
                                                                             : "~ ") +
                                             change.kind + (change.name.empty() ? "" : " " + change.name));
            }
        }
        Box& box = drawing_.boxes[place->second];
        const schema::PrimaryKey* primary = table.primary_key();
        for (const schema::Column& column : table.columns) {
            if (std::any_of(box.rows.begin(), box.rows.end(), [&](const auto& row) { return row.name == column.name; }))
                continue;
            const bool is_key = primary && std::find(primary->columns.begin(), primary->columns.end(), column.name) !=
                                               primary->columns.end();
            box.rows.push_back({column.name, type_text(column, dialect_), is_key, mark_of(object, column.name)});
        }
        for (const schema::Constraint& constraint : table.constraints)
            if (const auto* reference = std::get_if<schema::ForeignKey>(&constraint))
                references_.emplace_back(key, *reference);
    }

    static std::optional<Mark> mark_of(const DescribedObject* object, const std::string& column) {
        if (!object)
            return std::nullopt;
        for (const DescribedChange& change : object->changes)
            if (change.kind == "column" && change.column == column)
                return change.mark;
        return std::nullopt;
    }

    /// The mark of the foreign key from that table whose description begins with these columns.
    std::optional<Mark> mark_of(const TableKey& from, const schema::ForeignKey& key) const {
        const auto found = changes_.find(from);
        if (found == changes_.end())
            return std::nullopt;
        if (found->second->mark != Mark::Changed)
            return found->second->mark;
        std::string columns;
        for (const std::string& column : key.columns)
            columns += (columns.empty() ? "(" : ", ") + column;
        columns += ") -> ";
        for (const DescribedChange& change : found->second->changes)
            if (change.kind == "foreign key" && change.detail.starts_with(columns))
                return change.mark;
        return std::nullopt;
    }

    void connect(const TableKey& from, const schema::ForeignKey& key) {
        const auto to = places_.find({key.referred_schema, key.referred_table});
        if (to == places_.end())
            return; // outside of what was compared
        const EntityDrawing::Arrow arrow{places_.at(from), to->second, mark_of(from, key)};
        if (std::none_of(drawing_.arrows.begin(), drawing_.arrows.end(),
                         [&](const auto& known) { return known.from == arrow.from && known.to == arrow.to; }))
            drawing_.arrows.push_back(arrow);
    }

    const dialects::Dialect& dialect_;
    std::map<TableKey, const DescribedObject*> changes_;
    std::map<TableKey, std::size_t> places_;
    std::vector<std::pair<TableKey, schema::ForeignKey>> references_;
    EntityDrawing drawing_;
};

/// Leaves out what neither changes nor touches something that does.
void leave_out_unchanged(EntityDrawing& drawing) {
    std::set<std::size_t> kept;
    for (std::size_t i = 0; i < drawing.boxes.size(); ++i)
        if (drawing.boxes[i].mark)
            kept.insert(i);
    const std::set<std::size_t> changed = kept;
    for (const EntityDrawing::Arrow& arrow : drawing.arrows) {
        if (changed.contains(arrow.from))
            kept.insert(arrow.to);
        if (changed.contains(arrow.to))
            kept.insert(arrow.from);
    }
    std::vector<std::size_t> new_place(drawing.boxes.size(), 0);
    std::vector<Box> boxes;
    for (const std::size_t i : kept) {
        new_place[i] = boxes.size();
        boxes.push_back(std::move(drawing.boxes[i]));
    }
    std::erase_if(drawing.arrows,
                  [&](const auto& arrow) { return !kept.contains(arrow.from) || !kept.contains(arrow.to); });
    for (EntityDrawing::Arrow& arrow : drawing.arrows) {
        arrow.from = new_place[arrow.from];
        arrow.to = new_place[arrow.to];
    }
    drawing.boxes = std::move(boxes);
}

/// How many foreign keys lie between a table and the end of its longest way; a circle counts once.
std::vector<int> ranks_of(const EntityDrawing& drawing) {
    std::vector<std::vector<std::size_t>> referred(drawing.boxes.size());
    for (const EntityDrawing::Arrow& arrow : drawing.arrows)
        if (arrow.from != arrow.to)
            referred[arrow.from].push_back(arrow.to);
    enum class State { New, Open, Done };
    std::vector<State> state(drawing.boxes.size(), State::New);
    std::vector<int> rank(drawing.boxes.size(), 0);
    // Depth first with a stack of its own: a chain may be as long as there are tables.
    for (std::size_t start = 0; start < drawing.boxes.size(); ++start) {
        std::vector<std::pair<std::size_t, std::size_t>> stack{{start, 0}};
        while (!stack.empty()) {
            auto& [box, next] = stack.back();
            if (next == 0 && state[box] == State::New)
                state[box] = State::Open;
            if (next < referred[box].size()) {
                const std::size_t to = referred[box][next++];
                if (state[to] == State::New)
                    stack.emplace_back(to, 0);
                continue;
            }
            for (const std::size_t to : referred[box])
                if (state[to] == State::Done)
                    rank[box] = std::max(rank[box], rank[to] + 1);
            state[box] = State::Done;
            stack.pop_back();
        }
    }
    return rank;
}

void measure(Box& box) {
    int widest = characters(box.title) + 2;
    for (const EntityDrawing::Row& row : box.rows)
        widest = std::max(widest, characters(row.name) + characters(row.type) + 6);
    for (const std::string& note : box.notes)
        widest = std::max(widest, characters(note));
    box.width = widest * character + 2 * padding;
    box.height = title_height + static_cast<int>(box.rows.size() + box.notes.size()) * line + padding;
}

/// Stands the boxes below each other from `x` on, in as many columns as it takes; gives where the next column begins.
int stack_boxes(EntityDrawing& drawing, const std::vector<std::size_t>& boxes, int x, int top) {
    int y = top, widest = 0;
    for (const std::size_t i : boxes) {
        Box& box = drawing.boxes[i];
        if (y > top && y + box.height > top + tallest_column) {
            x += widest + gap_x / 2;
            y = top;
            widest = 0;
        }
        box.x = x;
        box.y = y;
        y += box.height + gap_y;
        widest = std::max(widest, box.width);
    }
    return boxes.empty() ? x : x + widest + gap_x;
}

const char* class_of(const std::optional<Mark>& mark) {
    if (!mark)
        return "same";
    return autogenerate::name_of(*mark).data();
}

std::string number(int value) {
    return std::to_string(value);
}

std::string text_element(int x, int y, const std::string& attributes, const std::string& text) {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + attributes + ">" + html_text(text) + "</text>";
}

} // namespace

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

EntityDrawing entity_drawing(const schema::Schema& database, const schema::Schema& target,
                             const std::vector<DescribedObject>& changes, const dialects::Dialect& dialect,
                             bool only_changed) {
    Composer composer(changes, dialect);
    composer.add(database);
    composer.add(target);
    EntityDrawing drawing = composer.take();
    if (only_changed)
        leave_out_unchanged(drawing);
    return drawing;
}

void arrange(EntityDrawing& drawing) {
    for (Box& box : drawing.boxes)
        measure(box);
    std::vector<bool> connected(drawing.boxes.size(), false);
    for (const EntityDrawing::Arrow& arrow : drawing.arrows)
        connected[arrow.from] = connected[arrow.to] = true;

    const std::vector<int> rank = ranks_of(drawing);
    std::map<int, std::vector<std::size_t>> by_rank;
    std::vector<std::size_t> alone;
    for (std::size_t i = 0; i < drawing.boxes.size(); ++i)
        (connected[i] ? by_rank[rank[i]] : alone).push_back(i);

    int x = padding;
    for (auto& [unused, boxes] : by_rank) {
        // Beside what it refers to: by the middle of those, which have their places already.
        std::map<std::size_t, double> middle;
        for (const EntityDrawing::Arrow& arrow : drawing.arrows)
            if (arrow.from != arrow.to && rank[arrow.to] < rank[arrow.from]) {
                double& y = middle[arrow.from];
                y = std::max(y, drawing.boxes[arrow.to].y + drawing.boxes[arrow.to].height / 2.0);
            }
        std::stable_sort(boxes.begin(), boxes.end(),
                         [&](std::size_t a, std::size_t b) { return middle[a] < middle[b]; });
        x = stack_boxes(drawing, boxes, x, padding);
    }
    int bottom = 0;
    for (const auto& [unused, boxes] : by_rank)
        for (const std::size_t i : boxes)
            bottom = std::max(bottom, drawing.boxes[i].y + drawing.boxes[i].height);

    // The others in rows below, as wide as what is above.
    const int widest_row = std::max(x, 1200);
    int row_x = padding, row_y = bottom ? bottom + 2 * gap_y : padding, row_height = 0;
    for (const std::size_t i : alone) {
        Box& box = drawing.boxes[i];
        if (row_x > padding && row_x + box.width > widest_row) {
            row_x = padding;
            row_y += row_height + gap_y;
            row_height = 0;
        }
        box.x = row_x;
        box.y = row_y;
        row_x += box.width + gap_x / 2;
        row_height = std::max(row_height, box.height);
    }
    for (const Box& box : drawing.boxes) {
        drawing.width = std::max(drawing.width, box.x + box.width + padding);
        drawing.height = std::max(drawing.height, box.y + box.height + padding);
    }
}

std::string svg(const EntityDrawing& drawing) {
    std::string out = "<svg id=\"drawing\" xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(drawing.width) +
                      "\" height=\"" + number(drawing.height) + "\" viewBox=\"0 0 " + number(drawing.width) + " " +
                      number(drawing.height) + "\" role=\"img\" aria-label=\"Tables and their foreign keys\">\n";
    for (const EntityDrawing::Arrow& arrow : drawing.arrows) {
        const Box& from = drawing.boxes[arrow.from];
        const Box& to = drawing.boxes[arrow.to];
        const int y1 = from.y + title_height / 2, y2 = to.y + title_height / 2;
        std::string path;
        if (arrow.from == arrow.to) {
            const int right = from.x + from.width;
            path = "M" + number(right) + " " + number(y1) + " c40 0 40 30 0 30";
        } else {
            const bool to_the_left = to.x + to.width <= from.x;
            const int x1 = to_the_left ? from.x : from.x + from.width;
            const int x2 = to_the_left || to.x < from.x + from.width ? to.x + to.width : to.x;
            const int bend = std::max(30, std::abs(x1 - x2) / 2);
            path = "M" + number(x1) + " " + number(y1) + " C" + number(x1 + (to_the_left ? -bend : bend)) + " " +
                   number(y1) + " " + number(x2 + (x2 == to.x ? -bend : bend)) + " " + number(y2) + " " + number(x2) +
                   " " + number(y2);
        }
        out += std::string("<path class=\"arrow ") + class_of(arrow.mark) + "\" d=\"" + path + "\"><title>" +
               html_text(from.title + " refers to " + to.title) + "</title></path>\n";
    }
    for (const Box& box : drawing.boxes) {
        out += std::string("<g class=\"table ") + class_of(box.mark) + "\" transform=\"translate(" + number(box.x) +
               " " + number(box.y) + ")\"><title>" + html_text(box.title) + "</title><rect width=\"" +
               number(box.width) + "\" height=\"" + number(box.height) + "\" rx=\"5\"/>" +
               text_element(padding, line, " class=\"title\"", box.title);
        int y = title_height + line - 5;
        for (const EntityDrawing::Row& row : box.rows) {
            out += std::string("<g class=\"row ") + class_of(row.mark) + "\"><rect class=\"back\" x=\"1\" y=\"" +
                   number(y - line + 5) + "\" width=\"" + number(box.width - 2) + "\" height=\"" + number(line) +
                   "\"/>" + text_element(padding, y, row.key ? " class=\"key\"" : "", row.name) +
                   text_element(box.width - padding, y, " class=\"type\" text-anchor=\"end\"", row.type) + "</g>";
            y += line;
        }
        for (const std::string& note : box.notes) {
            out += text_element(padding, y, " class=\"note\"", note);
            y += line;
        }
        out += "</g>\n";
    }
    return out + "</svg>\n";
}

} // namespace limbeck::command
