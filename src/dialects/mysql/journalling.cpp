#include "dialects/mysql/journalling.hpp"

#include "dialects/mysql/types.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace limbeck::dialects::mysql {

namespace {

using Account = Journalling::Account;
using Object = Journalling::Object;
using sql::Token;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Reads a statement from its beginning. Words are in lower case.
class Reader {
  public:
    Reader(std::string_view text, const sql::Quoting& quoting) : tokens_(sql::tokens_of(text, quoting)) {
        for (Token& token : tokens_) {
            words_.push_back(token.value);
            if (token.kind == Token::Kind::Word)
                token.value = support::lower(token.value);
        }
    }

    bool at_end() const { return tokens_[at_].kind == Token::Kind::End || tokens_[at_].is_symbol(';'); }
    const std::string& word() const { return tokens_[at_].value; }
    bool is(std::string_view word) const { return tokens_[at_].is_word(word); }
    bool take(std::string_view word) {
        if (!is(word))
            return false;
        ++at_;
        return true;
    }
    /// All of them, one after the other.
    bool take_all(std::initializer_list<std::string_view> words) {
        const std::size_t before = at_;
        for (const std::string_view word : words)
            if (!take(word)) {
                at_ = before;
                return false;
            }
        return true;
    }
    bool take_symbol(char symbol) {
        if (!tokens_[at_].is_symbol(symbol))
            return false;
        ++at_;
        return true;
    }
    void skip() {
        if (!at_end())
            ++at_;
    }
    /// Goes on behind the next such word.
    bool find(std::string_view word) {
        while (!at_end())
            if (take(word))
                return true;
            else
                ++at_;
        return false;
    }
    bool has(std::initializer_list<std::string_view> words) const {
        return std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& token) {
            return token.kind == Token::Kind::Word && is_one_of(token.value, words);
        });
    }
    std::optional<std::string> name() {
        if (!tokens_[at_].is_name())
            return std::nullopt;
        return words_[at_++];
    }
    /// name or schema.name
    std::optional<Object> object(Object::Kind kind) {
        const auto first = name();
        if (!first)
            return std::nullopt;
        if (!take_symbol('.'))
            return Object{kind, {}, *first};
        const auto second = name();
        return second ? std::optional(Object{kind, *first, *second}) : std::nullopt;
    }
    /// Whether a comma stands outside of parentheses from here on: another part of an ALTER TABLE.
    bool has_more_parts() const {
        int depth = 0;
        for (std::size_t i = at_; i < tokens_.size(); ++i) {
            depth += tokens_[i].is_symbol('(') ? 1 : tokens_[i].is_symbol(')') ? -1 : 0;
            if (depth == 0 && tokens_[i].is_symbol(','))
                return true;
        }
        return false;
    }

  private:
    std::vector<Token> tokens_;
    std::vector<std::string> words_; ///< as written
    std::size_t at_ = 0;
};

/// What a statement does, with the words of its kind behind the reader.
class Accounts {
  public:
    Accounts(Reader& reader, const sql::Grammar& grammar, bool mariadb)
        : reader_(reader), grammar_(grammar), mariadb_(mariadb) {}

