#include "scripting/autogenerate_environment.hpp"

#include "autogenerate/objects.hpp"
#include "configuration/options.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "migration/context.hpp"
#include "migration/environment.hpp"
#include "revisions/script_directory.hpp"
#include "schema/plain.hpp"
#include "scripting/autogenerate_state.hpp"
#include "scripting/bindings/connection_handle.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/runtime.hpp"
#include "scripting/values.hpp"

#include <filesystem>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <map>
#include <set>
#include <tuple>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

AutogenerateOptions options_of(const Map& plain) {
    AutogenerateOptions options;
    options.include_schemas = bool_field(plain, "include_schemas");
    options.compare_types = optional_bool_field(plain, "compare_types");
    options.compare_server_defaults = optional_bool_field(plain, "compare_server_defaults");
    options.render_as_batch = bool_field(plain, "render_as_batch");
    options.alembic_module_prefix = text_field(plain, "alembic_module_prefix");
    options.sqlalchemy_module_prefix = text_field(plain, "sqlalchemy_module_prefix");
    options.user_module_prefix = optional_text_field(plain, "user_module_prefix");
    options.version_table = text_field(plain, "version_table");
    options.version_table_schema = text_field(plain, "version_table_schema");
    return options;
}

schema::NamingConvention convention_of(const Map& metadata) {
    schema::NamingConvention convention;
    for (const auto& [key, text] : map_field(metadata, "naming_convention").entries())
        convention[key] = text.as_text();
    return convention;
}

schema::Sequence sequence_of(const Value& plain) {
    return *schema::column_from_plain(Map{{"name", "_"}, {"sequence", plain}}).sequence;
}

schema::EnumType enum_of(const Value& plain) {
    const schema::Type type = schema::type_from_plain(plain);
    schema::EnumType made;
    made.schema = type.schema;
    made.name = type.type_name;
    if (type.labels)
        made.labels = type.labels->labels;
    return made;
}

void read_metadata(const Map& plain, int max_identifier_length, schema::Schema& into) {
    const schema::NamingConvention convention = convention_of(plain);
    for (const Value& item : list_field(plain, "tables")) {
        schema::Table table = schema::table_from_plain(item);
        schema::apply_naming_convention(table, convention, max_identifier_length);
        into.tables.push_back(std::move(table));
    }
    for (const Value& item : list_field(plain, "enums"))
        into.enums.push_back(enum_of(item));
    for (const Value& item : list_field(plain, "sequences"))
        into.sequences.push_back(sequence_of(item));
}

/// Runs with the GIL what a hook of env.py answers.
template <class Work> auto asked_in_python(Work work) {
    decltype(work()) answer{};
    Interpreter::get().run([&] { answer = work(); });
    return answer;
}

py::object text_or_none(const std::string& text) {
    return text.empty() ? py::object(py::none()) : py::object(py::str(text));
}

/// Alembic's `type_`, `name`, `reflected` and what is needed to find the object itself.
Value plain_object(const autogenerate::Object& object) {
    Map made{{"kind", object.kind}, {"reflected", object.reflected}};
    made.set("name", object.name ? Value(*object.name) : Value());
    if (object.table) {
        made.set("schema", object.table->schema);
        made.set("table", object.table->name);
    }
    if (object.index)
        made.set("plain", schema::to_plain(*object.index));
    if (object.constraint)
        made.set("plain", schema::to_plain(*object.constraint));
    return made;
}

} // namespace

autogenerate::CompareOptions compare_options(const AutogenerateOptions& options) {
    autogenerate::CompareOptions made;
    made.types = options.compare_types.value_or(true);
    made.server_defaults = options.compare_server_defaults.value_or(true);
    made.include_schemas = options.include_schemas;
    made.ignored_tables.emplace_back(options.version_table_schema, options.version_table);
    return made;
}

std::shared_ptr<py::object> kept(py::object object) {
    return {new py::object(std::move(object)), [](py::object* held) {
                const Gil gil;
                delete held;
            }};
}

AutogenerateEnvironment::State::State(const dialects::Dialect& of_dialect, std::shared_ptr<py::object> python)
    : dialect(of_dialect), environment(std::move(python)), hooks(*this) {
    options = options_of(to_value(environment->attr("options")()).as_map());
    for (const py::handle& name : environment->attr("has_hooks")())
        asked.insert(name.cast<std::string>());
    given = environment->attr("has_target")().cast<bool>();
}

