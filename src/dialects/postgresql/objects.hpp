#pragma once

#include "dialects/connection.hpp"
#include "dialects/ddl.hpp"
#include "schema/changes.hpp"

#include <optional>
#include <string>

namespace limbeck::dialects::postgresql {

class PostgresqlDdlWriter;

// DDL of what is no table: enum types, domains, sequences, views, routines, extensions. Throws Error(Command) for what
// cannot be altered.

/// Labels are renamed, then added at their places. Where labels go, or their order changes, the type is made anew: the
/// old one takes another name, columns are converted by the text of their values, defaults are dropped and set again.
Statements alter_enum(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change);
/// None for labels that a rewrite adds: those of a new type can be used at once.
Statements alter_enum_apart(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change);

Statements create_domain(const PostgresqlDdlWriter& writer, const schema::Domain& domain);
Statements drop_domain(const PostgresqlDdlWriter& writer, const schema::Domain& domain);
Statements alter_domain(const PostgresqlDdlWriter& writer, const schema::AlterDomain& change);

Statements alter_sequence(const PostgresqlDdlWriter& writer, const schema::AlterSequence& change);
/// A SERIAL that is no key, in the parts that the server makes of it.
Ddl::Numbering numbering(const PostgresqlDdlWriter& writer, const schema::Table& table, const schema::Column& column);

/// A materialized view cannot be replaced: it is dropped and created.
Statements create_view(const PostgresqlDdlWriter& writer, const schema::CreateView& change);
Statements drop_view(const PostgresqlDdlWriter& writer, const schema::View& view);

Statements create_routine(const schema::CreateRoutine& change);
Statements drop_routine(const schema::Routine& routine);

Statements create_extension(const PostgresqlDdlWriter& writer, const schema::Extension& extension);
Statements drop_extension(const PostgresqlDdlWriter& writer, const schema::Extension& extension);

/// COMMENT ON kind schema.name; an absent or empty comment takes it away.
Statement comment_on(const PostgresqlDdlWriter& writer, const std::string& kind, const std::string& schema,
                     const std::string& name, const std::optional<std::string>& comment);

} // namespace limbeck::dialects::postgresql
