#include "migration/batches.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"
#include "dialects/interruption.hpp"
#include "dialects/journalling.hpp"
#include "migration/context.hpp"
#include "schema/md5.hpp"
#include "sql/compiler.hpp"
#include "support/log.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cmath>
#include <limbeck/error.hpp>
#include <thread>
#include <utility>

namespace limbeck::migration {

namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
using Texts = std::vector<std::string>;

constexpr const char* logger = "alembic.runtime.migration";
constexpr milliseconds between_questions{1000};

/// Texts of any kind as one: each with its length before it.
std::string packed(const Texts& texts) {
    std::string made;
    for (const std::string& text : texts)
        made += std::to_string(text.size()) + ":" + text;
    return made;
}
Texts unpacked(const std::string& made) {
    Texts texts;
    for (std::size_t at = 0; at < made.size();) {
        const std::size_t colon = made.find(':', at), size = std::stoul(made.substr(at, colon - at));
        texts.push_back(made.substr(colon + 1, size));
        at = colon + 1 + size;
    }
    return texts;
}

/// 1,234,567
std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3 && text[at - 4] != '-'; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

std::string time_text(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    if (whole < 120)
        return std::to_string(whole) + " s";
    return whole < 7200 ? std::to_string(whole / 60) + " min" : std::to_string(whole / 3600) + " h";
}

void wait(milliseconds time) {
    const dialects::InterruptionWatch watch;
    for (const Clock::time_point end = Clock::now() + time; Clock::now() < end;) {
        watch.check();
        std::this_thread::sleep_for(std::min(milliseconds(50), time));
    }
    watch.check();
}

double number_of(const Value& value) {
    if (const auto* whole = value.get_if<std::int64_t>())
        return static_cast<double>(*whole);
    if (const auto* real = value.get_if<double>())
        return *real;
    if (value.is_null())
        return 0;
    const std::string text = value.as_text();
    std::size_t end = 0;
    double number = 0;
    try {
        number = std::stod(text, &end);
    } catch (const std::exception&) {
        end = 0;
    }
    if (text.empty() || end != text.size())
        fail_script("the brake's query gives '" + text + "', which is no number", "limbeck.batches",
                    "Let it give one number.");
    return number;
}

schema::DeclaredColumn column(const char* name, const char* type, std::optional<int> length = {}, bool key = false) {
    schema::DeclaredColumn made;
    made.name = name;
    schema::Type of;
    of.name = type;
    of.length = length;
    made.type = std::make_shared<schema::Type>(std::move(of));
    made.nullable = !key;
    made.nullable_given = true;
    made.primary_key = key;
    return made;
}

/// The table of the notes, as SQL.
std::string notes_table(const dialects::Connection& connection, const ContextOptions& options) {
    return connection.dialect().grammar().qualified(options.version_table_schema,
                                                    Batches::table_name(options.version_table));
}

/// The key that the rows are gone through by, with the types of its columns.
std::vector<sql::TableColumn> key_of(const schema::Table& table, const BatchedChange& change,
                                     const sql::Grammar& grammar, bool& nullable, const std::string& place) {
    Texts names = change.key;
    if (names.empty())
        if (const schema::PrimaryKey* key = table.primary_key())
            names = key->columns;
    if (names.empty())
        fail_script("table '" + change.table + "' has no primary key to go through its rows by", place,
                    "Name columns that are NOT NULL and have an index: key=[…].");
    std::vector<sql::TableColumn> key;
    for (const std::string& name : names) {
        const schema::Column* found = table.column(name);
        if (!found)
            fail_script("table '" + change.table + "' has no column '" + name + "'", place);
        if (std::find(change.changed.begin(), change.changed.end(), name) != change.changed.end())
            fail_script("column '" + name + "' is of the key that the rows are gone through by, and cannot be changed",
                        place, "Go through them by another key: key=[…].");
        if (!found->type || !grammar.is_ordered_as_compared(*found->type))
            fail_script("the type of column '" + name + "' has no exact order for the ends of parts", place,
                        "Go through the rows by another key: key=[…].");
        key.push_back({name, found->type});
        nullable = nullable || found->nullable; // of a key, too, with SQLite
    }
    return key;
}

/// Whether there is a row that no range holds.
sql::ExpressionPtr rows_without(const std::vector<sql::TableColumn>& key, const BatchedChange& change) {
    sql::Expressions without;
    for (const sql::TableColumn& column : key)
        without.push_back(sql::binary(sql::column(column.name), "is", sql::null()));
    sql::Select select;
    select.columns.push_back(sql::literal(std::int64_t{1}));
    select.from.push_back(sql::table(change.table, change.schema, key));
    select.where.push_back(sql::or_(std::move(without)));
    select.limit = sql::literal(std::int64_t{1});
    return sql::make(std::move(select));
}

/// Ranges of a key whose ends are literals, as conditions in SQL.
class Ranges {
  public:
    Ranges(const sql::Grammar& grammar, const std::vector<sql::TableColumn>& key) {
        for (const sql::TableColumn& column : key)
            names_.push_back(grammar.quote(column.name));
    }

