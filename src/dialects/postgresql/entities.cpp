#include "dialects/postgresql/entities.hpp"

#include "dialects/entities.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/tokens.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

std::string quote(const std::string& name) {
    return grammar().quote_always(name);
}

std::string qualified(const std::string& schema, const std::string& name) {
    return quote(schema) + "." + quote(name);
}

std::string stripped(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
    return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
}

[[noreturn]] void refuse(const Entity& entity, const std::string& what) {
    fail(entity.kind + " " + entity.schema + "." + entity.signature + " " + what, entity.place);
}

/// "name(a integer)" in its two parts, the second with its parentheses.
std::pair<std::string, std::string> parts_of(const Entity& function) {
    const std::size_t open = function.signature.find('(');
    if (open == std::string::npos || function.signature.back() != ')')
        refuse(function, "has no parentheses in its signature");
    return {stripped(function.signature.substr(0, open)), function.signature.substr(open)};
}

/// Arguments as DROP FUNCTION takes them: without their defaults.
std::string without_defaults(const std::string& arguments) {
    std::string kept;
    int depth = 0;
    bool in_default = false;
    std::size_t copied = 0;
    for (const Token& token : tokens_of(arguments)) {
        if (token.kind == Token::Kind::End)
            break;
        const bool ends_argument = (depth == 1 && (token.is_symbol(',') || token.is_symbol(')')));
        if (ends_argument)
            in_default = false;
        if (depth == 1 && (token.is_word("default") || token.is_symbol('=')))
            in_default = true;
        depth += (token.is_symbol('(') ? 1 : 0) - (token.is_symbol(')') ? 1 : 0);
        if (!in_default) {
            if (token.begin > copied && !kept.empty() && !ends_argument && kept.back() != '(')
                kept += ' ';
            kept += arguments.substr(token.begin, token.end - token.begin);
        }
        copied = token.end;
    }
    return kept;
}

/// Schema and name of what a trigger or a policy is on.
std::pair<std::string, std::string> table_of(const Entity& entity) {
    const std::size_t dot = entity.on_entity.find('.');
    if (dot == std::string::npos)
        return {entity.schema, entity.on_entity};
    return {entity.on_entity.substr(0, dot), entity.on_entity.substr(dot + 1)};
}

/// "BEFORE INSERT ON orders FOR EACH ROW …" with the table's schema.
std::string with_table(const Entity& trigger) {
    const std::vector<Token> tokens = tokens_of(trigger.definition);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].is_word("on"))
            continue;
        const bool has_schema = i + 3 < tokens.size() && tokens[i + 2].is_symbol('.');
        const std::string& name = tokens[has_schema ? i + 3 : i + 1].value;
        return trigger.definition.substr(0, tokens[i + 1].begin) + qualified(table_of(trigger).first, name) +
               trigger.definition.substr(tokens[has_schema ? i + 3 : i + 1].end);
    }
    refuse(trigger, "does not say ON which table it is");
}

class PostgresqlEntities final : public Entities {
  public:
    void declare(schema::Schema& to, const Entity& entity) const override {
        using Kind = schema::Routine::Kind;
        if (entity.kind == "view" || entity.kind == "materialized_view") {
            schema::View& view = to.views.emplace_back();
            view.schema = entity.schema;
            view.name = entity.signature;
            view.definition = definition_of(entity);
            view.materialized = entity.kind == "materialized_view";
        } else if (entity.kind == "extension") {
            to.extensions.push_back({entity.signature, entity.schema, {}});
        } else {
            schema::Routine& routine = to.routines.emplace_back();
            routine.schema = entity.schema;
            routine.definition = create(entity).front().text;
            if (entity.kind == "function") {
                routine.name = parts_of(entity).first;
                routine.signature = signature_of(entity);
            } else if (entity.kind == "trigger" || entity.kind == "policy") {
                routine.kind = entity.kind == "trigger" ? Kind::Trigger : Kind::Policy;
                routine.name = entity.signature;
                routine.schema = table_of(entity).first;
                routine.table = table_of(entity).second;
                routine.signature = signature_of(entity);
            } else {
                routine.kind = Kind::Grant;
                routine.name = entity.role + (entity.with_grant_option ? " with grant option" : "");
                routine.table = entity.table;
                routine.signature = signature_of(entity);
            }
        }
    }

