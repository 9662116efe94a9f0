#include "dialects/sqlite/plan_rules.hpp"

#include "dialects/sqlite/grammar.hpp"
#include "dialects/sqlite/recorded_text.hpp"
#include "dialects/sqlite/statement_kinds.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>

namespace limbeck::dialects::sqlite {

using support::first_word;
using support::from_first_word;
using support::lower;

namespace {

/// Whether a PRAGMA only asks; settings of the connection are changes.
bool is_question(std::string_view pragma) {
    const std::size_t value = pragma.find_first_of("=(");
    if (value == std::string_view::npos)
        return true;
    static constexpr std::string_view questions[] = {"table_info", "table_xinfo",      "table_list",
                                                     "index_list", "index_info",       "index_xinfo",
                                                     "_check",     "foreign_key_list", "compile_options"};
    const std::string name = lower(pragma.substr(0, value));
    return pragma[value] == '(' &&
           std::any_of(std::begin(questions), std::end(questions),
                       [&](std::string_view question) { return name.find(question) != std::string::npos; });
}

class Rules final : public PlanRules {
  public:
    Rules() : PlanRules(sqlite::grammar()) {}

    std::string with_values(const Statement& statement) const override {
        return sqlite::with_values(statement, grammar());
    }

    bool runs_on_copy() const override { return true; }
    bool is_recorded(std::string_view sql) const override {
        const std::string word = first_word(std::string(sql));
        if (word == "explain")
            return false; // whatever it explains
        return word == "pragma" ? !is_question(from_first_word(sql)) : PlanRules::is_recorded(sql);
    }
    /// VACUUM and ATTACH may not stand there, and PRAGMA foreign_keys has no effect there.
    bool is_in_transaction(std::string_view sql) const override {
        const std::string word = first_word(std::string(sql));
        return word == "pragma" ? sets_in_file(sql) : word != "vacuum" && word != "attach" && word != "detach";
    }
    std::string begin_text() const override { return "BEGIN IMMEDIATE"; }

    // Nothing of this is asked of a copy.
    void begin_reading(Connection& connection) const override { connection.begin(); }
    bool tells_of_missing(const Error&) const override { return false; }
    Dependents dependents(const Read&) const override { return {}; }
    bool has_own_function(const Read&, const std::set<std::string>&) const override { return false; }
};

} // namespace

const PlanRules& plan_rules() {
    static const Rules the_rules;
    return the_rules;
}

} // namespace limbeck::dialects::sqlite