    std::string above(const Texts& end) const { return beyond(end, ">", 0, false); }
    std::string up_to(const Texts& end) const { return beyond(end, "<", 0, true); }

  private:
    /// The first column has a condition of its own: databases find an index for that, and not for what is joined by OR.
    std::string beyond(const Texts& end, const std::string& sign, std::size_t at, bool with_end) const {
        const std::string &name = names_[at], &value = end[at];
        if (at + 1 == names_.size())
            return name + " " + sign + (with_end ? "= " : " ") + value;
        return name + " " + sign + "= " + value + " AND (" + name + " " + sign + " " + value + " OR " +
               beyond(end, sign, at + 1, with_end) + ")";
    }

    Texts names_;
};

sql::ExpressionPtr ordered(const std::string& name, const char* direction) {
    sql::Unary order;
    order.op.name = direction;
    order.operand = sql::column(name);
    return sql::make(std::move(order));
}

/// The key of the row that many rows behind the beginning of the range, or of the last one; with the answer to a
/// question about that row.
sql::ExpressionPtr key_query(const BatchedChange& change, const std::vector<sql::TableColumn>& key,
                             const std::string& range, std::int64_t offset, const char* direction,
                             const std::string& question = {}) {
    sql::Select select;
    for (const sql::TableColumn& column : key) {
        select.columns.push_back(sql::column(column.name, column.type));
        select.order_by.push_back(ordered(column.name, direction));
    }
    if (!question.empty())
        select.columns.push_back(sql::literal_column(question));
    select.from.push_back(sql::table(change.table, change.schema, key));
    if (!range.empty())
        select.where.push_back(sql::literal_column(range));
    select.limit = sql::literal(std::int64_t{1});
    if (offset > 0)
        select.offset = sql::literal(offset);
    return sql::make(std::move(select));
}

/// Statements about the notes, each of which has the key of one.
class Notes {
  public:
    Notes(const ContextOptions& options, const std::string& revision, const std::string& direction, int number)
        : name_(Batches::table_name(options.version_table)),
          schema_(options.version_table_schema), key_{{"revision", revision},
                                                      {"direction", direction},
                                                      {"number", std::int64_t{number}}} {}