    Statements create(const Entity& entity) const override {
        if (entity.kind == "function") {
            const auto [name, arguments] = parts_of(entity);
            return one("CREATE FUNCTION " + qualified(entity.schema, name) + arguments + " " + definition_of(entity));
        }
        if (entity.kind == "view")
            return one("CREATE VIEW " + qualified(entity.schema, entity.signature) + " AS " + definition_of(entity));
        if (entity.kind == "materialized_view")
            return one("CREATE MATERIALIZED VIEW " + qualified(entity.schema, entity.signature) + " AS " +
                       definition_of(entity) + (entity.with_data ? " WITH DATA" : " WITH NO DATA"));
        if (entity.kind == "trigger")
            return one(std::string("CREATE ") + (entity.is_constraint ? "CONSTRAINT " : "") + "TRIGGER " +
                       quote(entity.signature) + " " + with_table(entity));
        if (entity.kind == "policy")
            return one("CREATE POLICY " + signature_of(entity) + " " + definition_of(entity));
        if (entity.kind == "extension")
            return one("CREATE EXTENSION " + quote(entity.signature) + " WITH SCHEMA " + quote(entity.schema));
        if (entity.kind == "grant_table")
            return one("GRANT " + privilege(entity) + " ON " + qualified(entity.schema, entity.table) + " TO " +
                       quote(entity.role) + (entity.with_grant_option ? " WITH GRANT OPTION" : ""));
        refuse(entity, "is of a kind that limbeck does not know");
    }

    Statements replace(const Entity& entity) const override {
        if (entity.kind == "extension")
            refuse(entity, "cannot be replaced: extensions are altered");
        if (entity.kind == "function")
            return one("CREATE OR REPLACE" + create(entity).front().text.substr(6));
        if (entity.kind == "view") {
            // Other columns than those that are there are refused by OR REPLACE.
            const std::string name = qualified(entity.schema, entity.signature),
                              text = " VIEW " + name + " AS " + definition_of(entity);
            return one("DO $limbeck$\nBEGIN\n    CREATE OR REPLACE" + text +
                       ";\nEXCEPTION WHEN OTHERS THEN\n    DROP VIEW IF EXISTS " + name + ";\n    CREATE" + text +
                       ";\nEND\n$limbeck$");
        }
        Statements statements = drop(entity, false);
        if (entity.kind != "grant_table") {
            std::string& text = statements.front().text;
            text.insert(text.find(' ', entity.kind == "materialized_view" ? 18 : 5), " IF EXISTS");
        }
        statements.push_back(create(entity).front());
        return statements;
    }

    Statements drop(const Entity& entity, bool cascade) const override {
        std::string text;
        if (entity.kind == "grant_table")
            return one("REVOKE " + entity.grant + " ON " + qualified(entity.schema, entity.table) + " FROM " +
                       quote(entity.role));
        if (entity.kind == "view")
            text = "DROP VIEW " + qualified(entity.schema, entity.signature);
        else if (entity.kind == "materialized_view")
            text = "DROP MATERIALIZED VIEW " + qualified(entity.schema, entity.signature);
        else if (entity.kind == "extension")
            text = "DROP EXTENSION " + quote(entity.signature);
        else if (entity.kind == "function")
            text = "DROP FUNCTION " + signature_of(entity);
        else if (entity.kind == "trigger")
            text = "DROP TRIGGER " + signature_of(entity);
        else if (entity.kind == "policy")
            text = "DROP POLICY " + signature_of(entity);
        else
            refuse(entity, "is of a kind that limbeck does not know");
        return one(text + (cascade ? " CASCADE" : ""));
    }

  private:
    static Statements one(std::string text) {
        Statement statement;
        statement.text = std::move(text);
        return {std::move(statement)};
    }

    static std::string definition_of(const Entity& entity) {
        std::string text = stripped(entity.definition);
        while (text.ends_with(';'))
            text = stripped(text.substr(0, text.size() - 1));
        if (text.empty())
            refuse(entity, "has no definition");
        return text;
    }

    /// What DROP takes behind the kind.
    static std::string signature_of(const Entity& entity) {
        if (entity.kind == "function") {
            const auto [name, arguments] = parts_of(entity);
            return qualified(entity.schema, name) + without_defaults(arguments);
        }
        const auto [schema, table] = table_of(entity);
        if (entity.kind == "trigger")
            return quote(entity.signature) + " ON " + qualified(schema, table);
        if (entity.kind == "policy") // the name of a policy is written without quotes
            return entity.signature + " ON " + qualified(schema, table);
        return privilege(entity) + " ON " + qualified(entity.schema, entity.table) + " FROM " + quote(entity.role);
    }

    static std::string privilege(const Entity& entity) {
        std::string text = entity.grant;
        for (std::size_t i = 0; i < entity.columns.size(); ++i)
            text += (i ? ", " : " (") + quote(entity.columns[i]);
        return text + (entity.columns.empty() ? "" : ")");
    }
};

} // namespace

const Entities& entities() {
    static const PostgresqlEntities the_entities;
    return the_entities;
}

} // namespace limbeck::dialects::postgresql
