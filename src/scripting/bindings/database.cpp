// Connections, and the texts that need none: URLs, types, statements.

#include "dialects/connect_arguments.hpp"
#include "dialects/copying.hpp"
#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/url.hpp"
#include "migration/context.hpp"
#include "migration/environment.hpp"
#include "operations/operation.hpp"
#include "schema/plain.hpp"
#include "scripting/bindings.hpp"
#include "scripting/bindings/connection_handle.hpp"
#include "scripting/bindings/inspection.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/values.hpp"
#include "sql/compiler.hpp"
#include "sql/grammar.hpp"
#include "sql/plain.hpp"
#include "sql/scanner.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>
#include <string_view>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// Does something that may wait for the database.
template <class Work> auto without_gil(Work work) {
    const GilRelease released;
    return work();
}

py::object text_or_none(const std::string& text) {
    return text.empty() ? py::object(py::none()) : py::object(py::str(text));
}

// --- results

void append(dialects::Result& whole, dialects::Result part) {
    if (whole.columns.empty()) {
        const std::int64_t before = std::max<std::int64_t>(whole.rowcount, 0);
        const bool first = whole.rowcount < 0;
        whole = std::move(part);
        if (!first && whole.rowcount >= 0)
            whole.rowcount += before;
        return;
    }
    whole.rows.insert(whole.rows.end(), std::make_move_iterator(part.rows.begin()),
                      std::make_move_iterator(part.rows.end()));
    whole.rowcount = std::max<std::int64_t>(whole.rowcount, 0) + std::max<std::int64_t>(part.rowcount, 0);
}

py::dict result_to_python(const dialects::Result& result) {
    py::dict made;
    py::list columns;
    for (const std::string& column : result.columns)
        columns.append(column);
    py::list rows(result.rows.size());
    for (std::size_t r = 0; r < result.rows.size(); ++r) {
        const List& values = result.rows[r];
        py::list row(values.size());
        for (std::size_t c = 0; c < values.size(); ++c)
            PyList_SET_ITEM(row.ptr(), static_cast<Py_ssize_t>(c), to_python(values[c]).release().ptr());
        PyList_SET_ITEM(rows.ptr(), static_cast<Py_ssize_t>(r), row.release().ptr());
    }
    made["returns_rows"] = result.returns_rows;
    made["columns"] = columns;
    py::list types;
    for (const std::uint32_t type : result.types)
        types.append(type);
    made["types"] = types;
    made["rows"] = rows;
    if (result.planned)
        made["planned"] = true;
    made["rowcount"] = result.rowcount;
    made["last_insert_id"] = result.last_insert_id;
    return made;
}

// --- statements of a driver

/// Writes values in place of %s and %(name)s, as psycopg2 does (https://www.psycopg.org/docs/usage.html).
std::string with_values(const std::string& text, const Value& parameters, const sql::Grammar& grammar) {
    std::string made;
    std::size_t next = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%' || i + 1 == text.size()) {
            made += text[i];
            continue;
        }
        const char kind = text[++i];
        if (kind == '%') {
            made += '%';
        } else if (kind == 's') {
            const List* values = parameters.get_if<List>();
            if (!values || next >= values->size())
                fail("a statement has more %s than values");
            made += grammar.literal((*values)[next++], nullptr);
        } else if (kind == '(') {
            const std::size_t end = text.find(")s", i);
            const Map* values = parameters.get_if<Map>();
            if (end == std::string::npos || !values)
                fail("a statement has %(name)s, and there is no map of values");
            const std::string name = text.substr(i + 1, end - i - 1);
            const Value* value = values->find(name);
            if (!value)
                fail("a statement has %(" + name + ")s, and there is no such value");
            made += grammar.literal(*value, nullptr);
            i = end + 1;
        } else {
            fail(std::string("a statement has %") + kind + " where only %s, %(name)s and %% can stand");
        }
    }
    return made;
}

