#pragma once

#include "dialects/ddl_writer.hpp"
#include "dialects/mysql/column_text.hpp"

namespace limbeck::schema {
struct AlterColumn;
}

namespace limbeck::dialects::mysql {

/// What MySQL and MariaDB say in another way: columns with their comments, AUTO_INCREMENT, parenthesized defaults,
/// options of tables and indexes.
class MysqlDdlWriter final : public DdlWriter {
  public:
    /// "mysql_" or "mariadb_": how the options of this database begin.
    MysqlDdlWriter(const sql::Grammar& grammar, int max_identifier_length, bool mariadb)
        : DdlWriter(grammar, max_identifier_length), prefix_(grammar.dialect_name() + "_"), mariadb_(mariadb) {}

    bool has_comments() const override { return true; }
    bool has_sequences() const override { return mariadb_; }
    bool has_comment_statements() const override { return false; }
    bool needs_type_check(const schema::Type& type) const override;
    std::string column_specification(const schema::Table& table, const schema::Column& column) const override;
    /// What follows the name there.
    std::string column_definition(const schema::Table& table, const schema::Column& column) const;
    std::string table_options(const schema::Table& table) const override;
    std::string create_index(const schema::Index& index, bool if_not_exists) const override;
    std::string drop_index(const schema::Index& index, bool if_exists) const override;
    std::string index_expression(const sql::ExpressionPtr& element) const override;

    /// The column after the change: what it says, else what it says of the column as it is, else that of `stored`, if
    /// that is known. The type is empty where neither tells it.
    ColumnText changed_column(const schema::AlterColumn& change, const std::optional<ColumnText>& stored) const;
    std::string comment(const std::string& text) const;

  protected:
    std::optional<std::string> primary_key(const schema::Table& table, const schema::PrimaryKey& key) const override;
    std::string match(const std::string& text) const override;
    std::optional<std::string> check(const schema::Table& table, const schema::Check& check) const override;

  private:
    const Value* own_option(const Map& options, const std::string& name) const;
    /// How an index or a key works; MariaDB takes what is said for MySQL, where nothing is said for it.
    const Value* shared_option(const Map& options, const std::string& name) const;

    std::string columns_with_lengths(const schema::Table& table, const schema::PrimaryKey& key,
                                     const Map& lengths) const;

    std::string prefix_;
    bool mariadb_;
};

} // namespace limbeck::dialects::mysql
