#include "dialects/postgresql/libpq.hpp"

#include <dlfcn.h>
#include <limbeck/error.hpp>
#include <string>
#include <type_traits>

namespace limbeck::dialects::postgresql {
namespace {

constexpr const char* library = "libpq.so.5";

[[noreturn]] void fail_to_load() {
    const char* reason = dlerror();
    throw Error(
        Error::Kind::Database,
        "PostgreSQL's client library cannot be loaded: " + std::string(reason ? reason : library), {},
        std::string("Install libpq (Debian and Ubuntu: apt install libpq5; Fedora: dnf install libpq; Alpine: apk "
                    "add libpq), or name the folder of ") +
            library + " in LD_LIBRARY_PATH.");
}

Libpq load() {
    void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (!handle)
        fail_to_load();
    Libpq functions{};
    const auto find = [&](auto& function, const char* name) {
        void* address = dlsym(handle, name);
        if (!address)
            fail_to_load();
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(address);
    };
#define LIMBECK_LIBPQ_FIND(name) find(functions.name, "PQ" #name);
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
