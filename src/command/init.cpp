// init and list_templates.
#include "command/writing.hpp"
#include "command/templates.hpp"

#include <filesystem>
#include <limbeck/command.hpp>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <set>
#include <string>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;

std::string rendered(std::string_view content, const std::string& script_location) {
    static constexpr std::string_view token = "${script_location}";
    std::string text(content);
    for (std::size_t at; (at = text.find(token)) != std::string::npos;)
        text.replace(at, token.size(), script_location);
    return text;
}

void make_directory(Config& config, const fs::path& directory) {
    with_status(config, "Creating directory " + fs::absolute(directory).string(), [&] {
        std::error_code error;
        fs::create_directories(directory, error);
        if (error)
            fail("Can't make the directory " + directory.string() + ": " + error.message());
    });
}

} // namespace

void init(Config& config, const std::string& directory, const std::string& template_name, bool package) {
    const fs::path scripts = directory;
    if (fs::exists(scripts) && !fs::is_empty(scripts))
        fail("Directory " + directory + " already exists and is not empty");
    std::vector<TemplateFile> files;
    for (const TemplateFile& file : templates())
        if (file.template_name == template_name)
            files.push_back(file);
    if (files.empty())
        fail("No such template '" + template_name + "'", {}, "`limbeck list_templates` shows those that there are.");

    const fs::path config_file = fs::absolute(config.config_file_name().value_or("alembic.ini"));
    const std::string location =
        scripts.is_absolute()
            ? scripts.generic_string()
            : "%(here)s/" + fs::proximate(fs::absolute(scripts), config_file.parent_path()).generic_string();
    if (!fs::exists(scripts))
        make_directory(config, scripts);
    make_directory(config, scripts / "versions");
    for (const TemplateFile& file : files) {
        const bool is_config = file.name == "alembic.ini.mako";
        const fs::path target = is_config ? config_file : fs::absolute(scripts / file.name);
        if (is_config && fs::exists(target)) {
            config.print_stdout("File " + target.string() + " already exists, skipping");
            continue;
        }
        with_status(config, "Generating " + target.string(), [&] {
            write_file(target, is_config ? rendered(file.content, location) : std::string(file.content));
        });
    }
    if (package)
        for (const fs::path& target :
             {fs::absolute(scripts) / "__init__.py", fs::absolute(scripts) / "versions" / "__init__.py"})
            with_status(config, "Adding " + target.string(), [&] { write_file(target, ""); });
    config.print_stdout("Please edit configuration/connection/logging settings in " + config_file.string() +
                        " before proceeding.");
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