    Account created() {
        const bool replaces = reader_.take_all({"or", "replace"});
        if (reader_.take("temporary"))
            return {Account::Kind::Session, {}, {}};
        const bool index = reader_.is("unique") || reader_.is("fulltext") || reader_.is("spatial");
        if (index)
            reader_.skip();
        if (reader_.take("index")) {
            const bool exists = reader_.take_all({"if", "not", "exists"});
            const auto name = reader_.name();
            auto made = about_indexes(reader_.find("on"));
            if (name && !replaces && !exists && !made.objects.empty())
                made.reverse = {"DROP INDEX " + grammar_.quote(*name) + " ON " + text(made.objects[0])};
            return made;
        }
        if (reader_.take("table"))
            return made("TABLE", Object::Kind::Table, replaces);
        if (reader_.is("procedure") || reader_.is("function") || reader_.is("trigger")) {
            const std::string kind = reader_.word();
            reader_.skip();
            return made(kind == "procedure"  ? "PROCEDURE"
                        : kind == "function" ? "FUNCTION"
                                             : "TRIGGER",
                        kind == "trigger" ? Object::Kind::Trigger : Object::Kind::Routine, replaces);
        }
        // ALGORITHM, DEFINER and SQL SECURITY may stand before what it is.
        for (const auto& [word, kind] : {std::pair<std::string_view, Object::Kind>{"view", Object::Kind::View},
                                         {"procedure", Object::Kind::Routine},
                                         {"function", Object::Kind::Routine},
                                         {"trigger", Object::Kind::Trigger}}) {
            Reader from = reader_;
            if (reader_.find(word))
                return made(word == "view"        ? "VIEW"
                            : word == "procedure" ? "PROCEDURE"
                            : word == "function"  ? "FUNCTION"
                                                  : "TRIGGER",
                            kind, replaces);
            reader_ = from;
        }
        return {Account::Kind::Commits, {}, {}};
    }

    Account altered() {
        reader_.take("online");
        reader_.take("ignore");
        if (reader_.take("view"))
            return about(Object::Kind::View);
        if (reader_.is("procedure") || reader_.is("function")) {
            reader_.skip();
            return about(Object::Kind::Routine);
        }
        if (!reader_.take("table"))
            return {Account::Kind::Commits, {}, {}};
        if (reader_.take_all({"if", "exists"}))
            return about(Object::Kind::Table);
        if (moves_rows())
            return {Account::Kind::Commits, {}, {}};
        Account account = about(Object::Kind::Table);
        if (account.objects.empty())
            return account;
        const std::string table = text(account.objects[0]);
        if (reader_.take("rename")) {
            if (reader_.take("column"))
                return renamed_part(std::move(account), table, "COLUMN");
            if (reader_.take("index") || reader_.take("key"))
                return renamed_part(std::move(account), table, "INDEX");
            if (!reader_.take("to"))
                reader_.take("as");
            if (const auto name = reader_.object(Object::Kind::Table)) {
                if (!reader_.has_more_parts())
                    account.reverse = {"ALTER TABLE " + text(*name) + " RENAME TO " + table};
                account.objects.push_back(*name);
            }
            return account;
        }
        // What IF NOT EXISTS adds may have been there before.
        if (reader_.take("add") && !reader_.has_more_parts() && !reader_.has({"exists"}))
            add(account, table);
        return account;
    }

    Account dropped() {
        if (reader_.take("temporary"))
            return {Account::Kind::Session, {}, {}};
        if (reader_.take("index"))
            return about_indexes(reader_.find("on"));
        const std::string word = reader_.word();
        reader_.skip();
        reader_.take_all({"if", "exists"});
        if (word == "view")
            return about_each(Object::Kind::View);
        if (word == "procedure" || word == "function")
            return about_each(Object::Kind::Routine);
        if (word == "trigger")
            return about_each(Object::Kind::Trigger);
        if (word == "table" || word == "tables")
            return about_each(Object::Kind::Table);
        return {Account::Kind::Commits, {}, {}};
    }

    Account renamed() {
        if (!reader_.take("table"))
            return {Account::Kind::Commits, {}, {}};
        Account account{Account::Kind::Commits, {}, {}};
        std::string reverse;
        do {
            const auto old_name = reader_.object(Object::Kind::Table);
            if (!old_name || !reader_.take("to"))
                return {Account::Kind::Commits, {}, {}};
            const auto new_name = reader_.object(Object::Kind::Table);
            if (!new_name)
                return {Account::Kind::Commits, {}, {}};
            reverse = text(*new_name) + " TO " + text(*old_name) + (reverse.empty() ? "" : ", " + reverse);
            account.objects.push_back(*old_name);
            account.objects.push_back(*new_name);
        } while (reader_.take_symbol(','));
        account.reverse = {"RENAME TABLE " + reverse};
        return account;
    }

