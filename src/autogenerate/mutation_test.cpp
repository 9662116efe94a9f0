#include "autogenerate/autogenerate.hpp"
#include "autogenerate/prove.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/url.hpp"
#include "operations/summary.hpp"
#include "operations/target.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <random>
#include <regex>

// Random models: one attribute is changed, and exactly the changes that this needs come out; they are carried out, and
// nothing is left to do; they are taken back, and the database is what it was. Then pairs of models that have nothing
// to do with each other.
namespace limbeck::autogenerate {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;

class LiveTarget final : public operations::Target {
  public:
    explicit LiveTarget(dialects::Connection& connection) : connection_(connection) {}
    const dialects::Dialect& dialect() const override { return connection_.dialect(); }
    dialects::Connection* connection() override { return &connection_; }
    void run(dialects::Statement statement) override { connection_.execute(statement); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return none_; }

  private:
    dialects::Connection& connection_;
    const schema::NamingConvention none_;
};

enum class Kind { Sqlite, Postgresql, Mariadb, Mysql };

/// The same seed gives the same models everywhere: only the engine of the standard library is used.
class Models {
  public:
    Models(std::uint32_t seed, Kind kind)
        : engine_(seed), is_postgresql_(kind == Kind::Postgresql),
          is_mariadb_(kind == Kind::Mariadb || kind == Kind::Mysql), is_mysql_(kind == Kind::Mysql) {}

    Schema schema() {
        const int tables = 1 + below(4);
        for (int i = 0; i < tables; ++i)
            schema_.tables.push_back(table("t" + std::to_string(i)));
        if (is_postgresql_ && one_in(3))
            schema_.sequences.push_back(any_sequence());
        return schema_;
    }

    /// Changes one attribute. Says what, and how many operations that takes; -1: not known.
    struct Mutation {
        std::string what;
        std::size_t operations;
        std::vector<std::pair<std::string, std::string>> renames = {}; ///< what the user states
    };
    Mutation mutate(Schema& schema) {
        for (;;)
            if (const std::optional<Mutation> done = try_to_mutate(schema))
                return *done;
    }

  private:
    int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    template <class Item> Item& pick(std::vector<Item>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }
    std::string pick(std::vector<std::string> from) { return pick<std::string>(from); }

    static schema::TypePtr type(std::string name, std::optional<int> length = {}, std::optional<int> precision = {},
                                std::optional<int> scale = {}) {
        schema::Type result;
        result.name = std::move(name);
        result.length = length;
        result.precision = precision;
        result.scale = scale;
        return std::make_shared<const schema::Type>(std::move(result));
    }

    schema::TypePtr any_type() {
        switch (below(is_postgresql_ ? 14 : 10)) {
        case 0:
            return type("BigInteger");
        case 1:
            return type("String", 10 + below(50));
        case 2:
            return type("Text");
        case 3:
            return type("Numeric", std::nullopt, 8 + below(8), 2);
        case 4:
            return type("Boolean");
        case 5:
            return type("DateTime");
        case 6:
            return type("Date");
        case 7:
            return type("LargeBinary");
        case 8:
            return type("Float");
        case 10:
            return type("JSONB");
        case 11:
            return type("UUID");
        case 12: {
            schema::Type with_zone = *type("DateTime");
            with_zone.timezone = true;
            return std::make_shared<const schema::Type>(with_zone);
        }
        case 13: {
            schema::Type array = *type("ARRAY");
            array.item = type("Integer");
            return std::make_shared<const schema::Type>(array);
        }
        default:
            return type("Integer");
        }
    }

    sql::ExpressionPtr any_default(const schema::Type& type) {
        if (type.name == "Integer" || type.name == "BigInteger")
            return sql::text(std::to_string(below(1000)));
        if (type.name == "String" || (type.name == "Text" && !is_mysql_))
            return sql::text("'" + std::to_string(below(1000)) + "'");
        if (type.name == "Numeric" || type.name == "Float")
            return sql::text(std::to_string(below(100)) + ".5");
        if (type.name == "DateTime")
            return one_in(2) ? sql::func("now") : sql::text("CURRENT_TIMESTAMP");
        return nullptr;
    }

