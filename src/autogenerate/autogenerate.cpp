#include "autogenerate/autogenerate.hpp"

#include "autogenerate/by_text.hpp"
#include "autogenerate/constraint_names.hpp"
#include "autogenerate/early_inspection.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/indexes_of_keys.hpp"
#include "autogenerate/judge.hpp"
#include "autogenerate/prove.hpp"
#include "dialects/comparison.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>

namespace limbeck::autogenerate {

namespace {

/// Remembers what the hooks said against, for the proof compares once more, and hooks are asked once.
class Remembering final : public Hooks {
  public:
    explicit Remembering(Hooks& hooks) : hooks_(hooks) {}

    void begin(const schema::Schema& database, const schema::Schema& declared) override {
        hooks_.begin(database, declared);
    }
    bool include_name(const std::optional<std::string>& name, const std::string& kind, const std::string& schema,
                      const std::string& table) override {
        return remember(
            [&] {
                return Question{kind, name.value_or("\n"), schema, table};
            },
            names_left_out_, [&] { return hooks_.include_name(name, kind, schema, table); });
    }
    bool include_object(const Object& object, const Object* counterpart) override {
        const auto question = [&] {
            const schema::Table* table = object.table;
            return Question{object.kind,
                            object.name.value_or("\n"),
                            table ? table->schema : "",
                            table ? table->name : "",
                            object.reflected ? "r" : "",
                            counterpart ? "c" : ""};
        };
        return remember(question, objects_left_out_, [&] { return hooks_.include_object(object, counterpart); });
    }
    std::optional<bool> types_differ(const schema::Table& table, const schema::Column& stored,
                                     const schema::Column& declared) override {
        return remember_difference("type", table, declared,
                                   [&] { return hooks_.types_differ(table, stored, declared); });
    }
    std::optional<bool> defaults_differ(const schema::Table& table, const schema::Column& stored,
                                        const schema::Column& declared) override {
        return remember_difference("default", table, declared,
                                   [&] { return hooks_.defaults_differ(table, stored, declared); });
    }
    /// From now on only what is remembered counts, and what was never asked is included.
    void only_remember() { again_ = true; }

  private:
    using Question = std::vector<std::string>;

    template <class MakeQuestion, class Ask>
    bool remember(MakeQuestion question, std::set<Question>& left_out, Ask ask) {
        if (again_)
            return left_out.empty() || !left_out.contains(question());
        if (ask())
            return true;
        left_out.insert(question());
        return false;
    }

    /// What a hook called different has been changed when it is asked again; what it called the same stays so.
    template <class Ask>
    std::optional<bool> remember_difference(const char* of, const schema::Table& table, const schema::Column& column,
                                            Ask ask) {
        const auto question = [&] { return Question{of, table.schema, table.name, column.name}; };
        if (again_)
            return !same_.empty() && same_.contains(question()) ? std::optional(false) : std::nullopt;
        const std::optional<bool> answer = ask();
        if (answer && !*answer)
            same_.insert(question());
        return answer;
    }

