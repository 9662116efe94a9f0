#include "dialects/postgresql/planning_connection.hpp"

#include "dialects/connection.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/effects.hpp"
#include "support/passwords.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

using Names = std::set<std::string>;

bool meet(const Names& some, const Names& others) {
    return std::any_of(some.begin(), some.end(), [&](const std::string& name) { return others.count(name) > 0; });
}

std::string literal(const std::string& text) {
    std::string made = "'";
    for (const char c : text) {
        if (c == '\'')
            made += '\'';
        made += c;
    }
    return made + "'";
}

std::string array_of(const Names& names) {
    std::string made;
    for (const std::string& name : names)
        made += (made.empty() ? "" : ", ") + literal(name);
    return "ARRAY[" + made + "]::text[]";
}

/// What the recorded statements leave of the database that the session reads.
class Recorded {
  public:
    void add(const Effects& effects) {
        anything_ = anything_ || effects.anything || (hooked_ && !effects.relations.empty());
        hooked_ = hooked_ || effects.makes_trigger;
        schema_changed_ = schema_changed_ || effects.schema_change;
        for (const auto& [relation, columns] : effects.relations) {
            if (!columns) {
                relations_.insert(relation);
                closed_ = false;
            } else {
                columns_[relation].insert(columns->begin(), columns->end());
            }
        }
        described_.insert(effects.described.begin(), effects.described.end());
        for (const Fate& fate : effects.fates)
            fates_[{fate.kind, fate.schema, fate.name}] = fate.exists;
    }
    /// A transaction was rolled back: what holds of what is recorded is not followed.
    void forget_nothing() { anything_ = anything_ || !relations_.empty() || schema_changed_; }

    bool anything() const { return anything_; }
    bool schema_changed() const { return schema_changed_; }
    const Names& relations() const { return relations_; }

    /// Says which of the things that the reading is about an earlier statement changes; empty: none.
    std::string met_by(const Reading& reading) const {
        if (anything_)
            return "what an earlier statement changes";
        if (reading.catalogue && schema_changed_) {
            if (reading.objects.empty())
                return "the catalogue, which earlier statements change";
            for (const std::string& object : reading.objects)
                if (described_.count(object))
                    return "'" + object + "', which an earlier statement changes";
        }
        for (const std::string& name : reading.names) {
            if (relations_.count(name))
                return "'" + name + "', which an earlier statement changes";
            const auto found = columns_.find(name);
            if (found != columns_.end() && (reading.every_column || meet(found->second, reading.names)))
                return "columns of '" + name + "' that an earlier statement changes";
        }
        return {};
    }

    bool described(const std::string& name) const { return described_.count(name) > 0; }
    std::optional<bool> fate(Fate::Kind kind, const std::string& schema, const std::string& name) const {
        const auto found = fates_.find({kind, schema, name});
        return found == fates_.end() ? std::nullopt : std::optional(found->second);
    }
    bool has_fate(Fate::Kind kind) const {
        return std::any_of(fates_.begin(), fates_.end(),
                           [&](const auto& entry) { return std::get<0>(entry.first) == kind; });
    }
    /// Tables that are there, or not, beside what the database says; with the schema that is said.
    std::vector<std::string> tables_after(std::vector<std::string> before, const std::string& schema) const {
        for (const auto& [key, exists] : fates_) {
            if (std::get<0>(key) != Fate::Kind::Table || std::get<1>(key) != schema)
                continue;
            const auto found = std::find(before.begin(), before.end(), std::get<2>(key));
            if (!exists && found != before.end())
                before.erase(found);
            else if (exists && found == before.end())
                before.push_back(std::get<2>(key));
        }
        std::sort(before.begin(), before.end());
        return before;
    }

    bool closed() const { return closed_; }
    void close(const Names& dependents, bool triggers) {
        relations_.insert(dependents.begin(), dependents.end());
        anything_ = anything_ || triggers;
        closed_ = true;
    }

  private:
    bool anything_ = false;
    bool hooked_ = false; ///< a recorded statement made a trigger
    bool schema_changed_ = false;
    bool closed_ = true;                   ///< relations_ holds what depends on them, too
    Names relations_;                      ///< with all their columns
    std::map<std::string, Names> columns_; ///< relations of which only these columns change
    Names described_;
    std::map<std::tuple<Fate::Kind, std::string, std::string>, bool> fates_;
};

/// Which relations of the database change with others: views over them, tables whose foreign keys act, parents and
/// partitions.
struct Dependents {
    std::map<std::string, Names> above; ///< those that change with the key
    Names with_triggers;

