#include "dialects/mysql/ddl_writer.hpp"

#include "dialects/mysql/types.hpp"
#include "schema/changes.hpp"
#include "sql/expression.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <limbeck/error.hpp>
#include <regex>

namespace limbeck::dialects::mysql {

namespace {

/// An expression as a default stands in parentheses; a literal, CURRENT_TIMESTAMP and what ends with ON UPDATE do not.
/// SQLAlchemy's rule.
bool needs_parentheses(const std::string& value) {
    static const std::regex plain(R"(^\s*['"(])"), on_update("ON +UPDATE", std::regex::icase),
        moment(R"(^(now|current_timestamp)\(\d+\))", std::regex::icase);
    const std::string first_line = value.substr(0, value.find('\n'));
    const bool is_word = std::all_of(first_line.begin(), first_line.end(), support::is_word);
    return !is_word && !std::regex_search(value, plain) && !std::regex_search(value, on_update) &&
           !std::regex_search(value, moment);
}

constexpr std::string_view texts_of_options[] = {"COMMENT", "CONNECTION", "DATA_DIRECTORY", "INDEX_DIRECTORY",
                                                 "PASSWORD"};
constexpr std::string_view partition_options[] = {"PARTITION_BY", "PARTITIONS", "SUBPARTITION_BY", "SUBPARTITIONS"};
/// COLLATE stands behind these.
constexpr std::string_view character_sets[] = {"CHARACTER_SET", "CHARSET", "DEFAULT_CHARACTER_SET", "DEFAULT_CHARSET"};
/// Those that are several words.
constexpr std::string_view in_words[] = {"CHARACTER_SET",   "DATA_DIRECTORY",  "DEFAULT_CHARACTER_SET",
                                         "DEFAULT_CHARSET", "DEFAULT_COLLATE", "INDEX_DIRECTORY"};
/// Those that have no equals sign.
constexpr std::string_view without_sign[] = {"CHARACTER SET", "COLLATE", "DEFAULT CHARACTER SET", "TABLESPACE"};

template <std::size_t n> bool one_of(const std::string& word, const std::string_view (&words)[n]) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

struct TableOption {
    std::string name, value;
};

/// Partitions: BY stands before the numbers, those of the table before those of the parts.
int rank(const TableOption& option) {
    if (const auto* found = std::find(std::begin(partition_options), std::end(partition_options), option.name);
        found != std::end(partition_options)) {
        static constexpr int ranks[] = {2, 3, 4, 5};
        return ranks[found - std::begin(partition_options)];
    }
    return option.name == "COLLATE" ? 1 : 0;
}

/// The column of an element that says its order; empty for others.
std::string ordered_column(const schema::Index::Element& element) {
    const auto* unary = element.expression ? element.expression->get_if<sql::Unary>() : nullptr;
    const auto* column = unary && unary->operand ? unary->operand->get_if<sql::Column>() : nullptr;
    return column && (unary->op.name == "desc" || unary->op.name == "asc") ? column->name : std::string();
}

} // namespace

const Value* MysqlDdlWriter::own_option(const Map& options, const std::string& name) const {
    return option(options, prefix_ + name);
}

const Value* MysqlDdlWriter::shared_option(const Map& options, const std::string& name) const {
    const Value* value = own_option(options, name);
    return value ? value : option(options, "mysql_" + name);
}

bool MysqlDdlWriter::needs_type_check(const schema::Type& type) const {
    return DdlWriter::needs_type_check(type) && !(type.labels && type.labels->native_enum);
}

std::string MysqlDdlWriter::comment(const std::string& text) const {
    return quoted(text);
}

std::string MysqlDdlWriter::column_specification(const schema::Table& table, const schema::Column& column) const {
    return column_name(table, column.name) + " " + column_definition(table, column);
}

std::string MysqlDdlWriter::column_definition(const schema::Table& table, const schema::Column& column) const {
    std::string text = type_text(table, column);
    if (column.computed)
        text += " " + computed(*column.computed);
    const bool is_timestamp = column.type && column.type->for_dialect(grammar().dialect_name()).name == "TIMESTAMP";
    if (!column.nullable)
        text += " NOT NULL";
    else if (is_timestamp && !(mariadb_ && column.computed)) // which is NOT NULL by itself
        text += " NULL";
    if (is_set(column.options, prefix_ + "invisible"))
        text += " INVISIBLE";
    if (column.comment)
        text += " COMMENT " + comment(*column.comment);
    // Where identities and sequences are for other databases, the number comes from this.
    const bool has_sequence = mariadb_ && column.sequence && !column.sequence->optional;
    const schema::PrimaryKey* key = table.primary_key();
    const bool is_key = column.primary_key && key && key->columns.size() == 1;
    if ((column.autoincremented && !column.server_default) ||
        (is_key && (column.identity || column.sequence) && !has_sequence))
        return text + " AUTO_INCREMENT";
    if (!column.server_default)
        return text;
    const std::string value = server_default(column.server_default);
    return text + (needs_parentheses(value) ? " DEFAULT (" + value + ")" : " DEFAULT " + value);
}

ColumnText MysqlDdlWriter::changed_column(const schema::AlterColumn& change,
                                          const std::optional<ColumnText>& stored) const {
    ColumnText column = stored.value_or(ColumnText());
    if (const schema::TypePtr& type = change.type ? change.type : change.existing_type) {
        // A character set that the type does not say stays; that of a JSON column is the type's own, as its check.
        const bool was_json = is_json_check(column.check, change.column);
        column.type = grammar().render_type(*type);
        if (was_json)
            column.check.clear();
        if (was_json || !is_of_characters(column.type) || !read_column_text(column.type).character_set.empty())
            column.character_set.clear();
    }
    column.nullable = change.nullable.value_or(change.existing_nullable.value_or(column.nullable));
    column.autoincrement = change.autoincrement.value_or(change.existing_autoincrement.value_or(column.autoincrement));
    if (const auto& value = change.server_default ? change.server_default : change.existing_server_default) {
        column.default_ = *value ? server_default(*value) : "";
        // Scripts say it within the default.
        if (support::lower(column.default_).find("on update") != std::string::npos || (change.server_default && *value))
            column.on_update.clear();
    }
    if (const auto& said = change.comment ? change.comment : change.existing_comment)
        column.comment = *said ? comment(**said) : "";
    if (change.new_name && !column.check.empty())
        column.check = with_renamed_column(column.check, change.column, *change.new_name);
    return column;
}

std::string MysqlDdlWriter::table_options(const schema::Table& table) const {
    std::vector<TableOption> options;
    for (const auto& [key, value] : table.options.entries()) {
        if (!key.starts_with(prefix_) || value.is_null())
            continue;
        std::string name = key.substr(prefix_.size());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
        const auto* number = value.get_if<std::int64_t>();
        const auto* words = value.get_if<std::string>();
        if (!number && !words)
            fail_script("the option " + key + " of table '" + table.name + "' must be a text", "",
                        "say it as the database's own words");
        options.push_back({std::move(name), words ? *words : std::to_string(*number)});
    }
    if (table.comment)
        options.push_back({"COMMENT", *table.comment});

    const bool has_character_set = std::any_of(options.begin(), options.end(),
                                               [](const TableOption& o) { return one_of(o.name, character_sets); });
    std::stable_sort(options.begin(), options.end(), [&](const TableOption& a, const TableOption& b) {
        const auto place = [&](const TableOption& o) { return has_character_set || rank(o) != 1 ? rank(o) : 0; };
        return place(a) < place(b);
    });
    std::vector<std::string> texts;
    for (TableOption& option : options) {
        const bool of_partitions = one_of(option.name, partition_options);
        if (one_of(option.name, texts_of_options))
            option.value = quoted(option.value);
        if (of_partitions || one_of(option.name, in_words))
            std::replace(option.name.begin(), option.name.end(), '_', ' ');
        texts.push_back(option.name + (of_partitions || one_of(option.name, without_sign) ? " " : "=") + option.value);
    }
    return joined(texts, " ");
}

std::string MysqlDdlWriter::index_expression(const sql::ExpressionPtr& given) const {
    const sql::ExpressionPtr element = without_label(given);
    const std::string text = expression(element);
    const auto* unary = element->get_if<sql::Unary>();
    const bool is_order = unary && (unary->op.name == "desc" || unary->op.name == "asc");
    const bool is_call = element->get_if<sql::Function>() || element->get_if<sql::Binary>();
    return is_call || (unary && !is_order) ? "(" + text + ")" : text;
}

std::string MysqlDdlWriter::create_index(const schema::Index& index, bool if_not_exists) const {
    if (!index.name.text)
        fail_script("CREATE INDEX requires that the index have a name", "table '" + index.table + "'");
    const Value* length = own_option(index.options, "length");
    const Map* lengths = length ? length->get_if<Map>() : nullptr;
    std::vector<std::string> elements;
    for (const schema::Index::Element& element : index.elements) {
        std::string text = index_element(index, element);
        const std::string ordered = ordered_column(element);
        const Value* own = lengths ? lengths->find(ordered.empty() ? element.column : ordered) : length;
        if (!own && lengths)
            own = lengths->find(text);
        if (own) // stands before DESC
            text.insert(ordered.empty() ? text.size() : text.rfind(' '), "(" + std::to_string(own->as_int()) + ")");
        elements.push_back(std::move(text));
    }
    const Value* kind = own_option(index.options, "prefix");
    std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") +
                       (kind && !kind->as_text().empty() ? kind->as_text() + " " : "") + "INDEX " +
                       (if_not_exists ? "IF NOT EXISTS " : "") + constraint_name(index.name) + " ON " +
                       grammar().qualified(index.schema, index.table) + " (" + joined(elements, ", ") + ")";
    if (const Value* parser = shared_option(index.options, "with_parser"))
        text += " WITH PARSER " + parser->as_text();
    if (const Value* method = shared_option(index.options, "using"))
        text += " USING " + grammar().quote(method->as_text());
    if (index.comment)
        text += " COMMENT " + comment(*index.comment);
    for (const char* word : {"ignored", "invisible"}) // what is read back of MariaDB, and of MySQL
        if (is_set(index.options, prefix_ + word))
            text += word == std::string_view("ignored") ? " IGNORED" : " INVISIBLE";
    return text;
}

std::string MysqlDdlWriter::drop_index(const schema::Index& index, bool if_exists) const {
    if (!index.name.text)
        fail_script("DROP INDEX requires that the index have a name", "table '" + index.table + "'");
    if (index.table.empty())
        fail_script("DROP INDEX requires the name of the table of index '" + *index.name.text + "'", "",
                    "say it: op.drop_index(\"" + *index.name.text + "\", table_name=…)");
    return std::string("DROP INDEX ") + (if_exists ? "IF EXISTS " : "") + constraint_name(index.name) + " ON " +
           grammar().qualified(index.schema, index.table);
}

std::optional<std::string> MysqlDdlWriter::primary_key(const schema::Table& table,
                                                       const schema::PrimaryKey& key) const {
    auto text = DdlWriter::primary_key(table, key);
    if (const Value* length = own_option(key.options, "length"); text && length && length->get_if<Map>())
        text = constraint_prefix(key.name) + "PRIMARY KEY (" + columns_with_lengths(table, key, length->as_map()) + ")";
    const Value* method = shared_option(key.options, "using");
    return text && method ? *text + " USING " + grammar().quote(method->as_text()) : text;
}

std::string MysqlDdlWriter::columns_with_lengths(const schema::Table& table, const schema::PrimaryKey& key,
                                                 const Map& lengths) const {
    std::vector<std::string> columns;
    for (const std::string& name : key.columns) {
        const Value* length = lengths.find(name);
        columns.push_back(column_name(table, name) + (length ? "(" + std::to_string(length->as_int()) + ")" : ""));
    }
    return joined(columns, ", ");
}

std::optional<std::string> MysqlDdlWriter::check(const schema::Table& table, const schema::Check& check) const {
    auto text = DdlWriter::check(table, check);
    return text && is_set(check.options, prefix_ + "not_enforced") ? *text + " NOT ENFORCED" : text;
}

std::string MysqlDdlWriter::match(const std::string& text) const {
    fail_script("MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE clauses to be "
                "ignored.",
                "MATCH " + text, "leave match= out");
}

} // namespace limbeck::dialects::mysql
