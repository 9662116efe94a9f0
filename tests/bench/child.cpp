// Runs a program and measures it: `bench_child FILE PROGRAM ARGUMENT…` writes seconds and peak memory (KiB) into FILE
// and ends as the program did.
//
// The peak of a process begins with that of the one that it was forked from, which execve() does not reset (Linux:
// exec_mmap). So whoever measures small programs must be smaller than these: the harness, a Python, is not.

#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc < 3)
        return 2;
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child < 0)
        return 2;
    if (child == 0) {
        execvp(argv[2], argv + 2);
        std::perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child)
        return 2;
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    std::FILE* file = std::fopen(argv[1], "w");
    if (!file)
        return 2;
    std::fprintf(file, "%.6f %ld\n", time.count(), usage.ru_maxrss);
    std::fclose(file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