  private:
    Account about_indexes(bool has_table) {
        return has_table ? about(Object::Kind::Indexes) : Account{Account::Kind::Commits, {}, {}};
    }

    /// EXCHANGE PARTITION, DISCARD and IMPORT TABLESPACE: the catalogue says the same before and after.
    bool moves_rows() const {
        for (const std::string_view word : {"exchange", "discard", "import"})
            if (Reader from = reader_; from.find(word) && (from.is("partition") || from.is("tablespace")))
                return true;
        return false;
    }

    std::string text(const Object& object) const { return grammar_.qualified(object.schema, object.name); }

    Account about(Object::Kind kind) {
        const auto object = reader_.object(kind);
        if (!object)
            return {Account::Kind::Commits, {}, {}};
        return {Account::Kind::Commits, {*object}, {}};
    }

    Account about_each(Object::Kind kind) {
        Account account{Account::Kind::Commits, {}, {}};
        do {
            if (const auto object = reader_.object(kind))
                account.objects.push_back(*object);
        } while (reader_.take_symbol(','));
        return account;
    }

    Account made(const std::string& word, Object::Kind kind, bool replaces) {
        const bool exists = reader_.take_all({"if", "not", "exists"});
        Account account = about(kind);
        if (!replaces && !exists && !account.objects.empty()) {
            account.reverse = {"DROP " + word + " " + text(account.objects[0])};
            account.makes_table = kind == Object::Kind::Table;
        }
        return account;
    }

    /// ALTER TABLE … RENAME COLUMN (or INDEX) a TO b, with RENAME and the next word behind the reader.
    Account renamed_part(Account account, const std::string& table, const std::string& what) {
        const auto old_name = reader_.name();
        const bool to = reader_.take("to");
        const auto new_name = reader_.name();
        if (old_name && to && new_name && !reader_.has_more_parts())
            account.reverse = {"ALTER TABLE " + table + " RENAME " + what + " " + grammar_.quote(*new_name) + " TO " +
                               grammar_.quote(*old_name)};
        return account;
    }

    /// ALTER TABLE … ADD, with that behind the reader.
    void add(Account& account, const std::string& table) {
        const std::string start = "ALTER TABLE " + table + " DROP ";
        std::optional<std::string> name;
        if (reader_.take("constraint") && !reader_.is("primary"))
            name = reader_.name();
        if (reader_.take_all({"primary", "key"}))
            account.reverse = {start + "PRIMARY KEY"};
        else if (reader_.take_all({"foreign", "key"})) {
            if (name) // the server may have made an index for it, of the same name
                account.reverse = {start + "FOREIGN KEY " + grammar_.quote(*name),
                                   start + "INDEX " + grammar_.quote(*name)};
        } else if (reader_.take("check")) {
            if (name)
                account.reverse = {start + (mariadb_ ? "CONSTRAINT " : "CHECK ") + grammar_.quote(*name)};
        } else if (is_index()) {
            account.objects[0].kind = Object::Kind::Indexes;
            while (is_index())
                reader_.skip();
            if (!name)
                name = reader_.name();
            if (name)
                account.reverse = {start + "INDEX " + grammar_.quote(*name)};
        } else if (!name && !reader_.is("partition") && !reader_.is("system") && !reader_.is("period")) {
            reader_.take("column");
            if (!reader_.is("if") && (name = reader_.name()))
                account.reverse = {start + "COLUMN " + grammar_.quote(*name)};
        }
    }

    bool is_index() const {
        return reader_.is("unique") || reader_.is("fulltext") || reader_.is("spatial") || reader_.is("index") ||
               reader_.is("key");
    }

    Reader& reader_;
    const sql::Grammar& grammar_;
    bool mariadb_;
};

