#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/url.hpp"
#include "schema/schema.hpp"
#include "sql/expression.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

namespace limbeck::dialects::postgresql {
namespace {

using Names = std::vector<std::string>;

/// Counts the statements that go through it.
class CountingConnection final : public Connection {
  public:
    explicit CountingConnection(Connection& inner) : inner_(inner) {}
    int count = 0;

    const Dialect& dialect() const override { return inner_.dialect(); }
    Result execute(const Statement& statement) override {
        ++count;
        return inner_.execute(statement);
    }
    void queue(Statement statement) override {
        ++count;
        inner_.queue(std::move(statement));
    }
    void flush() override { inner_.flush(); }
    void begin() override { inner_.begin(); }
    void commit(bool wait) override { inner_.commit(wait); }
    void rollback() override { inner_.rollback(); }
    bool in_transaction() const override { return inner_.in_transaction(); }
    std::uint64_t queued() const override { return inner_.queued(); }
    std::uint64_t done() const override { return inner_.done(); }
    void wait_for(std::uint64_t position) override { inner_.wait_for(position); }
    void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
    void unlock_migrations() override {}
    void interrupt() noexcept override {}
    std::string server_version() override { return inner_.server_version(); }

  private:
    Connection& inner_;
};

/// Needs a server: LIMBECK_TEST_POSTGRESQL is the URL of a database in which the tests may do anything.
class PostgresqlInspector : public testing::Test {
  protected:
    void SetUp() override {
        const char* url = std::getenv("LIMBECK_TEST_POSTGRESQL");
        if (!url)
            GTEST_SKIP() << "LIMBECK_TEST_POSTGRESQL is not set";
        connection_ = dialect_named("postgresql").connect(parse_url(url));
        connection_->begin(); // and never committed
        run("CREATE SCHEMA limbeck_a; CREATE SCHEMA limbeck_b; SET LOCAL search_path = limbeck_a");
    }
    void run(const std::string& text) { connection_->execute({text, {}}); }
    schema::Schema inspect(const InspectFilter& filter = {}) {
        return dialect_named("postgresql").inspector(*connection_)->inspect(filter);
    }
    static InspectFilter all() {
        InspectFilter filter;
        filter.schemas = {"", "limbeck_b"};
        filter.views = filter.routines = true;
        return filter;
    }
    static std::string text(const sql::ExpressionPtr& expression) {
        const sql::Text* found = expression ? expression->get_if<sql::Text>() : nullptr;
        return found ? found->text : "(no text)";
    }
    template <class Kind> static const Kind& constraint(const schema::Table& table, const std::string& name) {
        static const Kind none = {};
        for (const schema::Constraint& constraint : table.constraints)
            if (schema::name_of(constraint).text == name)
                return std::get<Kind>(constraint);
        ADD_FAILURE() << "no constraint " << name;
        return none;
    }

