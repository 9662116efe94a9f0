#include "dialects/postgresql/effects.hpp"

#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

struct Token {
    enum class Kind { Word, Quoted, Text, Symbol };
    Kind kind;
    std::string text; ///< a word in lower case, a name or a literal without its quotes
};
using Tokens = std::vector<Token>;

/// The text within the quotes at i, which then is behind them.
std::string quoted_part(std::string_view text, std::size_t& i, bool backslash_escapes) {
    const char quote = text[i++];
    std::string part;
    while (i < text.size()) {
        if (backslash_escapes && text[i] == '\\' && i + 1 < text.size()) {
            part += text[i + 1];
            i += 2;
        } else if (text[i] != quote) {
            part += text[i++];
        } else if (i + 1 < text.size() && text[i + 1] == quote) {
            part += quote;
            i += 2;
        } else {
            ++i;
            break;
        }
    }
    return part;
}

/// i is at a $: the text of $$…$$ or $tag$…$tag$, none for anything else.
std::optional<std::string> dollar_part(std::string_view text, std::size_t& i) {
    std::size_t end = i + 1;
    while (end < text.size() && is_name(text[end]))
        ++end;
    if (end >= text.size() || text[end] != '$' ||
        (end > i + 1 && std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0))
        return std::nullopt;
    const std::string_view tag = text.substr(i, end - i + 1);
    const std::size_t close = std::min(text.find(tag, end + 1), text.size());
    std::string part(text.substr(end + 1, close - end - 1));
    i = std::min(close + tag.size(), text.size());
    return part;
}

Tokens tokens_of(std::string_view text) {
    Tokens tokens;
    std::size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
        } else if (text.substr(i, 2) == "--") {
            i = after_line(text, i);
        } else if (text.substr(i, 2) == "/*") {
            i = after_comment(text, i);
        } else if (c == '\'') {
            tokens.push_back({Token::Kind::Text, quoted_part(text, i, false)});
        } else if (c == '"') {
            tokens.push_back({Token::Kind::Quoted, quoted_part(text, i, false)});
        } else if ((c == 'E' || c == 'e') && i + 1 < text.size() && text[i + 1] == '\'') {
            tokens.push_back({Token::Kind::Text, quoted_part(text, ++i, true)});
        } else if (is_name(c)) {
            std::string word;
            for (; i < text.size() && (is_name(text[i]) || text[i] == '$'); ++i)
                word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
            tokens.push_back({Token::Kind::Word, std::move(word)});
        } else if (c == '$') {
            if (auto part = dollar_part(text, i))
                tokens.push_back({Token::Kind::Text, *std::move(part)});
            else
                ++i;
        } else {
            tokens.push_back({Token::Kind::Symbol, std::string(1, c)});
            ++i;
        }
    }
    return tokens;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words of the language that stand where names do; a name that is one of them must be quoted anyway.