    Column any_column(const std::string& name) {
        Column column;
        column.name = name;
        column.type = any_type();
        column.nullable = one_in(2);
        if (one_in(2))
            column.server_default = any_default(*column.type);
        if ((is_postgresql_ || is_mariadb_) && one_in(4))
            column.comment = "about " + name;
        return column;
    }

    static Column integer(std::string name, bool nullable) {
        Column column;
        column.name = std::move(name);
        column.type = type("Integer");
        column.nullable = nullable;
        return column;
    }

    /// Types of their own for each table, so that one change is one change.
    static Column mood(const std::string& table) {
        schema::Type labelled = *type("Enum");
        labelled.type_name = "mood_" + table;
        labelled.labels.emplace().labels = {"calm", "glad", "it's \"odd\"", "sad"};
        Column column;
        column.name = "mood";
        column.type = std::make_shared<const schema::Type>(std::move(labelled));
        return column;
    }
    Column grade(const std::string& table) {
        schema::Type ruled = *type("DOMAIN");
        ruled.type_name = "grade_" + table;
        ruled.item = type("Integer");
        schema::DomainRules& rules = ruled.domain.emplace();
        rules.constraint_name = "ck_grade_" + table;
        rules.check = sql::text("VALUE < " + std::to_string(10 + below(100)));
        rules.not_null = one_in(4);
        Column column;
        column.name = "grade";
        column.type = std::make_shared<const schema::Type>(std::move(ruled));
        return column;
    }
    schema::Identity any_identity() {
        schema::Identity identity;
        identity.always = one_in(2);
        if (one_in(2))
            identity.increment = 1 + below(10);
        return identity;
    }
    schema::Sequence any_sequence() {
        schema::Sequence sequence;
        sequence.name = "numbers";
        if (one_in(2))
            sequence.start = 10 + below(100);
        if (one_in(3))
            sequence.cycle = true;
        return sequence;
    }

    Table table(const std::string& name) {
        Table result;
        result.name = name;
        if (is_postgresql_ && one_in(4))
            result.schema = "app";
        result.columns.push_back(integer("id", false));
        result.columns.push_back(integer("number", one_in(2)));
        const int columns = 1 + below(5);
        for (int i = 0; i < columns; ++i)
            result.columns.push_back(any_column("c" + std::to_string(i)));
        schema::PrimaryKey key;
        key.columns = {"id"};
        key.name = schema::Name("pk_" + name, true);
        result.constraints.push_back(key);
        if (one_in(2))
            result.constraints.push_back(any_check(name));
        if (one_in(2))
            result.constraints.push_back(any_unique(name, "number"));
        if (one_in(2))
            result.constraints.push_back(any_foreign_key(result));
        if (one_in(2))
            result.indexes.push_back(any_index(result, "ix_" + name));
        if (one_in(4)) {
            result.columns.push_back(integer("twice", true));
            result.columns.back().computed = schema::Computed{sql::text("number * 2"), true};
        }
        if ((is_postgresql_ || is_mariadb_) && one_in(3))
            result.comment = "all of " + name;
        if (is_postgresql_ && one_in(3))
            result.columns.push_back(mood(name));
        if (is_postgresql_ && one_in(4))
            result.columns.push_back(grade(name));
        if (is_postgresql_ && one_in(4)) {
            result.columns.push_back(integer("tally", false));
            result.columns.back().identity = any_identity();
        }
        return result;
    }

