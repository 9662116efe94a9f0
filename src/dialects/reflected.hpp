#pragma once

#include "schema/schema.hpp"

#include <limbeck/value.hpp>
#include <string>

namespace limbeck::dialects {

class DdlWriter;

/// What SQLAlchemy's inspector tells scripts of a table that was read with InspectFilter::for_scripts: its dictionaries
/// (ReflectedColumn and its siblings in sqlalchemy.engine.interfaces) as plain maps. Types are in plain form, and so
/// are expressions where SQLAlchemy has text() objects; all other SQL is text. The defaults are what most databases
/// tell; a dialect says what it tells in another way. Immutable; safe to use from several threads.
class Reflected {
  public:
    /// The writer must outlive it.
    explicit Reflected(const DdlWriter& writer) : writer_(writer) {}
    virtual ~Reflected() = default;

    /// "columns", "pk_constraint", "foreign_keys", "unique_constraints", "check_constraints", "indexes",
    /// "table_comment" and "table_options".
    Map table(const schema::Table& table) const;

    virtual Map domain(const schema::Domain& domain) const;
    virtual std::string view_definition(const schema::View& view) const { return view.definition; }

  protected:
    virtual Map column(const schema::Table& table, const schema::Column& column) const;
    virtual Map primary_key(const schema::Table& table) const;
    virtual Map foreign_key(const schema::ForeignKey& key) const;
    virtual Map unique(const schema::Unique& unique) const;
    virtual List uniques(const schema::Table& table) const;
    virtual Map check(const schema::Check& check) const;
    /// Sorted as they are told.
    virtual List checks(const schema::Table& table) const;
    /// Null: it is not told.
    virtual Value index(const schema::Index& index) const;
    virtual List indexes(const schema::Table& table) const;
    /// Null: the database has none, and asking for one is an error.
    Value table_comment(const schema::Table& table) const;
    virtual Map table_options(const schema::Table& table) const { return table.options; }

    std::string text(const sql::ExpressionPtr& expression) const;
    /// Of the options those whose names begin with this.
    static Map options_of(const Map& options, std::string_view prefix);

  private:
    const DdlWriter& writer_;
};

} // namespace limbeck::dialects
