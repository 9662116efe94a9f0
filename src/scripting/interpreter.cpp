#include "scripting/interpreter.hpp"

#include "scripting/arenas.hpp"
#include "scripting/errors.hpp"
#include "scripting/frozen.hpp"
#include "scripting/guard.hpp"
#include "scripting/module.hpp"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <pybind11/pybind11.h>

namespace py = pybind11;
namespace fs = std::filesystem;

namespace limbeck::scripting {
namespace {

std::atomic<bool> is_started = false;

void check(const PyStatus& status) {
    if (PyStatus_Exception(status))
        throw Error(Error::Kind::Internal, std::string("the built-in Python does not start: ") +
                                               (status.err_msg ? status.err_msg : "for an unknown reason"));
}

/// Ctrl-C stays with the program's own handler; Python only learns what to do when interrupt() is called.
void prepare_interrupt() {
    struct sigaction ours {};
    sigaction(SIGINT, nullptr, &ours);
    const py::module_ signal = py::module_::import("_signal");
    signal.attr("signal")(SIGINT, signal.attr("default_int_handler"));
    sigaction(SIGINT, &ours, nullptr);
}

/// As os.fsdecode(): a name need not be UTF-8.
py::object name_of(const fs::path& name) {
    const std::string& bytes = name.native();
    PyObject* text = PyUnicode_DecodeFSDefaultAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
    if (!text)
        throw py::error_already_set();
    return py::reinterpret_steal<py::object>(text);
}

py::object runtime(const char* module, const char* name) {
    return py::module_::import(module).attr(name);
}

} // namespace

Interpreter& Interpreter::get() {
    static Interpreter& interpreter = *new Interpreter; // outlives every static object that may hold Python's
    return interpreter;
}

bool Interpreter::started() noexcept {
    return is_started.load(std::memory_order_acquire);
}

Interpreter::Interpreter() {
    install_arenas();
    register_frozen_modules();
    register_builtin_modules();
    install_guard();

    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    check(Py_PreInitialize(&before));

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.write_bytecode = 0;
    config.install_signal_handlers = 0;
    config.module_search_paths_set = 1; // none: every module is inside the program until a project says otherwise
    config.buffered_stdio = 0;          // Python's output and ours go to one stream, in the order of time
    config.pathconfig_warnings = 0;
    config.use_frozen_modules = 1;
    // A script that goes over a set comes to the same statements in the run that goes on with a half-done step.
    config.use_hash_seed = 1;
    config.hash_seed = 0;
    // Names of the program and its folders, so that Python does not look for them on the disk.
    for (auto [field, value] : {std::pair{&config.program_name, L"limbeck"},
                                {&config.executable, L""},
                                {&config.base_executable, L""},
                                {&config.prefix, L""},
                                {&config.base_prefix, L""},
                                {&config.exec_prefix, L""},
                                {&config.base_exec_prefix, L""}})
        check(PyConfig_SetString(&config, field, value));
    const PyStatus status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    check(status);

    try {
        prepare_interrupt();
        // Most programs end before they have made as much garbage as a collection costs.
        py::module_::import("gc").attr("set_threshold")(50000, 20, 20);
        runtime("limbeck.importing", "install")();
    } catch (py::error_already_set& error) {
        throw Error(Error::Kind::Internal, std::string("the built-in Python does not start: ") + error.what());
    }
    arm_guard();
    is_started.store(true, std::memory_order_release);
    PyEval_SaveThread(); // from here on every thread acquires the GIL for what it does
}

void Interpreter::run(const std::function<void()>& work) {
    Gil gil;
    try {
        work();
    } catch (py::error_already_set& error) {
        throw to_error(error);
    }
}

void Interpreter::use(const Project& project) {
    if (project.opens_environment)
        trust_compiled(project.virtual_environment);
    run([&] {
        py::list path, packages, without_models, shims;
        for (const fs::path& entry : project.path)
            path.append(py::str((project.root / entry).lexically_normal().string()));
        for (const std::string& name : project.packages)
            packages.append(py::str(name));
        for (const std::string& name : project.without_models)
            without_models.append(py::str(name));
        for (const fs::path& folder : project.shims)
            shims.append(py::str((project.root / folder).lexically_normal().string()));
        runtime("limbeck.importing", "use")(project.root.string(), path, packages, shims,
                                            project.virtual_environment.string(), without_models,
                                            project.opens_environment);
    });
}

py::object Interpreter::load_file(const fs::path& file, const std::string& name) {
    py::object module;
    run([&] { module = runtime("limbeck.running", "load_file")(name_of(file), name_of(name)); });
    return module;
}

py::object Interpreter::run_file(const fs::path& file, const std::string& name) {
    py::object module;
    run([&] { module = runtime("limbeck.running", "run_file")(name_of(file), name_of(name)); });
    return module;
}

bool Interpreter::check_file(const fs::path& file, const std::string& function) {
    bool may_define = true;
    run([&] { may_define = runtime("limbeck.running", "check_file")(name_of(file), function).cast<bool>(); });
    return may_define;
}

void Interpreter::run_step(const py::handle& module, const std::string& name, const py::args& arguments) {
    run([&] { runtime("limbeck.running", "run_step")(module, name, arguments); });
}

bool Interpreter::finish() noexcept {
    Gil gil;
    try {
        return runtime("limbeck.running", "finish")().cast<bool>();
    } catch (const std::exception&) {
        // The program ends; what its scripts left for the end has nobody to hear of its failure.
        return true;
    }
}

void interrupt() noexcept {
    if (Interpreter::started())
        PyErr_SetInterrupt();
}

Gil::Gil() : state_(static_cast<int>(PyGILState_Ensure())) {}

Gil::~Gil() {
    PyGILState_Release(static_cast<PyGILState_STATE>(state_));
}

GilRelease::GilRelease() {
    if (Interpreter::started() && PyGILState_Check())
        state_ = PyEval_SaveThread();
}

GilRelease::~GilRelease() {
    if (state_)
        PyEval_RestoreThread(state_);
}

} // namespace limbeck::scripting
