#include "dialects/planning/text_effects.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace limbeck::dialects {

namespace {

using sql::Token;
using Kind = Presence::Kind;
using After = Presence::After;

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

class Reader {
  public:
    explicit Reader(const Tokens& tokens) : tokens_(tokens) {}

    bool done() const { return at_ >= tokens_.size(); }
    bool is(std::string_view word) const {
        return !done() && tokens_[at_].value == word &&
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
        return done() || tokens_[at_].kind != Token::Kind::Word ? std::string() : tokens_[at_++].value;
    }
    void skip() { ++at_; }

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
                (tokens_[i].kind == Token::Kind::Word && !is_language(tokens_[i].value)))
                found.insert(tokens_[i].value);
        return found;
    }

    bool has(std::string_view word) const {
        return std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.is_word(word); });
    }

    /// Words before an opening parenthesis.
    std::set<std::string> functions() const {
        std::set<std::string> found;
        for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
            if (tokens_[i].is_name() && tokens_[i + 1].is_symbol('('))
                found.insert(tokens_[i].value);
        return found;
    }

    const Tokens& tokens() const { return tokens_; }

  private:
    bool part(std::string& text) {
        if (done() || !tokens_[at_].is_name())
            return false;
        text = tokens_[at_++].value;
        return true;
    }

    const Tokens& tokens_;
    std::size_t at_ = 0;
};

/// One statement.
class Analysis {
  public:
    Analysis(const Tokens& tokens, const PlanRules& rules) : in_(tokens), rules_(rules) {}

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
            if (!rules_.is_harmless(function))
                effects_.anything = true;
            if (rules_.acts_at_once(function))
                effects_.kind = Effects::Kind::Change;
        }
    }

    void setting() {
        effects_.kind = Effects::Kind::Setting;
        effects_.local = in_.is("local") || in_.is("transaction") || in_.is("constraints");
    }

    void control(const std::string& first) {
        using Transaction = Effects::Transaction;
        effects_.kind = Effects::Kind::Control;
        effects_.transaction = is_one_of(first, {"begin", "start"}) ? Transaction::Begins : Transaction::Ends;
        if (first == "rollback" && (in_.take({"to"}) || in_.take({"transaction", "to"}) || in_.take({"work", "to"}))) {
            effects_.kind = Effects::Kind::Change; // what came after it is gone, or not; both are known
            effects_.transaction = Transaction::ReturnsToSavepoint;
        }
    }

    void describe_all() { effects_.describe(in_.identifiers()); }

    void everything_named() {
        for (const std::string& name : in_.identifiers())
            effects_.touch(name);
        describe_all();
    }

    void rows(std::initializer_list<std::string_view> before) {
        for (const std::string_view word : before)
            in_.take(word);
        in_.take("only");
        std::string schema, name;
        if (in_.name(schema, name))
            effects_.touch(name);
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
            effects_.touch(name);
        } while (in_.take(","));
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
            effects_.set(Kind::Table, schema, name, After::There);
            effects_.touch(name);
            if (in_.take({"partition", "of"}) && in_.name(schema, name))
                effects_.touch(name);
            describe_all();
        } else if (in_.take("index")) {
            create_index();
        } else if (in_.take("type") || in_.take("domain")) {
            if (in_.name(schema, name))
                effects_.set(Kind::Type, schema, name, After::There);
        } else if (in_.take("sequence")) {
            in_.skip_if_exists();
            if (in_.name(schema, name))
                effects_.touch(name);
            describe_all();
        } else {
            effects_.changes_routine = in_.has("function") || in_.has("procedure") || in_.has("aggregate");
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
        effects_.set(Kind::Index, schema, index, After::There);
        effects_.describe({table});
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
            effects_.changes_routine = in_.is("function") || in_.is("procedure") || in_.is("routine");
            return describe_all();
        }
        in_.skip_if_exists();
        std::string schema, name, other;
        if (!in_.name(schema, name))
            return describe_all();
        if (relation)
            effects_.touch(name);
        const bool renamed = in_.take({"rename", "to"}) && in_.name(other, other);
        effects_.describe({name});
        if (renamed && !relation) {
            const Kind kind = type ? Kind::Type : Kind::Index;
            effects_.set(kind, schema, name, After::Gone);
            effects_.set(kind, schema, other, After::There);
        } else if (renamed) {
            effects_.touch(other);
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
        effects_.describe({name});
        if (in_.take({"rename", "to"}) && in_.name(other, other)) {
            effects_.touch(name);
            effects_.touch(other);
            effects_.set(Kind::Table, schema, name, After::Gone);
            effects_.set(Kind::Table, schema, other, After::There);
            effects_.renamed.insert(other);
        } else if (in_.take({"set", "schema"}) && in_.name(other, other)) {
            effects_.touch(name);
            effects_.set(Kind::Table, schema, name, After::Gone);
            effects_.set(Kind::Table, other, name, After::There);
            effects_.renamed.insert(name);
        } else if (in_.is("attach") || in_.is("detach") || in_.is("inherit") || in_.is("no")) {
            everything_named();
            effects_.touch(name);
        } else {
            effects_.touch(name, in_.identifiers());
            describe_all();
            follow(name);
        }
    }

    /// New foreign keys of the table that act.
    void follow(const std::string& table) {
        if (!in_.has("cascade") && !in_.has("set"))
            return;
        std::string schema, other;
        while (!in_.done())
            if (!in_.take("references"))
                in_.skip();
            else if (in_.name(schema, other))
                effects_.followers.emplace_back(other, table);
    }

    void drop() {
        in_.take("foreign");
        const bool table = in_.take("table") || in_.take("view") || in_.take({"materialized", "view"});
        const bool type = !table && (in_.take("type") || in_.take("domain"));
        const bool index = !table && !type && in_.take("index");
        if (!table && !type && !index) {
            if (in_.is("schema") || in_.is("owned") || in_.is("extension"))
                effects_.anything = true;
            effects_.changes_routine = in_.is("function") || in_.is("procedure") || in_.is("routine");
            if (in_.take("sequence")) {
                for (const std::string& name : in_.identifiers())
                    effects_.touch(name);
            }
            return describe_all();
        }
        in_.take("concurrently");
        in_.skip_if_exists();
        std::string schema, name;
        while (in_.name(schema, name)) {
            effects_.set(table ? Kind::Table : type ? Kind::Type : Kind::Index, schema, name, After::Gone);
            if (table)
                effects_.touch(name);
            if (!in_.take(","))
                break;
        }
        describe_all();
    }

    /// DO: what its body names.
    void block() {
        for (const Token& token : in_.tokens())
            if (token.kind == Token::Kind::Text) {
                const Tokens body = rules_.tokens(token.value);
                const Reader inside(body);
                if (inside.has("execute") || inside.has("perform") || inside.has("call"))
                    effects_.anything = true;
                for (const std::string& name : inside.identifiers())
                    effects_.touch(name);
                effects_.describe(inside.identifiers());
            }
    }

    Reader in_;
    const PlanRules& rules_;
    Effects effects_;
};

