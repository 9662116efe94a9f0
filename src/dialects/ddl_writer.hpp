#pragma once

#include "schema/table.hpp"
#include "sql/grammar.hpp"
#include "support/words.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

class DatabaseState;

/// Writes the pieces that DDL statements are made of, as SQLAlchemy's DDL compiler does, in the SQL that databases
/// share; a dialect overrides what its database says in another way. Immutable; safe to use from several threads.
/// Throws Error(Command) for what has no text: a constraint without the name it needs, a phrase that is none.
class DdlWriter {
  public:
    /// The grammar must outlive the writer.
    DdlWriter(const sql::Grammar& grammar, int max_identifier_length)
        : grammar_(grammar), max_identifier_length_(max_identifier_length) {}
    virtual ~DdlWriter() = default;

    // --- what the database has
    virtual bool has_comments() const { return false; }
    /// Comments are statements of their own, COMMENT ON …; else they are parts of what they speak of.
    virtual bool has_comment_statements() const { return has_comments(); }
    virtual bool has_sequences() const { return false; }
    virtual bool has_identity_columns() const { return false; }
    /// False where constraints cannot be added later, so that `use_alter` keys are part of the CREATE TABLE.
    virtual bool has_add_constraint() const { return true; }
    /// Whether a column of this type needs the CHECK that Boolean and Enum can bring.
    virtual bool needs_type_check(const schema::Type& type) const;

    // --- pieces
    /// name TYPE DEFAULT … NOT NULL, as in CREATE TABLE and ADD COLUMN, without column-level checks. The table is the
    /// column's.
    virtual std::string column_specification(const schema::Table& table, const schema::Column& column) const;
    /// The checks that stand in the column's own definition, with a space before each.
    std::string column_checks(const schema::Table& table, const schema::Column& column) const;
    /// A constraint as it stands in CREATE TABLE or after ADD; std::nullopt when this database leaves it out. The table
    /// may lack columns: it says what is known of them.
    std::optional<std::string> constraint(const schema::Table& table, const schema::Constraint& constraint) const;
    /// CREATE TABLE, without what must run before and after it.
    virtual std::string create_table(const schema::Table& table, bool if_not_exists) const;
    /// What must run after it, beside indexes and comments.
    virtual std::vector<std::string> after_create_table(const schema::Table&) const { return {}; }
    /// What follows the closing parenthesis of CREATE TABLE.
    virtual std::string table_options(const schema::Table&) const { return {}; }
    virtual std::string create_index(const schema::Index& index, bool if_not_exists) const;
    virtual std::string drop_index(const schema::Index& index, bool if_exists) const;
    std::string server_default(const sql::ExpressionPtr& expression) const;
    /// MATCH …, ON DELETE … and DEFERRABLE …, with a space before each.
    std::string references_tail(const schema::ForeignKey& key) const;
    /// START WITH …, INCREMENT BY …, separated by spaces.
    static std::string numbering(const schema::Identity& identity);
    static std::string numbering(const schema::Sequence& sequence);
    std::string identity(const schema::Identity& identity) const;
    virtual std::string computed(const schema::Computed& computed) const;

    /// CREATE TYPE and the like that must run before the table is created, DROP TYPE after it is dropped.
    virtual std::vector<std::string> create_types(const schema::Table&, DatabaseState*) const { return {}; }
    virtual std::vector<std::string> drop_types(const schema::Table&, DatabaseState*) const { return {}; }

    // --- names
    /// schema.table in ALTER TABLE, as Alembic writes it: a dotted schema is quoted part by part.
    std::string altered_table(const std::string& schema, const std::string& table) const;
    std::string column_name(const schema::Table& table, const std::string& name) const;
    /// The name of a constraint or index, which has a text, shortened where it may be. Throws Error(Command) when it is
    /// too long.
    std::string constraint_name(const schema::Name& name) const;

    /// An expression as it stands in DDL: literal values, columns without their table.
    std::string expression(const sql::ExpressionPtr& expression) const;
    /// The same as an element of an index. A label is a name for postgresql_ops, and is not written.
    virtual std::string index_expression(const sql::ExpressionPtr& element) const {
        return expression(without_label(element));
    }
    static sql::ExpressionPtr without_label(const sql::ExpressionPtr& element);
    const sql::Grammar& grammar() const { return grammar_; }
    int max_identifier_length() const { return max_identifier_length_; }

  protected:
    virtual std::string type_text(const schema::Table& table, const schema::Column& column) const;
    virtual std::optional<std::string> primary_key(const schema::Table& table, const schema::PrimaryKey& key) const;
    virtual std::optional<std::string> unique(const schema::Table& table, const schema::Unique& unique) const;
    virtual std::optional<std::string> foreign_key(const schema::Table& table, const schema::ForeignKey& key) const;
    virtual std::optional<std::string> check(const schema::Table& table, const schema::Check& check) const;
    virtual std::optional<std::string> exclude(const schema::Table& table, const schema::Exclude& exclude) const;
    /// A check in its column's definition.
    virtual std::string column_check(const schema::Check& check) const;

    virtual std::string referred_table(const schema::ForeignKey& key) const;
    virtual std::string on_delete(const std::string& phrase) const;
    /// What stands behind MATCH.
    virtual std::string match(const std::string& phrase) const;
    virtual std::string index_element(const schema::Index& index, const schema::Index::Element& element) const;

    std::string check_text(const schema::Check& check) const;
    std::string constraint_prefix(const schema::Name& name) const;
    std::string column_list(const schema::Table& table, const std::vector<std::string>& columns) const;
    static std::string deferrability(const schema::Deferral& deferral);
    /// The phrase, if it is nothing but words (SQLAlchemy refuses others, too).
    static std::string phrase(const std::string& text);

  private:
    std::string type_check(const schema::Table& table, const schema::Check& check) const;

    const sql::Grammar& grammar_;
    int max_identifier_length_;
};

using support::joined;

/// An option that SQLAlchemy lets be one name or several.
std::vector<std::string> names_in(const Value& option);

/// An option that is there and not null; else null.
const Value* option(const Map& options, std::string_view name);

/// Python's truth of an option.
bool is_set(const Map& options, std::string_view name);

} // namespace limbeck::dialects
