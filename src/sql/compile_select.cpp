#include "sql/compiling.hpp"
#include "sql/operators.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::sql {

using support::joined;

std::string Compiler::from_text(const ExpressionPtr& expression) {
    return render(expression, Place::From);
}

std::string Compiler::write(const Table& node) {
    if (!node.schema.empty())
        return grammar_.quote(node.schema) + "." + quoted(node.name, node.quote);
    const auto renamed = ambiguous_.find(node.name);
    return quoted(node.name, node.quote) +
           (renamed == ambiguous_.end() ? "" : " AS " + grammar_.quote(renamed->second));
}

std::string Compiler::write(const Alias& node) {
    if (place_ != Place::From)
        return render(node.element);
    std::string text = node.lateral ? "LATERAL " : "";
    const std::string element = render(node.element, Place::From);
    text += is_select(*node.element) ? "(" + element + ")" : element;
    if (node.with_ordinality)
        text += " WITH ORDINALITY";
    text += " AS " + quoted(node.name);
    if (node.render_columns)
        text += "(" + column_names(node.columns, node.render_types) + ")";
    return text;
}

std::string Compiler::column_names(const std::vector<TableColumn>& columns, bool with_types) {
    std::vector<std::string> parts;
    for (const auto& column : columns)
        parts.push_back(quoted(column.name) +
                        (with_types && column.type ? " " + grammar_.render_type(*column.type) : ""));
    return joined(parts, ", ");
}

std::string Compiler::write(const Join& node) {
    std::string text = from_text(node.left);
    text += " " + (node.full ? "FULL OUTER JOIN" : node.outer ? "LEFT OUTER JOIN" : grammar_.inner_join()) + " ";
    text += joined_side(node.right);
    return text += " ON " + on_text(node.on);
}

std::string Compiler::joined_side(const ExpressionPtr& side) {
    return side->get_if<Join>() ? "(" + from_text(side) + ")" : from_text(side);
}

std::string Compiler::on_text(const ExpressionPtr& on) {
    return on ? (operator_of(*on) ? render(on) : condition(on)) : grammar_.boolean(true);
}

std::string Compiler::write(const ScalarSelect& node) {
    const bool nested = std::exchange(in_operator_, false);
    std::string text = "(" + render(node.select) + ")";
    in_operator_ = nested;
    return text;
}

void Compiler::keys_of(const ExpressionPtr& from, std::set<std::string>& into) {
    if (const auto* node = from->get_if<Join>()) {
        keys_of(node->left, into);
        keys_of(node->right, into);
    }
    if (std::string key = key_of(from); !key.empty())
        into.insert(std::move(key));
}

std::string Compiler::key_of(const ExpressionPtr& from) {
    if (const auto* node = from->get_if<Table>())
        return "table " + node->schema + "." + node->name;
    if (const auto* node = from->get_if<Alias>())
        return "alias " + resolved(node->name);
    return {};
}

void Compiler::tables_of(const ExpressionPtr& from, std::vector<const Table*>& into) {
    if (const auto* join = from->get_if<Join>()) {
        tables_of(join->left, into);
        tables_of(join->right, into);
    } else if (const auto* table = from->get_if<Table>()) {
        into.push_back(table);
    }
}

void Compiler::find_ambiguous(const Expressions& froms) {
    std::vector<const Table*> tables;
    for (const auto& from : froms)
        tables_of(from, tables);
    for (const Table* plain : tables)
        for (const Table* other : tables)
            if (plain->schema.empty() && !other->schema.empty() && plain->name == other->name &&
                !ambiguous_.contains(plain->name))
                ambiguous_[plain->name] = fresh_name(plain->name);
}

Expressions Compiler::displayed_froms(const Select& node, bool as_from) {
    const Level level = levels_.empty() ? Level{} : levels_.back();
    std::set<std::string> explicit_froms = level.correlate, implicit_froms;
    if (as_from) {
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
    } else if (!implicit_froms.empty() && froms.size() > 1) {
        froms = drop([&](const std::string& key) { return implicit_froms.contains(key); });
        if (froms.empty())
            fail_script(
                "Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) "
                "to control correlation manually.");
    }
    return froms;
}

