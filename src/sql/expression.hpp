#pragma once

#include "schema/table.hpp" // ExpressionPtr
#include "schema/type.hpp"

#include <initializer_list>
#include <limbeck/value.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// SQL as a tree of plain structs. A node says what is meant; where parentheses are needed, how a bind is written and
// what one database calls a thing is the compiler's and the grammar's knowledge. Trees are immutable and shared.
namespace limbeck::sql {

using Expressions = std::vector<ExpressionPtr>;

// --- values and names

/// A column, with the name of its table or alias when it has one.
struct Column {
    std::string name;
    std::string table;
    std::string schema;
    schema::TypePtr type;
    bool literal = false;      ///< literal_column(): `name` is SQL text
    std::optional<bool> quote; ///< quoted_name(): always or never
};

/// A bind parameter. Unique ones are made from literals; `key` is then only a base for a name.
struct Bind {
    std::string key = "param";
    Value value;
    bool has_value = true; ///< false: bindparam("x"), which gets its value when it is executed
    schema::TypePtr type;
    bool unique = false;
    bool expanding = false; ///< one name for a list of values: IN
    bool literal = false;   ///< always written as a literal: op.inline_literal()
};

/// text(): SQL of the user with `:name` for binds and `\:` for a colon.
struct Text {
    std::string text;
    std::vector<Bind> binds; ///< those given by bindparams(); others take their value at execution
};

/// NULL, true or false.
struct Constant {
    std::string name; ///< "null", "true", "false"
};

// --- operators

/// An operator by its name, SQLAlchemy's without "_op" (operators.hpp lists them), or "custom" and its text.
struct Operator {
    std::string name;
    std::string text;        ///< of a custom operator
    int precedence = 0;      ///< of a custom operator
    bool comparison = false; ///< a custom operator that gives a boolean
    bool eager_grouping = false;
};

struct Binary {
    Operator op;
    ExpressionPtr left, right;
    schema::TypePtr type;
    std::optional<std::string> escape; ///< LIKE
};

/// Prefix or postfix: "not", "neg", "distinct", "exists", "any", "all", "asc", "desc", "nulls_first", "nulls_last".
struct Unary {
    Operator op;
    ExpressionPtr operand;
    schema::TypePtr type;
};

/// Several operands of "and", "or", or "comma".
struct Clauses {
    Operator op;
    Expressions clauses;
};

struct Between {
    ExpressionPtr element, low, high;
    bool negated = false, symmetric = false;
};

/// element IN (…): the values of an expanding bind, a select, or a list of expressions.
struct In {
    ExpressionPtr element;
    ExpressionPtr values; ///< an expanding Bind, a Select, a Clauses or any other expression
    bool negated = false;
};

/// postgresql.array([...])
struct Array {
    Expressions elements;
    schema::TypePtr type;
};

// --- functions and the like

struct Function {
    std::string name;
    std::vector<std::string> packages; ///< func.pkg.name
    Expressions arguments;
    schema::TypePtr type;
    std::optional<bool> quote;
};

struct Over {
    ExpressionPtr element;
    Expressions partition_by, order_by;
    std::string frame;                                  ///< "rows", "range" or empty
    std::optional<std::int64_t> frame_start, frame_end; ///< none: UNBOUNDED; 0: CURRENT ROW
};

struct Cast {
    ExpressionPtr element;
    schema::TypePtr type;
};

struct Case {
    ExpressionPtr value;
    std::vector<std::pair<ExpressionPtr, ExpressionPtr>> whens;
    ExpressionPtr otherwise;
};

struct Label {
    std::string name;
    ExpressionPtr element;
};

/// nextval of a sequence.
struct NextValue {
    std::string name, schema;
};

// --- what rows come from

struct TableColumn {
    std::string name;
    schema::TypePtr type;
};

struct Table {
    std::string name, schema;
    std::vector<TableColumn> columns; ///< as far as known; in the order of the table
    std::optional<bool> quote;
};

/// A named table, subquery or function.
struct Alias {
    std::string name;
    ExpressionPtr element;
    bool lateral = false;
    std::vector<TableColumn> columns; ///< func.x().table_valued(): names (and types) after the alias name
    bool render_columns = false;
    bool render_types = false;
    bool with_ordinality = false;
};

struct Join {
    ExpressionPtr left, right, on;
    bool outer = false, full = false;
};

/// A select in parentheses, used as a value.
struct ScalarSelect {
    ExpressionPtr select;
};

// --- statements

struct Select {
    bool distinct = false;
    Expressions distinct_on;
    Expressions columns;
    Expressions from; ///< all of them, those that columns imply included, joins in place of what they join
    Expressions where;
    Expressions group_by;
    Expressions having;
    Expressions order_by;
    ExpressionPtr limit, offset;
    /// Names of tables of enclosing selects that this one refers to: none: found out; else exactly these.
    std::optional<Expressions> correlate;
    std::vector<std::string> prefixes;
};

/// "union", "union_all", "intersect", "intersect_all", "except", "except_all"
struct Compound {
    std::string keyword;
    Expressions selects;
    Expressions order_by, group_by;
    ExpressionPtr limit, offset;
};

struct Assignment {
    std::string column;
    ExpressionPtr value;
    ExpressionPtr target; ///< instead of a column name: an element of an array or of JSON
};

/// ON CONFLICT.
struct OnConflict {
    bool update = false;
    std::string constraint;
    Expressions elements; ///< the columns or expressions of the index
    ExpressionPtr index_where;
    std::vector<Assignment> set;
    ExpressionPtr where;
};

/// A column of the primary key, as an INSERT of one row gives it back.
struct KeyColumn {
    std::string name;
    bool autoincremented = false; ///< the database numbers it: SERIAL, SQLite's rowid
    bool generated = false;       ///< has another default in the database
};

struct Insert {
    ExpressionPtr table;
    /// What one row or several are made of. All rows have the columns of the first. Empty, and no `select`: the columns
    /// of the parameters, else a bind for each column of the table.
    std::vector<std::vector<Assignment>> rows;
    bool multi = false; ///< values([…]): several rows in one statement, also when there is only one
    std::vector<std::string> select_columns;
    ExpressionPtr select;
    std::optional<OnConflict> on_conflict;
    Expressions returning;
    /// Who runs the statement wants to know the key of the row: RETURNING, as far as Grammar::returned_keys() says, for
    /// what the statement does not say itself. Without effect on other INSERTs than those of one row.
    std::vector<KeyColumn> key;
    std::vector<std::string> prefixes;
};

struct Update {
    ExpressionPtr table;
    std::vector<Assignment> set; ///< empty: from the parameters; written in the order of the table's columns
    Expressions from;
    Expressions where;
    Expressions returning;
    std::vector<std::string> prefixes;
};

struct Delete {
    ExpressionPtr table;
    Expressions using_;
    Expressions where;
    Expressions returning;
    std::vector<std::string> prefixes;
};

/// DDL("…"): text without binds.
struct Ddl {
    std::string text;
};

struct Expression {
    using Variant = std::variant<Column, Bind, Text, Constant, Binary, Unary, Clauses, Between, In, Array, Function,
                                 Over, Cast, Case, Label, NextValue, Table, Alias, Join, ScalarSelect, Select, Compound,
                                 Insert, Update, Delete, Ddl>;
    Variant node;

