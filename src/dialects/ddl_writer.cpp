#include "dialects/ddl_writer.hpp"

#include "schema/type_check.hpp"
#include "sql/compiler.hpp"
#include "sql/plain.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>

namespace limbeck::dialects {

namespace {

std::size_t length_in_characters(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

template <class Options> std::string numbering_of(const Options& options) {
    std::vector<std::string> parts;
    const auto number = [&](const char* words, const std::optional<std::int64_t>& value) {
        if (value)
            parts.push_back(words + std::to_string(*value));
    };
    number("INCREMENT BY ", options.increment);
    number("START WITH ", options.start);
    number("MINVALUE ", options.minvalue);
    number("MAXVALUE ", options.maxvalue);
    if (options.nominvalue)
        parts.emplace_back("NO MINVALUE");
    if (options.nomaxvalue)
        parts.emplace_back("NO MAXVALUE");
    number("CACHE ", options.cache);
    if (options.cycle)
        parts.emplace_back(*options.cycle ? "CYCLE" : "NO CYCLE");
    return joined(parts, " ");
}

/// SQLAlchemy's words for an error in one column of a CREATE TABLE.
[[noreturn]] void fail_in_column(const schema::Table& table, const schema::Column& column, const Error& error) {
    throw Error(error.kind(), "(in table '" + table.name + "', column '" + column.name + "'): " + error.what(),
                error.where(), error.now());
}

} // namespace

std::vector<std::string> names_in(const Value& option) {
    if (const auto* name = option.get_if<std::string>())
        return {*name};
    std::vector<std::string> names;
    for (const Value& item : option.as_list())
        names.push_back(item.as_text());
    return names;
}

const Value* option(const Map& options, std::string_view name) {
    const Value* value = options.find(name);
    return value && !value->is_null() ? value : nullptr;
}

bool is_set(const Map& options, std::string_view name) {
    const Value* value = option(options, name);
    if (!value)
        return false;
    if (const bool* flag = value->get_if<bool>())
        return *flag;
    if (const auto* number = value->get_if<std::int64_t>())
        return *number != 0;
    if (const auto* text = value->get_if<std::string>())
        return !text->empty();
    if (const auto* list = value->get_if<List>())
        return !list->empty();
    if (const auto* map = value->get_if<Map>())
        return !map->entries().empty();
    return true;
}

bool DdlWriter::needs_type_check(const schema::Type& type) const {
    return schema::wants_check(type);
}

// --- names and phrases

std::string DdlWriter::altered_table(const std::string& schema, const std::string& table) const {
    std::string text;
    for (std::size_t at = 0; !schema.empty() && at <= schema.size();) {
        const std::size_t dot = std::min(schema.find('.', at), schema.size());
        text += grammar_.quote(schema.substr(at, dot - at)) + ".";
        at = dot + 1;
    }
    return text + grammar_.quote(table);
}

std::string DdlWriter::column_name(const schema::Table& table, const std::string& name) const {
    const schema::Column* column = table.column(name);
    return column && column->quote ? grammar_.quote_always(name) : grammar_.quote(name);
}

std::string DdlWriter::constraint_name(const schema::Name& name) const {
    const std::string text = name.final ? schema::shortened(*name.text, max_identifier_length_) : *name.text;
    if (length_in_characters(text) > static_cast<std::size_t>(max_identifier_length_))
        fail_script("Identifier '" + text + "' exceeds maximum length of " + std::to_string(max_identifier_length_) +
                        " characters",
                    "", "shorten the name");
    return name.quote ? grammar_.quote_always(text) : grammar_.quote(text);
}

std::string DdlWriter::phrase(const std::string& text) {
    bool good = !text.empty() && support::is_word(text.front()) && support::is_word(text.back());
    for (const char c : text)
        good = good && (support::is_word(c) || std::isspace(static_cast<unsigned char>(c)));
    if (!good)
        fail_script("Unexpected SQL phrase: '" + text + "'", "", "only keywords may stand here");
    return text;
}

std::string DdlWriter::column_list(const schema::Table& table, const std::vector<std::string>& columns) const {
    std::vector<std::string> names;
    for (const std::string& name : columns)
        names.push_back(column_name(table, name));
    return joined(names, ", ");
}

std::string DdlWriter::constraint_prefix(const schema::Name& name) const {
    return name.text ? "CONSTRAINT " + constraint_name(name) + " " : "";
}

// --- expressions

std::string DdlWriter::expression(const sql::ExpressionPtr& expression) const {
    if (!expression)
        throw Error(Error::Kind::Internal, "DDL lacks an expression");
    sql::CompileOptions options;
    options.binds = sql::Binds::Literal;
    options.include_table = false;
    return sql::compile(*expression, grammar_, options).text;
}

sql::ExpressionPtr DdlWriter::without_label(const sql::ExpressionPtr& element) {
    const auto* label = element->get_if<sql::Label>();
    return label ? label->element : element;
}

std::string DdlWriter::server_default(const sql::ExpressionPtr& default_) const {
    return expression(default_);
}

std::string DdlWriter::numbering(const schema::Identity& identity) {
    return numbering_of(identity);
}
std::string DdlWriter::numbering(const schema::Sequence& sequence) {
    return numbering_of(sequence);
}

std::string DdlWriter::identity(const schema::Identity& identity) const {
    const std::string options = numbering(identity);
    return std::string("GENERATED ") + (identity.always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY" +
           (options.empty() ? "" : " (" + options + ")");
}

std::string DdlWriter::computed(const schema::Computed& computed) const {
    std::string text = "GENERATED ALWAYS AS (" + expression(computed.sqltext) + ")";
    if (computed.persisted)
        text += *computed.persisted ? " STORED" : " VIRTUAL";
    return text;
}

// --- columns

std::string DdlWriter::type_text(const schema::Table&, const schema::Column& column) const {
    return grammar_.render_type(column.type ? *column.type : schema::Type{});
}

std::string DdlWriter::column_specification(const schema::Table& table, const schema::Column& column) const {
    std::string text = column_name(table, column.name) + " " + type_text(table, column);
    if (column.server_default)
        text += " DEFAULT " + server_default(column.server_default);
    if (column.computed)
        text += " " + computed(*column.computed);
    const bool identified = column.identity && has_identity_columns();
    if (identified)
        text += " " + identity(*column.identity);
    if (!column.nullable && !identified)
        text += " NOT NULL";
    return text;
}

std::string DdlWriter::column_checks(const schema::Table& table, const schema::Column& column) const {
    std::string text;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* check = std::get_if<schema::Check>(&constraint))
            if (!check->from_type && check->columns == std::vector{column.name})
                text += " " + column_check(*check);
    return text;
}

// --- constraints

std::optional<std::string> DdlWriter::constraint(const schema::Table& table,
                                                 const schema::Constraint& constraint) const {
    struct Visitor {
        const DdlWriter& writer;
        const schema::Table& table;
        std::optional<std::string> operator()(const schema::PrimaryKey& c) const {
            return writer.primary_key(table, c);
        }
        std::optional<std::string> operator()(const schema::Unique& c) const { return writer.unique(table, c); }
        std::optional<std::string> operator()(const schema::ForeignKey& c) const {
            return writer.foreign_key(table, c);
        }
        std::optional<std::string> operator()(const schema::Check& c) const { return writer.check(table, c); }
        std::optional<std::string> operator()(const schema::Exclude& c) const { return writer.exclude(table, c); }
    };
    return std::visit(Visitor{*this, table}, constraint);
}

std::optional<std::string> DdlWriter::primary_key(const schema::Table& table, const schema::PrimaryKey& key) const {
    if (key.columns.empty())
        return std::nullopt;
    return constraint_prefix(key.name) + "PRIMARY KEY (" + column_list(table, key.columns) + ")" +
           deferrability(key.deferral);
}

std::optional<std::string> DdlWriter::unique(const schema::Table& table, const schema::Unique& unique) const {
    if (unique.columns.empty())
        return std::nullopt;
    return constraint_prefix(unique.name) + "UNIQUE (" + column_list(table, unique.columns) + ")" +
           deferrability(unique.deferral);
}

std::string DdlWriter::referred_table(const schema::ForeignKey& key) const {
    return grammar_.qualified(key.referred_schema, key.referred_table);
}

std::string DdlWriter::on_delete(const std::string& text) const {
    return phrase(text);
}

std::string DdlWriter::match(const std::string& text) const {
    return phrase(text);
}

std::string DdlWriter::references_tail(const schema::ForeignKey& key) const {
    std::string text;
    if (key.match)
        text += " MATCH " + match(*key.match);
    if (key.ondelete)
        text += " ON DELETE " + on_delete(*key.ondelete);
    if (key.onupdate)
        text += " ON UPDATE " + phrase(*key.onupdate);
    return text + deferrability(key.deferral);
}

std::optional<std::string> DdlWriter::foreign_key(const schema::Table& table, const schema::ForeignKey& key) const {
    // A key that refers to its own table names that table's columns, with their quoting.
    const bool to_itself = key.referred_table == table.name && key.referred_schema == table.schema;
    static const schema::Table unknown;
    const std::vector<std::string>& referred = key.referred_columns.empty() ? key.columns : key.referred_columns;
    return constraint_prefix(key.name) + "FOREIGN KEY(" + column_list(table, key.columns) + ") REFERENCES " +
           referred_table(key) + " (" + column_list(to_itself ? table : unknown, referred) + ")" + references_tail(key);
}

std::string DdlWriter::type_check(const schema::Table& table, const schema::Check& check) const {
    const schema::Column* column = check.columns.empty() ? nullptr : table.column(check.columns.front());
    if (!column || !column->type)
        throw Error(Error::Kind::Internal, "a check made by a type lacks its column");
    // It has not been named, and is not to be without a name.
    if (check.name.final && !check.name.text)
        fail_script(
            "Naming convention including %(constraint_name)s token requires that constraint is explicitly named.",
            "table '" + table.name + "'");
    const schema::Type& type = column->type->for_dialect(grammar_.dialect_name());
    std::vector<std::string> values = {"0", "1"};
    if (type.labels) {
        values.clear();
        for (const std::string& label : type.labels->labels)
            values.push_back(grammar_.literal(label, nullptr));
    }
    return constraint_prefix(check.name) + "CHECK (" + column_name(table, column->name) + " IN (" +
           joined(values, ", ") + "))" + deferrability(check.deferral);
}

std::string DdlWriter::check_text(const schema::Check& check) const {
    return constraint_prefix(check.name) + "CHECK (" + expression(check.sqltext) + ")" + deferrability(check.deferral);
}

std::optional<std::string> DdlWriter::check(const schema::Table& table, const schema::Check& check) const {
    if (!check.from_type)
        return check_text(check);
    const schema::Column* column = check.columns.empty() ? nullptr : table.column(check.columns.front());
    if (column && column->type) {
        const schema::Type& type = column->type->for_dialect(grammar_.dialect_name());
        if (!schema::wants_check(type) || !needs_type_check(type))
            return std::nullopt;
    }
    return type_check(table, check);
}

std::string DdlWriter::column_check(const schema::Check& check) const {
    return check_text(check);
}

std::optional<std::string> DdlWriter::exclude(const schema::Table&, const schema::Exclude&) const {
    throw Error(Error::Kind::Unsupported, "EXCLUDE constraints are PostgreSQL's", "",
                "leave the constraint out on this database");
}

std::string DdlWriter::deferrability(const schema::Deferral& deferral) {
    std::string text;
    if (deferral.deferrable)
        text += *deferral.deferrable ? " DEFERRABLE" : " NOT DEFERRABLE";
    if (deferral.initially)
        text += " INITIALLY " + phrase(*deferral.initially);
    return text;
}

// --- tables

std::string DdlWriter::create_table(const schema::Table& table, bool if_not_exists) const {
    std::string text = "CREATE ";
    for (const std::string& prefix : table.prefixes)
        text += prefix + " ";
    text += std::string("TABLE ") + (if_not_exists ? "IF NOT EXISTS " : "") +
            grammar().qualified(table.schema, table.name) + " (";

    std::vector<std::string> lines;
    for (const schema::Column& column : table.columns) {
        if (column.system)
            continue;
        try {
            lines.push_back(column_specification(table, column) + column_checks(table, column));
        } catch (const Error& error) {
            fail_in_column(table, column, error);
        }
    }

    std::vector<const schema::Constraint*> constraints;
    for (const schema::Constraint& constraint : table.constraints) {
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint))
            if (key->use_alter && has_add_constraint())
                continue;
        if (const auto* check = std::get_if<schema::Check>(&constraint))
            if (!check->from_type && !check->columns.empty())
                continue; // stands in its column's definition
        constraints.push_back(&constraint);
    }
    std::stable_partition(constraints.begin(), constraints.end(),
                          [](const schema::Constraint* c) { return std::holds_alternative<schema::PrimaryKey>(*c); });
    for (const schema::Constraint* constraint : constraints)
        if (auto line = this->constraint(table, *constraint))
            lines.push_back(std::move(*line));