/// `:name`, `@name` and `$name` of SQLite in order of appearance, with `?` in their place.
dialects::Statement with_named_values(const std::string& text, const Map& values, const sql::Quoting& quoting) {
    dialects::Statement statement;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (const std::size_t end = sql::after_quoted(text, i, quoting); end > i) {
            statement.text.append(text, i, end - i);
            i = end - 1;
            continue;
        }
        if ((c == ':' || c == '@' || c == '$') && i + 1 < text.size() &&
            (std::isalpha(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '_')) {
            std::size_t end = i + 1;
            while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_'))
                ++end;
            const std::string name = text.substr(i + 1, end - i - 1);
            const Value* value = values.find(name);
            if (!value)
                fail("a statement has " + text.substr(i, end - i) + ", and there is no such value");
            statement.text += '?';
            statement.parameters.push_back(*value);
            i = end - 1;
            continue;
        }
        statement.text += c;
    }
    return statement;
}

dialects::Statement driver_statement(const std::string& text, const Value& parameters, const sql::Grammar& grammar) {
    dialects::Statement statement;
    if (parameters.is_null()) {
        statement.text = text;
    } else if (grammar.writes_values_inline()) {
        statement.text = with_values(text, parameters, grammar);
    } else if (const Map* values = parameters.get_if<Map>()) {
        statement = with_named_values(text, *values, grammar.quoting());
    } else {
        statement.text = text;
        statement.parameters = parameters.as_list();
    }
    return statement;
}

/// Whether parameters are several sets of them (executemany).
bool are_several(const Value& parameters) {
    const List* list = parameters.get_if<List>();
    return list && !list->empty() && (list->front().get_if<Map>() || list->front().get_if<List>());
}

/// The migration context of this thread, if that is its connection; else null.
migration::MigrationContext* context_over(const dialects::Connection& connection) {
    migration::EnvironmentContext* here = migration::EnvironmentContext::current();
    return here && here->configured() && here->context().connection() == &connection ? &here->context() : nullptr;
}

dialects::Result run(dialects::Connection& connection, const dialects::Statement& statement) {
    if (migration::MigrationContext* context = context_over(connection))
        context->transactions().note_statement(statement.text);
    return connection.execute(statement);
}

dialects::Result execute_text(dialects::Connection& connection, const std::string& text, const Value& parameters) {
    const sql::Grammar& grammar = connection.dialect().grammar();
    if (!are_several(parameters))
        return run(connection, driver_statement(text, parameters, grammar));
    dialects::Result whole;
    for (const Value& one : parameters.as_list())
        append(whole, run(connection, driver_statement(text, one, grammar)));
    return whole;
}

/// What the values of rows mean, as far as the tree tells the columns' types.
void convert(dialects::Result& result, const std::vector<sql::ResultColumn>& columns, const sql::Grammar& grammar) {
    if (columns.size() != result.columns.size())
        return;
    for (std::size_t at = 0; at < columns.size(); ++at)
        if (columns[at].type)
            for (List& row : result.rows)
                row[at] = grammar.convert_result(row[at], *columns[at].type);
}

dialects::Result execute_tree(dialects::Connection& connection, const sql::Expression& tree, const Value& parameters) {
    const sql::Grammar& grammar = connection.dialect().grammar();
    const auto run_with = [&](const Value& values) {
        sql::Compiled compiled = sql::compile(tree, grammar, {}, values);
        dialects::Result result = run(connection, {std::move(compiled.text), std::move(compiled.parameters)});
        convert(result, compiled.columns, grammar);
        return result;
    };
    if (!are_several(parameters))
        return run_with(parameters);
    const List& all = parameters.as_list();
    dialects::Result whole;
    if (!tree.get_if<sql::Insert>()) {
        for (const Value& one : all)
            append(whole, run_with(one));
        return whole;
    }
    // Several rows to a statement, as many as every database takes.
    constexpr std::size_t batch = 500;
    for (std::size_t at = 0; at < all.size(); at += batch) {
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(at);
        const auto last = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), at + batch));
        append(whole, run_with(Value(List(first, last))));
    }
    return whole;
}

