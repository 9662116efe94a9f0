#pragma once

#include "dialects/comparison.hpp"

#include <optional>
#include <string>

namespace limbeck::dialects::postgresql {

class PostgresqlDdlWriter;

/// PostgreSQL rewrites what it is told: types get their long names, literals their casts, expressions their
/// parentheses. What is sure without asking it is said here; the rest is Unknown, and the scratch place tells.
class PostgresqlComparison final : public Comparison {
  public:
    /// The writer must outlive the comparison.
    explicit PostgresqlComparison(const PostgresqlDdlWriter& writer) : writer_(writer) {}

    /// Enum types and domains are the same by their names: what they hold is compared elsewhere.
    Answer same_type(const schema::Type& declared, const schema::Type& stored) const override;
    Answer same_default(const schema::Column& declared, const schema::Column& stored) const override;
    Answer same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const override;

  private:
    std::optional<std::string> text_of(const sql::ExpressionPtr& expression) const;

    const PostgresqlDdlWriter& writer_;
};

/// The name that format_type() of PostgreSQL gives to the type: "character varying(50)", "numeric(10,2)",
/// "timestamp(3) with time zone", "integer[]"; with its collation, if it has one. Nothing for a type of which that is
/// not sure. An enum type or a domain has the name that the type says, with its schema.
std::optional<std::string> full_type_name(const schema::Type& type);

} // namespace limbeck::dialects::postgresql