    /// The relations, and all that change with them.
    Names reached_from(const Names& relations) const {
        Names reached = relations;
        std::vector<std::string> left(relations.begin(), relations.end());
        while (!left.empty()) {
            const auto found = above.find(left.back());
            left.pop_back();
            if (found == above.end())
                continue;
            for (const std::string& name : found->second)
                if (reached.insert(name).second)
                    left.push_back(name);
        }
        return reached;
    }
    bool have_triggers(const Names& relations) const {
        return std::any_of(with_triggers.begin(), with_triggers.end(),
                           [&](const std::string& name) { return relations.count(name) > 0; });
    }
};

class PlanningConnection;

/// The catalogue with what the recorded statements make and take away.
class PlannedInspector final : public Inspector {
  public:
    PlannedInspector(PlanningConnection& connection, const Recorded& recorded, std::unique_ptr<Inspector> inspector)
        : connection_(connection), recorded_(recorded), inspector_(std::move(inspector)) {}

    std::string default_schema() override { return inspector_->default_schema(); }
    std::vector<std::string> schema_names() override {
        must_be_known("schemas", recorded_.schema_changed());
        return inspector_->schema_names();
    }
    std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary) override {
        if (kind == Kind::Table && !temporary) {
            must_be_known("tables", false);
            return recorded_.tables_after(inspector_->names(kind, schema), plain(schema));
        }
        must_be_known(kind == Kind::Sequence ? "sequences"
                      : kind == Kind::Table  ? "tables"
                                             : "views",
                      recorded_.schema_changed());
        return inspector_->names(kind, schema, temporary);
    }
    bool has_table(const std::string& schema, const std::string& table) override {
        const auto fate = fate_of(Fate::Kind::Table, schema, table);
        return fate ? *fate : inspector_->has_table(schema, table);
    }
    bool has_type(const std::string& schema, const std::string& type) override {
        const auto fate = fate_of(Fate::Kind::Type, schema, type);
        return fate ? *fate : inspector_->has_type(schema, type);
    }
    bool has_index(const std::string& schema, const std::string& table, const std::string& index) override {
        const auto fate = fate_of(Fate::Kind::Index, schema, index);
        return fate ? *fate : inspector_->has_index(schema, table, index);
    }
    schema::Schema inspect(const InspectFilter& filter) override;

  private:
    /// The schema as DDL leaves it out when it is the default one.
    std::string plain(const std::string& schema) { return schema == default_schema() ? std::string() : schema; }

    std::optional<bool> fate_of(Fate::Kind kind, const std::string& schema, const std::string& name);
    [[noreturn]] void end(const std::string& about);

    void must_be_known(const char* what, bool unknown) {
        if (unknown || recorded_.anything())
            end(std::string("the list of ") + what);
    }

    PlanningConnection& connection_;
    const Recorded& recorded_;
    std::unique_ptr<Inspector> inspector_;
};

class PlanningConnection final : public Connection {
  public:
    PlanningConnection(std::unique_ptr<Connection> connection, Record record)
        : connection_(std::move(connection)), record_(std::move(record)) {}

    const Dialect& dialect() const override { return connection_->dialect(); }
    bool only_plans() const override { return true; }

    Result execute(const Statement& statement) override {
        check();
        const Effects effects = effects_of(statement.text);
        if (effects.kind == Effects::Kind::Read && !effects.several)
            return read(statement, effects);
        if (effects.kind == Effects::Kind::Setting && !effects.several) {
            const Result result = set(statement, effects);
            write_down(statement.text, effects);
            return result;
        }
        return kept(statement, effects);
    }

    void queue(Statement statement) override {
        check();
        const Effects effects = effects_of(statement.text);
        if (effects.kind == Effects::Kind::Setting && !effects.several)
            set(statement, effects);
        keep(statement, effects);
    }

    void flush() override { check(); }

    void begin() override {
        check();
        open_ = true;
    }
    void commit(bool) override {
        check();
        if (begun_)
            write("COMMIT");
        end_transaction();
    }
    void rollback() override {
        if (begun_ && !ended_) {
            write("ROLLBACK");
            recorded_.forget_nothing();
        }
        end_transaction();
    }
    bool in_transaction() const override { return open_; }
    bool has_written() override { return open_ && begun_; }

    std::uint64_t queued() const override { return count_; }
    std::uint64_t done() const override { return count_; }
    void wait_for(std::uint64_t) override { check(); }

    void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
    void unlock_migrations() override {}
    void interrupt() noexcept override { connection_->interrupt(); }
    std::string server_version() override { return connection_->server_version(); }

    std::unique_ptr<Inspector> inspector() override {
        check();
        return std::make_unique<PlannedInspector>(*this, recorded_, dialect().inspector(reads_));
    }

    void resume_plan() override {
        ended_.reset();
        aborted_ = false;
        run_reading({"SELECT 1"}); // throws where the session is lost
    }

    void try_out(const std::function<void(Connection&)>& work) override {
        check();
        connection_->begin();
        try {
            for (const std::string& setting : local_settings_)
                connection_->queue({setting});
            work(*connection_);
        } catch (...) {
            roll_back();
            throw;
        }
        connection_->rollback();
    }

