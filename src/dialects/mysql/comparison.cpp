#include "dialects/mysql/comparison.hpp"

#include "dialects/mysql/stored_types.hpp"
#include "dialects/mysql/types.hpp"
#include "dialects/reflected_text.hpp"
#include "schema/affinity.hpp"
#include "sql/expression.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <optional>
#include <set>

namespace limbeck::dialects::mysql {

namespace {

using Answer = Comparison::Answer;
using support::lower;

Answer answer(bool same) {
    return same ? Answer::Same : Answer::Different;
}

const sql::Quoting& quoting() {
    return grammar(Flavour::Mariadb).quoting();
}

// --- types

/// What the server makes of the words for a type: of several words for one thing the one that it tells. Null where that
/// takes more to know.
schema::TypePtr as_stored(const schema::Type& declared, Flavour flavour) {
    std::string words = render_type(declared, grammar(flavour).dialect_name());
    const std::size_t characters = std::min(words.find(" CHARACTER SET "), words.find(" COLLATE "));
    words.resize(std::min(characters, words.size()));
    const std::size_t end = std::min(words.find_first_of(" ("), words.size());
    std::string name = lower(words.substr(0, end));
    std::string rest = words.substr(end);
    if (name == "national" || (!rest.empty() && (name == "text" || name == "blob" || name == "float")))
        return nullptr;
    if (name == "integer")
        name = "int";
    else if (name == "numeric")
        name = "decimal";
    else if (name == "real")
        name = "double";
    else if (name == "bool" || name == "boolean")
        return stored_type("tinyint(1)", "", "");
    else if (name == "json" && is_mariadb(flavour))
        name = "longtext";
    if (name != "enum" && name != "set")
        rest = lower(rest);
    if (name == "decimal" && !rest.starts_with('('))
        rest.insert(0, "(10,0)");
    else if ((name == "char" || name == "binary" || name == "bit") && !rest.starts_with('('))
        rest.insert(0, "(1)");
    auto type = std::make_shared<schema::Type>(*stored_type(name + rest, declared.character_set, declared.collation));
    if (name == "decimal" && !type->scale)
        type->scale = 0;
    return type;
}

const std::string long_text = "LONGTEXT";

bool is_json(const schema::Type& type) {
    return type.name == "JSON";
}

std::multiset<std::string> labels_of(const schema::Type& type) {
    if (!type.labels)
        return {};
    return {type.labels->labels.begin(), type.labels->labels.end()};
}

// --- defaults

bool is_null(const std::string& text) {
    return lower(text) == "null";
}

/// "1.50" and "01.5" as "1.5"; empty where it is no such number.
std::string shortest_number(std::string text) {
    if (text.size() > 1 && (text.front() == '\'' || text.front() == '"'))
        text = text_of_literal(text);
    std::string sign;
    if (text.starts_with('-') || text.starts_with('+')) {
        sign = text.starts_with('-') ? "-" : "";
        text.erase(0, 1);
    }
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos &&
                           std::count(text.begin(), text.end(), '.') <= 1 && text != ".";
    if (!is_number)
        return {};
    text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
    if (text.find('.') != std::string::npos)
        text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    if (text.empty() || text.starts_with('.'))
        text.insert(0, "0");
    return text == "0" ? text : sign + text;
}

bool is_literal(const std::string& text) {
    return text.size() > 1 && text.front() == '\'' && sql::after_quoted(text, 0, quoting()) == text.size();
}

/// Words for the moment at which a row is written, and how many digits of its second they give.
std::optional<std::string> moment(const std::string& text) {
    std::string bare;
    for (const char c : lower(text))
        if (!std::isspace(static_cast<unsigned char>(c)))
            bare += c;
    const std::size_t end = std::min(bare.find('('), bare.size());
    const std::string name = bare.substr(0, end), arguments = bare.substr(end);
    if (name != "current_timestamp" && name != "now" && name != "localtime" && name != "localtimestamp")
        return std::nullopt;
    if (name == "now" && arguments.empty())
        return std::nullopt;
    return "moment" + (arguments.empty() || arguments == "()" || arguments == "(0)" ? "" : arguments);
}

struct Default {
    std::string value;     ///< empty: none
    std::string on_update; ///< in lower case
};

Default parts_of(const std::string& text) {
    const std::vector<sql::Token> tokens = sql::tokens_of(text, quoting());
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (tokens[i].kind == sql::Piece::Kind::Word && lower(tokens[i].value) == "on" &&
            tokens[i + 1].kind == sql::Piece::Kind::Word && lower(tokens[i + 1].value) == "update") {
            const std::string value = i == 0 ? std::string() : text.substr(0, tokens[i - 1].end);
            const std::string update = text.substr(tokens[i + 1].end);
            return {is_null(value) ? "" : value, moment(update).value_or(lower(update))};
        }
    return {is_null(text) ? "" : text, ""};
}

/// Each word in lower case, names without quotes: what differs between two ways of writing one expression. MySQL tells
/// the character set of a text, and another one once the table has been altered: _latin1'a'.
std::vector<std::string> essence(const std::string& text) {
    std::vector<std::string> words;
    for (const sql::Token& token : sql::tokens_of(without_outer_parentheses(text, quoting()), quoting())) {
        const bool is_text = token.kind == sql::Piece::Kind::Text;
        if (is_text && !words.empty() && words.back().starts_with('_') && words.back() != "_binary")
            words.pop_back();
        words.push_back(is_text                                ? "'" + token.value
                        : token.kind == sql::Piece::Kind::Word ? lower(token.value)
                                                               : token.value);
    }
    return words;
}

// --- what the database does not tell apart

std::vector<std::string> sorted(std::vector<std::string> columns) {
    std::sort(columns.begin(), columns.end());
    return columns;
}

bool wants_unique(const schema::Table& declared, const schema::Unique& unique) {
    return std::any_of(declared.constraints.begin(), declared.constraints.end(), [&](const auto& constraint) {
        const auto* wanted = std::get_if<schema::Unique>(&constraint);
        return wanted && (wanted->name.text ? wanted->name.text == unique.name.text
                                            : sorted(wanted->columns) == sorted(unique.columns));
    });
}

bool wants_key(const schema::Table& declared, const schema::ForeignKey& key) {
    return std::any_of(declared.constraints.begin(), declared.constraints.end(), [&](const auto& constraint) {
        const auto* wanted = std::get_if<schema::ForeignKey>(&constraint);
        return wanted && wanted->columns == key.columns;
    });
}

bool has_all(const schema::Table& table, const schema::ForeignKey& key) {
    return std::all_of(key.columns.begin(), key.columns.end(),
                       [&](const std::string& column) { return table.column(column); });
}

/// Made by the server for a foreign key: Alembic's rule is that it has the name of one of its columns, or that of a key
/// on one of them.
bool is_implicit(const schema::Table& declared, const schema::Table& stored, const schema::Index& index) {
    if (index.unique)
        return false;
    for (const schema::Index::Element& element : index.elements) {
        if (index.name.text == element.column)
            return true;
        for (const schema::Constraint& constraint : stored.constraints) {
            const auto* key = std::get_if<schema::ForeignKey>(&constraint);
            if (key && key->name.text == index.name.text &&
                std::find(key->columns.begin(), key->columns.end(), element.column) != key->columns.end())
                return wants_key(declared, *key) || !has_all(declared, *key); // else it outlives its key
        }
    }
    return false;
}

/// Whether the columns of an index or key begin with those of a foreign key, so that it needs no index of its own.
bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
    return columns.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), columns.begin());
}

