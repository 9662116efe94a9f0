#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/live_database_state.hpp"
#include "dialects/scratch.hpp"
#include "dialects/url.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <random>
#include <set>
#include <unistd.h>

// Random schemas of every kind of thing that MariaDB, or MySQL, has and limbeck writes: what the inspector says of one,
// created elsewhere, is inspected as the same; the bulk question of the scratch place gives the same, and so does the
// server's own SHOW CREATE TABLE.
namespace limbeck::dialects::mysql {
namespace {

using Texts = std::vector<std::string>;

std::string in_quotes(const std::string& name) {
    std::string text = "`";
    for (const char c : name)
        text += c == '`' ? std::string("``") : std::string(1, c);
    return text + "`";
}

/// The same seed gives the same schema everywhere: only the engine of the standard library is used.
class RandomSchema {
  public:
    RandomSchema(std::uint32_t seed, bool mariadb) : engine_(seed), mariadb_(mariadb) {}

    Texts statements() {
        if (mariadb_ && one_in(3)) {
            made_.push_back("CREATE SEQUENCE numbers " + maybe("START WITH 7 INCREMENT BY 2 ") + maybe("CYCLE"));
            has_sequence_ = true;
        }
        const int tables = 1 + below(4);
        for (int i = 0; i < tables; ++i)
            add_table();
        if (one_in(3))
            add_partitioned();
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
        std::string name;
        std::vector<Column> columns;
        std::string key; ///< of type INT, or empty
    };

    std::string pick(const Texts& from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }
    std::string maybe(const std::string& text, int n = 2) { return one_in(n) ? text : std::string(); }
    std::string fresh(const std::string& prefix) {
        return in_quotes(prefix + pick({"", " b", "\"q", ".dot", "'s", "Ü", "`"}) + std::to_string(++names_));
    }

    std::string characters() {
        return maybe(pick({" CHARACTER SET latin1", " CHARACTER SET ascii COLLATE ascii_bin", " COLLATE utf8mb4_bin",
                           " CHARACTER SET utf8mb3", " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"}),
                     4);
    }

    std::string type() {
        if (mariadb_ && one_in(9))
            return pick({"UUID", "INET4", "INET6", "BLOB COMPRESSED", "VARCHAR(30) COMPRESSED"});
        return pick({"INT",
                     "INT",
                     "INT UNSIGNED",
                     "BIGINT(15) ZEROFILL",
                     "SMALLINT(3)",
                     "MEDIUMINT",
                     "TINYINT(1)",
                     "TINYINT",
                     "DECIMAL(10,2)",
                     "DECIMAL",
                     "FLOAT",
                     "FLOAT(7,3)",
                     "DOUBLE",
                     "DOUBLE UNSIGNED",
                     "BIT(3)",
                     "BIT",
                     "DATE",
                     "DATETIME",
                     "DATETIME(6)",
                     "TIMESTAMP",
                     "TIMESTAMP(3)",
                     "TIME",
                     "TIME(2)",
                     "YEAR",
                     "VARCHAR(20)",
                     "VARCHAR(50)",
                     "VARCHAR(20)",
                     "CHAR(3)",
                     "TEXT",
                     "MEDIUMTEXT",
                     "LONGTEXT",
                     "TINYTEXT",
                     "BLOB",
                     "LONGBLOB",
                     "BINARY(3)",
                     "VARBINARY(9)",
                     "JSON",
                     "POINT",
                     "GEOMETRY",
                     "BOOLEAN",
                     "NATIONAL CHAR(3)",
                     "ENUM('a','it''s','c,d','','back\\\\slash')",
                     "SET('x','y)')"});
    }

    static bool is_text(const std::string& type) {
        return type.starts_with("VARCHAR(2") || type.starts_with("VARCHAR(5");
    }
    static bool has_characters(const std::string& type) {
        return (type.find("CHAR(") != std::string::npos || type.find("TEXT") != std::string::npos ||
                type.starts_with("ENUM") || type.starts_with("SET")) &&
               !type.starts_with("NATIONAL");
    }

