#include "dialects/postgresql/catalogue.hpp"

#include <limbeck/error.hpp>
#include <utility>

// What is kept as the text of its definition: functions, procedures, aggregates, and what belongs to a table.
namespace limbeck::dialects::postgresql {

namespace {

/// CREATE AGGREGATE has no function that gives it back.
constexpr const char* aggregate_definition =
    "'CREATE AGGREGATE ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) || '(' || "
    "CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END || ') (SFUNC = ' || "
    "g.aggtransfn::regproc || ', STYPE = ' || pg_catalog.format_type(g.aggtranstype, NULL) || "
    "CASE WHEN g.aggtransspace <> 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END || "
    "CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn::regproc || "
    "CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END || ', FINALFUNC_MODIFY = ' || "
    "CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END ELSE '' END || "
    "CASE WHEN g.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || g.aggcombinefn::regproc ELSE '' END || "
    "CASE WHEN g.aggserialfn <> 0 THEN ', SERIALFUNC = ' || g.aggserialfn::regproc || ', DESERIALFUNC = ' || "
    "g.aggdeserialfn::regproc ELSE '' END || "
    "coalesce(', INITCOND = ' || pg_catalog.quote_literal(g.agginitval), '') || "
    "CASE WHEN g.aggmtransfn <> 0 THEN ', MSFUNC = ' || g.aggmtransfn::regproc || ', MINVFUNC = ' || "
    "g.aggminvtransfn::regproc || ', MSTYPE = ' || pg_catalog.format_type(g.aggmtranstype, NULL) || "
    "CASE WHEN g.aggmtransspace <> 0 THEN ', MSSPACE = ' || g.aggmtransspace ELSE '' END || "
    "CASE WHEN g.aggmfinalfn <> 0 THEN ', MFINALFUNC = ' || g.aggmfinalfn::regproc || "
    "CASE WHEN g.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END || ', MFINALFUNC_MODIFY = ' || "
    "CASE g.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END ELSE '' END || "
    "coalesce(', MINITCOND = ' || pg_catalog.quote_literal(g.aggminitval), '') ELSE '' END || "
    "CASE WHEN g.aggsortop <> 0 THEN ', SORTOP = ' || (SELECT 'OPERATOR(' || pg_catalog.quote_ident(opn.nspname) || "
    "'.' || op.oprname || ')' FROM pg_catalog.pg_operator op "
    "JOIN pg_catalog.pg_namespace opn ON opn.oid = op.oprnamespace WHERE op.oid = g.aggsortop) ELSE '' END || "
    "CASE WHEN g.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END || "
    "CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED' ELSE '' END || ')'";

schema::Routine::Kind kind_of(const std::string& code) {
    using Kind = schema::Routine::Kind;
    if (code == "p")
        return Kind::Procedure;
    if (code == "a")
        return Kind::Aggregate;
    if (code == "trigger")
        return Kind::Trigger;
    if (code == "policy")
        return Kind::Policy;
    if (code == "rule")
        return Kind::Rule;
    if (code == "grant")
        return Kind::Grant;
    return Kind::Function;
}

std::string without_line_end(std::string text) {
    while (text.ends_with('\n') || text.ends_with(';'))
        text.pop_back();
    return text;
}

} // namespace

void Catalogue::read_functions(schema::Schema& to) {
    const Result result =
        query("SELECT p.prokind::text AS kind, p.proname AS name, p.pronamespace AS schema, "
              "pg_catalog.pg_function_is_visible(p.oid) AS visible, pg_catalog.quote_ident(p.proname) AS quoted_name, "
              "pg_catalog.quote_ident(n.nspname) AS quoted_schema, "
              "(SELECT coalesce(string_agg(pg_catalog.format_type(u.type, NULL), ', ' ORDER BY u.place), "
              "CASE WHEN p.prokind = 'a' THEN '*' ELSE '' END) "
              "FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u(type, place)) AS arguments, "
              "CASE WHEN p.prokind = 'a' THEN " +
              std::string(aggregate_definition) +
              " ELSE pg_catalog.pg_get_functiondef(p.oid) END AS definition "
              "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
              "LEFT JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid WHERE " +
              in_schemas("p.pronamespace", "pg_catalog.pg_function_is_visible(p.oid)") +
              not_of_extension("pg_proc", "p.oid") +
              // The functions that come with a range type are the type's.
              " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_catalog.pg_proc'::regclass "
              "AND i.objid = p.oid AND i.deptype = 'i') ORDER BY p.proname, p.oid");
    for (const List& values : result.rows) {
        const Row row(result, values);
        schema::Routine& routine = to.routines.emplace_back();
        routine.kind = kind_of(row.text("kind"));
        routine.name = row.text("name");
        routine.schema = reported(row.number("schema"), row.flag("visible"));
        routine.signature = (routine.schema.empty() ? "" : text(row.text("quoted_schema")) + ".") +
                            row.text("quoted_name") + "(" + text(row.text("arguments")) + ")";
        routine.definition = without_line_end(text(row.text("definition")));
    }
}

void Catalogue::read_table_routines(schema::Schema& to) {
    const std::string scope = in_scope("c", "rpfvm");
    const std::string roots = major_version_ >= 13 ? " AND t.tgparentid = 0" : "";
    // A privilege on all columns, or on some: SELECT, or SELECT (id, name).
    const std::string privileges =
        "SELECT c.oid, x.grantee, x.is_grantable, x.privilege_type AS privilege "
        "FROM pg_catalog.pg_class c CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) x "
        "WHERE x.grantee <> c.relowner AND " +
        scope +
        " UNION ALL SELECT c.oid, x.grantee, x.is_grantable, x.privilege_type || ' (' || "
        "string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')' "
        "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid "
        "CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x WHERE x.grantee <> c.relowner AND " +
        scope + " GROUP BY c.oid, x.grantee, x.is_grantable, x.privilege_type";
    const Result result = query(
        "SELECT r.kind, r.name, c.relname AS table_name, c.relnamespace AS schema, "
        "pg_catalog.pg_table_is_visible(c.oid) AS visible, r.signature, r.definition FROM ("
        "SELECT 'trigger' AS kind, t.tgrelid AS oid, t.tgname::text AS name, "
        "pg_catalog.quote_ident(t.tgname) || ' ON ' || t.tgrelid::regclass AS signature, "
        "pg_catalog.pg_get_triggerdef(t.oid, true) AS definition FROM pg_catalog.pg_trigger t "
        "JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal" +
        roots + not_of_extension("pg_trigger", "t.oid") + " AND " + scope +
        " UNION ALL SELECT 'rule', w.ev_class, w.rulename::text, "
        "pg_catalog.quote_ident(w.rulename) || ' ON ' || w.ev_class::regclass, "
        "pg_catalog.pg_get_ruledef(w.oid, true) FROM pg_catalog.pg_rewrite w "
        "JOIN pg_catalog.pg_class c ON c.oid = w.ev_class WHERE w.rulename <> '_RETURN' AND " +
        scope +
        " UNION ALL SELECT 'policy', p.polrelid, p.polname::text, "
        "pg_catalog.quote_ident(p.polname) || ' ON ' || p.polrelid::regclass, "
        "'CREATE POLICY ' || pg_catalog.quote_ident(p.polname) || ' ON ' || p.polrelid::regclass || "
        "CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END || "
        "CASE p.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' "
        "WHEN 'd' THEN ' FOR DELETE' ELSE ' FOR ALL' END || ' TO ' || "
        "(SELECT string_agg(CASE WHEN u.role = 0 THEN 'PUBLIC' ELSE "
        "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(u.role)) END, ', ') FROM unnest(p.polroles) u(role)) || "
        "coalesce(' USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')', '') || "
        "coalesce(' WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') "
        "FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE " +
        scope +
        " UNION ALL SELECT 'grant', g.oid, g.role || CASE WHEN g.is_grantable THEN ' with grant option' ELSE '' END, "
        "g.privileges || ' ON ' || g.oid::regclass || ' FROM ' || g.quoted_role, "
        "'GRANT ' || g.privileges || ' ON ' || g.oid::regclass || ' TO ' || g.quoted_role || "
        "CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END FROM (SELECT v.oid, v.is_grantable, "
        "CASE WHEN v.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(v.grantee)::text END AS role, "
        "CASE WHEN v.grantee = 0 THEN 'PUBLIC' ELSE "
        "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(v.grantee)) END AS quoted_role, "
        "string_agg(v.privilege, ', ' ORDER BY v.privilege) AS privileges FROM (" +
        privileges +
        ") v GROUP BY v.oid, v.grantee, v.is_grantable) g) r JOIN pg_catalog.pg_class c ON c.oid = r.oid "
        "ORDER BY r.kind DESC, c.relname, r.name, c.oid");
    for (const List& values : result.rows) {
        const Row row(result, values);
        schema::Routine& routine = to.routines.emplace_back();
        routine.kind = kind_of(row.text("kind"));
        routine.name = row.text("name");
        routine.table = row.text("table_name");
        routine.schema = reported(row.number("schema"), row.flag("visible"));
        routine.signature = text(row.text("signature"));
        routine.definition = without_line_end(text(row.text("definition")));
    }
}

} // namespace limbeck::dialects::postgresql