py::dict execute(ConnectionHandle& handle, const py::object& statement, const py::object& parameters) {
    const Value values = to_value(parameters);
    dialects::Result result;
    if (py::isinstance<py::str>(statement)) {
        const std::string text = to_value(statement).as_text();
        result = without_gil([&] { return execute_text(handle.open(), text, values); });
    } else {
        const sql::ExpressionPtr tree = sql::from_plain(to_value(statement));
        result = without_gil([&] { return execute_tree(handle.open(), *tree, values); });
    }
    return result_to_python(result);
}

/// COPY, with functions that give what goes to the server, and take what comes from it.
py::dict copy(ConnectionHandle& handle, const py::object& statement, const py::object& give, const py::object& take) {
    const std::string text = to_value(statement).as_text();
    return result_to_python(without_gil([&] {
        dialects::Connection& connection = handle.open();
        auto* copying = dynamic_cast<dialects::Copying*>(&connection);
        if (!copying)
            return connection.execute({text}); // one that only plans
        const auto next = [&] {
            const Gil gil;
            return give().cast<std::string>();
        };
        const auto receive = [&](std::string_view part) {
            const Gil gil;
            take(py::bytes(part.data(), part.size()));
        };
        return copying->copy({text}, next, receive);
    }));
}

schema::NamingConvention convention_of(const Value& plain) {
    schema::NamingConvention convention;
    if (!plain.is_null())
        for (const auto& [key, value] : plain.as_map().entries())
            convention[key] = value.as_text();
    return convention;
}

void savepoint_statement(ConnectionHandle& handle, const char* words, const std::string& name) {
    without_gil([&] {
        dialects::Connection& connection = handle.open();
        return connection.execute({words + connection.dialect().grammar().quote(name), {}});
    });
}

/// commit() and rollback() of a script.
void end_transaction(ConnectionHandle& handle, bool commit) {
    PyObject* handled = PyErr_GetHandledException();
    const bool handles_error = handled && handled != Py_None;
    Py_XDECREF(handled);
    without_gil([&] {
        dialects::Connection& connection = handle.open();
        if (migration::MigrationContext* context = context_over(connection)) {
            context->transactions().end_by_script(commit, handles_error);
        } else if (commit) {
            connection.commit();
            if (auto* here = migration::EnvironmentContext::current(); here && here->configured())
                here->context().transactions().note_commit_of_script();
        } else {
            connection.rollback();
        }
    });
}

/// For all transactions of the connection from now on.
void set_isolation_level(ConnectionHandle& handle, std::string level) {
    std::replace(level.begin(), level.end(), '_', ' ');
    const dialects::Dialect& dialect = dialects::dialect_named(handle.dialect_name());
    const std::optional<dialects::Statement> statement = dialect.isolation_level(level);
    if (!statement)
        fail("Invalid value '" + level + "' for isolation_level of " + dialect.name());
    without_gil([&] { return handle.open().execute(*statement); });
}

// --- URLs

py::dict url_parts(const std::string& text) {
    const dialects::Url url = dialects::parse_url(text);
    py::dict made;
    made["drivername"] = url.driver.empty() ? url.dialect : url.dialect + "+" + url.driver;
    made["username"] = text_or_none(url.user);
    made["password"] = url.password ? py::object(py::str(*url.password)) : py::object(py::none());
    made["host"] = text_or_none(url.host);
    made["port"] = url.port ? py::object(py::int_(*url.port)) : py::object(py::none());
    made["database"] = text_or_none(url.database);
    py::dict query;
    for (const auto& [key, value] : url.query) {
        if (!query.contains(key.c_str())) {
            query[key.c_str()] = value;
            continue;
        }
        py::object before = query[key.c_str()];
        if (py::isinstance<py::str>(before)) {
            py::list several;
            several.append(before);
            before = several;
            query[key.c_str()] = before;
        }
        before.attr("append")(value);
    }
    made["query"] = query;
    return made;
}