    Hooks& hooks_;
    std::set<Question> names_left_out_, objects_left_out_, same_;
    bool again_ = false;
};

void finish(schema::Schema& declared, const Options& options, const dialects::Dialect& dialect) {
    std::map<std::pair<std::string, std::string>, int> tables;
    for (schema::Table& table : declared.tables) {
        const std::string schema = table.schema == options.compare.default_schema ? std::string() : table.schema;
        if (++tables[{schema, table.name}] > 1)
            fail("Two tables are called '" + (schema.empty() ? "" : schema + ".") + table.name + "'");
        schema::apply_naming_convention(table, options.naming_convention, dialect.facts().max_identifier_length);
    }
    complete(declared, dialect);
}

/// `there`: the schemas of the database, where they matter.
dialects::InspectFilter filter_for(const schema::Schema& declared, const Options& options,
                                   const std::vector<std::string>& there, Hooks& hooks) {
    dialects::InspectFilter filter;
    const auto add = [&](const std::string& schema) {
        const std::string name = schema == options.compare.default_schema ? std::string() : schema;
        if (std::find(filter.schemas.begin(), filter.schemas.end(), name) == filter.schemas.end())
            filter.schemas.push_back(name);
    };
    for (const schema::Table& table : declared.tables)
        add(table.schema);
    for (const schema::EnumType& type : declared.enums)
        add(type.schema);
    for (const schema::Domain& domain : declared.domains)
        add(domain.schema);
    for (const schema::Sequence& sequence : declared.sequences)
        add(sequence.schema);
    for (const schema::View& view : declared.views)
        add(view.schema);
    for (const schema::Routine& routine : declared.routines)
        add(routine.schema);
    for (const std::string& schema : options.compare.owned_schemas)
        add(schema);
    if (options.compare.include_schemas || options.compare.whole)
        for (const std::string& schema : there)
            if (schema != "information_schema") // the standard's own views, of every database that has it
                add(schema);
    std::erase_if(filter.schemas, [&](const std::string& schema) {
        return !hooks.include_name(schema.empty() ? std::nullopt : std::optional(schema), "schema", "", "");
    });
    filter.views = true; // they may stand in the way of their tables' changes
    filter.routines = options.compare.whole || !declared.routines.empty() || !declared.views.empty() ||
                      !options.compare.owned_kinds.empty();
    return filter;
}

/// What is tied to the views of the database, and the functions that it calls: a view that goes and comes again takes
/// that with it.
std::vector<schema::Routine> tied_to_views(const schema::Schema& database, dialects::InspectFilter filter,
                                           dialects::Inspector& inspector) {
    std::set<std::pair<std::string, std::string>> views;
    filter.tables.emplace();
    for (const schema::View& view : database.views) {
        views.emplace(view.schema, view.name);
        filter.tables->push_back(view.name);
    }
    filter.routines = true;
    std::vector<schema::Routine> all = inspector.inspect(filter).routines, tied;
    std::set<std::string> called;
    for (const schema::Routine& routine : all)
        if (views.contains({routine.schema, routine.table})) {
            tied.push_back(routine);
            called.merge(names_in(routine.definition));
        }
    for (schema::Routine& routine : all)
        if (routine.table.empty() && called.contains(in_lower_case(routine.name)))
            tied.push_back(std::move(routine));
    return tied;
}

/// Schemas of the target that the database does not have.
std::set<std::string> missing_schemas(const schema::Schema& declared, const std::vector<std::string>& there) {
    std::set<std::string> missing;
    const auto add = [&](const auto& things) {
        for (const auto& thing : things)
            if (!thing.schema.empty())
                missing.insert(thing.schema);
    };
    add(declared.tables);
    add(declared.enums);
    add(declared.domains);
    add(declared.sequences);
    add(declared.views);
    add(declared.routines);
    add(declared.extensions);
    for (const std::string& schema : there)
        missing.erase(schema);
    return missing;
}

/// What a file says of the columns cannot be run as it stands: a SERIAL that is no key is the default of a sequence,
/// which goes with its table and whose name the default does not tell.
void name_lost_sequences(const std::vector<Group>& groups, const dialects::Dialect& dialect, const std::string& way,
                         std::vector<std::string>& unproved) {
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes) {
            const schema::Table* table = nullptr;
            if (const auto* create = std::get_if<schema::CreateTable>(&change))
                table = &create->table;
            else if (const auto* add = std::get_if<schema::AddColumn>(&change))
                table = &add->table;
            if (!table)
                continue;
            for (const schema::Column& column : table->columns)
                if (column.autoincremented && column.server_default && !column.primary_key &&
                    dialect.ddl().numbering(*table, column).before.empty())
                    unproved.push_back(
                        way + ": column " + table->name + "." + column.name +
                        " takes its default from a sequence that is not there by then; create it before");
        }
}

bool is_set_fact(const dialects::Dialect& dialect, std::string_view name) {
    const Value* fact = dialect.facts().of_scripts.find(name);
    return fact && *fact == Value(true);
}

/// Both sides of a target have the same indexes.
void keep_indexes_of(const schema::Schema& declared, schema::Schema& stored) {
    for (std::size_t i = 0; i < declared.tables.size() && i < stored.tables.size(); ++i) {
        const std::vector<schema::Index>& kept = declared.tables[i].indexes;
        if (kept.size() != stored.tables[i].indexes.size())
            std::erase_if(stored.tables[i].indexes, [&](const schema::Index& index) {
                return std::none_of(kept.begin(), kept.end(), [&](const schema::Index& candidate) {
                    return candidate.name.text == index.name.text;
                });
            });
    }
}

} // namespace