    sql::ExpressionPtr table(const std::vector<std::pair<std::string, Value>>& values) const {
        std::vector<sql::TableColumn> columns;
        for (const auto& [name, value] : values)
            columns.push_back({name, nullptr});
        return sql::table(name_, schema_, std::move(columns));
    }
    sql::Expressions is_it() const {
        sql::Expressions conditions;
        for (const auto& [name, value] : key_)
            conditions.push_back(sql::binary(sql::column(name), "eq", sql::literal(value)));
        return conditions;
    }
    sql::ExpressionPtr insert(std::vector<std::pair<std::string, Value>> values) const {
        values.insert(values.begin(), key_.begin(), key_.end());
        sql::Insert insert;
        insert.table = table(values);
        insert.rows = {assignments(values)};
        return sql::make(std::move(insert));
    }
    sql::ExpressionPtr update(const std::vector<std::pair<std::string, Value>>& values) const {
        sql::Update update;
        update.table = table(values);
        update.set = assignments(values);
        update.where = is_it();
        return sql::make(std::move(update));
    }
    sql::ExpressionPtr select(const Texts& names) const {
        sql::Select select;
        for (const std::string& name : names)
            select.columns.push_back(sql::column(name));
        select.from.push_back(sql::table(name_, schema_));
        select.where = is_it();
        return sql::make(std::move(select));
    }

  private:
    static std::vector<sql::Assignment> assignments(const std::vector<std::pair<std::string, Value>>& values) {
        std::vector<sql::Assignment> made;
        for (const auto& [name, value] : values)
            made.push_back({name, value.is_null() ? sql::null() : sql::literal(value), nullptr});
        return made;
    }

    std::string name_, schema_;
    std::vector<std::pair<std::string, Value>> key_;
};

std::string text_of(const Value& value) {
    return value.is_null() ? std::string() : value.as_text();
}

std::int64_t whole(const Value& value) {
    return static_cast<std::int64_t>(number_of(value));
}

} // namespace

/// How far a change has come.
struct Batches::Note {
    std::string hash, runtime;
    Texts end, last; ///< of the range that is gone through, and of the part that is done, as literals
    std::int64_t passed = 0, changed = 0;
    bool is_done = false;
};

Batches::Batches(dialects::Connection& connection, const ContextOptions& options,
                 std::function<void(const std::string&)> tell)
    : connection_(connection), options_(options), tell_(std::move(tell)) {}

void Batches::begin_step(const std::string& revision, bool is_upgrade) {
    revision_ = revision;
    direction_ = is_upgrade ? "upgrade" : "downgrade";
    count_ = 0;
}

dialects::Statement Batches::compiled(const sql::ExpressionPtr& tree) const {
    sql::Compiled made = sql::compile(*tree, connection_.dialect().grammar());
    return {std::move(made.text), std::move(made.parameters)};
}

void Batches::ensure_table() {
    const std::string name = table_name(options_.version_table);
    if (connection_.inspector()->has_table(options_.version_table_schema, name))
        return;
    schema::DeclaredTable table;
    table.name = name;
    table.schema = options_.version_table_schema;
    table.columns = {column("revision", "String", 100, true),
                     column("direction", "String", 16, true),
                     column("number", "Integer", {}, true),
                     column("hash", "String", 40),
                     column("runtime", "String", 16),
                     column("range_end", "Text"),
                     column("last_key", "Text"),
                     column("rows_passed", "BigInteger"),
                     column("rows_changed", "BigInteger"),
                     column("is_done", "Integer")};
    table.columns[2].autoincrement = schema::Column::Autoincrement::No;
    schema::Table made = schema::normalize(std::move(table));
    if (const dialects::Journalling* journalling = connection_.dialect().journalling())
        made.comment = journalling->comment();
    for (const dialects::Statement& statement : connection_.dialect().ddl().create_table(made, false, nullptr))
        connection_.execute(statement);
}

std::optional<Batches::Note> Batches::read_note() {
    const Notes notes(options_, revision_, direction_, count_);
    const dialects::Result found = connection_.execute(
        compiled(notes.select({"hash", "runtime", "range_end", "last_key", "rows_passed", "rows_changed", "is_done"})));
    if (found.rows.empty())
        return std::nullopt;
    const List& row = found.rows.front();
    return Note{text_of(row[0]), text_of(row[1]), unpacked(text_of(row[2])), unpacked(text_of(row[3])),
                whole(row[4]),   whole(row[5]),   whole(row[6]) != 0};
}

