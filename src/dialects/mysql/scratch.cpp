#include "dialects/mysql/scratch.hpp"

#include "dialects/comparison.hpp"
#include "dialects/ddl_writer.hpp"
#include "dialects/dialect.hpp"
#include "dialects/mysql/catalogue.hpp"
#include "dialects/mysql/script.hpp"
#include "dialects/mysql/stand_ins.hpp"
#include "dialects/mysql/types.hpp"
#include "dialects/scratch.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

constexpr std::int64_t hours_of_leftovers = 24;

std::string random_word() {
    std::random_device device;
    std::string word;
    for (int i = 0; i < 8; ++i)
        word += "0123456789abcdef"[device() % 16];
    return word;
}

bool is_one_of(const Error& error, std::initializer_list<std::string_view> numbers) {
    const auto number = error.diagnostics.find("errno");
    return number != error.diagnostics.end() &&
           std::find(numbers.begin(), numbers.end(), number->second) != numbers.end();
}

/// "limbeck_scratch_482910_0f3a…": the hour, or nothing.
std::optional<std::int64_t> hour_of(const std::string& database) {
    static constexpr std::size_t begin = scratch_prefix.size();
    const std::size_t end = database.find('_', begin);
    const std::string digits = database.substr(begin, end - begin);
    if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoll(digits);
}

std::string text_or_empty(const Value& value) {
    const auto* text = value.get_if<std::string>();
    return text ? *text : std::string();
}

class MysqlScratch final : public Scratch {
  public:
    explicit MysqlScratch(Connection& connection) : connection_(connection) {
        if (connection_.only_plans())
            throw NoScratchPlace("a connection that only plans cannot try schemas out");
        if (connection_.in_transaction() && connection_.has_written())
            throw NoScratchPlace("a transaction is open that has written, and making a place would commit it",
                                 "Commit it before.");
        look_around();
        if (only_reads_) {
            // What it has read does not matter any more; the next transaction may write.
            execute("COMMIT");
            execute("SET SESSION TRANSACTION READ WRITE");
        }
        try {
            execute("DO GET_LOCK(" + quoted(prefix_) + ", 0)");
            drop_leftovers();
            create_database(prefix_);
            use(prefix_);
        } catch (const Error& error) {
            end();
            // Rights, and servers that only read.
            if (is_one_of(error, {"1044", "1142", "1227", "1290", "1792", "1836"}))
                throw NoScratchPlace("this user may not create a database: " + std::string(error.what()),
                                     "GRANT ALL ON `limbeck\\_scratch\\_%`.* TO this user;");
            throw;
        } catch (...) {
            end();
            throw;
        }
    }
    ~MysqlScratch() override { end(); }

    Connection& connection() override { return connection_; }

    schema::Change mapped(schema::Change change) override {
        if (const auto* create = std::get_if<schema::CreateTable>(&change)) {
            make_stand_ins({create->table});
        } else if (const auto* add = std::get_if<schema::AddColumn>(&change)) {
            make_stand_ins({add->table});
        } else if (const auto* constraint = std::get_if<schema::AddConstraint>(&change)) {
            schema::Table table;
            table.constraints.push_back(constraint->constraint);
            make_stand_ins({table});
        }
        map_schemas(change, place_of());
        return change;
    }

    void run(const Statements& statements) override {
        for (const Statement& statement : statements)
            connection_.queue(statement);
        connection_.flush();
    }

    void create(const schema::Schema& schema) override {
        make_stand_ins(schema.tables);
        sequences_.insert(sequences_.end(), schema.sequences.begin(), schema.sequences.end());
        run(sequences(schema.sequences));
        without_checks(tables(schema.tables));
        std::vector<schema::View> views = schema.views;
        std::vector<Statements> open;
        for (schema::Routine routine : schema.routines)
            if (routine.table.empty()) {
                map_schemas(routine, place_of());
                open.push_back(ddl().create_routine({routine, false, std::nullopt}));
            }
        for (schema::View& view : views) {
            map_schemas(view, place_of());
            open.push_back(ddl().create_view({view, false, std::nullopt}));
        }
        run_in_any_order(std::move(open));
        for (schema::Routine routine : schema.routines)
            if (!routine.table.empty()) {
                map_schemas(routine, place_of());
                run(ddl().create_routine({routine, false, std::nullopt}));
            }
    }

