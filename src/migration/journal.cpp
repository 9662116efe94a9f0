#include "migration/journal.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "migration/context.hpp"
#include "revisions/steps.hpp"
#include "schema/md5.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <utility>

namespace limbeck::migration {

namespace {

using dialects::Journalling;
using dialects::Statement;
using dialects::Statements;
using Kind = Journalling::Account::Kind;

/// Statements that change rows have a line each up to so many between two that commit; more share one.
constexpr std::size_t most_lines = 100;
/// Between reverses of one statement, which have no line feed of their own behind a semicolon.
constexpr std::string_view separator = "\n;\n";
/// The reverse of rows in a table that goes with its own reverse.
constexpr const char* with_its_table = "-- with its table";

constexpr const char* begun = "begun";
constexpr const char* done = "done";
constexpr const char* failed = "failed";
constexpr const char* unseen = "unseen"; ///< begun, and nothing will tell

std::vector<std::string> split(const std::string& joined) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < joined.size();) {
        const std::size_t end = std::min(joined.find(separator, at), joined.size());
        parts.push_back(joined.substr(at, end - at));
        at = end + separator.size();
    }
    return parts;
}

std::string objects_text(const std::vector<Journalling::Object>& objects) {
    std::string made;
    for (const Journalling::Object& object : objects)
        made += std::to_string(static_cast<int>(object.kind)) + "\t" + object.schema + "\t" + object.name + "\n";
    return made;
}

std::vector<Journalling::Object> objects_of(const std::string& text) {
    std::vector<Journalling::Object> objects;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        if (second == std::string::npos)
            continue;
        objects.push_back({static_cast<Journalling::Object::Kind>(line[0] - '0'),
                           line.substr(first + 1, second - first - 1), line.substr(second + 1)});
    }
    return objects;
}

/// The same, and of each table all.
std::vector<Journalling::Object> whole(std::vector<Journalling::Object> objects) {
    for (Journalling::Object& object : objects)
        if (object.kind == Journalling::Object::Kind::Indexes)
            object.kind = Journalling::Object::Kind::Table;
    return objects;
}

std::optional<std::int64_t> number_or_none(const Value& value) {
    return value.is_null() ? std::nullopt : std::optional(value.as_int());
}

/// White space and what stands at parentheses differ between those who write SQL.
std::string hash_of(const std::string& statement) {
    std::string even;
    for (const char c : statement) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        const bool tight = even.empty() || (even.back() == ' ' || even.back() == '(' || even.back() == ',');
        if (blank && tight)
            continue;
        if ((c == ')' || c == ',' || c == '(') && !even.empty() && even.back() == ' ')
            even.pop_back();
        even += blank ? ' ' : c;
    }
    if (!even.empty() && even.back() == ' ')
        even.pop_back();
    return schema::md5_hex(even);
}

std::string joined_heads(std::vector<std::string> heads) {
    std::sort(heads.begin(), heads.end());
    return support::joined(heads);
}

/// A statement on one line, its beginning.
std::string shown(const std::string& statement) {
    constexpr std::size_t longest = 100;
    std::string line;
    for (const char c : statement) {
        const char plain = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
        if (plain != ' ' || (!line.empty() && line.back() != ' '))
            line += plain;
    }
    if (line.size() <= longest)
        return line;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return line.substr(0, end) + " …";
}

std::string number_of(const HalfDoneStep::Line& line) {
    return line.statements == 1
               ? std::to_string(line.number)
               : std::to_string(line.number) + " to " + std::to_string(line.number + line.statements - 1);
}

/// "1  CREATE TABLE …" of those that took effect, or of the one that may have.
std::string list_of(const std::vector<HalfDoneStep::Line>& lines, bool that_took_effect) {
    std::string listed;
    for (const HalfDoneStep::Line& line : lines)
        if (line.took_effect() == that_took_effect)
            listed += "\n    " + number_of(line) + "  " + shown(line.statement);
    return listed;
}

std::string step_name(const HalfDoneStep& step) {
    return std::string(step.is_upgrade ? "upgrade" : "downgrade") + " of " + step.revision;
}

} // namespace

Journal::Journal(dialects::Connection& connection, const ContextOptions& options)
    : connection_(connection), journalling_(*connection.dialect().journalling()), schema_(options.version_table_schema),
      name_(options.version_table + "_journal"), table_(connection.dialect().grammar().qualified(schema_, name_)) {}

