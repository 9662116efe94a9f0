#include "dialects/mysql/catalogue.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/mysql/column_text.hpp"
#include "dialects/mysql/create_text.hpp"
#include "dialects/mysql/grammar.hpp"
#include "dialects/mysql/journalling.hpp"
#include "dialects/mysql/stored_types.hpp"
#include "dialects/mysql/types.hpp"
#include "dialects/reflected_text.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace limbeck::dialects::mysql {

namespace {

using Key = std::pair<std::string, std::string>; ///< database, table

/// Values of information_schema: what a server calls a text may come as bytes.
std::string text_of(const Value& value) {
    if (const auto* text = value.get_if<std::string>())
        return *text;
    const auto* bytes = value.get_if<Bytes>();
    return bytes ? bytes->data : std::string();
}

std::optional<std::string> said(const Value& value) {
    std::string text = text_of(value);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// A column with expressions, as MySQL ought to tell it: their UTF-8 has been taken for latin1 there and been encoded
/// again, unless it is ASCII. A text that cannot be the work of that is left as it is.
std::string encoded_once(const std::string& column) {
    const std::string bytes = "CONVERT(" + column + " USING latin1)";
    return "IF(HEX(CONVERT(" + bytes + " USING utf8mb4)) = HEX(CONVERT(" + column +
           " USING utf8mb4)), COALESCE(CONVERT(CAST(" + bytes + " AS BINARY) USING utf8mb4), " + column + "), " +
           column + ")";
}

/// utf8mb4_general_ci is one of utf8mb4's.
std::string character_set_of(const std::string& collation) {
    return collation.substr(0, collation.find('_'));
}

/// What its inspector reads of a table's options (sqlalchemy/dialects/mysql/reflection.py).
bool is_known_to_sqlalchemy(const std::string& option) {
    static const std::set<std::string> known = {
        "avg_row_length", "checksum",  "delay_key_write", "insert_method",  "max_rows",
        "min_rows",       "pack_keys", "row_format",      "key_block_size", "stats_sample_pages"};
    return known.contains(option);
}

/// An element of an index as STATISTICS tells it.
struct Element {
    std::string column, expression;
    bool descending = false;
    std::optional<std::int64_t> length;
};

/// A row of TABLES, and what belongs to it.
struct Found {
    std::string type, engine, collation, create_options;
    schema::Table table;
};

class Catalogue {
  public:
    Catalogue(Connection& connection, const InspectFilter& filter, const std::vector<Place>& stand_ins)
        : connection_(connection), filter_(filter), prefix_(connection.dialect().name() + "_") {
        const List row = connection_.execute({"SELECT DATABASE(), VERSION()"}).rows.at(0);
        default_ = text_of(row[0]);
        mariadb_ = text_of(row[1]).find("MariaDB") != std::string::npos;
        choose_places(stand_ins);
    }

    schema::Schema read() {
        schema::Schema found;
        if (places_.empty() && !filter_.schemas.empty())
            return found;
        ask();
        read_tables();
        read_columns();
        read_indexes();
        read_foreign_keys();
        read_checks();
        read_create_texts();
        for (auto& [key, of_table] : tables_)
            if (of_table.type != "SEQUENCE" && (of_table.type != "VIEW" || filter_.for_scripts))
                found.tables.push_back(std::move(of_table.table));
        if (filter_.views)
            read_views(found);
        if (!filter_.for_scripts)
            read_sequences(found);
        if (filter_.routines)
            read_routines(found);
        return found;
    }

  private:
    // --- where

    void choose_places(const std::vector<Place>& stand_ins) {
        static const std::set<std::string> of_server = {"mysql", "performance_schema", "sys", "information_schema"};
        for (const std::string& schema : filter_.schemas) {
            if (!filter_.for_scripts && of_server.contains(schema))
                continue;
            const auto found = std::find_if(stand_ins.begin(), stand_ins.end(),
                                            [&](const Place& place) { return place.reported == schema; });
            if (found != stand_ins.end())
                places_.push_back(*found);
            else if (!schema.empty())
                places_.push_back({schema, schema});
            else if (!default_.empty())
                places_.push_back({default_, ""});
        }
        called_ = stand_ins;
        for (const Place& place : places_)
            called_.push_back(place);
        called_.push_back({default_, ""});
    }

    /// Of a database that this answer speaks of.
    std::string reported(const std::string& database) const {
        for (const Place& place : called_)
            if (place.database == database)
                return place.reported;
        return database;
    }

    std::string in_places(const std::string& column) const {
        if (places_.empty())
            return column + " NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys') AND " + column +
                   " NOT LIKE 'limbeck\\_scratch\\_%'";
        if (places_.size() == 1)
            return column + " = " + quoted(places_[0].database);
        std::vector<std::string> names;
        for (const Place& place : places_)
            names.push_back(quoted(place.database));
        return column + " IN (" + support::joined(names) + ")";
    }

    /// The tables that are asked for.
    std::string where(const std::string& schema, const std::string& table) const {
        std::string text = " WHERE " + in_places(schema);
        if (!filter_.tables)
            return text;
        std::vector<std::string> names;
        for (const std::string& name : *filter_.tables)
            names.push_back(quoted(name));
        if (names.empty())
            return text + " AND 1 = 0";
        return text + " AND " + table + (names.size() == 1 ? " = " + names[0] : " IN (" + support::joined(names) + ")");
    }

    // --- questions

    void ask() {
        const std::string of_table = where("TABLE_SCHEMA", "TABLE_NAME");
        const auto expression = [&](const std::string& column) { return mariadb_ ? column : encoded_once(column); };
        // A literal is well encoded.
        const std::string default_ =
            mariadb_ ? "COLUMN_DEFAULT"
                     : "IF(EXTRA LIKE '%DEFAULT_GENERATED%', " + expression("COLUMN_DEFAULT") + ", COLUMN_DEFAULT)";
        const std::string of_index =
            mariadb_ ? "NULL, IGNORED" : expression("EXPRESSION") + ", IF(IS_VISIBLE = 'NO', 'YES', 'NO')";
        const std::string checks =
            mariadb_ ? "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, LEVEL, 'YES' FROM "
                       "information_schema.CHECK_CONSTRAINTS" +
                           where("CONSTRAINT_SCHEMA", "TABLE_NAME")
                     : "SELECT c.CONSTRAINT_SCHEMA, t.TABLE_NAME, c.CONSTRAINT_NAME, " + expression("c.CHECK_CLAUSE") +
                           ", 'Table', t.ENFORCED FROM information_schema.CHECK_CONSTRAINTS c JOIN "
                           "information_schema.TABLE_CONSTRAINTS t ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND "
                           "t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK'" +
                           where("t.CONSTRAINT_SCHEMA", "t.TABLE_NAME") + " ORDER BY c.CONSTRAINT_NAME";
        questions_ = connection_.ask(
            {{"SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT "
              "FROM information_schema.TABLES" +
              of_table + " AND TABLE_COMMENT <> " + quoted(journal_comment) + " ORDER BY TABLE_SCHEMA, TABLE_NAME"},
             {"SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, " + default_ +
              ", IS_NULLABLE, COLUMN_TYPE, COLLATION_NAME, EXTRA, COLUMN_COMMENT, " +
              expression("GENERATION_EXPRESSION") + " FROM information_schema.COLUMNS" + of_table +
              " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION"},
             {"SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, "
              "INDEX_COMMENT, " +
              of_index + " FROM information_schema.STATISTICS" + of_table +
              " ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"},
             {"SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, "
              "REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE" +
              of_table +
              " AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, "
              "ORDINAL_POSITION"},
             {"SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, UPDATE_RULE, DELETE_RULE FROM "
              "information_schema.REFERENTIAL_CONSTRAINTS" +
              where("CONSTRAINT_SCHEMA", "TABLE_NAME")},
             {checks}});
        next_ = questions_.begin();
    }

    Result answer() { return connection_.answer(*next_++); }

    Found* found(const Value& database, const Value& table) {
        const auto place = tables_.find({text_of(database), text_of(table)});
        return place == tables_.end() ? nullptr : &place->second;
    }

    // --- tables

    void read_tables() {
        for (const List& row : answer().rows) {
            Found of_table;
            of_table.type = text_of(row[2]);
            // System-versioned tables are none for SQLAlchemy, either; they are told when they are asked for by name.
            if (of_table.type == "SYSTEM VERSIONED" && !filter_.tables)
                continue;
            if (of_table.type == "SYSTEM VIEW")
                of_table.type = "VIEW";
            of_table.engine = text_of(row[3]);
            of_table.collation = text_of(row[4]);
            of_table.create_options = text_of(row[5]);
            of_table.table.schema = reported(text_of(row[0]));
            of_table.table.name = text_of(row[1]);
            if (of_table.type != "VIEW") {
                of_table.table.comment = said(row[6]);
                take_options(of_table);
            }
            tables_.emplace(Key(text_of(row[0]), text_of(row[1])), std::move(of_table));
        }
    }

    void take_options(Found& of_table) const {
        Map& options = of_table.table.options;
        if (filter_.for_scripts && of_table.table.comment)
            options.set(prefix_ + "comment", *of_table.table.comment);
        if (!of_table.engine.empty())
            options.set(prefix_ + "engine", of_table.engine);
        if (!of_table.collation.empty()) {
            options.set(prefix_ + (filter_.for_scripts ? "default charset" : "default_charset"),
                        character_set_of(of_table.collation));
            options.set(prefix_ + "collate", of_table.collation);
        }
        // "max_rows=100 `encrypted`=yes partitioned DATA DIRECTORY='/tmp/'": where files are is no matter of schemas.
        const std::vector<sql::Token> tokens =
            sql::tokens_of(of_table.create_options, grammar(Flavour::Mariadb).quoting());
        for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
            if (!tokens[i].is_name() || !tokens[i + 1].is_symbol('='))
                continue;
            const std::string name = support::lower(tokens[i].value);
            if (name != "directory" && (!filter_.for_scripts || is_known_to_sqlalchemy(name)))
                options.set(prefix_ + name, of_table.create_options.substr(tokens[i + 2].begin,
                                                                           tokens[i + 2].end - tokens[i + 2].begin));
            i += 2;
        }
    }

    // --- columns

    void read_columns() {
        for (const List& row : answer().rows)
            if (Found* of_table = found(row[0], row[1]))
                of_table->table.columns.push_back(column(*of_table, row));
    }

    schema::Column column(const Found& of_table, const List& row) const {
        schema::Column column;
        column.name = text_of(row[2]);
        const std::string collation = text_of(row[6]), extra = text_of(row[7]);
        const bool is_own = collation != of_table.collation && of_table.type != "VIEW";
        column.type = stored_type(text_of(row[5]), is_own ? character_set_of(collation) : "", is_own ? collation : "");
        column.nullable = text_of(row[4]) == "YES" || of_table.type == "VIEW"; // SQLAlchemy's word for views
        column.comment = said(row[8]);
        const bool is_generated =
            extra.find("VIRTUAL GENERATED") != std::string::npos || extra.find("STORED GENERATED") != std::string::npos;
        if (is_generated)
            column.computed = schema::Computed{reflected_text(words(text_of(row[9]))),
                                               extra.find("STORED GENERATED") != std::string::npos};
        else
            column.server_default = default_of(*column.type, row[3], extra, of_table.type == "VIEW");
        column.autoincremented = extra.find("auto_increment") != std::string::npos;
        if (column.autoincremented)
            column.autoincrement = schema::Column::Autoincrement::Yes;
        else if (is_integer(*column.type))
            column.autoincrement = schema::Column::Autoincrement::No;
        if (!filter_.for_scripts && extra.find("INVISIBLE") != std::string::npos)
            column.options.set(prefix_ + "invisible", true);
        return column;
    }

    /// MariaDB says the default as it stands in a definition; MySQL the value of a literal, or an expression without
    /// its parentheses (DEFAULT_GENERATED).
    sql::ExpressionPtr default_of(const schema::Type& type, const Value& given, const std::string& extra,
                                  bool of_view) const {
        std::string text = text_of(given);
        const bool is_there = !given.is_null() && !(mariadb_ && text == "NULL");
        if (of_view)
            return is_there ? reflected_text("'" + text + "'") : nullptr;
        if (is_there && mariadb_) {
            text = words(text);
        } else if (is_there && extra.find("DEFAULT_GENERATED") != std::string::npos) {
            text = words(text);
            if (!support::lower(text).starts_with("current_timestamp"))
                text = "(" + text + ")";
        } else if (is_there && type.name != "BIT" && !is_hexadecimal(type, text)) {
            text = quoted(text);
        }
        const std::size_t update = support::lower(extra).find("on update ");
        if (update == std::string::npos)
            return is_there ? reflected_text(text) : nullptr;
        return reflected_text((is_there ? text : "NULL") + " ON UPDATE " +
                              extra.substr(update + 10, extra.find(',', update) - update - 10));
    }

    /// MySQL tells the bytes of a binary column so, up to the first zero.
    static bool is_hexadecimal(const schema::Type& type, const std::string& text) {
        return (type.name == "BINARY" || type.name == "VARBINARY") && text.starts_with("0x");
    }

    /// An expression of the server. MySQL tells it as it stands in its dictionary, with quotes escaped.
    std::string words(std::string text) const {
        if (!mariadb_)
            for (std::size_t at = text.find('\\'); at != std::string::npos && at + 1 < text.size();
                 at = text.find('\\', at + 1))
                if (text[at + 1] == '\'' || text[at + 1] == '\\')
                    text.erase(at, 1);
        return with_reported_names(text, called_);
    }

    // --- indexes

    void read_indexes() {
        const Result rows = answer();
        for (std::size_t i = 0; i < rows.rows.size();) {
            const List& first = rows.rows[i];
            std::vector<Element> elements;
            for (; i < rows.rows.size(); ++i) {
                const List& row = rows.rows[i];
                if (row[0] != first[0] || row[1] != first[1] || row[2] != first[2])
                    break;
                Element element{text_of(row[4]), words(text_of(row[9])), text_of(row[5]) == "D", {}};
                if (const auto* length = row[6].get_if<std::int64_t>(); length && text_of(row[7]) != "SPATIAL")
                    element.length = *length;
                elements.push_back(std::move(element));
            }
            if (Found* of_table = found(first[0], first[1]))
                add_index(*of_table, first, elements);
        }
    }

    void add_index(Found& of_table, const List& row, const std::vector<Element>& elements) const {
        const std::string name = text_of(row[2]), method = text_of(row[7]);
        const bool is_unique = row[3].as_int() == 0;
        schema::Table& table = of_table.table;
        Map options, lengths;
        for (const Element& element : elements)
            if (element.length)
                lengths.set(element.column, *element.length);
        if (!lengths.entries().empty())
            options.set(prefix_ + "length", lengths);
        if (method == "FULLTEXT" || method == "SPATIAL")
            options.set(prefix_ + "prefix", method);
        if (!filter_.for_scripts && method == (of_table.engine == "MEMORY" ? "BTREE" : "HASH") &&
            !is_long_unique(of_table, method))
            options.set(prefix_ + "using", support::lower(method));
        if (!filter_.for_scripts && text_of(row[10]) == "YES")
            options.set(prefix_ + (mariadb_ ? "ignored" : "invisible"), true);
        const auto plain = [](const Element& element) { return element.expression.empty() && !element.descending; };
        const bool is_plain = std::all_of(elements.begin(), elements.end(), plain);
        std::vector<std::string> columns;
        for (const Element& element : elements)
            columns.push_back(element.column);
        if (name == "PRIMARY") {
            for (const std::string& column : columns)
                for (schema::Column& found : table.columns)
                    if (found.name == column)
                        found.primary_key = true;
            if (filter_.for_scripts)
                options = {};
            table.constraints.emplace(table.constraints.begin(),
                                      schema::PrimaryKey{{}, columns, {}, std::move(options)});
            return;
        }
        // In a CREATE TABLE, where what numbers rows, or refers to its own table, finds it.
        if (!filter_.for_scripts && is_unique && is_plain && options.entries().empty() && text_of(row[8]).empty()) {
            table.constraints.emplace_back(schema::Unique{schema::Name(name, true), columns, {}, {}, {}});
            return;
        }
        schema::Index index;
        index.name = schema::Name(name, true);
        index.table = table.name;
        index.schema = table.schema;
        index.unique = is_unique;
        index.comment = said(row[8]);
        index.options = std::move(options);
        for (const Element& element : elements)
            index.elements.push_back(
                index_element(element.expression.empty() ? element.column : "(" + element.expression + ")",
                              !element.expression.empty(), element.descending, std::nullopt));
        table.indexes.push_back(std::move(index));
    }

    /// A unique index of a whole TEXT, which MariaDB makes of hashes by itself.
    static bool is_long_unique(const Found& of_table, const std::string& method) {
        return method == "HASH" && of_table.engine != "MEMORY";
    }

    // --- constraints

    void read_foreign_keys() {
        const Result columns = answer(), rules = answer();
        std::map<std::pair<Key, std::string>, std::pair<std::string, std::string>> by_name;
        for (const List& row : rules.rows)
            by_name[{{text_of(row[0]), text_of(row[1])}, text_of(row[2])}] = {text_of(row[3]), text_of(row[4])};
        for (const List& row : columns.rows) {
            Found* of_table = found(row[0], row[1]);
            if (!of_table)
                continue;
            auto& constraints = of_table->table.constraints;
            const std::string name = text_of(row[2]);
            auto* key = constraints.empty() ? nullptr : std::get_if<schema::ForeignKey>(&constraints.back());
            if (!key || key->name.text != name) {
                schema::ForeignKey made;
                made.name = schema::Name(name, true);
                const std::string database = text_of(row[4]);
                made.referred_schema = database == text_of(row[0]) ? of_table->table.schema
                                       : filter_.for_scripts       ? database
                                                                   : reported(database);
                made.referred_table = text_of(row[5]);
                const auto& [onupdate, ondelete] = by_name[{{text_of(row[0]), text_of(row[1])}, name}];
                made.onupdate = rule(onupdate);
                made.ondelete = rule(ondelete);
                constraints.emplace_back(std::move(made));
                key = &std::get<schema::ForeignKey>(constraints.back());
            }
            key->columns.push_back(text_of(row[3]));
            key->referred_columns.push_back(text_of(row[6]));
        }
    }

    /// What holds where nothing is said goes by another name on each.
    std::optional<std::string> rule(const std::string& words) const {
        if (words.empty() || words == (mariadb_ ? "RESTRICT" : "NO ACTION"))
            return std::nullopt;
        return words;
    }

    void read_checks() {
        for (const List& row : answer().rows) { // in the order of the table's definition
            Found* of_table = found(row[0], row[1]);
            const bool is_of_column = text_of(row[4]) == "Column";
            if (!of_table || (filter_.for_scripts && is_of_column))
                continue;
            if (is_of_column && take_json(*of_table, text_of(row[2]), text_of(row[3])))
                continue;
            schema::Check check;
            check.sqltext = reflected_text(words(text_of(row[3])));
            // That of a column has no name but the column's.
            if (is_of_column)
                check.columns = {text_of(row[2])};
            else
                check.name = schema::Name(text_of(row[2]), true);
            if (!filter_.for_scripts && text_of(row[5]) == "NO")
                check.options.set(prefix_ + "not_enforced", true);
            of_table->table.constraints.emplace_back(std::move(check));
        }
    }

    /// MariaDB's word JSON makes a LONGTEXT of that character set with this check.
    static bool take_json(Found& of_table, const std::string& name, const std::string& check) {
        for (schema::Column& column : of_table.table.columns) {
            if (column.name != name || column.type->name != "LONGTEXT" || !is_json_check("(" + check + ")", name))
                continue;
            const std::string& own = column.type->collation;
            if ((own.empty() ? of_table.collation : own) != "utf8mb4_bin")
                return false;
            column.type = schema::make_type("JSON");
            return true;
        }
        return false;
    }

    // --- what is only in SHOW CREATE TABLE

    void read_create_texts() {
        std::vector<Statement> statements;
        std::vector<Found*> asked;
        for (auto& [key, of_table] : tables_) {
            if (!needs_create_text(of_table))
                continue;
            statements.push_back({"SHOW CREATE TABLE " + name_of(key)});
            asked.push_back(&of_table);
        }
        if (statements.empty())
            return;
        const std::vector<std::uint64_t> questions = connection_.ask(std::move(statements));
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const Result told = connection_.answer(questions[i]);
            take_create_text(*asked[i], read_create_text(text_of(told.rows.at(0).at(1))));
        }
    }

