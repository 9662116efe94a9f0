#include "dialects/mysql/dialect.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/mysql/comparison.hpp"
#include "dialects/mysql/connection.hpp"
#include "dialects/mysql/ddl.hpp"
#include "dialects/mysql/ddl_writer.hpp"
#include "dialects/mysql/grammar.hpp"
#include "dialects/mysql/inspector.hpp"
#include "dialects/mysql/journalling.hpp"
#include "dialects/mysql/plan_rules.hpp"
#include "dialects/mysql/reflected.hpp"
#include "dialects/mysql/scratch.hpp"
#include "dialects/planning/connection.hpp"
#include "dialects/rebuilding.hpp"
#include "dialects/scratch.hpp"
#include "dialects/url.hpp"

#include <utility>

namespace limbeck::dialects::mysql {

namespace {

/// Of constraints and indexes; columns and tables have 64, too.
constexpr int longest_identifier = 64;

/// What constructs accept as mysql_…, by their classes; a table takes any. Some are not SQLAlchemy's: what is read back
/// says them.
Map construct_arguments() {
    return Map{{"Index", List{"using", "length", "prefix", "with_parser", "ignored", "invisible"}},
               {"PrimaryKeyConstraint", List{"using", "length"}},
               {"CheckConstraint", List{"not_enforced"}},
               {"Column", List{"invisible"}},
               {"Table", List{"*"}}};
}

class MysqlDialect final : public Dialect {
  public:
    explicit MysqlDialect(Flavour flavour)
        : flavour_(flavour), grammar_(mysql::grammar(flavour)),
          impl_name_(flavour == Flavour::Mariadb ? "MariaDBImpl" : "MySQLImpl"),
          facts_{.transactional_ddl = false,
                 .alters_tables = true,
                 .max_identifier_length = longest_identifier,
                 .index_names_of_schema = false,
                 .of_scripts = {{"driver", "mysqldb"},
                                {"paramstyle", "format"},
                                {"positional", true},
                                {"supports_comments", true},
                                {"supports_sequences", is_mariadb(flavour)},
                                {"inline_comments", true},
                                {"construct_arguments", construct_arguments()},
                                {"_has_server", true},
                                {"_journal_comment", journal_comment},
                                {"_schemas_are_databases", true},
                                {"default_isolation_level", "REPEATABLE READ"}}},
          writer_(grammar_, longest_identifier, is_mariadb(flavour)), ddl_(writer_, flavour), rebuilding_(ddl_),
          reflected_(writer_), comparison_(writer_, flavour), journalling_(flavour) {}

    const std::string& name() const override { return grammar_.dialect_name(); }
    const sql::Grammar& grammar() const override { return grammar_; }
    const Facts& facts() const override { return facts_; }
    std::string impl_name() const override { return impl_name_; }
    const Ddl& ddl() const override { return ddl_; }
    const Rebuilding& rebuilding() const override { return rebuilding_; }
    const Reflected& reflected() const override { return reflected_; }
    const Journalling* journalling() const override { return &journalling_; }
    const Comparison& comparison() const override { return comparison_; }
    std::unique_ptr<Scratch> scratch(Connection& connection) const override { return mysql::scratch(connection); }

    std::optional<Statement> isolation_level(const std::string& level) const override {
        for (const std::string_view known : {"SERIALIZABLE", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ"})
            if (level == known)
                return Statement{"SET SESSION TRANSACTION ISOLATION LEVEL " + level, {}};
        return std::nullopt;
    }
    std::unique_ptr<Connection> connect(const Url& url) const override;
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const override;
    std::unique_ptr<Inspector> inspector(Connection& connection) const override;

  private:
    Flavour flavour_;
    const sql::Grammar& grammar_;
    std::string impl_name_;
    Facts facts_;
    MysqlDdlWriter writer_;
    MysqlDdl ddl_;
    Rebuilding rebuilding_;
    MysqlReflected reflected_;
    MysqlComparison comparison_;
    MysqlJournalling journalling_;
};

const MysqlDialect& dialect_of(Flavour flavour) {
    static const MysqlDialect of_mysql(Flavour::Mysql), of_mariadb(Flavour::Mariadb), mixed(Flavour::MysqlOnMariadb);
    return flavour == Flavour::Mysql ? of_mysql : flavour == Flavour::Mariadb ? of_mariadb : mixed;
}

std::unique_ptr<Connection> MysqlDialect::connect(const Url& url) const {
    if (flavour_ == Flavour::Mariadb)
        return mysql::connect(url, nullptr, this);
    return mysql::connect(url, &dialect_of(Flavour::Mysql), &dialect_of(Flavour::MysqlOnMariadb));
}

std::unique_ptr<Connection> MysqlDialect::connect_for_plan(const Url& url, Record record) const {
    std::unique_ptr<Connection> connection = connect(url);
    connection->execute({"SET SESSION TRANSACTION READ ONLY"});
    return dialects::connect_for_plan(std::move(connection), plan_rules(), std::move(record));
}

std::unique_ptr<Inspector> MysqlDialect::inspector(Connection& connection) const {
    return mysql::inspector(connection);
}

} // namespace

const Dialect& mysql() {
    return dialect_of(Flavour::Mysql);
}

const Dialect& mariadb() {
    return dialect_of(Flavour::Mariadb);
}

} // namespace limbeck::dialects::mysql
