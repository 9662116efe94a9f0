#pragma once

namespace limbeck::dialects {
class Entities;
}

namespace limbeck::dialects::postgresql {

/// The entities of alembic_utils in SQL. Names are quoted where alembic_utils quotes them.
const Entities& entities();

} // namespace limbeck::dialects::postgresql
