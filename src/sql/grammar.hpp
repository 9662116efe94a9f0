#pragma once

#include "schema/type.hpp"

#include <limbeck/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::sql {

struct Quoting;

/// How one database writes SQL: quoting, literals, and whatever differs between databases in expressions and in
/// SELECT/INSERT/UPDATE/DELETE. The compiler (sql/compiler.hpp) and the DDL of the dialects ask it and never ask
/// which database it is. Immutable; safe to use from several threads.
///
/// The defaults are those of standard SQL as SQLAlchemy's default dialect has them.
class Grammar {
  public:
    virtual ~Grammar() = default;

    /// The dialect's name, for types with variants.
    virtual const std::string& dialect_name() const = 0;

    /// The identifier, quoted only if it must be (reserved word, upper case, other characters), as SQLAlchemy's
    /// IdentifierPreparer does.
    virtual std::string quote(std::string_view identifier) const = 0;
    /// The identifier, always quoted.
    std::string quote_always(std::string_view identifier) const;
    /// How quotes and comments are read in this database's SQL (sql/scanner.hpp): standard SQL's.
    virtual const Quoting& quoting() const;
    /// schema.name, each quoted if need be; an empty schema is left out.
    std::string qualified(std::string_view schema, std::string_view name) const;

    // --- values
    /// The value as a literal of this database as SQLAlchemy's literal_binds writes it; `type` may be null (then by
    /// the kind of value). Percent signs and backslashes stand as they are. Throws Error(Command) for a value that has
    /// no literal form.
    virtual std::string literal(const Value& value, const schema::Type* type) const = 0;
    /// The value as the driver writes it into a statement, where writes_values_inline().
    virtual std::string inline_value(const Value& value, const schema::Type* type) const;
    /// What follows a bind of that type, "::JSONB"; empty for most.
    virtual std::string bind_cast(const schema::Type* type) const;
    /// The value as the driver binds it for a `?`: JSON as text, and so on.
    virtual Value bind_value(const Value& value, const schema::Type* type) const;
    /// What a row's value means for a column of that type: text that is a DateTime, a number that is a Boolean.
    virtual Value convert_result(const Value& value, const schema::Type& type) const;

    /// The text of a type, as in a column definition or a CAST.
    virtual std::string render_type(const schema::Type& type) const = 0;

    /// True where statements go to the server with values written into their text, as psycopg2 does
    /// (PostgreSQL); false where the driver binds them (`?`, SQLite).
    virtual bool writes_values_inline() const = 0;

    /// A bind as str(statement) shows it, :name.
    virtual std::string named_bind(std::string_view name) const;
    /// A statement as offline SQL shows it: psycopg2's dialect doubles every percent sign, and so does Alembic's
    /// output. Only for what is printed; a statement that is run must not pass here.
    virtual std::string offline_text(std::string statement) const;

    // --- expressions; the operands are already text
    /// Whether true and false are values; else 1 and 0, and a boolean column as a condition is written "x = 1".
    virtual bool has_native_boolean() const { return false; }
    /// Whether `column <= literal` (literal()) holds for just those rows that ORDER BY gives up to the one that the
    /// literal was read from. Not so of what is ordered by place and compared by text, or rounded when it is written.
    virtual bool is_ordered_as_compared(const schema::Type& type) const { return !type.labels; }
    virtual std::string boolean(bool value) const;
    /// A call of a function that this database writes in a way of its own; `name` is in lower case. `nullopt`
    /// where the ordinary "name(arguments)" is right.
    virtual std::optional<std::string> function(std::string_view name, const std::vector<std::string>& arguments) const;
    /// A binary operator; `nullopt` where the ordinary "left op right" is right.
    struct BinaryOperands {
        std::string_view op; ///< operators.hpp
        std::string left, right;
        std::optional<std::string> escape; ///< a literal already
        const schema::Type* left_type = nullptr;
        const schema::Type* type = nullptr;
        bool left_is_call = false; ///< a function or a cast
        bool nested = false;       ///< inside of another operator expression
    };
    virtual std::optional<std::string> binary(const BinaryOperands& operands) const;
    /// Texts put together, a || b; at least two.
    virtual std::string concatenated(const std::vector<std::string>& parts) const;
    /// The type of a CAST.
    virtual std::string cast_type(const schema::Type& type) const { return render_type(type); }
    /// ARRAY[…]; the type, which may be null, is the array's.
    virtual std::string array(const std::vector<std::string>& elements, const schema::Type* type) const;
    /// What stands in the parentheses of an empty IN: "NULL) OR (1 = 1", or a select of no rows.
    virtual std::string empty_in(bool negated) const;
    /// Whether a / b of integers is whole; else FLOOR() makes it so.
    virtual bool divides_integers_wholly() const { return true; }
    /// The right side of a division that must not be one of integers, where such are whole.
    virtual std::string true_divisor(const std::string& right, const schema::Type* type) const;
    virtual std::string next_value(const std::string& qualified_sequence) const;