    std::unique_ptr<Connection> connection_;
};

TEST_F(PostgresqlInspector, NamesSchemasAsTheyWereAskedFor) {
    run("CREATE TYPE limbeck_b.mood AS ENUM ('sad'); CREATE DOMAIN posint AS int;"
        "CREATE TABLE p (id serial PRIMARY KEY, d posint);"
        "CREATE TABLE limbeck_b.\"A.b\" (id int REFERENCES p, m limbeck_b.mood[] DEFAULT '{sad}');"
        "CREATE TABLE q (a int REFERENCES p)");
    const schema::Schema found = inspect(all());
    ASSERT_EQ(found.tables.size(), 3u);
    const schema::Table* other = found.table("limbeck_b", "A.b");
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(constraint<schema::ForeignKey>(*other, "A.b_id_fkey").referred_schema, "");
    EXPECT_EQ(other->column("m")->type->item->schema, "limbeck_b");
    EXPECT_EQ(other->column("m")->type->item->labels->labels, Names{"sad"});
    EXPECT_EQ(found.enums.at(0).schema, "limbeck_b");
    EXPECT_EQ(found.domains.at(0).schema, "");
    EXPECT_EQ(found.table("", "p")->column("d")->type->type_name, "posint");
    // The column numbers the rows; its sequence is none of its own.
    EXPECT_TRUE(found.table("", "p")->column("id")->autoincremented);
    EXPECT_TRUE(found.sequences.empty());

    InspectFilter by_name;
    by_name.schemas = {"limbeck_a"};
    const schema::Schema named = inspect(by_name);
    EXPECT_EQ(constraint<schema::ForeignKey>(*named.table("limbeck_a", "q"), "q_a_fkey").referred_schema, "limbeck_a");

    InspectFilter everything;
    everything.schemas.clear();
    EXPECT_NE(inspect(everything).table("", "q"), nullptr);
    EXPECT_NE(inspect(everything).table("limbeck_b", "A.b"), nullptr);
    InspectFilter one;
    one.tables = {"q"};
    EXPECT_EQ(inspect(one).tables.size(), 1u);
}

TEST_F(PostgresqlInspector, TablesWithAllTheyHave) {
    run("CREATE UNLOGGED TABLE u (a int, dropped text, b int NOT NULL) WITH (fillfactor = 70, "
        "toast.autovacuum_enabled = off);"
        "ALTER TABLE u DROP COLUMN dropped; ALTER TABLE u ENABLE ROW LEVEL SECURITY;"
        "CREATE TABLE p (id int NOT NULL, at date NOT NULL, v int CHECK (v > 0), CHECK (id > 0)) "
        "PARTITION BY RANGE (at, (id + 1));"
        "CREATE INDEX p_v ON p (v);"
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2020-01-01', 1) TO ('2021-01-01', 1);"
        "CREATE INDEX p1_own ON p1 (id);"
        "CREATE TABLE limbeck_b.parent (a int CHECK (a > 0));"
        "CREATE TABLE child (c int, CONSTRAINT own CHECK (c > 1)) INHERITS (limbeck_b.parent)");
    const schema::Schema found = inspect();
    const schema::Table& unlogged = *found.table("", "u");
    EXPECT_EQ(unlogged.prefixes, Names{"UNLOGGED"});
    EXPECT_EQ(unlogged.columns.size(), 2u);
    EXPECT_EQ(text_field(map_field(unlogged.options, "postgresql_with"), "toast.autovacuum_enabled"), "off");
    EXPECT_EQ(text_field(unlogged.options, "postgresql_row_security"), "enable");
    EXPECT_EQ(text_field(found.table("", "p")->options, "postgresql_partition_by"), "RANGE (at, ((id + 1)))");
    // What a partition has of its table is the table's.
    const schema::Table& partition = *found.table("", "p1");
    EXPECT_EQ(text_field(partition.options, "postgresql_partition_of"), "p");
    EXPECT_EQ(text_field(partition.options, "postgresql_partition_bound"),
              "FOR VALUES FROM ('2020-01-01', 1) TO ('2021-01-01', 1)");
    EXPECT_TRUE(partition.constraints.empty());
    ASSERT_EQ(partition.indexes.size(), 1u);
    const schema::Table& child = *found.table("", "child");
    EXPECT_EQ(child.constraints.size(), 1u);
    EXPECT_EQ(text_field(list_field(child.options, "postgresql_inherits").at(0).as_map(), "schema"), "limbeck_b");
}

TEST_F(PostgresqlInspector, ConstraintsAndIndexes) {
    run("CREATE TABLE t (id int, name text, j jsonb, r int4range, v varchar(5) COLLATE \"C\","
        "CONSTRAINT pk PRIMARY KEY (id) INCLUDE (name) WITH (fillfactor = 50),"
        "CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (name), CONSTRAINT ck CHECK (id > 1) NO INHERIT,"
        "CONSTRAINT ex EXCLUDE USING gist (r WITH &&, (int4range(id, id + 1)) range_ops WITH &&) WHERE (id > 0));"
        "CREATE INDEX ix ON t (lower(name) COLLATE \"C\" text_pattern_ops DESC, name COLLATE \"C\" NULLS FIRST, v, id);"
        "CREATE INDEX gin ON t USING gin (j jsonb_path_ops);"
        "CREATE UNIQUE INDEX part ON t (id) INCLUDE (v) NULLS NOT DISTINCT WHERE name > 'x';"
        "COMMENT ON CONSTRAINT pk ON t IS 'the key'; COMMENT ON INDEX ix IS 'an index'");
    const schema::Schema schema = inspect();
    const schema::Table& found = *schema.table("", "t");
    EXPECT_EQ(found.primary_key()->comment, "the key");
    EXPECT_EQ(text_field(map_field(found.primary_key()->options, "postgresql_with"), "fillfactor"), "50");
    EXPECT_TRUE(bool_field(constraint<schema::Unique>(found, "uq").options, "postgresql_nulls_not_distinct"));
    const auto& exclude = constraint<schema::Exclude>(found, "ex");
    ASSERT_EQ(exclude.elements.size(), 2u);
    EXPECT_EQ(exclude.elements[0].expression->get_if<sql::Column>()->name, "r");
    EXPECT_EQ(text(exclude.elements[1].expression), "int4range(id, id + 1)");
    EXPECT_EQ(text(exclude.where), "(id > 0)");
    // Those behind constraints are not indexes of their own.
    ASSERT_EQ(found.indexes.size(), 3u);
    const schema::Index& ix = found.indexes[1];
    EXPECT_EQ(ix.comment, "an index");
    EXPECT_EQ(text_field(map_field(ix.options, "postgresql_ops"), "lower(name)"), "text_pattern_ops");
    const auto* descending = ix.elements.at(0).expression->get_if<sql::Unary>();
    ASSERT_NE(descending, nullptr);
    EXPECT_EQ(descending->operand->get_if<sql::Binary>()->op.name, "collate");
    EXPECT_EQ(ix.elements.at(2).column, "v"); // the column's own collation
    EXPECT_EQ(ix.elements.at(3).column, "id");
    EXPECT_EQ(texts_field(found.indexes[2].options, "postgresql_include"), Names{"v"});
}

TEST_F(PostgresqlInspector, TypesSequencesAndExtensions) {
    run("CREATE TYPE mood AS ENUM ('sad', 'it''s'); COMMENT ON TYPE mood IS 'how';"
        "CREATE DOMAIN name AS varchar(20) COLLATE \"C\" DEFAULT 'x' NOT NULL CONSTRAINT long CHECK (length(value) > "
        "2);"
        "CREATE SEQUENCE s AS int START 5 INCREMENT 2 MINVALUE 3 MAXVALUE 99 CACHE 4 CYCLE;"
        "CREATE TABLE t (a int DEFAULT nextval('s'), b smallserial, n name);"
        "CREATE SEQUENCE of_column OWNED BY t.a; CREATE TABLE o (b bigserial)");
    const schema::Schema found = inspect();
    EXPECT_EQ(found.enums.at(0).labels, (Names{"sad", "it's"}));
    EXPECT_EQ(found.enums.at(0).comment, "how");
    const schema::Domain& domain = found.domains.at(0);
    EXPECT_EQ(domain.type->length, 20);
    EXPECT_EQ(domain.collation, "C");
    EXPECT_EQ(text(domain.server_default), "'x'::character varying");
    EXPECT_TRUE(domain.not_null);
    EXPECT_EQ(domain.checks.at(0).name.text, "long");
    EXPECT_EQ(text(domain.checks.at(0).sqltext), "length(VALUE::text) > 2");
    // The column does not repeat its domain's rules.
    EXPECT_TRUE(found.table("", "t")->column("n")->nullable);
    EXPECT_EQ(found.table("", "t")->column("n")->server_default, nullptr);
    ASSERT_EQ(found.sequences.size(), 2u);
    EXPECT_EQ(found.sequences[0].name, "of_column");
    const schema::Sequence& sequence = found.sequences[1];
    EXPECT_EQ(sequence.data_type->name, "INTEGER");
    EXPECT_EQ(sequence.start, 5);
    EXPECT_EQ(sequence.maxvalue, 99);
    EXPECT_EQ(sequence.cycle, true);
    EXPECT_FALSE(found.table("", "t")->column("a")->autoincremented);
    EXPECT_TRUE(found.table("", "t")->column("b")->autoincremented);
}

TEST_F(PostgresqlInspector, ViewsAndRoutines) {
    run("CREATE TABLE t (a int); CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t WHERE a > 1;"
        "CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE INDEX m_a ON m (a); COMMENT ON VIEW v IS 'some';"
        "CREATE FUNCTION f(x int, y text DEFAULT 'a') RETURNS int LANGUAGE sql AS 'SELECT 1';"
        "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE PROCEDURE pr(INOUT a int) LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE AGGREGATE total(int) (SFUNC = int4_sum, STYPE = bigint, INITCOND = '0');"
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();"
        "CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;"
        "CREATE POLICY po ON t FOR SELECT TO PUBLIC USING (a > 1);"
        "GRANT SELECT, INSERT ON t TO PUBLIC; CREATE TYPE rng AS RANGE (subtype = float8)");
    const schema::Schema found = inspect(all());
    ASSERT_EQ(found.views.size(), 2u);
    EXPECT_TRUE(found.views[0].materialized);
    EXPECT_EQ(found.views[0].indexes.size(), 1u);
    EXPECT_EQ(found.views[1].definition, "SELECT t.a\n   FROM t\n  WHERE (t.a > 1)");
    EXPECT_EQ(found.views[1].comment, "some");
    EXPECT_EQ(found.tables.size(), 1u);
    Names signatures;
    for (const schema::Routine& routine : found.routines)
        signatures.push_back(routine.signature);
    EXPECT_EQ(signatures, (Names{"f(integer, text)", "pr(integer)", "tf()", "total(integer)", "tr ON t", "ru ON t",
                                 "po ON t", "INSERT, SELECT ON t FROM PUBLIC"}));
    EXPECT_EQ(found.routines.at(3).definition, "CREATE AGGREGATE limbeck_a.total(integer) (SFUNC = int4_sum, "
                                               "STYPE = bigint, INITCOND = '0')");
    EXPECT_EQ(found.routines.at(6).definition, "CREATE POLICY po ON t FOR SELECT TO PUBLIC USING ((a > 1))");
    EXPECT_EQ(found.routines.at(7).definition, "GRANT INSERT, SELECT ON t TO PUBLIC");
}

TEST_F(PostgresqlInspector, AsksTheSameNumberOfQuestionsForMoreTables) {
    const auto questions = [&] {
        CountingConnection counting(*connection_);
        dialect_named("postgresql").inspector(counting)->inspect(all());
        return counting.count;
    };
    const auto create = [&](int from, int to) {
        run("DO $$ BEGIN FOR i IN " + std::to_string(from) + ".." + std::to_string(to) +
            " LOOP EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, n text UNIQUE, m int CHECK (m > 0), "
            "p int REFERENCES t%s)', i, greatest(i - 1, " +
            std::to_string(from) + ")); END LOOP; END $$");
    };
    create(1, 5);
    const int few = questions();
    create(6, 300);
    EXPECT_EQ(questions(), few);
    EXPECT_LE(few, 10);
}

} // namespace
} // namespace limbeck::dialects::postgresql
