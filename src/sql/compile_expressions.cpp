#include "sql/compiling.hpp"
#include "sql/operators.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <utility>
#include <variant>

namespace limbeck::sql {

namespace {

bool is_boolean(const schema::TypePtr& type) {
    return type && (type->name == "Boolean" || type->name == "BOOLEAN");
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

} // namespace

using support::is_word;
using support::joined;
using support::lower;

const Operator* Compiler::operator_of(const Expression& expression) {
    if (const auto* node = expression.get_if<Binary>())
        return &node->op;
    if (const auto* node = expression.get_if<Clauses>())
        return node->clauses.empty() ? nullptr : &node->op;
    if (const auto* node = expression.get_if<Unary>())
        return is_modifier(node->op.name) ? nullptr : &node->op;
    static const Operator between = named("between"), in = named("in");
    if (expression.get_if<Between>())
        return &between;
    if (expression.get_if<In>())
        return &in;
    return nullptr;
}

std::string Compiler::operand(const ExpressionPtr& expression, const Operator& against) {
    if (const auto* node = expression->get_if<Label>())
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
    const Operator* own = operator_of(*expression);
    if (own)
        return groups_against(*own, against) && !collection ? "(" + render(*expression) + ")" : render(*expression);
    if (against.name == "and" || against.name == "or")
        return condition(expression);
    return render(*expression);
}

std::string Compiler::condition(const ExpressionPtr& expression, bool truth) {
    const bool value = expression->get_if<Column>() || expression->get_if<Function>() || expression->get_if<Bind>() ||
                       expression->get_if<Case>() || expression->get_if<Cast>() || expression->get_if<ScalarSelect>() ||
                       expression->get_if<Over>();
    if (!value || !is_boolean(type_of(*expression)))
        return truth ? render(*expression) : "NOT " + operand(expression, named("not"));
    if (grammar_.has_native_boolean())
        return (truth ? "" : "NOT ") + render(*expression);
    return render(*expression) + (truth ? " = 1" : " = 0");
}

bool Compiler::is_select(const Expression& expression) {
    return expression.get_if<Select>() || expression.get_if<Compound>();
}

bool Compiler::is_of_collection(const ExpressionPtr& expression) {
    const auto* function = expression->get_if<Function>();
    return function && (function->name == "any" || function->name == "all" || function->name == "some");
}

ExpressionPtr Compiler::negated(const ExpressionPtr& expression) {
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
    return nullptr;
}

std::string Compiler::render(const Expression& expression, Place place) {
    const Place outer = std::exchange(place_, place);
    std::string text = std::visit([this](const auto& node) { return write(node); }, expression.node);
    place_ = outer;
    return text;
}

std::string Compiler::render(const ExpressionPtr& expression, Place place) {
    return render(*expression, place);
}

std::string Compiler::list(const Expressions& expressions) {
    std::vector<std::string> parts;
    for (const auto& expression : expressions)
        parts.push_back(element(expression));
    return joined(parts);
}

std::string Compiler::element(const ExpressionPtr& expression) {
    return is_select(*expression) ? "(" + render(expression) + ")" : render(expression);
}

std::string Compiler::quoted(const std::string& name, std::optional<bool> quote) {
    const std::string real = resolved(name);
    if (quote)
        return *quote ? grammar_.quote_always(real) : real;
    return grammar_.quote(real);
}

std::string Compiler::write(const Column& node) {
    const std::string name = node.literal ? node.name : quoted(node.name, node.quote);
    if (node.table.empty() || !include_table_)
        return name;
    if (in_conflict_ && node.table == "excluded" && node.schema.empty())
        return grammar_.excluded(name);
    std::string text;
    if (!node.schema.empty())
        text = grammar_.quote(node.schema) + ".";
    else if (const auto renamed = ambiguous_.find(node.table); renamed != ambiguous_.end())
        return grammar_.quote(renamed->second) + "." + name;
    return text + quoted(node.table) + "." + name;
}

std::string Compiler::write(const Text& node) {
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

std::string Compiler::write(const Constant& node) {
    if (node.name == "null")
        return "NULL";
    return grammar_.boolean(node.name == "true");
}

std::string Compiler::literal_text(const std::string& text) {
    return grammar_.literal(Value(text), nullptr);
}

std::string Compiler::write(const Binary& node) {
    const bool nested = std::exchange(in_operator_, true);
    std::string text = binary_text(node, nested);
    in_operator_ = nested;
    return nested && node.op.eager_grouping ? "(" + text + ")" : text;
}

std::string Compiler::binary_text(const Binary& node, bool nested) {
    const std::string& op = node.op.name;
    if (op == "concat")
        return grammar_.concatenated(concatenated_parts(node));
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
        return "lower(" + operands.left + ")" + (op == "ilike" ? " LIKE lower(" : " NOT LIKE lower(") + operands.right +
               ")" + escape;
    if (op == "truediv") {
        const schema::TypePtr right = type_of(*node.right);
        return operands.left + " / " +
               (grammar_.divides_integers_wholly() ? grammar_.true_divisor(operands.right, right.get())
                                                   : operands.right);
    }
    if (op == "floordiv") {
        const schema::TypePtr right = type_of(*node.right);
        const auto integer = [](const schema::TypePtr& type) {
            return type && lower(type->name).find("int") != std::string::npos && type->name != "Interval";
        };
        const std::string quotient = operands.left + " / " + operands.right;
        const bool is_whole = grammar_.divides_integers_wholly() && integer(left_type) && integer(right);
        return is_whole ? quotient : "FLOOR(" + quotient + ")";
    }
    const OperatorFacts* facts = operator_facts(op);
    if (!facts || facts->text.empty())
        throw Error(Error::Kind::Unsupported,
                    "the operator '" + op + "' does not exist for " + grammar_.dialect_name());
    return operands.left + " " + std::string(facts->text) + " " + operands.right + escape;
}

std::vector<std::string> Compiler::concatenated_parts(const Binary& node) {
    std::vector<std::string> parts;
    for (const ExpressionPtr& side : {node.left, node.right}) {
        const auto* inner = side->get_if<Binary>();
        if (inner && inner->op.name == "concat" && !inner->op.eager_grouping)
            for (std::string& part : concatenated_parts(*inner))
                parts.push_back(std::move(part));
        else
            parts.push_back(operand(side, node.op));
    }
    return parts;
}

std::string Compiler::pattern(const Binary& node) {
    std::string_view op = node.op.name;
    const bool negative = op.starts_with("not_");
    if (negative)
        op.remove_prefix(4);
    const bool ignore_case = op.starts_with("i");
    if (ignore_case)
        op.remove_prefix(1);
    const std::string left = operand(node.left, node.op);
    const std::string right = operand(node.right, named("concat"));
    const auto with_percents = [&](const std::string& text) {
        std::vector<std::string> parts{text};
        if (op != "startswith")
            parts.insert(parts.begin(), "'%'");
        if (op != "endswith")
            parts.emplace_back("'%'");
        return grammar_.concatenated(parts);
    };
    if (ignore_case) {
        Grammar::BinaryOperands operands;
        operands.op = negative ? "not_ilike" : "ilike";
        operands.left = left;
        operands.right = with_percents(right);
        if (node.escape)
            operands.escape = literal_text(*node.escape);
        if (auto text = grammar_.binary(operands))
            return *text;
    }
    const auto folded = [&](const std::string& text) { return ignore_case ? "lower(" + text + ")" : text; };
    std::string text = folded(left) + (negative ? " NOT LIKE " : " LIKE ");
    text += with_percents(folded(right));
    if (node.escape)
        text += " ESCAPE " + literal_text(*node.escape);
    return text;
}

std::string Compiler::write(const Unary& node) {
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
    if (op == "exists")
        return "EXISTS " + parenthesized(node.operand);
    if (op == "any" || op == "all")
        return (op == "any" ? "ANY " : "ALL ") + parenthesized(node.operand);
    const OperatorFacts* facts = operator_facts(op);
    if (!facts || facts->text.empty())
        throw Error(Error::Kind::Internal, "no unary operator is called '" + op + "'");
    return std::string(facts->text) + (op == "distinct" ? " " : "") + operand(node.operand, node.op);
}

std::string Compiler::parenthesized(const ExpressionPtr& expression) {
    const std::string text = render(expression);
    return expression->get_if<ScalarSelect>() ? text : "(" + text + ")";
}

std::string Compiler::write(const Clauses& node) {
    if (node.op.name == "comma")
        return list(node.clauses);
    return conjunction(node.clauses, node.op);
}

std::string Compiler::conjunction(const Expressions& clauses, const Operator& op) {
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

std::string Compiler::truth_text(bool value) const {
    return grammar_.boolean(value) + (grammar_.has_native_boolean() ? "" : " = 1");
}

std::string Compiler::single(const ExpressionPtr& clause, const Operator& op) {
    return operator_of(*clause) ? render(clause) : operand(clause, op);
}

std::string Compiler::write(const Between& node) {
    const Operator op = named("between"), inside = named("and");
    std::string text = operand(node.element, op) + (node.negated ? " NOT BETWEEN " : " BETWEEN ");
    if (node.symmetric)
        text += "SYMMETRIC ";
    text += bound(node.low, inside); // binds are numbered in the order of the text
    text += " AND ";
    return text += bound(node.high, inside);
}

std::string Compiler::bound(const ExpressionPtr& expression, const Operator& against) {
    return operator_of(*expression) ? operand(expression, against) : element(expression);
}

std::string Compiler::write(const In& node) {
    const bool nested = std::exchange(in_operator_, true);
    std::string left = operand(node.element, named("in"));
    std::string right;
    if (const auto* bind = node.values->get_if<Bind>(); bind && bind->expanding) {
        const std::string name = bind_name(*bind);
        if (options_.binds == Binds::Named && !bind->literal) {
            right = placeholder({}, bind->type, "\x03" + name);
        } else {
            right = "(" + expanded(*bind, value_of(*bind, name), node.negated) + ")";
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

std::string Compiler::write(const Array& node) {
    std::vector<std::string> elements;
    for (const ExpressionPtr& one : node.elements)
        elements.push_back(element(one));
    return grammar_.array(elements, node.type.get());
}

std::string Compiler::write(const Function& node) {
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

std::string Compiler::argument_text(const ExpressionPtr& argument) {
    // An argument is grouped as a member of a comma list: only what binds more loosely than a comma.
    return operator_of(*argument) ? operand(argument, named("comma")) : element(argument);
}

std::string Compiler::function_name(const std::string& name, std::optional<bool> quote) {
    if (quote)
        return *quote ? grammar_.quote_always(name) : name;
    const bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '$' &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                           return c == '$' || (is_word(c) && static_cast<unsigned char>(c) < 0x80);
                       });
    return plain ? name : grammar_.quote_always(name);
}

std::string Compiler::write(const Over& node) {
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

std::string Compiler::frame_bound(std::optional<std::int64_t> bound, const char* unbounded) {
    if (!bound)
        return unbounded;
    if (*bound == 0)
        return "CURRENT ROW";
    static const schema::TypePtr integer = schema::make_type("Integer");
    return value_text(Value(*bound < 0 ? -*bound : *bound), integer, fresh_name("param")) +
           (*bound < 0 ? " PRECEDING" : " FOLLOWING");
}

std::string Compiler::write(const Cast& node) {
    const std::string type = grammar_.cast_type(*node.type);
    const std::size_t collate = type.find(" COLLATE ");
    return "CAST(" + element(node.element) + " AS " + type.substr(0, collate) + ")" +
           (collate == std::string::npos ? "" : type.substr(collate));
}

std::string Compiler::write(const Case& node) {
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

std::string Compiler::when_text(const ExpressionPtr& expression) {
    return element(expression);
}

std::string Compiler::operand_of_when(const ExpressionPtr& expression) {
    return operator_of(*expression) ? operand(expression, named(against_nothing)) : element(expression);
}

std::string Compiler::write(const Label& node) {
    return element(node.element);
}

std::string Compiler::write(const NextValue& node) {
    return grammar_.next_value(grammar_.qualified(node.schema, node.name));
}

} // namespace limbeck::sql
