#include "configuration/options.hpp"

#include "configuration/ini_file.hpp"
#include "configuration/python_text.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>

namespace limbeck::configuration {
namespace {

std::optional<std::string> separator(const Config& config, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        std::optional<std::string> value = config.get_main_option(name);
        if (!value)
            continue;
        if (*value == "space")
            return " ";
        if (*value == "newline")
            return "\n";
        if (*value == "os" || *value == ":")
            return ":";
        if (*value == ";")
            return ";";
        throw Error(Error::Kind::Configuration, "'" + *value + "' is not a valid value for " + name +
                                                    "; expected 'space', 'newline', 'os', ':', ';'");
    }
    return std::nullopt;
}

std::vector<std::string> split_paths(const std::string& text, const std::string& separator) {
    std::vector<std::string> paths;
    for (const std::string& part : split(text, separator))
        if (std::string path(strip(part)); !path.empty())
            paths.push_back(std::move(path));
    return paths;
}

/// A list of texts in pyproject.toml; none without it.
std::vector<std::string> toml_list(const Config& config, const char* tool, const char* option) {
    const Value value = config.get_toml_value(tool, option);
    std::vector<std::string> texts;
    if (value.is_null())
        return texts;
    const auto refuse = [&] {
        fail("a list of texts is expected for TOML parameter " + python_repr(option),
             config.toml_file_name().value_or("") + ", [tool." + tool + "]",
             std::string("Write it as ") + option + " = [\"one\", \"two\"].");
    };
    const List* list = value.get_if<List>();
    if (!list)
        refuse();
    for (const Value& item : *list) {
        if (!item.get_if<std::string>())
            refuse();
        texts.push_back(item.as_text());
    }
    return texts;
}

/// Names of [limbeck] between commas and white space of any kind, or a list in [tool.limbeck] of pyproject.toml, where
/// a name may hold a space.
std::vector<std::string> names_of(const Config& config, const char* option) {
    std::vector<std::string> names;
    if (!config.file_config().has_option("limbeck", option))
        return toml_list(config, "limbeck", option);
    std::string text = config.file_config().get("limbeck", option).value_or("");
    std::replace_if(text.begin(), text.end(), is_space, ' ');
    return split_words(text);
}

/// An option of [limbeck], or of [tool.limbeck] in pyproject.toml; an empty one is none.
std::optional<std::string> text_of(const Config& config, const char* option) {
    std::string text(strip(config.file_config().get("limbeck", option).value_or("")));
    if (const Value value = config.get_toml_value("limbeck", option); text.empty() && !value.is_null()) {
        if (!value.get_if<std::string>())
            fail("a text is expected for TOML parameter " + python_repr(option),
                 config.toml_file_name().value_or("") + ", [tool.limbeck]",
                 std::string("Write it as ") + option + " = \"…\".");
        text = value.as_text();
    }
    return text.empty() ? std::nullopt : std::optional(text);
}

/// An option of [limbeck], or of [tool.limbeck] in pyproject.toml, that is true or false; false without it.
bool truth_of(const Config& config, const char* option) {
    std::string text(strip(config.file_config().get("limbeck", option).value_or("")));
    if (const Value value = config.get_toml_value("limbeck", option); text.empty() && !value.is_null()) {
        if (const bool* truth = value.get_if<bool>())
            return *truth;
        text = "of another kind";
    }
    if (!text.empty() && text != "true" && text != "false")
        throw Error(Error::Kind::Configuration, std::string(option) + " of [limbeck] is neither true nor false",
                    config.config_file_name().value_or(""),
                    std::string("Write ") + option + " = true, or leave it out.");
    return text == "true";
}

/// [[tool.alembic.post_write_hooks]]: a table for each.
std::vector<Hook> toml_hooks(const Config& config) {
    const Value value = config.get_toml_value("alembic", "post_write_hooks");
    const auto refuse = [&](const std::string& what) {
        throw Error(Error::Kind::Configuration, what,
                    config.toml_file_name().value_or("") + ", [[tool.alembic.post_write_hooks]]",
                    "A hook is a table of texts: name = \"ruff\", type = \"exec\", executable = \"ruff\", …");
    };
    std::vector<Hook> hooks;
    if (value.is_null())
        return hooks;
    const List* tables = value.get_if<List>();
    if (!tables)
        refuse("post_write_hooks is no list of tables");
    for (const Value& table : *tables) {
        const Map* options = table.get_if<Map>();
        if (!options)
            refuse("post_write_hooks is no list of tables");
        if (!options->find("name"))
            refuse("a post write hook has no name");
        Hook hook;
        for (const auto& [key, option] : options->entries()) {
            const std::string* text = option.get_if<std::string>();
            if (!text)
                refuse(python_repr(key) + " of a post write hook is no text");
            hook.emplace_back(key == "name" ? "_hook_name" : key, *text);
        }
        hooks.push_back(std::move(hook));
    }
    return hooks;
}

} // namespace