/// A part of a fingerprint: how many rows there are, and what they say in any order.
std::string rows_of(const std::string& from, std::initializer_list<std::string_view> columns) {
    std::string said;
    for (const std::string_view column : columns)
        said += ", IFNULL(" + std::string(column) + ", '~')";
    return "(SELECT CONCAT(COUNT(*), ':', IFNULL(BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS('|'" + said +
           "), 224), 16), 16, 10) AS UNSIGNED)), 0)) FROM information_schema." + from + ")";
}

} // namespace

Account MysqlJournalling::account(std::string_view statement) const {
    Reader reader(statement, grammar_.quoting());
    if (reader.at_end())
        return {};
    const std::string first = reader.word();
    reader.skip();
    Accounts accounts(reader, grammar_, mariadb_);
    const Account unseen{Account::Kind::Commits, {}, {}};
    if (is_one_of(first, {"select", "show", "describe", "desc", "explain", "use", "values", "table", "do", "help",
                          "savepoint", "release", "rollback", "("}))
        return {};
    if (is_one_of(first, {"begin", "start", "commit", "analyze", "check", "optimize", "repair", "flush", "cache"}))
        return {Account::Kind::Ends, {}, {}};
    if (first == "set")
        return reader.has({"password", "global", "persist", "autocommit"}) ? unseen : Account{};
    if (first == "with")
        return reader.has({"update", "delete", "insert"}) ? Account{Account::Kind::Rows, {}, {}} : Account{};
    if (is_one_of(first, {"insert", "update", "delete", "replace", "load"})) {
        Account account{Account::Kind::Rows, {}, {}};
        if ((first == "insert" || first == "replace") && (reader.take("into") || reader.take("ignore")))
            reader.take("into");
        if (first == "delete" && !reader.take("from"))
            return account;
        if (first == "load")
            return account;
        if (const auto table = reader.object(Object::Kind::Table))
            if (first != "update" || reader.is("set"))
                account.objects.push_back(*table);
        return account;
    }
    if (first == "create")
        return accounts.created();
    if (first == "alter")
        return accounts.altered();
    if (first == "drop")
        return accounts.dropped();
    if (first == "rename")
        return accounts.renamed();
    if (first == "lock")
        return {Account::Kind::Locks, {}, {}};
    if (first == "unlock")
        return {Account::Kind::Unlocks, {}, {}};
    return unseen;
}

