#include "toy_plan_rules.hpp"

#include "dialects/dialect.hpp"
#include "support/words.hpp"
#include "toy_dialect.hpp"

#include <limbeck/error.hpp>

namespace toy {

namespace {

using namespace limbeck;
using dialects::Connection;

class Rules final : public dialects::PlanRules {
  public:
    Rules() : PlanRules(dialect().grammar()) {}

    std::string folded(const std::string& name) const override { return support::lower(name); }
    bool acts_at_once(std::string_view function) const override {
        return function == "get_lock" || function == "release_lock" || function == "load_file";
    }

    void begin_reading(Connection& connection) const override {
        connection.queue({"SET TRANSACTION READ ONLY"}); // the next one
        connection.begin();
    }
    bool tells_of_missing(const Error& error) const override {
        return error.sqlstate == "42S02" || error.sqlstate == "42S22";
    }
    /// Definitions of views name their tables in quotes.
    dialects::Dependents dependents(const dialects::Read& read) const override {
        dialects::Dependents made;
        for (const List& row : read({"SELECT referenced_table_name, table_name FROM "
                                     "information_schema.referential_constraints WHERE delete_rule NOT IN "
                                     "('RESTRICT', 'NO ACTION') OR update_rule NOT IN ('RESTRICT', 'NO ACTION')"})
                                   .rows)
            made.above[folded(row.at(0).as_text())].insert(folded(row.at(1).as_text()));
        for (const List& row : read({"SELECT table_name, view_definition FROM information_schema.views"}).rows)
            for (const sql::Token& token : tokens(row.at(1).as_text()))
                if (token.kind == sql::Token::Kind::Quoted)
                    made.above[token.value].insert(folded(row.at(0).as_text()));
        for (const List& row : read({"SELECT event_object_table FROM information_schema.triggers"}).rows)
            made.with_triggers.insert(folded(row.at(0).as_text()));
        return made;
    }
    bool has_own_function(const dialects::Read& read, const std::set<std::string>& names) const override {
        for (const List& row : read({"SELECT routine_name FROM information_schema.routines"}).rows)
            if (names.count(folded(row.at(0).as_text())) > 0)
                return true;
        return false;
    }
};

} // namespace

const dialects::PlanRules& plan_rules() {
    static const Rules the_rules;
    return the_rules;
}

} // namespace toy
