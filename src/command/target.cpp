#include "command/target.hpp"

#include "configuration/options.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/scratch.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <sstream>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;

constexpr const char* option = "[limbeck] target";

bool is_url(const std::string& text) {
    return text.find("://") != std::string::npos;
}

dialects::SqlFile read_file(const fs::path& path, const std::string& name) {
    std::ifstream stream(path, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    if (!stream)
        throw Error(Error::Kind::Configuration, "the file " + name + " cannot be read", option);
    return {name, text.str()};
}

/// The files that the option names, relative to the configuration.
std::vector<dialects::SqlFile> read_files(const Config& config, const std::string& name) {
    const fs::path path = config.here() / name;
    std::error_code error;
    if (fs::is_regular_file(path, error))
        return {read_file(path, name)};
    if (!fs::is_directory(path, error))
        throw Error(Error::Kind::Configuration, "there is no file or folder " + path.lexically_normal().string(),
                    option,
                    "It is looked for beside " + config.config_file_name().value_or("the configuration") +
                        "; a target is a file or a folder with SQL, or a database URL.");
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::directory_iterator(path, error))
        if (entry.path().extension() == ".sql" && entry.is_regular_file())
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    if (paths.empty())
        throw Error(Error::Kind::Configuration, "the folder " + name + " has no file that ends with .sql", option);
    std::vector<dialects::SqlFile> files;
    for (const fs::path& file : paths)
        files.push_back(read_file(file, (fs::path(name) / file.filename()).string()));
    return files;
}

Target from_files(const Config& config, const std::string& name, dialects::Connection& connection) {
    const std::vector<dialects::SqlFile> files = read_files(config, name);
    std::unique_ptr<dialects::Scratch> place;
    try {
        place = connection.dialect().scratch(connection);
    } catch (const dialects::NoScratchPlace& refusal) {
        throw Error(Error::Kind::Database, name + " cannot be read without a place to run it in: " + refusal.what(),
                    option, refusal.now());
    }
    dialects::MadeBySql made = place->made_by(files, dialects::MayRead::Extensions);
    return {name, std::move(made.schema), std::move(made.not_compared)};
}

Target from_database(const std::string& text, dialects::Connection& connection) {
    const dialects::Url url = dialects::parse_url(text);
    const dialects::Dialect& dialect = connection.dialect();
    if (url.dialect != dialect.name())
        throw Error(Error::Kind::Configuration,
                    url.masked() + " is a database of another kind: " + url.dialect + ", not " + dialect.name(), option,
                    "Two databases are compared only where both are of one kind.");
    const std::unique_ptr<dialects::Connection> other = dialect.connect_for_plan(url, [](const std::string&) {});
    dialects::InspectFilter everything;
    everything.schemas.clear();
    everything.views = everything.routines = true;
    return {url.masked(), dialect.inspector(*other)->inspect(everything), {}};
}

bool is_empty(const schema::Schema& schema) {
    return schema.tables.empty() && schema.enums.empty() && schema.domains.empty() && schema.sequences.empty() &&
           schema.views.empty() && schema.routines.empty() && schema.extensions.empty();
}

} // namespace

std::optional<std::string> target_name(const Config& config) {
    const std::optional<std::string> target = configuration::limbeck_options(config).target;
    if (!target || !is_url(*target))
        return target;
    return dialects::parse_url(*target).masked();
}

std::optional<Target> read_target(const Config& config, dialects::Connection& connection) {
    const std::optional<std::string> said = configuration::limbeck_options(config).target;
    if (!said)
        return std::nullopt;
    Target target = is_url(*said) ? from_database(*said, connection) : from_files(config, *said, connection);
    if (is_empty(target.schema))
        fail("the target " + target.name + " has nothing in it, so that all that there is would be dropped", option,
             "Name the right file or database; `limbeck downgrade base` empties a database.");
    return target;
}

} // namespace limbeck::command