    schema::Check any_check(const std::string& table) {
        schema::Check check;
        check.name = schema::Name("ck_" + table, true);
        check.sqltext = sql::text("number > " + std::to_string(below(100)));
        return check;
    }
    static schema::Unique any_unique(const std::string& table, const std::string& column) {
        schema::Unique unique;
        unique.name = schema::Name("uq_" + table, true);
        unique.columns = {column};
        return unique;
    }
    schema::ForeignKey any_foreign_key(const Table& table) {
        schema::ForeignKey key;
        key.name = schema::Name("fk_" + table.name, true);
        key.columns = {"number"};
        // Itself or another one, also in a circle.
        const Table& referred = schema_.tables.empty() || one_in(3) ? table : pick(schema_.tables);
        key.referred_table = referred.name;
        key.referred_schema = referred.schema;
        key.referred_columns = {"id"};
        if (one_in(2) && !is_mysql_)
            // MariaDB refuses SET NULL where the column is not nullable, or others are computed of it; the other two
            // are the same to it as nothing. MySQL refuses CASCADE, too, where others are computed of it.
            key.ondelete = is_mariadb_ ? "CASCADE" : pick({"CASCADE", "SET NULL", "NO ACTION", "RESTRICT"});
        if (is_postgresql_ && one_in(3))
            key.deferral = {true, "DEFERRED"};
        return key;
    }
    schema::Index any_index(const Table& table, const std::string& name) {
        schema::Index index;
        index.name = schema::Name(name, true);
        index.table = table.name;
        index.schema = table.schema;
        index.elements = {{"number", nullptr}};
        if (one_in(3))
            index.elements.push_back({"id", nullptr});
        if (!is_mariadb_ && one_in(4))
            index.elements = {{"", sql::text("abs(number)")}};
        index.unique = one_in(4);
        return index;
    }

    template <class Kind> static Kind* find(Table& table) {
        for (schema::Constraint& constraint : table.constraints)
            if (Kind* found = std::get_if<Kind>(&constraint))
                return found;
        return nullptr;
    }

