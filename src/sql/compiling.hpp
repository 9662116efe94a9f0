#pragma once

#include "sql/compiler.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"

#include <limbeck/value.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql {

/// One run of compile(): what is known while a statement is written. Its functions lie in compiler.cpp (the whole,
/// binds), compile_expressions.cpp, compile_select.cpp and compile_changes.cpp.
class Compiler {
  public:
    Compiler(const Grammar& grammar, const CompileOptions& options, const Value& parameters);
    Compiled run(const Expression& expression);

  private:
    /// What encloses the select that is being written: the tables it may refer to without naming them in FROM.
    struct Level {
        std::set<std::string> correlate, as_from;
        const Select* select = nullptr;
    };
    struct WrittenBind {
        Value value;
        schema::TypePtr type;
        std::string name;
    };
    enum class Place { Value, From, Columns };

    // --- binds

    const Value* parameter(std::string_view name) const;
    std::string placeholder(Value value, schema::TypePtr type, std::string name);
    std::string value_text(const Value& value, const schema::TypePtr& type, const std::string& name,
                           bool always_literal = false);
    std::string bind_name(const Bind& node);

    /// "%(17 name)s", an anonymous name as SQLAlchemy has it, becomes name_1, name_2, …: one for each number.
    std::string resolved(const std::string& name);
    std::string fresh_name(const std::string& base);
    const Value& value_of(const Bind& node, const std::string& name) const;
    std::string write(const Bind& node);

    /// The values of IN, or what stands for none.
    std::string expanded(const Bind& node, const Value& value, bool negated);
    std::string with_binds(const std::string& raw);

    // --- grouping

    /// The operator by which an expression is grouped as an operand; null for one that needs no parentheses.
    static const Operator* operator_of(const Expression& expression);
    std::string operand(const ExpressionPtr& expression, const Operator& against);

    /// A boolean value as a condition: itself, or compared with 1 where the database has no booleans.
    std::string condition(const ExpressionPtr& expression, bool truth = true);
    static bool is_select(const Expression& expression);
    /// func.any(…) and its like: what is not so of one of a collection may still be so of another.
    static bool is_of_collection(const ExpressionPtr& expression);

    /// The expression that means the opposite without a NOT; null when there is none.
    static ExpressionPtr negated(const ExpressionPtr& expression);

    // --- expressions

    std::string render(const Expression& expression, Place place = Place::Value);
    std::string render(const ExpressionPtr& expression, Place place = Place::Value);
    std::string list(const Expressions& expressions);
    /// A member of a comma list: selects are grouped, all others stand as they are.
    std::string element(const ExpressionPtr& expression);
    std::string quoted(const std::string& name, std::optional<bool> quote = {});
    std::string write(const Column& node);
    std::string write(const Text& node);
    std::string write(const Constant& node);
    std::string literal_text(const std::string& text);
    std::string write(const Binary& node);
    std::string binary_text(const Binary& node, bool nested);

    /// Of a + b + c, each.
    std::vector<std::string> concatenated_parts(const Binary& node);
    /// column.contains(…) and its kin: LIKE with percent signs around the operand.
    std::string pattern(const Binary& node);
    std::string write(const Unary& node);
    std::string parenthesized(const ExpressionPtr& expression);
    std::string write(const Clauses& node);

    /// AND or OR; true and false among the operands are worked out, as SQLAlchemy does.
    std::string conjunction(const Expressions& clauses, const Operator& op);
    /// A condition that always or never holds.
    std::string truth_text(bool value) const;
    std::string single(const ExpressionPtr& clause, const Operator& op);
    std::string write(const Between& node);
    std::string bound(const ExpressionPtr& expression, const Operator& against);
    std::string write(const In& node);
    std::string write(const Array& node);
    std::string write(const Function& node);
    std::string argument_text(const ExpressionPtr& argument);

    /// The name of a function is quoted for its characters, and never for its words or its case.
    std::string function_name(const std::string& name, std::optional<bool> quote);
    std::string write(const Over& node);
    std::string frame_bound(std::optional<std::int64_t> bound, const char* unbounded);
    std::string write(const Cast& node);
    std::string write(const Case& node);
    std::string when_text(const ExpressionPtr& expression);
    /// A condition is grouped against nothing.
    std::string operand_of_when(const ExpressionPtr& expression);
    std::string write(const Label& node);
    std::string write(const NextValue& node);