bool is_language(std::string_view word) {
    static constexpr std::array<std::string_view, 96> words = {
        "select",     "from",      "where",   "and",          "or",         "not",      "null",    "is",
        "in",         "as",        "on",      "using",        "join",       "left",     "right",   "inner",
        "outer",      "full",      "cross",   "order",        "group",      "by",       "having",  "limit",
        "offset",     "union",     "all",     "distinct",     "case",       "when",     "then",    "else",
        "end",        "exists",    "between", "like",         "ilike",      "asc",      "desc",    "true",
        "false",      "cast",      "with",    "insert",       "into",       "values",   "update",  "set",
        "delete",     "returning", "create",  "table",        "alter",      "drop",     "add",     "column",
        "constraint", "primary",   "key",     "foreign",      "references", "unique",   "check",   "default",
        "if",         "only",      "rename",  "to",           "cascade",    "restrict", "type",    "integer",
        "varchar",    "text",      "boolean", "timestamp",    "time",       "zone",     "without", "character",
        "varying",    "numeric",   "bigint",  "smallint",     "date",       "uuid",     "json",    "jsonb",
        "double",     "precision", "index",   "concurrently", "schema",     "any",      "array",   "for"};
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

class Reader {
  public:
    explicit Reader(const Tokens& tokens) : tokens_(tokens) {}

    bool done() const { return at_ >= tokens_.size(); }
    bool is(std::string_view word) const {
        return !done() && tokens_[at_].text == word &&
               (tokens_[at_].kind == Token::Kind::Word || tokens_[at_].kind == Token::Kind::Symbol);
    }
    bool take(std::string_view word) {
        if (!is(word))
            return false;
        ++at_;
        return true;
    }
    /// The words one after the other, or nothing.
    bool take(std::initializer_list<std::string_view> words) {
        const std::size_t before = at_;
        for (const std::string_view word : words)
            if (!take(word)) {
                at_ = before;
                return false;
            }
        return true;
    }
    std::string word() {
        return done() || tokens_[at_].kind != Token::Kind::Word ? std::string() : tokens_[at_++].text;
    }
    std::size_t position() const { return at_; }

    /// name or schema.name; false where there is none.
    bool name(std::string& schema, std::string& name) {
        schema.clear();
        if (!part(name))
            return false;
        while (take(".")) {
            schema = name;
            if (!part(name))
                return false;
        }
        take("*");
        return true;
    }
    void skip_if_exists() {
        take({"if", "not", "exists"}) || take({"if", "exists"});
        take("only");
    }

    /// Every identifier from here on.
    std::set<std::string> identifiers() const {
        std::set<std::string> found;
        for (std::size_t i = at_; i < tokens_.size(); ++i)
            if (tokens_[i].kind == Token::Kind::Quoted ||
                (tokens_[i].kind == Token::Kind::Word && !is_language(tokens_[i].text) &&
                 std::isdigit(static_cast<unsigned char>(tokens_[i].text[0])) == 0))
                found.insert(tokens_[i].text);
        return found;
    }

    bool has(std::string_view word) const {
        return std::any_of(tokens_.begin(), tokens_.end(),
                           [&](const Token& token) { return token.kind == Token::Kind::Word && token.text == word; });
    }

    /// Words before an opening parenthesis.
    std::set<std::string> functions() const {
        std::set<std::string> found;
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            if (tokens_[i].kind != Token::Kind::Text && tokens_[i].kind != Token::Kind::Symbol &&
                tokens_[i + 1].kind == Token::Kind::Symbol && tokens_[i + 1].text == "(")
                found.insert(tokens_[i].text);
        return found;
    }

    const Tokens& tokens() const { return tokens_; }

  private:
    bool part(std::string& text) {
        if (done() || (tokens_[at_].kind != Token::Kind::Word && tokens_[at_].kind != Token::Kind::Quoted))
            return false;
        text = tokens_[at_++].text;
        return true;
    }

    const Tokens& tokens_;
    std::size_t at_ = 0;
};

/// One statement.
class Analysis {
  public:
    explicit Analysis(const Tokens& tokens) : in_(tokens) {}

    Effects run() {
        const std::string first = in_.word();
        if (is_one_of(first, {"select", "values", "table", "show", "explain", "with", "fetch"}))
            read(first);
        else if (is_one_of(first, {"set", "reset"}))
            setting();
        else if (is_one_of(first, {"begin", "start", "commit", "end", "rollback", "abort"}))
            control(first);
        else if (first == "insert" || first == "merge")
            rows({"into"});
        else if (first == "update")
            rows({});
        else if (first == "delete")
            rows({"from"});
        else if (first == "truncate" || first == "refresh" || first == "copy")
            several_rows();
        else if (first == "create")
            create();
        else if (first == "alter")
            alter();
        else if (first == "drop")
            drop();
        else if (is_one_of(first, {"comment", "grant", "revoke", "security"}))
            describe_all();
        else if (first == "do")
            block();
        else if (!is_one_of(first, {"savepoint", "release", "lock", "analyze", "vacuum", "reindex", "cluster",
                                    "discard", "notify", "listen", "unlisten", "checkpoint", "deallocate", "close"}))
            effects_.anything = true;
        return std::move(effects_);
    }

  private:
    void read(const std::string& first) {
        effects_.kind = Effects::Kind::Read;
        const bool writes = first == "with" && (in_.has("insert") || in_.has("update") || in_.has("delete"));
        if (writes || in_.has("into")) {
            effects_.kind = Effects::Kind::Change;
            everything_named();
        }
        const std::set<std::string> functions = in_.functions();
        if (functions.count("set_config")) {
            effects_.kind = Effects::Kind::Setting;
            return;
        }
        // Of what a function of the user does nothing is known; rows that are asked for are asked in a session that
        // only reads.
        for (const std::string& function : functions) {
            if (!is_harmless(function))
                effects_.anything = true;
            if (acts_at_once(function))
                effects_.kind = Effects::Kind::Change;
        }
    }

    void setting() {
        effects_.kind = Effects::Kind::Setting;
        effects_.local = in_.is("local") || in_.is("transaction") || in_.is("constraints");
    }

    void control(const std::string& first) {
        effects_.kind = Effects::Kind::Control;
        effects_.control = first;
        if (first == "rollback" && (in_.take({"to"}) || in_.take({"transaction", "to"}) || in_.take({"work", "to"})))
            effects_.kind = Effects::Kind::Change; // of a savepoint: what came after it is gone, or not; both are known
    }

    void touch(const std::string& relation) { effects_.relations[relation] = std::nullopt; }
    void touch_columns(const std::string& relation, const std::set<std::string>& columns) {
        auto& known = effects_.relations.try_emplace(relation, std::set<std::string>()).first->second;
        if (known)
            known->insert(columns.begin(), columns.end());
    }
    void describe(const std::set<std::string>& names) {
        effects_.schema_change = true;
        effects_.described.insert(names.begin(), names.end());
    }
    void describe_all() { describe(in_.identifiers()); }

    void everything_named() {
        for (const std::string& name : in_.identifiers())
            touch(name);
        describe_all();
    }

    void rows(std::initializer_list<std::string_view> before) {
        for (const std::string_view word : before)
            in_.take(word);
        in_.take("only");
        std::string schema, name;
        if (in_.name(schema, name))
            touch(name);
        else
            effects_.anything = true;
    }

    void several_rows() {
        for (const std::string_view word : {"materialized", "view", "concurrently", "table", "only"})
            in_.take(word);
        std::string schema, name;
        do {
            in_.take("only");
            if (!in_.name(schema, name)) {
                effects_.anything = true;
                return;
            }
            touch(name);
        } while (in_.take(","));
    }

    void fate(Fate::Kind kind, const std::string& schema, const std::string& name, bool exists) {
        effects_.fates.push_back({kind, schema, name, exists});
        describe({name});
    }

    void create() {
        in_.take({"or", "replace"});
        for (const std::string_view word :
             {"global", "local", "temporary", "temp", "unlogged", "foreign", "recursive", "unique", "constraint"})
            in_.take(word);
        std::string schema, name;
        if (in_.take("table") || in_.take("view") || in_.take({"materialized", "view"})) {
            in_.skip_if_exists();
            if (!in_.name(schema, name))
                return describe_all();
            fate(Fate::Kind::Table, schema, name, true);
            touch(name);
            if (in_.take({"partition", "of"}) && in_.name(schema, name))
                touch(name);
            describe_all();
        } else if (in_.take("index")) {
            create_index();
        } else if (in_.take("type") || in_.take("domain")) {
            if (in_.name(schema, name))
                fate(Fate::Kind::Type, schema, name, true);
        } else if (in_.take("sequence")) {
            in_.skip_if_exists();
            if (in_.name(schema, name))
                touch(name);
            describe_all();
        } else {
            effects_.makes_trigger = in_.is("trigger") || in_.is("rule") || in_.take({"event", "trigger"});
            describe_all();
        }
    }

    void create_index() {
        in_.take("concurrently");
        in_.skip_if_exists();
        std::string schema, index, table;
        if (!in_.is("on"))
            in_.name(schema, index);
        in_.take("on");
        in_.take("only");
        if (!in_.name(schema, table))
            return describe_all();
        fate(Fate::Kind::Index, schema, index, true);
        describe({table});
    }

    void alter() {
        in_.take("foreign");
        if (in_.take("table"))
            return alter_table();
        const bool type = in_.take("type") || in_.take("domain");
        const bool index = !type && in_.take("index");
        const bool relation =
            !type && !index && (in_.take("sequence") || in_.take("view") || in_.take({"materialized", "view"}));
        if (!type && !index && !relation) {
            // ALTER DEFAULT PRIVILEGES, EXTENSION, FUNCTION, ROLE, …: rows stay as they are.
            if (in_.is("schema") || in_.is("database"))
                effects_.anything = true;
            return describe_all();
        }
        in_.skip_if_exists();
        std::string schema, name, other;
        if (!in_.name(schema, name))
            return describe_all();
        if (relation)
            touch(name);
        const bool renamed = in_.take({"rename", "to"}) && in_.name(other, other);
        describe({name});
        if (renamed && !relation) {
            const Fate::Kind kind = type ? Fate::Kind::Type : Fate::Kind::Index;
            fate(kind, schema, name, false);
            fate(kind, schema, other, true);
        } else if (renamed) {
            touch(other);
        }
        describe_all();
    }

    void alter_table() {
        in_.skip_if_exists();
        std::string schema, name, other;
        if (!in_.name(schema, name)) {
            effects_.anything = true;
            return;
        }
        describe({name});
        if (in_.take({"rename", "to"}) && in_.name(other, other)) {
            touch(name);
            touch(other);
            fate(Fate::Kind::Table, schema, name, false);
            fate(Fate::Kind::Table, schema, other, true);
        } else if (in_.take({"set", "schema"}) && in_.name(other, other)) {
            touch(name);
            fate(Fate::Kind::Table, schema, name, false);
            fate(Fate::Kind::Table, other, name, true);
        } else if (in_.is("attach") || in_.is("detach") || in_.is("inherit") || in_.is("no")) {
            everything_named();
            touch(name);
        } else {
            touch_columns(name, in_.identifiers());
            describe_all();
        }
    }

    void drop() {
        in_.take("foreign");
        const bool table = in_.take("table") || in_.take("view") || in_.take({"materialized", "view"});
        const bool type = !table && (in_.take("type") || in_.take("domain"));
        const bool index = !table && !type && in_.take("index");
        if (!table && !type && !index) {
            if (in_.is("schema") || in_.is("owned") || in_.is("extension"))
                effects_.anything = true;
            if (in_.take("sequence")) {
                for (const std::string& name : in_.identifiers())
                    touch(name);
            }
            return describe_all();
        }
        in_.take("concurrently");
        in_.skip_if_exists();
        std::string schema, name;
        while (in_.name(schema, name)) {
            fate(table ? Fate::Kind::Table : type ? Fate::Kind::Type : Fate::Kind::Index, schema, name, false);
            if (table)
                touch(name);
            if (!in_.take(","))
                break;
        }
        describe_all();
    }

    /// DO: what its body names.
    void block() {
        for (const Token& token : in_.tokens())
            if (token.kind == Token::Kind::Text) {
                const Tokens body = tokens_of(token.text);
                const Reader inside(body);
                if (inside.has("execute") || inside.has("perform") || inside.has("call"))
                    effects_.anything = true;
                for (const std::string& name : inside.identifiers())
                    touch(name);
                describe(inside.identifiers());
            }
    }

    Reader in_;
    Effects effects_;
};

std::vector<Tokens> statements_of(std::string_view text) {
    std::vector<Tokens> statements(1);
    for (Token& token : tokens_of(text)) {
        if (token.kind == Token::Kind::Symbol && token.text == ";")
            statements.emplace_back();
        else
            statements.back().push_back(std::move(token));
    }
    std::erase_if(statements, [](const Tokens& tokens) { return tokens.empty(); });
    return statements;
}

void add(Effects& whole, Effects part) {
    whole.anything = whole.anything || part.anything;
    whole.schema_change = whole.schema_change || part.schema_change;
    whole.makes_trigger = whole.makes_trigger || part.makes_trigger;
    for (auto& [relation, columns] : part.relations) {
        auto [known, is_new] = whole.relations.try_emplace(relation, columns);
        if (is_new || !known->second)
            continue;
        if (columns)
            known->second->insert(columns->begin(), columns->end());
        else
            known->second.reset();
    }
    whole.described.merge(part.described);
    whole.fates.insert(whole.fates.end(), part.fates.begin(), part.fates.end());
}

/// Columns of catalogues that hold names of objects.
bool is_column_of_names(std::string_view word) {
    return is_one_of(word,
                     {"table_name", "tablename",    "relname",   "conname",      "constraint_name", "indexname",
                      "index_name", "typname",      "viewname",  "matviewname",  "sequence_name",   "sequencename",
                      "proname",    "routine_name", "tgname",    "trigger_name", "attname",         "column_name",
                      "enumlabel",  "polname",      "policyname"});
}

std::string last_part(const std::string& name) {
    return name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
}

} // namespace

