#include "dialects/sqlite/dialect.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/planning/connection.hpp"
#include "dialects/sqlite/comparison.hpp"
#include "dialects/sqlite/connection.hpp"
#include "dialects/sqlite/ddl.hpp"
#include "dialects/sqlite/ddl_writer.hpp"
#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/inspector.hpp"
#include "dialects/sqlite/plan_rules.hpp"
#include "dialects/sqlite/rebuilding.hpp"
#include "dialects/sqlite/reflected.hpp"
#include "dialects/sqlite/scratch.hpp"

#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

constexpr int longest_identifier = 9999;

/// What constructs accept as sqlite_…, by their classes.
Map construct_arguments() {
    return Map{{"Index", List{"where"}},
               {"Table", List{"autoincrement", "with_rowid", "strict"}},
               {"Column", List{"on_conflict_primary_key", "on_conflict_not_null", "on_conflict_unique"}},
               {"SchemaItem", List{"on_conflict"}}};
}

class SqliteDialect final : public Dialect {
  public:
    const std::string& name() const override {
        static const std::string text = "sqlite";
        return text;
    }
    const sql::Grammar& grammar() const override { return sqlite::grammar(); }
    const Facts& facts() const override {
        // As Alembic assumes, each revision is a transaction of its own, and offline SQL has no BEGIN.
        static const Facts the_facts{.transactional_ddl = false,
                                     .alters_tables = false,
                                     .max_identifier_length = longest_identifier,
                                     .of_scripts = {{"driver", "pysqlite"},
                                                    {"paramstyle", "qmark"},
                                                    {"positional", true},
                                                    {"construct_arguments", construct_arguments()},
                                                    {"_writes_dates", true},
                                                    {"default_schema_name", "main"},
                                                    {"default_isolation_level", "SERIALIZABLE"}}};
        return the_facts;
    }
    std::string impl_name() const override { return "SQLiteImpl"; }
    const Ddl& ddl() const override {
        static const SqliteDdl the_ddl(writer());
        return the_ddl;
    }
    const Rebuilding& rebuilding() const override {
        static const SqliteRebuilding the_rebuilding(ddl(), writer());
        return the_rebuilding;
    }
    std::optional<Statement> isolation_level(const std::string& level) const override {
        if (level != "SERIALIZABLE" && level != "READ UNCOMMITTED")
            return std::nullopt;
        return Statement{"PRAGMA read_uncommitted = " + std::string(level == "SERIALIZABLE" ? "0" : "1"), {}};
    }
    const Reflected& reflected() const override {
        static const SqliteReflected the_words(writer());
        return the_words;
    }
    std::unique_ptr<Connection> connect(const Url& url) const override { return sqlite::connect(url, *this); }
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const override {
        return dialects::connect_for_plan(connect_to_copy(url, *this), plan_rules(), std::move(record));
    }
    std::unique_ptr<Inspector> inspector(Connection& connection) const override {
        return sqlite::inspector(connection);
    }
    std::unique_ptr<Scratch> scratch(Connection& connection) const override {
        return sqlite::scratch(connection, *this);
    }
    const Comparison& comparison() const override {
        static const SqliteComparison the_comparison(writer());
        return the_comparison;
    }

  private:
    static const DdlWriter& writer() {
        static const SqliteDdlWriter the_writer(sqlite::grammar(), longest_identifier);
        return the_writer;
    }
};

} // namespace

const Dialect& dialect() {
    static const SqliteDialect the_dialect;
    return the_dialect;
}

} // namespace limbeck::dialects::sqlite