    std::vector<schema::Table> stored(const std::vector<schema::Table>& declared) override {
        // In databases that are gone again, so that the place stays as it is.
        const auto before = std::exchange(places_, {});
        const std::string place = prefix_ + "_" + std::to_string(++databases_);
        create_database(place);
        use(place);
        const auto leave = [&] {
            for (const Place& made : places_)
                execute("DROP DATABASE " + quote(made.database));
            execute("DROP DATABASE " + quote(place));
            places_ = before;
            use(prefix_);
        };
        std::vector<schema::Table> found;
        try {
            run(sequences(sequences_));
            for (const schema::Table& table : declared) {
                try {
                    without_checks(tables({table}));
                } catch (const Error& error) {
                    throw Error(error.kind(), error.what(), "table '" + table.name + "'", error.now());
                }
            }
            InspectFilter filter;
            filter.schemas = {""};
            for (const Place& made : places_)
                filter.schemas.push_back(made.reported);
            const schema::Schema made = read(filter, place);
            for (schema::Table table : declared) {
                const schema::Table* there = made.table(real_name(table.schema), table.name);
                if (!there)
                    throw Error(Error::Kind::Internal, "table '" + table.name + "' is not where it was created");
                found.push_back(as_declared(std::move(table), *there));
            }
        } catch (...) {
            leave();
            throw;
        }
        leave();
        return found;
    }

    schema::Schema inspect(const InspectFilter& filter) override {
        InspectFilter known = filter;
        known.schemas.clear();
        for (const std::string& schema : filter.schemas)
            if (const std::string name = real_name(schema); name.empty() || is_there(name))
                known.schemas.push_back(name);
        if (filter.schemas.empty()) {
            known.schemas.emplace_back();
            for (const Place& place : places_)
                known.schemas.push_back(place.reported);
        }
        if (known.schemas.empty())
            return {};
        schema::Schema schema = read(known, prefix_);
        std::erase_if(schema.tables, [&](const schema::Table& table) {
            return stand_ins_.contains({table.schema, table.name});
        });
        return schema;
    }

    MadeBySql made_by(const std::vector<SqlFile>& files, MayRead) override {
        clear();
        MadeBySql made;
        try {
            Statements statements;
            for (const SqlFile& file : files)
                for (Statement& statement : statements_of(file))
                    statements.push_back(std::move(statement));
            without_checks(statements);
            InspectFilter everything;
            everything.schemas.clear();
            everything.views = everything.routines = true;
            made.schema = inspect(everything);
        } catch (...) {
            clear();
            throw;
        }
        clear();
        return made;
    }

    void clear() override {
        drop_places();
        execute("DROP DATABASE " + quote(prefix_));
        create_database(prefix_);
        use(prefix_);
    }

  private:
    void execute(const std::string& text) { connection_.execute({text}); }
    const Dialect& dialect() const { return connection_.dialect(); }
    const Ddl& ddl() const { return dialect().ddl(); }
    std::string quote(const std::string& name) const { return dialect().grammar().quote_always(name); }
    void use(const std::string& database) { execute("USE " + quote(database)); }

    void look_around() {
        const bool mariadb =
            text_or_empty(connection_.execute({"SELECT VERSION()"}).rows.at(0).at(0)).find("MariaDB") !=
            std::string::npos;
        const List row = connection_
                             .execute({std::string("SELECT DATABASE(), UNIX_TIMESTAMP() DIV 3600, "
                                                   "@@character_set_database, @@collation_database, "
                                                   "@@foreign_key_checks, @@SESSION.") +
                                       (mariadb ? "tx_read_only" : "transaction_read_only")})
                             .rows.at(0);
        database_ = text_or_empty(row[0]);
        hour_ = row[1].as_int();
        characters_ = " CHARACTER SET " + text_or_empty(row[2]) + " COLLATE " + text_or_empty(row[3]);
        checks_ = row[4].as_int() != 0;
        only_reads_ = row[5].as_int() != 0;
        prefix_ = std::string(scratch_prefix) + std::to_string(hour_) + "_" + random_word();
    }

    void create_database(const std::string& name) { execute("CREATE DATABASE " + quote(name) + characters_); }

