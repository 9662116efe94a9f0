#include "dialects/entities.hpp"

#include "dialects/dialect.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects {

namespace {

const Entities& entities_of(const Dialect& dialect, const Entity& entity) {
    if (const Entities* found = dialect.entities())
        return *found;
    throw Error(Error::Kind::Unsupported,
                "the entities of alembic_utils are for PostgreSQL, and this database is " + dialect.name(),
                entity.place, "Register them only where the database is PostgreSQL.");
}

} // namespace

void declare(schema::Schema& to, const Entity& entity, const Dialect& dialect) {
    entities_of(dialect, entity).declare(to, entity);
}

Statements create_entity(const Entity& entity, const Dialect& dialect) {
    return entities_of(dialect, entity).create(entity);
}

Statements replace_entity(const Entity& entity, const Dialect& dialect) {
    return entities_of(dialect, entity).replace(entity);
}

Statements drop_entity(const Entity& entity, bool cascade, const Dialect& dialect) {
    return entities_of(dialect, entity).drop(entity, cascade);
}

} // namespace limbeck::dialects