void Batches::wait_for_brake(const BatchedChange::Brake& brake, const std::string& what) {
    while (true) {
        const dialects::Result asked = connection_.execute({brake.query});
        const double number = asked.rows.empty() || asked.rows[0].empty() ? 0 : number_of(asked.rows[0][0]);
        if (number <= brake.limit)
            return;
        char text[64];
        std::snprintf(text, sizeof text, "waits: %.6g is above %.6g", number, brake.limit);
        tell_(what + " " + text);
        if (!std::exchange(has_waited_, true))
            log::info(logger, what + ": " + text + " (" + brake.query + ")");
        wait(between_questions);
    }
}

std::int64_t Batches::run(const BatchedChange& change, const std::string& origin) {
    ++count_;
    const sql::Grammar& grammar = connection_.dialect().grammar();
    const std::string what = "batches of " + (change.schema.empty() ? "" : change.schema + ".") + change.table;
    const std::string place = origin.empty() ? what : origin;
    dialects::InspectFilter filter;
    filter.schemas = {change.schema};
    filter.tables = {change.table};
    const schema::Schema found = connection_.inspector()->inspect(filter);
    if (found.tables.empty())
        fail_script("there is no table '" + change.table + "' to change in parts", place,
                    "Name one that is there: a table of another schema with schema=….");
    bool nullable = false;
    const std::vector<sql::TableColumn> key = key_of(found.tables.front(), change, grammar, nullable, place);
    if (nullable && !connection_.execute(compiled(rows_without(key, change))).rows.empty())
        fail_script("there are rows without a key (NULL): they would be passed over", place,
                    "Name other columns to go through them by: key=[…].");
    const Ranges ranges(grammar, key);
    dialects::Statement statement = compiled(change.statement);
    const std::size_t marker = statement.text.find(part_marker);
    if (marker == std::string::npos)
        throw Error(Error::Kind::Internal, "a change in parts without the place of a part");

    const auto literals = [&](const List& row) {
        Texts made;
        for (const Value& value : row)
            made.push_back(grammar.literal(value, nullptr));
        return made;
    };

    ensure_table();
    const Notes notes(options_, revision_, direction_, count_);
    std::string values;
    for (const Value& parameter : statement.parameters)
        values += "\n" + sql::json_text(parameter);
    const std::string hash = schema::md5_hex(statement.text + values);
    std::optional<Note> note = read_note();
    // One that is done and was said in the other runtime cannot be compared, and need not be: a run that was taken up.
    const bool is_of_other = note && note->runtime != change.runtime;
    if (is_of_other && !note->is_done)
        throw Error(Error::Kind::Command, what + ": it was begun in the " + note->runtime + " runtime", origin,
                    "Go on with --runtime " + note->runtime + ".");
    if (note && !is_of_other && note->hash != hash)
        throw Error(Error::Kind::Command,
                    what + ": an earlier run was stopped in the middle of another statement of this revision", origin,
                    "Give the revision back the statement that it had, and upgrade again; or take back by hand what "
                    "has been changed and empty the table " +
                        table_name(options_.version_table) + ".");
    if (!note) {
        const dialects::Result row = connection_.execute(compiled(key_query(change, key, "", 0, "desc")));
        note = Note{hash, change.runtime, row.rows.empty() ? Texts() : literals(row.rows.front()), {}};
        note->is_done = note->end.empty();
        connection_.execute(compiled(notes.insert({{"hash", hash},
                                                   {"runtime", change.runtime},
                                                   {"range_end", packed(note->end)},
                                                   {"last_key", ""},
                                                   {"rows_passed", std::int64_t{0}},
                                                   {"rows_changed", std::int64_t{0}},
                                                   {"is_done", std::int64_t{note->is_done}}})));
    } else if (!note->is_done && !note->last.empty()) {
        log::info(logger,
                  what + ": goes on behind " + grouped(note->passed) + " rows that an earlier run has gone through");
    }
    if (note->is_done)
        return note->changed;

    const std::int64_t about = connection_.inspector()->estimated_rows(change.schema, change.table);
    const std::int64_t passed_before = note->passed;
    const Clock::time_point begun = Clock::now();
    has_waited_ = false;
    while (!note->is_done) {
        if (change.brake)
            wait_for_brake(*change.brake, what);
        const std::string above = note->last.empty() ? "" : ranges.above(note->last);
        // Where the range ends is asked of that one row: as a condition it makes PostgreSQL sort all that are left.
        const dialects::Result found_last =
            connection_.execute(compiled(key_query(change, key, above, change.size - 1, "asc",
                                                   "CASE WHEN " + ranges.up_to(note->end) + " THEN 1 ELSE 0 END")));
        Texts last;
        if (!found_last.rows.empty()) {
            List row = found_last.rows.front();
            const bool is_within = number_of(row.back()) != 0;
            row.pop_back();
            if (is_within)
                last = literals(row);
        }
        note->is_done = last.empty() || last == note->end;
        dialects::Statement part = statement;
        part.text.replace(marker, std::string(part_marker).size(),
                          "(" + above + (above.empty() ? "" : " AND ") + ranges.up_to(last.empty() ? note->end : last) +
                              ")");
        part.origin = origin;
        connection_.begin();
        try {
            note->changed += std::max<std::int64_t>(connection_.execute(part).rowcount, 0);
            note->passed += change.size;
            note->last = last.empty() ? note->end : last;
            connection_.execute(compiled(notes.update({{"last_key", packed(note->last)},
                                                       {"rows_passed", note->passed},
                                                       {"rows_changed", note->changed},
                                                       {"is_done", std::int64_t{note->is_done}}})));
            connection_.commit();
        } catch (const Error& error) {
            if (connection_.in_transaction())
                connection_.rollback();
            throw Error(error).advising("The parts before are done and stay; the next run goes on behind them.");
        }
        const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
        const double rate = static_cast<double>(note->passed - passed_before) / std::max(seconds, 0.001);
        const std::int64_t total = std::max(about, note->passed);
        tell_(change.table + ": " + grouped(note->passed) + " of ~" + grouped(total) + " rows, " +
              grouped(static_cast<std::int64_t>(rate)) + "/s, " +
              time_text(static_cast<double>(total - note->passed) / std::max(rate, 1.0)) + " left");
        if (!note->is_done && change.pause > milliseconds(0))
            wait(change.pause);
    }
    tell_("");
    log::info(logger, what + ": " + grouped(note->changed) + " rows changed in " +
                          time_text(std::chrono::duration<double>(Clock::now() - begun).count()));
    return note->changed;
}

