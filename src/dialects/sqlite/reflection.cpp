#include "dialects/sqlite/reflection.hpp"

#include "dialects/connection.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/reflection.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) {
        text += c;
        if (c == '"')
            text += c;
    }
    return text + "\"";
}

std::string text_of(const Value& value) {
    const std::string* text = value.get_if<std::string>();
    return text ? *text : std::string();
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

/// The type that SQLAlchemy's inspector gives for what stands in CREATE TABLE: a name that it knows, else the affinity
/// (https://www.sqlite.org/datatype3.html, 3.1).
schema::TypePtr type_of_declaration(std::string declaration) {
    static const std::map<std::string, std::string> classes = {
        {"BIGINT", "BIGINT"},       {"BLOB", "BLOB"},         {"BOOL", "BOOLEAN"},
        {"BOOLEAN", "BOOLEAN"},     {"CHAR", "CHAR"},         {"DATE", "DATE"},
        {"DATE_CHAR", "DATE"},      {"DATETIME", "DATETIME"}, {"DATETIME_CHAR", "DATETIME"},
        {"DOUBLE", "DOUBLE"},       {"DECIMAL", "DECIMAL"},   {"FLOAT", "FLOAT"},
        {"INT", "INTEGER"},         {"INTEGER", "INTEGER"},   {"JSON", "JSON"},
        {"NUMERIC", "NUMERIC"},     {"REAL", "REAL"},         {"SMALLINT", "SMALLINT"},
        {"TEXT", "TEXT"},           {"TIME", "TIME"},         {"TIME_CHAR", "TIME"},
        {"TIMESTAMP", "TIMESTAMP"}, {"VARCHAR", "VARCHAR"},   {"NVARCHAR", "NVARCHAR"},
        {"NCHAR", "NCHAR"},
    };
    for (char& c : declaration)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    std::size_t end = 0;
    while (end < declaration.size() &&
           (std::isalnum(static_cast<unsigned char>(declaration[end])) != 0 || declaration[end] == '_' ||
            declaration[end] == ' ' || static_cast<unsigned char>(declaration[end]) >= 0x80))
        ++end;
    std::vector<int> arguments;
    if (end < declaration.size() && declaration[end] == '(')
        for (std::size_t i = end; i < declaration.size() && declaration[i] != ')'; ++i) {
            if (std::isdigit(static_cast<unsigned char>(declaration[i])) == 0)
                continue;
            int number = 0;
            for (; i < declaration.size() && std::isdigit(static_cast<unsigned char>(declaration[i])) != 0; ++i)
                number = number < 100'000'000 ? number * 10 + (declaration[i] - '0') : number;
            arguments.push_back(number);
            --i;
        }
    const std::string name = declaration.substr(0, end);
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };

    auto type = std::make_shared<schema::Type>();
    if (const auto known = classes.find(name); known != classes.end())
        type->name = known->second;
    else if (has("INT"))
        type->name = "INTEGER";
    else if (has("CHAR") || has("CLOB") || has("TEXT"))
        type->name = "TEXT";
    else if (has("BLOB") || name.empty())
        type->name = "NullType";
    else if (has("REAL") || has("FLOA") || has("DOUB"))
        type->name = "REAL";
    else
        type->name = "NUMERIC";

    const bool is_text = type->name == "TEXT" || type->name.ends_with("CHAR") || type->name == "BLOB";
    const bool is_number = type->name == "NUMERIC" || type->name == "DECIMAL" || type->name == "FLOAT" ||
                           type->name == "REAL" || type->name == "DOUBLE";
    if (is_text && arguments.size() == 1)
        type->length = arguments[0];
    if (is_number && !arguments.empty())
        type->precision = arguments[0];
    if (is_number && arguments.size() == 2)
        type->scale = arguments[1];
    return type;
}

class SqliteReflection final : public Reflection {
  public:
    explicit SqliteReflection(Connection& connection) : connection_(connection) {}

    std::string default_schema() override { return "main"; }

    std::vector<std::string> schema_names() override {
        std::vector<std::string> names;
        for (const List& row : query("PRAGMA database_list").rows)
            if (row.at(1).as_text() != "temp")
                names.push_back(row.at(1).as_text());
        return names;
    }

    std::vector<std::string> table_names(const std::string& schema) override { return objects(schema, "table"); }
    std::vector<std::string> view_names(const std::string& schema) override { return objects(schema, "view"); }
    std::vector<std::string> sequence_names(const std::string& /*schema*/) override { return {}; }
    std::vector<EnumType> enums(const std::string& /*schema*/) override { return {}; }

    bool has_table(const std::string& schema, const std::string& table) override {
        if (!schema.empty() && !has_schema(schema))
            return false;
        return !pragma("table_info", schema, table).rows.empty();
    }

