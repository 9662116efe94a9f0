#include "dialects/comparison.hpp"

#include "sql/expression.hpp"

namespace limbeck::dialects {

namespace {

const std::string* text_of(const sql::ExpressionPtr& expression) {
    const auto* text = expression ? expression->get_if<sql::Text>() : nullptr;
    return text && text->binds.empty() ? &text->text : nullptr;
}

} // namespace

Comparison::Answer Comparison::same_type(const schema::Type&, const schema::Type&) const {
    return Answer::Unknown;
}

Comparison::Answer Comparison::same_default(const schema::Column& declared, const schema::Column& stored) const {
    if (!declared.server_default || !stored.server_default)
        return !declared.server_default == !stored.server_default ? Answer::Same : Answer::Different;
    return same_expression(declared.server_default, stored.server_default);
}

Comparison::Answer Comparison::same_expression(const sql::ExpressionPtr& declared,
                                               const sql::ExpressionPtr& stored) const {
    const std::string* ours = text_of(declared);
    const std::string* theirs = text_of(stored);
    return ours && theirs && *ours == *theirs ? Answer::Same : Answer::Unknown;
}

} // namespace limbeck::dialects