bool has_index_for(const schema::Table& table, const schema::ForeignKey& key) {
    for (const schema::Index& index : table.indexes) {
        std::vector<std::string> columns;
        for (const schema::Index::Element& element : index.elements)
            columns.push_back(element.column);
        if (begins_with(columns, key.columns))
            return true;
    }
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const schema::Constraint& constraint) {
        const auto* unique = std::get_if<schema::Unique>(&constraint);
        const auto* primary = std::get_if<schema::PrimaryKey>(&constraint);
        return (unique && begins_with(unique->columns, key.columns)) ||
               (primary && begins_with(primary->columns, key.columns));
    });
}

/// Whether the server has chosen the name: t_ibfk_1.
bool is_chosen_name(const std::string& name, const std::string& table) {
    const std::string start = table + "_ibfk_";
    return name.starts_with(start) && name.find_first_not_of("0123456789", start.size()) == std::string::npos;
}

/// A check in a column's definition, which nothing but a new definition takes away.
bool is_of_column(const schema::Constraint& constraint) {
    const auto* check = std::get_if<schema::Check>(&constraint);
    return check && !check->name.text && !check->columns.empty() && !check->from_type;
}

} // namespace

Answer MysqlComparison::same_type(const schema::Type& given, const schema::Type& stored) const {
    const schema::Type& declared = given.for_dialect(writer_.grammar().dialect_name());
    if (declared.name == "NullType" && stored.name == "NullType")
        return declared.stored_as == stored.stored_as ? Answer::Same : Answer::Unknown;
    schema::TypePtr ours;
    try {
        ours = as_stored(declared, flavour_);
    } catch (const Error&) {
        return Answer::Unknown;
    }
    if (!ours || ours->name == "NullType" || stored.name == "NullType")
        return Answer::Unknown;
    // MariaDB's JSON is a LONGTEXT that has characters of its own.
    const bool is_text = !is_json(declared) && !is_json(stored);
    const std::string& name = is_json(stored) && is_mariadb(flavour_) ? long_text : stored.name;
    if (ours->name != name || ours->length != stored.length || ours->precision != stored.precision ||
        ours->scale != stored.scale || ours->unsigned_ != stored.unsigned_ || ours->zerofill != stored.zerofill ||
        labels_of(*ours) != labels_of(stored))
        return Answer::Different;
    if (!is_text || (declared.character_set.empty() && declared.collation.empty()))
        return Answer::Same;
    const auto fits = [](const std::string& said, const std::string& is) { return said.empty() || lower(said) == is; };
    return !stored.collation.empty() && fits(declared.character_set, stored.character_set) &&
                   fits(declared.collation, stored.collation)
               ? Answer::Same
               : Answer::Unknown;
}