const schema::Schema& AutogenerateEnvironment::State::read_target() {
    if (target)
        return *target;
    schema::Schema made;
    Interpreter::get().run([&] {
        const Value plain = to_value(environment->attr("target")());
        for (const Value& metadata : plain.as_list())
            read_metadata(metadata.as_map(), dialect.facts().max_identifier_length, made);
    });
    read_entities(made);
    target = std::move(made);
    return *target;
}

dialects::Entity entity_from_plain(const Map& plain) {
    dialects::Entity entity;
    entity.kind = text_field(plain, "kind");
    entity.schema = text_field(plain, "schema");
    entity.signature = text_field(plain, "signature");
    entity.definition = text_field(plain, "definition");
    entity.on_entity = text_field(plain, "on_entity");
    entity.is_constraint = bool_field(plain, "is_constraint");
    entity.with_data = optional_bool_field(plain, "with_data").value_or(true);
    entity.table = text_field(plain, "table");
    entity.role = text_field(plain, "role");
    entity.grant = text_field(plain, "grant");
    entity.columns = texts_field(plain, "columns");
    entity.with_grant_option = bool_field(plain, "with_grant_option");
    entity.place = text_field(plain, "place");
    return entity;
}

void AutogenerateEnvironment::State::read_entities(schema::Schema& into) {
    Value plain;
    Interpreter::get().run([&] { plain = to_value(environment->attr("entities")()); });
    if (plain.is_null())
        return;
    const Map& registered = plain.as_map();
    const auto texts = [&](const char* name) {
        const std::vector<std::string> list = texts_field(registered, name);
        return std::set<std::string>(list.begin(), list.end());
    };
    entity_kinds = texts("kinds");
    entity_schemas = texts("schemas");
    excluded_schemas = texts("exclude_schemas");
    for (const Value& item : list_field(registered, "entities")) {
        entities.push_back(entity_from_plain(item.as_map()));
        dialects::declare(into, entities.back(), dialect);
    }
}

void AutogenerateEnvironment::State::own_entities(dialects::Connection& connection, autogenerate::Options& made) const {
    if (entity_kinds.empty() || (read_back && !this->made))
        return;
    made.compare.owned_kinds = entity_kinds;
    const auto inspector = connection.inspector();
    std::set<std::string> schemas = entity_schemas;
    if (options.include_schemas)
        for (const std::string& schema : inspector->schema_names())
            if (schema != "information_schema")
                schemas.insert(schema);
    for (const std::string& schema : schemas)
        if (!excluded_schemas.contains(schema))
            made.compare.owned_schemas.insert(schema == inspector->default_schema() ? std::string() : schema);
    // Each by itself, in the words of the comparison.
    for (const dialects::Entity& entity : entities) {
        schema::Schema one;
        dialects::declare(one, entity, dialect);
        for (const schema::View& view : one.views)
            made.places[autogenerate::key_of(view)] = entity.place;
        for (const schema::Routine& routine : one.routines)
            made.places[autogenerate::key_of(routine)] = entity.place;
    }
}

void AutogenerateEnvironment::State::name_everything() {
    if (named_ || !given || read_back)
        return;
    named_ = true;
    List tables;
    for (const schema::Table& table : read_target().tables)
        tables.push_back(schema::to_plain(table));
    Interpreter::get().run([&] { environment->attr("name_everything")(to_python(std::move(tables))); });
}

AutogenerateEnvironment::AutogenerateEnvironment(migration::MigrationContext& context) {
    migration::EnvironmentContext* here = migration::EnvironmentContext::current();
    if (!here)
        throw Error(Error::Kind::Internal, "models are asked for outside of a command");
    use_project(here->config());
    const std::vector<std::string> names = configuration::limbeck_options(here->config()).target_metadata;
    Interpreter::get().run([&] {
        const py::object state = py::module_::import(state_module());
        if (!std::filesystem::exists(here->script().env_py_location()))
            state.attr("forget")(); // nobody has made these objects for this command yet
        const char* module =
            runtime() == Runtime::Thorough ? "limbeck.thorough.autogenerate" : "alembic.autogenerate.environment";
        const py::object make = py::module_::import(module).attr("Environment");
        py::list targets;
        for (const std::string& name : names)
            targets.append(name);
        state_ =
            std::make_shared<State>(context.dialect(), kept(make(state.attr("context")(), py::arg("names") = targets)));
    });
}

