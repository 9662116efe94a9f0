#pragma once

#include "dialects/connection.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/schema_names.hpp"

#include <cstdint>
#include <limbeck/value.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

// What the files of the inspector share: a part of a database's catalogue that is being read.
namespace limbeck::dialects::postgresql {

/// One row of a result, its values by column name. Borrows both.
class Row {
  public:
    Row(const Result& result, const List& values) : result_(result), values_(values) {}

    /// Throws Error(Internal) for a column that the query does not have.
    const Value& operator[](std::string_view name) const;
    std::string text(std::string_view name) const; ///< empty for null
    std::optional<std::string> optional_text(std::string_view name) const;
    bool flag(std::string_view name) const;                         ///< false for null
    std::int64_t number(std::string_view name) const;               ///< 0 for null
    std::vector<std::string> texts(std::string_view name) const;    ///< a null among them is empty
    std::vector<std::int64_t> numbers(std::string_view name) const; ///< a null among them is 0

  private:
    const Result& result_;
    const List& values_;
    mutable std::size_t next_ = 0; ///< queries are mostly read in the order of their columns
};

/// 'text' as SQL writes it.
std::string literal(std::string_view text);

/// A table expression of one column with these values. By its length the server knows how many rows to expect, whatever
/// its statistics say: with none yet it takes a schema for empty, and joins in a way that never ends.
std::string listed(const std::vector<std::int64_t>& oids);

/// {"fillfactor=70"} as {"fillfactor": "70"}.
Map storage_parameters(const std::vector<std::string>& options);

/// A table, or what has columns like one: a view, a foreign table.
struct Relation {
    std::int64_t oid = 0;
    char kind = 'r'; ///< pg_class.relkind
    bool is_partition = false;
    schema::Table table;
    std::string definition;                                ///< of a view
    std::unordered_map<std::int64_t, std::string> columns; ///< by their number
};

/// What the keys of an index have that most have not: each is empty where there is nothing to say.
struct IndexKeys {
    std::vector<std::string> expressions;
    std::vector<std::string> classes; ///< operator classes that are not the default one, or have options
    std::vector<std::string> collations;
    std::vector<std::string> operators; ///< of an exclusion constraint
};

/// A part of the catalogue: which it is, and what has been read of it so far.
class Catalogue {
  public:
    /// Asks for the schemas that there are. Borrows all.
    Catalogue(Connection& connection, const InspectFilter& filter, const SchemaNames* names);

    // Each reads one noun, in one query. Columns, constraints and indexes need the relations; columns need the types,
    // if they have any that users have made.
    /// Pg_class.relkind of those that are wanted: "rp", "rpfvm".
    void ask_for_relations(const std::string& kinds, bool with_types);
    void read_relations();
    /// Asks for columns, constraints and indexes at once, and for sequences and extensions, so that the server works
    /// while what it says is read: in this order.
    void ask_for_parts(bool with_others);
    void read_columns();
    void read_constraints();
    void read_indexes();
    void read_sequences(schema::Schema& to);
    void read_extensions(schema::Schema& to);
    /// Functions, procedures and aggregates; then triggers, policies, rules and grants.
    void read_functions(schema::Schema& to);
    void read_table_routines(schema::Schema& to);
    /// Enum types and domains: all that the database has, for columns; those of the schemas that are read go to `to`.
    void read_types(schema::Schema& to);

    std::vector<Relation>& relations() { return relations_; }

  private:
    struct NamedSchema {
        std::string name;     ///< as the database says it
        std::string reported; ///< as the answer says it
        bool is_read = false;
        bool by_path = false; ///< asked for as the default: what other schemas of the search path hide is not read
    };

    Result query(const std::string& text) const;
    void take_types(const Result& result, schema::Schema* to);
    std::string types_query(bool are_wanted) const;
    std::string relations_query(const std::string& kinds) const;
    std::string columns_query() const;
    std::string constraints_query() const;
    std::string indexes_query() const;
    std::string sequences_query() const;
    static std::string extensions_query();
    /// The condition for rows of pg_class called `alias` in the schemas that are read, names and extensions included.
    std::string in_scope(const std::string& alias, const std::string& kinds) const;
    /// The same for another catalogue of things in schemas.
    std::string in_schemas(const std::string& schema_column, const std::string& visible) const;
    /// AND NOT EXISTS (…): leaves out what extensions own.
    std::string not_of_extension(const char* catalogue, const std::string& oid) const;

    /// How the answer calls the schema of a thing that is, or is not, found without its schema.
    std::string reported(std::int64_t schema, bool visible) const;
    /// Columns of one type share it.
    schema::TypePtr type_of(const Row& row);
    schema::Column column_of(const Row& row, const Relation& owner);
    schema::Constraint constraint_of(const Row& row, Relation& relation) const;
    schema::Index index_of(const Row& row, const Relation& relation) const;
    sql::ExpressionPtr expression(const std::string& text) const;
    Map table_name(std::int64_t schema, bool visible, const std::string& name) const;
    std::string text(std::string text) const;
    Relation* relation(std::int64_t oid);
    /// Reads what few indexes have, of those in the list: keys_.
    void read_index_keys(const std::vector<std::int64_t>& indexes);
    /// Reads the columns of tables that foreign keys refer to: referred_.
    void read_referred_columns(const std::vector<std::int64_t>& tables);
    /// The relations of these kinds that have been read, as a table expression.
    std::string listed_relations(const std::string& kinds) const;

    Connection& connection_;
    const InspectFilter& filter_;
    const SchemaNames* names_;
    int major_version_;
    std::unordered_map<std::int64_t, NamedSchema> schemas_;
    std::vector<Relation> relations_;
    std::unordered_map<std::int64_t, std::size_t> by_oid_;
    std::unordered_map<std::int64_t, Relation> referred_; ///< their columns; those that are not read themselves
    std::unordered_set<std::int64_t> own_sequences_;      ///< which the columns that have been read number with
    std::unordered_set<std::int64_t> indexes_of_constraints_;
    std::unordered_map<std::int64_t, IndexKeys> keys_;
    /// Connection::ask()
    std::uint64_t types_asked_ = 0, relations_asked_ = 0, columns_asked_ = 0, constraints_asked_ = 0,
                  indexes_asked_ = 0, sequences_asked_ = 0, extensions_asked_ = 0;
    struct NamedType {
        schema::TypePtr type;
        bool not_null = false;
        std::string default_text;
    };
    std::unordered_map<std::int64_t, NamedType> types_;
    std::map<std::pair<std::string, std::string>, schema::TypePtr> plain_types_; ///< all others, by name and collation
};

} // namespace limbeck::dialects::postgresql
