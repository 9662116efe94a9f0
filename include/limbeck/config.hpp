#pragma once

#include <filesystem>
#include <functional>
#include <limbeck/value.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck {

namespace configuration {
class IniFile;
}

/// Where a command stands that runs several steps.
struct Progress {
    std::size_t step = 0;  ///< the one at work, from 1; steps + 1 when all are done; 0: it waits to begin
    std::size_t steps = 0; ///< how many there are
    std::string text;      ///< "upgrade a -> b, message"; empty when all are done
    std::string part = {}; ///< how far a change of many rows has come within the step; empty: there is none
};

/// The configuration of one project: an alembic.ini as Python's ConfigParser reads it, and what the command line or
/// a program added to it. The names are those of `alembic.config.Config`.
///
/// A Config is a value: copies are independent. Nothing is read before the first question, so a Config can be made
/// for a file that does not exist (`limbeck init` does). Not synchronized: one thread at a time.
///
/// Errors of all functions that read options: Error(Configuration) for a file that cannot be parsed (with its line)
/// or a value that cannot be interpolated; Error(Command) for a missing section, in Alembic's words.
class Config {
  public:
    /// No file: options are set by the program.
    Config();
    /// `file` is the path of an alembic.ini, relative to the working directory; `section` its main section.
    explicit Config(std::string file, std::string section = "alembic");
    /// The configuration in `text`, as though it were read from `file`.
    static Config from_text(std::string_view text, std::string file = "alembic.ini", std::string section = "alembic");
    /// What the command line chooses: the values of `-c` (at most one ini and one pyproject.toml), else the
    /// environment variable ALEMBIC_CONFIG, else alembic.ini. Throws Error(Command) when one kind is named twice.
    static Config from_command_line(const std::vector<std::string>& files, std::string section = "alembic");

    Config(const Config&);
    Config(Config&&) noexcept;
    Config& operator=(const Config&);
    Config& operator=(Config&&) noexcept;
    ~Config();

    /// Path of the ini file as it was given; absent for a Config without a file.
    const std::optional<std::string>& config_file_name() const;
    /// Path of the pyproject.toml that belongs to it; it need not exist.
    const std::optional<std::string>& toml_file_name() const;
    /// Makes options that the ini file lacks come from [tool.alembic] and [tool.limbeck] of this pyproject.toml.
    void set_toml_file_name(std::string file);
    /// Name of the main section: "alembic", unless `-n` chose another one.
    const std::string& config_ini_section() const;
    /// Folder of the ini file, absolute: what %(here)s stands for. The working directory without a file.
    std::filesystem::path here() const;

    // One option, interpolated. The section must exist, otherwise Error(Command) "No config file 'alembic.ini' found,
    // or file has no '[alembic]' section". Names are case-insensitive; [DEFAULT] counts for every section.
    std::optional<std::string> get_main_option(std::string_view name) const;
    std::string get_main_option(std::string_view name, std::string otherwise) const;
    std::optional<std::string> get_section_option(std::string_view section, std::string_view name) const;
    std::string get_section_option(std::string_view section, std::string_view name, std::string otherwise) const;
    /// An option of the main section, else of [tool.alembic] in pyproject.toml, or absent; unlike get_main_option no
    /// error when the section is missing. Error(Command) when pyproject.toml has something else than text or a number.
    std::optional<std::string> get_alembic_option(std::string_view name) const;
    /// True when the option's text is exactly "true", or true in pyproject.toml.
    bool get_alembic_boolean_option(std::string_view name) const;
    /// A value of [tool.<tool>] in pyproject.toml ("alembic", "limbeck"), with %(here)s, the folder of that file,
    /// replaced; null without it.
    Value get_toml_value(std::string_view tool, std::string_view name) const;

    bool has_section(std::string_view name) const;
    std::vector<std::string> sections() const; ///< in the file's order, without DEFAULT
    /// All options of a section, interpolated, in the order of ConfigParser.items() ([DEFAULT] with `here` first);
    /// absent without such a section.
    std::optional<std::vector<std::pair<std::string, std::string>>> get_section(std::string_view name) const;

    // Overrides of what the file says; the section is made when it is missing. A % in the value must be written %%,
    // otherwise Error(Command) "invalid interpolation syntax in …".
    void set_main_option(std::string_view name, std::string_view value);
    void set_section_option(std::string_view section, std::string_view name, std::string_view value);
    void remove_main_option(std::string_view name);

    /// The parsed file, for those who need more than options. Lives as long as the Config is not changed.
    const configuration::IniFile& file_config() const;

    // What the command line or the calling program adds. Free to be changed by their owner.
    std::vector<std::string> x_arguments;       ///< values of -x, in order: "key=value"
    std::map<std::string, std::string> options; ///< other command line options env.py may ask for: "tag", "url", …
    Map attributes;                             ///< Config.attributes, as far as these are plain values
    bool verbose = false;
    bool quiet = false;
    /// Receives what commands print (whole lines with their newline). Empty: standard output.
    std::function<void(std::string_view)> print;
    /// Receives the SQL of offline mode; empty: as `print`.
    std::function<void(std::string_view)> output_buffer;
    /// Told when a step begins, and once when all are done; on the thread that runs the command. Not of offline SQL.
    /// Empty: nobody.
    std::function<void(const Progress&)> progress;
    /// Whether what commands print on `print` is coloured (ANSI escape sequences).
    bool colours = false;
    /// Receives warnings (one sentence, no newline). Empty: standard error, as "UserWarning: …".
    std::function<void(std::string_view)> warn;

    /// Prints a line on `print` unless `quiet`. `text` comes without its newline.
    void print_stdout(std::string_view text) const;
    /// Hands a warning to `warn`.
    void print_warning(std::string_view text) const;

  private:
    struct Files;
    const configuration::IniFile& ini() const;
    configuration::IniFile& ini();

    std::unique_ptr<Files> files_;
};

} // namespace limbeck
