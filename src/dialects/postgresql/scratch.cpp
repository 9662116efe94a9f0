#include "dialects/postgresql/scratch.hpp"

#include "dialects/dialect.hpp"
#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/ddl_writer.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/inspector.hpp"
#include "dialects/postgresql/object_names.hpp"
#include "dialects/postgresql/objects.hpp"
#include "dialects/postgresql/schema_mapper.hpp"
#include "dialects/postgresql/script_run.hpp"
#include "dialects/postgresql/stored_tables.hpp"
#include "dialects/postgresql/tokens.hpp"
#include "dialects/scratch.hpp"
#include "sql/expression.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

std::string random_word() {
    std::random_device device;
    std::string word;
    for (int i = 0; i < 8; ++i)
        word += "0123456789abcdef"[device() % 16];
    return word;
}

/// All types are there before the first table comes.
class TypesAreThere final : public DatabaseState {
  public:
    bool is_live() const override { return false; }
    bool has_type(const std::string&, const std::string&) override { return true; }
    bool has_table(const std::string&, const std::string&) override { return false; }
    bool has_index(const std::string&, const std::string&, const std::string&) override { return false; }
};

/// Whether the constraint cannot be part of a CREATE TABLE: there NOT VALID says nothing.
bool is_not_valid(const schema::Constraint& constraint) {
    return std::visit([](const auto& held) { return is_set(held.options, "postgresql_not_valid"); }, constraint);
}

/// The last part of the name in the literal that begins here: of 'app."My seq"'::regclass the name My seq.
std::string last_name(const std::string& text, std::size_t at) {
    std::string name;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        const bool doubled = at + 1 < text.size() && text[at + 1] == c;
        if (c == '\'' && !doubled)
            break;
        if (c == '\'' || (c == '"' && quoted && doubled))
            ++at;
        else if (c == '"') {
            quoted = !quoted;
            continue;
        } else if (c == '.' && !quoted) {
            name.clear();
            continue;
        }
        name += c;
    }
    return name;
}

class PostgresqlScratch final : public Scratch {
  public:
    explicit PostgresqlScratch(Connection& connection)
        : connection_(connection), prefix_("limbeck_scratch_" + random_word()),
          writer_(grammar(), connection.dialect().facts().max_identifier_length),
          mapper_(names_, [this](const std::string& real) { return place_of(real); }) {
        require_rights();
        owns_transaction_ = !connection_.in_transaction();
        if (owns_transaction_)
            connection_.begin();
        execute("SAVEPOINT " + prefix_);
        try {
            begin();
        } catch (...) {
            end();
            throw;
        }
    }
    ~PostgresqlScratch() override { end(); }

    Connection& connection() override { return connection_; }

    schema::Change mapped(schema::Change change) override {
        add_things_of(change);
        if (const auto* create = std::get_if<schema::CreateTable>(&change))
            make_stand_ins({create->table});
        else if (const auto* add = std::get_if<schema::AddColumn>(&change))
            make_stand_ins({add->table});
        else if (const auto* constraint = std::get_if<schema::AddConstraint>(&change)) {
            schema::Table table;
            table.constraints.push_back(constraint->constraint);
            make_stand_ins({table});
        }
        mapper_.map(change);
        if (auto* view = std::get_if<schema::CreateView>(&change))
            compute_nothing(view->view);
        return change;
    }

    void run(const Statements& statements) override {
        guarded([&] {
            for (const Statement& statement : statements)
                connection_.queue(statement);
            connection_.flush();
        });
    }

    void create(const schema::Schema& schema) override {
        guarded([&] { create_all(schema); });
    }

