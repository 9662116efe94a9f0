#include "dialects/postgresql/plan_rules.hpp"

#include "dialects/postgresql/grammar.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Functions that change nothing which a plan reads.
bool is_harmless(std::string_view function) {
    return function.starts_with("pg_") || function.starts_with("current_") ||
           is_one_of(function, {"setval",
                                "nextval",
                                "currval",
                                "lastval",
                                "now",
                                "coalesce",
                                "lower",
                                "upper",
                                "count",
                                "max",
                                "min",
                                "sum",
                                "avg",
                                "length",
                                "concat",
                                "format",
                                "to_regclass",
                                "set_config",
                                "exists",
                                "in",
                                "any",
                                "all",
                                "values",
                                "greatest",
                                "least",
                                "nullif",
                                "cast",
                                "extract",
                                "date_trunc",
                                "gen_random_uuid",
                                "row_number",
                                "generate_series",
                                "array_agg",
                                "string_agg",
                                "as",
                                "and",
                                "or",
                                "not",
                                "from",
                                "select",
                                "where",
                                "on",
                                "using",
                                "join",
                                "over",
                                "filter",
                                "string_to_array",
                                "unnest",
                                "replace",
                                "trim",
                                "substring",
                                "md5",
                                "random",
                                "version",
                                "jsonb_build_object"});
}

/// Functions whose effect a transaction that only reads, and is rolled back, does not keep away. Not known is what a
/// function of the user calls in its turn.
bool acts_at_once(std::string_view function) {
    if (function.starts_with("lo_"))
        return function != "lo_get";
    if (function.starts_with("dblink"))
        return true;
    if (function.starts_with("pg_") &&
        (function.find("advisory") != std::string_view::npos ||
         function.find("replication") != std::string_view::npos ||
         function.find("logical_slot") != std::string_view::npos || function.find("backup") != std::string_view::npos ||
         function.starts_with("pg_file_") || function.starts_with("pg_stat_reset") ||
         function.starts_with("pg_wal_replay_")))
        return !function.starts_with("pg_stat_get") && function != "pg_is_in_backup";
    return is_one_of(function, {"lowrite", "loread", "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema",
                                "pg_terminate_backend", "pg_cancel_backend", "pg_reload_conf", "pg_rotate_logfile",
                                "pg_switch_wal", "pg_switch_xlog", "pg_create_restore_point", "pg_promote", "pg_notify",
                                "pg_logical_emit_message", "pg_import_system_collations", "pg_stat_statements_reset",
                                "pg_log_backend_memory_contexts"});
}

bool is_column_of_names(std::string_view word) {
    return is_one_of(word,
                     {"table_name", "tablename",    "relname",   "conname",      "constraint_name", "indexname",
                      "index_name", "typname",      "viewname",  "matviewname",  "sequence_name",   "sequencename",
                      "proname",    "routine_name", "tgname",    "trigger_name", "attname",         "column_name",
                      "enumlabel",  "polname",      "policyname"});
}

std::string array_of(const std::set<std::string>& names) {
    std::string made;
    for (const std::string& name : names)
        made += (made.empty() ? "" : ", ") + sql::quoted_text(name);
    return "ARRAY[" + made + "]::text[]";
}

class Rules final : public PlanRules {
  public:
    Rules() : PlanRules(postgresql::grammar()) {}

    bool is_harmless(std::string_view function) const override { return postgresql::is_harmless(function); }
    bool acts_at_once(std::string_view function) const override { return postgresql::acts_at_once(function); }
    bool is_catalogue(std::string_view word) const override {
        return word.starts_with("pg_") || word == "information_schema" || word.starts_with("to_reg") ||
               word.starts_with("reg");
    }
    /// Also to_regclass('x') and 'x'::regclass.
    bool names_object(const Tokens& tokens, std::size_t at) const override {
        std::size_t before = at;
        while (before > 0 && is_one_of(tokens[before - 1].value, {",", "(", "["}))
            --before;
        const bool function = before > 0 && tokens[before - 1].value.starts_with("to_reg");
        const bool cast =
            at + 3 < tokens.size() && tokens[at + 1].is_symbol(':') && tokens[at + 3].value.starts_with("reg");
        return function || cast || is_compared(tokens, at, &is_column_of_names);
    }

    void begin_reading(Connection& connection) const override {
        connection.begin();
        connection.queue({"SET TRANSACTION READ ONLY"});
    }
    bool tells_of_missing(const Error& error) const override {
        return is_one_of(error.sqlstate, {"42P01", "42703", "42704", "42883", "3F000"});
    }
    std::optional<Error> after_failure() const override {
        Error error(Error::Kind::Database,
                    "current transaction is aborted, commands ignored until end of transaction block");
        error.sqlstate = "25P02";
        return error;
    }
    bool is_kept_from_session(const std::set<std::string>& words) const override {
        return std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return is_one_of(word, {"transaction", "characteristics", "constraints", "standard_conforming_strings",
                                    "default_transaction_read_only", "transaction_read_only"});
        });
    }
    /// By name: a namesake in another schema only ends a plan early.
    Dependents dependents(const Read& read) const override {
        Dependents made;
        for (const List& row :
             read({"SELECT below.relname::text, above.relname::text FROM ("
                   "SELECT d.refobjid, w.ev_class FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite w ON "
                   "w.oid = d.objid WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refclassid = "
                   "'pg_catalog.pg_class'::regclass AND d.refobjid <> w.ev_class "
                   "UNION SELECT confrelid, conrelid FROM pg_catalog.pg_constraint WHERE contype = 'f' AND "
                   "(confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r')) "
                   "UNION SELECT inhparent, inhrelid FROM pg_catalog.pg_inherits "
                   "UNION SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits) AS edge (below, above) "
                   "JOIN pg_catalog.pg_class below ON below.oid = edge.below "
                   "JOIN pg_catalog.pg_class above ON above.oid = edge.above"})
                 .rows)
            made.above[row.at(0).as_text()].insert(row.at(1).as_text());
        for (const List& row : read({"SELECT DISTINCT c.relname::text FROM pg_catalog.pg_trigger t JOIN "
                                     "pg_catalog.pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"})
                                   .rows)
            made.with_triggers.insert(row.at(0).as_text());
        return made;
    }
    bool has_own_function(const Read& read, const std::set<std::string>& names) const override {
        return !read({"SELECT 1 FROM pg_catalog.pg_proc WHERE proname::text = ANY (" + array_of(names) +
                      ") AND pronamespace <> 'pg_catalog'::regnamespace LIMIT 1"})
                    .rows.empty();
    }
};

} // namespace

const PlanRules& plan_rules() {
    static const Rules the_rules;
    return the_rules;
}

} // namespace limbeck::dialects::postgresql