    void result_wanted(const std::string& statement) override {
        check();
        end("a script needs what a statement gives that is only planned", statement);
    }

    /// The rest of the plan depends on what the statements before do.
    [[noreturn]] void end(const std::string& why, const std::string& statement) {
        const std::string shown = support::without_passwords(statement);
        ended_ = Error(Error::Kind::Database, "the plan ends here: " + why, shown.empty() ? "" : "statement: " + shown,
                       "What comes after it depends on what the statements before it do. Upgrade to the revision "
                       "before this step first, or try the whole upgrade on a copy of the database.");
        ended_->statement = shown;
        throw *ended_;
    }

  private:
    /// The same session for the reflection, which asks the catalogue as it is.
    class Reads final : public Connection {
      public:
        explicit Reads(PlanningConnection& owner) : owner_(owner) {}
        const Dialect& dialect() const override { return owner_.dialect(); }
        Result execute(const Statement& statement) override { return owner_.run_reading(statement); }
        void queue(Statement statement) override { execute(statement); }
        void flush() override {}
        void begin() override {}
        void commit(bool) override {}
        void rollback() override {}
        bool in_transaction() const override { return false; }
        std::uint64_t queued() const override { return 0; }
        std::uint64_t done() const override { return 0; }
        void wait_for(std::uint64_t) override {}
        void lock_migrations(const std::string&, std::chrono::milliseconds) override {}
        void unlock_migrations() override {}
        void interrupt() noexcept override { owner_.interrupt(); }
        std::string server_version() override { return owner_.server_version(); }

      private:
        PlanningConnection& owner_;
    };

    void check() const {
        if (ended_)
            throw *ended_;
    }

    // --- recording

    void write(const std::string& text) {
        record_(text);
        ++count_;
    }

    void keep(const Statement& statement, const Effects& effects) {
        if (aborted_ && effects.control.empty() && !effects_end_abort(statement.text)) {
            Error error(Error::Kind::Database,
                        "current transaction is aborted, commands ignored until end of transaction block",
                        statement.origin, "An earlier statement has failed, and the script went on.");
            error.sqlstate = "25P02";
            throw error;
        }
        write_down(statement.text, effects);
        recorded_.add(effects);
        if (effects.kind != Effects::Kind::Control)
            return;
        // A transaction that the script controls by statements of its own.
        if (effects.control == "begin" || effects.control == "start")
            open_ = begun_ = true;
        else
            end_transaction();
    }

    /// What stands for the result, which nobody knows.
    Result kept(const Statement& statement, const Effects& effects) {
        keep(statement, effects);
        Result result;
        result.planned = true;
        result.returns_rows = effects.kind == Effects::Kind::Read;
        return result;
    }

    /// ROLLBACK TO SAVEPOINT.
    bool effects_end_abort(const std::string& text) {
        if (effects_of(text).kind != Effects::Kind::Change || text.size() < 8)
            return false;
        std::string word = text.substr(0, 8);
        std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
        if (word == "rollback")
            aborted_ = false;
        return word == "rollback";
    }

    void write_down(const std::string& text, const Effects& effects) {
        if (open_ && !begun_ && effects.kind != Effects::Kind::Control) {
            begun_ = true;
            write("BEGIN");
        }
        write(text);
    }

    void end_transaction() {
        open_ = begun_ = aborted_ = false;
        local_settings_.clear();
    }

    // --- reading

    /// One statement in a transaction that cannot write, whatever the statement is. Committed: a setting stays.
    Result run_reading(const Statement& statement) {
        connection_->begin();
        try {
            connection_->queue({"SET TRANSACTION READ ONLY"});
            for (const std::string& setting : local_settings_)
                connection_->queue({setting});
            Result result = connection_->execute(statement);
            connection_->commit();
            return result;
        } catch (...) {
            roll_back();
            throw;
        }
    }

    /// After a failure.
    void roll_back() noexcept {
        try {
            connection_->rollback();
        } catch (const Error&) { // the connection is lost; the first error says so
        }
    }

    Result read(const Statement& statement, const Effects& effects) {
        const Reading reading = reading_of(statement.text);
        close(reading);
        if (const std::string met = recorded_.met_by(reading); !met.empty())
            end("a script reads " + met, statement.text);
        try {
            return run_reading(statement);
        } catch (const Error& error) {
            if (error.sqlstate == "25006")
                return kept(statement, effects);
            const bool missing = error.sqlstate == "42P01" || error.sqlstate == "42703" || error.sqlstate == "42704" ||
                                 error.sqlstate == "42883" || error.sqlstate == "3F000";
            if (missing && recorded_.schema_changed())
                end("a script reads what is not there before the statements before it are run (" +
                        std::string(error.what()) + ")",
                    statement.text);
            aborted_ = open_;
            throw;
        }
    }

