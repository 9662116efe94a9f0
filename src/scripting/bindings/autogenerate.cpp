// What alembic.autogenerate asks of the engine.

#include "autogenerate/autogenerate.hpp"

#include "autogenerate/render.hpp"
#include "dialects/dialect.hpp"
#include "schema/plain.hpp"
#include "scripting/autogenerate_state.hpp"
#include "scripting/bindings.hpp"
#include "scripting/bindings/connection_handle.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/values.hpp"

#include <limbeck/error.hpp>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// The one way to write a thing in plain form, of all that are read alike.
py::object plain_form(const std::string& kind, const py::object& plain) {
    const Value value = to_value(plain);
    if (kind == "type")
        return to_python(schema::to_plain(schema::type_from_plain(value)));
    throw Error(Error::Kind::Internal, "there is no plain form '" + kind + "'");
}

std::shared_ptr<AutogenerateEnvironment::State> state_of(const py::object& environment, const std::string& dialect) {
    return std::make_shared<AutogenerateEnvironment::State>(dialects::dialect_named(dialect), kept(environment));
}

/// What leads from the database to the models, and back.
py::tuple compare_models(const py::object& environment, const std::shared_ptr<ConnectionHandle>& connection) {
    const std::shared_ptr<AutogenerateEnvironment::State> state = state_of(environment, connection->dialect_name());
    autogenerate::Options options;
    options.compare = compare_options(state->options);
    options.prove = options.count_rows = false;
    autogenerate::Result found;
    {
        const GilRelease released;
        const schema::Schema& target = state->read_target();
        state->own_entities(*connection->shared(), options);
        found = autogenerate::autogenerate(*connection->shared(), target, options, state->hooks);
        state->name_everything();
    }
    return py::make_tuple(to_python(plain_groups(found.differences.upgrade)), to_python(plain_groups(found.downgrade)));
}

/// What op.create_entity(), op.replace_entity() or op.drop_entity() runs.
py::list entity_statements(const py::object& plain, const std::string& word, bool cascade, const std::string& dialect) {
    const dialects::Entity entity = entity_from_plain(to_value(plain).as_map());
    const dialects::Dialect& of = dialects::dialect_named(dialect);
    py::list texts;
    for (const dialects::Statement& statement : word == "create"    ? dialects::create_entity(entity, of)
                                                : word == "replace" ? dialects::replace_entity(entity, of)
                                                                    : dialects::drop_entity(entity, cascade, of))
        texts.append(statement.text);
    return texts;
}

std::string render_operations(const py::object& environment, const py::object& plain, const std::string& dialect) {
    const std::shared_ptr<AutogenerateEnvironment::State> state = state_of(environment, dialect);
    const std::vector<autogenerate::Group> groups = groups_of_hooks(to_value(plain), state);
    std::set<std::string> imports;
    const std::string body = autogenerate::render_body(groups, state->dialect, render_options_of(state), imports);
    environment.attr("add_imports")(to_python(List(imports.begin(), imports.end())));
    return body;
}

} // namespace

void bind_autogenerate(py::module_& module) {
    module.def("plain_form", plain_form);
    module.def("compare_models", compare_models);
    module.def("render_operations", render_operations);
    module.def("entity_statements", entity_statements);
}

} // namespace limbeck::scripting