    static bool needs_create_text(const Found& of_table) {
        static const std::set<std::string> by_catalogue = {"InnoDB", "MyISAM", "Aria", "MEMORY", ""};
        if (of_table.type == "VIEW" || of_table.type == "SEQUENCE")
            return false;
        const auto& indexes = of_table.table.indexes;
        return of_table.create_options.find("partitioned") != std::string::npos ||
               !by_catalogue.contains(of_table.engine) ||
               std::any_of(indexes.begin(), indexes.end(), [](const schema::Index& index) {
                   return std::any_of(index.options.entries().begin(), index.options.entries().end(),
                                      [](const auto& entry) { return entry.second == Value("FULLTEXT"); });
               });
    }

    void take_create_text(Found& of_table, const CreateText& text) const {
        schema::Table& table = of_table.table;
        if (!text.partitions.empty())
            table.options.set(prefix_ + "partition_by", text.partitions);
        if (!text.union_.empty())
            table.options.set(prefix_ + "union", text.union_);
        if (!text.connection.empty())
            table.options.set(prefix_ + "connection", text.connection);
        for (schema::Index& index : table.indexes)
            if (const auto found = text.parsers.find(index.name.text.value_or("")); found != text.parsers.end())
                index.options.set(prefix_ + "with_parser", found->second);
    }

