#pragma once

#include "sql/expression.hpp"

#include <string_view>

// The operators of SQL expressions, by SQLAlchemy's names without "_op": their text, how tightly they bind, and what
// their negation is. Grouping follows SQLAlchemy's rule, so that parentheses come out as it writes them.
namespace limbeck::sql {

struct OperatorFacts {
    std::string_view name;
    std::string_view text; ///< as it stands in SQL, without spaces; empty where a rule of its own writes it
    int precedence;
    bool natural_self_precedent = false; ///< a + b + c needs no parentheses
    std::string_view negation = {};
};

/// What is known of the operator of that name; null for a custom one or an unknown name.
const OperatorFacts* operator_facts(std::string_view name);

/// Of ORDER BY: asc, desc, nulls_first, nulls_last.
bool is_modifier(std::string_view op);

/// Marks "against nothing": every operator is grouped.
inline constexpr std::string_view against_nothing = "";

/// Whether an expression of operator `inner` needs parentheses as an operand of `outer`.
bool groups_against(const Operator& inner, const Operator& outer);

} // namespace limbeck::sql
