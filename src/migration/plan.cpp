#include "migration/plan.hpp"

#include "operations/summary.hpp"
#include "revisions/revision_map.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <string_view>
#include <utility>

namespace limbeck::migration {

namespace {

std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\r')
            c = ' ';
    return text;
}

std::string trimmed(const std::string& text) {
    constexpr const char* space = " \t\n\r\f\v";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// With its semicolon, on a line of its own where the last line may end in a comment.
std::string ended(const std::string& statement) {
    const std::string text = trimmed(statement);
    const std::size_t line = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
    if (text.find("--", line) != std::string::npos)
        return text + "\n;";
    return text.ends_with(';') ? text : text + ";";
}

bool is_control(const std::string& statement) {
    const std::string word = support::first_word(statement);
    constexpr std::string_view words[] = {"begin",    "start",     "commit",  "end",
                                          "rollback", "savepoint", "release", "pragma"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::atomic<int> scripts_at_work{0};

constexpr std::string_view comment_mark = "-- ";

/// A plan is there to be read: whoever runs it puts the passwords in.
std::string shown(const std::string& statement) {
    if (statement.starts_with(comment_mark))
        return statement;
    const std::string text = support::without_passwords(statement);
    return (text == statement ? "" : std::string(comment_mark) + "with its password:\n") + ended(text);
}

} // namespace

std::string reason(const Error& failure) {
    constexpr std::string_view ends = "the plan ends here: ";
    const std::string_view text = failure.what();
    return std::string(text.starts_with(ends) ? text.substr(ends.size()) : text);
}

std::string Plan::sql() const {
    const bool several = std::any_of(steps_.begin(), steps_.end(),
                                     [&](const PlannedStep& step) { return step.database != steps_.front().database; });
    std::string text;
    const std::string* database = nullptr;
    for (const PlannedStep& step : steps_) {
        if (!step.reached)
            continue;
        if (several && (!database || *database != step.database))
            text += "-- Database " + one_line(step.database) + "\n\n";
        database = &step.database;
        if (!step.text.empty())
            text += "-- Running " + one_line(step.text) + "\n\n";
        for (const std::string& statement : step.statements)
            text += shown(statement) + "\n\n";
        if (step.failure)
            text += "-- The plan ends here: " + one_line(reason(*step.failure)) + "\n\n";
    }
    return text;
}

dialects::Record Plan::recorder(std::string database) {
    return [self = shared_from_this(), database = std::move(database)](const std::string& statement) {
        self->record(database, statement);
    };
}

/// Where env.py goes from one database to the next and commits all at the end, each COMMIT is that of its database.
PlannedStep& Plan::current_of(const std::string& database) {
    PlannedStep& last = current();
    if (last.database.empty() || last.database == database)
        return last;
    for (std::size_t i = steps_.size(); i > 0; --i)
        if (steps_[i - 1].reached && steps_[i - 1].database == database)
            return steps_[i - 1];
    return last;
}

PlannedStep& Plan::current() {
    if (steps_.empty()) {
        steps_.emplace_back().reached = true;
        current_ = 0;
    }
    return steps_[current_];
}

void Plan::begin_database(const std::string& url_masked) {
    database_ = url_masked;
    if (!steps_.empty() && steps_.back().text.empty()) {
        steps_.back().database = url_masked; // what env.py did before it said where
        return;
    }
    steps_.emplace_back().reached = true;
    steps_.back().database = url_masked;
    current_ = steps_.size() - 1;
}

std::size_t Plan::begin_steps(const std::vector<revisions::Step>& steps) {
    const std::size_t first = steps_.size();
    for (const revisions::Step& step : steps) {
        PlannedStep planned;
        planned.database = database_;
        planned.revision = step.revision() ? step.revision()->id : std::string();
        planned.text = step.text();
        steps_.push_back(std::move(planned));
    }
    return first;
}

void Plan::begin_step(std::size_t number) {
    current_ = number;
    steps_[number].reached = true;
}

void Plan::fail_step(std::size_t number, const Error& error) {
    steps_[number].failure = error;
}

void Plan::set_in_script(bool in_script) {
    if (in_script_ != in_script)
        scripts_at_work += in_script ? 1 : -1;
    in_script_ = in_script;
}

bool Plan::script_runs() noexcept {
    return scripts_at_work > 0;
}

void Plan::begin_operation(const operations::Operation& operation) {
    in_operation_ = true;
    if (in_script_)
        current().summary.push_back(operations::summary(operation));
}

void Plan::comment(const std::string& text) {
    current().statements.push_back(std::string(comment_mark) + one_line(text));
}

void Plan::record(const std::string& database, const std::string& statement) {
    PlannedStep& step = current_of(database);
    step.statements.push_back(statement);
    if (in_script_ && !in_operation_ && !is_control(statement))
        step.summary.push_back(operations::summary_of_statement(statement));
}

} // namespace limbeck::migration