    std::string name_of(const Key& key) const {
        const sql::Grammar& rules = connection_.dialect().grammar();
        return rules.quote_always(key.first) + "." + rules.quote_always(key.second);
    }

    // --- what is no table

    void read_views(schema::Schema& found) {
        const std::string algorithm = mariadb_ ? "ALGORITHM" : "'UNDEFINED'";
        for (const List& row :
             connection_
                 .execute({"SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, DEFINER, "
                           "SECURITY_TYPE, " +
                           algorithm + " FROM information_schema.VIEWS" + where("TABLE_SCHEMA", "TABLE_NAME") +
                           " ORDER BY TABLE_SCHEMA, TABLE_NAME"})
                 .rows) {
            schema::View view;
            view.schema = reported(text_of(row[0]));
            view.name = text_of(row[1]);
            view.definition = with_reported_names(text_of(row[2]), called_);
            if (const std::string option = text_of(row[3]); option != "NONE")
                view.definition += " WITH " + option + " CHECK OPTION";
            if (filter_.for_scripts)
                view.statement = create_view(row, view);
            found.views.push_back(std::move(view));
        }
    }

    /// As SHOW CREATE VIEW says it.
    std::string create_view(const List& row, const schema::View& view) const {
        const sql::Grammar& rules = connection_.dialect().grammar();
        const std::string definer = text_of(row[4]);
        const std::size_t at = std::min(definer.rfind('@'), definer.size());
        return "CREATE ALGORITHM=" + text_of(row[6]) + " DEFINER=" + rules.quote_always(definer.substr(0, at)) +
               (at < definer.size() ? "@" + rules.quote_always(definer.substr(at + 1)) : "") + " SQL SECURITY " +
               text_of(row[5]) + " VIEW " + (view.schema.empty() ? "" : rules.quote_always(text_of(row[0])) + ".") +
               rules.quote_always(view.name) + " AS " + view.definition;
    }

