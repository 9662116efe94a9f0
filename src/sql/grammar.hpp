#pragma once

#include "schema/type.hpp"

#include <limbeck/value.hpp>

#include <string>
#include <string_view>

namespace limbeck::sql {

struct Expression;

/// How one database writes SQL: quoting, literals, and whatever differs between databases in expressions and in
/// SELECT/INSERT/UPDATE/DELETE. The compiler (sql/compiler.hpp) and the DDL of the dialects ask it and never ask
/// which database it is. Immutable; safe to use from several threads.
class Grammar {
  public:
    virtual ~Grammar() = default;

    /// The dialect's name, for types with variants.
    virtual const std::string& dialect_name() const = 0;

    /// The identifier, quoted only if it must be (reserved word, upper case, other characters), as SQLAlchemy's
    /// IdentifierPreparer does.
    virtual std::string quote(std::string_view identifier) const = 0;
    /// The identifier, always quoted.
    virtual std::string quote_always(std::string_view identifier) const;
    /// schema.name, each quoted if need be; an empty schema is left out.
    std::string qualified(std::string_view schema, std::string_view name) const;

    /// The value as a literal of this database as SQLAlchemy's literal_binds writes it; `type` may be null (then by
    /// the kind of value). Throws Error(Command) for a value that has no literal form.
    virtual std::string literal(const Value& value, const schema::Type* type) const = 0;

    /// The text of a type, as in a column definition or a CAST.
    virtual std::string render_type(const schema::Type& type) const = 0;

    /// True where statements go to the server with values written into their text, as psycopg2 does
    /// (PostgreSQL); false where the driver binds them (`?`, SQLite).
    virtual bool writes_values_inline() const = 0;
};

} // namespace limbeck::sql
