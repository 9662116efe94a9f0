#pragma once

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// Lets scripts see the project of this configuration: its folders on sys.path, its packages and shims, and what
/// `[limbeck] allow` and --allow permit. Starts Python. Throws Error(Configuration) for an option that is wrong.
void use_project(const Config& config);

/// The configuration that scripts of this thread see while this lives, where no environment runs: a template's.
/// Borrows.
class ConfigInUse {
  public:
    explicit ConfigInUse(Config& config);
    ~ConfigInUse();
    ConfigInUse(const ConfigInUse&) = delete;
    ConfigInUse& operator=(const ConfigInUse&) = delete;

    /// That of this thread, or null.
    static Config* current();

  private:
    Config* before_;
};

} // namespace limbeck::scripting
