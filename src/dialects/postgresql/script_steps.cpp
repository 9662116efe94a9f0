#include "dialects/postgresql/script_steps.hpp"

#include "dialects/postgresql/grammar.hpp"

#include <algorithm>
#include <initializer_list>
#include <limbeck/error.hpp>
#include <optional>

namespace limbeck::dialects::postgresql {

namespace {

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* candidate) { return word == candidate; });
}

void leave_out_rows(const ScriptPlace& in, const std::string& place, const std::string& word) {
    if (in.leaves_out_rows)
        return;
    fail(word + " is about rows, and a target says a structure", place,
         "Leave the statement out, or keep it in a file of its own.");
}

/// "a, "B", c" as set_config() takes it.
std::vector<std::string> names_in(const std::string& list) {
    std::vector<std::string> names;
    for (const Token& token : tokens_of(list))
        if (token.is_name())
            names.push_back(token.value);
    return names;
}

/// Reads the statements of a file from their first words. What does not run is no step.
class StepReader {
  public:
    StepReader(ScriptSteps& steps, const ScriptPlace& place) : steps_(steps), place_(place), path_(place.path) {}

    void read(const ScriptStatement& statement) {
        statement_ = &statement;
        step_ = {statement.text, statement.place, {}, false, {}};
        at_ = 0;
        const std::string word = take();
        if (is_one_of(word, {"begin", "start", "commit", "end", "analyze", "vacuum", "refresh"}))
            return;
        if (word == "set" || word == "reset")
            set(word == "set");
        else if (word == "select")
            select();
        else if (word == "create")
            create();
        else if (word == "alter")
            alter();
        else if (word == "drop")
            drop();
        else if (word == "comment")
            comment();
        else if (word == "grant" || word == "revoke")
            grant(word);
        else if (word == "security")
            note("SECURITY LABEL");
        else if (is_one_of(word, {"insert", "update", "delete", "copy", "truncate", "merge", "with", "values"}))
            leave_out_rows(place_, statement.place, upper(word));
        else if (is_one_of(word, {"do", "call", "execute", "prepare"}))
            fail(upper(word) + " runs code, and what that makes cannot be told from the text", statement.place,
                 "Write the statements themselves into the target.");
        else
            fail("a target cannot have " + (word.empty() ? "'" + statement.text.substr(0, 20) + "'" : upper(word)),
                 statement.place, "Leave the statement out: a target says a structure.");
    }

  private:
    // --- tokens

