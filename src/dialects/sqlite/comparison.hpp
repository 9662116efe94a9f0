#pragma once

#include "dialects/comparison.hpp"

namespace limbeck::dialects {
class DdlWriter;
} // namespace limbeck::dialects

namespace limbeck::dialects::sqlite {

/// SQLite keeps types, defaults and expressions as they were written, so that what it would store can be told without
/// asking it: equal are texts of the same tokens (tokens.hpp), and what means the same in every case. Unknown is only
/// what has no text here.
class SqliteComparison final : public Comparison {
  public:
    /// The writer must outlive the comparison.
    explicit SqliteComparison(const DdlWriter& writer) : writer_(writer) {}

    /// As Alembic compares what SQLAlchemy's inspector tells: NUMERIC is DECIMAL, and a column without a type agrees
    /// with every type.
    Answer same_type(const schema::Type& declared, const schema::Type& stored) const override;
    Answer same_default(const schema::Column& declared, const schema::Column& stored) const override;
    Answer same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const override;

  private:
    const DdlWriter& writer_;
};

} // namespace limbeck::dialects::sqlite
