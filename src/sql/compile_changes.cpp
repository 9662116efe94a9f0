#include "sql/compiling.hpp"
#include "sql/operators.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::sql {

using support::joined;

const std::vector<TableColumn>& Compiler::columns_of(const ExpressionPtr& table) {
    static const std::vector<TableColumn> none;
    if (const auto* node = table->get_if<Table>())
        return node->columns;
    if (const auto* node = table->get_if<Alias>())
        return columns_of(node->element);
    return none;
}

schema::TypePtr Compiler::column_type(const ExpressionPtr& table, const std::string& name) {
    for (const auto& column : columns_of(table))
        if (column.name == name)
            return column.type;
    return nullptr;
}

int Compiler::position(const ExpressionPtr& table, const std::string& name) {
    const auto& columns = columns_of(table);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name)
            return static_cast<int>(i);
    return -1;
}

std::string Compiler::typed(const ExpressionPtr& expression, const schema::TypePtr& type, const std::string& name) {
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

std::string Compiler::assigned(const ExpressionPtr& table, const Assignment& assignment, const std::string& suffix) {
    return typed(assignment.value, column_type(table, assignment.column), assignment.column + suffix);
}

Assignment Compiler::from_parameter(const std::string& column, const Value& value) {
    Assignment result;
    result.column = column;
    Bind bind;
    bind.value = value;
    bind.type = type_of(value);
    bind.unique = true;
    result.value = make(std::move(bind));
    return result;
}

std::string Compiler::prefix_text(const std::vector<std::string>& prefixes) {
    std::string text;
    for (const auto& prefix : prefixes)
        text += prefix + " ";
    return text;
}

void Compiler::sort_by_table(const ExpressionPtr& table, std::vector<Assignment>& assignments) {
    if (columns_of(table).empty())
        return;
    std::stable_sort(assignments.begin(), assignments.end(), [&](const Assignment& a, const Assignment& b) {
        const unsigned left = static_cast<unsigned>(position(table, a.column));
        const unsigned right = static_cast<unsigned>(position(table, b.column));
        return left < right;
    });
}

void Compiler::check_columns(const ExpressionPtr& table, const std::vector<Assignment>& assignments) {
    if (columns_of(table).empty())
        return;
    std::vector<std::string> unknown;
    for (const auto& assignment : assignments)
        if (!assignment.target && position(table, assignment.column) < 0)
            unknown.push_back(assignment.column);
    if (!unknown.empty())
        fail_script("Unconsumed column names: " + joined(unknown, ", "));
}

ExpressionPtr Compiler::column_of(const ExpressionPtr& table, const std::string& name) {
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

Expressions Compiler::unknown_keys(const Insert& node, const std::vector<std::vector<Assignment>>& rows) const {
    using Returned = Grammar::ReturnedKeys;
    const Returned wanted = grammar_.returned_keys();
    const bool one_row = !node.select && !node.multi && rows.size() <= 1;
    if (wanted == Returned::None || !one_row || node.key.empty())
        return {};
    Expressions keys;
    for (const KeyColumn& column : node.key) {
        if (column.autoincremented && wanted == Returned::AllButAutoincremented)
            continue;
        const Assignment* given = nullptr;
        if (!rows.empty())
            for (const Assignment& assignment : rows.front())
                if (!assignment.target && assignment.column == column.name)
                    given = &assignment;
        if (given ? !given->value->get_if<Bind>() : column.autoincremented || column.generated)
            keys.push_back(column_of(node.table, column.name));
    }
    return keys;
}

std::string Compiler::returning(const Expressions& columns, bool top) {
    if (columns.empty())
        return {};
    const bool include_table = std::exchange(include_table_, !grammar_.returning_without_table());
    std::string text = " RETURNING " + select_columns(columns, false, top);
    include_table_ = include_table;
    return text;
}

std::string Compiler::write(const Insert& node) {
    const bool top = levels_.empty();
    levels_.emplace_back();
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
        text += " " + grammar_.default_row();
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
                    fail_script("A value is required for bind parameter '" + wanted.column + "', in parameter group " +
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

bool Compiler::named_bind(const std::vector<Assignment>& assignments, std::string_view name) {
    for (const auto& assignment : assignments)
        if (const auto* bind = assignment.value->get_if<Bind>(); bind && !bind->unique && bind->key == name)
            return true;
    return false;
}

std::string Compiler::conflict(const ExpressionPtr& table, const OnConflict& clause) {
    Grammar::Conflict conflict;
    conflict.constraint = clause.constraint;
    conflict.update = clause.update;
    if (clause.constraint.empty() && !clause.elements.empty()) {
        const bool include_table = std::exchange(include_table_, false);
        conflict.elements = list(clause.elements);
        if (clause.index_where)
            conflict.index_where = condition(clause.index_where);
        include_table_ = include_table;
    }
    if (clause.update) {
        const bool in_conflict = std::exchange(in_conflict_, true);
        std::vector<Assignment> set = clause.set;
        sort_by_table(table, set);
        for (const auto& assignment : set) {
            std::string target = assignment.target ? render(assignment.target) : grammar_.quote(assignment.column);
            conflict.set.emplace_back(std::move(target), assigned(table, assignment));
        }
        if (clause.where)
            conflict.where = operator_of(*clause.where) ? render(clause.where) : condition(clause.where);
        in_conflict_ = in_conflict;
    }
    return grammar_.on_conflict(conflict);
}

Compiler::Level Compiler::changed_level(const ExpressionPtr& table, const Expressions& others) {
    Level level;
    keys_of(table, level.as_from);
    for (const auto& other : others)
        keys_of(other, level.as_from);
    level.correlate = level.as_from;
    return level;
}

void Compiler::collect_bind_names(const Expressions& expressions, std::set<std::string>& into) {
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

std::string Compiler::updated_column(const Update& node, const std::string& name) {
    std::string table;
    if (!node.from.empty() && grammar_.qualifies_updated_columns()) {
        if (const auto* plain = node.table->get_if<Table>())
            table = grammar_.qualified(plain->schema, plain->name) + ".";
        else if (const auto* alias = node.table->get_if<Alias>())
            table = grammar_.quote(alias->name) + ".";
    }
    return table + grammar_.quote(name);
}

std::string Compiler::write(const Update& node) {
    const bool top = levels_.empty();
    levels_.push_back(changed_level(node.table, node.from));
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
            const auto same =
                std::find_if(set.begin(), set.end(), [&, key = name](const Assignment& a) { return a.column == key; });
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
        fail_script("an UPDATE of '" + from_text(node.table) + "' that sets no column");
    sort_by_table(node.table, set);
    check_columns(node.table, set);

    std::string text = "UPDATE " + prefix_text(node.prefixes);
    const std::string table = from_text(node.table);
    std::vector<std::string> assignments;
    for (const auto& assignment : set) {
        std::string target;
        if (assignment.target) {
            const bool include_table = std::exchange(include_table_, false);
            target = render(assignment.target);
            include_table_ = include_table;
        } else {
            target = updated_column(node, assignment.column);
        }
        assignments.push_back(target + "=" + assigned(node.table, assignment));
    }
    const std::string all = joined(assignments);
    text += node.from.empty() ? table + " SET " + all : grammar_.update_from(table, all, froms_text(node.from));
    if (std::string where = conjunction(node.where, named("and")); !where.empty())
        text += " WHERE " + where;
    text += returning(node.returning, top);
    levels_.pop_back();
    return text;
}

std::string Compiler::froms_text(const Expressions& froms) {
    std::vector<std::string> parts;
    for (const auto& from : froms)
        parts.push_back(from_text(from));
    return joined(parts, ", ");
}

std::string Compiler::write(const Delete& node) {
    const bool top = levels_.empty();
    levels_.push_back(changed_level(node.table, node.using_));
    std::string text = "DELETE " + prefix_text(node.prefixes);
    const std::string table = from_text(node.table);
    text += node.using_.empty() ? "FROM " + table : grammar_.delete_using(table, froms_text(node.using_));
    if (std::string where = conjunction(node.where, named("and")); !where.empty())
        text += " WHERE " + where;
    text += returning(node.returning, top);
    levels_.pop_back();
    return text;
}

std::string Compiler::write(const Ddl& node) {
    return node.text;
}

} // namespace limbeck::sql