    std::optional<Mutation> try_to_mutate(Schema& schema) {
        Table& table = pick(schema.tables);
        // Those that nothing stands on.
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].name[0] == 'c')
                free.push_back(i);
        // From 16 on for databases with comments, from 18 to 25 for PostgreSQL, and then the names.
        const int common = is_mariadb_ ? 18 : 16;
        const int kind = below(is_postgresql_ ? 28 : common + 2);
        switch (is_postgresql_ || kind < common ? kind : kind + 26 - common) {
        case 0:
            table.columns.push_back(any_column("fresh"));
            table.columns.back().nullable = true;
            return Mutation{"a column is added", 1};
        case 1:
            if (free.size() < 2)
                return std::nullopt;
            table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(pick(free)));
            return Mutation{"a column is dropped", 1};
        case 2: {
            Column& column = table.columns[pick(free)];
            if (column.type->name != "String")
                return std::nullopt;
            column.type = type("String", *column.type->length + 1 + below(50));
            return Mutation{"a text is longer", 1};
        }
        case 3: {
            Column& column = table.columns[pick(free)];
            column.nullable = !column.nullable;
            return Mutation{"a column is nullable, or not any more", 1};
        }
        case 4: {
            Column& column = table.columns[pick(free)];
            if (column.server_default)
                column.server_default = nullptr;
            else if (!(column.server_default = any_default(*column.type)))
                return std::nullopt;
            return Mutation{"a default comes or goes", 1};
        }
        case 5: {
            Column& column = table.columns[pick(free)];
            if (column.type->name != "Integer")
                return std::nullopt;
            column.type = type("BigInteger");
            return Mutation{"an integer is bigger", 1};
        }
        case 6:
            table.indexes.push_back(any_index(table, "ix_fresh"));
            return Mutation{"an index is added", 1};
        case 7:
            if (table.indexes.empty())
                return std::nullopt;
            table.indexes.pop_back();
            return Mutation{"an index is dropped", 1};
        case 8:
            if (table.indexes.empty())
                return std::nullopt;
            table.indexes.front().unique = !table.indexes.front().unique;
            return Mutation{"an index is unique, or not any more", 2};
        case 9:
            if (find<schema::Unique>(table))
                std::erase_if(table.constraints,
                              [](const auto& c) { return std::holds_alternative<schema::Unique>(c); });
            else
                table.constraints.push_back(any_unique(table.name, "number"));
            return Mutation{"a unique constraint comes or goes", 1};
        case 10: {
            auto* check = find<schema::Check>(table);
            if (!check)
                return std::nullopt;
            check->sqltext = sql::text("number < " + std::to_string(1000 + below(100)));
            return Mutation{"a check says something else", 2};
        }
        case 11:
            if (find<schema::Check>(table))
                std::erase_if(table.constraints,
                              [](const auto& c) { return std::holds_alternative<schema::Check>(c); });
            else
                table.constraints.push_back(any_check(table.name));
            return Mutation{"a check comes or goes", 1};
        case 12: {
            auto* key = find<schema::ForeignKey>(table);
            if (!key)
                return std::nullopt;
            key->ondelete = key->ondelete == "CASCADE" ? std::nullopt : std::optional<std::string>("CASCADE");
            return Mutation{"a foreign key acts otherwise", 2};
        }
        case 13:
            if (find<schema::ForeignKey>(table))
                std::erase_if(table.constraints,
                              [](const auto& c) { return std::holds_alternative<schema::ForeignKey>(c); });
            else
                table.constraints.push_back(any_foreign_key(table));
            return Mutation{"a foreign key comes or goes", 1};
        case 14: {
            const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                            [](const Column& column) { return column.computed.has_value(); });
            if (found == table.columns.end())
                return std::nullopt;
            found->computed->sqltext = sql::text("number * 3");
            return Mutation{"a column is computed otherwise", 2};
        }
        case 15: {
            Table added = this->table("fresh");
            const std::size_t indexes = added.indexes.size();
            schema.tables.push_back(std::move(added));
            return Mutation{"a table is added", 1 + indexes};
        }
        case 16: {
            Column& column = table.columns[pick(free)];
            column.comment = column.comment ? std::nullopt : std::optional<std::string>("it's new");
            return Mutation{"a comment of a column", 1};
        }
        case 17:
            table.comment = table.comment ? std::nullopt : std::optional<std::string>("it's new");
            return Mutation{"a comment of a table", 1};
        case 18: {
            auto* unique = find<schema::Unique>(table);
            if (!unique)
                return std::nullopt;
            unique->options.set("postgresql_include", List{"id"});
            return Mutation{"a unique constraint includes a column", 2};
        }
        case 19:
            return mutate_labels(table, "a label is added",
                                 [&](auto& labels) { labels.insert(labels.begin() + below(4), "new"); });
        case 20:
            return mutate_labels(table, "a label is removed",
                                 [&](auto& labels) { labels.erase(labels.begin() + below(4)); });
        case 21: {
            std::optional<Mutation> done =
                mutate_labels(table, "a label has another name", [&](auto& labels) { labels[1] = "happy"; });
            if (done)
                done->renames = {{"mood_" + table.name + ".glad", "happy"}};
            return done;
        }
        case 22: {
            Column* counted = find(table, "tally");
            if (!counted)
                return std::nullopt;
            counted->identity->increment = 20;
            return Mutation{"an identity counts otherwise", 1};
        }
        case 23: {
            Column* counted = find(table, "tally");
            if (!counted)
                return std::nullopt;
            counted->identity.reset();
            return Mutation{"an identity goes", 1};
        }
        case 24: {
            Column* graded = find(table, "grade");
            if (!graded)
                return std::nullopt;
            schema::Type ruled = *graded->type;
            ruled.domain->check = sql::text("VALUE > -5");
            graded->type = std::make_shared<const schema::Type>(std::move(ruled));
            return Mutation{"a domain has another rule", 1};
        }
        case 25:
            if (schema.sequences.empty())
                schema.sequences.push_back(any_sequence());
            else
                schema.sequences.front().increment = 7;
            return Mutation{"a sequence comes, or counts otherwise", 1};
        case 26: {
            Column& column = table.columns[pick(free)];
            const std::string before =
                (table.schema.empty() ? "" : table.schema + ".") + table.name + "." + column.name;
            column.name = "renamed";
            return Mutation{"a column has another name", 1, {{before, "renamed"}}};
        }
        default: {
            const std::string before = (table.schema.empty() ? "" : table.schema + ".") + table.name;
            rename(schema, table, "renamed");
            return Mutation{"a table has another name", 1, {{before, "renamed"}}};
        }
        }
    }

    static Column* find(Table& table, const std::string& name) {
        const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                        [&](const Column& column) { return column.name == name; });
        return found == table.columns.end() ? nullptr : &*found;
    }

    template <class Change>
    static std::optional<Mutation> mutate_labels(Table& table, std::string what, Change change) {
        Column* mood = find(table, "mood");
        if (!mood)
            return std::nullopt;
        schema::Type labelled = *mood->type;
        change(labelled.labels->labels);
        mood->type = std::make_shared<const schema::Type>(std::move(labelled));
        return Mutation{std::move(what), 1};
    }

    static void rename(Schema& schema, Table& table, const std::string& name) {
        for (Table& other : schema.tables)
            for (schema::Constraint& constraint : other.constraints)
                if (auto* key = std::get_if<schema::ForeignKey>(&constraint);
                    key && key->referred_table == table.name && key->referred_schema == table.schema)
                    key->referred_table = name;
        for (schema::Index& index : table.indexes)
            index.table = name;
        table.name = name;
    }

    std::mt19937 engine_;
    bool is_postgresql_, is_mariadb_, is_mysql_; ///< MySQL is MariaDB, too
    Schema schema_;
};