    // --- FROM

    std::string from_text(const ExpressionPtr& expression);
    std::string write(const Table& node);
    std::string write(const Alias& node);
    std::string column_names(const std::vector<TableColumn>& columns, bool with_types);
    std::string write(const Join& node);
    std::string joined_side(const ExpressionPtr& side);
    std::string on_text(const ExpressionPtr& on);
    std::string write(const ScalarSelect& node);

    // --- SELECT

    void keys_of(const ExpressionPtr& from, std::set<std::string>& into);
    std::string key_of(const ExpressionPtr& from);
    static void tables_of(const ExpressionPtr& from, std::vector<const Table*>& into);
    /// A table without a schema beside one of the same name in a schema gets a name of its own.
    void find_ambiguous(const Expressions& froms);
    Expressions displayed_froms(const Select& node, bool as_from);
    std::string write(const Select& node);
    std::string ordering(const Expressions& expressions);

    /// ORDER BY names a label of the select and does not repeat what it stands for.
    std::string ordering_label(const ExpressionPtr& expression);
    std::string row_limit(const ExpressionPtr& limit, const ExpressionPtr& offset);

    /// The name under which an expression without a label appears in rows; may be empty.
    static std::string natural_name(const Expression& expression);
    std::string anonymous_label(const Expression& expression);
    std::string select_columns(const Expressions& columns, bool as_from, bool top);
    /// NOT of a boolean column that is written "x = 0".
    bool compared_with_one(const Unary& node) const;
    std::string label_text(const ExpressionPtr& expression);
    std::string write(const Compound& node);

    // --- INSERT, UPDATE, DELETE

    static const std::vector<TableColumn>& columns_of(const ExpressionPtr& table);
    static schema::TypePtr column_type(const ExpressionPtr& table, const std::string& name);
    static int position(const ExpressionPtr& table, const std::string& name);

    /// The expression as the value of a column: a bind without a type takes the column's.
    std::string typed(const ExpressionPtr& expression, const schema::TypePtr& type, const std::string& name);
    std::string assigned(const ExpressionPtr& table, const Assignment& assignment, const std::string& suffix = {});
    static Assignment from_parameter(const std::string& column, const Value& value);
    std::string prefix_text(const std::vector<std::string>& prefixes);
    void sort_by_table(const ExpressionPtr& table, std::vector<Assignment>& assignments);
    void check_columns(const ExpressionPtr& table, const std::vector<Assignment>& assignments);
    static ExpressionPtr column_of(const ExpressionPtr& table, const std::string& name);

    /// The columns of the key that only the database knows.
    Expressions unknown_keys(const Insert& node, const std::vector<std::vector<Assignment>>& rows) const;
    std::string returning(const Expressions& columns, bool top);
    std::string write(const Insert& node);
    static bool named_bind(const std::vector<Assignment>& assignments, std::string_view name);
    std::string conflict(const ExpressionPtr& table, const OnConflict& clause);
    Level changed_level(const ExpressionPtr& table, const Expressions& others);
    void collect_bind_names(const Expressions& expressions, std::set<std::string>& into);
    std::string write(const Update& node);
    std::string froms_text(const Expressions& froms);
    std::string updated_column(const Update& node, const std::string& name);
    std::string write(const Delete& node);
    std::string write(const Ddl& node);

    // --- what is compiled by itself

    template <class Node> std::string statement(const Node& node) { return write(node); }

    std::string statement(const Alias& node);

    const Grammar& grammar_;
    const CompileOptions& options_;
    bool include_table_;
    std::vector<const Map*> parameter_sets_;

    Compiled result_;
    std::vector<WrittenBind> binds_;
    std::map<std::string, int> counters_;
    std::map<std::string, std::string> anonymous_;
    std::map<std::string, std::string> ambiguous_;
    std::vector<Level> levels_;
    Place place_ = Place::Value;
    bool in_operator_ = false;
    bool in_conflict_ = false; ///< in what an INSERT does about a row that is there: "excluded" is the new one
    bool compound_top_ = false;
};

/// An operator that stands for its place in the order of binding.
Operator named(std::string_view name);

} // namespace limbeck::sql