    // --- statements
    virtual std::string inner_join() const { return "JOIN"; }
    virtual std::string distinct_on(const std::string& columns) const;
    /// LIMIT and OFFSET as they follow a select, with their whitespace.
    virtual std::string limit(const std::optional<std::string>& limit, const std::optional<std::string>& offset) const;
    /// True where LIMIT is never written without OFFSET, nor OFFSET without LIMIT.
    virtual bool limit_needs_both() const { return false; }
    /// What follows INSERT INTO t where no column is given a value.
    virtual std::string default_row() const { return "DEFAULT VALUES"; }
    /// What follows UPDATE where the condition speaks of more tables, up to the WHERE: "t SET a=b.c FROM b".
    virtual std::string update_from(const std::string& table, const std::string& assignments,
                                    const std::string& others) const;
    /// Whether the columns that are set stand there with their table: "t, b SET t.a=b.c".
    virtual bool qualifies_updated_columns() const { return false; }
    /// What follows DELETE, likewise. Throws Error(Unsupported) where there is no such statement.
    virtual std::string delete_using(const std::string& table, const std::string& others) const;
    /// What an INSERT does about a row that is there already, as text.
    struct Conflict {
        std::string constraint;  ///< of the target: a name, or empty
        std::string elements;    ///< of the target: what the unique index is on, "a, lower(b)", or empty
        std::string index_where; ///< of the target: which rows that index has, or empty
        bool update = false;     ///< else the row stays as it is
        std::vector<std::pair<std::string, std::string>> set; ///< columns and their new values
        std::string where;                                    ///< which rows are updated; empty: all
    };
    /// The clause behind the INSERT: ON CONFLICT … here. Throws Error(Unsupported) for what this database cannot say.
    virtual std::string on_conflict(const Conflict& conflict) const;
    /// In that clause, what the row that was refused has in a column.
    virtual std::string excluded(const std::string& column) const { return "excluded." + column; }
    /// Which parts of a row's primary key an INSERT gets back with RETURNING: those that the statement does not say
    /// itself, and of them all but the number that the driver tells anyway (SQLite's rowid).
    enum class ReturnedKeys { None, AllButAutoincremented, All };
    virtual ReturnedKeys returned_keys() const { return ReturnedKeys::None; }
    /// RETURNING names columns without their table.
    virtual bool returning_without_table() const { return false; }
    /// Selects of UNION that have an ORDER BY or a LIMIT stand in parentheses.
    virtual bool groups_compound_selects() const { return true; }

  protected:
    /// Whether an identifier must be quoted where these words (sorted) are reserved.
    static bool needs_quotes(std::string_view identifier, const std::string_view* reserved_begin,
                             const std::string_view* reserved_end);
};

/// 'text', quotes doubled.
std::string quoted_text(std::string_view text);
/// A double as Python's repr writes it.
std::string float_text(double value);
/// A double with so many digits behind the point.
std::string fixed_text(double value, int digits);
/// The 32 digits of a UUID's text.
std::string without_hyphens(std::string_view uuid);
/// A UUID's text in its one form: 8-4-4-4-12 digits in lower case. Text that has not 32 digits stays as it is.
std::string canonical_uuid(std::string_view text);
/// A value as JSON text, as Python's json.dumps writes it with its defaults (ASCII, ", " and ": ").
std::string json_text(const Value& value);
/// Throws Error(Command) for text that is not JSON.
Value json_value(std::string_view text);

/// The grammar of SQLAlchemy's default dialect: what str(statement) shows without a dialect. Its name is "default".
const Grammar& default_grammar();

} // namespace limbeck::sql
