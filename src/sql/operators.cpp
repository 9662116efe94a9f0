#include "sql/operators.hpp"

namespace limbeck::sql {

namespace {

// The precedence of an operator that has none: an operand of such an operator is always grouped, and so is an
// expression of such an operator inside of another.
constexpr int smallest = -100;
constexpr int largest = 100;

constexpr OperatorFacts facts[] = {
    {"any", "ANY", 15},
    {"all", "ALL", 15},
    {"json_getitem", "->", 15, true},
    {"json_path_getitem", "#>", 15, true},
    {"mul", "*", 8, true},
    {"truediv", "/", 8},
    {"floordiv", "", 8},
    {"mod", "%", 8},
    {"neg", "-", 8},
    {"add", "+", 7, true},
    {"sub", "-", 7},
    {"concat", "||", 5, true},
    {"like", "LIKE", 5, false, "not_like"},
    {"not_like", "NOT LIKE", 5, false, "like"},
    {"ilike", "", 5, false, "not_ilike"},
    {"not_ilike", "", 5, false, "ilike"},
    {"in", "IN", 5},
    {"is", "IS", 5, false, "is_not"},
    {"is_not", "IS NOT", 5, false, "is"},
    {"eq", "=", 5, false, "ne"},
    {"ne", "!=", 5, false, "eq"},
    {"is_distinct_from", "IS DISTINCT FROM", 5, false, "is_not_distinct_from"},
    {"is_not_distinct_from", "IS NOT DISTINCT FROM", 5, false, "is_distinct_from"},
    {"gt", ">", 5, false, "le"},
    {"lt", "<", 5, false, "ge"},
    {"ge", ">=", 5, false, "lt"},
    {"le", "<=", 5, false, "gt"},
    {"between", "BETWEEN", 5},
    {"distinct", "DISTINCT", 5},
    {"not", "NOT", 5},
    {"collate", "COLLATE", 4},
    {"and", "AND", 3, true},
    {"asc", "ASC", 3},
    {"desc", "DESC", 3},
    {"or", "OR", 2, true},
    {"exists", "EXISTS", 0},
    {"comma", ",", -1},
    {"contains", "", smallest, false, "not_contains"},
    {"not_contains", "", smallest, false, "contains"},
    {"startswith", "", smallest, false, "not_startswith"},
    {"not_startswith", "", smallest, false, "startswith"},
    {"endswith", "", smallest, false, "not_endswith"},
    {"not_endswith", "", smallest, false, "endswith"},
    {"icontains", "", smallest, false, "not_icontains"},
    {"not_icontains", "", smallest, false, "icontains"},
    {"istartswith", "", smallest, false, "not_istartswith"},
    {"not_istartswith", "", smallest, false, "istartswith"},
    {"iendswith", "", smallest, false, "not_iendswith"},
    {"not_iendswith", "", smallest, false, "iendswith"},
};

int precedence(const Operator& op, int otherwise) {
    if (op.name == "custom")
        return op.precedence;
    const OperatorFacts* known = operator_facts(op.name);
    return known && known->precedence != smallest ? known->precedence : otherwise;
}

} // namespace

const OperatorFacts* operator_facts(std::string_view name) {
    for (const OperatorFacts& known : facts)
        if (known.name == name)
            return &known;
    return nullptr;
}

bool groups_against(const Operator& inner, const Operator& outer) {
    if (inner.name == outer.name && inner.name != "custom") {
        const OperatorFacts* known = operator_facts(inner.name);
        if (known && known->natural_self_precedent)
            return false;
    }
    return precedence(inner, smallest) <= precedence(outer, largest);
}

bool is_modifier(std::string_view op) {
    return op == "asc" || op == "desc" || op == "nulls_first" || op == "nulls_last";
}

} // namespace limbeck::sql