Journal::~Journal() {
    connection_.set_journal(nullptr);
}

std::string Journal::text(const std::string& value) const {
    return connection_.dialect().grammar().literal(value, nullptr);
}

// --- what a run has left

std::vector<HalfDoneStep::Line> Journal::read_lines() {
    std::vector<HalfDoneStep::Line> lines;
    for (const List& row : connection_
                               .execute({"SELECT number, statements, statement, hash, state, objects, "
                                         "IFNULL(state_before, ''), IFNULL(state_after, ''), reverse, row_count, "
                                         "insert_id FROM " +
                                         table_ + " ORDER BY number"})
                               .rows)
        lines.push_back({static_cast<int>(row.at(0).as_int()), static_cast<int>(row.at(1).as_int()),
                         row.at(2).as_text(), row.at(3).as_text(), row.at(4).as_text(), row.at(5).as_text(),
                         row.at(6).as_text(), row.at(7).as_text(), split(row.at(8).as_text()),
                         number_or_none(row.at(9)), number_or_none(row.at(10))});
    // What one has left is what the next on the same objects has found.
    const HalfDoneStep::Line* next = nullptr;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        if (line->objects.empty())
            continue;
        const bool is_found =
            next && next->before != Journalling::there && objects_of(next->objects) == whole(objects_of(line->objects));
        if (line->after.empty() && is_found)
            line->after = next->before;
        next = &*line;
    }
    return lines;
}

std::optional<HalfDoneStep> Journal::half_done(const std::vector<std::string>& heads) {
    if (!connection_.inspector()->has_table(schema_, name_))
        return std::nullopt;
    has_table_ = true;
    const dialects::Result first =
        connection_.execute({"SELECT revision, direction, heads FROM " + table_ + " ORDER BY number LIMIT 1"});
    if (first.rows.empty())
        return std::nullopt;
    is_written_ = true;
    HalfDoneStep step{first.rows[0].at(0).as_text(), first.rows[0].at(1).as_text() == "upgrade",
                      first.rows[0].at(2).as_text(), read_lines()};
    if (step.heads != joined_heads(heads))
        return std::nullopt;
    settle(step.lines, nullptr);
    const bool is_untouched = std::all_of(step.lines.begin(), step.lines.end(),
                                          [](const HalfDoneStep::Line& line) { return line.state == failed; });
    return is_untouched ? std::nullopt : std::optional(std::move(step));
}

/// The process ended while the last one ran, or what said that it is done was rolled back with what came after it.
void Journal::settle(std::vector<HalfDoneStep::Line>& lines, const Error* failure) {
    if (lines.empty() || lines.back().state != begun)
        return;
    HalfDoneStep::Line& last = lines.back();
    if (last.before == Journalling::there)
        last.state = failed;
    else if (!last.objects.empty())
        last.state = fingerprint_now(objects_of(last.objects)) == last.before ? failed : done;
    else if (failure)
        last.state = failure->statement == last.statement ? failed : done;
    else
        last.state = unseen;
}

std::string Journal::fingerprint_now(const std::vector<Journalling::Object>& objects) {
    return connection_.execute({"SELECT " + journalling_.fingerprint(objects)}).rows.at(0).at(0).as_text();
}

Error Journal::refusal(const HalfDoneStep& step) {
    const std::string listed = list_of(step.lines, true), other = list_of(step.lines, false);
    return Error(Error::Kind::Command, "the " + step_name(step) + " is half done",
                 "took effect:" + (listed.empty() ? " nothing that can be told" : listed) +
                     (other.empty() ? "" : "\n  did not take effect, or cannot be told:" + other) +
                     "\n  the version table has not moved",
                 "See what was wrong, then go on with the statement that did not take effect: --resume; or take back "
                 "what did: --undo-partial. After repairing by hand: limbeck stamp.");
}

