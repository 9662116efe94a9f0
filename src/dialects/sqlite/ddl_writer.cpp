#include "dialects/sqlite/ddl_writer.hpp"

#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "schema/affinity.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {

namespace {

std::string on_conflict(const Map& options, std::string_view name) {
    const Value* clause = option(options, name);
    return clause ? " ON CONFLICT " + clause->as_text() : "";
}

/// SQLite wants parentheses around a default that is neither a literal nor a single word.
bool needs_parentheses(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\n\r\f\v");
    if (first != std::string::npos && (text[first] == '\'' || text[first] == '"' || text[first] == '(')) {
        // 'a' || 'b' and (1) + (2) only begin like one.
        if (text[first] == '(')
            return without_outer_parentheses(text.substr(first), grammar().quoting()) == text.substr(first);
        return tokens_of(text).size() != 2;
    }
    return !std::all_of(text.begin(), text.end(), support::is_word);
}

/// sqlite_autoincrement: the key stands in its column's definition, because AUTOINCREMENT may stand nowhere else. So
/// does one of which the database says that it did.
bool has_inline_key(const schema::Table& table, const schema::Column& column) {
    const schema::PrimaryKey* key = table.primary_key();
    if (!column.primary_key || !key || key->columns.size() != 1)
        return false;
    if (is_set(key->options, "sqlite_inline"))
        return true;
    if (!is_set(table.options, "sqlite_autoincrement") || !column.type || schema::affinity(*column.type) != "Integer")
        return false;
    return std::none_of(table.constraints.begin(), table.constraints.end(), [&](const schema::Constraint& constraint) {
        const auto* foreign = std::get_if<schema::ForeignKey>(&constraint);
        return foreign &&
               std::find(foreign->columns.begin(), foreign->columns.end(), column.name) != foreign->columns.end();
    });
}

/// "sqlite_order" of a key or a unique constraint: what stands behind a column, with a space before it.
std::string order_of(const Map& options, const std::string& column) {
    const Value* orders = option(options, "sqlite_order");
    const Value* order = orders ? orders->as_map().find(column) : nullptr;
    return order ? " " + order->as_text() : "";
}

/// DEFAULT word and DEFAULT "word" are texts.
bool is_bare_name(const std::string& text) {
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.size() != 2 || tokens[0].kind == Token::Kind::Quoted)
        return tokens.size() == 2;
    constexpr std::string_view values[] = {"NULL",         "TRUE",         "FALSE",
                                           "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"};
    return tokens[0].kind == Token::Kind::Word && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
           std::none_of(std::begin(values), std::end(values),
                        [&](std::string_view value) { return same_name(tokens[0].value, value); });
}

const schema::Column* only_column(const schema::Table& table, const std::vector<std::string>& columns) {
    return columns.size() == 1 ? table.column(columns.front()) : nullptr;
}

} // namespace

bool is_bare_expression(const std::string& text) {
    if (text.empty())
        return false;
    if (text.size() == 1)
        return text != "." && std::isdigit(static_cast<unsigned char>(text.front())) == 0;
    if (is_bare_name(text))
        return false; // a text that somebody wrote without quotes, or in the wrong ones: no expression
    const bool one_line = text.size() > 2 && text.find('\n') == std::string::npos;
    if (one_line && text.front() == '\'' && text.back() == '\'')
        return false;
    return without_outer_parentheses(text, grammar().quoting()) == text;
}

std::string SqliteDdlWriter::column_specification(const schema::Table& table, const schema::Column& column) const {
    std::string text = column_name(table, column.name) + " " + type_text(table, column);
    if (column.server_default) {
        const std::string value = server_default(column.server_default);
        text += needs_parentheses(value) ? " DEFAULT (" + value + ")" : " DEFAULT " + value;
    }
    if (!column.nullable)
        text += " NOT NULL" + on_conflict(column.options, "sqlite_on_conflict_not_null");
    if (column.autoincremented) {
        const schema::PrimaryKey* key = table.primary_key();
        if (key && key->columns.size() != 1)
            fail_script("SQLite does not support autoincrement for composite primary keys", "",
                        "leave autoincrement=True out, or make the key one column");
    }
    if (has_inline_key(table, column)) {
        const schema::PrimaryKey& key = *table.primary_key();
        const bool named = is_set(key.options, "sqlite_inline");
        const std::string conflict = on_conflict(key.options, "sqlite_on_conflict");
        text += (named ? " " + constraint_prefix(key.name) : " ") + "PRIMARY KEY" + order_of(key.options, column.name) +
                (conflict.empty() ? on_conflict(column.options, "sqlite_on_conflict_primary_key") : conflict) +
                (is_set(table.options, "sqlite_autoincrement") ? " AUTOINCREMENT" : "");
    }
    if (column.computed)
        text += " " + computed(*column.computed);
    return text;
}