    std::vector<schema::Table> stored(const std::vector<schema::Table>& declared) override {
        // What the tables below need is made and left; they themselves go again, and so do their locks.
        const SchemaNames before = names_;
        const std::set<std::pair<std::string, std::string>> stand_ins = stand_ins_;
        execute("SAVEPOINT " + prefix_ + "_stored");
        const auto leave = [&] {
            execute("ROLLBACK TO SAVEPOINT " + prefix_ + "_stored");
            execute("RELEASE SAVEPOINT " + prefix_ + "_stored");
            names_ = before;
            stand_ins_ = stand_ins;
        };
        std::vector<schema::Table> tables;
        try {
            create_types({}, declared);
            tables = stored_tables(declared, *this, names_, mapper_, [this](const std::string& real) {
                const std::string actual = prefix_ + "_" + std::to_string(schemas_++);
                execute("CREATE SCHEMA " + actual);
                names_.add({"shapes of " + actual, actual, real.empty() ? default_schema_ : real});
                return ShapeSchema{actual, "shapes of " + actual};
            });
        } catch (...) {
            leave();
            throw;
        }
        leave();
        return tables;
    }

    schema::Schema inspect(const InspectFilter& filter) override {
        schema::Schema schema = postgresql::inspect(connection_, filter, &names_);
        std::erase_if(schema.tables, [&](const schema::Table& table) {
            return stand_ins_.contains({table.schema, table.name});
        });
        return schema;
    }

    MadeBySql made_by(const std::vector<SqlFile>& files, MayRead may_read) override {
        clear();
        ScriptRun run(connection_,
                      {names_, default_schema_, path_, [this](const std::string& real) { return place_of(real); }},
                      may_read);
        MadeBySql made;
        try {
            run.run(files);
            set_search_path(true);
            InspectFilter everything;
            everything.schemas.clear();
            everything.views = everything.routines = true;
            made.schema = inspect(everything);
        } catch (...) {
            clear();
            throw;
        }
        made.schema.extensions.clear();
        for (const auto& [extension, place] : run.steps().extensions)
            made.schema.extensions.push_back(extension);
        made.not_compared = run.steps().not_compared;
        clear();
        return made;
    }

    void clear() override {
        execute("ROLLBACK TO SAVEPOINT " + prefix_);
        begin();
    }

  private:
    void execute(const std::string& text) { connection_.execute({text}); }
    static std::string quote(const std::string& name) { return grammar().quote(name); }
    const Dialect& dialect() const { return connection_.dialect(); }

    /// Does it, or leaves the place as it was.
    void guarded(const std::function<void()>& work) {
        const SchemaNames names = names_;
        const std::set<std::pair<std::string, std::string>> stand_ins = stand_ins_;
        const std::string savepoint = prefix_ + "_" + std::to_string(++savepoints_);
        connection_.queue({"SAVEPOINT " + savepoint});
        try {
            work();
            connection_.queue({"RELEASE SAVEPOINT " + savepoint});
            connection_.flush();
        } catch (...) {
            execute("ROLLBACK TO SAVEPOINT " + savepoint);
            execute("RELEASE SAVEPOINT " + savepoint);
            names_ = names;
            stand_ins_ = stand_ins;
            throw;
        }
    }

    void require_rights() {
        if (connection_.only_plans())
            throw NoScratchPlace("a connection that only plans cannot try schemas out");
        const Result result = connection_.execute(
            {"SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS may_create, "
             "pg_catalog.pg_is_in_recovery() OR pg_catalog.current_setting('transaction_read_only')::bool AS "
             "only_reads, "
             "current_user::text AS role, pg_catalog.current_database()::text AS database, "
             "pg_catalog.current_schema()::text AS default_schema, "
             "pg_catalog.current_schemas(false)::text[] AS path, "
             "pg_catalog.current_setting('search_path') AS search_path"});
        const Row row(result, result.rows.at(0));
        if (!row.flag("may_create"))
            throw NoScratchPlace(
                "role \"" + row.text("role") + "\" may not create schemas in database \"" + row.text("database") + "\"",
                "GRANT CREATE ON DATABASE " + quote(row.text("database")) + " TO " + quote(row.text("role")) + ";");
        if (row.flag("only_reads"))
            throw NoScratchPlace("database \"" + row.text("database") + "\" can only be read through this connection");
        default_schema_ = row.text("default_schema");
        path_ = row.texts("path");
        search_path_ = row.text("search_path");
    }

