#include "dialects/postgresql/ddl_writer.hpp"

#include "dialects/dialect.hpp"
#include "schema/affinity.hpp"
#include "sql/expression.hpp"
#include "sql/plain.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

namespace limbeck::dialects::postgresql {

using support::lower;

namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

std::string access_method(const std::string& text) {
    const bool good =
        std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
    if (!good || text.empty())
        fail_script("Unexpected SQL phrase: '" + text + "'", "",
                    "an index method is one word: btree, hash, gist, gin, …");
    return lower(text);
}

const std::set<std::string>& index_modifiers() {
    static const std::set<std::string> modifiers = {"asc", "desc", "nulls_first", "nulls_last"};
    return modifiers;
}

/// An index stands for one column or one call; anything with an operator needs parentheses.
bool needs_parentheses(const sql::Expression& expression) {
    if (expression.get_if<sql::Binary>() || expression.get_if<sql::Between>() || expression.get_if<sql::In>())
        return true;
    if (const auto* clauses = expression.get_if<sql::Clauses>())
        return clauses->op.name != "comma";
    if (const auto* unary = expression.get_if<sql::Unary>())
        return !index_modifiers().contains(unary->op.name);
    return false;
}

/// The type of its own that a column of this type needs: an ENUM or a DOMAIN, perhaps in an array; else null.
const schema::Type* named_type(const schema::Type& given) {
    const schema::Type& type = given.for_dialect("postgresql");
    if (type.name == "ARRAY")
        return type.item ? named_type(*type.item) : nullptr;
    if (type.labels && type.labels->native_enum)
        return &type;
    return type.name == "DOMAIN" ? &type : nullptr;
}

/// PostgreSQL would take its own type of this name in place of one in the default schema. SQLAlchemy refuses most of
/// these names.
void refuse_name_of_builtin(const schema::Type& type, const std::string& schema) {
    static constexpr std::string_view builtin =
        " _array bigint bit bool boolean box bpchar bytea char character cid cidr circle citext date datemultirange "
        "daterange decimal float float4 float8 hstore inet int int2 int4 int4multirange int4range int8 int8multirange "
        "int8range integer interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric nummultirange "
        "numrange oid path point polygon real regclass regconfig regproc regtype smallint text tid time timestamp "
        "timestamptz timetz tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector uuid varbit varchar xid "
        "xml ";
    if (!schema.empty() || builtin.find(" " + type.type_name + " ") == std::string_view::npos)
        return;
    throw Error(Error::Kind::Script,
                std::string(type.labels ? "the ENUM" : "the DOMAIN") + " has name '" + type.type_name +
                    "' that matches an existing type, and requires an explicit schema name in order to be rendered in "
                    "DDL.",
                {}, "Give the type another name, or say in which schema it is: schema=\"public\".");
}

/// The named types of the table that are created and dropped with it, in the order of its columns, each of them once.
std::vector<schema::Type> owned_types(const schema::Table& table, DatabaseState* database) {
    std::vector<schema::Type> found;
    std::set<std::pair<std::string, std::string>> met_here;
    auto& met = database ? database->types_met : met_here;
    for (const schema::Column& column : table.columns) {
        const schema::Type* type = column.type ? named_type(*column.type) : nullptr;
        if (!type)
            continue;
        if (type->labels ? !type->labels->create_type : type->domain && !type->domain->create_type)
            continue;
        schema::Type owned = *type;
        if (owned.labels && owned.labels->inherit_schema)
            owned.schema = table.schema;
        if (met.emplace(owned.schema, owned.type_name).second)
            found.push_back(std::move(owned));
    }
    return found;
}

} // namespace

std::string plain_text(const Value& value) {
    if (const auto* text = value.get_if<std::string>())
        return *text;
    if (const auto* number = value.get_if<std::int64_t>())
        return std::to_string(*number);
    if (const auto* flag = value.get_if<bool>())
        return *flag ? "True" : "False";
    if (const auto* decimal = value.get_if<Decimal>())
        return decimal->text;
    throw Error(Error::Kind::Internal,
                "an option should be a text or a number, found " + std::string(value.kind_name()));
}