    /// All in one question: each is a table of one row.
    void read_sequences(schema::Schema& found) {
        std::string text;
        for (const auto& [key, of_table] : tables_)
            if (of_table.type == "SEQUENCE")
                text += std::string(text.empty() ? "" : " UNION ALL ") + "SELECT " + quoted(of_table.table.schema) +
                        ", " + quoted(of_table.table.name) +
                        ", start_value, increment, minimum_value, maximum_value, cache_size, cycle_option FROM " +
                        name_of(key);
        if (text.empty())
            return;
        for (const List& row : connection_.execute({text}).rows) {
            schema::Sequence sequence;
            sequence.schema = text_of(row[0]);
            sequence.name = text_of(row[1]);
            const auto number = [&](std::size_t i) {
                const auto* value = row[i].get_if<std::int64_t>();
                return value ? std::optional(*value) : std::nullopt;
            };
            sequence.start = number(2);
            sequence.increment = number(3);
            sequence.minvalue = number(4);
            sequence.maxvalue = number(5);
            sequence.cache = number(6);
            sequence.cycle = number(7).value_or(0) != 0;
            found.sequences.push_back(std::move(sequence));
        }
    }

    void read_routines(schema::Schema& found) {
        read_kind(found,
                  "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE, '' FROM information_schema.ROUTINES WHERE " +
                      in_places("ROUTINE_SCHEMA") + " AND ROUTINE_TYPE IN ('FUNCTION', 'PROCEDURE') ORDER BY 1, 2, 3");
        read_kind(found, "SELECT TRIGGER_SCHEMA, TRIGGER_NAME, 'TRIGGER', EVENT_OBJECT_TABLE FROM "
                         "information_schema.TRIGGERS WHERE " +
                             in_places("TRIGGER_SCHEMA") + " ORDER BY 1, 2");
    }

