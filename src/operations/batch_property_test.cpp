#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/rebuilding.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/sqlite/random_schema.hpp"
#include "dialects/sqlite/types.hpp"
#include "dialects/url.hpp"
#include "operations/target.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <sstream>

// One change of each kind by a rebuild, on random tables: the table then has the change, and all the rest stays as it
// was, the triggers and the other tables too.
namespace limbeck::operations {
namespace {

using dialects::Connection;

class LiveTarget final : public Target {
  public:
    explicit LiveTarget(Connection& connection) : connection_(connection) {}
    const dialects::Dialect& dialect() const override { return connection_.dialect(); }
    Connection* connection() override { return &connection_; }
    void run(dialects::Statement statement) override { connection_.execute(statement); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

  private:
    Connection& connection_;
    schema::NamingConvention convention_;
};

struct Database {
    std::unique_ptr<Connection> connection;
    std::string script;
};

Database random_database(std::uint32_t seed) {
    Database database{dialects::dialect_named("sqlite").connect(dialects::parse_url("sqlite://")), {}};
    database.connection->execute({"ATTACH ':memory:' AS other"});
    for (const std::string& statement : dialects::sqlite::RandomSchema(seed).statements()) {
        try {
            database.connection->execute({statement});
            database.script += statement + ";\n";
        } catch (const Error&) {
            // refused
        }
    }
    return database;
}

schema::Schema inspect(Connection& connection) {
    dialects::InspectFilter filter;
    filter.schemas.clear();
    filter.views = filter.routines = true;
    return connection.inspector()->inspect(filter);
}

/// Tables with their constraints in no order: a rebuild puts those with names first.
std::string text_of(schema::Schema schema) {
    std::ostringstream text;
    for (schema::Table& table : schema.tables) {
        std::vector<std::string> constraints;
        for (const schema::Constraint& constraint : table.constraints)
            constraints.push_back(sql::json_text(schema::to_plain(constraint)));
        std::sort(constraints.begin(), constraints.end());
        table.constraints.clear();
        text << sql::json_text(schema::to_plain(table)) << "\n";
        for (const std::string& constraint : constraints)
            text << "  " << constraint << "\n";
    }
    for (const schema::View& view : schema.views)
        text << view.statement << "\n";
    for (const schema::Routine& routine : schema.routines)
        text << routine.definition << "\n";
    return text.str();
}

struct Change {
    std::string table;
    Operation operation;
    schema::Schema wanted;
};

bool has_name(const schema::Constraint& constraint) {
    return schema::name_of(constraint).text.has_value();
}

/// Every change that this test knows, of the first table of the default schema.
std::vector<Change> changes_of(const schema::Schema& before, const dialects::Dialect& dialect) {
    std::vector<Change> changes;
    const auto found = std::find_if(before.tables.begin(), before.tables.end(),
                                    [](const schema::Table& table) { return table.schema.empty(); });
    if (found == before.tables.end())
        return changes;
    const auto place = static_cast<std::size_t>(found - before.tables.begin());
    const auto add = [&](Operation operation, auto change) {
        schema::Schema wanted = before;
        change(wanted.tables[place]);
        changes.push_back({found->name, std::move(operation), std::move(wanted)});
    };
    const bool strict = bool_field(found->options, "sqlite_strict");
    for (std::size_t i = 0; i < found->columns.size(); ++i) {
        const schema::Column& column = found->columns[i];
        AlterColumn alter;
        alter.table = found->name;
        alter.column = column.name;
        if (column.primary_key || column.computed)
            continue;
        AlterColumn nullable = alter;
        nullable.nullable = !column.nullable;
        add(nullable, [&](schema::Table& table) {
            table.columns[i].nullable = !column.nullable;
            if (!column.nullable)
                table.columns[i].options = Map();
        });
        AlterColumn with_default = alter;
        with_default.server_default = sql::ExpressionPtr(dialects::reflected_text("'it''s :new'"));
        add(with_default,
            [&](schema::Table& table) { table.columns[i].server_default = dialects::reflected_text("'it''s :new'"); });
        AlterColumn without_default = alter;
        without_default.server_default = sql::ExpressionPtr();
        add(without_default, [&](schema::Table& table) { table.columns[i].server_default = nullptr; });
        if (strict)
            continue;
        AlterColumn type = alter;
        type.type = schema::make_type("SmallInteger");
        add(type, [&](schema::Table& table) {
            table.columns[i].type = dialects::sqlite::stored_type("SMALLINT", "");
            std::erase_if(table.constraints, [&](const schema::Constraint& constraint) {
                const auto* check = std::get_if<schema::Check>(&constraint);
                return check && !check->name.text && dialect.rebuilding().may_be_of_type(*check, column.name);
            });
        });
    }
    AddConstraint check;
    check.table = found->name;
    check.constraint = schema::Check{};
    auto& added = std::get<schema::Check>(check.constraint);
    added.name = schema::Name("ck new", true);
    added.sqltext = dialects::reflected_text("1 < 2");
    add(check, [&](schema::Table& table) { table.constraints.push_back(check.constraint); });
    for (std::size_t i = 0; i < found->constraints.size(); ++i) {
        if (!has_name(found->constraints[i]) || std::holds_alternative<schema::PrimaryKey>(found->constraints[i]))
            continue;
        DropConstraint drop;
        drop.table = found->name;
        drop.name = schema::name_of(found->constraints[i]);
        add(drop, [&](schema::Table& table) {
            table.constraints.erase(table.constraints.begin() + static_cast<std::ptrdiff_t>(i));
        });
    }
    return changes;
}

BatchAlterTable batch_of(const std::string& table, Operation operation) {
    BatchAlterTable batch;
    batch.table = table;
    batch.recreate = "always";
    batch.operations.push_back(std::move(operation));
    return batch;
}

TEST(BatchProperty, ARebuildChangesWhatItIsToldAndNothingElse) {
    int made = 0;
    for (std::uint32_t seed = 1; made < 250; ++seed) {
        const Database first = random_database(seed);
        const schema::Schema before = inspect(*first.connection);
        for (const Change& change : changes_of(before, first.connection->dialect())) {
            const Database database = random_database(seed);
            LiveTarget target(*database.connection);
            try {
                invoke_batch(batch_of(change.table, change.operation), target);
            } catch (const Error& error) {
                FAIL() << "seed " << seed << ": " << error.what() << "\n" << database.script;
            }
            ASSERT_EQ(text_of(inspect(*database.connection)), text_of(change.wanted)) << "seed " << seed << "\n"
                                                                                      << database.script;
            ++made;
        }
    }
}

TEST(BatchProperty, ARenamedColumnIsRenamedEverywhereAndBack) {
    int made = 0;
    for (std::uint32_t seed = 1; made < 100; ++seed) {
        const Database database = random_database(seed);
        const schema::Schema before = inspect(*database.connection);
        const auto table = std::find_if(before.tables.begin(), before.tables.end(),
                                        [](const schema::Table& found) { return found.schema.empty(); });
        if (table == before.tables.end())
            continue;
        ++made;
        const std::string old_name = table->columns[seed % table->columns.size()].name;
        const auto rename = [&](const std::string& from, const std::string& to) {
            LiveTarget target(*database.connection);
            AlterColumn alter;
            alter.table = table->name;
            alter.column = from;
            alter.new_name = to;
            try {
                invoke_batch(batch_of(table->name, alter), target);
            } catch (const Error& error) {
                ADD_FAILURE() << "seed " << seed << ": " << error.what() << "\n" << database.script;
            }
        };
        rename(old_name, "a new name");
        const std::string renamed = text_of(inspect(*database.connection));
        EXPECT_NE(renamed.find("a new name"), std::string::npos);
        rename("a new name", old_name);
        ASSERT_EQ(text_of(inspect(*database.connection)), text_of(before)) << "seed " << seed << "\n"
                                                                           << database.script << renamed;
    }
}

} // namespace
} // namespace limbeck::operations
