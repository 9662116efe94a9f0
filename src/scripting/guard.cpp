#include "scripting/guard.hpp"

#include "migration/plan.hpp"
#include "scripting/bindings.hpp"
#include "scripting/errors.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <optional>
#include <pybind11/pybind11.h>
#include <set>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace py = pybind11;

// Extension modules of libpython that have functions CPython does not audit.
extern "C" {
PyObject* PyInit__posixsubprocess(void);
PyObject* PyInit_posix(void);
PyObject* PyInit__signal(void);
}

namespace limbeck::scripting {
namespace {

enum Right : unsigned { network = 1, process = 2, write = 4, never = 8 };

std::atomic<unsigned> rights = 0;
std::atomic<unsigned> used_rights = 0;
std::atomic<bool> armed = false;
std::string trusted; ///< the folder whose compiled modules may be loaded; written before a script runs

using Judge = unsigned (*)(PyObject* arguments); ///< the right that an event needs; 0 for none

unsigned needs_network(PyObject*) {
    return network;
}
unsigned needs_process(PyObject*) {
    return process;
}
unsigned needs_write(PyObject*) {
    return write;
}

/// open(path, mode, flags): io.open, os.open and io.FileIO raise it alike; mode is None for os.open.
unsigned judge_open(PyObject* arguments) {
    PyObject* path = PyTuple_GET_SIZE(arguments) > 0 ? PyTuple_GET_ITEM(arguments, 0) : nullptr;
    PyObject* mode = PyTuple_GET_SIZE(arguments) > 1 ? PyTuple_GET_ITEM(arguments, 1) : nullptr;
    PyObject* flags = PyTuple_GET_SIZE(arguments) > 2 ? PyTuple_GET_ITEM(arguments, 2) : nullptr;
    bool writes = false;
    if (mode && PyUnicode_Check(mode)) {
        const char* letters = PyUnicode_AsUTF8(mode);
        writes = letters && std::strpbrk(letters, "wax+");
    }
    if (flags && PyLong_Check(flags)) {
        const long bits = PyLong_AsLong(flags);
        writes |= (bits & O_ACCMODE) != O_RDONLY || (bits & (O_CREAT | O_TRUNC | O_APPEND)) != 0;
    }
    PyErr_Clear();
    if (!writes || !path || PyLong_Check(path)) // a descriptor: opened before, and judged then
        return 0;
    const char* name = PyUnicode_Check(path) ? PyUnicode_AsUTF8(path)
                       : PyBytes_Check(path) ? PyBytes_AS_STRING(path)
                                             : nullptr;
    PyErr_Clear();
    for (const char* harmless : {"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty"})
        if (name && std::strcmp(name, harmless) == 0)
            return 0;
    return write;
}

/// os.kill(pid, signal): a script may signal itself.
unsigned judge_kill(PyObject* arguments) {
    PyObject* pid = PyTuple_GET_SIZE(arguments) > 0 ? PyTuple_GET_ITEM(arguments, 0) : nullptr;
    const long number = pid && PyLong_Check(pid) ? PyLong_AsLong(pid) : -1;
    PyErr_Clear();
    return number == getpid() ? 0U : static_cast<unsigned>(process);
}

/// import(name, filename, …): a file name means compiled code that the dynamic linker would load.
unsigned judge_import(PyObject* arguments) {
    PyObject* file = PyTuple_GET_SIZE(arguments) > 1 ? PyTuple_GET_ITEM(arguments, 1) : Py_None;
    if (file == Py_None)
        return 0U;
    const char* name = PyUnicode_Check(file) ? PyUnicode_AsUTF8(file) : nullptr;
    PyErr_Clear();
    const bool is_trusted = name && !trusted.empty() && std::string_view(name).starts_with(trusted) &&
                            std::string_view(name).find("/../") == std::string_view::npos;
    return is_trusted ? 0U : static_cast<unsigned>(never);
}

/// What ctypes does can do anything. Packages of an environment whose compiled modules may be loaded may be trusted
/// with that, too.
unsigned judge_ctypes(PyObject*) {
    return trusted.empty() ? never : process;
}

/// ctypes.dlopen(name): None is the program itself, which the import of ctypes asks for.
unsigned judge_dlopen(PyObject* arguments) {
    PyObject* name = PyTuple_GET_SIZE(arguments) > 0 ? PyTuple_GET_ITEM(arguments, 0) : nullptr;
    return name == Py_None ? 0U : judge_ctypes(arguments);
}

/// resource.prlimit(pid, …): 0 is the process itself.
unsigned judge_prlimit(PyObject* arguments) {
    PyObject* pid = PyTuple_GET_SIZE(arguments) > 0 ? PyTuple_GET_ITEM(arguments, 0) : nullptr;
    const long number = pid && PyLong_Check(pid) ? PyLong_AsLong(pid) : -1;
    PyErr_Clear();
    return number == 0 || number == getpid() ? 0U : static_cast<unsigned>(process);
}

/// fcntl.ioctl(fd, request, argument): TIOCSTI types into the terminal.
unsigned judge_ioctl(PyObject* arguments) {
    PyObject* request = PyTuple_GET_SIZE(arguments) > 1 ? PyTuple_GET_ITEM(arguments, 1) : nullptr;
    const unsigned long number = request && PyLong_Check(request) ? PyLong_AsUnsignedLongMask(request) : 0;
    return (number & 0xffffffffUL) == TIOCSTI ? static_cast<unsigned>(process) : 0U;
}

// https://docs.python.org/3.11/library/audit_events.html, and what raise_event() adds to it.
const std::unordered_map<std::string_view, Judge>& judges() {
    static const auto& table = *new std::unordered_map<std::string_view, Judge>{
        {"open", judge_open},
        {"import", judge_import},
        {"fcntl.ioctl", judge_ioctl},
        {"os.kill", judge_kill},
        {"os.killpg", needs_process},
        {"signal.pidfd_send_signal", needs_process},
        {"os.exec", needs_process},
        {"os.fork", needs_process},
        {"os.forkpty", needs_process},
        {"os.posix_spawn", needs_process},
        {"os.spawn", needs_process},
        {"os.system", needs_process},
        {"pty.spawn", needs_process},
        {"subprocess.Popen", needs_process},
        {"_posixsubprocess.fork_exec", needs_process},
        {"webbrowser.open", needs_process},
        {"socket.bind", needs_network},
        {"socket.connect", needs_network},
        {"socket.getaddrinfo", needs_network},
        {"socket.gethostbyaddr", needs_network},
        {"socket.gethostbyname", needs_network},
        {"socket.getnameinfo", needs_network},
        {"socket.sendmsg", needs_network},
        {"socket.sendto", needs_network},
        {"socket.sethostname", needs_network},
        {"syslog.openlog", needs_network},
        {"syslog.syslog", needs_network},
        {"urllib.Request", needs_network},
        {"os.chflags", needs_write},
        {"os.chmod", needs_write},
        {"os.chown", needs_write},
        {"os.chroot", needs_write},
        {"os.lchflags", needs_write},
        {"os.link", needs_write},
        {"os.mkdir", needs_write},
        {"os.mkfifo", needs_write},
        {"os.mknod", needs_write},
        {"os.remove", needs_write},
        {"os.removexattr", needs_write},
        {"os.rename", needs_write},
        {"os.rmdir", needs_write},
        {"os.setxattr", needs_write},
        {"os.symlink", needs_write},
        {"os.truncate", needs_write},
        {"os.utime", needs_write},
        {"shutil.chown", needs_write},
        {"shutil.copyfile", needs_write},
        {"shutil.copymode", needs_write},
        {"shutil.copystat", needs_write},
        {"shutil.copytree", needs_write},
        {"shutil.make_archive", needs_write},
        {"shutil.move", needs_write},
        {"shutil.rmtree", needs_write},
        {"shutil.unpack_archive", needs_write},
        {"tempfile.mkdtemp", needs_write},
        {"tempfile.mkstemp", needs_write},
        {"sqlite3.connect", needs_write},
        {"resource.prlimit", judge_prlimit},
        {"ctypes.dlopen", judge_dlopen},
        {"ctypes.dlsym", judge_ctypes},
        {"ctypes.cdata", judge_ctypes},
        {"ctypes.call_function", judge_ctypes},
    };
    return table;
}

/// What an event is about, for the message: its first argument where that is a path, a program or an address.
std::string subject(PyObject* arguments) {
    if (!arguments || !PyTuple_Check(arguments))
        return {};
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); ++i) {
        PyObject* item = PyTuple_GET_ITEM(arguments, i);
        if (!PyUnicode_Check(item) && !PyBytes_Check(item) && !(PyTuple_Check(item) && PyTuple_GET_SIZE(item) == 2))
            continue;
        PyObject* text = PyUnicode_Check(item) ? Py_NewRef(item) : PyObject_Repr(item);
        const char* letters = text ? PyUnicode_AsUTF8(text) : nullptr;
        std::string found = letters ? letters : "";
        Py_XDECREF(text);
        PyErr_Clear();
        return found;
    }
    return {};
}