std::vector<std::string> prepend_sys_path(const Config& config) {
    const std::string text = config.file_config().get(config.config_ini_section(), "prepend_sys_path").value_or("");
    if (text.empty())
        return toml_list(config, "alembic", "prepend_sys_path");
    if (auto sign = separator(config, {"path_separator"}))
        return split_paths(text, *sign);
    return split_words(text, true);
}

std::vector<std::string> version_locations(const Config& config) {
    const std::string text = config.file_config().get(config.config_ini_section(), "version_locations").value_or("");
    if (text.empty())
        return toml_list(config, "alembic", "version_locations");
    if (auto sign = separator(config, {"path_separator", "version_path_separator"}))
        return split_paths(text, *sign);
    return split_words(text);
}

std::filesystem::path resolve_resource(const Config& config, const std::string& name) {
    std::size_t colon = name.find(':');
    if (colon == std::string::npos || std::filesystem::path(name).is_absolute())
        return name;
    std::vector<std::string> tokens = split(name, ":");
    std::filesystem::path package;
    for (const std::string& part : split(tokens[0], "."))
        package /= part;

    std::vector<std::string> roots = prepend_sys_path(config);
    if (const char* path = std::getenv("PYTHONPATH"))
        for (std::string& part : split(path, ":"))
            if (!part.empty())
                roots.push_back(std::move(part));
    roots.push_back(".");
    for (const std::string& root : roots) {
        std::filesystem::path place = (root.empty() ? "." : root) / package;
        std::error_code error;
        if (!std::filesystem::is_directory(place, error))
            continue;
        for (std::size_t i = 1; i < tokens.size(); ++i)
            place /= tokens[i];
        return place.lexically_normal();
    }
    fail("No module named " + python_repr(tokens[0]), name,
         "Looked for in prepend_sys_path, PYTHONPATH and the working directory; add the package's folder to "
         "prepend_sys_path.");
}

namespace {

/// Where a configuration file that is not there may be: in `migrations`, as with Flask-Migrate, or in a folder above.
std::string missing_file(const std::string& file) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (const fs::path below = fs::path("migrations") / file;
        fs::path(file).filename() == file && fs::exists(below, error))
        return "There is no file " + file + " in this folder, but one in migrations: name it, -c " + below.string() +
               ".";
    if (fs::path(file).filename() == file)
        for (fs::path folder = here; folder.has_relative_path();) {
            folder = folder.parent_path();
            if (fs::exists(folder / file, error))
                return "There is no file " + file + " in this folder, but one in " + folder.string() +
                       ": run the command there.";
        }
    return "There is no file " + file + "; name one with -c, or start a project with `limbeck init`.";
}

} // namespace

void complete_script_location(Config& config) {
    std::error_code error;
    const std::filesystem::path here = config.here();
    if (config.config_file_name() && config.has_section(config.config_ini_section()) &&
        !config.get_alembic_option("script_location") && std::filesystem::exists(here / "env.py", error) &&
        std::filesystem::is_directory(here / "versions", error))
        config.set_main_option("script_location", "%(here)s");
}