    void begin() {
        names_ = {};
        stand_ins_.clear();
        schemas_ = 0;
        // Bodies of functions may name what is not here; waiting for somebody else's lock ends with words.
        connection_.queue({"SET LOCAL check_function_bodies = off"});
        connection_.queue({"SET LOCAL lock_timeout = '10s'"});
        connection_.queue({"SET LOCAL idle_in_transaction_session_timeout = 0"});
        connection_.queue({"SET LOCAL client_min_messages = warning"});
        place_of("");
    }

    void end() noexcept {
        try {
            if (!owns_transaction_) {
                execute("ROLLBACK TO SAVEPOINT " + prefix_);
                execute("RELEASE SAVEPOINT " + prefix_);
            } else {
                connection_.rollback();
            }
        } catch (...) {
            // The connection is gone, and with it all that was here.
        }
    }

    /// Each schema that stands for one of the search path comes before it, all before the path itself: what extensions
    /// have made is found there. Without the real ones a text means what is here, or nothing.
    void set_search_path(bool with_real) {
        std::string here, elsewhere;
        for (const std::string& schema : path_) {
            const std::string* stand_in = names_.actual(schema);
            (stand_in ? here : elsewhere) += (stand_in ? *stand_in : quote(schema)) + ", ";
        }
        if (path_.empty())
            here = *names_.actual("") + ", ";
        execute("SET LOCAL search_path = " + here +
                (!with_real             ? elsewhere + "pg_catalog"
                 : search_path_.empty() ? "''"
                                        : search_path_));
    }

    std::string place_of(const std::string& real) {
        if (names_.real(real))
            return real; // is mapped already
        if (const std::string* known = names_.actual(real))
            return *known;
        const std::string actual = prefix_ + "_" + std::to_string(schemas_++);
        execute("CREATE SCHEMA " + actual);
        names_.add({real == default_schema_ ? "" : real, actual, real.empty() ? default_schema_ : real});
        set_search_path(true);
        return actual;
    }

    /// A view may read tables that are only in the real place.
    static void compute_nothing(schema::View& view) {
        if (view.materialized)
            view.definition += "\nWITH NO DATA";
    }

    // --- what is there

    void add_things_of(const schema::Change& change) {
        const auto add = [&](const std::string& schema, const std::string& name) {
            place_of(schema);
            names_.add_thing(schema, name);
        };
        if (const auto* table = std::get_if<schema::CreateTable>(&change)) {
            add(table->table.schema, table->table.name);
            add_own_types(table->table);
        } else if (const auto* column = std::get_if<schema::AddColumn>(&change))
            add_own_types(column->table);
        else if (const auto* rename = std::get_if<schema::RenameTable>(&change))
            add(rename->schema, rename->new_name);
        else if (const auto* type = std::get_if<schema::CreateEnum>(&change))
            add(type->type.schema, type->type.type_name);
        else if (const auto* domain = std::get_if<schema::CreateDomain>(&change))
            add(domain->domain.schema, domain->domain.name);
        else if (const auto* altered = std::get_if<schema::AlterDomain>(&change))
            add(altered->domain.schema, altered->domain.name);
        else if (const auto* sequence = std::get_if<schema::CreateSequence>(&change))
            add(sequence->sequence.schema, sequence->sequence.name);
        else if (const auto* view = std::get_if<schema::CreateView>(&change))
            add(view->view.schema, view->view.name);
        else if (const auto* routine = std::get_if<schema::CreateRoutine>(&change))
            if (routine->routine.table.empty())
                add(routine->routine.schema, routine->routine.name);
    }

    /// Types that DDL makes with a table.
    void add_own_types(const schema::Table& table) {
        for (const schema::Column& column : table.columns) {
            const schema::Type* type = column.type.get();
            while (type && type->item && type->name == "ARRAY")
                type = type->item.get();
            if (!type || type->type_name.empty())
                continue;
            const bool is_made = type->labels ? type->labels->native_enum && type->labels->create_type
                                              : type->name == "DOMAIN" && (!type->domain || type->domain->create_type);
            if (is_made) {
                const std::string& schema = type->labels && type->labels->inherit_schema ? table.schema : type->schema;
                place_of(schema);
                names_.add_thing(schema, type->type_name);
            }
        }
    }

