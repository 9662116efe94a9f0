// The environment of a command and its migration context, as env.py and revision files see them.

#include "dialects/dialect.hpp"
#include "dialects/url.hpp"
#include "migration/environment.hpp"
#include "operations/operation.hpp"
#include "revisions/script_directory.hpp"
#include "scripting/bindings.hpp"
#include "scripting/bindings/connection_handle.hpp"
#include "scripting/errors.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/said_lines.hpp"
#include "scripting/values.hpp"
#include "sql/plain.hpp"

#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

using migration::EnvironmentContext;

EnvironmentContext& environment() {
    EnvironmentContext* found = EnvironmentContext::current();
    if (!found)
        throw Error(Error::Kind::Command, "No migration is running in this thread.", {},
                    "The names of alembic.context and alembic.op work while env.py or a revision file runs.");
    return *found;
}

/// The configured context of this thread, or null.
migration::MigrationContext* context_or_null() {
    EnvironmentContext* found = EnvironmentContext::current();
    return found && found->configured() ? &found->context() : nullptr;
}

py::object optional_text(const std::optional<std::string>& text) {
    return text ? py::object(py::str(*text)) : py::object(py::none());
}

py::dict environment_info() {
    py::dict made;
    const EnvironmentContext* found = EnvironmentContext::current();
    if (!found)
        return made;
    const migration::Request& request = found->request();
    made["as_sql"] = request.as_sql;
    made["starting_revision"] = optional_text(request.starting_revision);
    py::list destinations;
    for (const std::string& destination : request.destination_revisions)
        destinations.append(destination);
    made["destination_revisions"] = destinations;
    made["tag"] = optional_text(request.tag);
    made["url"] = optional_text(request.url);
    made["command"] = request.command;
    made["dont_mutate"] = request.dont_mutate;
    made["purge"] = request.purge;
    made["configured"] = found->configured();
    return made;
}

py::object context_info() {
    migration::MigrationContext* context = context_or_null();
    if (!context)
        return py::none();
    py::dict made;
    made["dialect_name"] = context->dialect().name();
    made["as_sql"] = context->as_sql();
    made["transactional_ddl"] = context->transactions().transactional_ddl();
    made["in_transaction"] = context->transactions().is_open();
    made["in_external_transaction"] = context->transactions().is_external();
    made["impl_name"] = context->dialect().impl_name();
    const auto connection = context->shared_connection();
    made["connection"] = connection ? py::cast(std::make_shared<ConnectionHandle>(connection)) : py::object(py::none());
    return made;
}

/// A Python callable that the engine keeps: it is called, and let go, with the GIL.
std::shared_ptr<py::object> kept(py::object callable) {
    return {new py::object(std::move(callable)), [](py::object* object) {
                const Gil gil;
                delete object;
            }};
}

void call(const py::object& function, const py::object& argument) {
    Interpreter::get().run([&] { function(argument); });
}

std::vector<std::string> texts_of(const py::handle& list) {
    std::vector<std::string> made;
    for (const py::handle& item : list)
        made.push_back(item.cast<std::string>());
    return made;
}

py::list list_of(const std::vector<std::string>& texts) {
    py::list made;
    for (const std::string& text : texts)
        made.append(text);
    return made;
}

/// A step that a script's own `fn` gave back.
revisions::Step step_of(const revisions::ScriptDirectory& script, const Map& plain) {
    const bool up = bool_field(plain, "is_upgrade");
    const std::optional<std::string> id = optional_text_field(plain, "revision");
    if (!id)
        return revisions::Step::stamp(script.map(), texts_field(plain, "from"), texts_field(plain, "to"), up,
                                      bool_field(plain, "branch_move"));
    const revisions::Revision* revision = script.get_revision(*id);
    std::string doc = text_field(plain, "doc");
    return up ? revisions::Step::upgrade(script.map(), *revision, std::move(doc))
              : revisions::Step::downgrade(script.map(), *revision, std::move(doc));
}

/// The steps that env.py's own `fn` wants.
migration::StepsFunction steps_function(const py::object& function) {
    return [function = kept(function)](const std::vector<std::string>& heads, migration::MigrationContext&) {
        const Gil gil;
        std::vector<revisions::Step> steps;
        Interpreter::get().run([&] {
            const Value plain = to_value((*function)(list_of(heads)));
            for (const Value& step : plain.as_list())
                steps.push_back(step_of(environment().script(), step.as_map()));
        });
        return steps;
    };
}

migration::ContextOptions context_options(const Map& plain, const py::object& output, const py::list& callbacks) {
    migration::ContextOptions options;
    options.as_sql = optional_bool_field(plain, "as_sql");
    options.purge = optional_bool_field(plain, "purge");
    options.dont_mutate = optional_bool_field(plain, "dont_mutate");
    options.transactional_ddl = optional_bool_field(plain, "transactional_ddl");
    options.transaction_per_migration = bool_field(plain, "transaction_per_migration");
    options.starting_revision = optional_text_field(plain, "starting_revision");
    options.tag = optional_text_field(plain, "tag");
    options.version_table = text_field(plain, "version_table", "alembic_version");
    options.version_table_schema = text_field(plain, "version_table_schema");
    options.version_table_pk = bool_field(plain, "version_table_pk", true);
    for (const auto& [key, value] : map_field(plain, "naming_convention").entries())
        options.naming_convention[key] = value.as_text();
    if (!output.is_none())
        options.output = [write = kept(output)](const std::string& text) {
            const Gil gil;
            call(*write, py::str(text));
        };
    for (const py::handle& callback : callbacks)
        options.on_version_apply.push_back(
            [function = kept(py::reinterpret_borrow<py::object>(callback))](const Map& info) {
                const Gil gil;
                call(*function, to_python(Value(info)));
            });
    return options;
}

