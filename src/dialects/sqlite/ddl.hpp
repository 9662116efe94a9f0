#pragma once

#include "dialects/ddl.hpp"

namespace limbeck::dialects::sqlite {

/// What SQLite changes in another way: constraints only by a rebuild, views and triggers by the text that it has
/// stored.
class SqliteDdl final : public Ddl {
  public:
    using Ddl::Ddl;

    bool changes_in_place(const schema::Change& change) const override;
    /// A check that a type brings is left out, as Alembic does, with the type's column in place; others are refused.
    Statements add_constraint(const std::string& schema, const std::string& table,
                              const schema::Constraint& constraint) const override;
    Statements drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                               const std::string& kind, bool if_exists, const Map& options) const override;
    Statements create_routine(const schema::CreateRoutine& change) const override;
    Statements drop_routine(const schema::Routine& routine) const override;
    Statements create_view(const schema::CreateView& change) const override;
    std::string expression_in_file(const sql::ExpressionPtr& expression, Place place) const override;
};

} // namespace limbeck::dialects::sqlite
