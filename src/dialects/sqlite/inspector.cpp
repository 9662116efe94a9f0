#include "dialects/sqlite/inspector.hpp"

#include "dialects/connection.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/create_table.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/stored_table.hpp"
#include "dialects/sqlite/tokens.hpp"
#include "dialects/sqlite/types.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

/// SQLite's limit of parameters in versions before 3.32.
constexpr std::size_t most_parameters = 900;

std::string text_of(const Value& value) {
    const std::string* text = value.get_if<std::string>();
    return text ? *text : std::string();
}

/// A database of the connection, and what the answer calls it.
struct Place {
    std::string database;        ///< "main", "temp", or as it is attached
    std::string reported;        ///< "" for the default schema
    bool only_hidden_by = false; ///< temp beside main: what main has under the same name is not read
};

/// A row of sqlite_schema.
struct Object {
    std::size_t place = 0;
    std::string type, name, table, sql;
    bool is_virtual() const { return type == "table" && sql.starts_with("CREATE VIRTUAL"); }
};

using Key = std::pair<std::size_t, std::string>; ///< place, name in upper case

Key key_of(std::size_t place, const std::string& name) {
    return {place, upper(name)};
}

class SqliteInspector final : public Inspector {
  public:
    explicit SqliteInspector(Connection& connection) : connection_(connection) {}

    std::string default_schema() override { return "main"; }

    std::vector<std::string> schema_names() override {
        std::vector<std::string> names;
        for (const List& row : query("PRAGMA database_list").rows)
            if (row.at(1).as_text() != "temp")
                names.push_back(row.at(1).as_text());
        return names;
    }