    template <class T> const T* get_if() const { return std::get_if<T>(&node); }
};

// --- making trees

template <class Node> ExpressionPtr make(Node node) {
    return std::make_shared<const Expression>(Expression{std::move(node)});
}

ExpressionPtr text(std::string sql);
ExpressionPtr column(std::string name, schema::TypePtr type = {});
ExpressionPtr column(std::string table, std::string name, schema::TypePtr type = {});
ExpressionPtr literal_column(std::string sql, schema::TypePtr type = {});
/// A value that becomes a bind; without a type, that of the value's kind.
ExpressionPtr literal(Value value, schema::TypePtr type = {});
ExpressionPtr null();
ExpressionPtr func(std::string name, Expressions arguments = {}, schema::TypePtr type = {});
ExpressionPtr binary(ExpressionPtr left, std::string op, ExpressionPtr right);
ExpressionPtr and_(Expressions clauses);
ExpressionPtr or_(Expressions clauses);
ExpressionPtr not_(ExpressionPtr clause);
ExpressionPtr cast(ExpressionPtr element, schema::TypePtr type);
ExpressionPtr table(std::string name, std::string schema = {}, std::vector<TableColumn> columns = {});

/// The type of the expression's values as far as the tree knows it; else null.
schema::TypePtr type_of(const Expression& expression);
/// The type that a plain value has by its kind: String, Integer, Boolean, …; null for null.
schema::TypePtr type_of(const Value& value);

} // namespace limbeck::sql
