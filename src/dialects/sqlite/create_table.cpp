#include "dialects/sqlite/create_table.hpp"

#include "dialects/sqlite/tokens.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

class Parser {
  public:
    explicit Parser(std::string_view sql) : sql_(sql), tokens_(tokens_of(sql)) {}

    bool at_end() const { return peek().kind == Token::Kind::End; }
    const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
    const Token& take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }

    bool is(std::string_view word, std::size_t ahead = 0) const { return is_word(peek(ahead), word); }
    bool is_symbol(char symbol) const { return peek().kind == Token::Kind::Symbol && peek().value[0] == symbol; }
    /// The next token follows the one before it without a space.
    bool is_adjacent() const { return next_ > 0 && peek().begin == tokens_[next_ - 1].end; }

    bool accept(std::string_view word) {
        if (!is(word))
            return false;
        take();
        return true;
    }
    bool accept_symbol(char symbol) {
        if (!is_symbol(symbol))
            return false;
        take();
        return true;
    }

    std::string_view text(std::size_t begin, std::size_t end) const {
        while (begin < end && std::isspace(static_cast<unsigned char>(sql_[begin])) != 0)
            ++begin;
        while (end > begin && std::isspace(static_cast<unsigned char>(sql_[end - 1])) != 0)
            --end;
        return sql_.substr(begin, end - begin);
    }

    /// At a "(": the text up to the ")" that closes it, which is taken, too.
    std::string parenthesized() {
        const std::size_t begin = take().end;
        int depth = 1;
        while (!at_end()) {
            if (is_symbol('('))
                ++depth;
            else if (is_symbol(')') && --depth == 0)
                return std::string(text(begin, take().begin));
            take();
        }
        return std::string(text(begin, sql_.size()));
    }

    /// (a, "b" COLLATE x DESC, …): the names, and what stands behind each.
    std::vector<std::string> column_list(std::vector<std::string>* orders = nullptr) {
        std::vector<std::string> columns;
        if (!accept_symbol('('))
            return columns;
        do {
            columns.push_back(take().value);
            const std::size_t begin = peek().begin;
            while (!at_end() && !is_symbol(',') && !is_symbol(')'))
                take();
            if (orders)
                orders->emplace_back(text(begin, peek().begin));
        } while (accept_symbol(','));
        take();
        return columns;
    }

    /// What follows DEFAULT, as PRAGMA table_info tells it.
    std::string default_value() {
        if (is_symbol('('))
            return parenthesized();
        const std::size_t begin = peek().begin;
        if (is_symbol('+') || is_symbol('-'))
            take();
        const Token& first = take();
        if (is_word(first, "X")) { // x'ab'
            if (is_adjacent() && peek().kind == Token::Kind::Text)
                take();
        } else if (is_number(first)) { // 1.5e-3 is several tokens
            bool exponent = ends_in_exponent(first);
            while (is_adjacent() && (peek().kind == Token::Kind::Word || is_symbol('.') ||
                                     (exponent && (is_symbol('+') || is_symbol('-')))))
                exponent = ends_in_exponent(take());
        }
        return std::string(text(begin, tokens_[next_ - 1].end));
    }

    /// The text of a column's type; at its first word.
    std::string declaration() {
        const std::size_t begin = peek().begin;
        std::size_t end = begin;
        while (peek().kind != Token::Kind::End && peek().kind != Token::Kind::Symbol && !begins_column_constraint())
            end = take().end;
        if (end != begin && is_symbol('(')) {
            parenthesized();
            end = tokens_[next_ - 1].end;
        }
        return std::string(text(begin, end));
    }

    /// [ON CONFLICT word]
    std::string conflict() {
        if (!is("ON") || !is("CONFLICT", 1))
            return {};
        take();
        take();
        return upper(take().value);
    }

    /// REFERENCES was taken.
    void references(ParsedConstraint& key) {
        key.referred_table = take().value;
        key.referred_columns = column_list();
        while (true) {
            if (is("ON") && (is("DELETE", 1) || is("UPDATE", 1))) {
                take();
                std::optional<std::string>& action = is_word(take(), "DELETE") ? key.ondelete : key.onupdate;
                std::string words = upper(take().value);
                if (words == "SET" || words == "NO")
                    words += " " + upper(take().value);
                action = words == "NO ACTION" ? std::nullopt : std::optional(words);
            } else if (accept("MATCH")) {
                key.match = upper(take().value);
            } else if (is("NOT") && is("DEFERRABLE", 1)) {
                take();
                take();
                key.deferrable = false;
            } else if (accept("DEFERRABLE")) {
                key.deferrable = true;
            } else if (accept("INITIALLY")) {
                key.initially = upper(take().value);
            } else {
                return;
            }
        }
    }

  private:
    static bool is_number(const Token& token) {
        return (token.kind == Token::Kind::Word &&
                std::isdigit(static_cast<unsigned char>(token.value.front())) != 0) ||
               (token.kind == Token::Kind::Symbol && token.value == ".");
    }
    static bool ends_in_exponent(const Token& token) {
        const std::string& word = token.value;
        return is_number(token) && token.kind == Token::Kind::Word && (word.back() == 'e' || word.back() == 'E') &&
               !(word.size() > 1 && (word[1] == 'x' || word[1] == 'X'));
    }

    bool begins_column_constraint() const {
        for (const std::string_view word :
             {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", "NOT", "NULL", "DEFAULT", "COLLATE", "AS"})
            if (is(word))
                return true;
        return is("GENERATED") && is("ALWAYS", 1);
    }

    std::string_view sql_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
};

void parse_table_constraint(Parser& parser, ParsedTable& table) {
    ParsedConstraint constraint{};
    if (parser.accept("CONSTRAINT"))
        constraint.name = parser.take().value;
    if (parser.accept("PRIMARY")) {
        parser.take();
        constraint.kind = ParsedConstraint::Kind::PrimaryKey;
        constraint.columns = parser.column_list(&constraint.orders);
        if (!constraint.orders.empty()) { // (id AUTOINCREMENT) is allowed, too
            std::string& order = constraint.orders.back();
            const std::vector<Token> tokens = tokens_of(order);
            if (const auto last = tokens.size() - 1; last > 0 && is_word(tokens[last - 1], "AUTOINCREMENT")) {
                table.autoincrement = true;
                order = last > 1 ? order.substr(0, tokens[last - 2].end) : "";
            }
        }
        constraint.conflict = parser.conflict();
    } else if (parser.accept("UNIQUE")) {
        constraint.kind = ParsedConstraint::Kind::Unique;
        constraint.columns = parser.column_list(&constraint.orders);
        constraint.conflict = parser.conflict();
    } else if (parser.accept("CHECK")) {
        constraint.kind = ParsedConstraint::Kind::Check;
        constraint.expression = parser.parenthesized();
        constraint.conflict = parser.conflict();
    } else if (parser.accept("FOREIGN")) {
        parser.take();
        constraint.kind = ParsedConstraint::Kind::ForeignKey;
        constraint.columns = parser.column_list();
        parser.take(); // REFERENCES
        parser.references(constraint);
    } else {
        if (!parser.is_symbol(',') && !parser.is_symbol(')'))
            parser.take();
        return;
    }
    table.constraints.push_back(std::move(constraint));
}

void parse_column(Parser& parser, ParsedTable& table) {
    ParsedColumn column;
    column.name = parser.take().value;
    column.declaration = parser.declaration();
    std::optional<std::string> name;
    const auto add = [&](ParsedConstraint::Kind kind) -> ParsedConstraint& {
        ParsedConstraint constraint{};
        constraint.kind = kind;
        constraint.name = std::exchange(name, std::nullopt);
        constraint.columns = {column.name};
        constraint.orders = {""};
        constraint.of_column = true;
        return table.constraints.emplace_back(std::move(constraint));
    };
    while (!parser.at_end() && !parser.is_symbol(',') && !parser.is_symbol(')')) {
        if (parser.accept("CONSTRAINT")) {
            name = parser.take().value;
        } else if (parser.is("PRIMARY") && parser.is("KEY", 1)) {
            parser.take();
            parser.take();
            ParsedConstraint& key = add(ParsedConstraint::Kind::PrimaryKey);
            if (!parser.accept("ASC") && parser.accept("DESC"))
                key.orders = {"DESC"};
            key.conflict = parser.conflict();
            if (parser.accept("AUTOINCREMENT"))
                table.autoincrement = true;
        } else if (parser.accept("UNIQUE")) {
            add(ParsedConstraint::Kind::Unique).conflict = parser.conflict();
        } else if (parser.accept("CHECK")) {
            add(ParsedConstraint::Kind::Check).expression = parser.parenthesized();
            parser.conflict();
        } else if (parser.accept("REFERENCES")) {
            parser.references(add(ParsedConstraint::Kind::ForeignKey));
        } else if (parser.is("NOT") && parser.is("NULL", 1)) {
            parser.take();
            parser.take();
            name.reset();
            column.not_null = true;
            column.not_null_conflict = parser.conflict();
        } else if (parser.accept("DEFAULT")) {
            column.server_default = parser.default_value();
            name.reset();
        } else if (parser.accept("COLLATE")) {
            column.collation = parser.take().value;
            name.reset();
        } else if (parser.is("AS") || (parser.is("GENERATED") && parser.is("ALWAYS", 1))) {
            if (parser.accept("GENERATED"))
                parser.take();
            parser.take(); // AS
            if (parser.is_symbol('('))
                column.generated = parser.parenthesized();
            if (!parser.accept("VIRTUAL"))
                column.stored = parser.accept("STORED");
            name.reset();
        } else {
            parser.take();
        }
    }
    table.columns.push_back(std::move(column));
}

} // namespace