std::string lines(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& line : all)
        text += line + "\n";
    return text;
}

std::string lines(const std::vector<Group>& groups) {
    std::string text;
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes)
            text += operations::summary(operations::operation_of(change)) + "\n";
    return text;
}

std::size_t count(const std::vector<Group>& groups) {
    std::size_t all = 0;
    for (const Group& group : groups)
        all += group.changes.size();
    return all;
}

/// What the database has, comparable: the order of columns, constraints and types is no difference.
std::string dump(const Schema& schema) {
    List tables, types, sequences;
    for (const schema::EnumType& type : schema.enums)
        types.emplace_back(type.name + ": " + lines(type.labels));
    for (const schema::Domain& domain : schema.domains)
        types.emplace_back(sql::json_text(schema::to_plain(domain)));
    std::sort(types.begin(), types.end(), [](const Value& a, const Value& b) { return a.as_text() < b.as_text(); });
    for (const schema::Sequence& sequence : schema.sequences)
        sequences.push_back(schema::to_plain(sequence));
    std::vector<Table> sorted = schema.tables;
    std::sort(sorted.begin(), sorted.end(), [](const Table& a, const Table& b) { return a.name < b.name; });
    for (Table& table : sorted) {
        std::sort(table.columns.begin(), table.columns.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
        std::sort(table.indexes.begin(), table.indexes.end(),
                  [](const auto& a, const auto& b) { return a.name.text < b.name.text; });
        std::sort(table.constraints.begin(), table.constraints.end(), [](const auto& a, const auto& b) {
            return std::pair(a.index(), schema::name_of(a).text) < std::pair(b.index(), schema::name_of(b).text);
        });
        tables.push_back(schema::to_plain(table));
    }
    return sql::json_text(tables) + "\n" + sql::json_text(types) + "\n" + sql::json_text(sequences);
}

/// A database that is empty at the start of each case.
class Database {
  public:
    explicit Database(const std::string& url) : url_(dialects::parse_url(url)) { clear(); }

    void clear() {
        const dialects::Dialect& dialect = dialects::dialect_named(url_.dialect);
        if (url_.dialect == "sqlite") {
            connection_ = dialect.connect(url_);
            return;
        }
        if (!connection_)
            connection_ = dialect.connect(url_);
        if (dialect.journalling()) { // MariaDB
            connection_->execute({"DROP DATABASE " + url_.database});
            connection_->execute({"CREATE DATABASE " + url_.database});
            connection_->execute({"USE " + url_.database});
            return;
        }
        for (const char* schema : {"public", "app"}) {
            connection_->execute({std::string("DROP SCHEMA IF EXISTS ") + schema + " CASCADE"});
            connection_->execute({std::string("CREATE SCHEMA ") + schema});
        }
    }

    Result compare(const Schema& models, const std::vector<std::pair<std::string, std::string>>& renames = {}) {
        Options options;
        options.compare.renames = renames;
        // MariaDB's schemas are databases, those of other tests as well.
        options.compare.include_schemas =
            !is_mariadb(); // one model may know of tables in schemas that the other does not
        Hooks none;
        return autogenerate(*connection_, models, options, none);
    }

    void run(const std::vector<Group>& groups) {
        LiveTarget target(*connection_);
        connection_->begin();
        for (const Group& group : groups)
            for (const operations::Operation& operation : operations_of(group, connection_->dialect()))
                operations::invoke(operation, target);
        connection_->commit();
    }

    bool is_mariadb() const { return url_.dialect == "mariadb" || url_.dialect == "mysql"; }
    std::string dump() {
        const std::string text = autogenerate::dump(connection_->dialect().inspector(*connection_)->inspect({}));
        // CREATE TABLE puts such a number into parentheses, ALTER TABLE does not; to MySQL they are two things.
        static const std::regex number(R"(\((\d+\.5)\))");
        return url_.dialect == "mysql" ? std::regex_replace(text, number, "'$1'") : text;
    }

  private:
    dialects::Url url_;
    std::unique_ptr<dialects::Connection> connection_;
};

bool has_key(const Schema& schema) {
    return std::any_of(schema.tables.begin(), schema.tables.end(), [](const Table& table) {
        return std::any_of(table.constraints.begin(), table.constraints.end(),
                           [](const auto& one) { return std::holds_alternative<schema::ForeignKey>(one); });
    });
}

void expect_there_and_back(Database& database, const Schema& from, const Schema& to,
                           const std::optional<Models::Mutation>& mutation) {
    database.clear();
    const Result creation = database.compare(from);
    EXPECT_EQ(lines(creation.unproved), "");
    database.run(creation.differences.upgrade);
    const Result nothing = database.compare(from);
    ASSERT_EQ(lines(nothing.differences.upgrade), "");
    EXPECT_EQ(lines(nothing.differences.not_compared), "");
    const std::string start = database.dump();

    // What stands on the index of a key, or brings one along, takes more of them on MariaDB.
    const bool has_keys = database.is_mariadb() && (has_key(from) || has_key(to));
    const Result change =
        database.compare(to, mutation ? mutation->renames : std::vector<std::pair<std::string, std::string>>());
    EXPECT_EQ(lines(change.unproved), "") << lines(change.differences.upgrade);
    EXPECT_EQ(lines(change.differences.not_compared), "");
    if (mutation && !has_keys) {
        EXPECT_EQ(count(change.differences.upgrade), mutation->operations) << lines(change.differences.upgrade);
    }
    ASSERT_NO_THROW(database.run(change.differences.upgrade)) << lines(change.differences.upgrade);
    EXPECT_EQ(lines(database.compare(to).differences.upgrade), "") << "of\n" << lines(change.differences.upgrade);
    ASSERT_NO_THROW(database.run(change.downgrade)) << "of\n"
                                                    << lines(change.differences.upgrade) << "taken back by\n"
                                                    << lines(change.downgrade);
    EXPECT_EQ(database.dump(), start) << "after\n" << lines(change.downgrade);
}

Kind kind_of_mariadb(const std::string& url) {
    return dialects::parse_url(url).dialect == "mysql" ? Kind::Mysql : Kind::Mariadb;
}

/// A server takes its time: there every third of the 300, or all with LIMBECK_TEST_ALL=1.
std::uint32_t step_of(Kind kind) {
    return kind == Kind::Sqlite || std::getenv("LIMBECK_TEST_ALL") ? 1 : 3;
}

void mutate(const std::string& url, Kind kind) {
    Database database(url);
    for (std::uint32_t seed = 0; seed < 300; seed += step_of(kind)) {
        Models models(seed, kind);
        const Schema before = models.schema();
        Schema after = before;
        const Models::Mutation mutation = models.mutate(after);
        SCOPED_TRACE("seed " + std::to_string(seed) + ": " + mutation.what);
        expect_there_and_back(database, before, after, mutation);
        if (testing::Test::HasFatalFailure())
            return;
    }
}

void pair_up(const std::string& url, Kind kind) {
    Database database(url);
    for (std::uint32_t seed = 0; seed < 300; seed += step_of(kind)) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        expect_there_and_back(database, Models(1000 + seed, kind).schema(), Models(2000 + seed, kind).schema(),
                              std::nullopt);
        if (testing::Test::HasFatalFailure())
            return;
    }
}

