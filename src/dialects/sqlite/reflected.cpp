#include "dialects/sqlite/reflected.hpp"

#include "dialects/sqlite/tokens.hpp"
#include "sql/plain.hpp"

#include <algorithm>

namespace limbeck::dialects::sqlite {

namespace {

/// The column that an element is of, its collation aside.
Value column_of(const std::string& element) {
    const std::vector<Token> tokens = tokens_of(element);
    const bool is_name = tokens.size() >= 2 && tokens[0].kind != Token::Kind::Symbol;
    if (!is_name || (tokens.size() > 2 && !is_word(tokens[1], "COLLATE")))
        return {};
    return tokens[0].value;
}

} // namespace

Map SqliteReflected::column(const schema::Table& table, const schema::Column& column) const {
    schema::Column told = column;
    auto type = std::make_shared<schema::Type>(*column.type);
    type->stored_as.reset();
    type->collation.clear();
    told.type = std::move(type);
    Map map = Reflected::column(table, told);
    std::int64_t place = 0;
    if (const schema::PrimaryKey* key = table.primary_key()) {
        const auto found = std::find(key->columns.begin(), key->columns.end(), column.name);
        if (found != key->columns.end())
            place = 1 + (found - key->columns.begin());
    }
    map.set("primary_key", place);
    return map;
}

List SqliteReflected::checks(const schema::Table& table) const {
    List list = Reflected::checks(table);
    std::stable_sort(list.begin(), list.end(), [](const Value& a, const Value& b) {
        const auto name = [](const Value& check) {
            const auto* text = check.as_map().find("name")->get_if<std::string>();
            return text ? *text : std::string("~");
        };
        return name(a) < name(b);
    });
    return list;
}

Value SqliteReflected::index(const schema::Index& index) const {
    const Value told = Reflected::index(index);
    const Map& map = told.as_map();
    List names = map.find("column_names")->as_list();
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].is_null()) {
            names[i] = column_of(map.find("expressions")->as_list()[i].as_text());
            if (names[i].is_null())
                return {};
        }
    Map made{{"name", *map.find("name")}, {"column_names", std::move(names)}, {"unique", index.unique ? 1 : 0}};
    Map options = options_of(index.options, "sqlite_");
    if (const auto where = index.where.find("sqlite"); where != index.where.end())
        options.set("sqlite_where", sql::to_plain(*where->second));
    made.set("dialect_options", std::move(options));
    return made;
}

Map SqliteReflected::table_options(const schema::Table& table) const {
    Map options;
    for (const char* name : {"sqlite_with_rowid", "sqlite_strict"})
        if (const Value* value = table.options.find(name))
            options.set(name, *value);
    return options;
}

} // namespace limbeck::dialects::sqlite
