#include "dialects/mysql/dialect.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/mysql/ddl.hpp"
#include "dialects/mysql/ddl_writer.hpp"
#include "dialects/mysql/grammar.hpp"
#include "dialects/rebuilding.hpp"
#include "dialects/reflected.hpp"
#include "dialects/url.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects::mysql {

namespace {

/// Of constraints and indexes; columns and tables have 64, too.
constexpr int longest_identifier = 64;

/// What constructs accept as mysql_…, by their classes; a table takes any.
Map construct_arguments() {
    return Map{{"Index", List{"using", "length", "prefix", "with_parser"}},
               {"PrimaryKeyConstraint", List{"using"}},
               {"Table", List{"*"}}};
}

class MysqlDialect final : public Dialect {
  public:
    explicit MysqlDialect(bool mariadb)
        : grammar_(mysql::grammar(mariadb)), impl_name_(mariadb ? "MariaDBImpl" : "MySQLImpl"),
          facts_{.transactional_ddl = false,
                 .alters_tables = true,
                 .max_identifier_length = longest_identifier,
                 .of_scripts = {{"driver", "mysqldb"},
                                {"paramstyle", "format"},
                                {"positional", true},
                                {"supports_comments", true},
                                {"inline_comments", true},
                                {"construct_arguments", construct_arguments()},
                                {"default_isolation_level", "REPEATABLE READ"}}},
          writer_(grammar_, longest_identifier), ddl_(writer_, mariadb), rebuilding_(ddl_), reflected_(writer_) {}

    const std::string& name() const override { return grammar_.dialect_name(); }
    const sql::Grammar& grammar() const override { return grammar_; }
    const Facts& facts() const override { return facts_; }
    std::string impl_name() const override { return impl_name_; }
    const Ddl& ddl() const override { return ddl_; }
    const Rebuilding& rebuilding() const override { return rebuilding_; }
    const Reflected& reflected() const override { return reflected_; }

    std::optional<Statement> isolation_level(const std::string& level) const override {
        for (const std::string_view known : {"SERIALIZABLE", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ"})
            if (level == known)
                return Statement{"SET SESSION TRANSACTION ISOLATION LEVEL " + level, {}};
        return std::nullopt;
    }
    std::unique_ptr<Connection> connect(const Url& url) const override { refuse(url); }
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record) const override { refuse(url); }
    std::unique_ptr<Inspector> inspector(Connection&) const override {
        throw Error(Error::Kind::Internal, "there is no connection to read from");
    }

  private:
    [[noreturn]] void refuse(const Url& url) const {
        throw Error(Error::Kind::Unsupported, "limbeck does not connect to " + name() + " yet: " + url.masked(), "",
                    "print the SQL (--sql) and run it with the database's own client");
    }

    const sql::Grammar& grammar_;
    std::string impl_name_;
    Facts facts_;
    MysqlDdlWriter writer_;
    MysqlDdl ddl_;
    Rebuilding rebuilding_;
    Reflected reflected_;
};

} // namespace

const Dialect& mysql() {
    static const MysqlDialect the_dialect(false);
    return the_dialect;
}

const Dialect& mariadb() {
    static const MysqlDialect the_dialect(true);
    return the_dialect;
}

} // namespace limbeck::dialects::mysql