Answer MysqlComparison::same_default(const schema::Column& declared, const schema::Column& stored) const {
    const auto text = [&](const schema::Column& column) {
        return column.server_default ? writer_.server_default(column.server_default) : std::string();
    };
    Default ours, theirs;
    try {
        ours = parts_of(without_outer_parentheses(text(declared), quoting()));
        theirs = parts_of(without_outer_parentheses(text(stored), quoting()));
    } catch (const Error&) {
        return Answer::Unknown;
    }
    if (ours.on_update != theirs.on_update)
        return Answer::Different;
    ours.value = without_outer_parentheses(ours.value, quoting());
    theirs.value = without_outer_parentheses(theirs.value, quoting());
    if (ours.value == theirs.value)
        return Answer::Same;
    if (ours.value.empty() || theirs.value.empty())
        return Answer::Different;
    if (moment(ours.value) && moment(theirs.value))
        return answer(moment(ours.value) == moment(theirs.value));
    const schema::Type& type = stored.type ? *stored.type : schema::Type();
    const std::string_view kind = schema::affinity(type);
    if (is_integer(type) || kind == "Numeric" || kind == "Float" || kind == "Integer") {
        const auto number = [](const std::string& value) {
            const std::string word = lower(value);
            return shortest_number(word == "true" ? "1" : word == "false" ? "0" : value);
        };
        const std::string left = number(ours.value), right = number(theirs.value);
        if (!left.empty() && !right.empty() && left == right)
            return Answer::Same;
        if (!left.empty() && !right.empty() && is_integer(type) && left.find('.') == std::string::npos)
            return Answer::Different;
    }
    if (is_literal(ours.value) && is_literal(theirs.value)) {
        if (text_of_literal(ours.value) == text_of_literal(theirs.value))
            return Answer::Same;
        if (kind == "String" || type.labels)
            return Answer::Different;
    }
    return essence(ours.value) == essence(theirs.value) ? Answer::Same : Answer::Unknown;
}

