#include "dialects/dialect.hpp"

#include "dialects/comparison.hpp"
#include "dialects/inspector.hpp"
#include "dialects/mysql/dialect.hpp"
#include "dialects/postgresql/dialect.hpp"
#include "dialects/scratch.hpp"
#include "dialects/sqlite/dialect.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects {

std::unique_ptr<Scratch> Dialect::scratch(Connection&) const {
    throw NoScratchPlace("limbeck has no scratch place on " + name() + " yet");
}

const Comparison& Dialect::comparison() const {
    static const Comparison soundly_unknown;
    return soundly_unknown;
}

namespace {

// One for each folder beside this file, and those that were added.
std::vector<const Dialect*>& dialects() {
    static std::vector<const Dialect*> all = {&postgresql::dialect(), &sqlite::dialect(), &mysql::mysql(),
                                              &mysql::mariadb()};
    return all;
}

} // namespace

void add_dialect(const Dialect& dialect) {
    dialects().push_back(&dialect);
}

std::vector<std::string> dialect_names() {
    std::vector<std::string> names;
    for (const Dialect* dialect : dialects())
        names.push_back(dialect->name());
    return names;
}

const Dialect* find_dialect(std::string_view name) {
    for (const Dialect* dialect : dialects())
        if (dialect->name() == name)
            return dialect;
    return nullptr;
}

const Dialect& dialect_named(std::string_view name) {
    if (const Dialect* found = find_dialect(name))
        return *found;
    throw Error(
        Error::Kind::Unsupported, "Can't load plugin: sqlalchemy.dialects:" + std::string(name), "",
        "limbeck knows postgresql://, sqlite://, mysql:// and mariadb://; is the database URL (sqlalchemy.url) set?");
}

} // namespace limbeck::dialects