std::string operator_class_key(const schema::Index::Element& element) {
    if (!element.expression)
        return element.column;
    const sql::Expression* expression = element.expression.get();
    const auto* unary = expression->get_if<sql::Unary>();
    for (; unary && index_modifiers().contains(unary->op.name); unary = expression->get_if<sql::Unary>())
        expression = unary->operand.get();
    if (const auto* binary = expression->get_if<sql::Binary>(); binary && binary->op.name == "collate")
        expression = binary->left.get();
    if (const auto* column = expression->get_if<sql::Column>())
        return column->name;
    if (const auto* text = expression->get_if<sql::Text>())
        return text->text;
    if (const auto* label = expression->get_if<sql::Label>())
        return label->name;
    return {};
}

bool PostgresqlDdlWriter::needs_type_check(const schema::Type& type) const {
    return type.labels && !type.labels->native_enum;
}

std::string PostgresqlDdlWriter::type_name(const schema::Type& type) const {
    if (type.type_name.empty())
        fail_script("PostgreSQL " + std::string(type.labels ? "ENUM" : "DOMAIN") + " type requires a name.", "",
                    "give the type a name: Enum(…, name=\"…\")");
    return grammar().qualified(type.schema, type.type_name);
}

std::string PostgresqlDdlWriter::type_text(const schema::Table& table, const schema::Column& column) const {
    const schema::Type* named = column.type ? named_type(*column.type) : nullptr;
    const bool inherits = named && named->labels && named->labels->inherit_schema;
    if (named)
        refuse_name_of_builtin(*named, inherits ? table.schema : named->schema);
    if (!inherits)
        return DdlWriter::type_text(table, column);
    schema::Type inheriting = column.type->for_dialect("postgresql");
    schema::Type element = *named;
    element.schema = table.schema;
    if (inheriting.name != "ARRAY")
        return grammar().render_type(element);
    inheriting.item = std::make_shared<schema::Type>(std::move(element));
    return grammar().render_type(inheriting);
}

std::string PostgresqlDdlWriter::column_specification(const schema::Table& table, const schema::Column& column) const {
    std::string text = column_name(table, column.name);
    if (column.autoincremented) {
        const std::string& name = column.type->for_dialect("postgresql").name;
        if (name == "BigInteger" || name == "BIGINT")
            text += " BIGSERIAL";
        else if (name == "SmallInteger" || name == "SMALLINT")
            text += " SMALLSERIAL";
        else
            text += " SERIAL";
    } else {
        text += " " + type_text(table, column);
        if (column.server_default)
            text += " DEFAULT " + server_default(column.server_default);
    }
    if (column.computed && !is_set(column.options, "postgresql_inherited"))
        text += " " + computed(*column.computed);
    if (column.identity)
        text += " " + identity(*column.identity);
    if (!column.nullable && !column.identity)
        text += " NOT NULL";
    else if (column.nullable && column.identity)
        text += " NULL";
    return text;
}

std::string PostgresqlDdlWriter::computed(const schema::Computed& computed) const {
    // Servers before PostgreSQL 18 know STORED only, and want the word.
    return "GENERATED ALWAYS AS (" + expression(computed.sqltext) + ") " +
           (computed.persisted.value_or(true) ? "STORED" : "VIRTUAL");
}

std::string PostgresqlDdlWriter::table_options(const schema::Table& table) const {
    const Map& options = table.options;
    std::string text;
    if (const Value* inherits = option(options, "postgresql_inherits")) {
        std::vector<std::string> parents;
        const List one = {*inherits};
        for (const Value& parent : inherits->get_if<List>() ? inherits->as_list() : one)
            parents.push_back(named_table(parent));
        text += "\n INHERITS (" + joined(parents, ", ") + ")";
    }
    if (is_set(options, "postgresql_partition_by"))
        text += "\n PARTITION BY " + text_field(options, "postgresql_partition_by");
    if (is_set(options, "postgresql_using"))
        text += "\n USING " + text_field(options, "postgresql_using");
    if (is_set(options, "postgresql_with"))
        text += "\n " + storage(options).substr(1);
    if (option(options, "postgresql_with_oids"))
        text += is_set(options, "postgresql_with_oids") ? "\n WITH OIDS" : "\n WITHOUT OIDS";
    if (is_set(options, "postgresql_on_commit")) {
        std::string action = upper(text_field(options, "postgresql_on_commit"));
        std::replace(action.begin(), action.end(), '_', ' ');
        text += "\n ON COMMIT " + action;
    }
    if (is_set(options, "postgresql_tablespace"))
        text += "\n TABLESPACE " + grammar().quote(text_field(options, "postgresql_tablespace"));
    return text;
}

