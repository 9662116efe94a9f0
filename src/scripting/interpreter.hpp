#pragma once

#include "scripting/pybind11_names.hpp"

#include <filesystem>
#include <functional>
#include <limbeck/error.hpp>
#include <string>
#include <vector>

struct _ts;

namespace limbeck::scripting {

/// What of a project the scripts see.
struct Project {
    std::filesystem::path root;               ///< folder of alembic.ini: relative paths, and .venv, are found from here
    std::vector<std::filesystem::path> path;  ///< prepend_sys_path, in its order
    std::vector<std::string> packages;        ///< [limbeck] packages: imported for real from the virtual environment
    std::vector<std::string> without_models;  ///< [limbeck] without_models: modules known to declare no table
    std::vector<std::filesystem::path> shims; ///< [limbeck] shims: folders of modules that stand in for packages
    std::filesystem::path virtual_environment; ///< empty: there is none
    bool opens_environment = false;            ///< all packages of it are imported
};

/// The one CPython of the process. It starts at the first get() and is never finalized. Any thread may use it: each
/// call of a member acquires the interpreter's lock (GIL) for its time; whoever holds a pybind11 object, be it only
/// until the end of a statement, holds a Gil, or does it inside of run(). Members that run Python throw limbeck::Error:
/// what a script raised, as errors.hpp says.
class Interpreter {
  public:
    /// The interpreter; starts it when it has not been. Throws Error(Internal) when it cannot start.
    static Interpreter& get();
    /// Whether get() has been called.
    static bool started() noexcept;

    /// Adds the project's folders to sys.path (once each), and its packages and shims. Several projects of one process
    /// share one sys.path. Throws Error(Configuration) for a package or a folder of shims that is not there.
    void use(const Project& project);

    /// The module of a file, run at most once as long as the file does not change (revision files).
    pybind11::object load_file(const std::filesystem::path& file, const std::string& name);
    /// Runs a file as a new module, each time (env.py).
    pybind11::object run_file(const std::filesystem::path& file, const std::string& name);
    /// Compiles a file that load_file() will run. False where it is sure, without running it, that it defines no such
    /// function; throws where the function is one that a call would not run.
    bool check_file(const std::filesystem::path& file, const std::string& function);
    /// Calls module.name(arguments…) of a revision: while it runs, whatever has no other purpose than its effect and
    /// is opaque (lenient imports) is refused. Nothing happens when the module lacks the name.
    void run_step(const pybind11::handle& module, const std::string& name, const pybind11::args& arguments);

    /// Runs something that uses Python objects: with the GIL, and Python's errors as limbeck's.
    void run(const std::function<void()>& work);

    /// What Python does at the end of a program: waits for threads that are no daemons, runs atexit functions, flushes
    /// the output. False when Ctrl-C has ended the wait.
    bool finish() noexcept;

    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

  private:
    Interpreter();
};

/// Interrupts the script that runs, as Ctrl-C does in Python: it raises KeyboardInterrupt, which comes out as
/// Error(Interrupted). May be called in a signal handler; does nothing when Python has not been started.
void interrupt() noexcept;

/// Holds the GIL for its lifetime; may be nested. Python must have been started.
class Gil {
  public:
    Gil();
    ~Gil();
    Gil(const Gil&) = delete;
    Gil& operator=(const Gil&) = delete;

  private:
    int state_;
};

/// Lets other threads run Python for its lifetime (around a statement of the database). Does nothing where this thread
/// does not hold the GIL.
class GilRelease {
  public:
    GilRelease();
    ~GilRelease();
    GilRelease(const GilRelease&) = delete;
    GilRelease& operator=(const GilRelease&) = delete;

  private:
    _ts* state_ = nullptr;
};

} // namespace limbeck::scripting