void refuse(const std::string& event, PyObject* arguments, unsigned right, bool planned) {
    std::string what, now;
    const char* word = right == network ? "network" : right == process ? "process" : "write";
    if (right == never) {
        what = "a script may not load compiled code";
        now = "limbeck's built-in Python runs Python code alone: run this with Alembic, or do without the module";
    } else {
        what = right == network               ? "a script may not use the network"
               : event.starts_with("ctypes.") ? "a script may not call compiled code"
               : right == process             ? "a script may not start or signal processes"
                                              : "a script may not write files";
        now = std::string("Allow it with --allow ") + word + ", or `allow = " + word +
              "` in the section [limbeck] of the configuration, when the script is to be trusted with that";
    }
    if (planned && right != never) {
        what = "a plan has no effect: " + what;
        now = "The script does that when the step is run, if it is allowed; what it does after that cannot be told";
    }
    const std::string about = subject(arguments);
    what += " (" + event + (about.empty() ? "" : ": " + about) + ")";
    raise_in_python(Error(Error::Kind::Script, std::move(what), script_place(), std::move(now)));
}

/// What handlers of the configuration write to.
struct LogTargets {
    std::mutex mutex;
    std::vector<std::string> files;
    std::set<std::string> addresses;
};

LogTargets& log_targets() {
    static LogTargets& kept = *new LogTargets; // scripts may log until the end
    return kept;
}