    const Token& token(std::size_t ahead = 0) const {
        const std::vector<Token>& tokens = statement_->tokens;
        return tokens[std::min(at_ + ahead, tokens.size() - 1)];
    }
    /// The next word; nothing is taken if there is none.
    std::string take() { return token().kind == Token::Kind::Word ? statement_->tokens[at_++].value : std::string(); }
    bool take(std::initializer_list<const char*> words) {
        std::size_t ahead = 0;
        for (const char* word : words)
            if (!token(ahead++).is_word(word))
                return false;
        at_ += words.size();
        return true;
    }
    /// One of these words, or nothing.
    bool take_any(std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* word) { return take({word}); });
    }
    /// The schema is empty where none is said.
    std::optional<ScriptName> take_name() {
        if (!token().is_name())
            return std::nullopt;
        ScriptName name{"", token().value};
        ++at_;
        if (token().is_symbol('.') && token(1).is_name()) {
            name = {name.second, token(1).value};
            at_ += 2;
        }
        return name;
    }
    bool at_end() const { return token().kind == Token::Kind::End; }
    static std::string upper(std::string word) {
        std::transform(word.begin(), word.end(), word.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        return word;
    }

    // --- outcomes

    void run(bool reads_extensions = false) {
        step_.path = path_;
        step_.reads_extensions = reads_extensions;
        steps_.steps.push_back(step_);
    }
    void note(const std::string& what) { steps_.not_compared.push_back(what + " (" + statement_->place + ")"); }
    [[noreturn]] void refuse_server(const std::string& what) const {
        fail(what + " concerns the server, or the whole database, and a target says a structure", statement_->place,
             "Leave the statement out.");
    }

    // --- names

    std::string real(const std::string& schema) const { return schema == place_.default_schema ? "" : schema; }
    ScriptName full(ScriptName name) const {
        if (name.first.empty() && !path_.empty())
            name.first = path_.front();
        name.first = real(name.first);
        return name;
    }
    /// The statement makes it.
    void makes(const ScriptName& given) {
        const ScriptName name = full(given);
        place_.place_of(name.first);
        place_.names.add_thing(name.first, name.second);
        steps_.made.insert(name);
    }
    /// The statement changes it: the name means what the files have made, whatever the database has.
    void changes(const ScriptName& name) {
        if (name.first.empty())
            return;
        place_.place_of(real(name.first));
        place_.names.add_thing(real(name.first), name.second);
    }
    void needs_of_files(const ScriptName& name) {
        changes(name);
        step_.must_be_of_files.push_back(name);
    }

    // --- statements

    void set(bool to) {
        take_any({"session", "local"});
        const std::string name = take();
        if (name == "schema") {
            path_ = {token().value};
            return;
        }
        if (name == "search_path") {
            ++at_; // TO or =
            path_.clear();
            if (!to || take({"default"})) {
                path_ = place_.path;
                return;
            }
            for (; !at_end(); ++at_)
                if (token().is_name() || (token().kind == Token::Kind::Text && !token().value.empty()))
                    path_.push_back(token().value);
            leave_out_catalogue();
            return;
        }
        if (!to && name == "all")
            path_ = place_.path;
        if (name == "standard_conforming_strings" && !statement_->text.ends_with("on") &&
            !statement_->text.ends_with("'on'"))
            fail("backslashes mean what standard_conforming_strings says, and a target is read with it on",
                 statement_->place, "Leave the statement out, and write E'…' where a backslash is to be an escape.");
        // Those that change what a statement makes.
        if (to && is_one_of(name, {"default_tablespace", "default_table_access_method", "datestyle", "intervalstyle",
                                   "timezone", "time", "array_nulls", "backslash_quote", "quote_all_identifiers"})) {
            const std::size_t begin = statement_->tokens[at_ - 1].begin;
            step_.text = "SET LOCAL " + statement_->text.substr(begin);
            run();
        }
    }

    void leave_out_catalogue() { std::erase(path_, "pg_catalog"); }

    /// A dump says SELECT pg_catalog.set_config('search_path', '', false).
    void select() {
        if (token().is_word("pg_catalog"))
            at_ += 2;
        if (!take({"set_config"}))
            leave_out_rows(place_, statement_->place, "SELECT");
        else if (token(1).value == "search_path" && token(3).kind == Token::Kind::Text) {
            path_ = names_in(token(3).value);
            leave_out_catalogue();
        }
    }

    void create() {
        take({"or", "replace"});
        if (take_any({"temp", "temporary", "global", "local"}))
            fail("a temporary table is gone with its session", statement_->place, "Leave it out of the target.");
        take_any({"unlogged", "recursive", "constraint", "trusted", "procedural", "unique"});
        const bool materialized = take({"materialized"});
        std::string kind = take();
        if (is_one_of(kind, {"foreign", "text", "event", "user", "access", "operator", "default"})) {
            // FOREIGN TABLE, TEXT SEARCH CONFIGURATION, OPERATOR CLASS, …
            if (token().kind == Token::Kind::Word &&
                is_one_of(token().value,
                          {"table", "data", "search", "trigger", "mapping", "method", "class", "family", "conversion"}))
                kind += " " + take();
            if (kind == "text search" || kind == "foreign data")
                kind += " " + take();
        }
        take({"if", "not", "exists"});
        if (kind == "table" || kind == "view" || kind == "sequence" || kind == "domain" || kind == "type")
            create_thing(kind, materialized);
        else if (is_one_of(kind, {"function", "procedure", "aggregate"}))
            create_thing(kind, false);
        else if (kind == "index")
            create_index();
        else if (is_one_of(kind, {"trigger", "policy", "rule"}))
            create_on_table(kind);
        else if (kind == "schema")
            create_schema();
        else if (kind == "extension")
            create_extension();
        else if (is_one_of(kind, {"collation", "foreign table", "operator", "operator class", "operator family"}) ||
                 kind.starts_with("text search")) {
            if (const auto name = take_name())
                makes(*name);
            run(true);
            note(upper(kind));
        } else if (is_one_of(kind, {"cast", "statistics", "publication", "subscription", "event trigger", "server",
                                    "foreign data wrapper", "user mapping", "language", "access method", "transform",
                                    "conversion", "default conversion"}))
            note(upper(kind));
        else if (is_one_of(kind, {"role", "user", "group", "database", "tablespace"}))
            refuse_server("CREATE " + upper(kind));
        else
            fail("a target cannot have CREATE " + upper(kind), statement_->place, "Leave the statement out.");
    }

    void create_thing(const std::string& kind, bool materialized) {
        const auto name = take_name();
        if (!name)
            return run(); // the server says what is wrong with it
        makes(*name);
        if (kind == "type" && !(take({"as", "enum"}))) {
            note("type " + name->second + ", which is no enum");
        } else if (kind == "table") {
            table_needs();
        } else if (materialized) {
            // Nothing is to be computed here.
            std::size_t end = statement_->tokens.back().end;
            const std::vector<Token>& tokens = statement_->tokens;
            const std::size_t last = tokens.size() - 1;
            if (last >= 2 && tokens[last - 1].is_word("data"))
                end = tokens[last - (tokens[last - 2].is_word("no") ? 3 : 2)].begin;
            step_.text = statement_->text.substr(0, end) + "\nWITH NO DATA";
        }
        run(true);
    }

    /// A table is locked where another one refers to it, or is a part of it.
    void table_needs() {
        for (at_ = 0; !at_end(); ++at_) {
            if (token().is_word("references") || (token().is_word("partition") && token(1).is_word("of")) ||
                (token().is_word("attach") && token(1).is_word("partition")) ||
                (token().is_word("inherit") && token(1).is_name())) {
                at_ += token().is_word("references") || token().is_word("inherit") ? 1 : 2;
                if (const auto name = take_name())
                    needs_of_files(*name);
                --at_;
            } else if (token().is_word("sequence") && token(1).is_word("name")) { // of an identity
                at_ += 2;
                if (const auto name = take_name())
                    makes(*name);
                --at_;
            } else if (token().is_word("inherits") && token(1).is_symbol('(')) {
                at_ += 2;
                while (const auto name = take_name()) {
                    needs_of_files(*name);
                    if (token().is_symbol(','))
                        ++at_;
                }
                --at_;
            }
        }
    }

    void create_index() {
        if (token().is_word("concurrently")) { // is for tables with rows
            step_.text = statement_->text.substr(0, token().begin) + statement_->text.substr(token().end);
            ++at_;
            take({"if", "not", "exists"});
        }
        std::optional<ScriptName> index;
        if (!token().is_word("on"))
            index = take_name();
        if (!take({"on"}))
            return run();
        take({"only"});
        if (const auto table = take_name()) {
            needs_of_files(*table);
            if (index)
                makes({table->first, index->second});
        }
        run(true);
    }

    /// CREATE TRIGGER name … ON table, CREATE POLICY name ON table, CREATE RULE name AS ON event TO table.
    void create_on_table(const std::string& kind) {
        take_name();
        const char* before = kind == "rule" ? "to" : "on";
        while (!at_end() && !token().is_word(before))
            ++at_;
        ++at_;
        if (const auto table = take_name())
            needs_of_files(*table);
        run(true);
    }

    void create_schema() {
        std::string name;
        if (!token().is_word("authorization"))
            name = token().value, ++at_;
        if (take({"authorization"})) {
            if (name.empty())
                name = token().value;
            ++at_;
        }
        if (!at_end())
            fail("CREATE SCHEMA with what is to be in it", statement_->place,
                 "Write the statements after it, with the schema before their names.");
        place_.place_of(real(name));
    }

    void create_extension() {
        schema::Extension extension;
        extension.name = token().value;
        ++at_;
        take({"with"});
        for (; !at_end(); ++at_)
            if (take({"schema"}))
                extension.schema = token().value;
            else if (take({"version"}))
                extension.version = token().value;
        steps_.extensions.emplace_back(std::move(extension), statement_->place);
    }

    bool ends_with_owner() const {
        for (std::size_t ahead = 0; token(ahead).kind != Token::Kind::End; ++ahead)
            if (token(ahead).is_word("owner") && token(ahead + 1).is_word("to"))
                return true;
        return false;
    }

    void alter() {
        take_any({"materialized", "foreign"});
        const std::string kind = take();
        if (is_one_of(kind, {"role", "user", "group", "database", "tablespace", "system"}))
            refuse_server("ALTER " + upper(kind));
        if (ends_with_owner())
            return; // owners are the roles' business
        if (kind == "default" || is_one_of(kind, {"schema", "extension", "language", "publication", "subscription",
                                                  "event", "server", "statistics", "large"}))
            return note("ALTER " + upper(kind) + (kind == "default" ? " PRIVILEGES" : ""));
        if (is_one_of(kind, {"trigger", "policy", "rule"}))
            return alter_on_table();
        take({"if", "exists"});
        take({"only"});
        const std::optional<ScriptName> name = take_name();
        if (kind == "index" || kind == "sequence") {
            // Those of constraints and columns have names that no statement says.
            if (name)
                changes(*name);
            if (take({"attach", "partition"}))
                if (const auto part = take_name())
                    changes(*part);
            return run();
        }
        if (name)
            needs_of_files(*name);
        if (kind == "table")
            table_needs();
        run(true);
    }

    void alter_on_table() {
        while (!at_end() && !token().is_word("on"))
            ++at_;
        ++at_;
        if (const auto table = take_name())
            needs_of_files(*table);
        run(true);
    }

    void drop() {
        take_any({"materialized", "foreign"});
        const std::string kind = take();
        const bool if_exists = take({"if", "exists"});
        if (is_one_of(kind, {"role", "user", "group", "database", "tablespace"}))
            refuse_server("DROP " + upper(kind));
        if (is_one_of(kind, {"schema", "extension", "owned", "publication", "language", "server", "event"})) {
            if (!if_exists)
                fail("DROP " + upper(kind) + " has no place in a target: it begins with nothing", statement_->place,
                     "Leave the statement out.");
            return;
        }
        if (const auto name = take_name())
            changes(*name);
        run();
    }

    void comment() {
        take({"on"});
        take_any({"materialized", "foreign"});
        const std::string kind = take();
        if (is_one_of(kind, {"table", "view", "sequence", "index", "type", "domain", "function", "procedure",
                             "aggregate", "column"})) {
            const bool is_named_alone = kind == "column" && !token(3).is_symbol('.'); // table.column
            if (const auto name = take_name(); name && !is_named_alone)
                changes(*name);
            run();
        } else if (kind == "constraint") {
            while (!at_end() && !token().is_word("on"))
                ++at_;
            take({"on"});
            take({"domain"});
            if (const auto name = take_name())
                changes(*name);
            run();
        }
        // Of schemas, extensions, triggers, policies and so on nobody keeps comments.
    }

    void grant(const std::string& word) {
        std::size_t on = at_;
        while (statement_->tokens[on].kind != Token::Kind::End && !statement_->tokens[on].is_word("on"))
            ++on;
        if (statement_->tokens[on].kind == Token::Kind::End)
            refuse_server(upper(word) + " of a role");
        at_ = on + 1;
        if (take({"all", "tables", "in", "schema"})) {
            const Token& schema = token();
            if (schema.is_name())
                step_.text = statement_->text.substr(0, schema.begin) +
                             grammar().quote(place_.place_of(real(schema.value))) + statement_->text.substr(schema.end);
            return run();
        }
        if (is_one_of(token().value, {"schema", "database", "function", "procedure", "routine", "sequence", "type",
                                      "domain", "language", "large", "tablespace", "foreign", "parameter", "all"}) &&
            token().kind == Token::Kind::Word && (token(1).is_name()))
            return note(upper(word) + " ON " + upper(token().value));
        take({"table"});
        if (const auto name = take_name())
            changes(*name);
        run();
    }

    ScriptSteps& steps_;
    const ScriptPlace& place_;
    const ScriptStatement* statement_ = nullptr;
    std::size_t at_ = 0;
    std::vector<std::string> path_;
    ScriptStep step_;
};

} // namespace

ScriptSteps steps_of(const std::vector<SqlFile>& files, const ScriptPlace& place) {
    ScriptSteps steps;
    for (const SqlFile& file : files) {
        StepReader reader(steps, place);
        for (const ScriptStatement& statement : statements_of(file))
            reader.read(statement);
    }
    return steps;
}

} // namespace limbeck::dialects::postgresql