std::string SqliteDdlWriter::table_options(const schema::Table& table) const {
    std::vector<std::string> options;
    if (option(table.options, "sqlite_with_rowid") && !is_set(table.options, "sqlite_with_rowid"))
        options.emplace_back("WITHOUT ROWID");
    if (is_set(table.options, "sqlite_strict"))
        options.emplace_back("STRICT");
    return options.empty() ? "" : "\n " + joined(options, ",\n ");
}

std::string SqliteDdlWriter::ordered_columns(const schema::Table& table, const std::vector<std::string>& columns,
                                             const Map& options) const {
    std::vector<std::string> texts;
    for (const std::string& name : columns)
        texts.push_back(column_name(table, name) + order_of(options, name));
    return joined(texts, ", ");
}

std::optional<std::string> SqliteDdlWriter::primary_key(const schema::Table& table,
                                                        const schema::PrimaryKey& key) const {
    const schema::Column* column = only_column(table, key.columns);
    if (column && has_inline_key(table, *column))
        return std::nullopt;
    auto text = option(key.options, "sqlite_order") ? constraint_prefix(key.name) + "PRIMARY KEY (" +
                                                          ordered_columns(table, key.columns, key.options) + ")"
                                                    : DdlWriter::primary_key(table, key);
    if (!text)
        return text;
    if (option(key.options, "sqlite_on_conflict"))
        return *text + on_conflict(key.options, "sqlite_on_conflict");
    return column ? *text + on_conflict(column->options, "sqlite_on_conflict_primary_key") : *text;
}

std::optional<std::string> SqliteDdlWriter::unique(const schema::Table& table, const schema::Unique& unique) const {
    auto text =
        option(unique.options, "sqlite_order")
            ? constraint_prefix(unique.name) + "UNIQUE (" + ordered_columns(table, unique.columns, unique.options) + ")"
            : DdlWriter::unique(table, unique);
    if (!text)
        return text;
    if (option(unique.options, "sqlite_on_conflict"))
        return *text + on_conflict(unique.options, "sqlite_on_conflict");
    const schema::Column* column = only_column(table, unique.columns);
    return column ? *text + on_conflict(column->options, "sqlite_on_conflict_unique") : *text;
}

std::optional<std::string> SqliteDdlWriter::foreign_key(const schema::Table& table,
                                                        const schema::ForeignKey& key) const {
    // A key into another attached database cannot be written.
    if (key.referred_schema != table.schema)
        return std::nullopt;
    return DdlWriter::foreign_key(table, key);
}

std::string SqliteDdlWriter::referred_table(const schema::ForeignKey& key) const {
    return grammar().quote(key.referred_table);
}

std::optional<std::string> SqliteDdlWriter::check(const schema::Table& table, const schema::Check& check) const {
    auto text = DdlWriter::check(table, check);
    return text ? *text + on_conflict(check.options, "sqlite_on_conflict") : text;
}

std::string SqliteDdlWriter::column_check(const schema::Check& check) const {
    if (option(check.options, "sqlite_on_conflict"))
        fail_script("SQLite does not support on conflict clause for column check constraint");
    return check_text(check);
}

std::string SqliteDdlWriter::create_index(const schema::Index& index, bool if_not_exists) const {
    if (!index.name.text)
        fail_script("CREATE INDEX requires that the index have a name", "table '" + index.table + "'");
    std::vector<std::string> elements;
    for (const schema::Index::Element& element : index.elements)
        elements.push_back(index_element(index, element));
    // The schema stands with the index; its table is in the same one.
    std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
                       (if_not_exists ? "IF NOT EXISTS " : "") +
                       (index.schema.empty() ? "" : grammar().quote(index.schema) + ".") + constraint_name(index.name) +
                       " ON " + grammar().quote(index.table) + " (" + joined(elements, ", ") + ")";
    if (const auto where = index.where.find("sqlite"); where != index.where.end())
        text += " WHERE " + expression(where->second);
    return text;
}

} // namespace limbeck::dialects::sqlite
