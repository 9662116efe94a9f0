#include "dialects/mysql/grammar.hpp"

#include "dialects/common_types.hpp"
#include "dialects/mysql/reserved_words.hpp"
#include "dialects/mysql/types.hpp"
#include "sql/scanner.hpp"
#include "support/hexadecimal.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

class MysqlGrammar final : public sql::Grammar {
  public:
    explicit MysqlGrammar(Flavour flavour)
        : mariadb_(is_mariadb(flavour)), name_(flavour == Flavour::Mariadb ? "mariadb" : "mysql") {}

    const std::string& dialect_name() const override { return name_; }
    std::string quote(std::string_view identifier) const override {
        const bool needs = mariadb_ ? needs_quotes(identifier, std::begin(mariadb_words), std::end(mariadb_words))
                                    : needs_quotes(identifier, std::begin(mysql_words), std::end(mysql_words));
        return needs ? quote_always(identifier) : std::string(identifier);
    }
    const sql::Quoting& quoting() const override {
        static constexpr sql::Quoting rules{
            .names = "`", .texts = "'\"", .backslashes = true, .hash_comments = true, .spaced_dashes = true};
        return rules;
    }
    std::string literal(const Value& value, const schema::Type* type) const override;
    std::string inline_value(const Value& value, const schema::Type* type) const override;
    std::string render_type(const schema::Type& type) const override {
        return mysql::render_type(type.for_dialect(name_), name_);
    }
    bool is_ordered_as_compared(const schema::Type& type) const override {
        // A TIMESTAMP is written in the time of the session, where an hour comes twice in autumn.
        static constexpr std::string_view others[] = {"FLOAT", "TIMESTAMP", "BIT", "SET"};
        return Grammar::is_ordered_as_compared(type) &&
               std::find(std::begin(others), std::end(others), type.name) == std::end(others);
    }
    bool writes_values_inline() const override { return true; }
    /// The drivers take % for a placeholder.
    std::string offline_text(std::string statement) const override {
        std::string text;
        for (const char c : statement) {
            text += c;
            if (c == '%')
                text += c;
        }
        return text;
    }

    /// The words are there, though the columns are numbers.
    std::string boolean(bool value) const override { return value ? "true" : "false"; }
    std::optional<std::string> function(std::string_view name,
                                        const std::vector<std::string>& arguments) const override;
    std::optional<std::string> binary(const BinaryOperands& operands) const override;
    std::string concatenated(const std::vector<std::string>& parts) const override {
        return "concat(" + support::joined(parts) + ")";
    }
    std::string cast_type(const schema::Type& type) const override {
        return mysql::cast_type(type.for_dialect(name_), name_);
    }
    bool divides_integers_wholly() const override { return false; }
    std::string inner_join() const override { return "INNER JOIN"; }
    std::string limit(const std::optional<std::string>& limit, const std::optional<std::string>& offset) const override;
    std::string next_value(const std::string& qualified_sequence) const override {
        return mariadb_ ? "nextval(" + qualified_sequence + ")" : Grammar::next_value(qualified_sequence);
    }
    std::string default_row() const override { return "() VALUES ()"; }
    std::string update_from(const std::string& table, const std::string& assignments,
                            const std::string& others) const override {
        return table + ", " + others + " SET " + assignments;
    }
    bool qualifies_updated_columns() const override { return true; }
    std::string delete_using(const std::string& table, const std::string& others) const override {
        return "FROM " + table + " USING " + table + ", " + others;
    }

    ReturnedKeys returned_keys() const override {
        return mariadb_ ? ReturnedKeys::AllButAutoincremented : ReturnedKeys::None;
    }
    std::string on_conflict(const Conflict& conflict) const override;
    std::string excluded(const std::string& column) const override { return "VALUES(" + column + ")"; }

  private:
    bool mariadb_;
    std::string name_;
};

std::string MysqlGrammar::literal(const Value& value, const schema::Type* type) const {
    if (const auto* bytes = value.get_if<Bytes>())
        return "X'" + support::hexadecimal(bytes->data) + "'";
    if (const auto* uuid = value.get_if<Uuid>())
        return sql::quoted_text(sql::without_hyphens(uuid->text));
    if (type && type->for_dialect(name_).name == "JSON" && !value.is_null())
        return quoted(sql::json_text(value));
    if (const auto* text = value.get_if<std::string>())
        return type && is_number_in_text(*text, *type) ? *text : quoted(*text);
    return sql::default_grammar().literal(value, type);
}

std::string MysqlGrammar::inline_value(const Value& value, const schema::Type* type) const {
    // As with every database: None is the null of JSON, unless the type says otherwise.
    if (value.is_null() && type && type->for_dialect(name_).name == "JSON" &&
        !type->for_dialect(name_).rows.none_as_null)
        return "'null'";
    return literal(value, type);
}

std::optional<std::string> MysqlGrammar::function(std::string_view name,
                                                  const std::vector<std::string>& arguments) const {
    if (name == "random")
        return "rand(" + support::joined(arguments) + ")";
    if (name == "sysdate" && arguments.empty())
        return "SYSDATE()";
    if (name == "aggregate_strings" && arguments.size() == 2)
        return "group_concat(" + arguments[0] + " SEPARATOR " + arguments[1] + ")";
    return std::nullopt;
}

std::optional<std::string> MysqlGrammar::binary(const BinaryOperands& operands) const {
    const std::string& left = operands.left;
    const std::string& right = operands.right;
    if (operands.op == "is_distinct_from")
        return "NOT (" + left + " <=> " + right + ")";
    if (operands.op == "is_not_distinct_from")
        return left + " <=> " + right;
    return std::nullopt;
}

std::string MysqlGrammar::limit(const std::optional<std::string>& limit,
                                const std::optional<std::string>& offset) const {
    if (!offset)
        return limit ? " \n LIMIT " + *limit : "";
    // There is no OFFSET alone: the largest number of rows stands for all.
    return " \n LIMIT " + *offset + ", " + limit.value_or("18446744073709551615");
}

/// There is no ON CONFLICT; every unique key counts.
std::string MysqlGrammar::on_conflict(const Conflict& conflict) const {
    if (!conflict.update)
        throw Error(Error::Kind::Unsupported, "ON CONFLICT DO NOTHING does not exist on " + name_, "",
                    "write INSERT IGNORE: insert(…).prefix_with(\"IGNORE\")");
    if (!conflict.constraint.empty() || !conflict.elements.empty() || !conflict.where.empty())
        throw Error(Error::Kind::Unsupported,
                    "ON DUPLICATE KEY UPDATE names no index and has no condition: it is for every unique key", "",
                    "leave them out on " + name_);
    std::vector<std::string> assignments;
    for (const auto& [column, value] : conflict.set)
        assignments.push_back(column + " = " + value);
    return "ON DUPLICATE KEY UPDATE " + support::joined(assignments);
}

} // namespace

const sql::Grammar& grammar(Flavour flavour) {
    static const MysqlGrammar of_mysql(Flavour::Mysql), of_mariadb(Flavour::Mariadb), mixed(Flavour::MysqlOnMariadb);
    return flavour == Flavour::Mysql ? of_mysql : flavour == Flavour::Mariadb ? of_mariadb : mixed;
}

} // namespace limbeck::dialects::mysql
