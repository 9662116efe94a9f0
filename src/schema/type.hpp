#pragma once

#include <limbeck/value.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::sql {
struct Expression; // an SQL expression tree; opaque here, see sql/expression.hpp
using ExpressionPtr = std::shared_ptr<const Expression>;
} // namespace limbeck::sql

namespace limbeck::schema {

struct Type;
using TypePtr = std::shared_ptr<const Type>;

/// The labels of an Enum and what SQLAlchemy's Enum says about them.
struct EnumLabels {
    std::vector<std::string> labels;
    bool native_enum = true;        ///< a type of its own where the database has enums
    bool create_constraint = false; ///< a CHECK where it has none
    bool create_type = true;        ///< postgresql.ENUM(create_type=False): never CREATE/DROP TYPE with a table
    bool metadata_bound = false;    ///< made with metadata=…: created and dropped by the metadata only
    bool inherit_schema = false;
};

/// What postgresql.DOMAIN says beside its name and the type that it stands for (Type::item).
struct DomainRules {
    bool not_null = false;
    bool create_type = true; ///< False: never CREATE/DROP DOMAIN with a table
    std::string constraint_name;
    sql::ExpressionPtr check;
    sql::ExpressionPtr server_default;
};

/// A column type as SQLAlchemy names it: a name and its arguments, plain data. Generic types have the
/// generic class's name ("String", "DateTime", "Uuid"), SQL types their upper-case name ("VARCHAR",
/// "TIMESTAMP", "JSONB"), whichever dialect they come from. What text a database wants for it is the
/// dialect's knowledge.
struct Type {
    std::string name = "NullType";

    std::optional<int> length;      ///< String, CHAR, LargeBinary, BIT, …; the longest label for a non-native Enum
    std::optional<int> precision;   ///< Numeric, Float; fractional seconds of PostgreSQL's TIMESTAMP, TIME, INTERVAL
    std::optional<int> scale;       ///< Numeric
    std::optional<int> dimensions;  ///< ARRAY
    bool timezone = false;          ///< DateTime, Time, TIMESTAMP, TIME
    bool varying = false;           ///< BIT
    bool native_uuid = true;        ///< Uuid
    bool create_constraint = false; ///< Boolean
    std::string collation;
    std::string fields;               ///< INTERVAL("DAY TO SECOND")
    std::string schema;               ///< of a named type (Enum, DOMAIN)
    std::string type_name;            ///< Enum(name=…), DOMAIN name; also names the CHECK of Boolean and Enum
    bool final_name = false;          ///< op.f(): no convention gives that CHECK another name
    std::optional<EnumLabels> labels; ///< Enum, ENUM
    TypePtr item; ///< ARRAY's element, what a DOMAIN stands for, JSON's astext_type if it is not Text
    std::optional<DomainRules> domain; ///< DOMAIN
    // What MySQL and MariaDB add; the members of a SET are `labels`.
    bool unsigned_ = false;
    bool zerofill = false;
    std::optional<int> display_width; ///< INTEGER(11), YEAR(4)
    std::string character_set;
    /// What rows hold in Python. No database knows of it, and no comparison asks; a revision file says it.
    struct Rows {
        bool as_uuid = true;                     ///< Uuid, UUID
        bool none_as_null = false;               ///< JSON
        bool asdecimal = true;                   ///< Numeric, Float
        std::optional<int> decimal_return_scale; ///< of Decimals that are made of floating point numbers
    };
    Rows rows;
    /// How a revision file says it where the members do not tell: classes that are not SQLAlchemy's own, and arguments
    /// that only concern rows in Python. Module of the class and repr().
    struct Python {
        std::string module; ///< "sqlmodel.sql.sqltypes"
        std::string text;   ///< "AutoString(length=50)"
    };
    std::optional<Python> python;
    /// Stored form: the database's own text where it is not what the rest of this stands for ("money" of SQLite, which
    /// is a NUMERIC; empty where a column has no type at all). DDL writes it; comparing types does not look at it.
    std::optional<std::string> stored_as;
    /// "postgresql": whose class it is, where SQLAlchemy has several of that name (TIMESTAMP, JSON, ARRAY, …) and this
    /// is not the one that all databases share.
    std::string dialect;
    std::string spec; ///< name == "UserDefined": the text of get_col_spec()

    /// with_variant(): the type to use in place of this one, by dialect name.
    std::map<std::string, TypePtr> variants;

    /// This type as the named dialect sees it (its variant, if it has one).
    const Type& for_dialect(const std::string& dialect_name) const;
};

TypePtr make_type(std::string name);

} // namespace limbeck::schema
