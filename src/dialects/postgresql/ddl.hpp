#pragma once

#include "dialects/ddl.hpp"
#include "dialects/postgresql/ddl_writer.hpp"

namespace limbeck::dialects::postgresql {

/// What PostgreSQL changes in another way, or alone: ALTER COLUMN with USING and identities, types of its own,
/// sequences, domains, views, routines, extensions.
class PostgresqlDdl final : public Ddl {
  public:
    explicit PostgresqlDdl(const PostgresqlDdlWriter& writer) : Ddl(writer), writer_(writer) {}

    Statements alter_column(const schema::AlterColumn& change, DatabaseState* /*database*/) const override;
    std::vector<Map> type_conversions(const std::string& column, const schema::Type& to) const override;
    Numbering numbering(const schema::Table& table, const schema::Column& column) const override;

    Statements create_enum(const schema::Type& type, bool checkfirst, DatabaseState* database) const override;
    Statements drop_enum(const schema::Type& type, bool checkfirst, DatabaseState* database) const override;
    Statements alter_enum(const schema::AlterEnum& change) const override;
    Statements alter_enum_apart(const schema::AlterEnum& change) const override;
    Statements alter_sequence(const schema::AlterSequence& change) const override;
    Statements create_domain(const schema::Domain& domain) const override;
    Statements drop_domain(const schema::Domain& domain) const override;
    Statements alter_domain(const schema::AlterDomain& change) const override;
    Statements create_view(const schema::CreateView& change) const override;
    Statements drop_view(const schema::View& view) const override;
    Statements create_routine(const schema::CreateRoutine& change) const override;
    Statements drop_routine(const schema::Routine& routine) const override;
    Statements create_extension(const schema::Extension& extension) const override;
    Statements drop_extension(const schema::Extension& extension) const override;

  private:
    /// The statements for a changed default or identity, in the order that PostgreSQL takes.
    std::vector<std::string> default_changes(const schema::AlterColumn& change) const;

    const PostgresqlDdlWriter& writer_;
};

} // namespace limbeck::dialects::postgresql