std::string absolute(const std::string& path) {
    std::error_code error;
    return std::filesystem::absolute(path, error).lexically_normal().string();
}

std::optional<std::string> text_of(PyObject* item) {
    if (PyUnicode_Check(item)) {
        const char* letters = PyUnicode_AsUTF8(item);
        PyErr_Clear();
        return letters ? std::optional<std::string>(letters) : std::nullopt;
    }
    if (PyBytes_Check(item))
        return std::string(PyBytes_AS_STRING(item));
    return std::nullopt;
}

bool is_log_file(const std::string& path) {
    const std::string wanted = absolute(path);
    return std::any_of(log_targets().files.begin(), log_targets().files.end(),
                       [&](const std::string& file) { return wanted == file || wanted.starts_with(file + "."); });
}

/// Whether an event is one that a handler of the configuration makes.
bool is_of_log(std::string_view event, PyObject* arguments) {
    const bool file = event == "open" || event == "os.remove";
    const bool rename = event == "os.rename";
    const bool address = event.starts_with("socket.");
    if ((!file && !rename && !address) || !PyTuple_Check(arguments))
        return false;
    const std::lock_guard guard(log_targets().mutex);
    if (log_targets().files.empty() && log_targets().addresses.empty())
        return false;
    const auto count = static_cast<std::size_t>(PyTuple_GET_SIZE(arguments));
    const auto text = [&](std::size_t i) -> std::optional<std::string> {
        if (i >= count)
            return std::nullopt;
        PyObject* item = PyTuple_GET_ITEM(arguments, static_cast<Py_ssize_t>(i));
        if (PyTuple_Check(item) && PyTuple_GET_SIZE(item) > 0)
            item = PyTuple_GET_ITEM(item, 0); // (host, port)
        return text_of(item);
    };
    if (address) {
        // getaddrinfo(host, …); connect(socket, address), sendto(socket, address)
        const auto host = text(event == "socket.getaddrinfo" ? 0 : 1);
        return host && log_targets().addresses.contains(*host);
    }
    const auto first = text(0), second = text(1);
    return first && is_log_file(*first) && (!rename || (second && is_log_file(*second)));
}

