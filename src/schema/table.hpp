#pragma once

#include "schema/type.hpp"

#include <limbeck/value.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// The schema as plain values in stored form: as a database keeps it. What the flags of constructors say is the declared
// form (schema/declared.hpp). Nothing here knows SQL text or a connection.

namespace limbeck::schema {

/// The name of a constraint or an index. Without text, the naming convention of the metadata gives one,
/// if there is one. `final` is op.f(): the convention must not touch it any more. `quote`: it stands in
/// quotes where it needs none, too.
struct Name {
    std::optional<std::string> text;
    bool final = false, quote = false;

    Name() = default;
    Name(std::string t, bool is_final = false) : text(std::move(t)), final(is_final) {}
    Name(const char* t) : text(t) {}
};

struct Identity {
    bool always = false;
    bool on_null = false;
    std::optional<std::int64_t> start, increment, minvalue, maxvalue, cache;
    bool nominvalue = false, nomaxvalue = false;
    std::optional<bool> cycle;
};

struct Computed {
    sql::ExpressionPtr sqltext;
    std::optional<bool> persisted;
};

/// Sequence(...) as a column default.
struct Sequence {
    std::string name;
    std::string schema;
    std::optional<std::int64_t> start, increment, minvalue, maxvalue, cache;
    bool nominvalue = false, nomaxvalue = false;
    std::optional<bool> cycle;
    bool optional = false; ///< only for databases that have no other way to number rows: PostgreSQL takes SERIAL
    TypePtr data_type;     ///< AS BIGINT
};

struct Column {
    enum class Autoincrement { Auto, Yes, No, IgnoreFk };

    std::string name;
    TypePtr type;
    bool nullable = true;
    bool primary_key = false; ///< the PrimaryKey of the table lists it
    /// As a model says it, for files that say it again; what the database does is `autoincremented`.
    Autoincrement autoincrement = Autoincrement::Auto;
    /// A plain text default is an sql literal string; text("now()") and func.now() are expressions.
    sql::ExpressionPtr server_default;
    /// FetchedValue(): the database gives a value by means that the model does not state, so they are not compared.
    bool fetched = false;
    std::optional<Identity> identity;
    std::optional<Computed> computed;
    std::optional<Sequence> sequence;
    std::optional<std::string> comment;
    /// The database numbers the rows by means of its own (PostgreSQL's SERIAL: read back, `server_default` then is the
    /// text of its nextval()).
    bool autoincremented = false;
    bool system = false;
    bool quote = false; ///< Column(quote=True)
    Map options;        ///< dialect keyword arguments, e.g. "sqlite_on_conflict_not_null"
    Map info;
};

struct Deferral {
    std::optional<bool> deferrable;
    std::optional<std::string> initially;
};

struct PrimaryKey {
    Name name;
    std::vector<std::string> columns;
    Deferral deferral;
    Map options;
    std::optional<std::string> comment = std::nullopt;
};

struct Unique {
    Name name;
    std::vector<std::string> columns;
    Deferral deferral;
    std::optional<std::string> comment;
    Map options; ///< "postgresql_nulls_not_distinct", "postgresql_include", "sqlite_on_conflict"
};

struct ForeignKey {
    Name name;
    std::vector<std::string> columns;
    std::string referred_schema; ///< empty: none
    std::string referred_table;
    std::vector<std::string> referred_columns;
    std::optional<std::string> onupdate, ondelete, match;
    Deferral deferral;
    bool use_alter = false;
    std::optional<std::string> comment;
    Map options; ///< "postgresql_not_valid"
};

struct Check {
    Name name;
    sql::ExpressionPtr
        sqltext; ///< null when `from_type`: the dialect writes it from the column's type, or leaves it out
    /// Made by a Boolean or Enum type and not by the user; such a check has no name of its own unless the type
    /// has one, and batch mode drops it with the column.
    bool from_type = false;
    std::vector<std::string> columns; ///< of a column-level check or one made by a type: that column
    Deferral deferral;
    std::optional<std::string> comment;
    Map options;
};

/// PostgreSQL's EXCLUDE.
struct Exclude {
    struct Element {
        sql::ExpressionPtr expression; ///< a column or an expression
        std::string operator_;         ///< "&&", "=", …
        std::string ops;               ///< operator class
    };
    Name name;
    std::vector<Element> elements;
    std::string using_ = "gist";
    sql::ExpressionPtr where;
    Deferral deferral;
    Map options;
    std::optional<std::string> comment = std::nullopt;
};

using Constraint = std::variant<PrimaryKey, Unique, ForeignKey, Check, Exclude>;
Name& name_of(Constraint& constraint);
const Name& name_of(const Constraint& constraint);

struct Index {
    struct Element {
        std::string column;            ///< a plain column name; empty when `expression` is set
        sql::ExpressionPtr expression; ///< text("lower(name)"), column.desc(), …
    };
    Name name;
    std::string table;
    std::string schema;
    std::vector<Element> elements;
    bool unique = false;
    /// The condition of a partial index, by dialect name.
    std::map<std::string, sql::ExpressionPtr> where;
    /// Dialect keyword arguments by their full name: "postgresql_using" (text), "postgresql_ops" (map),
    /// "postgresql_include" (list), "postgresql_with" (map), "postgresql_concurrently" (bool), "postgresql_tablespace",
    /// "postgresql_nulls_not_distinct". In plain form the conditions stand here, too: "postgresql_where".
    Map options;
    std::optional<std::string> comment = std::nullopt;
};

struct Table {
    std::string name;
    std::string schema; ///< empty: the default schema
    std::vector<Column> columns;
    std::vector<Constraint> constraints; ///< at most one PrimaryKey
    std::vector<Index> indexes;
    std::optional<std::string> comment;
    std::vector<std::string> prefixes;
    Map options; ///< dialect keyword arguments: "sqlite_autoincrement", "postgresql_partition_by", "mysql_engine", …
    Map info;

    const Column* column(std::string_view column_name) const;
    const PrimaryKey* primary_key() const;
};

/// The CHECK that the column's type brings (Boolean and Enum with create_constraint), or nothing.
std::optional<Check> type_check(const Column& column);

/// MetaData(naming_convention={...}): templates by "ix", "uq", "ck", "fk", "pk".
using NamingConvention = std::map<std::string, std::string>;

/// Names every constraint and index of the table that the convention names, as SQLAlchemy does: unnamed ones, and
/// those whose convention uses %(constraint_name)s and whose name is not final. Index without name and without
/// convention: "ix_<table>_<column_0>". A name longer than the dialect's limit is shortened as SQLAlchemy does:
/// `max_identifier_length` characters (63 PostgreSQL, 9999 SQLite).
/// Throws Error(Command) when %(constraint_name)s is needed and there is none.
void apply_naming_convention(Table& table, const NamingConvention& convention, int max_identifier_length);

/// The same for one constraint or index that is added to or dropped from a table by itself.
void apply_naming_convention(Constraint& constraint, const std::string& schema, const std::string& table,
                             const NamingConvention& convention, int max_identifier_length);
void apply_naming_convention(Index& index, const NamingConvention& convention, int max_identifier_length);

/// A name that may be shortened, in at most `max_length` characters: its beginning, an underscore and four digits of
/// its MD5 sum.
std::string shortened(const std::string& name, int max_length);

} // namespace limbeck::schema
