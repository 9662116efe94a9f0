#include "dialects/postgresql/libpq.hpp"

#include "dialects/client_library.hpp"

namespace limbeck::dialects::postgresql {
namespace {

Libpq load() {
    const ClientLibrary library("libpq.so.5", "PostgreSQL",
                                "libpq (Debian and Ubuntu: apt install libpq5; Fedora: dnf install libpq; Alpine: apk "
                                "add libpq)");
    Libpq functions{};
#define LIMBECK_LIBPQ_FIND(name) library.find(functions.name, "PQ" #name);
    LIMBECK_LIBPQ_FUNCTIONS(LIMBECK_LIBPQ_FIND)
#undef LIMBECK_LIBPQ_FIND
    return functions;
}

} // namespace

const Libpq& pq() {
    static const Libpq functions = load();
    return functions;
}

} // namespace limbeck::dialects::postgresql