void configure(const py::object& plain, const std::shared_ptr<ConnectionHandle>& connection, const py::object& output,
               const py::list& callbacks, const py::object& steps) {
    EnvironmentContext& here = environment();
    const Value value = to_value(plain);
    const Map& map = value.as_map();
    migration::ContextOptions options = context_options(map, output, callbacks);
    if (!steps.is_none())
        options.steps = steps_function(steps);
    const bool as_sql = options.as_sql.value_or(here.is_offline_mode());
    const std::optional<std::string> url = here.request().url ? here.request().url : optional_text_field(map, "url");
    const GilRelease released;
    if (connection && !connection->url().empty())
        options.url_masked = dialects::parse_url(connection->url()).masked();
    if (connection) {
        if (as_sql)
            options.dialect = &dialects::dialect_named(connection->dialect_name());
        else
            options.connection = connection->shared();
    } else if (const auto name = optional_text_field(map, "dialect_name"); name && !here.request().url) {
        options.dialect = &dialects::dialect_named(*name);
    } else if (url) {
        const dialects::Url parsed = dialects::parse_url(*url);
        options.dialect = &dialects::dialect_named(parsed.dialect);
    }
    if (!options.connection && !as_sql)
        fail("env.py configures no connection, and the command needs one.", "context.configure()",
             "Pass connection=…; a url or a dialect_name alone is for --sql.");
    options.announced = !is_news("context.configure()");
    here.configure(std::move(options));
    here.context().set_origin(script_place);
}

void stamp(const py::list& destinations) {
    EnvironmentContext& here = environment();
    migration::MigrationContext& context = here.context();
    const std::vector<std::string> targets = texts_of(destinations);
    const GilRelease released;
    context.stamp(here.script().stamp_steps(targets, context.get_current_heads()));
}

void invoke(const py::object& plain) {
    migration::MigrationContext& context = environment().context();
    const operations::Operation operation = operations::from_plain(to_value(plain));
    const GilRelease released;
    context.invoke(operation);
    // Outside of a transaction a script may live with a failure, so it must hear of it here.
    if (dialects::Connection* connection = context.connection(); connection && !connection->in_transaction())
        connection->flush();
}

std::int64_t run_batches(const py::object& plain) {
    const Value value = to_value(plain);
    const Map& map = value.as_map();
    const auto texts = [&](const char* name) {
        std::vector<std::string> found;
        if (const Value* list = map.find(name))
            for (const Value& item : list->as_list())
                found.push_back(item.as_text());
        return found;
    };
    migration::BatchedChange change;
    change.statement = sql::from_plain(*map.find("statement"));
    change.runtime = map.find("runtime")->as_text();
    change.table = map.find("table")->as_text();
    if (const Value* schema = map.find("schema"))
        change.schema = schema->as_text();
    change.key = texts("key");
    change.changed = texts("changed");
    change.size = map.find("size")->as_int();
    change.pause = std::chrono::milliseconds(map.find("pause")->as_int());
    if (const Value* brake = map.find("brake"))
        change.brake = {brake->as_map().find("query")->as_text(), *brake->as_map().find("limit")->get_if<double>()};
    migration::MigrationContext& context = environment().context();
    const GilRelease released;
    return context.run_batches(change);
}

} // namespace

void bind_migration(py::module_& module) {
    module.def("environment", environment_info);
    module.def("context_info", context_info);
    module.def("context_identity", [] { return reinterpret_cast<std::uintptr_t>(context_or_null()); });
    module.def("configure", configure, py::arg("options"), py::arg("connection").none(true),
               py::arg("output").none(true), py::arg("on_version_apply"), py::arg("steps").none(true));
    module.def("ensure_version_table", [](bool purge) {
        migration::MigrationContext& context = environment().context();
        const GilRelease released;
        context.ensure_version_table(purge);
    });
    module.def("stamp", stamp);
    module.def("invoke", invoke);
    module.def("run_batches", run_batches);
    module.def("run_migrations", [] {
        EnvironmentContext& here = environment();
        const GilRelease released;
        here.run_migrations();
    });
    module.def("begin_transaction", [](bool per_migration) {
        migration::MigrationContext& context = environment().context();
        const GilRelease released;
        return context.begin_transaction(per_migration);
    });
    module.def("end_transaction", [](bool ok) {
        migration::MigrationContext& context = environment().context();
        const GilRelease released;
        if (ok)
            context.end_transaction(true);
        else
            context.end_after_failure();
    });
    module.def("enter_autocommit", [] {
        migration::MigrationContext& context = environment().context();
        const GilRelease released;
        context.enter_autocommit();
    });
    module.def("exit_autocommit", [] {
        migration::MigrationContext& context = environment().context();
        const GilRelease released;
        context.exit_autocommit();
    });
    module.def("current_heads", [] {
        migration::MigrationContext& context = environment().context();
        std::vector<std::string> heads;
        {
            const GilRelease released;
            heads = context.get_current_heads();
        }
        return list_of(heads);
    });
    // What a script prints stands behind the offline output so far, which cannot be taken back then.
    module.def("release_output", [] {
        if (EnvironmentContext* here = EnvironmentContext::current())
            here->release_output();
    });
    module.def("static_output", [](const std::string& text) { environment().context().static_output(text); });
}

} // namespace limbeck::scripting
