#pragma once

#include "dialects/ddl_writer.hpp"

namespace limbeck::dialects::postgresql {

/// What PostgreSQL says in another way: SERIAL, identities, types of its own, INCLUDE, EXCLUDE, NOT VALID, index and
/// table options.
class PostgresqlDdlWriter final : public DdlWriter {
  public:
    using DdlWriter::DdlWriter;

    bool has_comments() const override { return true; }
    bool has_sequences() const override { return true; }
    bool has_identity_columns() const override { return true; }
    bool needs_type_check(const schema::Type& type) const override;

    std::string create_table(const schema::Table& table, bool if_not_exists) const override;
    std::vector<std::string> after_create_table(const schema::Table& table) const override;
    std::string column_specification(const schema::Table& table, const schema::Column& column) const override;
    std::string table_options(const schema::Table& table) const override;
    std::string create_index(const schema::Index& index, bool if_not_exists) const override;
    std::string drop_index(const schema::Index& index, bool if_exists) const override;
    std::string computed(const schema::Computed& computed) const override;
    std::string index_expression(const sql::ExpressionPtr& element) const override;

    /// What follows TYPE … in ALTER COLUMN, with a space before it: USING.
    std::string type_change_tail(const Map& options) const;

    std::vector<std::string> create_types(const schema::Table& table, DatabaseState* database) const override;
    std::vector<std::string> drop_types(const schema::Table& table, DatabaseState* database) const override;

    /// CREATE TYPE … AS ENUM, or CREATE DOMAIN.
    std::string create_type(const schema::Type& type) const;
    std::string drop_type(const schema::Type& type) const;

  protected:
    std::string type_text(const schema::Table& table, const schema::Column& column) const override;
    std::optional<std::string> primary_key(const schema::Table& table, const schema::PrimaryKey& key) const override;
    std::optional<std::string> unique(const schema::Table& table, const schema::Unique& unique) const override;
    std::optional<std::string> foreign_key(const schema::Table& table, const schema::ForeignKey& key) const override;
    std::optional<std::string> check(const schema::Table& table, const schema::Check& check) const override;
    std::optional<std::string> exclude(const schema::Table& table, const schema::Exclude& exclude) const override;
    std::string column_check(const schema::Check& check) const override;
    std::string on_delete(const std::string& phrase) const override;
    std::string index_element(const schema::Index& index, const schema::Index::Element& element) const override;

  private:
    std::string include(const schema::Table& table, const Map& options) const;
    /// WITH (…) and USING INDEX TABLESPACE … of the index behind a constraint.
    std::string constraint_storage(const Map& options) const;
    std::string storage(const Map& options) const;
    /// A key of an index, or of an exclusion constraint, with its collation, operator class and order.
    std::string key_text(const sql::ExpressionPtr& expression, const std::string& operator_class) const;
    /// A table that an option names: a text, or {"schema": …, "name": …}.
    std::string named_table(const Value& option) const;
    std::string type_name(const schema::Type& type) const;
};

/// An option's value as Python's "%s" writes it. Throws Error(Internal) for what is no text, number or bool.
std::string plain_text(const Value& value);

/// What postgresql_ops calls this element: a column's name, an expression's text; neither its order nor its collation.
std::string operator_class_key(const schema::Index::Element& element);

} // namespace limbeck::dialects::postgresql
