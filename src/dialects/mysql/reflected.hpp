#pragma once

#include "dialects/reflected.hpp"

namespace limbeck::dialects::mysql {

/// A unique index is told as a unique constraint, too; what SHOW CREATE TABLE says and SQLAlchemy does not read (the
/// order of columns in an index, checks of columns) is not told.
class MysqlReflected final : public Reflected {
  public:
    using Reflected::Reflected;

    std::string view_definition(const schema::View& view) const override { return view.statement; }

  protected:
    Map column(const schema::Table& table, const schema::Column& column) const override;
    Map foreign_key(const schema::ForeignKey& key) const override;
    List uniques(const schema::Table& table) const override;
    Map check(const schema::Check& check) const override;
    List checks(const schema::Table& table) const override;
    Value index(const schema::Index& index) const override;
    List indexes(const schema::Table& table) const override;
};

} // namespace limbeck::dialects::mysql
