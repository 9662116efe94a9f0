#include "toy_plan_rules.hpp"

#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <utility>

namespace toy {

namespace {

using namespace limbeck;
using dialects::Connection;
using dialects::SqlToken;
using dialects::SqlTokens;

/// `name`, 'text', "text", with doubled quotes and backslashes; the comments -- # and /* */.
class Scanner {
  public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    SqlTokens run() {
        while (at_ < sql_.size()) {
            const char c = sql_[at_];
            if (std::isspace(static_cast<unsigned char>(c)) != 0)
                ++at_;
            else if (c == '#' || sql_.substr(at_, 3) == "-- ")
                at_ = std::min(sql_.find('\n', at_), sql_.size());
            else if (sql_.substr(at_, 2) == "/*")
                at_ = std::min(sql_.find("*/", at_ + 2), sql_.size() - 2) + 2;
            else if (c == '`')
                add(SqlToken::Kind::Quoted, support::lower(quoted(false)));
            else if (c == '\'' || c == '"')
                add(SqlToken::Kind::Text, quoted(true));
            else if (support::is_word(c))
                add(SqlToken::Kind::Word, word());
            else
                add(SqlToken::Kind::Symbol, std::string(1, sql_[at_++]));
        }
        return std::move(tokens_);
    }

  private:
    void add(SqlToken::Kind kind, std::string text) { tokens_.push_back({kind, std::move(text)}); }

    std::string word() {
        const std::size_t begin = at_;
        while (at_ < sql_.size() && support::is_word(sql_[at_]))
            ++at_;
        return support::lower(sql_.substr(begin, at_ - begin));
    }

    std::string quoted(bool escapes) {
        const char quote = sql_[at_++];
        std::string text;
        for (; at_ < sql_.size(); ++at_) {
            if (escapes && sql_[at_] == '\\' && at_ + 1 < sql_.size())
                ++at_;
            else if (sql_[at_] == quote && (at_ + 1 == sql_.size() || sql_[at_ + 1] != quote))
                break;
            else if (sql_[at_] == quote)
                ++at_;
            text += sql_[at_];
        }
        at_ = std::min(at_ + 1, sql_.size());
        return text;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    SqlTokens tokens_;
};

class Rules final : public dialects::PlanRules {
  public:
    SqlTokens tokens(std::string_view sql) const override { return Scanner(sql).run(); }
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
            for (const SqlToken& token : tokens(row.at(1).as_text()))
                if (token.kind == SqlToken::Kind::Quoted)
                    made.above[token.text].insert(folded(row.at(0).as_text()));
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
