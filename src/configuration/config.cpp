#include "configuration/ini_file.hpp"
#include "configuration/python_text.hpp"
#include "configuration/toml_file.hpp"
#include "support/bottom_line.hpp"
#include "support/passwords.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <sstream>
#include <system_error>

namespace limbeck {

using configuration::IniFile;

struct Config::Files {
    std::optional<std::string> file, toml;
    std::string section;
    std::optional<std::string> text; ///< given instead of the file's content
    std::optional<IniFile> ini;      ///< absent until the first question
    std::optional<Map> tool_alembic; ///< likewise
    std::optional<Map> tool_limbeck; ///< likewise
};

namespace {

/// Without "." and doubled slashes, as pathlib writes it; ".." stays, because of symbolic links.
std::filesystem::path plain(const std::filesystem::path& path) {
    std::filesystem::path out;
    for (const auto& part : path)
        if (part != "." && !part.empty())
            out /= part;
    return out;
}

/// The content of a file, absent where there is none. One that is there and cannot be read is no missing one.
std::optional<std::string> content_of(const std::string& path) {
    const auto refuse = [&](int reason) {
        throw Error(Error::Kind::Configuration,
                    "The configuration file can't be read: " + std::generic_category().message(reason), path,
                    "Give the file to the user who runs this, or name another one with -c.");
    };
    std::error_code error;
    const auto kind = std::filesystem::symlink_status(path, error).type();
    if (kind == std::filesystem::file_type::not_found)
        return std::nullopt;
    if (std::filesystem::is_directory(path, error))
        refuse(EISDIR);
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream && kind == std::filesystem::file_type::symlink && errno == ENOENT)
        throw Error(Error::Kind::Configuration, "The configuration file is a symbolic link that leads nowhere",
                    path + " -> " + std::filesystem::read_symlink(path, error).string(),
                    "Correct the link, or name another file with -c.");
    std::ostringstream text;
    if (stream)
        text << stream.rdbuf();
    if (!stream || stream.bad())
        refuse(errno ? errno : EIO);
    return std::move(text).str();
}

void write_in_turn(const std::string& line, std::FILE* stream) {
    support::TerminalTurn turn;
    std::fwrite(line.data(), 1, line.size(), stream);
    turn.wrote(line);
}

} // namespace

Config::Config() : files_(std::make_unique<Files>()) {
    files_->section = "alembic";
}

Config::Config(std::string file, std::string section) : Config() {
    files_->file = std::move(file);
    files_->section = std::move(section);
}

Config Config::from_text(std::string_view text, std::string file, std::string section) {
    Config config(std::move(file), std::move(section));
    config.files_->text = text;
    return config;
}

Config Config::from_command_line(const std::vector<std::string>& files, std::string section) {
    auto is_toml = [](const std::string& name) { return std::filesystem::path(name).filename() == "pyproject.toml"; };
    std::optional<std::string> ini, toml;
    for (const std::string& name : files) {
        auto& chosen = is_toml(name) ? toml : ini;
        if (chosen)
            fail(is_toml(name) ? "pyproject.toml indicated more than once" : "only one ini file may be indicated");
        chosen = name;
    }
    const char* variable = std::getenv("ALEMBIC_CONFIG");
    std::string environment = variable ? variable : "";
    bool environment_is_toml = is_toml(environment);
    Config config(ini                                            ? *ini
                  : !environment.empty() && !environment_is_toml ? environment
                                                                 : "alembic.ini",
                  std::move(section));
    config.files_->toml = toml ? *toml : environment_is_toml ? environment : "pyproject.toml";
    return config;
}

Config::Config(const Config& other)
    : x_arguments(other.x_arguments), options(other.options), attributes(other.attributes), verbose(other.verbose),
      quiet(other.quiet), print(other.print), output_buffer(other.output_buffer), progress(other.progress),
      colours(other.colours), warn(other.warn), files_(std::make_unique<Files>(*other.files_)) {}
Config::Config(Config&&) noexcept = default;
Config& Config::operator=(const Config& other) {
    return *this = Config(other);
}
Config& Config::operator=(Config&&) noexcept = default;
Config::~Config() = default;

const std::optional<std::string>& Config::config_file_name() const {
    return files_->file;
}
const std::optional<std::string>& Config::toml_file_name() const {
    return files_->toml;
}
void Config::set_toml_file_name(std::string file) {
    files_->toml = std::move(file);
    files_->tool_alembic.reset();
    files_->tool_limbeck.reset();
}
const std::string& Config::config_ini_section() const {
    return files_->section;
}

std::filesystem::path Config::here() const {
    if (!files_->file)
        return std::filesystem::current_path();
    return plain(std::filesystem::absolute(*files_->file)).parent_path();
}