void Journal::resume(HalfDoneStep step) {
    std::vector<HalfDoneStep::Line>& lines = step.lines;
    for (const HalfDoneStep::Line& line : lines)
        if (line.state == unseen)
            throw Error(Error::Kind::Command,
                        "nobody can tell whether statement " + number_of(line) + " of the " + step_name(step) +
                            " took effect",
                        "statement: " + shown(line.statement),
                        "Look at the database, bring it to where the step begins or ends, and say so: limbeck stamp.");
    std::erase_if(lines, [](const HalfDoneStep::Line& line) { return line.state == failed; });
    connection_.execute(
        {"DELETE FROM " + table_ + " WHERE number > " + std::to_string(lines.empty() ? 0 : lines.back().number)});
    connection_.execute({"UPDATE " + table_ + " SET state = 'done'"});
    // What a later statement has changed again is told by that one.
    std::vector<Journalling::Object> later;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const std::vector<Journalling::Object> objects = whole(objects_of(line->objects));
        const bool seen_later = std::any_of(objects.begin(), objects.end(), [&](const Journalling::Object& object) {
            return std::find(later.begin(), later.end(), object) != later.end();
        });
        later.insert(later.end(), objects.begin(), objects.end());
        if (seen_later || line->after.empty() || fingerprint_now(objects) == line->after)
            continue;
        throw Error(Error::Kind::Command,
                    "what statement " + number_of(*line) + " of the " + step_name(step) +
                        " left in the database is not there any more, or has changed since",
                    "statement: " + shown(line->statement),
                    "Bring the database to where the step begins or ends, and say so: limbeck stamp.");
    }
    resumed_ = std::move(step);
}

namespace {

/// What stands in the way of taking a step back, if anything does.
const HalfDoneStep::Line* without_reverse(const HalfDoneStep& step) {
    for (const HalfDoneStep::Line& line : step.lines)
        if (line.state == unseen || (line.took_effect() && line.reverse.empty()))
            return &line;
    return nullptr;
}

} // namespace

bool Journal::can_undo(const HalfDoneStep& step) {
    return without_reverse(step) == nullptr;
}

void Journal::undo(const HalfDoneStep& step) {
    if (const HalfDoneStep::Line* line = without_reverse(step))
        throw Error(Error::Kind::Command,
                    "statement " + number_of(*line) + " of the " + step_name(step) +
                        (line->state == unseen ? " cannot be told to have taken effect" : " has no exact reverse"),
                    "statement: " + shown(line->statement),
                    "Nothing was done. Go on with the step (--resume), or repair by hand and say so: limbeck stamp.");
    for (auto line = step.lines.rbegin(); line != step.lines.rend(); ++line) {
        if (!line->took_effect() || line->objects.empty())
            continue; // of rows: their table goes
        bool is_back = false;
        for (const std::string& reverse : line->reverse) {
            connection_.execute({reverse});
            is_back = fingerprint_now(objects_of(line->objects)) == line->before;
            if (is_back)
                break;
        }
        if (!is_back)
            throw Error(Error::Kind::Database,
                        "statement " + number_of(*line) +
                            " was taken back, but what is there is not what was before it",
                        "statement: " + shown(line->statement),
                        "Something else has changed it. Repair by hand, and say so: limbeck stamp.");
        connection_.execute({"DELETE FROM " + table_ + " WHERE number >= " + std::to_string(line->number)});
    }
    clear();
}

void Journal::ensure_table() {
    if (!std::exchange(has_table_, true))
        connection_.execute({journalling_.create_journal(table_)});
}

void Journal::clear() {
    connection_.execute({"DROP TABLE IF EXISTS " + table_});
    has_table_ = false;
    resumed_.reset();
}

void Journal::drop_empty(dialects::Connection& connection, const std::string& schema,
                         const std::string& version_table) {
    if (!connection.dialect().journalling() || !connection.inspector()->has_table(schema, version_table + "_journal"))
        return;
    const std::string table = connection.dialect().grammar().qualified(schema, version_table + "_journal");
    if (connection.execute({"SELECT 1 FROM " + table + " LIMIT 1"}).rows.empty())
        connection.execute({"DROP TABLE " + table});
}

// --- the step at work

void Journal::begin_step(const revisions::Step& step, const std::vector<std::string>& heads) {
    revision_ = step.revision() ? step.revision()->id : step.text();
    direction_ = step.is_upgrade() ? "upgrade" : "downgrade";
    heads_ = joined_heads(heads);
    count_ = 0;
    pending_.clear();
    created_.clear();
    last_.reset();
    holds_back_ = false;
    line_ = 0;
    within_ = 0;
    rolling_.clear();
    if (resumed_) {
        if (resumed_->revision != revision_ || (direction_ == "upgrade") != resumed_->is_upgrade)
            throw Error(Error::Kind::Command,
                        "this does not begin with the " + step_name(*resumed_) + ", which is half done", {},
                        "Give the target of the run before.");
    } else if (is_written_) {
        connection_.queue({"DELETE FROM " + table_});
    }
    is_written_ = resumed_.has_value();
    connection_.set_journal(this);
}

