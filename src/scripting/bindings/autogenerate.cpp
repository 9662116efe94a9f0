// What operations of alembic_utils ask of the engine.

#include "dialects/dialect.hpp"
#include "scripting/autogenerate_state.hpp"
#include "scripting/bindings.hpp"
#include "scripting/values.hpp"

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

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

} // namespace

void bind_autogenerate(py::module_& module) {
    module.def("entity_statements", entity_statements);
}

} // namespace limbeck::scripting