IniFile& Config::ini() {
    if (!files_->ini) {
        // A percent sign in the folder's name is no interpolation.
        std::string folder;
        for (char c : here().string())
            folder.append(c == '%' ? 2 : 1, c);
        IniFile ini({{"here", std::move(folder)}});
        if (!files_->file)
            ini.add_section(files_->section);
        else if (std::optional<std::string> text = files_->text ? files_->text : content_of(*files_->file)) {
            std::size_t position = 0;
            if (!configuration::is_utf8(*text, &position))
                throw Error(Error::Kind::Configuration, "The configuration file is not UTF-8",
                            *files_->file + ", byte " + std::to_string(position), "Save the file as UTF-8.");
            ini.read(*text, *files_->file);
        }
        files_->ini = std::move(ini);
    }
    return *files_->ini;
}

const IniFile& Config::ini() const {
    return const_cast<Config*>(this)->ini();
}
const IniFile& Config::file_config() const {
    return ini();
}

std::optional<std::string> Config::get_section_option(std::string_view section, std::string_view name) const {
    if (!ini().has_section(section))
        fail("No config file " + (files_->file ? python_repr(*files_->file) : "None") + " found, or file has no '[" +
             std::string(section) + "]' section");
    return ini().get(section, name);
}

std::string Config::get_section_option(std::string_view section, std::string_view name, std::string otherwise) const {
    return get_section_option(section, name).value_or(std::move(otherwise));
}

std::optional<std::string> Config::get_main_option(std::string_view name) const {
    return get_section_option(files_->section, name);
}

std::string Config::get_main_option(std::string_view name, std::string otherwise) const {
    return get_main_option(name).value_or(std::move(otherwise));
}

Value Config::get_toml_value(std::string_view tool, std::string_view name) const {
    if (!files_->toml)
        return {};
    std::optional<Map>& table = tool == "alembic" ? files_->tool_alembic : files_->tool_limbeck;
    if (!table)
        table = configuration::read_tool_table(*files_->toml, tool);
    const Value* value = table->find(name);
    if (!value)
        return {};
    const std::filesystem::path file = *files_->toml;
    return configuration::interpolated(*value, plain(std::filesystem::absolute(file)).parent_path().string(),
                                       file.string() + ", [tool." + std::string(tool) + "] " + std::string(name));
}

std::optional<std::string> Config::get_alembic_option(std::string_view name) const {
    if (auto value = ini().get(files_->section, name))
        return value;
    const Value value = get_toml_value("alembic", name);
    if (value.is_null())
        return std::nullopt;
    if (const std::string* text = value.get_if<std::string>())
        return *text;
    if (const bool* truth = value.get_if<bool>())
        return *truth ? "true" : "false";
    if (const std::int64_t* number = value.get_if<std::int64_t>())
        return std::to_string(*number);
    fail("unsupported TOML value type for key: " + python_repr(name), *files_->toml + ", [tool.alembic]",
         "Write a text there.");
}

bool Config::get_alembic_boolean_option(std::string_view name) const {
    if (const auto value = ini().get(files_->section, name))
        return value == "true";
    const Value value = get_toml_value("alembic", name);
    if (value.is_null())
        return false;
    if (const bool* truth = value.get_if<bool>())
        return *truth;
    fail("boolean value expected for TOML parameter " + python_repr(name), *files_->toml + ", [tool.alembic]",
         "Write true or false, without quotes.");
}

bool Config::has_section(std::string_view name) const {
    return ini().has_section(name);
}
std::vector<std::string> Config::sections() const {
    return ini().sections();
}

std::optional<std::vector<std::pair<std::string, std::string>>> Config::get_section(std::string_view name) const {
    if (!ini().has_section(name))
        return std::nullopt;
    return ini().items(name);
}

void Config::set_section_option(std::string_view section, std::string_view name, std::string_view value) {
    ini().add_section(section);
    ini().set(section, name, value);
}

void Config::set_main_option(std::string_view name, std::string_view value) {
    set_section_option(files_->section, name, value);
}

void Config::remove_main_option(std::string_view name) {
    ini().remove_option(files_->section, name);
}

void Config::print_stdout(std::string_view text) const {
    if (quiet)
        return;
    std::string line(text);
    line += '\n';
    if (print)
        print(line);
    else
        write_in_turn(line, stdout);
}

void Config::print_warning(std::string_view given) const {
    const std::string text = support::without_passwords(given);
    if (warn) {
        warn(text);
        return;
    }
    std::string line = "UserWarning: " + text + "\n";
    write_in_turn(line, stderr);
}

} // namespace limbeck