const ParsedColumn* ParsedTable::column(std::string_view name) const {
    for (const ParsedColumn& found : columns)
        if (same_name(found.name, name))
            return &found;
    return nullptr;
}

ParsedTable parse_create_table(std::string_view sql) {
    ParsedTable table;
    Parser parser(sql);
    if (!parser.accept("CREATE"))
        return table;
    if (!parser.accept("TEMP"))
        parser.accept("TEMPORARY");
    if (!parser.accept("TABLE"))
        return table;
    while (!parser.at_end() && !parser.is_symbol('('))
        parser.take(); // IF NOT EXISTS, the name
    if (!parser.accept_symbol('('))
        return table;
    while (!parser.at_end() && !parser.is_symbol(')')) {
        const bool is_constraint = parser.is("CONSTRAINT") || (parser.is("PRIMARY") && parser.is("KEY", 1)) ||
                                   parser.is("UNIQUE") || parser.is("CHECK") ||
                                   (parser.is("FOREIGN") && parser.is("KEY", 1));
        if (is_constraint)
            parse_table_constraint(parser, table);
        else if (!parser.is_symbol(','))
            parse_column(parser, table);
        parser.accept_symbol(','); // SQLite lets it be left out between table constraints
    }
    parser.take();
    while (!parser.at_end()) {
        if (parser.is("WITHOUT") && parser.is("ROWID", 1))
            table.without_rowid = true;
        if (parser.is("STRICT"))
            table.strict = true;
        parser.take();
    }
    return table;
}