AutogenerateEnvironment::~AutogenerateEnvironment() = default;

const AutogenerateOptions& AutogenerateEnvironment::options() const {
    return state_->options;
}

bool AutogenerateEnvironment::has_target() const {
    return state_->given;
}

const schema::Schema& AutogenerateEnvironment::target() const {
    return state_->read_target();
}

std::vector<std::string> AutogenerateEnvironment::target_schemas() const {
    std::vector<std::string> schemas;
    Interpreter::get().run([&] {
        for (const py::handle schema : state_->environment->attr("schemas")())
            schemas.push_back(schema.cast<std::string>());
    });
    return schemas;
}

void AutogenerateEnvironment::use_target(schema::Schema target) {
    state_->target = std::move(target);
    state_->read_back = true;
    if (has_ddl())
        Interpreter::get().run([&] { state_->environment->attr("use_other_target")(); });
}

bool AutogenerateEnvironment::is_by_alembic() const {
    if (runtime() != Runtime::Thorough)
        return false;
    bool answer = false;
    Interpreter::get().run([&] { answer = state_->environment->attr("by_alembic")().cast<bool>(); });
    return answer;
}

bool AutogenerateEnvironment::has_ddl() const {
    return runtime() == Runtime::Thorough;
}

std::vector<dialects::SqlFile> AutogenerateEnvironment::ddl() const {
    std::vector<dialects::SqlFile> pieces;
    Interpreter::get().run([&] {
        for (const py::handle& piece : state_->environment->attr("ddl")()) {
            const py::tuple both = py::reinterpret_borrow<py::tuple>(piece);
            pieces.push_back({both[0].cast<std::string>(), both[1].cast<std::string>()});
        }
    });
    schema::Schema declared;
    state_->read_entities(declared);
    for (const dialects::Entity& entity : state_->entities)
        for (const dialects::Statement& statement : dialects::create_entity(entity, state_->dialect))
            pieces.push_back({entity.place, statement.text + ";"});
    return pieces;
}

namespace {

/// What Column objects of the models say, and no database: the class of a type, FetchedValue().
void take_words_of_models(const Map& plain, schema::Column& made, schema::Column& written) {
    made.fetched = written.fetched = bool_field(plain, "fetched");
    const Value* type = plain.find("type");
    if (!type || type->is_null() || !written.type)
        return;
    const auto said = [&](const Map& python) {
        schema::Type copy = *made.type;
        copy.python = schema::Type::Python{text_field(python, "module"), text_field(python, "text")};
        return copy;
    };
    schema::Type taken = said(type->as_map());
    for (const auto& [dialect, variant] : map_field(plain, "variants").entries())
        taken.variants[dialect] = std::make_shared<const schema::Type>(said(variant.as_map()));
    written.type = std::make_shared<const schema::Type>(std::move(taken));
}

} // namespace

void AutogenerateEnvironment::use_made(schema::Schema made) {
    if (state_->entities.empty()) { // tables are compared
        made.views.clear();
        made.routines.clear();
        made.extensions.clear();
    }
    schema::Schema written = made;
    Value plain;
    Interpreter::get().run([&] { plain = to_value(state_->environment->attr("words_of_columns")()); });
    std::map<std::tuple<std::string, std::string, std::string>, const Map*> said;
    for (const Value& item : plain.as_list()) {
        const Map& column = item.as_map();
        said.emplace(std::tuple(text_field(column, "schema"), text_field(column, "table"), text_field(column, "name")),
                     &column);
    }
    for (std::size_t t = 0; t < made.tables.size(); ++t)
        for (std::size_t c = 0; c < made.tables[t].columns.size(); ++c) {
            schema::Table& table = made.tables[t];
            schema::Column& column = written.tables[t].columns[c];
            if (!column.primary_key) // it is of no column but a key's to say that nobody numbers it
                column.autoincrement = schema::Column::Autoincrement::Auto;
            const auto found = said.find({table.schema, table.name, table.columns[c].name});
            if (found != said.end())
                take_words_of_models(*found->second, table.columns[c], column);
        }
    Value names;
    Interpreter::get().run([&] { names = to_value(state_->environment->attr("names_of_models")()); });
    std::set<std::tuple<std::string, std::string, std::string>> given;
    for (const Value& item : names.as_list()) {
        const Map& name = item.as_map();
        given.emplace(text_field(name, "schema"), text_field(name, "table"), text_field(name, "name"));
    }
    // What a database says is final; what the models say themselves is not.
    for (schema::Table& table : written.tables) {
        const auto is_given = [&](const schema::Name& name) {
            return name.text && given.contains({table.schema, table.name, *name.text});
        };
        for (schema::Constraint& constraint : table.constraints)
            if (schema::Name& name = schema::name_of(constraint); is_given(name))
                name.final = false;
        for (schema::Index& index : table.indexes)
            if (is_given(index.name))
                index.name.final = false;
    }
    state_->made = std::move(made);
    state_->target = std::move(written);
    state_->read_back = true;
}

