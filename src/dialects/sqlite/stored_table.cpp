#include "dialects/sqlite/stored_table.hpp"

#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/types.hpp"
#include "sql/expression.hpp"

#include <algorithm>

namespace limbeck::dialects::sqlite {

namespace {

using Kind = ParsedConstraint::Kind;

schema::Name name_of(const ParsedConstraint& constraint) {
    return constraint.name ? schema::Name(*constraint.name, true) : schema::Name();
}

const schema::Column* column_called(const schema::Table& table, std::string_view name) {
    for (const schema::Column& column : table.columns)
        if (same_name(column.name, name))
            return &column;
    return nullptr;
}

/// Columns as the table spells them.
std::vector<std::string> columns_of(const ParsedConstraint& constraint, const schema::Table& table) {
    std::vector<std::string> names = constraint.columns;
    for (std::string& name : names)
        if (const schema::Column* column = column_called(table, name))
            name = column->name;
    return names;
}

/// ON CONFLICT, and "sqlite_order": what stands behind the columns of a key or a unique constraint.
Map options_of(const ParsedConstraint& constraint, const std::vector<std::string>& columns) {
    Map options;
    if (!constraint.conflict.empty())
        options.set("sqlite_on_conflict", constraint.conflict);
    Map orders;
    for (std::size_t i = 0; i < constraint.orders.size() && i < columns.size(); ++i)
        if (!constraint.orders[i].empty() && !same_name(constraint.orders[i], "ASC"))
            orders.set(columns[i], constraint.orders[i]);
    if (!orders.entries().empty())
        options.set("sqlite_order", std::move(orders));
    return options;
}

schema::Column stored_column(const ParsedColumn& parsed) {
    schema::Column column;
    column.name = parsed.name;
    column.type = stored_type(parsed.declaration, parsed.collation);
    column.nullable = !parsed.not_null;
    if (parsed.server_default)
        column.server_default = reflected_text(without_outer_parentheses(*parsed.server_default, grammar().quoting()));
    if (!parsed.not_null_conflict.empty())
        column.options.set("sqlite_on_conflict_not_null", parsed.not_null_conflict);
    if (!parsed.generated.empty())
        column.computed = {reflected_text(parsed.generated), parsed.stored};
    return column;
}

/// Whether the key is another name of the rowid (https://www.sqlite.org/lang_createtable.html#rowid): INTEGER PRIMARY
/// KEY DESC is not, while PRIMARY KEY (id DESC) is.
bool is_rowid(const ParsedConstraint& key, const ParsedTable& parsed) {
    const ParsedColumn* column = key.columns.size() == 1 ? parsed.column(key.columns.front()) : nullptr;
    return column && same_name(column->declaration, "INTEGER") && !parsed.without_rowid &&
           !(key.of_column && key.orders == std::vector<std::string>{"DESC"});
}

/// Whether the key cannot be written as a constraint of the table, or not with its name, without meaning another thing.
bool must_stand_inline(const ParsedConstraint& key, const ParsedTable& parsed) {
    if (key.of_column && key.orders == std::vector<std::string>{"DESC"})
        return true;
    return parsed.autoincrement &&
           (key.name ||
            std::any_of(parsed.constraints.begin(), parsed.constraints.end(), [&](const ParsedConstraint& other) {
                return other.kind == Kind::ForeignKey &&
                       std::any_of(other.columns.begin(), other.columns.end(),
                                   [&](const std::string& column) { return same_name(column, key.columns.front()); });
            }));
}

void add_primary_key(schema::Table& table, const ParsedTable& parsed) {
    for (const ParsedConstraint& constraint : parsed.constraints) {
        if (constraint.kind != Kind::PrimaryKey)
            continue;
        schema::PrimaryKey key;
        key.name = name_of(constraint);
        key.columns = columns_of(constraint, table);
        key.options = options_of(constraint, key.columns);
        for (schema::Column& column : table.columns)
            if (std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end()) {
                column.primary_key = true;
                // Elsewhere a key may hold NULLs (https://www.sqlite.org/lang_createtable.html#the_primary_key).
                if (parsed.without_rowid || (parsed.strict && !is_rowid(constraint, parsed)))
                    column.nullable = false;
                column.autoincremented = is_rowid(constraint, parsed);
            }
        if (must_stand_inline(constraint, parsed))
            key.options.set("sqlite_inline", true);
        table.constraints.emplace_back(std::move(key));
        return;
    }
}

void add_foreign_keys(schema::Table& table, const ParsedTable& parsed) {
    for (const ParsedConstraint& constraint : parsed.constraints) {
        if (constraint.kind != Kind::ForeignKey)
            continue;
        schema::ForeignKey key;
        key.name = name_of(constraint);
        key.columns = columns_of(constraint, table);
        key.referred_schema = table.schema;
        key.referred_table = constraint.referred_table;
        key.referred_columns = constraint.referred_columns;
        key.onupdate = constraint.onupdate;
        key.ondelete = constraint.ondelete;
        if (constraint.match && *constraint.match != "SIMPLE")
            key.match = constraint.match;
        key.deferral = {constraint.deferrable, constraint.initially};
        table.constraints.emplace_back(std::move(key));
    }
}

void add_uniques(schema::Table& table, const ParsedTable& parsed) {
    for (const ParsedConstraint& constraint : parsed.constraints) {
        if (constraint.kind != Kind::Unique)
            continue;
        schema::Unique unique;
        unique.name = name_of(constraint);
        unique.columns = columns_of(constraint, table);
        unique.options = options_of(constraint, unique.columns);
        table.constraints.emplace_back(std::move(unique));
    }
}

void add_checks(schema::Table& table, const ParsedTable& parsed) {
    // Those of columns stand first in the text of a table that was made of this one, too.
    for (const bool of_column : {true, false})
        for (const ParsedConstraint& constraint : parsed.constraints) {
            if (constraint.kind != Kind::Check || constraint.of_column != of_column)
                continue;
            schema::Check check;
            check.name = name_of(constraint);
            check.sqltext = reflected_text(constraint.expression);
            if (of_column)
                check.columns = constraint.columns;
            if (!constraint.conflict.empty())
                check.options.set("sqlite_on_conflict", constraint.conflict);
            table.constraints.emplace_back(std::move(check));
        }
}

} // namespace

schema::Table stored_table(std::string_view sql, const std::string& name, const std::string& schema) {
    const ParsedTable parsed = parse_create_table(sql);
    schema::Table table;
    table.name = name;
    table.schema = schema;
    for (const ParsedColumn& column : parsed.columns)
        table.columns.push_back(stored_column(column));
    add_primary_key(table, parsed);
    add_foreign_keys(table, parsed);
    add_uniques(table, parsed);
    add_checks(table, parsed);
    if (parsed.autoincrement)
        table.options.set("sqlite_autoincrement", true);
    if (parsed.without_rowid)
        table.options.set("sqlite_with_rowid", false);
    if (parsed.strict)
        table.options.set("sqlite_strict", true);
    return table;
}

schema::Index stored_index(std::string_view sql, const std::string& name, const schema::Table& table) {
    const ParsedIndex parsed = parse_create_index(sql);
    schema::Index index;
    index.name = schema::Name(name, true);
    index.table = table.name;
    index.schema = table.schema;
    index.unique = parsed.unique;
    for (const ParsedIndex::Element& element : parsed.elements) {
        const std::vector<Token> tokens = tokens_of(element.text);
        const bool one_name = tokens.size() == 2 && tokens[0].kind != Token::Kind::Symbol;
        const schema::Column* column = one_name ? column_called(table, tokens[0].value) : nullptr;
        index.elements.push_back(
            index_element(column ? column->name : element.text, !column, element.descending, std::nullopt));
    }
    if (!parsed.where.empty())
        index.where["sqlite"] = reflected_text(parsed.where);
    return index;
}

} // namespace limbeck::dialects::sqlite