std::string render_url(const py::dict& plain, bool hide_password) {
    const Value value = to_value(plain);
    const Map& map = value.as_map();
    dialects::Url url;
    const std::string name = text_field(map, "drivername");
    const std::size_t plus = name.find('+');
    url.dialect = name.substr(0, plus);
    if (plus != std::string::npos)
        url.driver = name.substr(plus + 1);
    url.user = text_field(map, "username");
    url.password = optional_text_field(map, "password");
    url.host = text_field(map, "host");
    if (const auto port = optional_int_field(map, "port"))
        url.port = static_cast<int>(*port);
    url.database = text_field(map, "database");
    for (const auto& [key, found] : map_field(map, "query").entries()) {
        if (const List* several = found.get_if<List>()) {
            for (const Value& item : *several)
                url.query.emplace_back(key, item.as_text());
        } else {
            url.query.emplace_back(key, found.as_text());
        }
    }
    return hide_password ? url.masked() : url.text();
}

// --- texts

sql::Binds binds_of(const std::string& name) {
    return name == "driver" ? sql::Binds::Driver : name == "literal" ? sql::Binds::Literal : sql::Binds::Named;
}

/// Collects the text of statements, for str(CreateTable(table)).
class Writer final : public operations::Target {
  public:
    Writer(const dialects::Dialect& dialect, schema::NamingConvention convention)
        : dialect_(dialect), convention_(std::move(convention)) {}
    const dialects::Dialect& dialect() const override { return dialect_; }
    dialects::Connection* connection() override { return nullptr; }
    void run(dialects::Statement statement) override { texts.push_back(std::move(statement.text)); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return convention_; }

    std::vector<std::string> texts;

  private:
    const dialects::Dialect& dialect_;
    schema::NamingConvention convention_;
};

/// "default" is what str(statement) shows where no dialect is named.
const sql::Grammar& grammar_named(const std::string& name) {
    return name == sql::default_grammar().dialect_name() ? sql::default_grammar()
                                                         : dialects::dialect_named(name).grammar();
}

py::list compile_operation(const py::object& operation, const std::string& dialect_name, const py::object& convention) {
    Writer writer(dialects::dialect_named(dialect_name), convention_of(to_value(convention)));
    operations::invoke(operations::from_plain(to_value(operation)), writer);
    py::list texts;
    for (const std::string& text : writer.texts)
        texts.append(text);
    return texts;
}

} // namespace

