#pragma once

namespace limbeck {
class Config;
}

namespace limbeck::scripting {

/// Lets scripts see the project of this configuration: its folders on sys.path, its packages and shims, and what
/// `[limbeck] allow` and --allow permit. Starts Python. Throws Error(Configuration) for an option that is wrong.
void use_project(const Config& config);

} // namespace limbeck::scripting