Effects effects_of(std::string_view text) {
    std::vector<Tokens> statements = statements_of(text);
    if (statements.empty())
        return {};
    Effects whole = Analysis(statements.front()).run();
    for (std::size_t i = 1; i < statements.size(); ++i) {
        Effects part = Analysis(statements[i]).run();
        if (whole.kind != Effects::Kind::Change && whole.kind != part.kind)
            whole.kind = Effects::Kind::Change;
        whole.several = true;
        add(whole, std::move(part));
    }
    return whole;
}

Reading reading_of(std::string_view text) {
    const Tokens tokens = tokens_of(text);
    const Reader reader(tokens);
    Reading reading;
    reading.names = reader.identifiers();
    reading.functions = reader.functions();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const auto is = [&](std::size_t at, std::string_view symbol) {
            return at < tokens.size() && tokens[at].kind != Token::Kind::Text && tokens[at].text == symbol;
        };
        if (token.kind == Token::Kind::Symbol && token.text == "*" && i > 0 &&
            !(is(i - 1, "(") && i > 1 && is(i - 2, "count")))
            reading.every_column = true;
        if (token.kind == Token::Kind::Word && (token.text.starts_with("pg_") || token.text == "information_schema" ||
                                                token.text.starts_with("to_reg") || token.text.starts_with("reg")))
            reading.catalogue = true;
        // name = 'x', name IN ('x', 'y'), to_regclass('x'), 'x'::regclass
        if (token.kind == Token::Kind::Text) {
            std::size_t before = i;
            while (before > 0 && (is(before - 1, ",") || is(before - 1, "(") || is(before - 1, "[") ||
                                  tokens[before - 1].kind == Token::Kind::Text))
                --before;
            const bool compared = before > 1 && (is(before - 1, "=") || is(before - 1, "in") || is(before - 1, "any"));
            const std::size_t left = before > 2 && is(before - 1, "any") ? before - 3 : before - 2;
            const bool named =
                compared && tokens[left].kind != Token::Kind::Text && is_column_of_names(tokens[left].text);
            const bool function = before > 0 && tokens[before - 1].text.starts_with("to_reg");
            const bool cast = is(i + 1, ":") && i + 3 < tokens.size() && tokens[i + 3].text.starts_with("reg");
            if (named || function || cast)
                reading.objects.insert(last_part(token.text));
        }
    }
    return reading;
}

} // namespace limbeck::dialects::postgresql
