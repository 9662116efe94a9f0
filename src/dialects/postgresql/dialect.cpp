#include "dialects/postgresql/dialect.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/planning/connection.hpp"
#include "dialects/postgresql/comparison.hpp"
#include "dialects/postgresql/connection.hpp"
#include "dialects/postgresql/ddl.hpp"
#include "dialects/postgresql/entities.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/inspector.hpp"
#include "dialects/postgresql/plan_rules.hpp"
#include "dialects/postgresql/reflected.hpp"
#include "dialects/postgresql/scratch.hpp"
#include "dialects/rebuilding.hpp"
#include "dialects/scratch.hpp"

#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

constexpr int longest_identifier = 63;

/// What constructs accept as postgresql_…, by their classes; of any of them what the engine reads back besides.
Map construct_arguments() {
    return Map{
        {"Index", List{"using", "include", "where", "ops", "concurrently", "with", "tablespace", "nulls_not_distinct"}},
        {"Table", List{"ignore_search_path", "tablespace", "partition_by", "with_oids", "with", "on_commit", "inherits",
                       "using"}},
        {"CheckConstraint", List{"not_valid"}},
        {"ForeignKeyConstraint", List{"not_valid"}},
        {"ForeignKey", List{"not_valid"}},
        {"PrimaryKeyConstraint", List{"include"}},
        {"UniqueConstraint", List{"include", "nulls_not_distinct"}},
        {"SchemaItem", List{"partition_of", "partition_bound", "row_security", "no_inherit", "invalid"}}};
}

class PostgresqlDialect final : public Dialect {
  public:
    const std::string& name() const override {
        static const std::string text = "postgresql";
        return text;
    }
    const sql::Grammar& grammar() const override { return postgresql::grammar(); }
    const Facts& facts() const override {
        static const Facts the_facts{.transactional_ddl = true,
                                     .alters_tables = true,
                                     .max_identifier_length = longest_identifier,
                                     .of_scripts = {{"driver", "psycopg"},
                                                    {"paramstyle", "pyformat"},
                                                    {"supports_native_enum", true},
                                                    {"supports_native_uuid", true},
                                                    {"supports_sequences", true},
                                                    {"sequences_optional", true},
                                                    {"supports_identity_columns", true},
                                                    {"supports_comments", true},
                                                    {"supports_constraint_comments", true},
                                                    {"default_schema_name", "public"},
                                                    {"default_isolation_level", "READ COMMITTED"},
                                                    {"construct_arguments", construct_arguments()},
                                                    {"_has_server", true}}};
        return the_facts;
    }
    std::string impl_name() const override { return "PostgresqlImpl"; }
    const Ddl& ddl() const override {
        static const PostgresqlDdl the_ddl(writer());
        return the_ddl;
    }
    const Rebuilding& rebuilding() const override {
        static const Rebuilding the_rebuilding(ddl());
        return the_rebuilding;
    }
    std::optional<Statement> isolation_level(const std::string& level) const override {
        if (level != "SERIALIZABLE" && level != "REPEATABLE READ" && level != "READ COMMITTED" &&
            level != "READ UNCOMMITTED")
            return std::nullopt;
        return Statement{"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level, {}};
    }
    const Entities* entities() const override { return &postgresql::entities(); }
    std::string current_user() const override { return "CURRENT_USER"; }

    std::unique_ptr<Connection> connect(const Url& url) const override { return postgresql::connect(url, *this); }
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const override {
        return dialects::connect_for_plan(connect(url), plan_rules(), std::move(record));
    }
    std::unique_ptr<Inspector> inspector(Connection& connection) const override {
        return postgresql::inspector(connection);
    }
    std::unique_ptr<Scratch> scratch(Connection& connection) const override { return postgresql::scratch(connection); }
    const Comparison& comparison() const override {
        static const PostgresqlComparison the_comparison(writer());
        return the_comparison;
    }
    const Reflected& reflected() const override {
        static const PostgresqlReflected the_words(writer());
        return the_words;
    }

  private:
    static const PostgresqlDdlWriter& writer() {
        static const PostgresqlDdlWriter the_writer(postgresql::grammar(), longest_identifier);
        return the_writer;
    }
};

} // namespace

const Dialect& dialect() {
    static const PostgresqlDialect the_dialect;
    return the_dialect;
}

} // namespace limbeck::dialects::postgresql