    std::string default_of(const std::string& type) {
        if (type.starts_with("INT") && !type.starts_with("INT ") && type.size() == 3 && has_sequence_ && one_in(4))
            return "nextval(numbers)";
        if (type == "INT" || type == "MEDIUMINT" || type.starts_with("SMALLINT"))
            return pick({"0", "-1", "'5'", "(1 + 2)", "NULL", "(floor(rand() * 5))"});
        if (type == "DECIMAL(10,2)" || type == "DOUBLE" || type == "FLOAT")
            return pick({"1.50", "-0.5", "0", "'2.25'", "(1 / 3)"});
        if (is_text(type))
            return pick({"'x'", "''", "'it''s :b and ::c'", "(lower('ABC'))", "(concat('a', 'b'))", "'back\\\\slash'",
                         "NULL", "'two\\nlines'", "'100%'", "(uuid())"});
        if (type == "TEXT")
            return mariadb_ ? pick({"'long'", "(concat('a', ':b'))"}) : "(concat('a', ':b'))";
        if (type == "DATE")
            return pick({"'2020-01-01'", "(curdate())", "(current_date + interval 1 day)"});
        if (type == "DATETIME" || type == "TIMESTAMP")
            return pick({"CURRENT_TIMESTAMP", "now()", "'2020-01-01 10:00:00'",
                         "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "NULL ON UPDATE CURRENT_TIMESTAMP"});
        if (type == "TIMESTAMP(3)")
            return pick({"CURRENT_TIMESTAMP(3)", "CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)"});
        if (type == "BIT(3)")
            // SQLAlchemy puts what MySQL tells of such a default into parentheses: an expression then.
            return mariadb_ ? pick({"b'101'", "5"}) : "NULL";
        if (type == "YEAR")
            return "2001";
        if (type == "UUID")
            return "uuid()";
        if (type == "JSON")
            return mariadb_ ? pick({"'{}'", "(json_array())"}) : "(json_array())";
        if (type.starts_with("ENUM"))
            return pick({"'a'", "'it''s'", "'back\\\\slash'"});
        if (type.starts_with("SET"))
            return "'x,y)'";
        if (type == "VARBINARY(9)")
            return mariadb_ ? pick({"'ab'", "X'000141'", "'a\\0b'"}) : pick({"'ab'", "X'014183'"});
        if (type == "BOOLEAN" || type == "TINYINT(1)")
            return pick({"true", "0"});
        return "";
    }

    std::string condition(const Column& column) {
        const std::string c = in_quotes(column.name);
        if (column.type == "INT")
            return pick({c + " > 0", c + " IN (1, 2, 3)", c + " <> 4 OR " + c + " IS NULL", c + " BETWEEN 1 AND 5",
                         "NOT (" + c + " = 7)"});
        if (is_text(column.type))
            return pick({c + " <> ''", c + " LIKE 'a:b%'", "char_length(" + c + ") < 10", c + " IN ('a', 'b''c')"});
        return c + " IS NOT NULL";
    }

    std::vector<Column> indexed(const Table& table, int most) {
        static const Texts none = {"JSON", "POINT", "GEOMETRY", "BLOB COMPRESSED", "VARCHAR(30) COMPRESSED"};
        std::vector<Column> found;
        for (const Column& column : table.columns)
            if (std::find(none.begin(), none.end(), column.type) == none.end())
                found.push_back(column);
        std::shuffle(found.begin(), found.end(), engine_);
        if (found.size() > static_cast<std::size_t>(most))
            found.resize(static_cast<std::size_t>(most));
        return found;
    }
    static bool needs_length(const Column& column) {
        return column.type.find("TEXT") != std::string::npos || column.type.find("BLOB") != std::string::npos;
    }

    std::string list(const std::vector<Column>& columns, bool ordered) {
        std::string text;
        for (const Column& column : columns)
            text += (text.empty() ? "" : ", ") + in_quotes(column.name) +
                    (needs_length(column) || (is_text(column.type) && one_in(4)) ? "(5)" : "") +
                    (ordered ? maybe(pick({" DESC", " ASC"}), 3) : "");
        return "(" + text + ")";
    }

    void add_table() {
        Table table;
        table.name = fresh(pick({"t", "Users", "order"}));
        const int columns = 1 + below(8);
        for (int i = 0; i < columns; ++i)
            table.columns.push_back(
                {pick({"id", "Name", "a b", "select", "ü", "dot.", "q`"}) + std::to_string(i), type()});
        Texts lines;
        const int key = below(4); // 1: numbered, 2: a number, 3: of some columns
        if (key == 1 || key == 2) {
            table.columns.insert(table.columns.begin(), {"key", "INT"});
            table.key = "key";
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            lines.push_back(column(table, i, key));
        if (key == 3)
            if (const auto some = indexed(table, 2);
                !some.empty() && std::none_of(some.begin(), some.end(), [&](const Column& one) {
                    const bool says_null = one.type.starts_with("TIMESTAMP"); // which MariaDB passes over in a key
                    return generated_.contains(one.name) || (!mariadb_ && says_null);
                }))
                lines.push_back("PRIMARY KEY " + list(some, false));
        if (!table.key.empty())
            lines.push_back("PRIMARY KEY (`key`)");
        while (one_in(2))
            if (const auto some = indexed(table, 3); !some.empty()) {
                lines.push_back(pick({"UNIQUE KEY ", "KEY ", "KEY ", "UNIQUE KEY "}) + fresh("ix") + " " +
                                list(some, true) + maybe(" COMMENT 'it''s'", 6) +
                                maybe(mariadb_ ? " IGNORED" : " INVISIBLE", 8));
                // It might be the primary key, where there is none.
                if (std::string& line = lines.back(); line.starts_with("UNIQUE") && line.ends_with(" INVISIBLE"))
                    line.erase(line.rfind(" INVISIBLE"));
            }
        while (one_in(2))
            lines.push_back(maybe("CONSTRAINT " + fresh("ck") + " ") + "CHECK (" + condition(plain_column(table)) +
                            ")");
        for (const Column& column : table.columns) {
            if (column.type == "TEXT" && one_in(3))
                lines.push_back("FULLTEXT KEY " + fresh("ft") + " (" + in_quotes(column.name) + ")");
            if (column.type == "POINT" && not_null_.contains(column.name) && one_in(2))
                lines.push_back("SPATIAL KEY " + fresh("sp") + " (" + in_quotes(column.name) + ")");
            if (column.type != "INT" || column.name == "key" || tables_.empty() || !one_in(2))
                continue;
            const Table& other = tables_[static_cast<std::size_t>(below(static_cast<int>(tables_.size())))];
            if (other.key.empty() || generated_.contains(column.name))
                continue;
            lines.push_back(maybe("CONSTRAINT " + fresh("fk") + " ") + "FOREIGN KEY (" + in_quotes(column.name) +
                            ") REFERENCES " + other.name + " (`key`)" +
                            maybe(pick({" ON DELETE CASCADE", " ON DELETE RESTRICT", " ON DELETE NO ACTION"})) +
                            maybe(pick({" ON UPDATE CASCADE", " ON UPDATE NO ACTION"}), 3));
        }
        std::string text = "CREATE TABLE " + table.name + " (";
        for (std::size_t i = 0; i < lines.size(); ++i)
            text += (i ? ", " : "") + lines[i];
        made_.push_back(text + ")" + maybe(" CHARACTER SET latin1", 6) + maybe(" COLLATE utf8mb4_bin", 6) +
                        maybe(" ROW_FORMAT=DYNAMIC", 6) + maybe(" STATS_PERSISTENT=1", 8) +
                        maybe(" COMMENT='it''s :a table'", 4) + maybe(" AVG_ROW_LENGTH=50 MAX_ROWS=1000", 8));
        if (made_.back().find("CHARACTER SET latin1 COLLATE utf8mb4_bin") != std::string::npos)
            made_.back().erase(made_.back().find(" COLLATE utf8mb4_bin", made_.back().rfind(")")), 20);
        tables_.push_back(table);
        generated_.clear();
        not_null_.clear();
    }

    const Column& plain_column(const Table& table) {
        static const Column one = {"1", ""};
        for (const Column& column : table.columns)
            if (column.name != "key" && column.type != "POINT" && column.type != "GEOMETRY" && one_in(2))
                return column;
        for (const Column& column : table.columns)
            if (column.name != "key")
                return column;
        return one;
    }

    std::string column(const Table& table, std::size_t i, int key) {
        const Column& column = table.columns[i];
        std::string text = in_quotes(column.name) + " ";
        if (column.name == "key")
            return text + "INT" + (key == 1 ? " AUTO_INCREMENT" : " NOT NULL") + maybe(" COMMENT 'the key'", 4);
        text += column.type;
        if (has_characters(column.type))
            text += characters();
        if (column.type == "INT" && i > 0 && table.columns[0].type == "INT" && table.columns[0].name != "key" &&
            one_in(3)) {
            generated_.insert(column.name);
            return text + " GENERATED ALWAYS AS (" + in_quotes(table.columns[0].name) + " * 2 + 1) " +
                   pick({"STORED", "VIRTUAL"}) + maybe(" COMMENT 'made'", 4);
        }
        const bool not_null = one_in(3);
        if (not_null)
            not_null_.insert(column.name);
        if (not_null)
            text += " NOT NULL";
        else if (column.type.starts_with("TIMESTAMP"))
            text += " NULL";
        if (const std::string value = default_of(column.type);
            !value.empty() && one_in(2) && !(not_null && value.starts_with("NULL")))
            text += " DEFAULT " + value;
        if (i > 0 && text.find(" DEFAULT ") != std::string::npos && !text.ends_with(" NULL")) // a key takes no others
            text += maybe(" INVISIBLE", 8);
        text += maybe(pick({" COMMENT 'it''s :a'", " COMMENT 'two\\nlines \\\\ \"'"}), 5);
        if (column.type == "INT" && one_in(6))
            text += " CHECK (" + condition(column) + ")";
        return text;
    }

    void add_partitioned() {
        made_.push_back("CREATE TABLE " + fresh("parted") + " (a INT NOT NULL, b DATE NOT NULL) " +
                        pick({"PARTITION BY HASH (a) PARTITIONS 3", "PARTITION BY KEY (a) PARTITIONS 2",
                              "PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (5) COMMENT = 'low', PARTITION p1 "
                              "VALUES LESS THAN MAXVALUE)",
                              "PARTITION BY LIST COLUMNS (b) (PARTITION p0 VALUES IN ('2020-01-01', '2020-01-02'))",
                              "PARTITION BY RANGE (a) SUBPARTITION BY HASH (to_days(b)) SUBPARTITIONS 2 (PARTITION p0 "
                              "VALUES LESS THAN (5))"}));
    }

    void add_routines() {
        const std::string& table = tables_[0].name;
        made_.push_back("CREATE VIEW looks AS SELECT count(*) AS n FROM " + table);
        made_.push_back("CREATE VIEW a_view AS SELECT n, 'it''s' AS x FROM looks WHERE n > 1");
        made_.push_back("CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC RETURN a * 2");
        made_.push_back("CREATE PROCEDURE worked(IN a INT, OUT b VARCHAR(10)) BEGIN SET b = concat('x;', a); END");
        made_.push_back("CREATE TRIGGER `on touch` BEFORE INSERT ON " + table + " FOR EACH ROW SET @touched = 1");
    }

    std::mt19937 engine_;
    bool mariadb_; ///< not MySQL
    std::vector<Table> tables_;
    std::set<std::string> generated_, not_null_; ///< columns of the table that is being made
    Texts made_;
    bool has_sequence_ = false;
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
    filter.views = filter.routines = true;
    return filter;
}

/// Needs a server: LIMBECK_TEST_MARIADB is the URL of a user who may do anything.
class MysqlRandomSchemas : public testing::TestWithParam<std::uint32_t> {
  protected:
    static constexpr std::uint32_t each = 20; ///< seeds of one test

    void SetUp() override {
        const char* url = std::getenv("LIMBECK_TEST_MARIADB");
        if (!url)
            GTEST_SKIP() << "LIMBECK_TEST_MARIADB is not set";
        const Url parsed = parse_url(url);
        connection_ = dialect_named(parsed.dialect).connect(parsed);
        database_ = "limbeck_random_" + std::to_string(getpid()); // several tests have one parameter
    }
    void TearDown() override {
        if (connection_)
            connection_->execute({"DROP DATABASE IF EXISTS " + database_});
    }

    schema::Schema inspected() { return connection_->dialect().inspector(*connection_)->inspect(everything()); }

    /// The lines of what the server itself says, sorted: indexes stand in the order in which they were made.
    Texts shown(const schema::Schema& schema) {
        Texts found;
        for (const schema::Table& table : schema.tables) {
            const std::string text =
                connection_->execute({"SHOW CREATE TABLE " + in_quotes(table.name)}).rows.at(0).at(1).as_text();
            const auto first = static_cast<std::ptrdiff_t>(found.size());
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t end = std::min(text.find('\n', at), text.size());
                std::string line = text.substr(at, end - at - (text[end - 1] == ','));
                if (const std::size_t name = line.find("nextval(`"); name != std::string::npos)
                    line.erase(name + 8, line.find('.', name) - name - 7); // the name of the database
                if (!is_mariadb())
                    leave_out_character_sets(line);
                found.push_back(std::move(line));
                at = end + 1;
            }
            std::sort(found.begin() + first, found.end());
        }
        return found;
    }

    bool is_mariadb() const { return connection_->dialect().name() == "mariadb"; }

    /// MySQL tells a column's character set beside its collation if the definition did; and that of a literal, which
    /// any change of the table may make another.
    static void leave_out_character_sets(std::string& line) {
        for (const char* said : {" CHARACTER SET utf8mb4 COLLATE", " CHARACTER SET latin1 COLLATE"})
            if (const std::size_t at = line.find(said); at != std::string::npos)
                line.replace(at, std::string(said).size(), " COLLATE");
        for (const std::string said : {"_utf8mb4'", "_latin1'", "_ascii'"})
            for (std::size_t at = line.find(said); at != std::string::npos; at = line.find(said))
                line.erase(at, said.size() - 1);
    }

    void make(std::uint32_t seed) {
        RandomSchema random(seed, is_mariadb());
        connection_->execute({"DROP DATABASE IF EXISTS " + database_});
        connection_->execute({"CREATE DATABASE " + database_ + " CHARACTER SET utf8mb4"});
        connection_->execute({"USE " + database_});
        for (const std::string& statement : random.statements()) {
            last_ = statement;
            connection_->execute({statement});
        }
        last_.clear();
    }

    void run(const schema::Change& change) {
        LiveDatabaseState state([this] { return connection_.get(); }, false);
        for (const Statement& statement : connection_->dialect().ddl().write(change, &state)) {
            last_ = statement.text;
            connection_->execute(statement);
        }
        last_.clear();
    }

    /// What goes wrong is told with the statement.
    template <class Work> void for_each_seed(Work work) {
        for (std::uint32_t seed = GetParam() * each; seed < (GetParam() + 1) * each && !HasFailure(); ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            try {
                make(seed);
                work();
            } catch (const Error& error) {
                ADD_FAILURE() << last_ << "\n" << error.message() << "\n" << error.statement;
            }
        }
    }

    std::unique_ptr<Connection> connection_;
    std::string database_, last_;
};

TEST_P(MysqlRandomSchemas, AreMadeAgain) {
    for_each_seed([&] {
        const schema::Schema real = inspected();
        const Texts expected = plain(real), said = shown(real);
        {
            const auto place = connection_->dialect().scratch(*connection_);
            place->create(real);
            EXPECT_EQ(differences(plain(place->inspect(everything())), expected), "");
            EXPECT_EQ(differences(shown(real), said), "");

            // In bulk, as a comparison asks it.
            schema::Schema tables, asked;
            tables.tables = real.tables;
            asked.tables = place->stored(real.tables);
            EXPECT_EQ(differences(plain(asked), plain(tables)), "");
        }
        EXPECT_EQ(differences(plain(inspected()), expected), "");
    });
}

TEST_P(MysqlRandomSchemas, KeepWhatAChangeOfAColumnDoesNotSay) {
    int renamed = 0;
    for_each_seed([&] {
        const schema::Schema real = inspected();
        const Texts said = shown(real);
        for (const schema::Table& table : real.tables)
            for (const schema::Column& column : table.columns) {
                SCOPED_TRACE(table.name + "." + column.name);
                schema::AlterColumn change;
                change.table = table.name;
                change.column = column.name;
                change.comment = std::optional<std::string>("another");
                run(change);
                EXPECT_NE(shown(real), said);
                change.comment = column.comment;
                run(change);
                EXPECT_EQ(differences(shown(real), said), "");

                schema::AlterColumn rename;
                rename.table = table.name;
                rename.column = column.name;
                rename.new_name = "renamed";
                try {
                    run(rename);
                } catch (const Error&) {
                    continue; // a check, a generated column or a partition names it
                }
                rename.column = "renamed";
                rename.new_name = column.name;
                run(rename);
                ++renamed;
                EXPECT_EQ(differences(shown(real), said), "");
                if (HasFailure())
                    return;
            }
    });
    EXPECT_GT(renamed, 50);
}

INSTANTIATE_TEST_SUITE_P(Seeds, MysqlRandomSchemas, testing::Range(0U, 5U));

} // namespace
} // namespace limbeck::dialects::mysql
