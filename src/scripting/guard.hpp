#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace limbeck::scripting {

/// What scripts may do beside reading files and the environment. Kept in C++, for the whole process: no script can
/// change it. A guard rail against accidents and careless supply chains, not a sandbox against malice.
struct Allowance {
    bool network = false; ///< sockets, names of hosts
    bool process = false; ///< starting programs, forking, signals to other processes
    bool write = false;   ///< making, changing and removing files

    /// From "network,process,write" (commas or white space). Throws Error(Configuration) at another word.
    static Allowance parse(std::string_view words);
    bool operator==(const Allowance&) const = default;
};

/// Sets what scripts may do from now on; nothing, unless this is called. Any thread.
void allow(Allowance allowance) noexcept;
Allowance allowed() noexcept;
/// What of that scripts have made use of by now, or since this was last forgotten. Any thread.
Allowance used() noexcept;
void forget_used() noexcept;

/// Compiled modules in this folder may be loaded: those of the project's environment.
void trust_compiled(const std::filesystem::path& folder);
/// A log file that the configuration names: it may be written, and be rotated (FILE.1, FILE.2026-01-31), whatever is
/// allowed. Any thread.
void allow_log_file(const std::string& path);
/// The same for the address of a log server, with its port; or a path, such as /dev/log.
void allow_log_address(const std::string& host);

/// Registers the audit hook (PEP 578) and guards what CPython does not audit. Before Py_Initialize.
void install_guard();
/// From here on the hook judges: what Python does to start itself is not its business.
void arm_guard() noexcept;

} // namespace limbeck::scripting