    std::optional<schema::Table> table(const std::string& schema, const std::string& name) override {
        if (!schema.empty() && !has_schema(schema))
            return std::nullopt;
        const Result columns = pragma("table_xinfo", schema, name);
        if (columns.rows.empty())
            return std::nullopt;
        const std::string sql = text_of_object(schema, name);
        const ParsedTable parsed = parse_create_table(sql);

        schema::Table table;
        table.name = name;
        table.schema = schema;
        read_columns(table, columns, parsed);
        read_primary_key(table, columns, parsed);
        read_foreign_keys(table, parsed);
        for (const ParsedConstraint& constraint : parsed.constraints)
            add_unique_or_check(table, constraint);
        read_indexes(table);
        if (parsed.autoincrement)
            table.options.set("sqlite_autoincrement", true);
        if (parsed.without_rowid)
            table.options.set("sqlite_with_rowid", false);
        if (parsed.strict)
            table.options.set("sqlite_strict", true);
        return table;
    }

  private:
    Result query(const std::string& text, List parameters = {}) {
        return connection_.execute({text, std::move(parameters)});
    }

    bool has_schema(const std::string& schema) {
        for (const List& row : query("PRAGMA database_list").rows)
            if (same_name(row.at(1).as_text(), schema))
                return true;
        return false;
    }

    std::vector<std::string> objects(const std::string& schema, const std::string& type) {
        std::vector<std::string> names;
        const std::string master = schema.empty() ? "sqlite_master" : quoted(schema) + ".sqlite_master";
        for (const List& row : query("SELECT name FROM " + master + " WHERE type = '" + type +
                                     "' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name")
                                   .rows)
            names.push_back(row.at(0).as_text());
        return names;
    }

    /// Without a schema, temporary tables are looked for, too, but not those of attached databases.
    Result pragma(const std::string& pragma, const std::string& schema, const std::string& name) {
        const std::string call = pragma + "(" + quoted(name) + ")";
        if (!schema.empty())
            return query("PRAGMA " + quoted(schema) + "." + call);
        Result result = query("PRAGMA main." + call);
        return result.rows.empty() ? query("PRAGMA temp." + call) : result;
    }

    /// The statement that made a table, a view or an index.
    std::string text_of_object(const std::string& schema, const std::string& name) {
        const std::string where = " WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view', 'index')";
        Result result = schema.empty() ? query("SELECT sql FROM (SELECT * FROM main.sqlite_master UNION ALL "
                                               "SELECT * FROM sqlite_temp_master)" +
                                                   where,
                                               {name})
                                       : query("SELECT sql FROM " + quoted(schema) + ".sqlite_master" + where, {name});
        return result.rows.empty() ? std::string() : text_of(result.rows.front().front());
    }