ScriptOptions script_options(const Config& config) {
    std::optional<std::string> location = config.get_alembic_option("script_location");
    if (!location) {
        std::string where = config.config_file_name().value_or("");
        std::string now;
        if (std::error_code error; !where.empty() && !std::filesystem::exists(where, error))
            now = missing_file(where);
        else if (!where.empty() && !config.has_section(config.config_ini_section()))
            now = "The file has no section [" + config.config_ini_section() + "]; name another one with -n.";
        else
            now = "Set script_location to the folder that holds env.py and versions.";
        fail("No 'script_location' key found in configuration.", std::move(where), std::move(now));
    }
    ScriptOptions options;
    options.script_location_option = *location;
    options.script_location = resolve_resource(config, *location);
    if (auto text = config.get_alembic_option("truncate_slug_length")) {
        int length = 0;
        auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), length);
        if (error != std::errc{} || end != text->data() + text->size())
            throw Error(Error::Kind::Configuration, "truncate_slug_length is not a number: " + python_repr(*text),
                        config.config_file_name().value_or(""));
        options.truncate_slug_length = length == 0 ? 40 : length;
    }
    if (auto text = config.get_alembic_option("file_template"))
        options.file_template = *text;
    if (auto text = config.get_alembic_option("output_encoding"))
        options.output_encoding = *text;
    // An empty "timezone =" line means local time in the files that Alembic's own templates made.
    if (auto text = config.get_alembic_option("timezone"); text && !text->empty())
        options.timezone = *text;
    for (const std::string& path : version_locations(config))
        options.version_locations.push_back(resolve_resource(config, path));
    options.recursive_version_locations = config.get_alembic_boolean_option("recursive_version_locations");
    options.sourceless = config.get_alembic_boolean_option("sourceless");
    options.revision_environment =
        support::lower(config.get_alembic_option("revision_environment").value_or("")) == "true";
    options.prepend_sys_path = prepend_sys_path(config);
    return options;
}

std::optional<std::chrono::milliseconds> seconds_from(const std::string& text) {
    constexpr double most = 1e9; // thirty years
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= 0 && seconds <= most))
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<long long>(seconds * 1000));
}

namespace {

/// --lock-timeout, else [limbeck] lock_timeout.
std::optional<std::chrono::milliseconds> lock_timeout_of(const Config& config) {
    const auto option = config.options.find("lock_timeout");
    const std::optional<std::string> text =
        option != config.options.end() ? std::optional(option->second) : text_of(config, "lock_timeout");
    if (!text)
        return std::nullopt;
    const auto timeout = seconds_from(*text);
    if (!timeout)
        throw Error(Error::Kind::Configuration, "lock_timeout is no number of seconds: " + python_repr(*text),
                    option != config.options.end() ? "--lock-timeout" : config.config_file_name().value_or(""));
    return timeout;
}

} // namespace

LimbeckOptions limbeck_options(const Config& config) {
    LimbeckOptions options;
    options.packages = names_of(config, "packages");
    options.without_models = names_of(config, "without_models");
    options.allow = names_of(config, "allow");
    options.target_metadata = names_of(config, "target_metadata");
    for (const std::string& path : names_of(config, "shims"))
        options.shims.push_back((config.here() / path).lexically_normal().string());
    options.environment = text_of(config, "environment");
    options.log_table = text_of(config, "log_table");
    options.runtime = text_of(config, "runtime").value_or("");
    options.lock_timeout = lock_timeout_of(config);
    options.lock_within_node = truth_of(config, "lock_within_node");
    options.without_env_py = truth_of(config, "without_env_py");
    options.target = text_of(config, "target");
    return options;
}

std::vector<Hook> post_write_hooks(const Config& config) {
    std::vector<Hook> hooks;
    auto section = config.get_section("post_write_hooks");
    if (!section)
        return toml_hooks(config);
    std::string names;
    for (const auto& [key, value] : *section)
        if (key == "hooks")
            names = value;
    for (const std::string& name : split_words(names)) {
        Hook hook{{"_hook_name", name}};
        for (const auto& [key, value] : *section)
            if (key.starts_with(name + "."))
                hook.emplace_back(key.substr(name.size() + 1), value);
        hooks.push_back(std::move(hook));
    }
    return hooks;
}

} // namespace limbeck::configuration
