// limbeck, kept warm: `limbeck_warm --serve` starts the interpreter and imports the façades once, then forks one child
// for each command, as alembic_server.py does for Alembic. It reads one JSON request a line ({argv, cwd, env, stdout,
// stderr}) and answers one JSON line ({status}). The thorough runtime is kept warm in a process beside it, which also
// goes on with what the other has to take up there; with any other arguments the program is limbeck itself.

#include "cli/command_line.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/runtime.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <pybind11/pybind11.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace py = pybind11;
using limbeck::scripting::Gil;
using limbeck::scripting::Runtime;
using nlohmann::json;

namespace {

constexpr const char* socket_variable = "LIMBECK_WARM"; // to the thorough process: the descriptor's number
constexpr const char* taken_up_variable = "LIMBECK_TAKEN_UP";
constexpr int inherited = 3; // standard input, output, error
constexpr std::size_t longest = 1 << 20;

[[noreturn]] void give_up(const char* what) {
    std::perror(what);
    _exit(70);
}

std::vector<std::string> modules(Runtime runtime) {
    std::vector<std::string> names{"limbeck.running", // first: Alembic keeps sys.stdout as it finds it
                                   "alembic.command",
                                   "alembic.config",
                                   "alembic.context",
                                   "alembic.op",
                                   "alembic.runtime.environment",
                                   "alembic.runtime.migration",
                                   "datetime",
                                   "decimal",
                                   "enum",
                                   "limbeck.annotations",
                                   "limbeck.lost",
                                   "limbeck.models",
                                   "limbeck.templates",
                                   "logging.config",
                                   "mako.lookup",
                                   "sqlalchemy.dialects.mysql",
                                   "sqlalchemy.dialects.postgresql",
                                   "sqlalchemy.dialects.sqlite",
                                   "sqlalchemy.engine",
                                   "sqlalchemy.orm",
                                   "sqlalchemy.pool",
                                   "typing",
                                   "uuid"};
    if (runtime == Runtime::Thorough)
        names.insert(names.end(),
                     {"limbeck.thorough.autogenerate", "limbeck.thorough.batch", "limbeck.thorough.drivers",
                      "limbeck.thorough.environment", "limbeck.thorough.flask_application", "limbeck.thorough.mysql",
                      "limbeck.thorough.order", "limbeck.thorough.state"});
    else
        names.insert(names.end(), {"alembic._state", "alembic.autogenerate.environment", "alembic.operations.ops",
                                   "limbeck.connect_arguments", "limbeck.state", "limbeck.transaction"});
    return names;
}

void warm_up(Runtime runtime) {
    for (const char* library : {"libpq.so.5", "libmariadb.so.3"})
        dlopen(library, RTLD_LAZY | RTLD_LOCAL); // one that is not there is missed where it is used
    limbeck::scripting::prepare(runtime, modules(runtime));
    const Gil gil;
    py::module_::import("gc").attr("freeze")();
}

pid_t fork_interpreter() {
    const Gil gil;
    PyOS_BeforeFork();
    const pid_t child = fork();
    if (child == 0)
        PyOS_AfterFork_Child();
    else
        PyOS_AfterFork_Parent();
    if (child < 0)
        give_up("fork");
    return child;
}

/// The environment of C, and of a Python that has started.
void set_environment(const json& variables) {
    clearenv();
    for (const auto& [name, value] : variables.items())
        setenv(name.c_str(), value.get<std::string>().c_str(), 1);
    const Gil gil;
    const py::object environ = py::module_::import("os").attr("environ");
    environ.attr("clear")();
    for (const auto& [name, value] : variables.items())
        environ[py::str(name)] = value.get<std::string>();
}

[[noreturn]] void run(const json& request) {
    if (chdir(request["cwd"].get<std::string>().c_str()) != 0)
        give_up("chdir");
    set_environment(request["env"]);
    std::vector<std::string> words{"limbeck"};
    for (const json& word : request["argv"])
        words.push_back(word);
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::exit(limbeck::cli::run(static_cast<int>(words.size()), arguments.data()));
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            give_up("waitpid");
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

/// A message with descriptors beside it (unix(7)).
struct Message {
    char control[CMSG_SPACE(sizeof(int) * inherited)] = {};
    iovec part{};
    msghdr header{};

    Message(void* data, std::size_t size) : part{data, size} {
        header.msg_iov = &part;
        header.msg_iovlen = 1;
        header.msg_control = control;
        header.msg_controllen = sizeof control;
    }
    Message(const Message&) = delete;
    Message& operator=(const Message&) = delete;
};

/// In the thorough process: one child for each request that comes by the socket.
[[noreturn]] void serve_thorough(int socket) {
    std::string text(longest, '\0');
    for (bool is_warm = false;;) {
        Message message(text.data(), text.size());
        const ssize_t size = recvmsg(socket, &message.header, 0);
        if (size <= 0)
            _exit(0);
        if (!is_warm)
            warm_up(Runtime::Thorough);
        is_warm = true;
        int descriptors[inherited];
        std::memcpy(descriptors, CMSG_DATA(CMSG_FIRSTHDR(&message.header)), sizeof descriptors);
        const pid_t child = fork_interpreter();
        if (child == 0) {
            for (int i = 0; i < inherited; ++i)
                dup2(descriptors[i], i);
            for (const int descriptor : descriptors)
                close(descriptor);
            close(socket);
            run(json::parse(text.begin(), text.begin() + size));
        }
        for (const int descriptor : descriptors)
            close(descriptor);
        const int status = wait_for(child);
        if (send(socket, &status, sizeof status, 0) != sizeof status)
            give_up("send");
    }
}

/// Has the thorough process run a request, with the standard streams of this one.
[[noreturn]] void run_thorough(int socket, const json& request) {
    std::string text = request.dump();
    Message message(text.data(), text.size());
    cmsghdr* beside = CMSG_FIRSTHDR(&message.header);
    beside->cmsg_level = SOL_SOCKET;
    beside->cmsg_type = SCM_RIGHTS;
    beside->cmsg_len = CMSG_LEN(sizeof(int) * inherited);
    const int descriptors[inherited] = {0, 1, 2};
    std::memcpy(CMSG_DATA(beside), descriptors, sizeof descriptors);
    int status = 0;
    if (sendmsg(socket, &message.header, 0) < 0 || recv(socket, &status, sizeof status, 0) != sizeof status)
        give_up("the thorough process");
    if (status < 0)
        raise(-status);
    _exit(status);
}

/// What this process was executed with.
json request_of(int argc, char** argv) {
    json variables = json::object();
    for (char** variable = environ; *variable; ++variable) {
        const std::string text = *variable;
        if (const std::size_t equals = text.find('='); !text.starts_with(std::string(socket_variable) + "="))
            variables[text.substr(0, equals)] = text.substr(equals + 1);
    }
    std::vector<char> folder(PATH_MAX);
    if (!getcwd(folder.data(), folder.size()))
        give_up("getcwd");
    return {{"argv", std::vector<std::string>(argv + 1, argv + argc)}, {"cwd", folder.data()}, {"env", variables}};
}

bool asks_for_thorough(const json& words) {
    const auto option = std::find(words.begin(), words.end(), "--runtime");
    return option != words.end() && option + 1 != words.end() && option[1] == "thorough";
}

void open_streams(const json& request) {
    const std::string paths[inherited] = {"/dev/null", request["stdout"], request["stderr"]};
    for (int i = 0; i < inherited; ++i) {
        const int opened = open(paths[i].c_str(), i == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
        if (opened < 0)
            give_up(paths[i].c_str());
        dup2(opened, i);
        close(opened);
    }
}

int serve() {
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, sockets) != 0)
        give_up("socketpair");
    if (fork() == 0) {
        close(sockets[0]);
        close(STDIN_FILENO);
        serve_thorough(sockets[1]);
    }
    close(sockets[1]);
    warm_up(Runtime::Quick);
    for (std::string line; std::getline(std::cin, line);) {
        const pid_t child = fork_interpreter();
        if (child == 0) {
            json request = json::parse(line);
            open_streams(request);
            if (asks_for_thorough(request["argv"]))
                run_thorough(sockets[0], request);
            request["env"][socket_variable] = std::to_string(sockets[0]); // for main(), where it is executed again
            run(request);
        }
        std::cout << json{{"status", wait_for(child)}} << std::endl;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--serve") == 0)
        return serve();
    const char *socket = std::getenv(socket_variable), *taken_up = std::getenv(taken_up_variable);
    if (socket && taken_up && std::strcmp(taken_up, "1") == 0)
        run_thorough(std::atoi(socket), request_of(argc, argv));
    return limbeck::cli::run(argc, argv);
}
