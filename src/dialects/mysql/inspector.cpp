#include "dialects/mysql/inspector.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/mysql/catalogue.hpp"
#include "dialects/mysql/create_text.hpp"
#include "dialects/mysql/journalling.hpp"
#include "dialects/mysql/scratch.hpp"
#include "dialects/mysql/types.hpp"
#include "support/words.hpp"

namespace limbeck::dialects::mysql {

namespace {

/// What a query gives in its first column.
std::vector<std::string> texts(const Result& result) {
    std::vector<std::string> found;
    for (const List& row : result.rows)
        found.push_back(row.at(0).as_text());
    return found;
}

std::string schema_text(const std::string& schema) {
    return schema.empty() ? std::string("DATABASE()") : quoted(schema);
}

class MysqlInspector final : public Inspector {
  public:
    explicit MysqlInspector(Connection& connection) : connection_(connection) {}

    std::string default_schema() override {
        const Value name = connection_.execute({"SELECT DATABASE()"}).rows.at(0).at(0);
        return name.is_null() ? std::string() : name.as_text();
    }
    std::vector<std::string> schema_names() override {
        std::vector<std::string> found =
            texts(connection_.execute({"SELECT SCHEMA_NAME FROM information_schema.SCHEMATA ORDER BY 1"}));
        std::erase_if(found, [](const std::string& name) { return name.starts_with(scratch_prefix); });
        return found;
    }

    std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary) override {
        if (kind == Kind::MaterializedView || temporary)
            return {};
        const char* of = kind == Kind::Table  ? "'BASE TABLE'"
                         : kind == Kind::View ? "'VIEW', 'SYSTEM VIEW'"
                                              : "'SEQUENCE'";
        return texts(connection_.execute(
            {"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + schema_text(schema) +
             " AND TABLE_TYPE IN (" + of + ") AND TABLE_COMMENT <> " + quoted(journal_comment) + " ORDER BY 1"}));
    }
    bool has_table(const std::string& schema, const std::string& name) override {
        return is_there("TABLES WHERE TABLE_SCHEMA = " + schema_text(schema) + " AND TABLE_NAME = " + quoted(name) +
                        " AND TABLE_TYPE <> 'SEQUENCE'");
    }
    /// There are none.
    bool has_type(const std::string&, const std::string&) override { return false; }
    bool has_index(const std::string& schema, const std::string& table, const std::string& name) override {
        return is_there("STATISTICS WHERE TABLE_SCHEMA = " + schema_text(schema) +
                        " AND TABLE_NAME = " + quoted(table) + " AND INDEX_NAME = " + quoted(name));
    }

    std::optional<std::string> column_definition(const std::string& schema, const std::string& table,
                                                 const std::string& column) override {
        if (!has_table(schema, table))
            return std::nullopt;
        const Result shown =
            connection_.execute({"SHOW CREATE TABLE " + connection_.dialect().grammar().qualified(schema, table)});
        CreateText text = read_create_text(shown.rows.at(0).at(1).as_text());
        const std::string wanted = support::lower(column);
        for (auto& [name, definition] : text.columns)
            if (support::lower(name) == wanted)
                return std::move(definition);
        return std::nullopt;
    }

    std::int64_t estimated_rows(const std::string& schema, const std::string& name) override {
        const Result found = connection_.execute(
            {"SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + schema_text(schema) +
             " AND TABLE_NAME = " + quoted(name)});
        return found.rows.empty() || found.rows[0][0].is_null() ? 0 : found.rows[0][0].as_int();
    }

    schema::Schema inspect(const InspectFilter& filter) override { return mysql::inspect(connection_, filter, {}); }

  private:
    bool is_there(const std::string& where) {
        return !connection_.execute({"SELECT 1 FROM information_schema." + where + " LIMIT 1"}).rows.empty();
    }

    Connection& connection_;
};

} // namespace

std::unique_ptr<Inspector> inspector(Connection& connection) {
    return std::make_unique<MysqlInspector>(connection);
}

} // namespace limbeck::dialects::mysql