std::string PostgresqlDdlWriter::storage(const Map& options) const {
    if (!is_set(options, "postgresql_with"))
        return {};
    std::vector<std::string> parameters;
    for (const auto& [name, value] : map_field(options, "postgresql_with").entries())
        parameters.push_back(name + " = " + plain_text(value));
    return " WITH (" + joined(parameters, ", ") + ")";
}

std::string PostgresqlDdlWriter::constraint_storage(const Map& options) const {
    return storage(options) +
           (is_set(options, "postgresql_tablespace")
                ? " USING INDEX TABLESPACE " + grammar().quote(text_field(options, "postgresql_tablespace"))
                : "");
}

std::string PostgresqlDdlWriter::named_table(const Value& option) const {
    const Map* table = option.get_if<Map>();
    return table ? grammar().qualified(text_field(*table, "schema"), text_field(*table, "name"))
                 : grammar().quote(option.as_text());
}

std::string PostgresqlDdlWriter::create_table(const schema::Table& table, bool if_not_exists) const {
    if (!is_set(table.options, "postgresql_partition_of"))
        return DdlWriter::create_table(table, if_not_exists);
    // Columns and what stands on them come from the table that this is a part of; defaults are its own.
    std::string text = "CREATE ";
    for (const std::string& prefix : table.prefixes)
        text += prefix + " ";
    text += std::string("TABLE ") + (if_not_exists ? "IF NOT EXISTS " : "") +
            grammar().qualified(table.schema, table.name) + " PARTITION OF " +
            named_table(*option(table.options, "postgresql_partition_of"));
    std::vector<std::string> lines;
    for (const schema::Column& column : table.columns)
        if (column.server_default && !column.computed)
            lines.push_back(column_name(table, column.name) + " WITH OPTIONS DEFAULT " +
                            server_default(column.server_default));
    for (const schema::Constraint& constraint : table.constraints)
        if (auto line = this->constraint(table, constraint))
            lines.push_back(std::move(*line));
    if (!lines.empty())
        text += " (\n\t" + joined(lines, ", \n\t") + "\n)";
    return text + "\n " + text_field(table.options, "postgresql_partition_bound", "DEFAULT") + table_options(table);
}

std::vector<std::string> PostgresqlDdlWriter::after_create_table(const schema::Table& table) const {
    std::vector<std::string> texts;
    const std::string security = text_field(table.options, "postgresql_row_security");
    if (security == "enable" || security == "force")
        texts.push_back("ALTER TABLE " + grammar().qualified(table.schema, table.name) + " ENABLE ROW LEVEL SECURITY");
    if (security == "force")
        texts.push_back("ALTER TABLE " + grammar().qualified(table.schema, table.name) + " FORCE ROW LEVEL SECURITY");
    return texts;
}

std::string PostgresqlDdlWriter::type_change_tail(const Map& options) const {
    return is_set(options, "postgresql_using") ? " USING " + text_field(options, "postgresql_using") : "";
}

// --- constraints

std::string PostgresqlDdlWriter::include(const schema::Table& table, const Map& options) const {
    if (!is_set(options, "postgresql_include"))
        return {};
    return " INCLUDE (" + column_list(table, names_in(*option(options, "postgresql_include"))) + ")";
}

std::optional<std::string> PostgresqlDdlWriter::primary_key(const schema::Table& table,
                                                            const schema::PrimaryKey& key) const {
    if (key.columns.empty())
        return std::nullopt;
    return constraint_prefix(key.name) + "PRIMARY KEY (" + column_list(table, key.columns) + ")" +
           include(table, key.options) + constraint_storage(key.options) + deferrability(key.deferral);
}