    for (std::size_t i = 0; i < lines.size(); ++i)
        text += (i ? ", \n\t" : "\n\t") + lines[i];
    return text + "\n)" + table_options(table);
}

// --- indexes

std::string DdlWriter::index_element(const schema::Index&, const schema::Index::Element& element) const {
    return element.expression ? index_expression(element.expression) : grammar_.quote(element.column);
}

std::string DdlWriter::create_index(const schema::Index& index, bool if_not_exists) const {
    if (!index.name.text)
        fail_script("CREATE INDEX requires that the index have a name", "table '" + index.table + "'");
    std::vector<std::string> elements;
    for (const schema::Index::Element& element : index.elements)
        elements.push_back(index_element(index, element));
    return std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
           (if_not_exists ? "IF NOT EXISTS " : "") + constraint_name(index.name) + " ON " +
           grammar_.qualified(index.schema, index.table) + " (" + joined(elements, ", ") + ")";
}

std::string DdlWriter::drop_index(const schema::Index& index, bool if_exists) const {
    if (!index.name.text)
        fail_script("DROP INDEX requires that the index have a name", "table '" + index.table + "'");
    return std::string("DROP INDEX ") + (if_exists ? "IF EXISTS " : "") +
           (index.schema.empty() ? "" : grammar_.quote(index.schema) + ".") + constraint_name(index.name);
}

} // namespace limbeck::dialects