std::string Compiler::write(const Select& node) {
    const bool as_from = place_ == Place::From;
    const bool in_operator = std::exchange(in_operator_, false);
    const bool include_table = std::exchange(include_table_, levels_.empty() ? include_table_ : true);
    const bool top = levels_.empty() || (levels_.size() == 1 && compound_top_);
    const Expressions froms = displayed_froms(node, as_from);
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
    text += row_limit(node.limit, node.offset);

    levels_.pop_back();
    ambiguous_ = ambiguous;
    include_table_ = include_table;
    in_operator_ = in_operator;
    return text;
}

std::string Compiler::ordering(const Expressions& expressions) {
    std::vector<std::string> parts;
    for (const auto& expression : expressions) {
        std::string label = ordering_label(expression);
        parts.push_back(label.empty() ? element(expression) : label);
    }
    return joined(parts, ", ");
}

std::string Compiler::ordering_label(const ExpressionPtr& expression) {
    const auto* label = expression->get_if<Label>();
    const Select* select = levels_.empty() ? nullptr : levels_.back().select;
    if (!label || !select)
        return {};
    for (const auto& column : select->columns)
        if (const auto* own = column->get_if<Label>(); own && own->name == label->name)
            return quoted(label->name);
    return {};
}

std::string Compiler::row_limit(const ExpressionPtr& limit, const ExpressionPtr& offset) {
    if (!limit && !offset)
        return {};
    std::optional<std::string> limit_text, offset_text;
    if (limit)
        limit_text = element(limit);
    if (offset)
        offset_text = element(offset);
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

std::string Compiler::natural_name(const Expression& expression) {
    if (const auto* node = expression.get_if<Column>())
        return node->literal ? "" : node->name;
    if (const auto* node = expression.get_if<Label>())
        return node->name;
    if (const auto* node = expression.get_if<Cast>())
        return natural_name(*node->element);
    return {};
}

std::string Compiler::anonymous_label(const Expression& expression) {
    if (const auto* node = expression.get_if<Function>())
        return fresh_name(node->name);
    if (const auto* node = expression.get_if<Cast>()) {
        const std::string name = natural_name(*node->element);
        if (!name.empty())
            return name;
        return node->element->get_if<Function>() || node->element->get_if<Cast>() ? anonymous_label(*node->element)
                                                                                  : fresh_name("anon");
    }
    if (const auto* node = expression.get_if<Unary>(); node && node->op.name == "not")
        if (const std::string name = natural_name(*node->operand); !name.empty())
            return name;
    if (const auto* node = expression.get_if<Bind>())
        return node->unique ? "" : resolved(node->key);
    return fresh_name("anon");
}

std::string Compiler::select_columns(const Expressions& columns, bool as_from, bool top) {
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

bool Compiler::compared_with_one(const Unary& node) const {
    return node.op.name == "not" && !grammar_.has_native_boolean();
}

std::string Compiler::label_text(const ExpressionPtr& expression) {
    if (expression->get_if<Select>() || expression->get_if<Compound>())
        return "(" + render(expression) + ")";
    return render(expression);
}

std::string Compiler::write(const Compound& node) {
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
        const bool grouped =
            select->get_if<Compound>() || (inner && (!inner->order_by.empty() || inner->limit || inner->offset));
        std::string text = render(select, place == Place::From ? Place::From : Place::Value);
        parts.push_back(grouped && grammar_.groups_compound_selects() ? "(" + text + ")" : text);
    }
    compound_top_ = top;
    const bool include_table = std::exchange(include_table_, false);
    std::string text = joined(parts, keyword);
    if (!node.group_by.empty())
        text += " GROUP BY " + list(node.group_by);
    if (!node.order_by.empty())
        text += " ORDER BY " + list(node.order_by);
    text += row_limit(node.limit, node.offset);
    include_table_ = include_table;
    levels_.pop_back();
    return text;
}

} // namespace limbeck::sql
