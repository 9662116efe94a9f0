#include "autogenerate/sameness.hpp"

#include "schema/plain.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <limits>
#include <tuple>

namespace limbeck::autogenerate {

namespace {

/// A type of its own in the database, known by its name.
bool is_named(const schema::Type& type) {
    return !type.type_name.empty() && (type.domain || (type.labels && type.labels->native_enum));
}

/// The plain form without what only concerns rows in Python.
Value stored_part(schema::Type type) {
    type.rows = {};
    type.python.reset();
    type.item.reset(); // compared by itself
    return schema::to_plain(type);
}

bool is_nothing(const Value& value) {
    if (value.is_null())
        return true;
    if (const bool* flag = value.get_if<bool>())
        return !*flag;
    if (const auto* map = value.get_if<Map>())
        return map->entries().empty();
    if (const auto* list = value.get_if<List>())
        return list->empty();
    return false;
}

/// Options that say how a thing was made, or what is known of old rows, and not what it is.
bool is_manner(const std::string& option) {
    return option.ends_with("_concurrently") || option.ends_with("_not_valid");
}

bool is_inheritance(const std::string& option) {
    return option.ends_with("_inherited");
}

/// In the order of their names, for options are a set.
Map significant(const Map& options) {
    std::vector<std::pair<std::string, Value>> kept;
    for (const auto& [key, value] : options.entries())
        if (!is_nothing(value) && !is_manner(key))
            kept.emplace_back(key, value);
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Map sorted;
    for (auto& [key, value] : kept) {
        if (const auto* inner = value.get_if<Map>())
            value = significant(*inner);
        sorted.set(key, std::move(value));
    }
    return sorted;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

void leave_out(std::optional<std::string>& word, std::string_view what_holds_anyway) {
    if (!word)
        return;
    word = upper(*word);
    if (word->empty() || *word == what_holds_anyway)
        word.reset();
}

void tidy(schema::Deferral& deferral) {
    leave_out(deferral.initially, "IMMEDIATE");
    if (deferral.initially)
        deferral.deferrable = true; // INITIALLY DEFERRED implies it
    if (deferral.deferrable && !*deferral.deferrable)
        deferral.deferrable.reset();
}

void tidy(std::optional<std::string>& comment) {
    if (comment && comment->empty())
        comment.reset();
}

/// The largest number of a sequence's type.
std::int64_t largest(const schema::TypePtr& type) {
    const std::string name = type ? upper(type->name) : "BIGINT";
    if (name == "SMALLINT" || name == "SMALLINTEGER")
        return std::numeric_limits<std::int16_t>::max();
    if (name == "INTEGER" || name == "INT")
        return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

/// Those that a sequence does not say are what holds without them
/// (https://www.postgresql.org/docs/current/sql-createsequence.html).
auto all_rules(const schema::Sequence& sequence) {
    const std::int64_t increment = sequence.increment.value_or(1), most = largest(sequence.data_type);
    const bool rises = increment > 0;
    const std::int64_t lowest = sequence.minvalue.value_or(rises ? 1 : -most - 1);
    const std::int64_t highest = sequence.maxvalue.value_or(rises ? most : -1);
    return std::tuple(sequence.start.value_or(rises ? lowest : highest), increment, lowest, highest,
                      sequence.cache.value_or(1), sequence.cycle.value_or(false), most);
}

class Tidy {
  public:
    explicit Tidy(const std::string& default_schema) : default_schema_(default_schema) {}

    void operator()(schema::PrimaryKey& key) const { common(key); }
    void operator()(schema::Unique& unique) const {
        common(unique);
        tidy(unique.comment);
        std::sort(unique.columns.begin(), unique.columns.end());
    }
    void operator()(schema::ForeignKey& key) const {
        common(key);
        tidy(key.comment);
        leave_out(key.onupdate, "NO ACTION");
        leave_out(key.ondelete, "NO ACTION");
        leave_out(key.match, "SIMPLE");
        if (key.referred_schema == default_schema_)
            key.referred_schema.clear();
        key.use_alter = false;
    }
    void operator()(schema::Check& check) const {
        common(check);
        tidy(check.comment);
        check.from_type = false;
        check.columns.clear();
    }
    void operator()(schema::Exclude& exclude) const { common(exclude); }

  private:
    template <class Constraint> static void common(Constraint& constraint) {
        constraint.name = {};
        tidy(constraint.deferral);
        constraint.options = significant(constraint.options);
    }

    const std::string& default_schema_;
};

} // namespace

bool is_inherited(const schema::Column& column) {
    const auto& options = column.options.entries();
    return std::any_of(options.begin(), options.end(),
                       [](const auto& option) { return is_inheritance(option.first) && option.second == Value(true); });
}

Map stated_options(const schema::Column& column) {
    Map stated;
    for (const auto& [key, value] : column.options.entries())
        if (!is_inheritance(key))
            stated.set(key, value);
    return stated;
}

bool same_type(const schema::TypePtr& left, const schema::TypePtr& right) {
    if (left == right)
        return true;
    if (!left || !right)
        return false;
    if (is_named(*left) || is_named(*right))
        return is_named(*left) && is_named(*right) && left->type_name == right->type_name &&
               left->schema == right->schema && left->domain.has_value() == right->domain.has_value();
    return stored_part(*left) == stored_part(*right) && same_type(left->item, right->item);
}

bool same_expression(const sql::ExpressionPtr& left, const sql::ExpressionPtr& right) {
    if (left == right)
        return true;
    if (!left || !right)
        return false;
    return sql::to_plain(*left) == sql::to_plain(*right);
}

bool same_identity(const std::optional<schema::Identity>& left, const std::optional<schema::Identity>& right) {
    if (!left || !right)
        return left.has_value() == right.has_value();
    const auto options = [](const schema::Identity& identity) {
        return std::tuple(identity.always, identity.on_null, identity.start, identity.increment, identity.minvalue,
                          identity.maxvalue, identity.cache, identity.nominvalue, identity.nomaxvalue,
                          identity.cycle.value_or(false));
    };
    return options(*left) == options(*right);
}

bool same_computed(const std::optional<schema::Computed>& left, const std::optional<schema::Computed>& right) {
    if (!left || !right)
        return left.has_value() == right.has_value();
    return left->persisted.value_or(false) == right->persisted.value_or(false) &&
           same_expression(left->sqltext, right->sqltext);
}

bool same_comment(const std::optional<std::string>& left, const std::optional<std::string>& right) {
    return left.value_or("") == right.value_or("");
}

bool same_sequence(const schema::Sequence& left, const schema::Sequence& right) {
    return all_rules(left) == all_rules(right);
}

bool same_domain(const schema::Domain& left, const schema::Domain& right) {
    const auto checks = [](const schema::Domain& domain) {
        std::vector<std::pair<std::optional<std::string>, Value>> all;
        for (const schema::Check& check : domain.checks)
            all.emplace_back(check.name.text, content(check, ""));
        std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        return all;
    };
    return same_type(left.type, right.type) && left.not_null == right.not_null && left.collation == right.collation &&
           same_expression(left.server_default, right.server_default) && checks(left) == checks(right) &&
           same_comment(left.comment, right.comment);
}

Value content(const schema::Constraint& constraint, const std::string& default_schema) {
    schema::Constraint tidy = constraint;
    std::visit(Tidy(default_schema), tidy);
    return schema::to_plain(tidy);
}

Value content(const schema::Index& index) {
    schema::Index tidy = index;
    tidy.name = {};
    tidy.table.clear();
    tidy.schema.clear();
    tidy.options = significant(tidy.options);
    return schema::to_plain(tidy);
}

} // namespace limbeck::autogenerate