    /// What runs have left that were killed. One that waits for long keeps its lock, but other nodes of a cluster do
    /// not see it: so they must be old, too.
    void drop_leftovers() {
        for (const List& row : connection_
                                   .execute({"SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME "
                                             "LIKE 'limbeck\\_scratch\\_%'"})
                                   .rows) {
            const std::string name = row.at(0).as_text();
            const std::optional<std::int64_t> hour = hour_of(name);
            if (!hour || *hour + hours_of_leftovers > hour_)
                continue;
            const std::size_t word = name.find('_', scratch_prefix.size()) + 1;
            const std::string owner = name.substr(0, name.find('_', word));
            try {
                if (connection_.execute({"SELECT IS_FREE_LOCK(" + quoted(owner) + ")"}).rows.at(0).at(0) == Value(1))
                    execute("DROP DATABASE IF EXISTS " + quote(name));
            } catch (const Error& error) {
                if (error.kind() != Error::Kind::Database)
                    throw; // another user's
            }
        }
    }

    void drop_places() {
        for (const Place& place : std::exchange(places_, {}))
            execute("DROP DATABASE " + quote(place.database));
        stand_ins_.clear();
        sequences_.clear();
    }

    void end() noexcept {
        const auto attempt = [&](const std::string& text) {
            try {
                execute(text);
            } catch (...) {
                // The connection is gone; a later run drops what is left.
            }
        };
        for (const Place& place : places_)
            attempt("DROP DATABASE IF EXISTS " + quote(place.database));
        attempt("DROP DATABASE IF EXISTS " + quote(prefix_));
        if (!database_.empty())
            attempt("USE " + quote(database_));
        attempt("DO RELEASE_LOCK(" + quoted(prefix_) + ")");
        if (only_reads_)
            attempt("SET SESSION TRANSACTION READ ONLY");
    }

    // --- names

    /// As the answers of this place call a schema.
    std::string real_name(const std::string& schema) const { return schema == database_ ? std::string() : schema; }
    bool is_there(const std::string& schema) const {
        return std::any_of(places_.begin(), places_.end(), [&](const Place& p) { return p.reported == schema; });
    }

    std::string place_of(const std::string& given) {
        const bool only_known = given.starts_with('?'); // what a text names
        const std::string schema = real_name(only_known ? given.substr(1) : given);
        if (schema.empty())
            return {};
        for (const Place& place : places_)
            if (place.reported == schema || place.database == schema)
                return place.database;
        if (only_known)
            return {};
        const std::string database = prefix_ + "_" + std::to_string(++databases_);
        create_database(database);
        places_.push_back({database, schema});
        return database;
    }
    PlaceOf place_of() {
        return [this](const std::string& schema) { return place_of(schema); };
    }

    schema::Schema read(const InspectFilter& filter, const std::string& here) {
        std::vector<Place> places = places_;
        places.push_back({here, ""});
        return mysql::inspect(connection_, filter, places);
    }

    // --- making

    Statements tables(const std::vector<schema::Table>& given) {
        Statements statements;
        for (schema::Table table : given) {
            for (schema::Constraint& constraint : table.constraints)
                if (auto* key = std::get_if<schema::ForeignKey>(&constraint))
                    key->use_alter = false; // what it refers to need not be there
            map_schemas(table, place_of());
            for (Statement& statement : ddl().create_table(table, false, nullptr))
                statements.push_back(std::move(statement));
        }
        return statements;
    }

    Statements sequences(const std::vector<schema::Sequence>& given) {
        Statements statements;
        for (const schema::Sequence& sequence : given) {
            const std::string schema = place_of(sequence.schema);
            schema::Sequence rules = sequence;
            rules.cycle.reset(); // NO CYCLE is one word here
            statements.push_back({"CREATE SEQUENCE " + dialect().grammar().qualified(schema, sequence.name) + " " +
                                  DdlWriter::numbering(rules) + (sequence.cycle.value_or(false) ? " CYCLE" : "")});
        }
        return statements;
    }

    /// Tables may refer to those that come later, or are not here.
    void without_checks(const Statements& statements) {
        execute("SET foreign_key_checks = 0");
        try {
            run(statements);
        } catch (...) {
            set_checks();
            throw;
        }
        set_checks();
    }
    void set_checks() { execute(std::string("SET foreign_key_checks = ") + (checks_ ? "1" : "0")); }

    /// Views and routines that may speak of each other: what fails is tried again after the others.
    void run_in_any_order(std::vector<Statements> open) {
        while (!open.empty()) {
            std::vector<Statements> failed;
            std::optional<Error> failure;
            for (Statements& statements : open) {
                try {
                    run(statements);
                } catch (const Error& error) {
                    if (error.kind() != Error::Kind::Database)
                        throw;
                    failure = error;
                    failed.push_back(std::move(statements));
                }
            }
            if (failed.size() == open.size())
                throw Error(*failure);
            open = std::move(failed);
        }
    }

