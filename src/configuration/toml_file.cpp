#include "configuration/toml_file.hpp"

#include "configuration/python_text.hpp"

#include <fstream>
#include <limbeck/error.hpp>
#include <sstream>
#include <toml++/toml.h>

namespace limbeck::configuration {

namespace {

Value plain(const toml::node& node) {
    if (const auto* table = node.as_table()) {
        Map map;
        for (const auto& [key, value] : *table)
            map.set(std::string(key.str()), plain(value));
        return map;
    }
    if (const auto* array = node.as_array()) {
        List list;
        for (const toml::node& item : *array)
            list.push_back(plain(item));
        return list;
    }
    if (const auto text = node.value_exact<std::string>())
        return *text;
    if (const auto truth = node.value_exact<bool>())
        return *truth;
    if (const auto number = node.value_exact<std::int64_t>())
        return *number;
    if (const auto number = node.value_exact<double>())
        return *number;
    // Dates: no option is one, and null is refused where an option is asked for.
    return {};
}

/// Empty without such a file.
std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    if (stream)
        content << stream.rdbuf();
    return std::move(content).str();
}

toml::table parsed(const std::string& text, const std::filesystem::path& file) {
    try {
        return toml::parse(text, file.string());
    } catch (const toml::parse_error& error) {
        throw Error(Error::Kind::Configuration, "The file is not TOML: " + std::string(error.description()),
                    file.string() + ", line " + std::to_string(error.source().begin.line), "Correct the file.");
    }
}

std::string interpolated_text(std::string_view text, const std::string& here, const std::string& place) {
    static constexpr std::string_view token = "%(here)s";
    std::string out;
    while (!text.empty()) {
        const std::size_t percent = text.find('%');
        out += text.substr(0, percent);
        if (percent == std::string_view::npos)
            break;
        text.remove_prefix(percent);
        if (text.starts_with("%%")) {
            out += '%';
            text.remove_prefix(2);
        } else if (text.starts_with(token)) {
            out += here;
            text.remove_prefix(token.size());
        } else {
            throw Error(Error::Kind::Configuration,
                        "only %(here)s and %% may stand in an option, found: " + python_repr(text), place,
                        "Write a percent sign as %%.");
        }
    }
    return out;
}

} // namespace

Map read_tool_table(const std::filesystem::path& file, std::string_view name) {
    const std::string text = content_of(file);
    // Most projects have a pyproject.toml that says nothing about migrations.
    if (text.find(name) == std::string::npos)
        return {};
    const toml::table whole = parsed(text, file);
    const toml::node_view<const toml::node> found = whole["tool"][name];
    if (!found)
        return {};
    if (!found.is_table())
        fail("Incorrect TOML format", file.string() + ", [tool." + std::string(name) + "]", "It must be a table.");
    return plain(*found.node()).as_map();
}

bool has_tool_table(const std::filesystem::path& file, std::string_view name) {
    const toml::table whole = parsed(content_of(file), file);
    return static_cast<bool>(whole["tool"][name]);
}

Value interpolated(const Value& value, const std::string& here, const std::string& place) {
    if (const std::string* text = value.get_if<std::string>())
        return interpolated_text(*text, here, place);
    if (const List* list = value.get_if<List>()) {
        List made;
        for (const Value& item : *list)
            made.push_back(interpolated(item, here, place));
        return made;
    }
    if (const Map* map = value.get_if<Map>()) {
        Map made;
        for (const auto& [key, item] : map->entries())
            made.set(key, interpolated(item, here, place));
        return made;
    }
    return value;
}

} // namespace limbeck::configuration
