#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace limbeck::configuration {

/// An ini file with the rules of Python's configparser.ConfigParser and its BasicInterpolation, which is what Alembic
/// uses: "=" or ":" between name and value, comments are lines that start with # or ;, no comments after a value,
/// indented lines continue a value, option names are lower-cased, [DEFAULT] is part of every section, %(name)s is
/// replaced and %% is one percent sign. (Python library reference, "configparser", 3.11.)
class IniFile {
  public:
    using Options = std::vector<std::pair<std::string, std::string>>;

    /// `defaults` are values of [DEFAULT] that the file need not contain, such as `here`.
    explicit IniFile(Options defaults = {});

    /// Adds what `text` says. `source` is the name for messages. Throws Error(Configuration): no section header,
    /// a section or an option twice, lines that are neither; `where` is "source, line N".
    void read(std::string_view text, std::string_view source);

    bool has_section(std::string_view section) const; ///< false for DEFAULT
    std::vector<std::string> sections() const;
    bool has_option(std::string_view section, std::string_view name) const;

    /// The value as written, or absent.
    std::optional<std::string> get_raw(std::string_view section, std::string_view name) const;
    /// The value with %(name)s replaced, or absent. Throws Error(Configuration) when that is impossible.
    std::optional<std::string> get(std::string_view section, std::string_view name) const;
    /// All options, interpolated: those of DEFAULT, then those of the section. The section must exist.
    Options items(std::string_view section) const;
    /// The same as written: nothing is replaced.
    Options items_as_written(std::string_view section) const;

    void add_section(std::string_view section);
    /// Throws Error(Configuration) when a % is neither %% nor %(name)s. The section must exist.
    void set(std::string_view section, std::string_view name, std::string_view value);
    void remove_option(std::string_view section, std::string_view name);

  private:
    struct Section {
        std::string name;
        Options options;
    };

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    const Section* find(std::string_view section) const;
    Section* find(std::string_view section);
    /// Its place in sections_; made where there is none.
    std::size_t place_in_sections(std::string_view section);
    const std::string* raw(const Section* section, std::string_view lower_name) const;
    void interpolate(const Section& section, const std::string& option, std::string_view rest, int depth,
                     std::string& out) const;

    std::string place_of(const Section& section, std::string_view option) const;

    Section defaults_;
    std::string source_; ///< of the last read(), for messages
    std::vector<Section> sections_;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_; ///< in sections_, by name
};

} // namespace limbeck::configuration