    void read_kind(schema::Schema& found, const std::string& question) {
        const Result names = connection_.execute({question});
        std::vector<Statement> statements;
        for (const List& row : names.rows)
            statements.push_back(
                {"SHOW CREATE " + text_of(row[2]) + " " + name_of({text_of(row[0]), text_of(row[1])})});
        if (statements.empty())
            return;
        const std::vector<std::uint64_t> questions = connection_.ask(std::move(statements));
        const sql::Grammar& rules = connection_.dialect().grammar();
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const List& row = names.rows[i];
            const List told = connection_.answer(questions[i]).rows.at(0);
            schema::Routine routine;
            const std::string kind = text_of(row[2]);
            routine.kind = kind == "FUNCTION"    ? schema::Routine::Kind::Function
                           : kind == "PROCEDURE" ? schema::Routine::Kind::Procedure
                                                 : schema::Routine::Kind::Trigger;
            routine.schema = reported(text_of(row[0]));
            routine.name = text_of(row[1]);
            routine.table = text_of(row[3]);
            routine.signature = rules.qualified(routine.schema, routine.name);
            // Null: it is another user's, and not shown.
            routine.definition = with_reported_names(without_definer(text_of(told.at(2))), called_);
            if (!routine.definition.empty())
                found.routines.push_back(std::move(routine));
        }
    }

    Connection& connection_;
    const InspectFilter& filter_;
    std::string prefix_; ///< of options
    std::string default_;
    bool mariadb_ = false;
    std::vector<Place> places_; ///< those that are read; none: all that users have made
    std::vector<Place> called_; ///< all databases whose names are other ones here
    std::map<Key, Found> tables_;
    std::vector<std::uint64_t> questions_;
    std::vector<std::uint64_t>::const_iterator next_;
};

} // namespace