int audit(const char* event, PyObject* arguments, void*) {
    if (!armed.load(std::memory_order_relaxed))
        return 0;
    const auto found = judges().find(event);
    if (found == judges().end())
        return 0;
    const unsigned right = found->second(arguments);
    if (right == 0)
        return 0;
    if (right != never && is_of_log(event, arguments))
        return 0;
    const bool planned = migration::Plan::script_runs();
    if (!planned && (rights.load(std::memory_order_relaxed) & right)) {
        used_rights.fetch_or(right, std::memory_order_relaxed);
        return 0;
    }
    // What importlib or the finder of source lines reads is open(…, "rb"); nothing of ours comes this far.
    refuse(event, arguments, right, planned);
    return -1;
}

/// Functions of the static library that CPython 3.11 does not audit, each put behind an event of its own.
struct Unaudited {
    const char* module;
    const char* function;
    const char* event;
    PyMethodDef* method = nullptr;
    PyCFunction original = nullptr;
};

std::array unaudited = {
    Unaudited{"_posixsubprocess", "fork_exec", "_posixsubprocess.fork_exec"},
    Unaudited{"posix", "mkfifo", "os.mkfifo"},
    Unaudited{"posix", "mknod", "os.mknod"},
    Unaudited{"posix", "chroot", "os.chroot"},
    Unaudited{"_signal", "pidfd_send_signal", "signal.pidfd_send_signal"},
};

template <std::size_t I> PyObject* audited_plain(PyObject* self, PyObject* arguments) {
    PyObject* event_arguments = PyTuple_Check(arguments) ? Py_NewRef(arguments) : PyTuple_Pack(1, arguments);
    const int refused = event_arguments ? PySys_Audit(unaudited[I].event, "O", event_arguments) : -1;
    Py_XDECREF(event_arguments);
    return refused < 0 ? nullptr : unaudited[I].original(self, arguments);
}

template <std::size_t I> PyObject* audited_fast(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
    if (PySys_Audit(unaudited[I].event, nullptr) < 0)
        return nullptr;
    return reinterpret_cast<_PyCFunctionFast>(reinterpret_cast<void*>(unaudited[I].original))(self, arguments, count);
}

template <std::size_t I>
PyObject* audited_keywords(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
    if (PySys_Audit(unaudited[I].event, nullptr) < 0)
        return nullptr;
    return reinterpret_cast<_PyCFunctionFastWithKeywords>(reinterpret_cast<void*>(unaudited[I].original))(
        self, arguments, count, names);
}

template <class Function> PyCFunction as_method(Function function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(function));
}

