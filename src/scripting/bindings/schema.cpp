// What scripts ask about tables that they declare.

#include "dialects/ddl.hpp"
#include "dialects/dialect.hpp"
#include "operations/whole_schema.hpp"
#include "schema/autoincrement.hpp"
#include "schema/plain.hpp"
#include "scripting/bindings.hpp"
#include "scripting/values.hpp"

#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// A list of (operation, place of its table or None).
py::list whole_schema(const std::string& verb, const std::string& dialect_name, const py::object& arguments) {
    const Value plain = to_value(arguments);
    operations::WholeSchema schema;
    schema.tables = list_field(plain.as_map(), "tables");
    schema.types = list_field(plain.as_map(), "types");
    schema.sequences = list_field(plain.as_map(), "sequences");
    schema.check_first = bool_field(plain.as_map(), "checkfirst");
    const dialects::Dialect* dialect = dialects::find_dialect(dialect_name);
    schema.adds_constraints = !dialect || dialect->facts().alters_tables;
    py::list steps;
    for (operations::WholeSchemaStep& step :
         verb == "create" ? operations::creating(schema) : operations::dropping(schema))
        steps.append(py::make_tuple(to_python(Value(std::move(step.operation))),
                                    step.table ? py::object(py::int_(*step.table)) : py::none()));
    return steps;
}

} // namespace

void bind_schema(py::module_& module) {
    // What create_all() ("create") or drop_all() ("drop") does.
    module.def("whole_schema", whole_schema);
    // The places of tables in the order of their creation.
    module.def("order_of_creation", [](const py::object& tables) {
        py::list places;
        for (const std::size_t place : operations::order_of_creation(to_value(tables).as_list()))
            places.append(place);
        return places;
    });
    // The name of the column that the database numbers, or None. Of the table only the columns of its key matter, and
    // its foreign keys.
    module.def("autoincrement_column", [](const py::object& table) -> py::object {
        const schema::DeclaredTable declared = schema::declared_table_from_plain(to_value(table));
        std::vector<std::string> key;
        for (const schema::DeclaredColumn& column : declared.columns)
            if (column.primary_key)
                key.push_back(column.name);
        const schema::DeclaredColumn* found = schema::autoincrement_column(declared, key);
        return found ? py::object(py::str(found->name)) : py::none();
    });
}

} // namespace limbeck::scripting
