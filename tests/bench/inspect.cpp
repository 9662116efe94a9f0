// Measures reading the structure of a whole database:
//
//   bench_inspect <url>    prints the seconds of it, and how many tables there are
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/url.hpp"

#include <chrono>
#include <cstdio>
#include <exception>

using namespace limbeck;

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "bench_inspect <url>\n");
        return 2;
    }
    try {
        const dialects::Url url = dialects::parse_url(arguments[1]);
        const dialects::Dialect& dialect = dialects::dialect_named(url.dialect);
        const auto connection = dialect.connect(url);
        const auto start = std::chrono::steady_clock::now();
        const schema::Schema found = dialect.inspector(*connection)->inspect({});
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        std::printf("%f %zu\n", took.count(), found.tables.size());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