TEST(MutationTest, OneChangeOnSqlite) {
    mutate("sqlite://", Kind::Sqlite);
}

TEST(MutationTest, PairsOnSqlite) {
    pair_up("sqlite://", Kind::Sqlite);
}

/// A database beside the one that is given, for that one test alone: others run at the same time.
class OwnDatabase {
  public:
    OwnDatabase(const std::string& url, std::string name)
        : server_(connected(dialects::parse_url(url))), name_(std::move(name)),
          url_(url.substr(0, url.rfind('/') + 1) + name_) {
        drop();
        server_->execute({"CREATE DATABASE " + name_});
    }
    ~OwnDatabase() { drop(); }
    OwnDatabase(const OwnDatabase&) = delete;
    OwnDatabase& operator=(const OwnDatabase&) = delete;

    const std::string& url() const { return url_; }

  private:
    static std::unique_ptr<dialects::Connection> connected(const dialects::Url& url) {
        return dialects::dialect_named(url.dialect).connect(url);
    }
    void drop() {
        const bool forces = server_->dialect().name() == "postgresql";
        server_->execute({"DROP DATABASE IF EXISTS " + name_ + (forces ? " WITH (FORCE)" : "")});
    }

    std::unique_ptr<dialects::Connection> server_;
    std::string name_, url_;
};