    void add_things_of(const schema::Schema& schema) {
        const auto add = [&](const auto& things) {
            for (const auto& thing : things) {
                place_of(thing.schema);
                names_.add_thing(thing.schema, thing.name);
            }
        };
        add(schema.tables);
        add(schema.enums);
        add(schema.domains);
        add(schema.sequences);
        add(schema.views);
        for (const schema::Routine& routine : schema.routines)
            if (routine.table.empty()) {
                place_of(routine.schema);
                names_.add_thing(routine.schema, routine.name);
            }
        for (const schema::Table& table : schema.tables)
            for (const schema::Column& column : table.columns)
                if (column.autoincremented) // its sequence has the name that the table gave it
                    names_.add_thing(table.schema, object_name(table.name, column.name, "seq"));
    }

    // --- creating

    void create_all(const schema::Schema& schema) {
        create_extensions(schema);
        add_things_of(schema);
        create_types(schema, schema.tables);

        std::vector<Making> open;
        for (const schema::Routine& given : schema.routines)
            if (given.table.empty())
                open.push_back(making(given));
        std::set<std::string> tables; // what takes or gives a row of one waits for it
        for (const schema::Table& table : schema.tables)
            tables.insert(lower(table.name));
        make(open, tables, false);
        create_tables(schema);
        for (const schema::View& given : schema.views) {
            schema::View view = given;
            mapper_.map(view);
            compute_nothing(view);
            open.push_back({lower(view.name), dialect().ddl().create_view({view, false, std::nullopt}),
                            words_of(view.definition)});
        }
        make(open, {}, true);
        for (const schema::Routine& given : schema.routines)
            if (!given.table.empty())
                open.push_back(making(given));
        make(open, {}, true);
    }

    /// A view or a routine that is to be made, and what its text speaks of.
    struct Making {
        std::string name;
        Statements statements;
        std::set<std::string> words;
        bool speaks_of(const std::set<std::string>& names) const {
            return std::any_of(names.begin(), names.end(), [&](const auto& name) { return words.contains(name); });
        }
    };

    static std::string lower(std::string name) {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return name;
    }
    static std::set<std::string> words_of(const std::string& text) {
        std::set<std::string> words;
        for (const Token& token : tokens_of(text))
            if (token.is_name())
                words.insert(lower(token.value));
        return words;
    }
    Making making(schema::Routine routine) const {
        mapper_.map(routine);
        return {lower(routine.name), dialect().ddl().create_routine({routine, false, std::nullopt}),
                words_of(routine.definition)};
    }

    void create_extensions(const schema::Schema& schema) {
        if (schema.extensions.empty())
            return;
        std::set<std::string> installed;
        for (const List& row : connection_.execute({"SELECT extname::text FROM pg_catalog.pg_extension"}).rows)
            installed.insert(row.at(0).as_text());
        for (const schema::Extension& extension : schema.extensions)
            if (!installed.contains(extension.name))
                for (const Statement& statement : dialect().ddl().create_extension(extension))
                    connection_.queue(statement);
        connection_.flush();
    }

    /// Enums, domains and sequences, and the types that tables bring along.
    void create_types(const schema::Schema& schema, const std::vector<schema::Table>& tables) {
        const auto queue = [&](const Statements& statements) {
            for (const Statement& statement : statements)
                connection_.queue(statement);
        };
        for (const schema::EnumType& given : schema.enums) {
            schema::Type type;
            type.name = "ENUM";
            type.schema = place_of(given.schema);
            type.type_name = given.name;
            type.labels.emplace().labels = given.labels;
            queue(dialect().ddl().create_enum(type, false, nullptr));
            if (given.comment)
                connection_.queue(comment_on(writer_, "TYPE", type.schema, given.name, given.comment));
            types_.types_met.emplace(type.schema, type.type_name);
        }
        for (const schema::Domain& given : schema.domains) {
            schema::Domain domain = given;
            mapper_.map(domain);
            queue(dialect().ddl().create_domain(domain));
            types_.types_met.emplace(domain.schema, domain.name);
        }
        for (const schema::Sequence& given : schema.sequences) {
            schema::Sequence sequence = given;
            mapper_.map(sequence);
            queue(dialect().ddl().create_sequence(sequence, false));
        }
        for (const schema::Table& table : tables)
            for (const schema::Column& column : table.columns)
                if (column.type)
                    create_own_type(*column.type, table.schema);
        connection_.flush();
    }