void bind_database(py::module_& module) {
    using Handle = ConnectionHandle;
    py::class_<Handle, std::shared_ptr<Handle>>(module, "Connection")
        .def("execute", execute, py::arg("statement"), py::arg("parameters") = py::none())
        .def("copy", copy, py::arg("statement"), py::arg("give"), py::arg("take"))
        .def(
            "invoke",
            [](Handle& handle, const py::object& operation, const py::object& convention) {
                const operations::Operation plain = operations::from_plain(to_value(operation));
                const schema::NamingConvention names = convention_of(to_value(convention));
                without_gil([&] { invoke_on(handle, plain, names); });
            },
            py::arg("operation"), py::arg("naming_convention") = py::none())
        .def("statements_of",
             [](Handle& handle, const py::object& plain) {
                 const schema::Change change = schema::change_from_plain(to_value(plain));
                 py::list texts;
                 for (const dialects::Statement& statement : without_gil([&] { return statements_on(handle, change); }))
                     texts.append(statement.text);
                 return texts;
             })
        .def("begin", [](Handle& handle) { without_gil([&] { handle.open().begin(); }); })
        .def("commit", [](Handle& handle) { end_transaction(handle, true); })
        .def("rollback", [](Handle& handle) { end_transaction(handle, false); })
        .def("savepoint",
             [](Handle& handle, const std::string& name) { savepoint_statement(handle, "SAVEPOINT ", name); })
        .def("release_savepoint",
             [](Handle& handle, const std::string& name) { savepoint_statement(handle, "RELEASE SAVEPOINT ", name); })
        .def("rollback_to_savepoint",
             [](Handle& handle, const std::string& name) {
                 savepoint_statement(handle, "ROLLBACK TO SAVEPOINT ", name);
             })
        .def("set_isolation_level", set_isolation_level)
        .def("result_wanted",
             [](Handle& handle, const std::string& statement) { handle.open().result_wanted(statement); })
        .def("in_transaction", [](const Handle& handle) { return handle.peek() && handle.peek()->in_transaction(); })
        .def("close", [](Handle& handle) { without_gil([&] { handle.close(); }); })
        .def("same_as",
             [](const Handle& handle, const Handle& other) { return handle.peek() && handle.peek() == other.peek(); })
        .def("url", [](const Handle& handle) { return handle.url(); })
        .def_property_readonly("dialect_name", &Handle::dialect_name)
        .def_property_readonly("only_plans",
                               [](const Handle& handle) { return handle.peek() && handle.peek()->only_plans(); })
        .def("server_version",
             [](Handle& handle) { return without_gil([&] { return handle.open().server_version(); }); })
        .def("inspect", [](Handle& handle, const std::string& question, const py::object& arguments) {
            const Value plain = to_value(arguments);
            return to_python(without_gil([&] {
                dialects::Connection& connection = handle.open();
                connection.flush();
                return inspect(connection, question, plain.as_map());
            }));
        });

    module.def(
        "connect",
        [](const std::string& url, const py::object& arguments) {
            return std::make_shared<Handle>(
                arguments.is_none()
                    ? url
                    : dialects::with_arguments(dialects::parse_url(url), to_value(arguments).as_map()).text());
        },
        py::arg("url"), py::arg("connect_args") = py::none());
    // Through to_value(), which refuses text that is made of an opaque value and says where that comes from.
    module.def("parse_url", [](const py::object& text) { return url_parts(to_value(text).as_text()); });
    module.def("render_url", render_url);
    module.def("render_type", [](const py::object& type, const std::string& dialect_name) {
        return grammar_named(dialect_name).render_type(schema::type_from_plain(to_value(type)));
    });
    // What a dialect is able to, under SQLAlchemy's names; nothing of one that is not known.
    module.def("dialect_facts", [](const std::string& name) {
        const dialects::Dialect* dialect = dialects::find_dialect(name);
        if (!dialect)
            return to_python(Value(Map{}));
        Map facts = dialect->facts().of_scripts;
        facts.set("max_identifier_length", dialect->facts().max_identifier_length);
        facts.set("supports_alter", dialect->facts().alters_tables);
        facts.set("supports_native_boolean", dialect->grammar().has_native_boolean());
        return to_python(Value(std::move(facts)));
    });
    module.def("dialect_names", [] {
        py::tuple names(dialects::dialect_names().size());
        for (std::size_t i = 0; i < names.size(); ++i)
            names[i] = dialects::dialect_names()[i];
        return names;
    });
    module.def("quote", [](const std::string& identifier, const std::string& dialect_name, bool always) {
        const sql::Grammar& grammar = grammar_named(dialect_name);
        return always ? grammar.quote_always(identifier) : grammar.quote(identifier);
    });
    module.def("compile", [](const py::object& tree, const std::string& dialect_name, const std::string& binds,
                             const py::object& parameters) {
        sql::CompileOptions options;
        options.binds = binds_of(binds);
        return sql::compile(*sql::from_plain(to_value(tree)), grammar_named(dialect_name), options,
                            to_value(parameters))
            .text;
    });
    module.def("compile_operation", compile_operation, py::arg("operation"), py::arg("dialect_name"),
               py::arg("convention") = py::dict());
}

} // namespace limbeck::scripting