Result autogenerate(dialects::Connection& connection, schema::Schema declared, const Options& given, Hooks& hooks,
                    EarlyInspection* early) {
    const dialects::Dialect& dialect = connection.dialect();
    const auto inspector = dialect.inspector(connection);
    Options options = given;
    options.compare.default_schema = early ? early->default_schema() : inspector->default_schema();
    options.compare.adds_foreign_keys = dialect.ddl().adds_constraints();
    Remembering asked(hooks);
    Result result;

    if (!options.compare.read_back)
        finish(declared, options, dialect);
    const bool looks_at_all = options.compare.include_schemas || options.compare.whole || options.compare.read_back;
    const std::vector<std::string> schemas = looks_at_all ? inspector->schema_names() : std::vector<std::string>();
    // Other databases of a server are other people's, unless env.py says include_schemas.
    const bool only_own = is_set_fact(dialect, "_schemas_are_databases") && !options.compare.include_schemas;
    const dialects::InspectFilter filter = filter_for(
        declared, options, only_own ? std::vector<std::string>{options.compare.default_schema} : schemas, asked);
    if (!filter.schemas.empty()) {
        std::optional<schema::Schema> there = early ? early->take(filter) : std::nullopt;
        result.database = there ? std::move(*there) : inspector->inspect(filter);
    }
    if (!filter.routines && !result.database.views.empty())
        result.database.routines = tied_to_views(result.database, filter, *inspector);

    align(result.database, declared, options.compare.default_schema, dialect, options.compare.renames);
    std::optional<schema::Schema> stored;
    if (options.stored) {
        stored = *options.stored;
        keep_indexes_of(declared, *stored);
        options.stored = &*stored;
    }

    Judge judge(connection);
    Settled settled;
    if (options.compare.read_back) {
        settled.target = {declared, options.stored ? *options.stored : declared};
    } else {
        settled = settle(std::move(declared), result.database, options.compare.default_schema, judge);
        settle_objects(settled.target, result.database, options.compare.default_schema, options.places, judge,
                       settled.not_compared);
    }
    result.target = std::move(settled.target);
    asked.begin(result.database, result.target.declared);
    result.differences = compare(result.database, result.target, options.compare, asked);
    result.differences.not_compared.insert(result.differences.not_compared.begin(), settled.not_compared.begin(),
                                           settled.not_compared.end());
    drop_keys_before_indexes(result.differences.upgrade, result.database, dialect.comparison());
    name_for_batch(result.differences.upgrade, dialect, result.database);
    if (options.reversible || options.prove) {
        result.downgrade = way_back(result.differences.upgrade, result.database, result.target, dialect);
    }
    for (std::size_t at = 0; at < result.differences.upgrade.size(); ++at)
        if (needs_batch(result.differences.upgrade[at], dialect))
            result.upgrade_batches.insert(at);
    if (options.prove && !result.differences.empty()) {
        asked.only_remember();
        result.unproved = prove(result.database, result.target, options.compare, asked, judge,
                                result.differences.upgrade, result.downgrade);
        name_lost_sequences(result.differences.upgrade, dialect, "upgrade", result.unproved);
        name_lost_sequences(result.downgrade, dialect, "downgrade", result.unproved);
    }
    for (std::size_t at = 0; at < result.downgrade.size(); ++at)
        if (needs_batch(result.downgrade[at], dialect))
            result.downgrade_batches.insert(at);
    if (options.compare.read_back)
        for (const std::string& schema : missing_schemas(result.target.declared, schemas)) {
            result.differences.not_compared.push_back("schema " + schema +
                                                      ": no operation creates one; run CREATE SCHEMA before");
            if (options.prove)
                result.unproved.push_back("upgrade: there is no schema " + schema + "; run CREATE SCHEMA before");
        }
    if (judge.refused())
        result.by_text = judge.reason();
    judge.close();
    result.dangers = dangers(result.differences.upgrade, options.count_rows ? &connection : nullptr);
    return result;
}

} // namespace limbeck::autogenerate
