#include "dialects/postgresql/dialect.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/comparison.hpp"
#include "dialects/postgresql/connection.hpp"
#include "dialects/postgresql/ddl.hpp"
#include "dialects/postgresql/entities.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/inspector.hpp"
#include "dialects/postgresql/objects.hpp"
#include "dialects/postgresql/planning_connection.hpp"
#include "dialects/postgresql/reflected.hpp"
#include "dialects/postgresql/scratch.hpp"
#include "dialects/scratch.hpp"

#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

constexpr int longest_identifier = 63;

class PostgresqlDialect final : public Dialect {
  public:
    const std::string& name() const override {
        static const std::string text = "postgresql";
        return text;
    }
    const sql::Grammar& grammar() const override { return postgresql::grammar(); }
    bool has_transactional_ddl() const override { return true; }
    int max_identifier_length() const override { return longest_identifier; }
    std::string impl_name() const override { return "PostgresqlImpl"; }
    bool can_alter() const override { return true; }
    Map facts() const override {
        return {{"driver", "psycopg"},
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
                {"_has_server", true}};
    }
    std::optional<Statement> isolation_level(const std::string& level) const override {
        if (level != "SERIALIZABLE" && level != "REPEATABLE READ" && level != "READ COMMITTED" &&
            level != "READ UNCOMMITTED")
            return std::nullopt;
        return Statement{"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level, {}};
    }
    const Entities* entities() const override { return &postgresql::entities(); }
    std::string current_user() const override { return "CURRENT_USER"; }

    Statements create_enum(const schema::Type& given, bool checkfirst, Existing* existing) const override {
        const schema::Type& type = given.for_dialect(name());
        if (!is_named(type) || (checkfirst && exists(existing, type, false)))
            return {};
        return one(writer().create_type(type));
    }

    Statements drop_enum(const schema::Type& given, bool checkfirst, Existing* existing) const override {
        const schema::Type& type = given.for_dialect(name());
        if (!is_named(type) || (checkfirst && !exists(existing, type, true)))
            return {};
        return one(writer().drop_type(type));
    }

    /// What PostgreSQL does not convert when it assigns may be told to be cast; what it cannot cast at all, perhaps by
    /// way of its text.
    std::vector<Map> type_conversions(const std::string& column, const schema::Type& to) const override {
        const std::string name = grammar().quote(column), type = grammar().render_type(to.for_dialect(this->name()));
        return {Map(), Map{{"postgresql_using", name + "::" + type}},
                Map{{"postgresql_using", name + "::text::" + type}}};
    }

    Numbering numbering(const schema::Table& table, const schema::Column& column) const override {
        return postgresql::numbering(writer(), table, column);
    }

    Statements alter_enum(const schema::AlterEnum& change) const override {
        return postgresql::alter_enum(writer(), change);
    }
    Statements alter_enum_apart(const schema::AlterEnum& change) const override {
        return postgresql::alter_enum_apart(writer(), change);
    }
    Statements alter_sequence(const schema::AlterSequence& change) const override {
        return postgresql::alter_sequence(writer(), change);
    }
    Statements create_domain(const schema::Domain& domain) const override {
        return postgresql::create_domain(writer(), domain);
    }
    Statements drop_domain(const schema::Domain& domain) const override {
        return postgresql::drop_domain(writer(), domain);
    }
    Statements alter_domain(const schema::AlterDomain& change) const override {
        return postgresql::alter_domain(writer(), change);
    }
    Statements create_view(const schema::CreateView& change) const override {
        return postgresql::create_view(writer(), change);
    }
    Statements drop_view(const schema::View& view) const override { return postgresql::drop_view(writer(), view); }
    Statements create_routine(const schema::CreateRoutine& change) const override {
        return postgresql::create_routine(change);
    }
    Statements drop_routine(const schema::Routine& routine) const override { return postgresql::drop_routine(routine); }
    Statements create_extension(const schema::Extension& extension) const override {
        return postgresql::create_extension(writer(), extension);
    }
    Statements drop_extension(const schema::Extension& extension) const override {
        return postgresql::drop_extension(writer(), extension);
    }

    std::unique_ptr<Connection> connect(const Url& url) const override { return postgresql::connect(url, *this); }
    std::unique_ptr<Connection> connect_for_plan(const Url& url, Record record) const override {
        return postgresql::connect_for_plan(connect(url), std::move(record));
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

  protected:
    const DdlWriter& ddl() const override { return writer(); }

  private:
    static bool is_named(const schema::Type& type) {
        return type.labels ? type.labels->native_enum : type.name == "DOMAIN";
    }

    /// `otherwise` is what to assume when the database cannot be asked.
    static bool exists(Existing* existing, const schema::Type& type, bool otherwise) {
        return existing && existing->is_live() ? existing->has_type(type.schema, type.type_name) : otherwise;
    }

    static Statements one(std::string text) {
        Statement statement;
        statement.text = std::move(text);
        return {std::move(statement)};
    }

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
