#include "configuration/ini_file.hpp"

#include "configuration/python_text.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <set>

namespace limbeck::configuration {
namespace {

constexpr int max_interpolation_depth = 10; // configparser.MAX_INTERPOLATION_DEPTH

std::string* value_of(IniFile::Options& options, std::string_view name) {
    for (auto& [key, value] : options)
        if (key == name)
            return &value;
    return nullptr;
}

std::string line_mark(int line) {
    std::string number = std::to_string(line);
    return " [line " + std::string(number.size() < 2 ? 1 : 0, ' ') + number + "]";
}

[[noreturn]] void refuse(std::string what, std::string_view source, int line, std::string now = {}) {
    throw Error(Error::Kind::Configuration, std::move(what), std::string(source) + ", line " + std::to_string(line),
                std::move(now));
}

} // namespace

IniFile::IniFile(Options defaults) {
    defaults_.name = "DEFAULT";
    for (auto& [name, value] : defaults)
        defaults_.options.emplace_back(support::lower(name), std::move(value));
}

void IniFile::read(std::string_view text, std::string_view source) {
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    source_ = source;

    std::set<std::pair<std::string, std::string>> seen;
    std::vector<std::pair<int, std::string>> bogus_lines;
    // An index, because making a section moves the others.
    constexpr std::ptrdiff_t none = -2, in_defaults = -1;
    std::ptrdiff_t current = none;
    auto options = [&]() -> Options& {
        return current == in_defaults ? defaults_.options : sections_[static_cast<std::size_t>(current)].options;
    };
    std::string option; // empty: no option to continue
    std::size_t indent = 0;
    int number = 0;

    for (std::size_t start = 0; start < text.size();) {
        std::size_t end = text.find_first_of("\r\n", start);
        std::string_view line = text.substr(start, end == std::string_view::npos ? end : end - start);
        bool has_newline = end != std::string_view::npos;
        start = has_newline ? end + 1 : text.size();
        if (has_newline && text[end] == '\r' && start < text.size() && text[start] == '\n')
            ++start;
        ++number;

        std::string_view value = strip(line);
        if (value.empty()) {
            // An empty line belongs to a value that goes on after it; it is cut off below when nothing follows.
            if (current != none && !option.empty())
                *value_of(options(), option) += '\n';
            continue;
        }
        if (value.front() == '#' || value.front() == ';')
            continue;

        std::size_t column = static_cast<std::size_t>(value.data() - line.data());
        if (current != none && !option.empty() && column > indent) {
            (*value_of(options(), option) += '\n') += value;
            continue;
        }
        indent = column;

        std::size_t bracket = value.front() == '[' ? value.rfind(']') : std::string_view::npos;
        if (bracket != std::string_view::npos && bracket > 1) {
            std::string name(value.substr(1, bracket - 1));
            option.clear();
            if (name == defaults_.name) {
                current = in_defaults;
                continue;
            }
            if (!seen.emplace(name, "").second)
                refuse("While reading from " + python_repr(source) + line_mark(number) + ": section " +
                           python_repr(name) + " already exists",
                       source, number, "Join the two sections, or remove one.");
            current = static_cast<std::ptrdiff_t>(place_in_sections(name));
            continue;
        }
        if (current == none)
            refuse("File contains no section headers.\nfile: " + python_repr(source) + ", line: " +
                       std::to_string(number) + "\n" + python_repr(std::string(line) + (has_newline ? "\n" : "")),
                   source, number, "A section such as [alembic] must come first.");

        std::size_t delimiter = value.find_first_of("=:");
        if (delimiter == std::string_view::npos || delimiter == 0) {
            bogus_lines.emplace_back(number, std::string(line) + (has_newline ? "\n" : ""));
            continue;
        }
        option = support::lower(right_strip(value.substr(0, delimiter)));
        const std::string& section =
            current == in_defaults ? defaults_.name : sections_[static_cast<std::size_t>(current)].name;
        if (!seen.emplace(section, "=" + option).second)
            refuse("While reading from " + python_repr(source) + line_mark(number) + ": option " + python_repr(option) +
                       " in section " + python_repr(section) + " already exists",
                   source, number, "Remove one of the two lines.");
        std::string content(strip(value.substr(delimiter + 1)));
        if (std::string* old = value_of(options(), option))
            *old = std::move(content);
        else
            options().emplace_back(option, std::move(content));
    }

    for (auto& [name, value] : defaults_.options)
        value.resize(right_strip(value).size());
    for (Section& section : sections_)
        for (auto& [name, value] : section.options)
            value.resize(right_strip(value).size());

    if (!bogus_lines.empty()) {
        std::string what = "Source contains parsing errors: " + python_repr(source);
        for (const auto& [line, content] : bogus_lines)
            what += "\n\t" + line_mark(line).substr(1) + ": " + python_repr(content);
        refuse(std::move(what), source, bogus_lines.front().first, "Write name = value, or start the line with #.");
    }
}

const IniFile::Section* IniFile::find(std::string_view section) const {
    const auto found = places_.find(section);
    return found == places_.end() ? nullptr : &sections_[found->second];
}

std::size_t IniFile::place_in_sections(std::string_view section) {
    const auto [found, is_new] = places_.try_emplace(std::string(section), sections_.size());
    if (is_new)
        sections_.push_back({found->first, {}});
    return found->second;
}

IniFile::Section* IniFile::find(std::string_view section) {
    return const_cast<Section*>(static_cast<const IniFile*>(this)->find(section));
}

bool IniFile::has_section(std::string_view section) const {
    return find(section) != nullptr;
}

std::vector<std::string> IniFile::sections() const {
    std::vector<std::string> names;
    for (const Section& section : sections_)
        names.push_back(section.name);
    return names;
}

const std::string* IniFile::raw(const Section* section, std::string_view lower_name) const {
    for (const Section* place : {section, &defaults_})
        if (place)
            for (const auto& [key, value] : place->options)
                if (key == lower_name)
                    return &value;
    return nullptr;
}

bool IniFile::has_option(std::string_view section, std::string_view name) const {
    if (section.empty() || section == defaults_.name)
        return raw(nullptr, support::lower(name)) != nullptr;
    const Section* found = find(section);
    return found && raw(found, support::lower(name));
}

std::string IniFile::place_of(const Section& section, std::string_view option) const {
    std::string place = source_;
    if (!place.empty())
        place += ", ";
    return place + "[" + section.name + "] " + std::string(option);
}

std::optional<std::string> IniFile::get_raw(std::string_view section, std::string_view name) const {
    const Section* found = section == defaults_.name ? &defaults_ : find(section);
    const std::string* value = found ? raw(found, support::lower(name)) : nullptr;
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::string> IniFile::get(std::string_view section, std::string_view name) const {
    const Section* found = section == defaults_.name ? &defaults_ : find(section);
    std::string option = support::lower(name);
    const std::string* value = found ? raw(found, option) : nullptr;
    if (!value)
        return std::nullopt;
    std::string out;
    interpolate(*found, option, *value, 1, out);
    return out;
}

void IniFile::interpolate(const Section& section, const std::string& option, std::string_view rest, int depth,
                          std::string& out) const {
    const std::string* stored = raw(&section, option);
    std::string raw_value = support::without_passwords(stored ? std::string_view(*stored) : rest);
    // What stands before an @ may be a password whose percent sign was not doubled.
    const auto shown = [&](std::size_t length) {
        return python_repr(rest.find('@') == std::string_view::npos ? rest : rest.substr(0, length));
    };
    std::string place = "option " + python_repr(option) + " in section " + python_repr(section.name);
    auto refuse_value = [&](std::string what, const char* now = "Write a percent sign as %%.") {
        throw Error(Error::Kind::Configuration, std::move(what), place_of(section, option), now);
    };
    if (depth > max_interpolation_depth)
        throw Error(Error::Kind::Configuration,
                    "Recursion limit exceeded in value substitution: " + place +
                        " contains an interpolation key which cannot be substituted in " +
                        std::to_string(max_interpolation_depth) + " steps. Raw value: " + python_repr(raw_value),
                    place_of(section, option), "One of the options that it names leads back to it.");
    while (!rest.empty()) {
        std::size_t percent = rest.find('%');
        out += rest.substr(0, percent);
        if (percent == std::string_view::npos)
            return;
        rest.remove_prefix(percent);
        char next = rest.size() > 1 ? rest[1] : '\0';
        if (next == '%') {
            out += '%';
            rest.remove_prefix(2);
        } else if (next == '(') {
            std::size_t close = rest.find(')');
            if (close == std::string_view::npos || close == 2 || close + 1 >= rest.size() || rest[close + 1] != 's')
                refuse_value("bad interpolation variable reference " + shown(2));
            std::string key = support::lower(rest.substr(2, close - 2));
            rest.remove_prefix(close + 2);
            const std::string* value = raw(&section, key);
            if (!value)
                refuse_value("Bad value substitution: " + place + " contains an interpolation key " + python_repr(key) +
                                 " which is not a valid option name. Raw value: " + python_repr(raw_value),
                             "Only options of that section and of [DEFAULT] are known there, no variables of the "
                             "environment: env.py can read these (os.environ). Write a percent sign as %%.");
            if (value->find('%') == std::string::npos)
                out += *value;
            else
                interpolate(section, option, *value, depth + 1, out);
        } else
            refuse_value("'%' must be followed by '%' or '(', found: " + shown(1));
    }
}

IniFile::Options IniFile::items_as_written(std::string_view section) const {
    const Section* found = section == defaults_.name ? &defaults_ : find(section);
    if (!found)
        throw Error(Error::Kind::Configuration, "No section: " + python_repr(section));
    Options all = defaults_.options;
    if (found != &defaults_)
        for (const auto& [name, value] : found->options) {
            if (std::string* old = value_of(all, name))
                *old = value;
            else
                all.emplace_back(name, value);
        }
    return all;
}

IniFile::Options IniFile::items(std::string_view section) const {
    Options all = items_as_written(section);
    const Section& here = section == defaults_.name ? defaults_ : *find(section);
    for (auto& [name, value] : all) {
        std::string out;
        interpolate(here, name, value, 1, out);
        value = std::move(out);
    }
    return all;
}

void IniFile::add_section(std::string_view section) {
    place_in_sections(section);
}

void IniFile::set(std::string_view section, std::string_view name, std::string_view value) {
    // What remains without %% and %(name)s must not contain a percent sign; its position is that in the remainder.
    std::string unescaped;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '%' && i + 1 < value.size() && value[i + 1] == '%')
            ++i;
        else
            unescaped += value[i];
    }
    std::string remainder;
    for (std::size_t i = 0; i < unescaped.size(); ++i) {
        if (unescaped.compare(i, 2, "%(") == 0) {
            std::size_t close = unescaped.find(')', i);
            if (close != std::string::npos && close > i + 2 && close + 1 < unescaped.size() &&
                unescaped[close + 1] == 's') {
                i = close + 1;
                continue;
            }
        }
        remainder += unescaped[i];
    }
    if (std::size_t at = remainder.find('%'); at != std::string::npos)
        throw Error(Error::Kind::Configuration,
                    "invalid interpolation syntax in " + python_repr(value) + " at position " + std::to_string(at),
                    "[" + std::string(section) + "] " + std::string(name), "Write a percent sign as %%.");
    Section* found = section == defaults_.name ? &defaults_ : find(section);
    if (!found)
        throw Error(Error::Kind::Configuration, "No section: " + python_repr(section));
    std::string option = support::lower(name);
    if (std::string* old = value_of(found->options, option))
        *old = value;
    else
        found->options.emplace_back(std::move(option), value);
}

void IniFile::remove_option(std::string_view section, std::string_view name) {
    Section* found = section == defaults_.name ? &defaults_ : find(section);
    if (found)
        std::erase_if(found->options,
                      [option = support::lower(name)](const auto& entry) { return entry.first == option; });
}

} // namespace limbeck::configuration