std::string MysqlJournalling::fingerprint(const std::vector<Object>& objects) const {
    std::vector<std::string> parts;
    for (const Object& object : objects) {
        const std::string schema = object.schema.empty() ? "DATABASE()" : quoted(object.schema);
        const std::string name = quoted(object.name);
        const std::string where = " WHERE TABLE_SCHEMA = " + schema + " AND TABLE_NAME = " + name;
        const std::string indexes =
            rows_of("STATISTICS" + where, {"INDEX_NAME", "NON_UNIQUE", "SEQ_IN_INDEX", "COLUMN_NAME", "COLLATION",
                                           "SUB_PART", "INDEX_TYPE", "INDEX_COMMENT"});
        switch (object.kind) {
        case Object::Kind::Indexes:
            parts.push_back(indexes);
            break;
        case Object::Kind::Table:
            parts.push_back(rows_of("TABLES" + where, {"TABLE_TYPE", "ENGINE", "ROW_FORMAT", "TABLE_COLLATION",
                                                       "CREATE_OPTIONS", "TABLE_COMMENT"}));
            parts.push_back(rows_of("COLUMNS" + where,
                                    {"COLUMN_NAME", "ORDINAL_POSITION", "COLUMN_DEFAULT", "IS_NULLABLE", "COLUMN_TYPE",
                                     "COLLATION_NAME", "EXTRA", "COLUMN_COMMENT", "GENERATION_EXPRESSION"}));
            parts.push_back(indexes);
            parts.push_back(rows_of("KEY_COLUMN_USAGE" + where,
                                    {"CONSTRAINT_NAME", "COLUMN_NAME", "ORDINAL_POSITION", "REFERENCED_TABLE_SCHEMA",
                                     "REFERENCED_TABLE_NAME", "REFERENCED_COLUMN_NAME"}));
            parts.push_back(
                rows_of("REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = " + schema + " AND TABLE_NAME = " + name,
                        {"CONSTRAINT_NAME", "UPDATE_RULE", "DELETE_RULE"}));
            // MariaDB says there whose check it is.
            parts.push_back(rows_of(
                mariadb_ ? "CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = " + schema + " AND TABLE_NAME = " + name
                         : "CHECK_CONSTRAINTS JOIN information_schema.TABLE_CONSTRAINTS USING (CONSTRAINT_SCHEMA, "
                           "CONSTRAINT_NAME)" +
                               where,
                {"CONSTRAINT_NAME", "CHECK_CLAUSE"}));
            parts.push_back(rows_of("PARTITIONS" + where, {"PARTITION_NAME", "PARTITION_METHOD", "PARTITION_EXPRESSION",
                                                           "PARTITION_DESCRIPTION"}));
            break;
        case Object::Kind::View:
            parts.push_back(rows_of("VIEWS" + where, {"VIEW_DEFINITION", "CHECK_OPTION", "SECURITY_TYPE"}));
            break;
        case Object::Kind::Routine:
            parts.push_back(rows_of("ROUTINES WHERE ROUTINE_SCHEMA = " + schema + " AND ROUTINE_NAME = " + name,
                                    {"ROUTINE_TYPE", "ROUTINE_DEFINITION", "DTD_IDENTIFIER", "ROUTINE_COMMENT",
                                     "SECURITY_TYPE", "SQL_DATA_ACCESS", "CREATED"}));
            break;
        case Object::Kind::Trigger:
            parts.push_back(rows_of("TRIGGERS WHERE TRIGGER_SCHEMA = " + schema + " AND TRIGGER_NAME = " + name,
                                    {"ACTION_STATEMENT", "ACTION_TIMING", "EVENT_MANIPULATION", "EVENT_OBJECT_TABLE"}));
            break;
        }
    }
    return "LEFT(SHA2(CONCAT_WS('|', " + support::joined(parts) + "), 224), 32)";
}

std::string MysqlJournalling::absence(const Object& table) const {
    // Each of the tables of the catalogue that fingerprint() asks has no row.
    // What fingerprint() gives of a table that is not there: SHA2() of 0:0 for each of its parts.
    constexpr std::string_view nothing = "df7bb2ff23dcbdd1c7219fceabaf5677";
    return "(SELECT IF(COUNT(*) = 0, " + quoted(nothing) + ", " + quoted(there) +
           ") FROM information_schema.TABLES WHERE TABLE_SCHEMA = " +
           (table.schema.empty() ? "DATABASE()" : quoted(table.schema)) + " AND TABLE_NAME = " + quoted(table.name) +
           ")";
}

std::string MysqlJournalling::create_journal(const std::string& table) const {
    return "CREATE TABLE IF NOT EXISTS " + table +
           " (number INTEGER NOT NULL PRIMARY KEY, revision VARCHAR(255) NOT NULL, direction VARCHAR(9) NOT NULL, "
           "heads TEXT NOT NULL, statements INTEGER NOT NULL, statement LONGTEXT NOT NULL, hash CHAR(32) NOT NULL, "
           "state VARCHAR(7) NOT NULL, objects TEXT NOT NULL, state_before CHAR(32), state_after CHAR(32), "
           "reverse LONGTEXT NOT NULL, row_count BIGINT, insert_id BIGINT, noted_at TIMESTAMP NOT NULL DEFAULT "
           "CURRENT_TIMESTAMP) "
           "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT=" +
           quoted(journal_comment);
}

} // namespace limbeck::dialects::mysql
