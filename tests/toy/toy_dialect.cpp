#include "toy_dialect.hpp"

#include "dialects/common_types.hpp"
#include "dialects/ddl_writer.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/planning/connection.hpp"
#include "dialects/rebuilding.hpp"
#include "dialects/reflected.hpp"
#include "dialects/url.hpp"
#include "sql/compiler.hpp"
#include "sql/scanner.hpp"
#include "toy_plan_rules.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace toy {

namespace {

using namespace limbeck;
using dialects::Statements;

class Grammar final : public sql::Grammar {
  public:
    const std::string& dialect_name() const override {
        static const std::string name = "toy";
        return name;
    }
    std::string quote(std::string_view identifier) const override {
        static constexpr std::string_view reserved[] = {"group", "order", "select", "table"};
        const bool needs = needs_quotes(identifier, std::begin(reserved), std::end(reserved));
        return needs ? quote_always(identifier) : std::string(identifier);
    }
    const sql::Quoting& quoting() const override {
        static constexpr sql::Quoting rules{
            .names = "`", .texts = "'\"", .backslashes = true, .hash_comments = true, .spaced_dashes = true};
        return rules;
    }
    std::string literal(const Value& value, const schema::Type* type) const override {
        return sql::default_grammar().literal(value, type);
    }
    std::string render_type(const schema::Type& type) const override {
        if (type.name == "Boolean")
            return "TINYINT(1)";
        return dialects::common_type(type).value_or(sql::default_grammar().render_type(type));
    }
    bool writes_values_inline() const override { return true; }

    std::string concatenated(const std::vector<std::string>& parts) const override {
        return "CONCAT(" + support::joined(parts) + ")";
    }
    std::string cast_type(const schema::Type& type) const override {
        return type.name == "Integer" ? "SIGNED" : render_type(type);
    }
    std::string default_row() const override { return "() VALUES ()"; }
    std::string update_from(const std::string& table, const std::string& assignments,
                            const std::string& others) const override {
        return table + ", " + others + " SET " + assignments;
    }
    std::string delete_using(const std::string& table, const std::string& others) const override {
        return "FROM " + table + " USING " + table + ", " + others;
    }
    std::string on_conflict(const Conflict& conflict) const override {
        if (!conflict.update)
            throw Error(Error::Kind::Unsupported, "an INSERT that does nothing on a conflict does not exist for toy",
                        {}, "Write INSERT IGNORE: insert(…).prefix_with(\"IGNORE\").");
        if (!conflict.constraint.empty() || !conflict.elements.empty() || !conflict.where.empty())
            throw Error(
                Error::Kind::Unsupported,
                "ON DUPLICATE KEY UPDATE of toy names no index and has no condition: it is for every unique key");
        std::vector<std::string> assignments;
        for (const auto& [column, value] : conflict.set)
            assignments.push_back(column + " = " + value);
        return "ON DUPLICATE KEY UPDATE " + support::joined(assignments);
    }
    std::string excluded(const std::string& column) const override { return "VALUES(" + column + ")"; }
};

const Grammar& grammar() {
    static const Grammar the_grammar;
    return the_grammar;
}

class DdlWriter final : public dialects::DdlWriter {
  public:
    DdlWriter() : dialects::DdlWriter(toy::grammar(), longest) {}
    static constexpr int longest = 40;
    bool has_add_constraint() const override { return false; }
    std::string table_options(const schema::Table&) const override { return " ENGINE=Toy"; }
};

const DdlWriter& writer() {
    static const DdlWriter the_writer;
    return the_writer;
}

class Ddl final : public dialects::Ddl {
  public:
    Ddl() : dialects::Ddl(toy::writer()) {}
    bool changes_in_place(const schema::Change& change) const override {
        return !std::holds_alternative<schema::AddConstraint>(change);
    }
    Statements alter_column(const schema::AlterColumn& change, dialects::DatabaseState* /*database*/) const override {
        schema::Table table;
        table.name = change.table;
        table.schema = change.schema;
        schema::Column column;
        column.name = change.new_name.value_or(change.column);
        column.type = change.type ? change.type : change.existing_type;
        column.nullable = change.nullable.value_or(change.existing_nullable.value_or(true));
        return {{"ALTER TABLE " + grammar().qualified(change.schema, change.table) + " CHANGE " +
                 grammar().quote(change.column) + " " + writer().column_specification(table, column)}};
    }
};

class Dialect final : public dialects::Dialect {
  public:
    const std::string& name() const override { return grammar().dialect_name(); }
    const sql::Grammar& grammar() const override { return toy::grammar(); }
    const dialects::Facts& facts() const override {
        static const dialects::Facts the_facts{.transactional_ddl = false,
                                               .alters_tables = true,
                                               .max_identifier_length = DdlWriter::longest,
                                               .of_scripts = {{"driver", "toy"}}};
        return the_facts;
    }
    std::string impl_name() const override { return "ToyImpl"; }
    const dialects::Ddl& ddl() const override {
        static const Ddl the_ddl;
        return the_ddl;
    }
    const dialects::Rebuilding& rebuilding() const override {
        static const dialects::Rebuilding the_rebuilding(ddl());
        return the_rebuilding;
    }
    const dialects::Reflected& reflected() const override {
        static const dialects::Reflected the_words(writer());
        return the_words;
    }
    std::optional<dialects::Statement> isolation_level(const std::string&) const override { return std::nullopt; }

    std::unique_ptr<dialects::Connection> connect(const dialects::Url& url) const override {
        throw Error(Error::Kind::Database, "there is no server at " + url.masked());
    }
    std::unique_ptr<dialects::Connection> connect_for_plan(const dialects::Url& url,
                                                           dialects::Record record) const override {
        return dialects::connect_for_plan(connect(url), plan_rules(), std::move(record));
    }
    std::unique_ptr<dialects::Inspector> inspector(dialects::Connection&) const override {
        fail("nothing can be read from a toy");
    }
};

} // namespace

const dialects::Dialect& dialect() {
    static const Dialect the_dialect;
    return the_dialect;
}

} // namespace toy
