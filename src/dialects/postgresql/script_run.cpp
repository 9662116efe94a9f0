#include "dialects/postgresql/script_run.hpp"

#include "dialects/connection.hpp"
#include "dialects/postgresql/catalogue.hpp"
#include "dialects/postgresql/grammar.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {

ScriptRun::ScriptRun(Connection& connection, ScriptPlace place, MayRead may_read)
    : connection_(connection), place_(std::move(place)), may_read_(may_read) {
    place_.leaves_out_rows = may_read == MayRead::Everything;
}

void ScriptRun::run(const std::vector<SqlFile>& files) {
    steps_ = steps_of(files, place_);
    for (const auto& [extension, place] : steps_.extensions)
        create_extension(extension, place);
    read_real_names();
    // A name of the database that the files do not make must not be found by what they say.
    for (const ScriptName& name : real_)
        if (may_read_ == MayRead::Extensions && !of_extension_.contains(name) && place_.names.actual(name.first))
            place_.names.add_thing(name.first, name.second);
    for (const ScriptStep& step : steps_.steps) {
        refuse_foreign(step);
        set_path(step.path, step.reads_extensions);
        execute(place_.names.with_actual_names(step.text), step.place);
    }
    try {
        connection_.flush();
    } catch (const Error& error) {
        Error told(error.kind(), place_.names.with_real_names(error.what()),
                   place_.names.with_real_names(error.where()), error.now());
        told.sqlstate = error.sqlstate;
        throw told;
    }
    refuse_dependencies();
}

void ScriptRun::execute(const std::string& text, const std::string& place) {
    Statement statement;
    statement.text = text;
    statement.origin = place;
    connection_.queue(std::move(statement));
}

void ScriptRun::set_path(const std::vector<std::string>& path, bool with_extensions) {
    std::string here, real;
    for (const std::string& schema : path) {
        here += (here.empty() ? "" : ", ") + place_.place_of(schema == place_.default_schema ? "" : schema);
        real += ", " + grammar().quote(schema);
    }
    if (here.empty())
        here = "''";
    else if (may_read_ == MayRead::Everything || (with_extensions && !of_extension_.empty()))
        here += real;
    if (here != path_)
        execute("SET LOCAL search_path = " + here);
    path_ = here;
}

void ScriptRun::read_real_names() {
    const Result result = connection_.execute(
        {"SELECT n.nspname AS schema, x.name, EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = x.classid "
         "AND e.objid = x.oid AND e.objsubid = 0 AND e.deptype = 'e') AS of_extension FROM ("
         "SELECT relnamespace AS schema, relname AS name, 'pg_catalog.pg_class'::regclass AS classid, oid "
         "FROM pg_catalog.pg_class UNION ALL "
         "SELECT typnamespace, typname, 'pg_catalog.pg_type'::regclass, oid FROM pg_catalog.pg_type UNION ALL "
         "SELECT proname_space, proname, 'pg_catalog.pg_proc'::regclass, oid FROM (SELECT pronamespace AS "
         "proname_space, proname, oid FROM pg_catalog.pg_proc) p UNION ALL "
         "SELECT opcnamespace, opcname, 'pg_catalog.pg_opclass'::regclass, oid FROM pg_catalog.pg_opclass UNION ALL "
         "SELECT collnamespace, collname, 'pg_catalog.pg_collation'::regclass, oid FROM pg_catalog.pg_collation) x "
         "JOIN pg_catalog.pg_namespace n ON n.oid = x.schema "
         "WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname !~ '^limbeck_scratch_'",
         {}});
    real_.clear();
    of_extension_.clear();
    for (const List& values : result.rows) {
        const Row row(result, values);
        std::string schema = row.text("schema");
        if (schema == place_.default_schema)
            schema.clear();
        ScriptName name{schema, row.text("name")};
        if (row.flag("of_extension"))
            of_extension_.insert(name);
        real_.insert(std::move(name));
    }
}

void ScriptRun::create_extension(const schema::Extension& extension, const std::string& place) {
    const bool is_there =
        !connection_.execute({"SELECT 1 FROM pg_catalog.pg_extension WHERE extname = " + literal(extension.name), {}})
             .rows.empty();
    if (is_there)
        return;
    const auto quoted = [](const std::string& name) { return grammar().quote(name); };
    // It is made where it would be: its things are known by their schema's own name.
    std::string text = "CREATE EXTENSION IF NOT EXISTS " + quoted(extension.name);
    if (!extension.schema.empty()) {
        execute("CREATE SCHEMA IF NOT EXISTS " + quoted(extension.schema), place);
        text += " SCHEMA " + quoted(extension.schema);
    } else if (!place_.path.empty()) {
        text += " SCHEMA " + quoted(place_.path.front());
    }
    try {
        execute(text, place);
        connection_.flush();
    } catch (const Error& error) {
        throw Error(error.kind(), "extension " + extension.name + " cannot be created: " + error.what(), place,
                    error.now().empty() ? "Create it in this database, or leave it out of the target." : error.now());
    }
}

void ScriptRun::refuse_foreign(const ScriptStep& step) const {
    for (const ScriptName& given : step.must_be_of_files) {
        const auto is_known = [&](const std::string& schema) {
            const ScriptName name{schema == place_.default_schema ? "" : schema, given.second};
            return steps_.made.contains(name) || of_extension_.contains(name);
        };
        const bool known =
            given.first.empty() ? std::any_of(step.path.begin(), step.path.end(), is_known) : is_known(given.first);
        if (!known)
            fail("the target uses " + (given.first.empty() ? "" : given.first + ".") + given.second +
                     ", which it does not create",
                 step.place, "A target is whole: create it there, too.");
    }
}

/// Names without a schema may have been found in the database, where extensions had to be found.
void ScriptRun::refuse_dependencies() {
    if (of_extension_.empty() || may_read_ == MayRead::Everything)
        return;
    const std::string scratch = "limbeck_scratch_";
    const Result result = connection_.execute(
        {"SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0) AS user_, "
         "pg_catalog.pg_describe_object(d.refclassid, d.refobjid, 0) AS used FROM pg_catalog.pg_depend d JOIN ("
         "SELECT 'pg_catalog.pg_class'::regclass AS classid, oid, relnamespace AS schema FROM pg_catalog.pg_class "
         "UNION ALL SELECT 'pg_catalog.pg_type'::regclass, oid, typnamespace FROM pg_catalog.pg_type "
         "UNION ALL SELECT 'pg_catalog.pg_proc'::regclass, oid, pronamespace FROM pg_catalog.pg_proc) x "
         "ON x.classid = d.refclassid AND x.oid = d.refobjid JOIN pg_catalog.pg_namespace n ON n.oid = x.schema "
         "WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname !~ '^limbeck_scratch_' "
         "AND d.deptype IN ('n', 'a') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = x.classid "
         "AND e.objid = x.oid AND e.deptype IN ('e', 'i')) AND strpos((pg_catalog.pg_identify_object(d.classid, "
         "d.objid, 0)).identity, " +
             literal(scratch) + ") > 0 LIMIT 1",
         {}});
    if (result.rows.empty())
        return;
    const Row row(result, result.rows.front());
    fail("the target uses " + row.text("used") + ", which it does not create (" +
             place_.names.with_real_names(row.text("user_")) + ")",
         {}, "A target is whole: create it there, too.");
}

} // namespace limbeck::dialects::postgresql
