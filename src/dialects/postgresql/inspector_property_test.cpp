#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/scratch.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iterator>
#include <limbeck/error.hpp>
#include <random>

// Random schemas of every kind of thing that PostgreSQL has and limbeck writes: what the inspector says of one, created
// elsewhere, is inspected as the same; the bulk question of the scratch place gives the same; and every change followed
// by its reverse leads back.
namespace limbeck::dialects::postgresql {
namespace {

using Texts = std::vector<std::string>;

std::string in_quotes(const std::string& name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

/// The same seed gives the same schema everywhere: only the engine of the standard library is used.
class RandomSchema {
  public:
    explicit RandomSchema(std::uint32_t seed) : engine_(seed) {}

    Texts statements() {
        made_ = {"CREATE TYPE mood AS ENUM ('sad', 'it''s', 'a b')",
                 "CREATE TYPE \"B b\".kind AS ENUM ('x', 'y')",
                 "CREATE DOMAIN posint AS integer " + maybe("DEFAULT 3 ") + maybe("NOT NULL ") +
                     "CONSTRAINT positive CHECK (VALUE > 0)",
                 "CREATE DOMAIN \"B b\".\"Short\" AS varchar(9) COLLATE \"C\" CHECK (length(VALUE) > 1)",
                 "CREATE SEQUENCE numbers " + maybe("AS integer ") + maybe("START 7 INCREMENT 2 ") + maybe("CYCLE"),
                 "CREATE FUNCTION twice(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2'"};
        if (one_in(3))
            made_.push_back("COMMENT ON TYPE mood IS 'how :one is'");
        const int tables = 1 + below(4);
        for (int i = 0; i < tables; ++i)
            add_table(one_in(3) ? "\"B b\"" : "");
        if (one_in(3))
            add_family();
        if (one_in(3))
            add_routines();
        return made_;
    }

    int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
    bool one_in(int n) { return below(n) == 0; }

  private:
    struct Column {
        std::string name, type;
    };
    struct Table {
        std::string sql; ///< with its schema, as SQL
        std::vector<Column> columns;
        std::string key; ///< column that a foreign key may refer to, or empty
        std::string key_type;
    };

    std::string pick(const Texts& from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }
    std::string maybe(const std::string& text, int n = 2) { return one_in(n) ? text : std::string(); }
    std::string fresh(const std::string& prefix) {
        return in_quotes(prefix + pick({"", " b", "\"q", ".dot", "'s", "Ü"}) + std::to_string(++names_));
    }

    std::string type() {
        return pick({"integer",
                     "bigint",
                     "smallint",
                     "text",
                     "varchar(20)",
                     "varchar",
                     "char(3)",
                     "numeric(10,2)",
                     "numeric",
                     "numeric(5)",
                     "double precision",
                     "real",
                     "boolean",
                     "date",
                     "timestamp",
                     "timestamptz",
                     "timestamp(3)",
                     "time",
                     "timetz(2)",
                     "interval",
                     "interval day to second(2)",
                     "interval(4)",
                     "uuid",
                     "jsonb",
                     "json",
                     "bytea",
                     "inet",
                     "cidr",
                     "macaddr",
                     "int4range",
                     "tstzrange",
                     "integer[]",
                     "text[]",
                     "varchar(10)[]",
                     "mood",
                     "mood[]",
                     "\"B b\".kind",
                     "posint",
                     "\"B b\".\"Short\"",
                     "bit(3)",
                     "bit varying(5)",
                     "tsvector",
                     "money",
                     "xml",
                     "point",
                     "oid",
                     "\"char\"",
                     "name",
                     "integer",
                     "text",
                     "varchar(50)",
                     "timestamptz"});
    }

    std::string default_of(const std::string& type) {
        if (type == "integer" || type == "bigint" || type == "smallint" || type == "numeric" || type == "real" ||
            type == "double precision" || type == "numeric(10,2)")
            return pick({"0", "-1", "'5'", "1 + 2", "twice(3)", "NULL"});
        if (type == "text" || type.starts_with("varchar(2") || type == "varchar" || type == "varchar(50)")
            return pick({"'x'", "''", "'it''s :b and ::c'", "lower('ABC')", "'a' || 'b'", "'back\\slash'", "NULL"});
        if (type == "boolean")
            return pick({"true", "false", "'t'"});
        if (type == "date")
            return pick({"CURRENT_DATE", "'2020-01-01'"});
        if (type == "timestamptz" || type == "timestamp")
            return pick({"now()", "CURRENT_TIMESTAMP", "now() + interval '1 day'", "'2020-01-01 10:00'"});
        if (type == "uuid")
            return "gen_random_uuid()";
        if (type == "jsonb" || type == "json")
            return pick({"'{}'", "'{\"a\": [1, 2]}'"});
        if (type == "integer[]" || type == "text[]" || type == "mood[]")
            return "'{}'";
        if (type == "mood")
            return pick({"'sad'", "'it''s'"});
        if (type == "\"B b\".kind")
            return "'x'";
        if (type == "posint")
            return "4";
        return "";
    }

    /// A condition on the column, or an expression of it.
    std::string condition(const Column& column) {
        const std::string c = in_quotes(column.name);
        if (column.type == "integer")
            return pick({c + " > 0", c + " IN (1, 2, 3)", "twice(" + c + ") <> 4 OR " + c + " IS NULL",
                         c + " BETWEEN 1 AND 5", "NOT (" + c + " = 7)"});
        if (column.type == "text" || column.type == "varchar(20)" || column.type == "varchar(50)")
            return pick({c + " <> ''", c + " LIKE 'a:b%'", "length(" + c + ") < 10 AND " + c + " ~ '^[a-z)(]'",
                         c + " IN ('a', 'b''c')", "lower(" + c + ") = " + c});
        return c + " IS NOT NULL";
    }

    std::string list(const std::vector<Column>& columns) {
        std::string text;
        for (const Column& column : columns)
            text += (text.empty() ? "" : ", ") + in_quotes(column.name);
        return "(" + text + ")";
    }

    /// Columns whose type a btree can hold.
    std::vector<Column> ordered(const Table& table, int most) {
        static const Texts none = {"json", "xml", "point"};
        std::vector<Column> found;
        for (const Column& column : table.columns)
            if (std::find(none.begin(), none.end(), column.type) == none.end())
                found.push_back(column);
        std::shuffle(found.begin(), found.end(), engine_);
        if (found.size() > static_cast<std::size_t>(most))
            found.resize(static_cast<std::size_t>(most));
        return found;
    }

    std::string deferral() {
        return maybe(pick({" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE"}), 4);
    }

    void add_table(const std::string& schema) {
        Table table;
        table.sql = (schema.empty() ? "" : schema + ".") + fresh(pick({"t", "Users", "order"}));
        const int columns = 1 + below(7);
        for (int i = 0; i < columns; ++i)
            table.columns.push_back(
                {pick({"id", "Name", "a b", "select", "ü", "dot.", "q\""}) + std::to_string(i), type()});
        Texts lines;
        const int key = below(4); // 1: serial, 2: identity, 3: of some columns
        if (key == 1 || key == 2) {
            table.columns.insert(table.columns.begin(), {"key", "integer"});
            table.key = "key";
            table.key_type = "integer";
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            lines.push_back(column(table, i, key));
        if (key == 3)
            if (const auto some = ordered(table, 2); !some.empty()) {
                lines.push_back(maybe("CONSTRAINT " + fresh("pk") + " ") + "PRIMARY KEY " + list(some) +
                                maybe(" WITH (fillfactor = 70)", 5) + deferral());
            }
        if (!table.key.empty())
            lines.push_back(maybe("CONSTRAINT " + fresh("pk") + " ") + "PRIMARY KEY (" + table.key + ")");
        if (one_in(2))
            if (const auto some = ordered(table, 2); !some.empty())
                lines.push_back(maybe("CONSTRAINT " + fresh("uq") + " ") + "UNIQUE " + maybe("NULLS NOT DISTINCT ", 4) +
                                list(some) + maybe(" INCLUDE (" + in_quotes(table.columns[0].name) + ")", 5) +
                                deferral());
        while (one_in(2))
            lines.push_back(maybe("CONSTRAINT " + fresh("ck") + " ") + "CHECK (" +
                            condition(table.columns[static_cast<std::size_t>(below(columns))]) + ")" +
                            maybe(" NO INHERIT", 6));
        for (const Column& column : table.columns) {
            if (column.type == "int4range" && one_in(2))
                lines.push_back("CONSTRAINT " + fresh("ex") + " EXCLUDE USING gist (" + in_quotes(column.name) +
                                " WITH &&)" + maybe(" WHERE (" + in_quotes(column.name) + " IS NOT NULL)") +
                                deferral());
            if (column.type != "integer" || column.name == "key" || tables_.empty() || !one_in(2))
                continue;
            const Table& other = tables_[static_cast<std::size_t>(below(static_cast<int>(tables_.size())))];
            if (other.key.empty())
                continue;
            lines.push_back(maybe("CONSTRAINT " + fresh("fk") + " ") + "FOREIGN KEY (" + in_quotes(column.name) +
                            ") REFERENCES " + other.sql + maybe(" MATCH FULL", 5) +
                            maybe(pick({" ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT",
                                        " ON DELETE SET NULL (" + in_quotes(column.name) + ")"})) +
                            maybe(" ON UPDATE CASCADE", 3) + deferral());
        }
        std::string text = "CREATE " + maybe("UNLOGGED ", 9) + "TABLE " + table.sql + " (";
        if (text.find("UNLOGGED") != std::string::npos)
            std::erase_if(lines, [](const std::string& line) { return line.find("REFERENCES") != std::string::npos; });
        for (std::size_t i = 0; i < lines.size(); ++i)
            text += (i ? ", " : "") + lines[i];
        made_.push_back(text + ")" + maybe(" WITH (fillfactor = 80, autovacuum_enabled = off)", 6));
        if (text.find("UNLOGGED") != std::string::npos)
            table.key.clear(); // nothing that is kept may refer to it
        while (one_in(2))
            add_index(table);
        add_comments(table);
        if (one_in(5))
            made_.push_back("ALTER TABLE " + table.sql + " ADD CONSTRAINT " + fresh("late") + " CHECK (" +
                            condition(table.columns[0]) + ") NOT VALID");
        if (one_in(6))
            made_.push_back("ALTER TABLE " + table.sql + pick({" ENABLE", " ENABLE"}) + " ROW LEVEL SECURITY");
        tables_.push_back(table);
    }

    std::string column(const Table& table, std::size_t i, int key) {
        const Column& column = table.columns[i];
        std::string text = in_quotes(column.name) + " ";
        if (column.name == "key" && key == 1)
            return text + pick({"serial", "serial", "serial"});
        if (column.name == "key")
            return text + "integer GENERATED " + pick({"ALWAYS", "BY DEFAULT"}) + " AS IDENTITY" +
                   maybe(" (START 10 INCREMENT 5 CACHE 3)");
        text += column.type;
        if ((column.type == "text" || column.type == "varchar(20)") && one_in(4))
            text += " COLLATE \"C\"";
        if (column.type == "integer" && i > 0 && table.columns[0].type == "integer" && table.columns[0].name != "key" &&
            one_in(3))
            return text + " GENERATED ALWAYS AS (" + in_quotes(table.columns[0].name) + " * 2 + 1) STORED";
        if (column.type == "integer" && one_in(8))
            text += " DEFAULT nextval('numbers')";
        else if (const std::string value = default_of(column.type); !value.empty() && one_in(2))
            text += " DEFAULT " + value;
        return text + maybe(" NOT NULL", 3);
    }

    void add_index(const Table& table) {
        const auto columns = ordered(table, 3);
        if (columns.empty())
            return;
        std::string keys;
        for (const Column& column : columns) {
            const std::string name = in_quotes(column.name);
            std::string element = name;
            const bool is_text = column.type == "text" || column.type == "varchar(20)" || column.type == "varchar(50)";
            if (is_text)
                element = pick({name, "lower(" + name + ")", "(" + name + " || 'x')", name + " COLLATE \"C\"",
                                name + " text_pattern_ops", "lower(" + name + ") COLLATE \"POSIX\" text_pattern_ops"});
            else if (column.type == "integer")
                element = pick({name, "(" + name + " + 1)", "twice(" + name + ")"});
            keys += (keys.empty() ? "" : ", ") + element +
                    maybe(pick({" DESC", " NULLS FIRST", " DESC NULLS LAST", " ASC"}), 3);
        }
        std::string index = fresh("ix");
        made_.push_back("CREATE " + maybe("UNIQUE ", 3) + "INDEX " + index + " ON " + table.sql + " (" + keys + ")" +
                        maybe(" INCLUDE (" + in_quotes(table.columns[0].name) + ")", 5) +
                        maybe(" NULLS NOT DISTINCT", 6) + maybe(" WITH (fillfactor = 60)", 6) +
                        maybe(" WHERE " + condition(table.columns[0]), 4));
        for (const Column& column : table.columns)
            if (column.type == "jsonb" && one_in(2))
                made_.push_back("CREATE INDEX " + fresh("gin") + " ON " + table.sql + " USING gin (" +
                                in_quotes(column.name) + maybe(" jsonb_path_ops") + ")" +
                                maybe(" WITH (fastupdate = off)"));
    }

    void add_comments(const Table& table) {
        if (one_in(4))
            made_.push_back("COMMENT ON TABLE " + table.sql + " IS 'it''s :a table'");
        if (one_in(3))
            made_.push_back("COMMENT ON COLUMN " + table.sql + "." + in_quotes(table.columns[0].name) +
                            " IS E'two\\nlines'");
    }

    void add_family() {
        if (one_in(2)) {
            made_.push_back("CREATE TABLE \"B b\".parted (id integer DEFAULT 1, at date NOT NULL, "
                            "CHECK (id > 0)) PARTITION BY " +
                            pick({"RANGE (at)", "RANGE (at, (id + 1))"}));
            const bool two = made_.back().find("id + 1") != std::string::npos;
            made_.push_back(std::string("CREATE TABLE part_1 PARTITION OF \"B b\".parted (id DEFAULT 5, "
                                        "CONSTRAINT own CHECK (id < 100)) FOR VALUES FROM ('2020-01-01'") +
                            (two ? ", 1" : "") + ") TO ('2021-01-01'" + (two ? ", 1" : "") + ")");
            made_.push_back("CREATE TABLE part_d PARTITION OF \"B b\".parted DEFAULT");
            made_.push_back("CREATE INDEX parted_id ON \"B b\".parted (id)");
            return;
        }
        made_.push_back(
            "CREATE TABLE \"Parent\" (a integer CHECK (a > 0), g integer GENERATED ALWAYS AS (a + 1) STORED)");
        made_.push_back("CREATE TABLE \"B b\".child (b text" + maybe(" DEFAULT 'x'") +
                        ", CONSTRAINT more CHECK (b <> '')) INHERITS (\"Parent\")");
    }

    void add_routines() {
        const std::string& table = tables_[0].sql;
        made_.push_back("CREATE VIEW \"B b\".looks AS SELECT count(*) AS n FROM " + table);
        made_.push_back("CREATE VIEW a_view WITH (security_barrier = true) AS SELECT n FROM \"B b\".looks WHERE n > 1");
        made_.push_back("CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one WITH NO DATA");
        made_.push_back("CREATE UNIQUE INDEX kept_one ON kept (one)");
        made_.push_back("COMMENT ON VIEW a_view IS 'seen'");
        made_.push_back(
            "CREATE FUNCTION \"B b\".touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        made_.push_back("CREATE TRIGGER \"on touch\" BEFORE UPDATE ON " + table +
                        " FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION \"B b\".touched()");
        made_.push_back("CREATE POLICY mine ON " + table + " FOR SELECT TO PUBLIC USING (true)");
        made_.push_back("GRANT SELECT, UPDATE ON " + table + " TO PUBLIC");
        made_.push_back("CREATE AGGREGATE summed(integer) (SFUNC = int4_sum, STYPE = bigint, INITCOND = '0')");
        made_.push_back("CREATE PROCEDURE worked(a integer, b text DEFAULT 'x') LANGUAGE sql AS 'SELECT 1'");
    }

    std::mt19937 engine_;
    std::vector<Table> tables_;
    Texts made_;
    int names_ = 0;
};

void show(std::string& out, const Value& value) {
    if (const Map* map = value.get_if<Map>()) {
        out += "{";
        for (const auto& [key, item] : map->entries()) {
            out += key + ": ";
            show(out, item);
            out += ", ";
        }
        out += "}";
    } else if (const List* items = value.get_if<List>()) {
        out += "[";
        for (const Value& item : *items) {
            show(out, item);
            out += ", ";
        }
        out += "]";
    } else if (const auto* text = value.get_if<std::string>()) {
        out += "'" + *text + "'";
    } else if (const auto* number = value.get_if<std::int64_t>()) {
        out += std::to_string(*number);
    } else if (const auto* flag = value.get_if<bool>()) {
        out += *flag ? "true" : "false";
    } else {
        out += value.kind_name();
    }
}

/// A line for each thing.
Texts plain(const schema::Schema& schema) {
    Texts lines;
    const Value parts = schema::to_plain(schema);
    for (const auto& [part, things] : parts.as_map().entries())
        for (const Value& thing : things.as_list()) {
            std::string& line = lines.emplace_back(part + " ");
            show(line, thing);
        }
    return lines;
}

/// Where lines differ, with what is around it.
std::string differences(const Texts& found, const Texts& expected) {
    std::string text;
    for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
        const std::string is = i < found.size() ? found[i] : "", ought = i < expected.size() ? expected[i] : "";
        if (is == ought)
            continue;
        const auto place = static_cast<std::size_t>(
            std::mismatch(is.begin(), is.end(), ought.begin(), ought.end()).first - is.begin());
        const std::size_t begin = place > 100 ? place - 100 : 0;
        text += is.substr(0, 40) + "…\n- " + ought.substr(begin, 250) + "\n+ " + is.substr(begin, 250) + "\n";
    }
    return text;
}

InspectFilter everything() {
    InspectFilter filter;
    filter.schemas = {"", "B b"};
    filter.views = filter.routines = true;
    return filter;
}

/// Changes of a table of which each has a way back.
std::vector<schema::Change> some_changes(const schema::Table& table, RandomSchema& random) {
    std::vector<schema::Change> changes;
    for (const schema::Index& index : table.indexes)
        changes.emplace_back(schema::DropIndex{index, false});
    for (const schema::Constraint& constraint : table.constraints) {
        const auto* key = std::get_if<schema::PrimaryKey>(&constraint);
        if (key)
            continue; // others may stand on it
        if (std::holds_alternative<schema::Unique>(constraint) && table.options.find("postgresql_partition_of"))
            continue;
        schema::DropConstraint drop{table.schema, table.name, schema::name_of(constraint), "", false, {}, constraint};
        changes.emplace_back(std::move(drop));
    }
    changes.emplace_back(schema::RenameTable{table.schema, table.name, "renamed"});
    changes.emplace_back(schema::TableComment{table.schema, table.name, "another", table.comment});
    schema::AddColumn add;
    add.table.name = table.name;
    add.table.schema = table.schema;
    schema::Column& column = add.table.columns.emplace_back();
    column.name = "added";
    column.type = schema::make_type("Integer");
    column.server_default = sql::text("7");
    column.comment = "new";
    if (!table.options.find("postgresql_partition_of"))
        changes.emplace_back(std::move(add));
    for (const schema::Column& given : table.columns) {
        if (random.below(3) || given.computed || given.identity || given.autoincremented || given.primary_key)
            continue;
        schema::AlterColumn alter;
        alter.table = table.name;
        alter.schema = table.schema;
        alter.column = given.name;
        alter.existing_type = given.type;
        alter.existing_nullable = given.nullable;
        alter.existing_server_default = given.server_default;
        alter.existing_comment = given.comment;
        alter.comment = std::optional<std::string>("of a column");
        const bool has_children = table.options.find("postgresql_partition_by") || table.name == "Parent";
        if (given.server_default && !has_children) // whose own defaults would go, too
            alter.server_default = sql::ExpressionPtr();
        if (!table.options.find("postgresql_partition_of") && !table.options.find("postgresql_inherits") &&
            !table.options.find("postgresql_partition_by"))
            alter.nullable = !given.nullable;
        changes.emplace_back(std::move(alter));
    }
    return changes;
}

/// Needs a server: LIMBECK_TEST_POSTGRESQL is the URL of a database in which the tests may do anything. Each has a
/// database of its own beside that one: in the same one they would wait for each other, as they make schemas of the
/// same names.
class PostgresqlRandomSchemas : public testing::TestWithParam<std::uint32_t> {
  protected:
    static constexpr std::uint32_t each = 20; ///< seeds of one test

    void SetUp() override {
        const char* url = std::getenv("LIMBECK_TEST_POSTGRESQL");
        if (!url)
            GTEST_SKIP() << "LIMBECK_TEST_POSTGRESQL is not set";
        const std::string place(url);
        name_ = "limbeck_random_" + std::to_string(GetParam());
        server_ = dialect().connect(parse_url(place));
        drop();
        server_->execute({"CREATE DATABASE " + name_});
        connection_ = dialect().connect(parse_url(place.substr(0, place.rfind('/') + 1) + name_));
    }
    void TearDown() override {
        connection_.reset();
        if (server_)
            drop();
    }
    static const Dialect& dialect() { return dialect_named("postgresql"); }
    void drop() { server_->execute({"DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)"}); }

    /// Makes the schema of the seed in a transaction that is never committed, and says what it is.
    schema::Schema make(RandomSchema& random) {
        connection_->begin();
        connection_->execute({"CREATE SCHEMA limbeck_r"});
        connection_->execute({"CREATE SCHEMA \"B b\""});
        connection_->execute({"SET LOCAL search_path = limbeck_r, public"});
        connection_->execute({"SET LOCAL client_min_messages = warning"});
        for (const std::string& statement : random.statements())
            connection_->execute({statement});
        return dialect().inspector(*connection_)->inspect(everything());
    }

    std::unique_ptr<Connection> server_, connection_;
    std::string name_;
};

TEST_P(PostgresqlRandomSchemas, AreMadeAgainAndChangesLeadBack) {
    for (std::uint32_t seed = GetParam() * each; seed < (GetParam() + 1) * each; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomSchema random(seed);
        try {
            const schema::Schema real = make(random);
            const Texts expected = plain(real);
            const auto place = dialect().scratch(*connection_);
            place->create(real);
            EXPECT_EQ(differences(plain(place->inspect(everything())), expected), "");

            // In bulk, as a comparison asks it.
            schema::Schema tables, asked;
            tables.tables = real.tables;
            asked.tables = place->stored(real.tables);
            EXPECT_EQ(differences(plain(asked), plain(tables)), "");

            for (const schema::Table& table : real.tables)
                for (const schema::Change& change : some_changes(table, random)) {
                    place->run(dialect().ddl().write(place->mapped(change), nullptr));
                    place->run(dialect().ddl().write(place->mapped(schema::reverse(change)), nullptr));
                }
            EXPECT_EQ(differences(plain(place->inspect(everything())), expected), "");
        } catch (const Error& error) {
            ADD_FAILURE() << error.message() << "\n" << error.statement;
        }
        connection_->rollback();
        if (HasFailure())
            return;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PostgresqlRandomSchemas, testing::Range(0U, 10U));

} // namespace
} // namespace limbeck::dialects::postgresql