    void create_own_type(const schema::Type& given, const std::string& table_schema) {
        const schema::Type& type = given.for_dialect("postgresql");
        if (type.item)
            create_own_type(*type.item, table_schema);
        const bool is_enum = type.labels && type.labels->native_enum;
        if (!is_enum && type.name != "DOMAIN")
            return;
        if (is_enum ? !type.labels->create_type : type.domain && !type.domain->create_type)
            return;
        schema::Type own = type;
        if (is_enum && own.labels->inherit_schema)
            own.schema = table_schema;
        const std::string place = place_of(own.schema);
        if (!names_.has_thing(own.schema, own.type_name)) {
            names_.add_thing(own.schema, own.type_name);
            schema::Type made = own;
            mapper_.map(made);
            for (const Statement& statement : dialect().ddl().create_enum(made, false, nullptr))
                connection_.queue(statement);
        }
        types_.types_met.emplace(place, own.type_name);
    }

    void create_tables(const schema::Schema& schema) {
        make_stand_ins(schema.tables);
        const schema::Order order = schema::dependency_order(schema);
        std::set<std::pair<std::size_t, std::size_t>> late;
        for (const schema::Order::Late& found : order.late)
            late.emplace(found.table, found.constraint);
        Statements last;
        for (const std::size_t at : order.tables) {
            schema::Table table = schema.tables[at];
            mapper_.map(table);
            std::vector<schema::Constraint> now;
            for (std::size_t i = 0; i < table.constraints.size(); ++i) {
                schema::Constraint& constraint = table.constraints[i];
                if (!late.contains({at, i}) && !is_not_valid(constraint)) {
                    now.push_back(std::move(constraint));
                    continue;
                }
                for (Statement& statement : dialect().ddl().add_constraint(table.schema, table.name, constraint))
                    last.push_back(std::move(statement));
                for (Statement& statement : dialect().ddl().constraint_comment(table.schema, table.name, constraint))
                    last.push_back(std::move(statement));
            }
            table.constraints = std::move(now);
            for (const Statement& statement : dialect().ddl().create_table(table, false, &types_))
                connection_.queue(statement);
            name_sequences(table);
        }
        for (const Statement& statement : last)
            connection_.queue(statement);
        connection_.flush();
    }

    /// A sequence keeps its name when its table, or column, is given another one.
    void name_sequences(const schema::Table& table) {
        for (const schema::Column& column : table.columns) {
            const auto* text =
                column.autoincremented && column.server_default ? column.server_default->get_if<sql::Text>() : nullptr;
            const std::size_t begin = text ? text->text.find("nextval('") : std::string::npos;
            if (begin == std::string::npos)
                continue;
            const std::string name = last_name(text->text, begin + 9);
            if (const std::string given = object_name(table.name, column.name, "seq"); given != name)
                connection_.queue(
                    {"ALTER SEQUENCE " + table.schema + "." + quote(given) + " RENAME TO " + quote(name)});
        }
    }

