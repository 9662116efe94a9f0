#include "autogenerate/label_use.hpp"

#include "autogenerate/identifiers.hpp"
#include "autogenerate/named_types.hpp"
#include "sql/expression.hpp"
#include "sql/plain.hpp"
#include "sql/scanner.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace limbeck::autogenerate {

namespace {

using Key = std::pair<std::string, std::string>;

class Use {
  public:
    explicit Use(const schema::AlterEnum& change) : change_(change) {
        std::set<std::string> before(change.existing_labels.begin(), change.existing_labels.end());
        for (const auto& [from, to] : change.renamed)
            before.insert(to);
        for (const std::string& label : change.labels)
            if (!before.contains(label))
                added_.push_back(label);
        for (const schema::AlterEnum::User& user : change.users)
            users_.insert({user.schema, user.table});
    }

    bool is_in(const schema::Change& change) { return std::visit(*this, change); }

    bool operator()(const schema::CreateTable& op) { return in_table(op.table); }
    bool operator()(const schema::AddColumn& op) { return in_table(op.table); }
    bool operator()(const schema::AlterColumn& op) {
        if (has_type(op.type))
            users_.insert({op.schema, op.table});
        return (op.server_default && says(*op.server_default, {op.schema, op.table})) ||
               (op.computed && *op.computed && says((*op.computed)->sqltext, {op.schema, op.table})) ||
               in_values(op.options, {op.schema, op.table});
    }
    bool operator()(const schema::CreateIndex& op) { return in_index(op.index, {op.index.schema, op.index.table}); }
    bool operator()(const schema::AddConstraint& op) { return in_constraint(op.constraint, {op.schema, op.table}); }
    bool operator()(const schema::CreateDomain& op) { return in_domain(op.domain); }
    bool operator()(const schema::AlterDomain& op) { return in_domain(op.domain); }
    // What a view or a routine reads is not known here, so that its text alone decides.
    bool operator()(const schema::CreateView& op) { return says(op.view.definition); }
    bool operator()(const schema::CreateRoutine& op) { return says(op.routine.definition); }
    template <class Other> bool operator()(const Other&) { return false; }

  private:
    bool has_type(const schema::TypePtr& type) const {
        bool found = false;
        if (type)
            each_named_type(*type, [&](const schema::Type& named) {
                found = found || (named.type_name == change_.name && is_same_schema(named.schema, change_.schema));
            });
        return found;
    }
    /// The default schema may be named or left out.
    static bool is_same_schema(const std::string& left, const std::string& right) {
        return left == right || left.empty() || right.empty();
    }

    bool in_table(const schema::Table& table) {
        const Key key(table.schema, table.name);
        for (const schema::Column& column : table.columns)
            if (has_type(column.type))
                users_.insert(key);
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [&](const schema::Column& column) {
                               return says(column.server_default, key) ||
                                      (column.computed && says(column.computed->sqltext, key));
                           }) ||
               std::any_of(table.constraints.begin(), table.constraints.end(),
                           [&](const auto& constraint) { return in_constraint(constraint, key); }) ||
               std::any_of(table.indexes.begin(), table.indexes.end(),
                           [&](const schema::Index& index) { return in_index(index, key); });
    }

    bool in_constraint(const schema::Constraint& constraint, const Key& table) const {
        if (const auto* check = std::get_if<schema::Check>(&constraint))
            return says(check->sqltext, table);
        if (const auto* exclude = std::get_if<schema::Exclude>(&constraint))
            return says(exclude->where, table) ||
                   std::any_of(exclude->elements.begin(), exclude->elements.end(),
                               [&](const auto& element) { return says(element.expression, table); });
        return false;
    }

    bool in_index(const schema::Index& index, const Key& table) const {
        return std::any_of(index.elements.begin(), index.elements.end(),
                           [&](const auto& element) { return says(element.expression, table); }) ||
               std::any_of(index.where.begin(), index.where.end(),
                           [&](const auto& condition) { return says(condition.second, table); });
    }

    bool in_domain(const schema::Domain& domain) const {
        if (!has_type(domain.type))
            return false;
        return says(domain.server_default) || std::any_of(domain.checks.begin(), domain.checks.end(),
                                                          [&](const auto& check) { return says(check.sqltext); });
    }

    bool in_values(const Map& options, const Key& table) const {
        return is_user(table) && std::any_of(options.entries().begin(), options.entries().end(),
                                             [&](const auto& entry) { return says(entry.second, true); });
    }

    bool is_user(const Key& table) const {
        return std::any_of(users_.begin(), users_.end(), [&](const Key& user) {
            return user.second == table.second && is_same_schema(user.first, table.first);
        });
    }

    /// A text that only looks like a label says nothing, unless its table has the type or the expression names it.
    bool says(const sql::ExpressionPtr& expression, const Key& table) const {
        return expression && (is_user(table) || mentions(*expression, change_.name)) && says(expression);
    }
    bool says(const sql::ExpressionPtr& expression) const {
        return expression && says(sql::to_plain(*expression), false);
    }
    bool says(const std::string& sql) const {
        const std::vector<sql::Token> tokens = sql::tokens_of(sql, sql::Quoting());
        return std::any_of(tokens.begin(), tokens.end(), [&](const sql::Token& token) {
            return token.kind == sql::Token::Kind::Text && is_new(token.value);
        });
    }
    /// `is_sql`: texts that stand by themselves are SQL, and no values.
    bool says(const Value& plain, bool is_sql) const {
        if (const auto* text = plain.get_if<std::string>())
            return says(*text) || (!is_sql && is_new(*text));
        if (const auto* list = plain.get_if<List>())
            return std::any_of(list->begin(), list->end(), [&](const Value& item) { return says(item, is_sql); });
        const auto* map = plain.get_if<Map>();
        return map && std::any_of(map->entries().begin(), map->entries().end(), [&](const auto& entry) {
                   return entry.first != "node" && entry.first != "op" && says(entry.second, is_sql);
               });
    }

    /// The label, or an array that holds it: {a,"b c"}.
    bool is_new(const std::string& text) const {
        return std::any_of(added_.begin(), added_.end(), [&](const std::string& label) {
            if (text == label)
                return true;
            const std::size_t at = text.starts_with('{') ? text.find(label) : std::string::npos;
            return at != std::string::npos && std::string_view("{,\"").find(text[at - 1]) != std::string_view::npos &&
                   std::string_view("},\"").find(text[std::min(at + label.size(), text.size() - 1)]) !=
                       std::string_view::npos;
        });
    }

    const schema::AlterEnum& change_;
    std::vector<std::string> added_;
    std::set<Key> users_; ///< tables that have the type
};

} // namespace

bool uses_new_label(const std::vector<const schema::Change*>& changes, std::size_t at) {
    const auto* change = std::get_if<schema::AlterEnum>(changes.at(at));
    if (!change)
        return false;
    Use use(*change);
    return std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(at) + 1, changes.end(),
                       [&](const schema::Change* later) { return use.is_in(*later); });
}

} // namespace limbeck::autogenerate