Statements Journal::end_step() {
    connection_.set_journal(nullptr);
    if (resumed_ && line_ < resumed_->lines.size())
        throw Error(Error::Kind::Command,
                    "the script has come to its end, and not to statement " + number_of(resumed_->lines[line_]) +
                        ", which it had done",
                    "statement: " + shown(resumed_->lines[line_].statement),
                    "The script, or what it reads, has changed since. Repair by hand, and say so: limbeck stamp.");
    resumed_.reset();
    pending_.clear();
    if (!std::exchange(is_written_, false))
        return {};
    return {{"DELETE FROM " + table_}};
}

Error Journal::told(const Error& failure) {
    connection_.set_journal(nullptr);
    pending_.clear();
    if (!has_table_)
        return failure;
    std::vector<HalfDoneStep::Line> lines;
    try {
        connection_.rollback();
        lines = read_lines();
        settle(lines, &failure);
        if (!lines.empty()) {
            const HalfDoneStep::Line& last = lines.back();
            connection_.execute({"UPDATE " + table_ + " SET state = '" + last.state +
                                 "' WHERE number = " + std::to_string(last.number)});
            const auto ddl = std::find_if(lines.rbegin(), lines.rend(), [](const HalfDoneStep::Line& line) {
                return line.took_effect() && !line.objects.empty();
            });
            if (ddl != lines.rend() && ddl->after.empty())
                connection_.execute(note_after(ddl->number, objects_of(ddl->objects)));
        }
    } catch (const Error&) {
        return failure.advising("What of the step took effect is in the table " + name_ +
                                ": limbeck status tells it when the server is there.");
    }
    if (std::none_of(lines.begin(), lines.end(), [](const auto& line) { return line.took_effect(); })) {
        try {
            clear();
        } catch (const Error&) { // an empty table, for the next run
        }
        return failure;
    }
    return failure.advising(
        "The version table has not moved. These statements of the step took effect, and stay:" + list_of(lines, true) +
        "\n  Go on behind them when the cause is mended (--resume), or take them back "
        "(--undo-partial).");
}

Journal::Entry Journal::enter(const Statement& statement, bool in_transaction) {
    const Journalling::Account account = journalling_.account(statement.text);
    if (account.kind == Kind::Nothing)
        return {};
    if (account.kind == Kind::Session) {
        if (resumed_)
            throw Error(Error::Kind::Command, "the step works with a temporary table, which has ended with its session",
                        "statement: " + shown(statement.text),
                        "It cannot be gone on with. Take back what took effect (--undo-partial), or repair by hand and "
                        "say so: limbeck stamp.");
        return {};
    }
    if (account.kind == Kind::Unlocks) {
        if (!std::exchange(holds_back_, false))
            return {};
        return {{}, {{"UPDATE " + table_ + " SET state = 'done' WHERE number = " + std::to_string(count_)}}, false, {}};
    }
    if (holds_back_)
        return {};
    if (account.kind == Kind::Ends)
        return {take_pending(), {}, false, {}};
    ++count_;
    const std::string hash = hash_of(statement.text);
    if (resumed_ && line_ < resumed_->lines.size())
        return go_over(statement, hash);
    if (account.kind == Kind::Rows) {
        note_rows(statement, hash, account);
        if (in_transaction)
            return {};
        Entry alone{{{"START TRANSACTION"}}, take_pending(), false, {}};
        alone.after.push_back({"COMMIT"});
        return alone;
    }
    Entry entry;
    Row row{.number = count_,
            .statement = statement.text,
            .hash = hash,
            .state = begun,
            .objects = account.objects,
            .before = account.objects.empty() ? "NULL"
                      : account.makes_table   ? journalling_.absence(account.objects[0])
                                              : journalling_.fingerprint(account.objects),
            .reverse = account.reverse};
    entry.before = take_pending(&row);
    if (account.kind == Kind::Locks) {
        holds_back_ = true;
        return entry;
    }
    entry.after.push_back({"UPDATE " + table_ + " SET state = 'done' WHERE number = " + std::to_string(count_)});
    if (!account.objects.empty())
        last_ = std::move(row);
    const auto is_created = [&](const Journalling::Object& object) {
        return std::find(created_.begin(), created_.end(), object) != created_.end();
    };
    const bool renames = account.objects.size() > 1 && !account.reverse.empty() &&
                         std::any_of(account.objects.begin(), account.objects.end(), is_created);
    if (account.makes_table || renames)
        created_.insert(created_.end(), account.objects.begin(), account.objects.end());
    return entry;
}