void AutogenerateEnvironment::look_through(dialects::Connection* connection) {
    Interpreter::get().run([&] {
        py::object handle = py::none();
        if (connection)
            handle = py::cast(std::make_shared<ConnectionHandle>(
                std::shared_ptr<dialects::Connection>(std::shared_ptr<void>(), connection)));
        state_->environment->attr("look_through")(handle);
    });
}

const schema::Schema* AutogenerateEnvironment::made() const {
    return state_->made ? &*state_->made : nullptr;
}

void AutogenerateEnvironment::own_entities(dialects::Connection& connection, autogenerate::Options& options) const {
    state_->own_entities(connection, options);
}

autogenerate::Hooks& AutogenerateEnvironment::hooks() const {
    return state_->hooks;
}

// --- the hooks

void PythonHooks::begin(const schema::Schema& database, const schema::Schema&) {
    if (state_.asked.empty())
        return;
    state_.database = database;
    state_.name_everything();
    Interpreter::get().run([&] {
        const auto finder = [](const schema::Schema& tables) {
            return py::cpp_function([&tables](const std::string& schema, const std::string& name) -> py::object {
                const schema::Table* table = tables.table(schema, name);
                return table ? to_python(schema::to_plain(*table)) : py::object(py::none());
            });
        };
        if (state_.read_back)
            state_.environment->attr("begin")(finder(state_.database), finder(*state_.target));
        else
            state_.environment->attr("begin")(finder(state_.database));
    });
}

bool PythonHooks::include_name(const std::optional<std::string>& name, const std::string& kind,
                               const std::string& schema, const std::string& table) {
    if (!state_.has("include_name"))
        return true;
    return asked_in_python([&] {
        py::dict parents;
        if (kind != "schema")
            parents["schema_name"] = text_or_none(schema);
        if (!table.empty())
            parents["table_name"] = table;
        return state_.environment
            ->attr("include_name")(name ? py::object(py::str(*name)) : py::object(py::none()), kind, parents)
            .cast<bool>();
    });
}

bool PythonHooks::include_object(const autogenerate::Object& object, const autogenerate::Object* counterpart) {
    if (!state_.has("include_object"))
        return true;
    return asked_in_python([&] {
        return state_.environment
            ->attr("include_object")(to_python(plain_object(object)),
                                     counterpart ? to_python(plain_object(*counterpart)) : py::object(py::none()))
            .cast<bool>();
    });
}

namespace {

std::optional<bool> differ(const AutogenerateEnvironment::State& state, const char* question,
                           const schema::Table& table, const schema::Column& stored, const schema::Column& declared) {
    return asked_in_python([&]() -> std::optional<bool> {
        const py::object answer =
            state.environment->attr(question)(table.schema, table.name, stored.name, declared.name);
        return answer.is_none() ? std::nullopt : std::optional<bool>(answer.cast<bool>());
    });
}

} // namespace

std::optional<bool> PythonHooks::types_differ(const schema::Table& table, const schema::Column& stored,
                                              const schema::Column& declared) {
    if (!state_.has("compare_type"))
        return std::nullopt;
    return differ(state_, "types_differ", table, stored, declared);
}

std::optional<bool> PythonHooks::defaults_differ(const schema::Table& table, const schema::Column& stored,
                                                 const schema::Column& declared) {
    if (!state_.has("compare_server_default"))
        return std::nullopt;
    return differ(state_, "defaults_differ", table, stored, declared);
}

} // namespace limbeck::scripting
