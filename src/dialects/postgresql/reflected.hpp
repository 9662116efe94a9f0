#pragma once

#include "dialects/reflected.hpp"

namespace limbeck::dialects::postgresql {

/// What SQLAlchemy's dialect tells beside the common things: autoincremented columns, options of constraints and
/// tables.
class PostgresqlReflected final : public Reflected {
  public:
    using Reflected::Reflected;
    Map domain(const schema::Domain& domain) const override;
    /// As pg_get_viewdef() gives it.
    std::string view_definition(const schema::View& view) const override { return " " + view.definition + ";"; }

  protected:
    Map column(const schema::Table& table, const schema::Column& column) const override;
    Map primary_key(const schema::Table& table) const override;
    Map unique(const schema::Unique& unique) const override;
    Map check(const schema::Check& check) const override;
    Value index(const schema::Index& index) const override;
    Map table_options(const schema::Table& table) const override;
};

} // namespace limbeck::dialects::postgresql