    /// Settings that say how statements are read; those of the transaction's mode are not for a session that reads.
    Result set(const Statement& statement, const Effects& effects) {
        const Reading words = reading_of(statement.text);
        if (words.names.count("transaction") || words.names.count("characteristics") ||
            words.names.count("constraints") || words.names.count("standard_conforming_strings") ||
            words.names.count("default_transaction_read_only") || words.names.count("transaction_read_only"))
            return {};
        const bool function = words.functions.count("set_config") > 0;
        if (open_ && (effects.local || function))
            local_settings_.push_back(statement.text);
        if (effects.local)
            return {};
        return function ? run_reading(statement) : connection_->execute(statement);
    }

    /// Adds what changes with the recorded relations. Triggers may do anything. Functions of users may read anything.
    void close(const Reading& reading) {
        if (recorded_.relations().empty())
            return;
        if (!recorded_.closed()) {
            if (!dependents_)
                dependents_ = read_dependents();
            const Names all = dependents_->reached_from(recorded_.relations());
            recorded_.close(all, dependents_->have_triggers(all));
        }
        if (reading.functions.empty())
            return;
        const Result own =
            run_reading({"SELECT 1 FROM pg_catalog.pg_proc WHERE proname::text = ANY (" + array_of(reading.functions) +
                         ") AND pronamespace <> 'pg_catalog'::regnamespace LIMIT 1"});
        if (!own.rows.empty())
            recorded_.close({}, true);
    }

    /// Read once: no statement of the plan changes it. By name: a namesake in another schema only ends a plan early.
    Dependents read_dependents() {
        Dependents made;
        for (const List& row :
             run_reading({"SELECT below.relname::text, above.relname::text FROM ("
                          "SELECT d.refobjid, w.ev_class FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite w ON "
                          "w.oid = d.objid WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refclassid = "
                          "'pg_catalog.pg_class'::regclass AND d.refobjid <> w.ev_class "
                          "UNION SELECT confrelid, conrelid FROM pg_catalog.pg_constraint WHERE contype = 'f' AND "
                          "(confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r')) "
                          "UNION SELECT inhparent, inhrelid FROM pg_catalog.pg_inherits "
                          "UNION SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits) AS edge (below, above) "
                          "JOIN pg_catalog.pg_class below ON below.oid = edge.below "
                          "JOIN pg_catalog.pg_class above ON above.oid = edge.above"})
                 .rows)
            made.above[row.at(0).as_text()].insert(row.at(1).as_text());
        for (const List& row : run_reading({"SELECT DISTINCT c.relname::text FROM pg_catalog.pg_trigger t JOIN "
                                            "pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"})
                                   .rows)
            made.with_triggers.insert(row.at(0).as_text());
        return made;
    }

    std::unique_ptr<Connection> connection_;
    Record record_;
    Recorded recorded_;
    std::optional<Dependents> dependents_;
    Reads reads_{*this};
    std::optional<Error> ended_;
    std::vector<std::string> local_settings_;
    bool open_ = false;
    bool begun_ = false;   ///< BEGIN is recorded
    bool aborted_ = false; ///< a read failed in the transaction
    std::uint64_t count_ = 0;
};

std::optional<bool> PlannedInspector::fate_of(Fate::Kind kind, const std::string& schema, const std::string& name) {
    const std::string own = plain(schema);
    std::optional<bool> fate = recorded_.fate(kind, own, name);
    if (!fate && own.empty())
        fate = recorded_.fate(kind, default_schema(), name);
    if (!fate && recorded_.anything())
        end("'" + name + "'");
    return fate;
}

schema::Schema PlannedInspector::inspect(const InspectFilter& filter) {
    if (!filter.tables) {
        must_be_known("tables", recorded_.schema_changed());
        return inspector_->inspect(filter);
    }
    if (filter.tables->empty())
        must_be_known("types", recorded_.has_fate(Fate::Kind::Type));
    InspectFilter left = filter;
    std::erase_if(*left.tables, [&](const std::string& table) {
        const bool is_dropped = std::all_of(filter.schemas.begin(), filter.schemas.end(), [&](const auto& schema) {
            const auto fate = fate_of(Fate::Kind::Table, schema, table);
            return fate && !*fate;
        });
        if (!is_dropped && recorded_.described(table))
            end("'" + table + "'");
        return is_dropped;
    });
    return inspector_->inspect(left);
}

void PlannedInspector::end(const std::string& about) {
    connection_.end("a script asks for " + about + ", which earlier statements change", "");
}

} // namespace

std::unique_ptr<Connection> connect_for_plan(std::unique_ptr<Connection> connection, Record record) {
    return std::make_unique<PlanningConnection>(std::move(connection), std::move(record));
}

} // namespace limbeck::dialects::postgresql
