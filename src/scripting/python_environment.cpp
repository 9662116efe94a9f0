#include "scripting/python_environment.hpp"

#include "revisions/script_directory.hpp"
#include "scripting/errors.hpp"
#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/runtime.hpp"
#include "scripting/script_logging.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// The façades' own record of what runs in this thread, for the time of one env.py: nothing of an outer command or of
/// one before it must be seen.
class FacadeState {
  public:
    FacadeState() {
        Interpreter::get().run([&] { before_ = new py::object(py::module_::import(state_module()).attr("reset")()); });
    }
    ~FacadeState() {
        const Gil gil;
        try {
            py::module_::import(state_module()).attr("replace")(*before_);
        } catch (const std::exception&) {
            // Only a Python that is ending fails here.
        }
        delete before_;
    }
    FacadeState(const FacadeState&) = delete;
    FacadeState& operator=(const FacadeState&) = delete;

  private:
    py::object* before_ = nullptr;
};

/// While a plan is made standard output is for the plan: what scripts print goes to standard error.
class PrintsAside {
  public:
    explicit PrintsAside(bool wanted) : wanted_(wanted) {
        if (wanted_)
            Interpreter::get().run([&] { redirect(); });
    }
    ~PrintsAside() {
        if (!wanted_)
            return;
        const Gil gil;
        try {
            py::module_::import("sys").attr("stdout") = *before_;
        } catch (const std::exception&) {
            // Only a Python that is ending fails here.
        }
        delete before_;
    }
    PrintsAside(const PrintsAside&) = delete;
    PrintsAside& operator=(const PrintsAside&) = delete;

  private:
    void redirect() {
        py::module_::import("limbeck.running"); // watches both streams from then on
        const py::module_ sys = py::module_::import("sys");
        before_ = new py::object(sys.attr("stdout"));
        sys.attr("stdout") = sys.attr("stderr");
    }

    bool wanted_;
    py::object* before_ = nullptr;
};

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const char* function_of(const revisions::Step& step) {
    return step.is_upgrade() ? "upgrade" : "downgrade";
}

Error no_function(const std::filesystem::path& path, const std::string& name) {
    return Error(Error::Kind::Script, "the revision file has no function " + name + "()", path.string(),
                 "Define " + name + "(); its body may be `pass`.");
}

/// Whether a revision file imports what is not known to leave tables alone: a helper of the project may use batch mode.
bool imports_others(std::string_view source) {
    constexpr std::string_view known[] = {"alembic", "sqlalchemy", "typing",   "__future__",  "collections", "datetime",
                                          "logging", "json",       "uuid",     "os",          "re",          "enum",
                                          "time",    "random",     "textwrap", "dataclasses", "sqlmodel"};
    std::size_t at = 0;
    while (at < source.size()) {
        std::size_t end = source.find('\n', at);
        if (end == std::string_view::npos)
            end = source.size();
        std::string_view line = source.substr(at, end - at);
        at = end + 1;
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        for (const std::string_view word : {std::string_view("import "), std::string_view("from ")}) {
            if (!line.starts_with(word))
                continue;
            std::string_view name = line.substr(word.size());
            name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
            name = name.substr(0, name.find_first_of(". ,\t\r;#"));
            if (std::find(std::begin(known), std::end(known), name) == std::end(known))
                return true;
        }
    }
    return false;
}

} // namespace

void PythonEnvironment::run(migration::EnvironmentContext& environment) {
    use_project(environment.config());
    const FacadeState state;
    const PrintsAside prints(environment.is_planning());
    const log::ScopedSink sink(python_log_sink());
    Interpreter& interpreter = Interpreter::get();
    try {
        interpreter.run([&] { interpreter.run_file(environment.script().env_py_location(), "env_py"); });
        environment.check_committed();
    } catch (const Error& error) {
        // No step has run: what one of them lacks is known by now.
        if (!environment.configured())
            take_up_after("env.py", error, false);
        if (!environment.config().options.contains("raiseerr") && !is_to_be_taken_up())
            log::failure(error);
        throw;
    }
}

PythonScriptRunner::~PythonScriptRunner() {
    if (!ready_)
        return;
    const Gil gil;
    try {
        py::module_::import(state_module()).attr("forget")();
    } catch (const std::exception&) {
        // Only a Python that is ending fails here.
    }
}

void PythonScriptRunner::run(const revisions::Step& step, migration::MigrationContext& context) {
    if (!ready_) {
        use_project(config_);
        context.set_origin(script_place);
        forget_used(); // a run that is taken up begins with env.py in any case
        ready_ = true;
    }
    const std::filesystem::path& path = file_of(step);
    const PrintsAside prints(context.is_planning());
    const int commits = context.transactions().partial_commits();
    try {
        run(path, step);
        ++steps_done_;
    } catch (const Error& error) {
        if (used() != Allowance{}) {
            if (error.kind() == Error::Kind::Unsupported && may_take_up())
                log::info(
                    "alembic.runtime.migration",
                    step.revision()->id + ": not run again with SQLAlchemy itself, for by now scripts have done " +
                        "what they are allowed to (files, processes, network); --runtime thorough begins with it");
        } else if (context.transactions().partial_commits() == commits && may_begin_again()) {
            take_up_after(step.revision()->id, error, true);
        }
        throw;
    }
}

/// What has been done by now must not be done twice.
bool PythonScriptRunner::may_begin_again() const {
    const migration::EnvironmentContext* here = migration::EnvironmentContext::current();
    if (!here)
        return false;
    if (here->is_offline_mode())
        return !here->has_written();
    if (steps_done_ == 0)
        return true;
    const std::vector<std::string>& to = here->request().destination_revisions;
    return !here->is_planning() &&
           std::none_of(to.begin(), to.end(), [](const std::string& destination) { // counted from where it was
               return destination.find_first_of("+-") != std::string::npos;
           });
}

void PythonScriptRunner::run(const std::filesystem::path& path, const revisions::Step& step) {
    Interpreter& interpreter = Interpreter::get();
    interpreter.run([&] {
        const py::object module = interpreter.load_file(path, path.stem().string());
        const char* name = function_of(step);
        if (!py::hasattr(module, name))
            throw no_function(path, name);
        interpreter.run_step(module, name, py::args(py::tuple()));
    });
}

const std::filesystem::path& PythonScriptRunner::file_of(const revisions::Step& step) const {
    return script_.script(*step.revision()).path;
}

/// Alembic imports every file before the first step; here a file is run when its turn comes, so that what is sure to
/// fail then is found now.
void PythonScriptRunner::check(const std::vector<revisions::Step>& steps) {
    for (const revisions::Step& step : steps)
        if (!step.is_stamp() && !Interpreter::get().check_file(file_of(step), function_of(step)))
            throw no_function(file_of(step), function_of(step));
}

bool PythonScriptRunner::may_rebuild_tables(const revisions::Step& step) {
    if (step.is_stamp())
        return false;
    const std::string source = read(file_of(step));
    return source.find("batch_") != std::string::npos || imports_others(source);
}

} // namespace limbeck::scripting