TEST(MutationTest, OneChangeOnPostgresql) {
    const char* url = std::getenv("LIMBECK_TEST_POSTGRESQL");
    if (!url)
        GTEST_SKIP() << "LIMBECK_TEST_POSTGRESQL is not set";
    mutate(OwnDatabase(url, "limbeck_one_change").url(), Kind::Postgresql);
}

TEST(MutationTest, PairsOnPostgresql) {
    const char* url = std::getenv("LIMBECK_TEST_POSTGRESQL");
    if (!url)
        GTEST_SKIP() << "LIMBECK_TEST_POSTGRESQL is not set";
    pair_up(OwnDatabase(url, "limbeck_pairs").url(), Kind::Postgresql);
}

TEST(MutationTest, OneChangeOnMariadb) {
    const char* url = std::getenv("LIMBECK_TEST_MARIADB");
    if (!url)
        GTEST_SKIP() << "LIMBECK_TEST_MARIADB is not set";
    mutate(OwnDatabase(url, "limbeck_one_change").url(), kind_of_mariadb(url));
}

TEST(MutationTest, PairsOnMariadb) {
    const char* url = std::getenv("LIMBECK_TEST_MARIADB");
    if (!url)
        GTEST_SKIP() << "LIMBECK_TEST_MARIADB is not set";
    pair_up(OwnDatabase(url, "limbeck_pairs").url(), kind_of_mariadb(url));
}

} // namespace
} // namespace limbeck::autogenerate