    // table_xinfo: cid, name, type, notnull, dflt_value, pk, hidden (2: virtual, 3: stored generated column)
    static void read_columns(schema::Table& table, const Result& rows, const ParsedTable& parsed) {
        for (const List& row : rows.rows) {
            const std::int64_t hidden = row.at(6).as_int();
            if (hidden == 1)
                continue; // of a virtual table
            schema::Column column;
            column.name = row.at(1).as_text();
            std::string declaration = text_of(row.at(2));
            if (hidden != 0) // "INTEGER GENERATED ALWAYS" is what SQLite says
                for (const std::string_view word : {"generated", "always"}) {
                    const auto found =
                        std::search(declaration.begin(), declaration.end(), word.begin(), word.end(),
                                    [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
                    if (found != declaration.end())
                        declaration.erase(found, found + static_cast<std::ptrdiff_t>(word.size()));
                }
            while (!declaration.empty() && declaration.back() == ' ')
                declaration.pop_back();
            column.type = type_of_declaration(declaration);
            column.nullable = row.at(3).as_int() == 0;
            column.primary_key = row.at(5).as_int() > 0;
            if (!row.at(4).is_null())
                column.server_default = reflected_text(row.at(4).as_text());
            if (const ParsedColumn* details = parsed.column(column.name)) {
                if (!details->collation.empty()) {
                    auto collated = std::make_shared<schema::Type>(*column.type);
                    collated->collation = details->collation;
                    column.type = collated;
                }
                if (!details->not_null_conflict.empty())
                    column.options.set("sqlite_on_conflict_not_null", details->not_null_conflict);
                if (hidden != 0)
                    column.computed = {reflected_text(details->generated), hidden == 3};
            }
            table.columns.push_back(std::move(column));
        }
    }

    static void read_primary_key(schema::Table& table, const Result& rows, const ParsedTable& parsed) {
        std::map<std::int64_t, std::string> columns;
        for (const List& row : rows.rows)
            if (row.at(5).as_int() > 0)
                columns[row.at(5).as_int()] = row.at(1).as_text();
        if (columns.empty())
            return;
        schema::PrimaryKey key;
        for (auto& [place, name] : columns)
            key.columns.push_back(name);
        for (const ParsedConstraint& constraint : parsed.constraints)
            if (constraint.kind == ParsedConstraint::Kind::PrimaryKey) {
                key.name = name_of(constraint);
                if (!constraint.conflict.empty())
                    key.options.set("sqlite_on_conflict", constraint.conflict);
            }
        table.constraints.emplace_back(std::move(key));
    }

    static schema::Name name_of(const ParsedConstraint& constraint) {
        return constraint.name ? schema::Name(*constraint.name, true) : schema::Name();
    }

    void read_foreign_keys(schema::Table& table, const ParsedTable& parsed) {
        for (const ParsedConstraint& constraint : parsed.constraints) {
            if (constraint.kind != ParsedConstraint::Kind::ForeignKey)
                continue;
            schema::ForeignKey key;
            key.name = name_of(constraint);
            key.columns = constraint.columns;
            key.referred_schema = table.schema;
            key.referred_table = constraint.referred_table;
            key.referred_columns = constraint.referred_columns;
            if (key.referred_columns.empty())
                key.referred_columns = primary_key_columns(table.schema, key.referred_table);
            key.onupdate = constraint.onupdate;
            key.ondelete = constraint.ondelete;
            if (constraint.match && *constraint.match != "SIMPLE")
                key.match = constraint.match;
            key.deferral = {constraint.deferrable, constraint.initially};
            table.constraints.emplace_back(std::move(key));
        }
    }

    std::vector<std::string> primary_key_columns(const std::string& schema, const std::string& table) {
        std::map<std::int64_t, std::string> columns;
        for (const List& row : pragma("table_info", schema, table).rows)
            if (row.at(5).as_int() > 0)
                columns[row.at(5).as_int()] = row.at(1).as_text();
        std::vector<std::string> names;
        for (auto& [place, name] : columns)
            names.push_back(name);
        return names;
    }

    static void add_unique_or_check(schema::Table& table, const ParsedConstraint& constraint) {
        if (constraint.kind == ParsedConstraint::Kind::Unique) {
            schema::Unique unique;
            unique.name = name_of(constraint);
            unique.columns = constraint.columns;
            if (!constraint.conflict.empty())
                unique.options.set("sqlite_on_conflict", constraint.conflict);
            table.constraints.emplace_back(std::move(unique));
        } else if (constraint.kind == ParsedConstraint::Kind::Check) {
            schema::Check check;
            check.name = name_of(constraint);
            check.sqltext = reflected_text(constraint.expression);
            if (constraint.of_column)
                check.columns = constraint.columns;
            if (!constraint.conflict.empty())
                check.options.set("sqlite_on_conflict", constraint.conflict);
            table.constraints.emplace_back(std::move(check));
        }
    }

    // index_list: seq, name, unique, origin (c: CREATE INDEX), partial
    void read_indexes(schema::Table& table) {
        for (const List& row : pragma("index_list", table.schema, table.name).rows) {
            if (text_of(row.at(3)) != "c")
                continue;
            schema::Index index;
            const std::string name = row.at(1).as_text();
            index.name = schema::Name(name, true);
            index.table = table.name;
            index.schema = table.schema;
            index.unique = row.at(2).as_int() != 0;
            const ParsedIndex parsed = parse_create_index(text_of_object(table.schema, name));
            // index_xinfo: seqno, cid (-1: the rowid, -2: an expression), name, desc, coll, key
            for (const List& part : pragma("index_xinfo", table.schema, name).rows) {
                if (part.at(5).as_int() == 0)
                    continue;
                const auto place = static_cast<std::size_t>(part.at(0).as_int());
                const bool descending = part.at(3).as_int() != 0;
                const std::string written = place < parsed.elements.size() ? parsed.elements[place].text : "";
                std::string column = text_of(part.at(2));
                if (const schema::PrimaryKey* key = table.primary_key();
                    part.at(1) == Value(-1) && key && key->columns.size() == 1)
                    column = key->columns.front(); // INTEGER PRIMARY KEY is the rowid
                const bool is_column = !column.empty() && !has_collation(written);
                index.elements.push_back(
                    index_element(is_column ? column : written, !is_column, descending, std::nullopt));
            }
            if (!parsed.where.empty())
                index.options.set("sqlite_where", sql::to_plain(*reflected_text(parsed.where)));
            table.indexes.push_back(std::move(index));
        }
        std::sort(table.indexes.begin(), table.indexes.end(),
                  [](const auto& a, const auto& b) { return *a.name.text < *b.name.text; });
    }

    /// "name COLLATE NOCASE"
    static bool has_collation(const std::string& element) {
        static constexpr std::string_view word = " COLLATE ";
        return std::search(element.begin(), element.end(), word.begin(), word.end(), [](char a, char b) {
                   return std::toupper(static_cast<unsigned char>(a)) == b;
               }) != element.end();
    }

    Connection& connection_;
};

} // namespace

std::unique_ptr<Reflection> reflect(Connection& connection) {
    return std::make_unique<SqliteReflection>(connection);
}

} // namespace limbeck::dialects::sqlite
