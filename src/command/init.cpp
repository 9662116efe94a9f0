// init and list_templates.
#include "command/templates.hpp"
#include "command/writing.hpp"
#include "configuration/toml_file.hpp"
#include "scripting/template_renderer.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limbeck/command.hpp>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <set>
#include <string>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view ini_template = "alembic.ini.mako", toml_template = "pyproject.toml.mako";

struct SourceFile {
    std::string name; ///< without its folder
    std::string content;
};

/// The files of a template of the program's own, or of a folder that a path names.
std::vector<SourceFile> template_files(const std::string& template_name) {
    std::vector<SourceFile> files;
    if (template_name.find('/') == std::string::npos) {
        for (const TemplateFile& file : templates())
            if (file.template_name == template_name)
                files.push_back({std::string(file.name), std::string(file.content)});
    } else if (std::error_code error; fs::is_directory(template_name, error)) {
        for (const fs::directory_entry& entry : fs::directory_iterator(template_name)) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            if (!stream)
                fail("Can't read " + entry.path().string());
            files.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(stream), {}}});
        }
        std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    }
    return files;
}

bool has(const std::vector<SourceFile>& files, std::string_view name) {
    return std::any_of(files.begin(), files.end(), [&](const SourceFile& file) { return file.name == name; });
}

/// The script location as `file`, which will lie in the folder of the configuration file, names it.
std::string location_from(const fs::path& scripts, const fs::path& file) {
    std::string location = scripts.generic_string();
    if (!scripts.is_absolute()) {
        const fs::path way = fs::absolute(scripts).lexically_normal().lexically_relative(
            fs::absolute(file).lexically_normal().parent_path());
        location = way == "." ? "" : "/" + way.generic_string();
    }
    std::string escaped = scripts.is_absolute() ? "" : "%(here)s";
    for (const char c : location)
        escaped.append(c == '%' ? 2 : 1, c);
    return escaped;
}

std::string without_last_slash(const std::string& directory) {
    const std::size_t end = directory.find_last_not_of('/');
    return end == std::string::npos ? directory : directory.substr(0, end + 1);
}

/// One run of init.
class Initialization {
  public:
    Initialization(Config& config, const std::string& directory, const std::string& template_name)
        : config_(config), scripts_(without_last_slash(directory)), files_(template_files(template_name)),
          ini_(shown_path(config.config_file_name().value_or("alembic.ini"))),
          toml_(shown_path(config.toml_file_name().value_or("pyproject.toml"))) {
        std::error_code error;
        if (fs::exists(scripts_, error) && !(fs::is_directory(scripts_, error) && fs::is_empty(scripts_, error)))
            fail("Directory " + scripts_.string() + " already exists and is not empty");
        if (files_.empty())
            fail("No such template " + template_name, {},
                 "`limbeck list_templates` shows those that there are; the path of a folder names one of your own.");
        if (!has(files_, ini_template))
            fail("The template " + template_name + " has no " + std::string(ini_template), {},
                 "Copy it from a script directory's template in Alembic's form; it becomes the configuration file.");
        // Asked before anything is written: the file may be no TOML.
        toml_has_section_ = has(files_, toml_template) && configuration::has_tool_table(toml_, "alembic");
    }

    void run(bool package) {
        if (std::error_code error; !fs::exists(scripts_, error))
            make(scripts_);
        make(scripts_ / "versions");
        for (const SourceFile& file : files_) {
            if (file.name == ini_template)
                write_ini(file);
            else if (file.name == toml_template)
                write_toml(file);
            else
                generate(shown_path(scripts_ / file.name), file.content);
        }
        if (package)
            for (const fs::path& folder : {scripts_, scripts_ / "versions"}) {
                const fs::path target = shown_path(folder / "__init__.py");
                with_status(config_, "Adding " + target.string(), [&] { write_file(target, ""); });
            }
        const std::string ini_words = "configuration/connection/logging settings in " + ini_.string();
        config_.print_stdout("Please edit " +
                             (has(files_, toml_template)
                                  ? "configuration settings in " + toml_.string() + " and " + ini_words
                                  : ini_words) +
                             " before proceeding.");
    }

  private:
    void make(const fs::path& directory) {
        with_status(config_, "Creating directory " + shown_path(directory).string(),
                    [&] { make_directories(directory); });
    }

    void generate(const fs::path& target, std::string_view content) {
        with_status(config_, "Generating " + target.string(), [&] { write_file(target, content); });
    }

    std::string rendered(const SourceFile& file, const fs::path& target) const {
        return scripting::render_text(file.content, file.name, {{"script_location", location_from(scripts_, target)}});
    }

    void write_ini(const SourceFile& file) {
        if (fs::exists(ini_))
            config_.print_stdout("File " + ini_.string() + " already exists, skipping");
        else
            generate(ini_, rendered(file, ini_));
    }

    void write_toml(const SourceFile& file) {
        if (toml_has_section_)
            config_.print_stdout("File " + toml_.string() +
                                 " already exists and already has a [tool.alembic] section, skipping");
        else if (fs::exists(toml_))
            with_status(config_, "Appending to existing " + toml_.string(),
                        [&] { append_to_file(toml_, "\n\n" + rendered(file, toml_)); });
        else
            generate(toml_, rendered(file, toml_));
    }

    Config& config_;
    fs::path scripts_;
    std::vector<SourceFile> files_;
    fs::path ini_, toml_;
    bool toml_has_section_ = false;
};

} // namespace

void init(Config& config, const std::string& directory, const std::string& template_name, bool package) {
    Initialization(config, directory, template_name).run(package);
}

void list_templates(Config& config) {
    config.print_stdout("Available templates:\n");
    for (const TemplateFile& file : templates())
        if (file.name == "README")
            config.print_stdout(std::string(file.template_name) + " - " +
                                std::string(file.content.substr(0, file.content.find('\n'))));
    config.print_stdout("\nTemplates are used via the 'init' command, e.g.:");
    config.print_stdout("\n  limbeck init --template generic ./scripts");
}

} // namespace limbeck::command
