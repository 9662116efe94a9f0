#pragma once

#include "dialects/connection.hpp"
#include "schema/schema.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects {

class Dialect;

/// A view, function, trigger, … as alembic_utils has its users write it down: the text of a definition, and what it
/// belongs to.
struct Entity {
    std::string kind; ///< alembic_utils' type_: "function", "view", "materialized_view", "trigger", "policy",
                      ///< "extension", "grant_table"
    std::string schema;
    std::string signature;            ///< "total(a integer)", or a name
    std::string definition;           ///< what follows the signature
    std::string on_entity;            ///< of a trigger or a policy: "public.orders"
    bool is_constraint = false;       ///< of a trigger
    bool with_data = true;            ///< of a materialized view
    std::string table, role, grant;   ///< of a grant
    std::vector<std::string> columns; ///< of a grant
    bool with_grant_option = false;   ///< of a grant
    std::string place;                ///< where it is declared: "env.py:12"
};

/// Adds it to what is declared. Throws Error(Command) for one that makes no sense, Error(Unsupported) where the
/// database has no such things.
void declare(schema::Schema& to, const Entity& entity, const Dialect& dialect);

/// What op.create_entity(), op.replace_entity() and op.drop_entity() run. Throw as declare() does.
Statements create_entity(const Entity& entity, const Dialect& dialect);
Statements replace_entity(const Entity& entity, const Dialect& dialect);
Statements drop_entity(const Entity& entity, bool cascade, const Dialect& dialect);

/// How a dialect does it.
class Entities {
  public:
    virtual ~Entities() = default;
    virtual void declare(schema::Schema& to, const Entity& entity) const = 0;
    virtual Statements create(const Entity& entity) const = 0;
    virtual Statements replace(const Entity& entity) const = 0;
    virtual Statements drop(const Entity& entity, bool cascade) const = 0;
};

} // namespace limbeck::dialects
