#include "sql/compiler.hpp"

#include "sql/operators.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <set>

namespace limbeck::sql {

namespace {

// A bind stands in the text as its number between these, until the whole text is there: WITH is written after what it
// stands in front of, and the values for `?` must come in the order of the text.
constexpr char bind_begin = '\x01';
constexpr char bind_end = '\x02';

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_boolean(const schema::TypePtr& type) {
    return type && (type->name == "Boolean" || type->name == "BOOLEAN");
}

bool is_modifier(std::string_view op) {
    return op == "asc" || op == "desc" || op == "nulls_first" || op == "nulls_last";
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string result;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i)
            result += separator;
        result += parts[i];
    }
    return result;
}

/// Functions that SQL calls without parentheses.
std::string_view keyword_function(std::string_view lower) {
    struct Name {
        std::string_view function, sql;
    };
    static constexpr Name names[] = {
        {"current_date", "CURRENT_DATE"},
        {"current_time", "CURRENT_TIME"},
        {"current_timestamp", "CURRENT_TIMESTAMP"},
        {"current_user", "CURRENT_USER"},
        {"localtime", "LOCALTIME"},
        {"localtimestamp", "LOCALTIMESTAMP"},
        {"session_user", "SESSION_USER"},
        {"user", "USER"},
        {"cube", "CUBE"},
        {"rollup", "ROLLUP"},
        {"grouping_sets", "GROUPING SETS"},
        {"sysdate", "sysdate"},
    };
    for (const Name& name : names)
        if (name.function == lower)
            return name.sql;
    return {};
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

Operator named(std::string_view name) {
    Operator op;
    op.name = name;
    return op;
}

class Compiler {
  public:
    Compiler(const Grammar& grammar, const CompileOptions& options, const Value& parameters)
        : grammar_(grammar), options_(options), include_table_(options.include_table) {
        if (const Map* map = parameters.get_if<Map>())
            parameter_sets_.push_back(map);
        else if (const List* list = parameters.get_if<List>())
            for (const Value& item : *list)
                parameter_sets_.push_back(&item.as_map());
    }

    Compiled run(const Expression& expression) {
        std::string text = std::visit([this](const auto& node) { return statement(node); }, expression.node);
        if (!ctes_.empty())
            text = cte_clause() + text;
        result_.text = with_binds(text);
        return std::move(result_);
    }

  private:
    // What encloses the select that is being written: the tables it may refer to without naming them in FROM.
    struct Level {
        std::set<std::string> correlate, as_from;
        const Select* select = nullptr;
    };
    struct WrittenBind {
        Value value;
        schema::TypePtr type;
        std::string name;
    };
    struct WrittenCte {
        std::string name, text;
        bool recursive = false, done = false;
    };
    enum class Place { Value, From, Columns };

    // --- binds

    const Value* parameter(std::string_view name) const {
        return parameter_sets_.empty() ? nullptr : parameter_sets_.front()->find(name);
    }

    std::string placeholder(Value value, schema::TypePtr type, std::string name) {
        binds_.push_back({std::move(value), std::move(type), std::move(name)});
        return bind_begin + std::to_string(binds_.size() - 1) + bind_end;
    }

    std::string value_text(const Value& value, const schema::TypePtr& type, const std::string& name,
                           bool always_literal = false) {
        if (options_.binds == Binds::Literal || always_literal)
            return grammar_.literal(value, type.get());
        if (options_.binds == Binds::Driver && grammar_.writes_values_inline())
            return grammar_.inline_value(value, type.get()) + grammar_.bind_cast(type.get());
        return placeholder(value, type, name);
    }

    std::string bind_name(const Bind& node) { return node.unique ? fresh_name(node.key) : resolved(node.key); }

    /// "%(17 name)s", an anonymous name as SQLAlchemy has it, becomes name_1, name_2, …: one for each number.
    std::string resolved(const std::string& name) {
        if (!name.starts_with("%(") || !name.ends_with(")s"))
            return name;
        auto& known = anonymous_[name];
        if (known.empty()) {
            const auto space = name.find(' ');
            const std::string base = space == std::string::npos ? name.substr(2, name.size() - 4)
                                                                : name.substr(space + 1, name.size() - space - 3);
            known = fresh_name(base);
        }
        return known;
    }
    std::string fresh_name(const std::string& base) {
        const std::string plain = base.starts_with("%(") ? resolved(base) : base;
        if (base.starts_with("%("))
            return plain;
        return plain + "_" + std::to_string(++counters_[plain]);
    }

    const Value& value_of(const Bind& node, const std::string& name) const {
        const Value* given = parameter(node.unique ? std::string_view(name) : std::string_view(node.key));
        if (given)
            return *given;
        if (!node.has_value)
            fail("A value is required for bind parameter '" + node.key + "'");
        return node.value;
    }

    std::string write(const Bind& node) {
        const std::string name = bind_name(node);
        if (options_.binds == Binds::Named && !node.literal)
            return placeholder({}, node.type, node.expanding ? "\x03" + name : name);
        if (node.expanding)
            return "(" + expanded(node, value_of(node, name), {}, false) + ")";
        return value_text(value_of(node, name), node.type, name, node.literal);
    }

    /// The values of IN, or what stands for none.
    std::string expanded(const Bind& node, const Value& value, const std::vector<schema::TypePtr>& types,
                         bool negated) {
        const List* values = value.get_if<List>();
        if (!values)
            fail("IN takes a list of values, not a value of kind " + std::string(value.kind_name()));
        if (values->empty()) {
            std::vector<const schema::Type*> raw;
            for (const auto& type : types)
                raw.push_back(type.get());
            if (raw.empty())
                raw.push_back(node.type.get());
            return grammar_.empty_in(raw, negated);
        }
        std::vector<std::string> parts;
        bool tuples = false;
        for (const Value& item : *values) {
            const List* tuple = types.empty() ? nullptr : item.get_if<List>();
            if (!tuple) {
                parts.push_back(value_text(item, node.type, node.key));
                continue;
            }
            tuples = true;
            std::vector<std::string> members;
            for (std::size_t i = 0; i < tuple->size(); ++i)
                members.push_back(
                    value_text((*tuple)[i], i < types.size() && types[i] ? types[i] : type_of((*tuple)[i]), node.key));
            parts.push_back("(" + joined(members, ", ") + ")");
        }
        return (tuples ? tuple_prefix() : "") + joined(parts, ", ");
    }

    std::string tuple_prefix() const { return grammar_.tuples_in_values() ? "VALUES " : ""; }

    std::string with_binds(const std::string& raw) {
        const bool names = options_.binds == Binds::Named;
        std::string text = names ? grammar_.offline_text(raw) : raw;
        if (binds_.empty())
            return text;
        std::string result;
        result.reserve(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != bind_begin) {
                result += text[i];
                continue;
            }
            const std::size_t end = text.find(bind_end, i);
            const WrittenBind& bind = binds_[std::stoul(text.substr(i + 1, end - i - 1))];
            i = end;
            if (!names) {
                result += '?';
                result_.parameters.push_back(grammar_.bind_value(bind.value, bind.type.get()));
            } else if (bind.name.starts_with('\x03')) {
                result += "(__[POSTCOMPILE_" + bind.name.substr(1) + "])";
            } else {
                result += grammar_.named_bind(bind.name) + grammar_.bind_cast(bind.type.get());
            }
        }
        return result;
    }

    // --- grouping

    /// The operator by which an expression is grouped as an operand; null for one that needs no parentheses.
    static const Operator* operator_of(const Expression& expression) {
        if (const auto* node = expression.get_if<Binary>())
            return &node->op;
        if (const auto* node = expression.get_if<Clauses>())
            return node->clauses.empty() ? nullptr : &node->op;
        if (const auto* node = expression.get_if<Unary>())
            return is_modifier(node->op.name) ? nullptr : &node->op;
        static const Operator between = named("between"), in = named("in"), filter = named("filter");
        if (expression.get_if<Between>())
            return &between;
        if (expression.get_if<In>())
            return &in;
        if (expression.get_if<Filter>())
            return &filter;
        return nullptr;
    }

    std::string operand(const ExpressionPtr& expression, const Operator& against) {
        if (const auto* node = expression->get_if<Label>())
            return operand(node->element, against);
        if (const auto* node = expression->get_if<TypeCoerce>())
            return operand(node->element, against);
        if (is_select(*expression))
            return "(" + render(*expression) + ")";
        const bool collection = against.name == "any" || against.name == "all";
        if (const Unary* unary = expression->get_if<Unary>(); unary && unary->op.name == "not") {
            // A negation that is written as another operator is grouped as that one.
            if (ExpressionPtr simpler = negated(unary->operand))
                return operand(simpler, against);
        }
        if (expression->get_if<Text>() && against.name == "in")
            return "(" + render(*expression) + ")";
        if ((expression->get_if<Array>() || expression->get_if<Function>()) && against.name == "getitem")
            return "(" + render(*expression) + ")";
        const Operator* own = operator_of(*expression);
        if (own)
            return groups_against(*own, against) && !collection ? "(" + render(*expression) + ")" : render(*expression);
        if (against.name == "and" || against.name == "or")
            return condition(expression);
        return render(*expression);
    }

    /// A boolean value as a condition: itself, or compared with 1 where the database has no booleans.
    std::string condition(const ExpressionPtr& expression, bool truth = true) {
        const bool value = expression->get_if<Column>() || expression->get_if<Function>() ||
                           expression->get_if<Bind>() || expression->get_if<Case>() || expression->get_if<Cast>() ||
                           expression->get_if<ScalarSelect>() || expression->get_if<Over>();
        if (!value || !is_boolean(type_of(*expression)))
            return truth ? render(*expression) : "NOT " + operand(expression, named("not"));
        if (grammar_.has_native_boolean())
            return (truth ? "" : "NOT ") + render(*expression);
        return render(*expression) + (truth ? " = 1" : " = 0");
    }

    static bool is_select(const Expression& expression) {
        return expression.get_if<Select>() || expression.get_if<Compound>() || expression.get_if<Values>();
    }

    /// func.any(…) and its like: what is not so of one of a collection may still be so of another.
    static bool is_of_collection(const ExpressionPtr& expression) {
        const auto* function = expression->get_if<Function>();
        return function && (function->name == "any" || function->name == "all" || function->name == "some");
    }

    /// The expression that means the opposite without a NOT; null when there is none.
    static ExpressionPtr negated(const ExpressionPtr& expression) {
        if (const auto* node = expression->get_if<Binary>()) {
            const OperatorFacts* facts = operator_facts(node->op.name);
            if (!facts || facts->negation.empty() || is_of_collection(node->left) || is_of_collection(node->right))
                return nullptr;
            Binary other = *node;
            other.op.name = facts->negation;
            return make(std::move(other));
        }
        if (const auto* node = expression->get_if<Between>()) {
            Between other = *node;
            other.negated = !other.negated;
            return make(std::move(other));
        }
        if (const auto* node = expression->get_if<In>()) {
            In other = *node;
            other.negated = !other.negated;
            return make(std::move(other));
        }
        if (const auto* node = expression->get_if<Constant>(); node && node->name != "null")
            return make(Constant{node->name == "true" ? "false" : "true"});
        if (const auto* node = expression->get_if<Grouping>())
            return negated(node->element);
        return nullptr;
    }

    // --- expressions

    std::string render(const Expression& expression, Place place = Place::Value) {
        const Place outer = std::exchange(place_, place);
        std::string text = std::visit([this](const auto& node) { return write(node); }, expression.node);
        place_ = outer;
        return text;
    }
    std::string render(const ExpressionPtr& expression, Place place = Place::Value) {
        return render(*expression, place);
    }
    std::string list(const Expressions& expressions, std::string_view separator = ", ") {
        std::vector<std::string> parts;
        for (const auto& expression : expressions)
            parts.push_back(element(expression));
        return joined(parts, separator);
    }
    /// A member of a comma list: selects are grouped, all others stand as they are.
    std::string element(const ExpressionPtr& expression) {
        return is_select(*expression) ? "(" + render(expression) + ")" : render(expression);
    }

    std::string quoted(const std::string& name, std::optional<bool> quote = {}) {
        const std::string real = resolved(name);
        if (quote)
            return *quote ? grammar_.quote_always(real) : real;
        return grammar_.quote(real);
    }

    std::string write(const Column& node) {
        const std::string name = node.literal ? node.name : quoted(node.name, node.quote);
        if (node.table.empty() || !include_table_)
            return name;
        std::string text;
        if (!node.schema.empty())
            text = grammar_.quote(node.schema) + ".";
        else if (const auto renamed = ambiguous_.find(node.table); renamed != ambiguous_.end())
            return grammar_.quote(renamed->second) + "." + name;
        return text + quoted(node.table) + "." + name;
    }

    std::string write(const Text& node) {
        const std::string& sql = node.text;
        std::string result;
        for (std::size_t i = 0; i < sql.size(); ++i) {
            if (sql[i] == '\\' && i + 1 < sql.size() && sql[i + 1] == ':') {
                std::size_t end = i + 2;
                while (end < sql.size() && is_word(sql[end]))
                    ++end;
                if (end >= sql.size() || sql[end] != ':') {
                    result.append(sql, i + 1, end - i - 1);
                    i = end - 1;
                    continue;
                }
            }
            const char before = i ? sql[i - 1] : ' ';
            if (sql[i] != ':' || before == ':' || before == '\\' || is_word(before)) {
                result += sql[i];
                continue;
            }
            std::size_t end = i + 1;
            while (end < sql.size() && is_word(sql[end]))
                ++end;
            if (end < sql.size() && sql[end] == ':')
                --end;
            if (end <= i + 1) {
                result += sql[i];
                continue;
            }
            const std::string name = sql.substr(i + 1, end - i - 1);
            const auto bind = std::find_if(node.binds.begin(), node.binds.end(),
                                           [&](const Bind& candidate) { return candidate.key == name; });
            Bind unknown;
            unknown.key = name;
            unknown.has_value = false;
            result += write(bind == node.binds.end() ? unknown : *bind);
            i = end - 1;
        }
        return result;
    }

    std::string write(const Constant& node) {
        if (node.name == "null")
            return "NULL";
        return grammar_.boolean(node.name == "true");
    }

    std::string literal_text(const std::string& text) { return grammar_.literal(Value(text), nullptr); }

    std::string write(const Binary& node) {
        const bool nested = std::exchange(in_operator_, true);
        std::string text = binary_text(node, nested);
        in_operator_ = nested;
        return nested && node.op.eager_grouping ? "(" + text + ")" : text;
    }

    std::string binary_text(const Binary& node, bool nested) {
        const std::string& op = node.op.name;
        if (op == "contains" || op == "startswith" || op == "endswith" || op.starts_with("not_contains") ||
            op.starts_with("not_startswith") || op.starts_with("not_endswith") || op == "icontains" ||
            op == "istartswith" || op == "iendswith" || op.starts_with("not_icontains") ||
            op.starts_with("not_istartswith") || op.starts_with("not_iendswith"))
            return pattern(node);

        Grammar::BinaryOperands operands;
        operands.op = op;
        operands.left = operand(node.left, node.op);
        const auto* several = node.right->get_if<Clauses>();
        operands.right = several && several->op.name == "comma" ? list(several->clauses) : operand(node.right, node.op);
        operands.nested = nested;
        if (node.escape)
            operands.escape = literal_text(*node.escape);
        if (node.flags)
            operands.flags = literal_text(*node.flags);
        if (!node.config.empty())
            operands.config = literal_text(node.config);
        const schema::TypePtr left_type = type_of(*node.left);
        operands.left_type = left_type.get();
        operands.type = node.type.get();
        operands.left_is_call = node.left->get_if<Function>() || node.left->get_if<Cast>();
        if (auto text = grammar_.binary(operands))
            return *text;

        const std::string escape = operands.escape ? " ESCAPE " + *operands.escape : "";
        if (op == "custom")
            return operands.left + " " + node.op.text + " " + operands.right;
        if (op == "ilike" || op == "not_ilike")
            return "lower(" + operands.left + ")" + (op == "ilike" ? " LIKE lower(" : " NOT LIKE lower(") +
                   operands.right + ")" + escape;
        if (op == "truediv") {
            const schema::TypePtr right = type_of(*node.right);
            return operands.left + " / " + grammar_.true_divisor(operands.right, right.get());
        }
        if (op == "floordiv") {
            const schema::TypePtr right = type_of(*node.right);
            const auto integer = [](const schema::TypePtr& type) {
                return type && lower(type->name).find("int") != std::string::npos && type->name != "Interval";
            };
            const std::string quotient = operands.left + " / " + operands.right;
            return integer(left_type) && integer(right) ? quotient : "FLOOR(" + quotient + ")";
        }
        if (op == "getitem")
            return operands.left + "[" + operands.right + "]";
        const OperatorFacts* facts = operator_facts(op);
        if (!facts || facts->text.empty())
            throw Error(Error::Kind::Unsupported,
                        "the operator '" + op + "' does not exist for " + grammar_.dialect_name());
        return operands.left + " " + std::string(facts->text) + " " + operands.right + escape;
    }

    /// column.contains(…) and its kin: LIKE with percent signs around the operand.
    std::string pattern(const Binary& node) {
        std::string_view op = node.op.name;
        const bool negative = op.starts_with("not_");
        if (negative)
            op.remove_prefix(4);
        const bool ignore_case = op.starts_with("i");
        if (ignore_case)
            op.remove_prefix(1);
        const std::string left = operand(node.left, node.op);
        const std::string right = operand(node.right, named("concat"));
        const std::string before = op != "startswith" ? "'%' || " : "", after = op != "endswith" ? " || '%'" : "";
        if (ignore_case) {
            Grammar::BinaryOperands operands;
            operands.op = negative ? "not_ilike" : "ilike";
            operands.left = left;
            operands.right = before + right + after;
            if (node.escape)
                operands.escape = literal_text(*node.escape);
            if (auto text = grammar_.binary(operands))
                return *text;
        }
        const auto folded = [&](const std::string& text) { return ignore_case ? "lower(" + text + ")" : text; };
        std::string text = folded(left) + (negative ? " NOT LIKE " : " LIKE ");
        text += before + folded(right) + after;
        if (node.escape)
            text += " ESCAPE " + literal_text(*node.escape);
        return text;
    }

    std::string write(const Unary& node) {
        const std::string& op = node.op.name;
        if (op == "not") {
            if (ExpressionPtr simpler = negated(node.operand))
                return render(simpler);
            if (!operator_of(*node.operand))
                return condition(node.operand, false);
            return "NOT " + operand(node.operand, node.op);
        }
        if (op == "asc" || op == "desc" || op == "nulls_first" || op == "nulls_last") {
            std::string text = ordering_label(node.operand);
            if (text.empty())
                text = operand(node.operand, node.op);
            if (op == "asc")
                return text + " ASC";
            if (op == "desc")
                return text + " DESC";
            return text + (op == "nulls_first" ? " NULLS FIRST" : " NULLS LAST");
        }
        if (op == "custom")
            return node.op.text + " " + operand(node.operand, node.op);
        if (op == "exists")
            return "EXISTS " + parenthesized(node.operand);
        if (op == "any" || op == "all")
            return (op == "any" ? "ANY " : "ALL ") + parenthesized(node.operand);
        const OperatorFacts* facts = operator_facts(op);
        if (!facts || facts->text.empty())
            throw Error(Error::Kind::Internal, "no unary operator is called '" + op + "'");
        return std::string(facts->text) + (op == "distinct" ? " " : "") + operand(node.operand, node.op);
    }

    std::string parenthesized(const ExpressionPtr& expression) {
        const std::string text = render(expression);
        return expression->get_if<ScalarSelect>() || expression->get_if<Grouping>() ? text : "(" + text + ")";
    }

    std::string write(const Clauses& node) {
        if (node.op.name == "comma")
            return list(node.clauses);
        return conjunction(node.clauses, node.op);
    }

    /// AND or OR; true and false among the operands are worked out, as SQLAlchemy does.
    std::string conjunction(const Expressions& clauses, const Operator& op) {
        const bool all = op.name == "and";
        std::vector<ExpressionPtr> kept;
        ExpressionPtr skipped;
        for (const auto& clause : clauses) {
            const auto* constant = clause->get_if<Constant>();
            if (constant && constant->name != "null") {
                if ((constant->name == "true") != all)
                    return truth_text(!all);
                skipped = clause;
                continue;
            }
            if (const auto* inner = clause->get_if<Clauses>(); inner && inner->op.name == op.name) {
                // a AND (b AND c) is written without parentheses, and an empty one not at all.
                if (inner->clauses.empty())
                    continue;
            }
            kept.push_back(clause);
        }
        if (kept.empty())
            return skipped ? truth_text(all) : "";
        std::vector<std::string> parts;
        for (const auto& clause : kept)
            if (std::string text = kept.size() == 1 ? single(clause, op) : operand(clause, op); !text.empty())
                parts.push_back(std::move(text));
        return joined(parts, all ? " AND " : " OR ");
    }
    /// A condition that always or never holds.
    std::string truth_text(bool value) const {
        return grammar_.has_native_boolean() ? grammar_.boolean(value) : value ? "1 = 1" : "0 = 1";
    }
    std::string single(const ExpressionPtr& clause, const Operator& op) {
        return operator_of(*clause) ? render(clause) : operand(clause, op);
    }

    std::string write(const Between& node) {
        const Operator op = named("between"), inside = named("and");
        std::string text = operand(node.element, op) + (node.negated ? " NOT BETWEEN " : " BETWEEN ");
        if (node.symmetric)
            text += "SYMMETRIC ";
        text += bound(node.low, inside); // binds are numbered in the order of the text
        text += " AND ";
        return text += bound(node.high, inside);
    }
    std::string bound(const ExpressionPtr& expression, const Operator& against) {
        return operator_of(*expression) ? operand(expression, against) : element(expression);
    }

    std::string write(const In& node) {
        const bool nested = std::exchange(in_operator_, true);
        std::string left = operand(node.element, named("in"));
        std::string right;
        if (const auto* bind = node.values->get_if<Bind>(); bind && bind->expanding) {
            const std::string name = bind_name(*bind);
            if (options_.binds == Binds::Named && !bind->literal) {
                right = placeholder({}, bind->type, "\x03" + name);
            } else {
                std::vector<schema::TypePtr> types;
                if (const auto* tuple = node.element->get_if<Tuple>()) {
                    types = tuple->types;
                    for (std::size_t i = types.size(); i < tuple->elements.size(); ++i)
                        types.push_back(type_of(*tuple->elements[i]));
                }
                right = "(" + expanded(*bind, value_of(*bind, name), types, node.negated) + ")";
            }
        } else if (const auto* clauses = node.values->get_if<Clauses>(); clauses && clauses->op.name == "comma") {
            right = "(" + list(clauses->clauses) + ")";
        } else {
            right = operand(node.values, named("in"));
        }
        in_operator_ = nested;
        if (node.negated)
            return "(" + left + " NOT IN " + right + ")";
        return left + " IN " + right;
    }

    std::string write(const Grouping& node) { return "(" + render(node.element) + ")"; }
    std::string write(const Tuple& node) { return "(" + list(node.elements) + ")"; }
    std::string write(const Slice& node) { return render(node.start) + ":" + render(node.stop); }

    std::string write(const Array& node) {
        if (node.elements.empty() && node.type && node.type->item && node.type->item->name != "NullType")
            return "ARRAY[]::" + grammar_.render_type(*node.type);
        return "ARRAY[" + list(node.elements) + "]";
    }

    std::string write(const Function& node) {
        std::vector<std::string> arguments;
        const bool nested = std::exchange(in_operator_, false);
        for (const auto& argument : node.arguments)
            arguments.push_back(argument_text(argument));
        in_operator_ = nested;
        if (node.packages.empty()) {
            if (auto text = grammar_.function(lower(node.name), arguments))
                return *text;
            const std::string_view keyword = keyword_function(lower(node.name));
            if (!keyword.empty())
                return std::string(keyword) + (arguments.empty() ? "" : "(" + joined(arguments, ", ") + ")");
        }
        std::string text;
        for (const std::string& package : node.packages)
            text += function_name(package, node.quote) + ".";
        return text + function_name(node.name, node.quote) + "(" + joined(arguments, ", ") + ")";
    }

    std::string argument_text(const ExpressionPtr& argument) {
        // An argument is grouped as a member of a comma list: only what binds more loosely than a comma.
        return operator_of(*argument) ? operand(argument, named("comma")) : element(argument);
    }

    /// The name of a function is quoted for its characters, and never for its words or its case.
    std::string function_name(const std::string& name, std::optional<bool> quote) {
        if (quote)
            return *quote ? grammar_.quote_always(name) : name;
        const bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '$' &&
                           std::all_of(name.begin(), name.end(), [](char c) {
                               return c == '$' || (is_word(c) && static_cast<unsigned char>(c) < 0x80);
                           });
        return plain ? name : grammar_.quote_always(name);
    }

    std::string write(const Filter& node) {
        return render(node.function) + " FILTER (WHERE " + render(node.criterion) + ")";
    }
    std::string write(const WithinGroup& node) {
        return render(node.function) + " WITHIN GROUP (ORDER BY " + list(node.order_by) + ")";
    }
    std::string write(const AggregateOrderBy& node) { return render(node.target) + " ORDER BY " + list(node.order_by); }

    std::string write(const Over& node) {
        std::vector<std::string> parts;
        if (!node.partition_by.empty())
            parts.push_back("PARTITION BY " + list(node.partition_by));
        if (!node.order_by.empty())
            parts.push_back("ORDER BY " + list(node.order_by));
        if (!node.frame.empty()) {
            std::string frame = node.frame;
            std::transform(frame.begin(), frame.end(), frame.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
            frame += " BETWEEN " + frame_bound(node.frame_start, "UNBOUNDED PRECEDING");
            frame += " AND " + frame_bound(node.frame_end, "UNBOUNDED FOLLOWING");
            parts.push_back(std::move(frame));
        }
        return render(node.element) + " OVER (" + joined(parts, " ") + ")";
    }
    std::string frame_bound(std::optional<std::int64_t> bound, const char* unbounded) {
        if (!bound)
            return unbounded;
        if (*bound == 0)
            return "CURRENT ROW";
        static const schema::TypePtr integer = schema::make_type("Integer");
        return value_text(Value(*bound < 0 ? -*bound : *bound), integer, fresh_name("param")) +
               (*bound < 0 ? " PRECEDING" : " FOLLOWING");
    }

    std::string write(const Cast& node) {
        const std::string type = grammar_.render_type(*node.type);
        const std::size_t collate = type.find(" COLLATE ");
        return std::string(node.try_cast ? "TRY_CAST(" : "CAST(") + element(node.element) + " AS " +
               type.substr(0, collate) + ")" + (collate == std::string::npos ? "" : type.substr(collate));
    }

    std::string write(const TypeCoerce& node) {
        if (const auto* bind = node.element->get_if<Bind>()) {
            Bind typed = *bind;
            typed.type = node.type;
            return write(typed);
        }
        return render(node.element);
    }

    std::string write(const Case& node) {
        std::string text = "CASE ";
        if (node.value)
            text += element(node.value) + " ";
        for (const auto& [when, then] : node.whens) {
            text += "WHEN " + (node.value ? when_text(when) : operand_of_when(when));
            text += " THEN " + when_text(then) + " ";
        }
        if (node.otherwise)
            text += "ELSE " + when_text(node.otherwise) + " ";
        return text + "END";
    }
    std::string when_text(const ExpressionPtr& expression) { return element(expression); }
    /// A condition is grouped against nothing.
    std::string operand_of_when(const ExpressionPtr& expression) {
        return operator_of(*expression) ? operand(expression, named(against_nothing)) : element(expression);
    }

    std::string write(const Extract& node) { return grammar_.extract(node.field, element(node.element)); }
    std::string write(const Label& node) { return element(node.element); }

    std::string write(const NextValue& node) { return grammar_.next_value(grammar_.qualified(node.schema, node.name)); }

    // --- FROM

    std::string from_text(const ExpressionPtr& expression) { return render(expression, Place::From); }

    std::string write(const Table& node) {
        if (!node.schema.empty())
            return grammar_.quote(node.schema) + "." + quoted(node.name, node.quote);
        const auto renamed = ambiguous_.find(node.name);
        return quoted(node.name, node.quote) +
               (renamed == ambiguous_.end() ? "" : " AS " + grammar_.quote(renamed->second));
    }

    std::string write(const Alias& node) {
        if (place_ != Place::From)
            return render(node.element);
        std::string text = node.lateral ? "LATERAL " : "";
        if (is_select(*node.element)) {
            const bool lateral = std::exchange(lateral_, node.lateral);
            text += "(" + render(node.element, Place::From) + ")";
            lateral_ = lateral;
        } else {
            text += render(node.element, Place::From);
        }
        if (node.with_ordinality)
            text += " WITH ORDINALITY";
        if (const auto* values = node.element->get_if<Values>())
            return text + " AS " + quoted(node.name) + " (" + column_names(values->columns, false) + ")";
        text += " AS " + quoted(node.name);
        if (node.render_columns)
            text += "(" + column_names(node.columns, node.render_types) + ")";
        return text;
    }
    std::string column_names(const std::vector<TableColumn>& columns, bool with_types) {
        std::vector<std::string> parts;
        for (const auto& column : columns)
            parts.push_back(quoted(column.name) +
                            (with_types && column.type ? " " + grammar_.render_type(*column.type) : ""));
        return joined(parts, ", ");
    }

    std::string write(const Join& node) {
        std::string text = from_text(node.left);
        text += node.full ? " FULL OUTER JOIN " : (node.outer ? " LEFT OUTER JOIN " : " JOIN ");
        text += joined_side(node.right);
        return text += " ON " + on_text(node.on);
    }
    std::string joined_side(const ExpressionPtr& side) {
        return side->get_if<Join>() ? "(" + from_text(side) + ")" : from_text(side);
    }
    std::string on_text(const ExpressionPtr& on) {
        return on ? (operator_of(*on) ? render(on) : condition(on)) : grammar_.boolean(true);
    }

    std::string write(const Cte& node) {
        const std::string name = resolved(node.name);
        auto known = std::find_if(ctes_.begin(), ctes_.end(), [&](const WrittenCte& cte) { return cte.name == name; });
        if (known == ctes_.end() && node.element)
            define(node, name);
        const std::string quoted_name = grammar_.quote(name);
        return node.alias.empty() ? quoted_name : quoted_name + " AS " + quoted(node.alias);
    }

    void define(const Cte& node, const std::string& name) {
        if (std::find(open_ctes_.begin(), open_ctes_.end(), name) != open_ctes_.end())
            return;
        open_ctes_.push_back(name);
        std::string text = grammar_.quote(name);
        if (!node.columns.empty()) {
            std::vector<std::string> names;
            for (const auto& column : node.columns)
                names.push_back(quoted(column));
            text += "(" + joined(names, ", ") + ")";
        }
        text += " AS ";
        if (node.materialized)
            text += *node.materialized ? "MATERIALIZED " : "NOT MATERIALIZED ";
        const auto levels = std::exchange(levels_, {Level{}});
        const bool include_table = std::exchange(include_table_, true);
        text += "\n(" + render(node.element, Place::From) + ")";
        include_table_ = include_table;
        levels_ = levels;
        open_ctes_.pop_back();
        ctes_.push_back({name, std::move(text), node.recursive, true});
    }

    std::string cte_clause() const {
        std::vector<std::string> texts;
        bool recursive = false;
        for (const WrittenCte& cte : ctes_) {
            texts.push_back(cte.text);
            recursive = recursive || cte.recursive;
        }
        return std::string(recursive ? "WITH RECURSIVE " : "WITH ") + joined(texts, ", \n") + "\n ";
    }

    void write_ctes(const Expressions& ctes) {
        for (const auto& cte : ctes)
            render(cte, Place::From);
    }

    std::string write(const ScalarSelect& node) {
        const bool nested = std::exchange(in_operator_, false);
        std::string text = "(" + render(node.select) + ")";
        in_operator_ = nested;
        return text;
    }

    std::string write(const Values& node) {
        std::vector<std::string> rows;
        for (const auto& row : node.rows) {
            std::vector<std::string> cells;
            for (std::size_t i = 0; i < row.size(); ++i)
                cells.push_back(typed(row[i], i < node.columns.size() ? node.columns[i].type : nullptr));
            rows.push_back("(" + joined(cells, ", ") + ")");
        }
        return "VALUES " + joined(rows, ", ");
    }

    std::string write(const TableSample& node) {
        std::string text = from_text(node.element) + " AS " + quoted(node.name) + " TABLESAMPLE ";
        text += node.sampling->get_if<Function>() ? render(node.sampling) : "system(" + render(node.sampling) + ")";
        if (node.seed)
            text += " REPEATABLE (" + render(node.seed) + ")";
        return text;
    }

    // --- SELECT

    void keys_of(const ExpressionPtr& from, std::set<std::string>& into) {
        if (const auto* node = from->get_if<Join>()) {
            keys_of(node->left, into);
            keys_of(node->right, into);
        }
        if (std::string key = key_of(from); !key.empty())
            into.insert(std::move(key));
    }
    std::string key_of(const ExpressionPtr& from) {
        if (const auto* node = from->get_if<Table>())
            return "table " + node->schema + "." + node->name;
        if (const auto* node = from->get_if<Alias>())
            return "alias " + resolved(node->name);
        if (const auto* node = from->get_if<Cte>())
            return "cte " + resolved(node->alias.empty() ? node->name : node->alias);
        if (const auto* node = from->get_if<TableSample>())
            return "alias " + resolved(node->name);
        return {};
    }

    static void tables_of(const ExpressionPtr& from, std::vector<const Table*>& into) {
        if (const auto* join = from->get_if<Join>()) {
            tables_of(join->left, into);
            tables_of(join->right, into);
        } else if (const auto* table = from->get_if<Table>()) {
            into.push_back(table);
        }
    }
    /// A table without a schema beside one of the same name in a schema gets a name of its own.
    void find_ambiguous(const Expressions& froms) {
        std::vector<const Table*> tables;
        for (const auto& from : froms)
            tables_of(from, tables);
        for (const Table* plain : tables)
            for (const Table* other : tables)
                if (plain->schema.empty() && !other->schema.empty() && plain->name == other->name &&
                    !ambiguous_.contains(plain->name))
                    ambiguous_[plain->name] = fresh_name(plain->name);
    }

    Expressions displayed_froms(const Select& node, bool as_from, bool lateral) {
        const Level level = levels_.empty() ? Level{} : levels_.back();
        std::set<std::string> explicit_froms = level.correlate, implicit_froms;
        if (as_from && !lateral) {
            for (const auto& key : level.as_from)
                explicit_froms.erase(key);
        } else {
            implicit_froms = level.as_from;
        }
        Expressions froms = node.from;
        const auto drop = [&](auto&& unwanted) {
            Expressions kept;
            for (const auto& from : froms)
                if (const std::string key = key_of(from); key.empty() || !unwanted(key))
                    kept.push_back(from);
            return kept;
        };
        const auto keys = [&](const Expressions& expressions) {
            std::set<std::string> result;
            for (const auto& expression : expressions)
                keys_of(expression, result);
            return result;
        };
        if (node.correlate) {
            const auto wanted = keys(*node.correlate);
            froms = drop([&](const std::string& key) { return wanted.contains(key) && explicit_froms.contains(key); });
        } else if (node.correlate_except) {
            const auto except = keys(*node.correlate_except);
            froms = drop([&](const std::string& key) { return !except.contains(key) && explicit_froms.contains(key); });
        } else if (!implicit_froms.empty() && froms.size() > 1) {
            froms = drop([&](const std::string& key) { return implicit_froms.contains(key); });
            if (froms.empty())
                fail("Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) "
                     "to control correlation manually.");
        }
        return froms;
    }

    std::string write(const Select& node) {
        const bool as_from = place_ == Place::From;
        const bool lateral = std::exchange(lateral_, false);
        const bool in_operator = std::exchange(in_operator_, false);
        const bool include_table = std::exchange(include_table_, levels_.empty() ? include_table_ : true);
        const bool top = levels_.empty() || (levels_.size() == 1 && compound_top_);
        const Expressions froms = displayed_froms(node, as_from, lateral);
        Level level;
        for (const auto& from : froms)
            keys_of(from, level.as_from);
        level.correlate = level.as_from;
        if (!levels_.empty())
            level.correlate.insert(levels_.back().correlate.begin(), levels_.back().correlate.end());
        level.select = &node;
        levels_.push_back(level);
        const auto ambiguous = ambiguous_;
        find_ambiguous(froms);

        write_ctes(node.ctes);
        std::string text = "SELECT ";
        for (const auto& prefix : node.prefixes)
            text += prefix + " ";
        if (!node.distinct_on.empty())
            text += grammar_.distinct_on(list(node.distinct_on));
        else if (node.distinct)
            text += "DISTINCT ";
        text += select_columns(node.columns, as_from, top && result_.columns.empty());
        if (node.columns.empty())
            text.pop_back();

        if (!froms.empty()) {
            std::vector<std::string> parts;
            for (const auto& from : froms)
                parts.push_back(from_text(from));
            text += " \nFROM " + joined(parts, ", ");
        }
        if (std::string where = conjunction(node.where, named("and")); !where.empty())
            text += " \nWHERE " + where;
        if (!node.group_by.empty())
            text += " GROUP BY " + ordering(node.group_by);
        if (std::string having = conjunction(node.having, named("and")); !having.empty())
            text += " \nHAVING " + having;
        if (!node.order_by.empty())
            text += " ORDER BY " + ordering(node.order_by);
        text += row_limit(node.limit, node.offset, node.fetch, node.fetch_ties, node.fetch_percent);
        if (node.for_update)
            text += locking(*node.for_update);
        for (const auto& suffix : node.suffixes)
            text += " " + suffix;

        levels_.pop_back();
        ambiguous_ = ambiguous;
        include_table_ = include_table;
        in_operator_ = in_operator;
        return text;
    }

    std::string ordering(const Expressions& expressions) {
        std::vector<std::string> parts;
        for (const auto& expression : expressions) {
            std::string label = ordering_label(expression);
            parts.push_back(label.empty() ? element(expression) : label);
        }
        return joined(parts, ", ");
    }

    /// ORDER BY names a label of the select and does not repeat what it stands for.
    std::string ordering_label(const ExpressionPtr& expression) {
        const auto* label = expression->get_if<Label>();
        const Select* select = levels_.empty() ? nullptr : levels_.back().select;
        if (!label || !select)
            return {};
        for (const auto& column : select->columns)
            if (const auto* own = column->get_if<Label>(); own && own->name == label->name)
                return quoted(label->name);
        return {};
    }

    std::string row_limit(const ExpressionPtr& limit, const ExpressionPtr& offset, const ExpressionPtr& fetch,
                          bool ties, bool percent) {
        if (!limit && !offset && !fetch)
            return {};
        std::optional<std::string> limit_text, offset_text;
        if (fetch) {
            // The order of the text: OFFSET comes first.
            if (offset)
                offset_text = element(offset);
            return grammar_.fetch(element(fetch), offset_text, ties, percent);
        }
        if (limit)
            limit_text = element(limit);
        if (offset)
            offset_text = element(offset);
        std::optional<std::string> no_offset, no_limit;
        const auto number = [&](std::int64_t value) {
            static const schema::TypePtr integer = schema::make_type("Integer");
            return value_text(Value(value), integer, fresh_name("param"));
        };
        if (grammar_.limit_needs_both()) {
            if (!limit_text)
                limit_text = number(-1);
            if (!offset_text)
                offset_text = number(0);
        }
        return grammar_.limit(limit_text, offset_text);
    }

    std::string locking(const ForUpdate& clause) {
        if (!grammar_.has_for_update())
            return {};
        std::string text = grammar_.for_update(clause.read, clause.key_share);
        if (!clause.of.empty()) {
            std::vector<std::string> names;
            for (const auto& table : clause.of) {
                std::string name;
                if (const auto* node = table->get_if<Table>())
                    name = quoted(node->name, node->quote);
                else if (const auto* alias = table->get_if<Alias>())
                    name = quoted(alias->name);
                else if (const auto* column = table->get_if<Column>())
                    name = quoted(column->table);
                if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
                    names.push_back(name);
            }
            text += " OF " + joined(names, ", ");
        }
        if (clause.nowait)
            text += " NOWAIT";
        if (clause.skip_locked)
            text += " SKIP LOCKED";
        return text;
    }

    /// The name under which an expression without a label appears in rows; may be empty.
    static std::string natural_name(const Expression& expression) {
        if (const auto* node = expression.get_if<Column>())
            return node->literal ? "" : node->name;
        if (const auto* node = expression.get_if<Label>())
            return node->name;
        if (const auto* node = expression.get_if<Cast>())
            return natural_name(*node->element);
        if (const auto* node = expression.get_if<TypeCoerce>())
            return natural_name(*node->element);
        if (const auto* node = expression.get_if<Grouping>())
            return natural_name(*node->element);
        return {};
    }

    std::string anonymous_label(const Expression& expression) {
        if (const auto* node = expression.get_if<Function>())
            return fresh_name(node->name);
        if (const auto* node = expression.get_if<Cast>()) {
            const std::string name = natural_name(*node->element);
            if (!name.empty())
                return name;
            return node->element->get_if<Function>() || node->element->get_if<Cast>() ? anonymous_label(*node->element)
                                                                                      : fresh_name("anon");
        }
        if (const auto* node = expression.get_if<TypeCoerce>()) {
            const std::string name = natural_name(*node->element);
            return name.empty() ? anonymous_label(*node->element) : name;
        }
        if (const auto* node = expression.get_if<Unary>(); node && node->op.name == "not")
            if (const std::string name = natural_name(*node->operand); !name.empty())
                return name;
        if (const auto* node = expression.get_if<Bind>())
            return node->unique ? "" : resolved(node->key);
        return fresh_name("anon");
    }

    std::string select_columns(const Expressions& columns, bool as_from, bool top) {
        std::vector<std::string> parts;
        std::map<std::string, std::string> seen; // name → which column has it
        for (const auto& expression : columns) {
            std::string text;
            std::string name;
            if (const auto* label = expression->get_if<Label>()) {
                name = resolved(label->name);
                text = label_text(label->element) + " AS " + grammar_.quote(name);
                seen.emplace(name, "label");
            } else if (const auto* column = expression->get_if<Column>()) {
                name = resolved(column->name);
                text = render(expression);
                const std::string identity = column->schema + "." + column->table;
                const auto [before, fresh] = seen.emplace(name, identity);
                if (column->literal) {
                    name.clear();
                } else if (!fresh) {
                    if (before->second == identity)
                        name = fresh_name(name + "_");
                    else
                        name = fresh_name(name);
                    text += " AS " + grammar_.quote(name);
                } else if (as_from && !column->table.empty()) {
                    text += " AS " + grammar_.quote(name);
                }
            } else {
                text = label_text(expression);
                const auto* unary = expression->get_if<Unary>();
                const bool bare = expression->get_if<Text>() || (unary && !as_from && is_modifier(unary->op.name)) ||
                                  (unary && !as_from && unary->operand->get_if<Column>() && !compared_with_one(*unary));
                if (!bare) {
                    name = anonymous_label(*expression);
                    if (name.empty())
                        name = fresh_name("anon");
                    text += " AS " + grammar_.quote(name);
                }
            }
            if (top)
                result_.columns.push_back({name, type_of(*expression)});
            parts.push_back(std::move(text));
        }
        if (top)
            result_.returns_rows = true;
        return joined(parts, ", ");
    }
    /// NOT of a boolean column that is written "x = 0".
    bool compared_with_one(const Unary& node) const { return node.op.name == "not" && !grammar_.has_native_boolean(); }
    std::string label_text(const ExpressionPtr& expression) {
        if (expression->get_if<Select>() || expression->get_if<Compound>())
            return "(" + render(expression) + ")";
        return render(expression);
    }

    std::string write(const Compound& node) {
        static constexpr std::pair<std::string_view, std::string_view> keywords[] = {
            {"union", " UNION "},         {"union_all", " UNION ALL "},
            {"intersect", " INTERSECT "}, {"intersect_all", " INTERSECT ALL "},
            {"except", " EXCEPT "},       {"except_all", " EXCEPT ALL "}};
        std::string_view keyword;
        for (const auto& [name, sql] : keywords)
            if (name == node.keyword)
                keyword = sql;
        if (keyword.empty())
            throw Error(Error::Kind::Internal, "no set operation is called '" + node.keyword + "'");
        const Place place = place_;
        const bool top = std::exchange(compound_top_, levels_.empty());
        Level level = levels_.empty() ? Level{} : levels_.back();
        level.select = nullptr;
        levels_.push_back(level);
        std::vector<std::string> parts;
        for (const auto& select : node.selects) {
            const Select* inner = select->get_if<Select>();
            const bool grouped = select->get_if<Compound>() ||
                                 (inner && (!inner->order_by.empty() || inner->limit || inner->offset || inner->fetch));
            std::string text = render(select, place == Place::From ? Place::From : Place::Value);
            parts.push_back(
                grouped && !select->get_if<Grouping>() && grammar_.groups_compound_selects() ? "(" + text + ")" : text);
        }
        compound_top_ = top;
        const bool include_table = std::exchange(include_table_, false);
        std::string text = joined(parts, keyword);
        if (!node.group_by.empty())
            text += " GROUP BY " + list(node.group_by);
        if (!node.order_by.empty())
            text += " ORDER BY " + list(node.order_by);
        text += row_limit(node.limit, node.offset, node.fetch, false, false);
        if (node.for_update)
            text += locking(*node.for_update);
        include_table_ = include_table;
        levels_.pop_back();
        return text;
    }

    // --- INSERT, UPDATE, DELETE

    static const std::vector<TableColumn>& columns_of(const ExpressionPtr& table) {
        static const std::vector<TableColumn> none;
        if (const auto* node = table->get_if<Table>())
            return node->columns;
        if (const auto* node = table->get_if<Alias>())
            return columns_of(node->element);
        return none;
    }
    static schema::TypePtr column_type(const ExpressionPtr& table, const std::string& name) {
        for (const auto& column : columns_of(table))
            if (column.name == name)
                return column.type;
        return nullptr;
    }
    static int position(const ExpressionPtr& table, const std::string& name) {
        const auto& columns = columns_of(table);
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].name == name)
                return static_cast<int>(i);
        return -1;
    }

    /// The expression as the value of a column: a bind without a type takes the column's.
    std::string typed(const ExpressionPtr& expression, const schema::TypePtr& type, const std::string& name = "param") {
        if (const auto* bind = expression->get_if<Bind>()) {
            Bind copy = *bind;
            if (type && (!copy.type || copy.unique))
                copy.type = type;
            if (copy.unique && copy.key == "param") {
                copy.unique = false;
                copy.key = name;
                if (options_.binds != Binds::Named)
                    return value_text(copy.value, copy.type, name, copy.literal);
                return placeholder({}, copy.type, name);
            }
            return write(copy);
        }
        return operand(expression, named(against_nothing));
    }

    std::string assigned(const ExpressionPtr& table, const Assignment& assignment, const std::string& suffix = {}) {
        return typed(assignment.value, column_type(table, assignment.column), assignment.column + suffix);
    }

    static Assignment from_parameter(const std::string& column, const Value& value) {
        Assignment result;
        result.column = column;
        Bind bind;
        bind.value = value;
        bind.type = type_of(value);
        bind.unique = true;
        result.value = make(std::move(bind));
        return result;
    }

    std::string prefix_text(const std::vector<std::string>& prefixes) {
        std::string text;
        for (const auto& prefix : prefixes)
            text += prefix + " ";
        return text;
    }

    void sort_by_table(const ExpressionPtr& table, std::vector<Assignment>& assignments) {
        if (columns_of(table).empty())
            return;
        std::stable_sort(assignments.begin(), assignments.end(), [&](const Assignment& a, const Assignment& b) {
            const unsigned left = static_cast<unsigned>(position(table, a.column));
            const unsigned right = static_cast<unsigned>(position(table, b.column));
            return left < right;
        });
    }
    void check_columns(const ExpressionPtr& table, const std::vector<Assignment>& assignments) {
        if (columns_of(table).empty())
            return;
        std::vector<std::string> unknown;
        for (const auto& assignment : assignments)
            if (!assignment.target && position(table, assignment.column) < 0)
                unknown.push_back(assignment.column);
        if (!unknown.empty())
            fail("Unconsumed column names: " + joined(unknown, ", "));
    }

    static ExpressionPtr column_of(const ExpressionPtr& table, const std::string& name) {
        Column column;
        column.name = name;
        if (const auto* known = table->get_if<Table>()) {
            column.table = known->name;
            column.schema = known->schema;
        }
        for (const TableColumn& candidate : columns_of(table))
            if (candidate.name == name)
                column.type = candidate.type;
        return make(std::move(column));
    }

    /// The columns of the key that only the database knows.
    Expressions unknown_keys(const Insert& node, const std::vector<std::vector<Assignment>>& rows) const {
        using Returned = Grammar::ReturnedKeys;
        const Returned wanted = grammar_.returned_keys();
        const bool one_row = !node.select && !node.multi && rows.size() <= 1;
        if (wanted == Returned::None || !one_row || node.key.empty())
            return {};
        Expressions keys;
        for (const KeyColumn& column : node.key) {
            if (column.numbered && wanted == Returned::AllButNumbered)
                continue;
            const Assignment* given = nullptr;
            if (!rows.empty())
                for (const Assignment& assignment : rows.front())
                    if (!assignment.target && assignment.column == column.name)
                        given = &assignment;
            if (given ? !given->value->get_if<Bind>() : column.numbered || column.generated)
                keys.push_back(column_of(node.table, column.name));
        }
        return keys;
    }

    std::string returning(const Expressions& columns, bool top) {
        if (columns.empty())
            return {};
        const bool include_table = std::exchange(include_table_, !grammar_.returning_without_table());
        std::string text = " RETURNING " + select_columns(columns, false, top);
        include_table_ = include_table;
        return text;
    }

    std::string write(const Insert& node) {
        const bool top = levels_.empty();
        levels_.emplace_back();
        write_ctes(node.ctes);
        std::vector<std::vector<Assignment>> rows = node.rows;
        bool multi = node.multi && rows.size() > 1;
        if (top && !parameter_sets_.empty() && !node.select) {
            // Execution with parameters: they are rows, on top of what values() gave to every row.
            std::vector<Assignment> base = rows.empty() ? std::vector<Assignment>{} : rows.front();
            if (rows.size() <= 1) {
                rows.clear();
                for (const Map* set : parameter_sets_) {
                    std::vector<Assignment> row = base;
                    for (const auto& [name, value] : set->entries()) {
                        if (!columns_of(node.table).empty() && position(node.table, name) < 0 && named_bind(base, name))
                            continue;
                        auto same = std::find_if(row.begin(), row.end(),
                                                 [&, key = name](const Assignment& a) { return a.column == key; });
                        if (same != row.end())
                            *same = from_parameter(name, value);
                        else
                            row.push_back(from_parameter(name, value));
                    }
                    rows.push_back(std::move(row));
                }
                multi = rows.size() > 1;
            }
        } else if (rows.empty() && !node.select && options_.binds == Binds::Named) {
            std::vector<Assignment> row;
            for (const auto& column : columns_of(node.table))
                row.push_back(from_parameter(column.name, {}));
            if (!row.empty())
                rows.push_back(std::move(row));
        }

        std::string text = "INSERT " + prefix_text(node.prefixes) + "INTO " + from_text(node.table);
        if (node.select) {
            std::vector<std::string> names;
            for (const auto& name : node.select_columns)
                names.push_back(grammar_.quote(name));
            text += (names.empty() ? " " : " (" + joined(names, ", ") + ") ") + render(node.select);
        } else if (rows.empty() || rows.front().empty()) {
            text += " DEFAULT VALUES";
        } else {
            for (auto& row : rows) {
                sort_by_table(node.table, row);
                check_columns(node.table, row);
            }
            std::vector<std::string> names, tuples;
            for (const auto& assignment : rows.front())
                names.push_back(grammar_.quote(assignment.column));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                std::vector<std::string> cells;
                for (const auto& wanted : rows.front()) {
                    const auto found = std::find_if(rows[i].begin(), rows[i].end(), [&](const Assignment& candidate) {
                        return candidate.column == wanted.column;
                    });
                    if (found == rows[i].end())
                        fail("A value is required for bind parameter '" + wanted.column + "', in parameter group " +
                             std::to_string(i));
                    cells.push_back(assigned(node.table, *found, multi ? "_m" + std::to_string(i) : ""));
                }
                tuples.push_back("(" + joined(cells, ", ") + ")");
            }
            text += " (" + joined(names, ", ") + ") VALUES " + joined(tuples, ", ");
        }
        if (node.on_conflict)
            text += " " + conflict(node.table, *node.on_conflict);
        text += returning(node.returning.empty() && top ? unknown_keys(node, rows) : node.returning, top);
        levels_.pop_back();
        return text;
    }

    static bool named_bind(const std::vector<Assignment>& assignments, std::string_view name) {
        for (const auto& assignment : assignments)
            if (const auto* bind = assignment.value->get_if<Bind>(); bind && !bind->unique && bind->key == name)
                return true;
        return false;
    }

    std::string conflict(const ExpressionPtr& table, const OnConflict& clause) {
        std::string text = "ON CONFLICT";
        const bool include_table = std::exchange(include_table_, false);
        std::string target;
        if (!clause.constraint.empty()) {
            if (!grammar_.has_on_conflict_constraint())
                throw Error(Error::Kind::Unsupported,
                            "ON CONFLICT ON CONSTRAINT does not exist for " + grammar_.dialect_name());
            target = "ON CONSTRAINT " + grammar_.quote(clause.constraint);
        } else if (!clause.elements.empty()) {
            target = "(" + list(clause.elements) + ")";
            if (clause.index_where)
                target += " WHERE " + condition(clause.index_where);
        }
        include_table_ = include_table;
        if (!target.empty() || clause.update)
            text += " " + target;
        if (!clause.update)
            return text + " DO NOTHING";
        std::vector<Assignment> set = clause.set;
        sort_by_table(table, set);
        std::vector<std::string> parts;
        for (const auto& assignment : set)
            parts.push_back((assignment.target ? render(assignment.target) : grammar_.quote(assignment.column)) +
                            " = " + assigned(table, assignment));
        text += " DO UPDATE SET " + joined(parts, ", ");
        if (clause.where)
            text += " WHERE " + (operator_of(*clause.where) ? render(clause.where) : condition(clause.where));
        return text;
    }

    Level changed_level(const ExpressionPtr& table, const Expressions& others) {
        Level level;
        keys_of(table, level.as_from);
        for (const auto& other : others)
            keys_of(other, level.as_from);
        level.correlate = level.as_from;
        return level;
    }

    void collect_bind_names(const Expressions& expressions, std::set<std::string>& into) {
        // Which parameters of an UPDATE are not columns to set: a trial run in a compiler of its own.
        CompileOptions options = options_;
        options.binds = Binds::Named;
        Compiler trial(grammar_, options, {});
        trial.levels_.emplace_back();
        for (const auto& expression : expressions) {
            trial.render(expression);
            for (const WrittenBind& bind : trial.binds_)
                into.insert(bind.name.starts_with('\x03') ? bind.name.substr(1) : bind.name);
        }
    }

    std::string write(const Update& node) {
        const bool top = levels_.empty();
        levels_.push_back(changed_level(node.table, node.from));
        write_ctes(node.ctes);
        std::vector<Assignment> set = node.set;
        if (top && !parameter_sets_.empty()) {
            std::set<std::string> binds;
            Expressions others = node.where;
            for (const auto& assignment : node.set)
                others.push_back(assignment.value);
            collect_bind_names(others, binds);
            for (const auto& [name, value] : parameter_sets_.front()->entries()) {
                if (binds.contains(name))
                    continue;
                const auto same = std::find_if(set.begin(), set.end(),
                                               [&, key = name](const Assignment& a) { return a.column == key; });
                if (same != set.end())
                    *same = from_parameter(name, value);
                else
                    set.push_back(from_parameter(name, value));
            }
        } else if (set.empty() && options_.binds == Binds::Named) {
            for (const auto& column : columns_of(node.table))
                set.push_back(from_parameter(column.name, {}));
        }
        if (set.empty())
            fail("an UPDATE of '" + from_text(node.table) + "' that sets no column");
        if (!node.ordered)
            sort_by_table(node.table, set);
        check_columns(node.table, set);

        std::string text = "UPDATE " + prefix_text(node.prefixes) + from_text(node.table) + " SET ";
        std::vector<std::string> parts;
        for (const auto& assignment : set) {
            std::string target;
            if (assignment.target) {
                const bool include_table = std::exchange(include_table_, false);
                target = render(assignment.target);
                include_table_ = include_table;
            } else {
                target = grammar_.quote(assignment.column);
            }
            parts.push_back(target + "=" + assigned(node.table, assignment));
        }
        text += joined(parts, ", ");
        if (!node.from.empty()) {
            if (!grammar_.has_update_from())
                throw Error(Error::Kind::Unsupported, "UPDATE … FROM does not exist for " + grammar_.dialect_name());
            text += " FROM " + froms_text(node.from);
        }
        if (std::string where = conjunction(node.where, named("and")); !where.empty())
            text += " WHERE " + where;
        text += returning(node.returning, top);
        levels_.pop_back();
        return text;
    }

    std::string froms_text(const Expressions& froms) {
        std::vector<std::string> parts;
        for (const auto& from : froms)
            parts.push_back(from_text(from));
        return joined(parts, ", ");
    }

    std::string write(const Delete& node) {
        const bool top = levels_.empty();
        levels_.push_back(changed_level(node.table, node.using_));
        write_ctes(node.ctes);
        std::string text = "DELETE " + prefix_text(node.prefixes) + "FROM " + from_text(node.table);
        if (!node.using_.empty()) {
            if (!grammar_.has_delete_using())
                throw Error(Error::Kind::Unsupported, "DELETE … USING does not exist for " + grammar_.dialect_name());
            text += " USING " + froms_text(node.using_);
        }
        if (std::string where = conjunction(node.where, named("and")); !where.empty())
            text += " WHERE " + where;
        text += returning(node.returning, top);
        levels_.pop_back();
        return text;
    }

    std::string write(const Ddl& node) { return node.text; }

    // --- what is compiled by itself

    template <class Node> std::string statement(const Node& node) { return write(node); }

    std::string statement(const Text& node) {
        for (const auto& column : node.columns)
            result_.columns.push_back({natural_name(*column), type_of(*column)});
        // What a text returns only the database knows; text().columns() says that it does.
        result_.returns_rows = !node.columns.empty();
        return write(node);
    }
    std::string statement(const Unary& node) { return write(node); }
    std::string statement(const Alias& node) {
        place_ = Place::From;
        return write(node);
    }

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
    std::vector<WrittenCte> ctes_;
    std::vector<std::string> open_ctes_;
    Place place_ = Place::Value;
    bool lateral_ = false;
    bool in_operator_ = false;
    bool compound_top_ = false;
};

} // namespace

Compiled compile(const Expression& expression, const Grammar& grammar, const CompileOptions& options,
                 const Value& parameters) {
    return Compiler(grammar, options, parameters).run(expression);
}

} // namespace limbeck::sql