    /// Tables that foreign keys refer to, and that are only in the real place: with the columns that are referred to.
    void make_stand_ins(const std::vector<schema::Table>& given) {
        std::set<std::pair<std::string, std::string>> here;
        for (const schema::Table& table : given)
            here.emplace(real_name(table.schema), table.name);
        std::map<std::pair<std::string, std::string>, std::set<std::vector<std::string>>> wanted;
        for (const schema::Table& table : given)
            for (const schema::Constraint& constraint : table.constraints)
                if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
                    const std::pair referred(real_name(key->referred_schema), key->referred_table);
                    if (!here.contains(referred) && !has_table(referred.first, referred.second))
                        wanted[referred].insert(key->referred_columns.empty() ? key->columns : key->referred_columns);
                }
        if (wanted.empty())
            return;
        InspectFilter filter;
        filter.schemas.clear();
        filter.tables.emplace();
        for (const auto& [name, keys] : wanted) {
            const std::string database = name.first.empty() ? database_ : name.first;
            if (std::find(filter.schemas.begin(), filter.schemas.end(), database) == filter.schemas.end())
                filter.schemas.push_back(database);
            filter.tables->push_back(name.second);
        }
        const schema::Schema real = mysql::inspect(connection_, filter, {});
        for (const auto& [name, keys] : wanted) {
            const schema::Table* found = real.table(name.first.empty() ? database_ : name.first, name.second);
            if (!found)
                continue; // the database says it when the key comes
            schema::Table table;
            table.schema = name.first;
            table.name = name.second;
            table.options = found->options;
            for (const std::vector<std::string>& key : keys) {
                for (const std::string& column : key)
                    if (const schema::Column* known = found->column(column); known && !table.column(column)) {
                        schema::Column& made = table.columns.emplace_back();
                        made.name = column;
                        made.type = known->type;
                    }
                schema::Index index;
                index.name = schema::Name("ix_" + std::to_string(table.indexes.size()), true);
                index.table = table.name;
                index.schema = table.schema;
                index.unique = true; // MySQL wants what a key refers to to be
                for (const std::string& column : key)
                    index.elements.push_back({column, nullptr});
                table.indexes.push_back(std::move(index));
            }
            without_checks(tables({table}));
            stand_ins_.insert(name);
        }
    }

    bool has_table(const std::string& schema, const std::string& name) {
        const std::string place = place_of("?" + schema);
        if (place.empty() && !schema.empty())
            return false;
        return !connection_
                    .execute({"SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = " +
                              quoted(place.empty() ? prefix_ : place) + " AND TABLE_NAME = " + quoted(name)})
                    .rows.empty();
    }

    /// What the server has made of a declared table.
    schema::Table as_declared(schema::Table declared, schema::Table stored) const {
        const schema::Table given = declared;
        dialect().comparison().align(declared, stored);
        schema::Table ordered = in_order_of(given, stored);
        ordered.options = options_of(given, stored);
        return ordered;
    }

    /// Those that the model says, in the words of the server where it says them in other ones.
    Map options_of(const schema::Table& declared, const schema::Table& stored) const {
        static constexpr std::array<std::string_view, 4> character_sets = {"charset", "character_set",
                                                                           "default_character_set", "default_charset"};
        const std::string prefix = dialect().name() + "_";
        Map options;
        for (const auto& [name, value] : declared.options.entries()) {
            if (!name.starts_with(prefix))
                continue;
            std::string told = name.substr(prefix.size());
            if (std::find(character_sets.begin(), character_sets.end(), told) != character_sets.end())
                told = "default_charset";
            else if (told == "default_collate")
                told = "collate";
            if (const Value* found = stored.options.find(prefix + told))
                options.set(prefix + told, *found);
        }
        return options;
    }

    Connection& connection_;
    std::string prefix_, database_, characters_;
    std::int64_t hour_ = 0;
    bool checks_ = true, only_reads_ = false;
    std::vector<Place> places_; ///< of other schemas
    std::set<std::pair<std::string, std::string>> stand_ins_;
    std::vector<schema::Sequence> sequences_;
    int databases_ = 0;
};

} // namespace

std::unique_ptr<Scratch> scratch(Connection& connection) {
    return std::make_unique<MysqlScratch>(connection);
}

} // namespace limbeck::dialects::mysql