std::string with_reported_names(const std::string& sql, const std::vector<Place>& places) {
    const sql::Grammar& rules = grammar(Flavour::Mariadb);
    std::string text;
    std::size_t done = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const sql::Piece piece = sql::piece_at(sql, at, rules.quoting());
        if (piece.kind == sql::Piece::Kind::End)
            break;
        at = piece.end;
        if (piece.kind != sql::Piece::Kind::Quoted || sql[piece.begin] != '`' || at >= sql.size() || sql[at] != '.' ||
            (piece.begin > 0 && sql[piece.begin - 1] == '.'))
            continue;
        const std::string name = sql::without_quotes(sql.substr(piece.begin, piece.end - piece.begin));
        const auto place =
            std::find_if(places.begin(), places.end(), [&](const Place& known) { return known.database == name; });
        if (place == places.end())
            continue;
        text += sql.substr(done, piece.begin - done);
        if (!place->reported.empty())
            text += rules.quote_always(place->reported) + ".";
        at = done = piece.end + 1;
    }
    return text + sql.substr(done);
}

schema::Schema inspect(Connection& connection, const InspectFilter& filter, const std::vector<Place>& stand_ins) {
    return Catalogue(connection, filter, stand_ins).read();
}

} // namespace limbeck::dialects::mysql
