#include "dialects/mysql/plan_rules.hpp"

#include "dialects/mysql/grammar.hpp"
#include "dialects/mysql/types.hpp"
#include "dialects/planning/rules.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::mysql {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_column_of_names(std::string_view word) {
    return is_one_of(word, {"table_name", "constraint_name", "index_name", "column_name", "trigger_name",
                            "routine_name", "event_name", "referenced_table_name", "name"});
}

class Rules final : public PlanRules {
  public:
    Rules() : PlanRules(mysql::grammar(Flavour::Mariadb)) {}

    /// Names of tables do count where the server's file system does; taking two for one only ends a plan early.
    std::string folded(const std::string& name) const override { return support::lower(name); }
    bool is_harmless(std::string_view function) const override {
        return PlanRules::is_harmless(function) || is_one_of(function, {"if",
                                                                        "ifnull",
                                                                        "isnull",
                                                                        "database",
                                                                        "schema",
                                                                        "user",
                                                                        "current_user",
                                                                        "version",
                                                                        "found_rows",
                                                                        "row_count",
                                                                        "last_insert_id",
                                                                        "group_concat",
                                                                        "json_extract",
                                                                        "json_unquote",
                                                                        "json_object",
                                                                        "json_array",
                                                                        "concat_ws",
                                                                        "date_format",
                                                                        "unix_timestamp",
                                                                        "from_unixtime",
                                                                        "uuid",
                                                                        "hex",
                                                                        "unhex",
                                                                        "rand",
                                                                        "char_length",
                                                                        "left",
                                                                        "right",
                                                                        "locate",
                                                                        "instr",
                                                                        "regexp_replace",
                                                                        "utc_timestamp",
                                                                        "curdate",
                                                                        "curtime",
                                                                        "date_add",
                                                                        "date_sub",
                                                                        "interval",
                                                                        "convert",
                                                                        "binary",
                                                                        "md5",
                                                                        "sha1",
                                                                        "sha2",
                                                                        "mod",
                                                                        "floor",
                                                                        "ceil",
                                                                        "round",
                                                                        "abs",
                                                                        "connection_id"});
    }
    bool acts_at_once(std::string_view function) const override {
        return is_one_of(function, {"get_lock", "release_lock", "release_all_locks", "nextval", "setval", "load_file",
                                    "sleep", "benchmark"});
    }
    bool is_catalogue(std::string_view word) const override {
        return is_one_of(word, {"information_schema", "show", "describe", "performance_schema"});
    }
    bool names_object(const Tokens& tokens, std::size_t at) const override {
        return is_compared(tokens, at, &is_column_of_names);
    }

    /// The session only reads from its beginning: DDL would end a single transaction that does.
    void begin_reading(Connection& connection) const override { connection.begin(); }
    bool tells_of_missing(const Error& error) const override {
        // ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR, ER_BAD_DB_ERROR, ER_SP_DOES_NOT_EXIST, ER_KEY_DOES_NOT_EXITS,
        // ER_BAD_TABLE_ERROR, ER_VIEW_INVALID
        const auto code = error.diagnostics.find("errno");
        return code != error.diagnostics.end() &&
               is_one_of(code->second, {"1146", "1054", "1049", "1305", "1176", "1051", "1356"});
    }
    bool is_kept_from_session(const std::set<std::string>& words) const override {
        return std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return is_one_of(word, {"transaction", "autocommit", "sql_mode", "global", "persist", "read_only",
                                    "tx_read_only", "transaction_read_only"});
        });
    }
    Dependents dependents(const Read& read) const override {
        Dependents made;
        // What a view is over stands in no table that both databases have: its text names it.
        for (const List& row : read({"SELECT t.TABLE_NAME, v.TABLE_NAME FROM information_schema.VIEWS v JOIN "
                                     "information_schema.TABLES t ON t.TABLE_SCHEMA = v.TABLE_SCHEMA AND t.TABLE_NAME "
                                     "<> v.TABLE_NAME AND INSTR(v.VIEW_DEFINITION, CONCAT('`', t.TABLE_NAME, '`')) > 0 "
                                     "WHERE v.TABLE_SCHEMA = DATABASE() UNION SELECT REFERENCED_TABLE_NAME, TABLE_NAME "
                                     "FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = "
                                     "DATABASE() AND (UPDATE_RULE NOT IN ('NO ACTION', 'RESTRICT') OR DELETE_RULE NOT "
                                     "IN ('NO ACTION', 'RESTRICT'))"})
                                   .rows)
            made.above[folded(row.at(0).as_text())].insert(folded(row.at(1).as_text()));
        for (const List& row : read({"SELECT DISTINCT EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE "
                                     "EVENT_OBJECT_SCHEMA = DATABASE()"})
                                   .rows)
            made.with_triggers.insert(folded(row.at(0).as_text()));
        return made;
    }
    bool has_own_function(const Read& read, const std::set<std::string>& names) const override {
        std::vector<std::string> list;
        for (const std::string& name : names)
            list.push_back(quoted(name));
        return !list.empty() && !read({"SELECT 1 FROM information_schema.ROUTINES WHERE LOWER(ROUTINE_NAME) IN (" +
                                       support::joined(list) + ") LIMIT 1"})
                                     .rows.empty();
    }
};

} // namespace

const PlanRules& plan_rules() {
    static const Rules the_rules;
    return the_rules;
}

} // namespace limbeck::dialects::mysql
