#include "command/difference_text.hpp"

#include "support/colours.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::command {

namespace {

using autogenerate::DescribedChange;
using autogenerate::DescribedObject;
using autogenerate::Mark;
using support::Ink;
using support::painted;

constexpr std::size_t widest_label = 44; ///< characters; what is longer pushes its detail to the right

std::string_view sign(Mark mark) {
    return mark == Mark::Added ? "+" : mark == Mark::Removed ? "-" : "~";
}

Ink ink(Mark mark) {
    return mark == Mark::Added ? Ink::Good : mark == Mark::Removed ? Ink::Failure : Ink::Warning;
}

std::string label(const DescribedChange& change) {
    return change.name.empty() ? change.kind : change.kind + " " + change.name;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

std::string difference_text(const std::vector<DescribedObject>& objects, bool colours) {
    std::string out;
    for (const DescribedObject& object : objects) {
        const std::string name = object.schema.empty() ? object.name : object.schema + "." + object.name;
        out += painted(colours, ink(object.mark), sign(object.mark)) + " " + object.kind + " " +
               painted(colours, Ink::Heading, name) + "\n";
        std::size_t width = 0;
        for (const DescribedChange& change : object.changes)
            if (const std::size_t own = characters(label(change)); own <= widest_label)
                width = std::max(width, own);
        for (const DescribedChange& change : object.changes) {
            const std::string text = label(change);
            out += "    " + painted(colours, ink(change.mark), sign(change.mark)) + " " + text;
            if (!change.detail.empty()) {
                const std::size_t own = characters(text);
                out += std::string(own < width ? width - own : 0, ' ') + "  " +
                       painted(colours, Ink::Faint, change.detail);
            }
            out += "\n";
        }
    }
    return out;
}

std::string difference_count(const std::vector<DescribedObject>& objects) {
    // In the order in which they are met.
    std::vector<std::pair<std::pair<std::string, Mark>, std::size_t>> counts;
    for (const DescribedObject& object : objects) {
        const std::pair<std::string, Mark> key{object.kind, object.mark};
        const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == key; });
        if (found == counts.end())
            counts.emplace_back(key, 1);
        else
            ++found->second;
    }
    std::string text;
    for (const auto& [key, count] : counts) {
        const std::string& kind = key.first;
        const std::string plural = kind.ends_with("y") ? kind.substr(0, kind.size() - 1) + "ies" : kind + "s";
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? kind : plural) + " " +
                std::string(autogenerate::name_of(key.second));
    }
    return text;
}

} // namespace limbeck::command