Answer MysqlComparison::same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const {
    if (!declared || !stored)
        return answer(!declared && !stored);
    try {
        return essence(writer_.index_expression(declared)) == essence(writer_.index_expression(stored))
                   ? Answer::Same
                   : Answer::Unknown;
    } catch (const Error&) {
        return Answer::Unknown;
    }
}

// https://mariadb.com/kb/en/foreign-keys/: an index for the referring columns, unless there is one that begins with
// them.
std::optional<schema::Index> MysqlComparison::index_made_for(const schema::ForeignKey& key,
                                                             const schema::Table& table) const {
    if (key.columns.empty() || has_index_for(table, key))
        return std::nullopt;
    schema::Index index;
    const std::string name = key.name.text.value_or("");
    index.name = schema::Name(name.empty() || is_chosen_name(name, table.name) ? key.columns.front() : name, true);
    index.table = table.name;
    index.schema = table.schema;
    for (const std::string& column : key.columns)
        index.elements.push_back({column, nullptr});
    return index;
}

void MysqlComparison::align(schema::Table& declared, schema::Table& stored) const {
    // Implicit indexes go first: a unique constraint is none.
    std::set<std::string> implicit;
    for (const schema::Index& index : stored.indexes)
        if (is_implicit(declared, stored, index))
            implicit.insert(index.name.text.value_or(""));
    for (schema::Table* side : {&declared, &stored})
        std::erase_if(side->indexes, [&](const schema::Index& index) {
            return !index.unique && index.name.text && implicit.contains(*index.name.text);
        });

    std::erase_if(stored.constraints, [&](const schema::Constraint& constraint) {
        const auto* unique = std::get_if<schema::Unique>(&constraint);
        if (!unique || wants_unique(declared, *unique))
            return false;
        schema::Index index;
        index.name = unique->name;
        index.table = stored.name;
        index.schema = stored.schema;
        index.unique = true;
        for (const std::string& column : unique->columns)
            index.elements.push_back({column, nullptr});
        stored.indexes.push_back(std::move(index));
        return true;
    });
    for (schema::Index& index : stored.indexes) {
        const auto wanted = std::find_if(declared.indexes.begin(), declared.indexes.end(),
                                         [&](const auto& candidate) { return candidate.name.text == index.name.text; });
        if (wanted == declared.indexes.end())
            continue;
        // What no model says.
        index.comment = wanted->comment;
        Map options;
        for (const auto& [name, value] : index.options.entries())
            if (wanted->options.find(name) || (name != prefix_ + "ignored" && name != prefix_ + "invisible"))
                options.set(name, value);
        index.options = std::move(options);
    }

    // RESTRICT is what holds where nothing is said, and is not told.
    for (schema::Constraint& constraint : stored.constraints) {
        auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (!key)
            continue;
        for (const schema::Constraint& other : declared.constraints) {
            const auto* wanted = std::get_if<schema::ForeignKey>(&other);
            if (!wanted || wanted->columns != key->columns || wanted->referred_table != key->referred_table)
                continue;
            const auto take = [](std::optional<std::string>& rule, const std::optional<std::string>& said) {
                if (!rule && said && lower(*said) == "restrict")
                    rule = said;
            };
            take(key->ondelete, wanted->ondelete);
            take(key->onupdate, wanted->onupdate);
        }
    }

    if (declared.name.empty()) // it goes, and may come again as it was
        return;
    // MariaDB's JSON is a LONGTEXT with a check. Those of columns are told nowhere by SQLAlchemy, and cannot be
    // dropped.
    std::erase_if(stored.constraints, [&](const schema::Constraint& constraint) {
        if (!is_of_column(constraint))
            return false;
        const std::string& name = std::get<schema::Check>(constraint).columns.front();
        const schema::Column* column = declared.column(name);
        if (column && column->type && is_json(column->type->for_dialect(writer_.grammar().dialect_name())))
            return true;
        return std::none_of(declared.constraints.begin(), declared.constraints.end(), [&](const auto& wanted) {
            return is_of_column(wanted) && std::get<schema::Check>(wanted).columns.front() == name;
        });
    });
}

} // namespace limbeck::dialects::mysql
