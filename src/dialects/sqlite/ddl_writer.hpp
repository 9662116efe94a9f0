#pragma once

#include "dialects/ddl_writer.hpp"

namespace limbeck::dialects::sqlite {

/// Whether a default, as SQLite tells it, is an expression that has lost its parentheses. Alembic's rule, which takes
/// numbers of several digits and words for expressions, too; a pair of parentheses more means the same.
bool is_bare_expression(const std::string& text);

/// What SQLite says in another way: AUTOINCREMENT, ON CONFLICT, parenthesized defaults, table options.
class SqliteDdlWriter final : public DdlWriter {
  public:
    using DdlWriter::DdlWriter;

    bool has_add_constraint() const override { return false; }
    std::string column_specification(const schema::Table& table, const schema::Column& column) const override;
    std::string table_options(const schema::Table& table) const override;
    std::string create_index(const schema::Index& index, bool if_not_exists) const override;

  protected:
    std::optional<std::string> primary_key(const schema::Table& table, const schema::PrimaryKey& key) const override;
    std::optional<std::string> unique(const schema::Table& table, const schema::Unique& unique) const override;
    std::optional<std::string> foreign_key(const schema::Table& table, const schema::ForeignKey& key) const override;
    std::optional<std::string> check(const schema::Table& table, const schema::Check& check) const override;
    std::string column_check(const schema::Check& check) const override;
    std::string referred_table(const schema::ForeignKey& key) const override;

  private:
    std::string ordered_columns(const schema::Table& table, const std::vector<std::string>& columns,
                                const Map& options) const;
};

} // namespace limbeck::dialects::sqlite