std::optional<std::string> PostgresqlDdlWriter::unique(const schema::Table& table, const schema::Unique& unique) const {
    if (unique.columns.empty())
        return std::nullopt;
    std::string distinct;
    if (option(unique.options, "postgresql_nulls_not_distinct"))
        distinct = is_set(unique.options, "postgresql_nulls_not_distinct") ? "NULLS NOT DISTINCT " : "NULLS DISTINCT ";
    return constraint_prefix(unique.name) + "UNIQUE " + distinct + "(" + column_list(table, unique.columns) + ")" +
           include(table, unique.options) + constraint_storage(unique.options) + deferrability(unique.deferral);
}

std::optional<std::string> PostgresqlDdlWriter::foreign_key(const schema::Table& table,
                                                            const schema::ForeignKey& key) const {
    return *DdlWriter::foreign_key(table, key) + (is_set(key.options, "postgresql_not_valid") ? " NOT VALID" : "");
}

std::optional<std::string> PostgresqlDdlWriter::check(const schema::Table& table, const schema::Check& check) const {
    auto text = DdlWriter::check(table, check);
    if (text && is_set(check.options, "postgresql_no_inherit"))
        *text += " NO INHERIT";
    return text && is_set(check.options, "postgresql_not_valid") ? *text + " NOT VALID" : text;
}

std::string PostgresqlDdlWriter::column_check(const schema::Check& check) const {
    return DdlWriter::column_check(check) + (is_set(check.options, "postgresql_no_inherit") ? " NO INHERIT" : "");
}