dialects::Statements Batches::end_step() {
    if (!are_used())
        return {};
    const bool with_it = connection_.dialect().facts().transactional_ddl;
    return {{(with_it ? "DROP TABLE " : "DELETE FROM ") + notes_table(connection_, options_)}};
}

dialects::Statements Batches::after_step() {
    if (std::exchange(count_, 0) == 0 || connection_.dialect().facts().transactional_ddl)
        return {};
    return {{"DROP TABLE " + notes_table(connection_, options_)}};
}

Error Batches::refusal_of_plan(dialects::Connection& connection, const BatchedChange& change,
                               const std::string& origin) {
    const auto inspector = connection.inspector();
    const std::int64_t rows =
        inspector->has_table(change.schema, change.table) ? inspector->estimated_rows(change.schema, change.table) : 0;
    const std::int64_t parts = (rows + change.size - 1) / change.size;
    return Error(Error::Kind::Database,
                 "the plan ends here: batches of '" + change.table + "' go through about " + grouped(rows) +
                     " rows in " + grouped(parts) + (parts == 1 ? " part" : " parts") + ", each committed by itself",
                 origin, "What comes after them depends on what they do. Upgrade to this revision first.");
}

void Batches::forget(dialects::Connection& connection, const ContextOptions& options) {
    if (connection.inspector()->has_table(options.version_table_schema, table_name(options.version_table)))
        connection.execute({"DROP TABLE " + notes_table(connection, options)});
}

} // namespace limbeck::migration