ParsedIndex parse_create_index(std::string_view sql) {
    ParsedIndex index;
    Parser parser(sql);
    index.unique = parser.is("UNIQUE", 1); // behind CREATE
    while (!parser.at_end() && !parser.is("ON"))
        parser.take();
    while (!parser.at_end() && !parser.is_symbol('('))
        parser.take();
    if (parser.at_end())
        return index;
    std::size_t begin = parser.take().end;
    std::size_t end = begin;
    bool descending = false;
    int depth = 1;
    while (!parser.at_end() && depth > 0) {
        const bool closes = parser.is_symbol(')');
        depth += parser.is_symbol('(') ? 1 : closes ? -1 : 0;
        if (depth == 0 || (depth == 1 && parser.is_symbol(','))) {
            index.elements.push_back({std::string(parser.text(begin, end)), descending});
            begin = end = parser.take().end;
            descending = false;
            continue;
        }
        const bool order = depth == 1 && !closes && (parser.is("DESC") || parser.is("ASC"));
        if (order)
            descending = parser.is("DESC");
        const std::size_t token_end = parser.take().end;
        if (!order)
            end = token_end;
    }
    if (parser.accept("WHERE"))
        index.where = std::string(parser.text(parser.peek().begin, sql.size()));
    return index;
}

std::string query_of_view(std::string_view sql) {
    Parser parser(sql);
    for (int i = 0; i < 3; ++i) // CREATE VIEW name
        parser.take();
    if (parser.is_symbol('('))
        parser.parenthesized();
    return parser.accept("AS") ? std::string(parser.text(parser.peek().begin, sql.size())) : std::string();
}

std::string with_name(std::string_view sql, std::string_view name) {
    Parser parser(sql);
    parser.take();
    parser.take();
    const Token& old = parser.peek();
    return std::string(sql.substr(0, old.begin)) + std::string(name) + std::string(sql.substr(old.end));
}

} // namespace limbeck::dialects::sqlite
