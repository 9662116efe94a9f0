#pragma once

#include "dialects/comparison.hpp"
#include "dialects/mysql/ddl_writer.hpp"
#include "dialects/mysql/grammar.hpp"

namespace limbeck::dialects::mysql {

/// With Alembic's rules where it has some (alembic/ddl/mysql.py).
class MysqlComparison final : public Comparison {
  public:
    /// The writer must outlive it.
    MysqlComparison(const MysqlDdlWriter& writer, Flavour flavour)
        : writer_(writer), flavour_(flavour), prefix_(writer.grammar().dialect_name() + "_") {}

    Answer same_type(const schema::Type& declared, const schema::Type& stored) const override;
    Answer same_default(const schema::Column& declared, const schema::Column& stored) const override;
    Answer same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const override;
    void align(schema::Table& declared, schema::Table& stored) const override;
    bool makes_indexes_for_keys() const override { return true; }
    std::optional<schema::Index> index_made_for(const schema::ForeignKey& key,
                                                const schema::Table& table) const override;

  private:
    const MysqlDdlWriter& writer_;
    Flavour flavour_;
    std::string prefix_;
};

} // namespace limbeck::dialects::mysql