    /// Makes each after those that it speaks of: it would find what the real place has under the same name. What
    /// speaks of a thing that is `coming` finds nothing of the real place at all. What fails is tried again after the
    /// others, and stays in `open` unless all must succeed.
    void make(std::vector<Making>& open, const std::set<std::string>& coming, bool must_succeed) {
        std::optional<Error> failure;
        std::vector<Making> failed;
        while (!open.empty()) {
            std::set<std::string> names;
            for (const std::vector<Making>* left : {&open, &failed})
                for (const Making& making : *left)
                    names.insert(making.name);
            auto next = std::find_if(open.begin(), open.end(), [&](const Making& making) {
                return std::none_of(making.words.begin(), making.words.end(), [&](const std::string& word) {
                    return word != making.name && names.contains(word);
                });
            });
            if (next == open.end())
                next = open.begin();
            Making making = std::move(*next);
            open.erase(next);
            const bool apart = making.speaks_of(coming);
            if (apart)
                set_search_path(false);
            try {
                run(making.statements);
                open.insert(open.begin(), std::make_move_iterator(failed.begin()),
                            std::make_move_iterator(failed.end()));
                failed.clear();
            } catch (const Error& error) {
                if (failed.empty())
                    failure = error;
                failed.push_back(std::move(making));
            }
            if (apart)
                set_search_path(true);
        }
        if (must_succeed && !failed.empty())
            throw Error(*failure);
        open = std::move(failed);
    }

    // --- stand-ins

    /// Tables that foreign keys refer to, and that are only in the real place: with the columns that are referred to.
    void make_stand_ins(const std::vector<schema::Table>& tables) {
        std::set<std::pair<std::string, std::string>> coming;
        for (const schema::Table& table : tables)
            coming.emplace(table.schema == default_schema_ ? "" : table.schema, table.name);
        std::map<std::pair<std::string, std::string>, std::set<std::vector<std::string>>> wanted;
        for (const schema::Table& table : tables)
            for (const schema::Constraint& constraint : table.constraints)
                if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
                    const std::string schema = key->referred_schema == default_schema_ ? "" : key->referred_schema;
                    if (!coming.contains({schema, key->referred_table}) &&
                        !names_.has_thing(schema, key->referred_table))
                        wanted[{schema, key->referred_table}].insert(
                            key->referred_columns.empty() ? key->columns : key->referred_columns);
                }
        if (wanted.empty())
            return;
        InspectFilter filter;
        filter.schemas.clear();
        filter.tables.emplace();
        for (const auto& [name, keys] : wanted)
            filter.tables->push_back(name.second);
        execute("SAVEPOINT " + prefix_ + "_real");
        execute("SET LOCAL search_path = " + (search_path_.empty() ? "''" : search_path_));
        const schema::Schema real = postgresql::inspect(connection_, filter, nullptr);
        execute("ROLLBACK TO SAVEPOINT " + prefix_ + "_real");
        for (const auto& [name, keys] : wanted) {
            const schema::Table* found = real.table(name.first, name.second);
            if (!found)
                continue; // the database says it when the key comes
            schema::Table table;
            table.schema = name.first;
            table.name = name.second;
            for (const std::vector<std::string>& key : keys) {
                for (const std::string& column : key)
                    if (const schema::Column* known = found->column(column); known && !table.column(column)) {
                        schema::Column& made = table.columns.emplace_back();
                        made.name = column;
                        made.type = known->type;
                        made.autoincrement = schema::Column::Autoincrement::No;
                    }
                schema::Unique unique;
                unique.columns = key;
                table.constraints.emplace_back(std::move(unique));
            }
            mapper_.map(table);
            for (const Statement& statement : dialect().ddl().create_table(table, false, &types_))
                connection_.queue(statement);
            names_.add_thing(name.first, name.second);
            stand_ins_.insert(name);
        }
        connection_.flush();
    }

    Connection& connection_;
    std::string prefix_;
    PostgresqlDdlWriter writer_;
    bool owns_transaction_ = false;
    std::string default_schema_, search_path_;
    std::vector<std::string> path_; ///< the schemas of it that there are
    SchemaNames names_;
    SchemaMapper mapper_;
    std::set<std::pair<std::string, std::string>> stand_ins_;
    TypesAreThere types_;
    int schemas_ = 0, savepoints_ = 0;
};

} // namespace

std::unique_ptr<Scratch> scratch(Connection& connection) {
    return std::make_unique<PostgresqlScratch>(connection);
}

} // namespace limbeck::dialects::postgresql