std::string PostgresqlDdlWriter::on_delete(const std::string& text) const {
    // SET NULL and SET DEFAULT may name the columns that they set.
    static const std::regex with_columns(
        R"re(^\w+(\s+\w+)*(\s*\(\s*([\w$]+|"([^"]|"")+")(\s*,\s*([\w$]+|"([^"]|"")+"))*\s*\))?$)re");
    if (!std::regex_match(text, with_columns))
        fail_script("Unexpected SQL phrase: '" + text + "'", "", "only keywords and a list of columns may stand here");
    return text;
}

std::optional<std::string> PostgresqlDdlWriter::exclude(const schema::Table&, const schema::Exclude& exclude) const {
    std::vector<std::string> elements;
    for (const schema::Exclude::Element& element : exclude.elements)
        elements.push_back(key_text(element.expression, element.ops) + " WITH " + element.operator_);
    std::string text = constraint_prefix(exclude.name) + "EXCLUDE USING " + access_method(exclude.using_) + " (" +
                       joined(elements, ", ") + ")" + include({}, exclude.options) +
                       constraint_storage(exclude.options);
    if (exclude.where)
        text += " WHERE (" + expression(exclude.where) + ")";
    return text + deferrability(exclude.deferral);
}

// --- indexes

std::string PostgresqlDdlWriter::index_expression(const sql::ExpressionPtr& element) const {
    return key_text(element, "");
}

std::string PostgresqlDdlWriter::key_text(const sql::ExpressionPtr& given, const std::string& operator_class) const {
    const sql::ExpressionPtr key = without_label(given);
    // The class stands before the order: lower(name) text_pattern_ops DESC.
    std::string order;
    sql::ExpressionPtr inner = key;
    for (const auto* unary = inner->get_if<sql::Unary>(); unary && index_modifiers().contains(unary->op.name);
         unary = inner->get_if<sql::Unary>()) {
        order.insert(0, unary->op.name == "asc"           ? " ASC"
                        : unary->op.name == "desc"        ? " DESC"
                        : unary->op.name == "nulls_first" ? " NULLS FIRST"
                                                          : " NULLS LAST");
        inner = unary->operand;
    }
    if (operator_class.empty() && (order.empty() || !needs_parentheses(*inner)))
        return needs_parentheses(*key) ? "(" + expression(key) + ")" : expression(key);
    std::string collation;
    if (const auto* binary = inner->get_if<sql::Binary>(); binary && binary->op.name == "collate") {
        collation = " COLLATE " + expression(binary->right);
        inner = binary->left;
    }
    const std::string text = expression(inner);
    return (needs_parentheses(*inner) ? "(" + text + ")" : text) + collation +
           (operator_class.empty() ? "" : " " + operator_class) + order;
}

std::string PostgresqlDdlWriter::index_element(const schema::Index& index,
                                               const schema::Index::Element& element) const {
    const Value* ops = option(index.options, "postgresql_ops");
    const Value* class_ = ops ? ops->as_map().find(operator_class_key(element)) : nullptr;
    const std::string class_text = class_ ? class_->as_text() : "";
    if (!element.expression)
        return grammar().quote(element.column) + (class_text.empty() ? "" : " " + class_text);
    return key_text(element.expression, class_text);
}

std::string PostgresqlDdlWriter::create_index(const schema::Index& index, bool if_not_exists) const {
    if (!index.name.text)
        fail_script("CREATE INDEX requires that the index have a name", "table '" + index.table + "'");
    const Map& options = index.options;
    std::string text = std::string("CREATE ") + (index.unique ? "UNIQUE " : "") + "INDEX " +
                       (is_set(options, "postgresql_concurrently") ? "CONCURRENTLY " : "") +
                       (if_not_exists ? "IF NOT EXISTS " : "") + constraint_name(index.name) + " ON " +
                       grammar().qualified(index.schema, index.table) + " ";
    if (is_set(options, "postgresql_using"))
        text += "USING " + access_method(text_field(options, "postgresql_using")) + " ";

    std::vector<std::string> elements;
    for (const schema::Index::Element& element : index.elements)
        elements.push_back(index_element(index, element));
    text += "(" + joined(elements, ", ") + ")";

    static const schema::Table unknown;
    text += include(unknown, options);
    if (option(options, "postgresql_nulls_not_distinct"))
        text += is_set(options, "postgresql_nulls_not_distinct") ? " NULLS NOT DISTINCT" : " NULLS DISTINCT";
    text += storage(options);
    if (is_set(options, "postgresql_tablespace"))
        text += " TABLESPACE " + grammar().quote(text_field(options, "postgresql_tablespace"));
    if (const auto where = index.where.find("postgresql"); where != index.where.end())
        text += " WHERE " + expression(where->second);
    return text;
}

std::string PostgresqlDdlWriter::drop_index(const schema::Index& index, bool if_exists) const {
    if (!index.name.text)
        fail_script("DROP INDEX requires that the index have a name", "table '" + index.table + "'");
    return std::string("DROP INDEX ") + (is_set(index.options, "postgresql_concurrently") ? "CONCURRENTLY " : "") +
           (if_exists ? "IF EXISTS " : "") + (index.schema.empty() ? "" : grammar().quote(index.schema) + ".") +
           constraint_name(index.name);
}

// --- types

std::string PostgresqlDdlWriter::create_type(const schema::Type& type) const {
    refuse_name_of_builtin(type, type.schema);
    if (type.labels) {
        std::vector<std::string> labels;
        for (const std::string& label : type.labels->labels)
            labels.push_back(grammar().literal(label, nullptr));
        return "CREATE TYPE " + type_name(type) + " AS ENUM (" + joined(labels, ", ") + ")";
    }
    if (!type.item)
        fail_script("DOMAIN '" + type.type_name + "' needs the type that it stands for");
    std::string text = "CREATE DOMAIN " + type_name(type) + " AS " + grammar().render_type(*type.item);
    if (!type.collation.empty())
        text += " COLLATE " + grammar().quote(type.collation);
    if (!type.domain)
        return text;
    if (type.domain->server_default)
        text += " DEFAULT " + expression(type.domain->server_default);
    if (!type.domain->constraint_name.empty())
        text += " CONSTRAINT " + constraint_name(schema::Name(type.domain->constraint_name));
    if (type.domain->not_null)
        text += " NOT NULL";
    if (type.domain->check)
        text += " CHECK (" + expression(type.domain->check) + ")";
    return text;
}

std::string PostgresqlDdlWriter::drop_type(const schema::Type& type) const {
    return std::string(type.labels ? "DROP TYPE " : "DROP DOMAIN ") + type_name(type);
}

std::vector<std::string> PostgresqlDdlWriter::create_types(const schema::Table& table, DatabaseState* database) const {
    std::vector<std::string> texts;
    for (const schema::Type& type : owned_types(table, database))
        texts.push_back(create_type(type));
    return texts;
}

std::vector<std::string> PostgresqlDdlWriter::drop_types(const schema::Table& table, DatabaseState* database) const {
    std::vector<std::string> texts;
    for (const schema::Type& type : owned_types(table, database))
        texts.push_back(drop_type(type));
    return texts;
}

} // namespace limbeck::dialects::postgresql
