#include "dialects/sqlite/scratch.hpp"

#include "dialects/dialect.hpp"
#include "dialects/sqlite/script.hpp"
#include "dialects/url.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

class SqliteScratch final : public Scratch {
  public:
    SqliteScratch(const Dialect& dialect, std::vector<std::string> schemas)
        : dialect_(dialect), schemas_(std::move(schemas)) {
        clear();
    }

    Connection& connection() override { return *connection_; }
    bool has_real_names() const override { return true; }

    void run(const Statements& statements) override {
        connection_->begin();
        try {
            for (const Statement& statement : statements)
                connection_->execute(statement);
            connection_->commit();
        } catch (...) {
            connection_->rollback();
            // A rebuild that ended in its midst may have left this on (SqliteRebuilding).
            connection_->execute({"PRAGMA legacy_alter_table = OFF"});
            throw;
        }
    }

    void create(const schema::Schema& schema) override {
        Statements statements;
        const auto add = [&](Statements more) { std::move(more.begin(), more.end(), std::back_inserter(statements)); };
        // A table may refer to one that comes later.
        for (const schema::Table& table : schema.tables)
            add(dialect_.ddl().create_table(table, false, nullptr));
        for (const schema::View& view : schema.views)
            add(dialect_.ddl().create_view({view, false, std::nullopt}));
        for (const schema::Routine& routine : schema.routines) {
            if (routine.kind != schema::Routine::Kind::Trigger)
                throw Error(Error::Kind::Unsupported, "SQLite has no such thing as " + routine.signature, "",
                            "leave it out where the database is SQLite");
            add(dialect_.ddl().create_routine({routine, false, std::nullopt}));
        }
        run(statements);
    }

    schema::Schema inspect(const InspectFilter& filter) override {
        return dialect_.inspector(*connection_)->inspect(filter);
    }

    std::vector<schema::Table> stored(const std::vector<schema::Table>& declared) override {
        const std::unique_ptr<Connection> elsewhere = open();
        for (const schema::Table& table : declared)
            for (const Statement& statement : dialect_.ddl().create_table(table, false, nullptr)) {
                try {
                    elsewhere->execute(statement);
                } catch (const Error& error) {
                    throw Error(error.kind(), error.what(), "table '" + table.name + "'", error.now());
                }
            }
        InspectFilter everything;
        everything.schemas.clear();
        const schema::Schema found = dialect_.inspector(*elsewhere)->inspect(everything);
        std::vector<schema::Table> tables;
        for (const schema::Table& table : declared) {
            const schema::Table* made = found.table(table.schema, table.name);
            if (!made)
                throw Error(Error::Kind::Internal, "table '" + table.name + "' is not where it was created");
            tables.push_back(in_order_of(table, *made));
        }
        return tables;
    }

    MadeBySql made_by(const std::vector<SqlFile>& files, MayRead) override {
        const std::unique_ptr<Connection> elsewhere = open();
        for (const SqlFile& file : files)
            for (const Statement& statement : statements_of(file))
                elsewhere->execute(statement);
        InspectFilter everything;
        everything.schemas.clear();
        everything.views = everything.routines = true;
        MadeBySql made{dialect_.inspector(*elsewhere)->inspect(everything), {}};
        for (const List& row :
             elsewhere
                 ->execute({"SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE "
                            "VIRTUAL %' ORDER BY name"})
                 .rows)
            made.not_compared.push_back("virtual table " + row.at(0).as_text());
        return made;
    }

    void clear() override { connection_ = open(); }

  private:
    std::unique_ptr<Connection> open() const {
        std::unique_ptr<Connection> connection = dialect_.connect(parse_url("sqlite://"));
        for (const std::string& schema : schemas_)
            connection->execute({"ATTACH ':memory:' AS " + dialect_.grammar().quote_always(schema)});
        return connection;
    }

    const Dialect& dialect_;
    std::vector<std::string> schemas_;
    std::unique_ptr<Connection> connection_;
};

} // namespace

std::unique_ptr<Scratch> scratch(Connection& connection, const Dialect& dialect) {
    std::vector<std::string> schemas = dialect.inspector(connection)->schema_names();
    std::erase(schemas, "main");
    return std::make_unique<SqliteScratch>(dialect, std::move(schemas));
}

} // namespace limbeck::dialects::sqlite