std::vector<Tokens> statements_of(Tokens tokens) {
    std::vector<Tokens> statements(1);
    for (Token& token : tokens) {
        if (token.is_symbol(';'))
            statements.emplace_back();
        else
            statements.back().push_back(std::move(token));
    }
    std::erase_if(statements, [](const Tokens& tokens) { return tokens.empty(); });
    return statements;
}

std::string last_part(const std::string& name) {
    return name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
}

} // namespace

Effects effects_of_text(std::string_view sql, const PlanRules& rules) {
    std::vector<Tokens> statements = statements_of(rules.tokens(sql));
    if (statements.empty())
        return {};
    Effects whole = Analysis(statements.front(), rules).run();
    for (std::size_t i = 1; i < statements.size(); ++i) {
        Effects part = Analysis(statements[i], rules).run();
        if (whole.kind != Effects::Kind::Change && whole.kind != part.kind)
            whole.kind = Effects::Kind::Change;
        whole.several = true;
        if (whole.kind == Effects::Kind::Change)
            whole.transaction = Effects::Transaction::Stays;
        whole.add(std::move(part));
    }
    return whole;
}

Reading reading_of(std::string_view sql, const PlanRules& rules) {
    const Tokens tokens = rules.tokens(sql);
    const Reader reader(tokens);
    Reading reading;
    reading.names = reader.identifiers();
    reading.functions = reader.functions();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.is_symbol('*') && i > 0 && !(tokens[i - 1].value == "(" && i > 1 && tokens[i - 2].value == "count"))
            reading.every_column = true;
        if (token.kind == Token::Kind::Word && rules.is_catalogue(token.value))
            reading.catalogue = true;
        if (token.kind == Token::Kind::Text && rules.names_object(tokens, i))
            reading.objects.insert(rules.folded(last_part(token.value)));
    }
    return reading;
}

} // namespace limbeck::dialects