    std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary) override {
        std::vector<std::string> names;
        const auto database = temporary ? std::optional<std::string>("temp") : database_called(schema);
        if (!database || (kind != Kind::Table && kind != Kind::View))
            return names;
        for (const List& row : query("SELECT name FROM " + grammar().quote_always(*database) +
                                         ".sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite~_%' ESCAPE '~' "
                                         "ORDER BY name",
                                     {kind == Kind::Table ? "table" : "view"})
                                   .rows)
            names.push_back(row.at(0).as_text());
        return names;
    }

    bool has_table(const std::string& schema, const std::string& name) override {
        return has_object(schema, "type IN ('table', 'view') AND upper(name) = ?", {upper(name)}) || is_catalogue(name);
    }

    bool has_type(const std::string& /*schema*/, const std::string& /*name*/) override { return false; }

    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override {
        return has_object(schema, "type = 'index' AND upper(name) = ? AND upper(tbl_name) = ?",
                          {upper(name), upper(table)});
    }

    std::int64_t estimated_rows(const std::string& schema, const std::string& name) override {
        return query("SELECT count(*) FROM " + grammar().qualified(schema, name), {}).rows.at(0).at(0).as_int();
    }

    schema::Schema inspect(const InspectFilter& filter) override {
        schema::Schema found;
        const std::vector<Place> places = places_of(filter);
        const std::vector<Object> objects = read_objects(places, filter);
        const std::map<Key, bool> owned = owned_tables(places, objects);
        const std::map<Key, std::vector<schema::Column>> columns = read_columns(places, objects, filter);
        const std::set<std::string> asked = asked_for(filter);
        std::map<Key, std::size_t> tables;
        for (const Object& object : objects) {
            const Place& place = places[object.place];
            const Key key = key_of(object.place, object.name);
            if (filter.tables && !asked.contains(upper(object.table)))
                continue; // a virtual table of another name
            if (object.type == "table") {
                if (!filter.of_extensions && !filter.for_scripts && owned.contains(key))
                    continue;
                tables[key] = found.tables.size();
                found.tables.push_back(object.is_virtual() ? table_of_columns(object, place, columns)
                                                           : stored_table(object.sql, object.name, place.reported));
                if (filter.for_scripts && place.database == "temp")
                    found.tables.back().prefixes.emplace_back("TEMPORARY");
            } else if (object.type == "view") {
                if (filter.for_scripts)
                    found.tables.push_back(table_of_columns(object, place, columns));
                if (filter.views)
                    found.views.push_back(view(object, place));
            } else if (object.type == "trigger" && filter.routines) {
                found.routines.push_back(trigger(object, place));
            }
        }
        for (const Object& object : objects)
            if (object.type == "index")
                if (const auto at = tables.find(key_of(object.place, object.table)); at != tables.end()) {
                    schema::Table& table = found.tables[at->second];
                    table.indexes.push_back(stored_index(object.sql, object.name, table));
                }
        resolve_references(places, tables, found);
        return found;
    }

  private:
    Result query(const std::string& text, List parameters = {}) {
        return connection_.execute({text, std::move(parameters)});
    }

    /// Attached databases are called by their names in any case.
    std::optional<std::string> database_called(const std::string& schema) {
        if (schema.empty())
            return "main";
        for (const List& row : query("PRAGMA database_list").rows)
            if (same_name(row.at(1).as_text(), schema))
                return row.at(1).as_text();
        return std::nullopt;
    }

    /// In the default schema temporary things are found, too.
    bool has_object(const std::string& schema, const std::string& condition, const List& parameters) {
        const std::optional<std::string> database = database_called(schema);
        if (!database)
            return false;
        std::string text = "SELECT 1 FROM " + grammar().quote_always(*database) + ".sqlite_master WHERE " + condition;
        List values = parameters;
        if (schema.empty()) {
            text += " UNION ALL SELECT 1 FROM temp.sqlite_master WHERE " + condition;
            values.insert(values.end(), parameters.begin(), parameters.end());
        }
        return !query(text, std::move(values)).rows.empty();
    }

    /// SQLite's own tables, which are not listed in themselves.
    static bool is_catalogue(const std::string& name) {
        for (const std::string_view own :
             {"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"})
            if (same_name(name, own))
                return true;
        return false;
    }

    static std::set<std::string> asked_for(const InspectFilter& filter) {
        std::set<std::string> names;
        if (filter.tables)
            for (const std::string& name : *filter.tables)
                names.insert(upper(name));
        return names;
    }

    std::vector<Place> places_of(const InspectFilter& filter) {
        std::vector<std::string> databases;
        for (const List& row : query("PRAGMA database_list").rows)
            databases.push_back(row.at(1).as_text());
        std::vector<Place> places;
        if (filter.schemas.empty()) {
            for (const std::string& database : databases)
                if (database != "temp")
                    places.push_back({database, database == "main" ? "" : database});
            return places;
        }
        for (const std::string& wanted : filter.schemas) {
            if (wanted.empty()) {
                places.push_back({"main", ""});
                if (filter.tables && filter.for_scripts &&
                    std::find(databases.begin(), databases.end(), "temp") != databases.end())
                    places.push_back({"temp", "", true});
                continue;
            }
            for (const std::string& database : databases)
                if (same_name(database, wanted))
                    places.push_back({database, wanted});
        }
        return places;
    }

    /// Sorted by place and name. Of virtual tables all, for what they own.
    std::vector<Object> read_objects(const std::vector<Place>& places, const InspectFilter& filter) {
        const std::set<std::string> wanted = asked_for(filter);
        const bool ask_by_name = filter.tables && wanted.size() * places.size() <= most_parameters;

        std::string text;
        List parameters;
        for (std::size_t i = 0; i < places.size(); ++i) {
            text += (i ? " UNION ALL SELECT " : "SELECT ") + std::to_string(i) + ", type, name, tbl_name, sql FROM " +
                    grammar().quote_always(places[i].database) +
                    ".sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";
            if (!ask_by_name)
                continue;
            text += " AND (sql LIKE 'CREATE VIRTUAL %'";
            for (const std::string& name : wanted) {
                text += " OR upper(tbl_name) = ?";
                parameters.emplace_back(name);
            }
            text += ")";
        }
        std::vector<Object> objects;
        if (places.empty())
            return objects;
        for (const List& row : query(text, std::move(parameters)).rows) {
            Object object{static_cast<std::size_t>(row.at(0).as_int()), row.at(1).as_text(), row.at(2).as_text(),
                          row.at(3).as_text(), text_of(row.at(4))};
            if (!filter.tables || wanted.contains(upper(object.table)) || object.is_virtual())
                objects.push_back(std::move(object));
        }
        std::sort(objects.begin(), objects.end(), [](const Object& a, const Object& b) {
            return std::tie(a.place, a.name, a.type) < std::tie(b.place, b.name, b.type);
        });
        std::set<std::string> in_main;
        for (const Object& object : objects)
            if (places[object.place].database == "main")
                in_main.insert(upper(object.table));
        std::erase_if(objects, [&](const Object& object) {
            return places[object.place].only_hidden_by && in_main.contains(upper(object.table));
        });
        return objects;
    }

    /// Virtual tables and their shadow tables (https://www.sqlite.org/pragma.html#pragma_table_list).
    std::map<Key, bool> owned_tables(const std::vector<Place>& places, const std::vector<Object>& objects) {
        std::map<Key, bool> owned;
        for (const Object& object : objects)
            if (object.is_virtual())
                owned[key_of(object.place, object.name)] = true;
        if (owned.empty())
            return owned;
        for (const List& row :
             query("SELECT schema, name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')").rows)
            for (std::size_t i = 0; i < places.size(); ++i)
                if (same_name(places[i].database, row.at(0).as_text()))
                    owned[key_of(i, row.at(1).as_text())] = true;
        return owned;
    }

    /// The columns of views and virtual tables, whose text does not say them.
    std::map<Key, std::vector<schema::Column>>
    read_columns(const std::vector<Place>& places, const std::vector<Object>& objects, const InspectFilter& filter) {
        std::map<Key, std::vector<schema::Column>> columns;
        std::vector<const Object*> asked;
        for (const Object& object : objects)
            if ((object.type == "view" && filter.for_scripts) ||
                (object.is_virtual() && (filter.of_extensions || filter.for_scripts)))
                asked.push_back(&object);
        const auto ask = [&](auto first, auto last) {
            std::string values;
            List parameters;
            for (auto object = first; object != last; ++object) {
                values += values.empty() ? "(?, ?, ?)" : ", (?, ?, ?)";
                parameters.emplace_back(static_cast<std::int64_t>((*object)->place));
                parameters.emplace_back((*object)->name);
                parameters.emplace_back(places[(*object)->place].database);
            }
            // table_xinfo: cid, name, type, notnull, dflt_value, pk, hidden
            const Result rows =
                query("WITH asked(place, name, database) AS (VALUES " + values +
                          ") SELECT a.place, a.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.hidden "
                          "FROM asked a, pragma_table_xinfo(a.name, a.database) x ORDER BY 1, 2, x.cid",
                      std::move(parameters));
            for (const List& row : rows.rows) {
                if (row.at(6).as_int() == 1)
                    continue; // hidden, of a virtual table
                schema::Column column;
                column.name = row.at(2).as_text();
                column.type = stored_type(text_of(row.at(3)), "");
                column.nullable = row.at(4).as_int() == 0;
                if (!row.at(5).is_null())
                    column.server_default = reflected_text(row.at(5).as_text());
                columns[key_of(static_cast<std::size_t>(row.at(0).as_int()), row.at(1).as_text())].push_back(
                    std::move(column));
            }
        };
        constexpr std::size_t at_once = most_parameters / 3;
        for (std::size_t i = 0; i < asked.size(); i += at_once) {
            const auto first = asked.begin() + static_cast<std::ptrdiff_t>(i);
            const auto last = asked.begin() + static_cast<std::ptrdiff_t>(std::min(asked.size(), i + at_once));
            try {
                ask(first, last);
            } catch (const Error& error) {
                // One of them speaks of something that is not there, or is of a module that is not loaded: it has no
                // columns then.
                if (error.kind() != Error::Kind::Database)
                    throw;
                for (auto object = first; object != last; ++object)
                    try {
                        ask(object, object + 1);
                    } catch (const Error& alone) {
                        if (alone.kind() != Error::Kind::Database)
                            throw;
                    }
            }
        }
        return columns;
    }

    static schema::Table table_of_columns(const Object& object, const Place& place,
                                          const std::map<Key, std::vector<schema::Column>>& columns) {
        schema::Table table;
        table.name = object.name;
        table.schema = place.reported;
        if (const auto found = columns.find(key_of(object.place, object.name)); found != columns.end())
            table.columns = found->second;
        return table;
    }

    static schema::View view(const Object& object, const Place& place) {
        schema::View view;
        view.schema = place.reported;
        view.name = object.name;
        view.definition = query_of_view(object.sql);
        view.statement = object.sql;
        return view;
    }

    static schema::Routine trigger(const Object& object, const Place& place) {
        schema::Routine routine;
        routine.kind = schema::Routine::Kind::Trigger;
        routine.schema = place.reported;
        routine.name = object.name;
        routine.signature = sqlite::grammar().quote(object.name);
        routine.table = object.table;
        routine.definition = object.sql;
        return routine;
    }

    /// "REFERENCES parent" means the parent's primary key.
    void resolve_references(const std::vector<Place>& places, const std::map<Key, std::size_t>& tables,
                            schema::Schema& found) {
        std::map<Key, std::vector<std::string>> keys;
        const auto each_implied = [&](auto action) {
            for (const auto& [key, at] : tables)
                for (schema::Constraint& constraint : found.tables[at].constraints)
                    if (auto* foreign = std::get_if<schema::ForeignKey>(&constraint);
                        foreign && foreign->referred_columns.empty())
                        action(key_of(key.first, foreign->referred_table), *foreign);
        };
        std::set<Key> elsewhere;
        each_implied([&](const Key& parent, schema::ForeignKey&) {
            if (const auto at = tables.find(parent); at == tables.end())
                elsewhere.insert(parent);
            else if (const schema::PrimaryKey* key = found.tables[at->second].primary_key())
                keys[parent] = key->columns;
        });
        if (!elsewhere.empty())
            read_primary_keys(places, elsewhere, keys);
        each_implied([&](const Key& parent, schema::ForeignKey& foreign) { foreign.referred_columns = keys[parent]; });
    }

    /// Of tables that the filter leaves out.
    void read_primary_keys(const std::vector<Place>& places, const std::set<Key>& wanted,
                           std::map<Key, std::vector<std::string>>& keys) {
        std::string text;
        for (std::size_t i = 0; i < places.size(); ++i)
            text += (i ? " UNION ALL SELECT " : "SELECT ") + std::to_string(i) + ", name, sql FROM " +
                    grammar().quote_always(places[i].database) +
                    ".sqlite_master WHERE type = 'table' AND sql IS NOT NULL";
        for (const List& row : query(text).rows) {
            const Key key = key_of(static_cast<std::size_t>(row.at(0).as_int()), row.at(1).as_text());
            if (!wanted.contains(key))
                continue;
            const schema::Table table = stored_table(row.at(2).as_text(), row.at(1).as_text(), "");
            if (const schema::PrimaryKey* primary = table.primary_key())
                keys[key] = primary->columns;
        }
    }

    Connection& connection_;
};

} // namespace

std::unique_ptr<Inspector> inspector(Connection& connection) {
    return std::make_unique<SqliteInspector>(connection);
}

} // namespace limbeck::dialects::sqlite
