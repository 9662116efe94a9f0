#pragma once

#include "dialects/reflected.hpp"

namespace limbeck::dialects::sqlite {

/// SQLite has no comments; SQLAlchemy's dialect tells the place of each column in the primary key, gives whether an
/// index is unique as a number, leaves out indexes of expressions, and does not tell orders and collations.
class SqliteReflected final : public Reflected {
  public:
    using Reflected::Reflected;
    std::string view_definition(const schema::View& view) const override { return view.statement; }

  protected:
    Map column(const schema::Table& table, const schema::Column& column) const override;
    List checks(const schema::Table& table) const override;
    Value index(const schema::Index& index) const override;
    Map table_options(const schema::Table& table) const override;
};

} // namespace limbeck::dialects::sqlite
