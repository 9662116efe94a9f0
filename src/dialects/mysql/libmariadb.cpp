#include "dialects/mysql/libmariadb.hpp"

#include "dialects/client_library.hpp"

namespace limbeck::dialects::mysql {
namespace {

Libmariadb load() {
    const ClientLibrary library("libmariadb.so.3", "MariaDB",
                                "MariaDB Connector/C, which speaks to MySQL, too (Debian and Ubuntu: apt install "
                                "libmariadb3; Fedora: dnf install mariadb-connector-c; Alpine: apk add "
                                "mariadb-connector-c)");
    Libmariadb functions{};
#define LIMBECK_LIBMARIADB_FIND(name) library.find(functions.name, #name);
    LIMBECK_LIBMARIADB_FUNCTIONS(LIMBECK_LIBMARIADB_FIND)
#undef LIMBECK_LIBMARIADB_FIND
    return functions;
}

} // namespace

const Libmariadb& lib() {
    static const Libmariadb functions = load();
    return functions;
}

} // namespace limbeck::dialects::mysql