/// One that was done before.
Journal::Entry Journal::go_over(const Statement& statement, const std::string& hash) {
    const HalfDoneStep::Line& line = resumed_->lines[line_];
    Entry entry;
    entry.is_done = true;
    if (line.rowcount) {
        entry.result.emplace();
        entry.result->rowcount = *line.rowcount;
        entry.result->last_insert_id = line.insert_id.value_or(0);
    }
    rolling_ = within_ == 0 ? hash : schema::md5_hex(rolling_ + hash);
    if (++within_ == line.statements) {
        if (rolling_ != line.hash)
            throw Error(Error::Kind::Command,
                        "statement " + number_of(line) + " of the step is not the one that was done",
                        "done: " + shown(line.statement) + "\n  now: " + shown(statement.text),
                        "The script, or what it reads, has changed since. Repair by hand, and say so: limbeck stamp.");
        ++line_;
        within_ = 0;
    }
    return entry;
}

void Journal::note_rows(const Statement& statement, const std::string& hash, const Journalling::Account& account) {
    const bool in_new_table =
        !account.objects.empty() && std::find(created_.begin(), created_.end(), account.objects[0]) != created_.end();
    if (pending_.size() < most_lines) {
        Row& row = pending_.emplace_back();
        row.number = count_;
        row.statement = statement.text;
        row.hash = hash;
        if (in_new_table)
            row.reverse = {with_its_table};
        return;
    }
    Row& last = pending_.back();
    last.hash = schema::md5_hex(last.hash + hash);
    ++last.statements;
    last.rowcount = last.insert_id = std::nullopt;
    if (!in_new_table)
        last.reverse.clear();
}

void Journal::note_result(const dialects::Result& result) {
    if (pending_.empty() || pending_.back().number != count_ || result.returns_rows)
        return;
    pending_.back().rowcount = result.rowcount;
    pending_.back().insert_id = result.last_insert_id;
}

/// To look at all of a table costs as much as to make it. So what a statement has left is written with what comes after
/// it, and not at all where the next says the same as what it found, or where the step ends with it.
Statement Journal::note_after(int number, const std::vector<Journalling::Object>& objects) const {
    return {"UPDATE " + table_ + " SET state_after = " + journalling_.fingerprint(whole(objects)) +
            " WHERE number = " + std::to_string(number)};
}

/// The rows of what was done in the transaction, and one more.
Statements Journal::take_pending(const Row* more) {
    Statements statements;
    if (const std::optional<Row> last = std::exchange(last_, std::nullopt))
        if (!more || whole(more->objects) != whole(last->objects))
            statements.push_back(note_after(last->number, last->objects));
    std::vector<std::string> rows;
    for (const Row& row : std::exchange(pending_, {}))
        rows.push_back(values_of(row));
    if (more)
        rows.push_back(values_of(*more));
    if (rows.empty())
        return statements;
    is_written_ = true;
    statements.push_back({"INSERT INTO " + table_ +
                          " (number, revision, direction, heads, statements, statement, hash, state, objects, "
                          "state_before, reverse, row_count, insert_id) VALUES " +
                          support::joined(rows)});
    return statements;
}

std::string Journal::values_of(const Row& row) const {
    constexpr std::size_t longest = 2000; // of a statement that inserts many rows its beginning tells enough
    std::string kept = support::without_passwords(row.statement);
    if (kept.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(kept[end]) & 0xC0) == 0x80)
            --end;
        kept = kept.substr(0, end) + " …";
    }
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? std::to_string(*value) : std::string("NULL");
    };
    return "(" +
           support::joined({std::to_string(row.number), text(revision_), text(direction_), text(heads_),
                            std::to_string(row.statements), text(kept), text(row.hash), text(row.state),
                            text(objects_text(row.objects)), row.before, text(support::joined(row.reverse, separator)),
                            number(row.rowcount), number(row.insert_id)}) +
           ")";
}

Statements Journal::before_commit() {
    return take_pending();
}

} // namespace limbeck::migration