template <std::size_t I> void put_behind_event(const char* module, PyMethodDef* methods) {
    Unaudited& wanted = unaudited[I];
    if (std::strcmp(wanted.module, module) != 0 || wanted.method)
        return;
    for (PyMethodDef* method = methods; method && method->ml_name; ++method) {
        if (std::strcmp(method->ml_name, wanted.function) != 0)
            continue;
        wanted.method = method;
        wanted.original = method->ml_meth;
        const int form = method->ml_flags & (METH_VARARGS | METH_FASTCALL | METH_KEYWORDS | METH_O | METH_NOARGS);
        method->ml_meth = form == METH_FASTCALL                     ? as_method(&audited_fast<I>)
                          : form == (METH_FASTCALL | METH_KEYWORDS) ? as_method(&audited_keywords<I>)
                                                                    : as_method(&audited_plain<I>);
    }
}

/// All three modules have multi-phase initialisation: the init function gives their definition, whose table of methods
/// is read when the module is made.
PyObject* guarded(const char* name, PyObject* (*init)()) {
    PyObject* made = init();
    if (made && Py_IS_TYPE(made, &PyModuleDef_Type)) {
        PyMethodDef* methods = reinterpret_cast<PyModuleDef*>(made)->m_methods;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (put_behind_event<I>(name, methods), ...);
        }
        (std::make_index_sequence<unaudited.size()>{});
    }
    return made;
}

PyObject* guarded_posixsubprocess() {
    return guarded("_posixsubprocess", PyInit__posixsubprocess);
}
PyObject* guarded_posix() {
    return guarded("posix", PyInit_posix);
}
PyObject* guarded_signal() {
    return guarded("_signal", PyInit__signal);
}

} // namespace

Allowance Allowance::parse(std::string_view words) {
    Allowance allowance;
    while (!words.empty()) {
        const std::size_t end = words.find_first_of(", \t\r\n");
        const std::string_view word = words.substr(0, end);
        words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
        if (word == "network")
            allowance.network = true;
        else if (word == "process")
            allowance.process = true;
        else if (word == "write")
            allowance.write = true;
        else if (!word.empty())
            throw Error(Error::Kind::Configuration, "scripts cannot be allowed '" + std::string(word) + "'", {},
                        "what can be allowed: network, process, write");
    }
    return allowance;
}

void allow(Allowance allowance) noexcept {
    rights.store((allowance.network ? network : 0U) | (allowance.process ? process : 0U) |
                     (allowance.write ? write : 0U),
                 std::memory_order_relaxed);
}

namespace {
Allowance allowance_of(unsigned bits) {
    return {(bits & network) != 0, (bits & process) != 0, (bits & write) != 0};
}
} // namespace

Allowance allowed() noexcept {
    return allowance_of(rights.load(std::memory_order_relaxed));
}

Allowance used() noexcept {
    return allowance_of(used_rights.load(std::memory_order_relaxed));
}

void forget_used() noexcept {
    used_rights.store(0, std::memory_order_relaxed);
}

void trust_compiled(const std::filesystem::path& folder) {
    if (trusted.empty())
        trusted = folder.string() + "/";
}

void allow_log_file(const std::string& path) {
    const std::lock_guard guard(log_targets().mutex);
    log_targets().files.push_back(absolute(path));
}

void allow_log_address(const std::string& host) {
    const std::lock_guard guard(log_targets().mutex);
    log_targets().addresses.insert(host);
}

void install_guard() {
    for (_inittab* entry = PyImport_Inittab; entry->name; ++entry) {
        if (std::strcmp(entry->name, "_posixsubprocess") == 0)
            entry->initfunc = guarded_posixsubprocess;
        else if (std::strcmp(entry->name, "posix") == 0)
            entry->initfunc = guarded_posix;
        else if (std::strcmp(entry->name, "_signal") == 0)
            entry->initfunc = guarded_signal;
    }
    PySys_AddAuditHook(audit, nullptr);
}

void arm_guard() noexcept {
    armed.store(true, std::memory_order_relaxed);
}

void bind_guard(py::module_& module) {
    module.def("allowed", [] {
        const Allowance now = allowed();
        py::list words;
        if (now.network)
            words.append("network");
        if (now.process)
            words.append("process");
        if (now.write)
            words.append("write");
        return words;
    });
}

} // namespace limbeck::scripting
