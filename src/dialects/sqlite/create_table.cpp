#include "dialects/sqlite/create_table.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace limbeck::dialects::sqlite {

namespace {

struct Token {
    enum class Kind { Word, Quoted, Text, Symbol, End }; // Quoted: "x", [x], `x`; Text: 'x'
    Kind kind = Kind::End;
    std::string value; ///< unquoted; words as written
    std::size_t begin = 0, end = 0;
};

bool is_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || c == '_' || c == '$' || byte >= 0x80;
}

bool same(std::string_view a, std::string_view upper) {
    if (a.size() != upper.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::toupper(static_cast<unsigned char>(a[i])) != upper[i])
            return false;
    return true;
}

std::string upper(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

std::vector<Token> tokens_of(std::string_view sql) {
    std::vector<Token> tokens;
    std::size_t i = 0;
    while (i < sql.size()) {
        const char c = sql[i];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++i;
        } else if (sql.substr(i, 2) == "--") {
            i = std::min(sql.find('\n', i), sql.size());
        } else if (sql.substr(i, 2) == "/*") {
            const std::size_t close = sql.find("*/", i + 2);
            i = close == std::string_view::npos ? sql.size() : close + 2;
        } else if (c == '"' || c == '`' || c == '[' || c == '\'') {
            const char close = c == '[' ? ']' : c;
            Token token{c == '\'' ? Token::Kind::Text : Token::Kind::Quoted, {}, i, i};
            for (++i; i < sql.size(); ++i) {
                if (sql[i] == close) {
                    if (close == ']' || i + 1 >= sql.size() || sql[i + 1] != close)
                        break;
                    ++i;
                }
                token.value += sql[i];
            }
            token.end = i = std::min(i + 1, sql.size());
            tokens.push_back(std::move(token));
        } else if (is_word(c)) {
            const std::size_t begin = i;
            while (i < sql.size() && is_word(sql[i]))
                ++i;
            tokens.push_back({Token::Kind::Word, std::string(sql.substr(begin, i - begin)), begin, i});
        } else {
            tokens.push_back({Token::Kind::Symbol, std::string(1, c), i, i + 1});
            ++i;
        }
    }
    tokens.push_back({Token::Kind::End, {}, sql.size(), sql.size()});
    return tokens;
}

class Parser {
  public:
    explicit Parser(std::string_view sql) : sql_(sql), tokens_(tokens_of(sql)) {}

    bool at_end() const { return peek().kind == Token::Kind::End; }
    const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
    const Token& take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }

    bool is(std::string_view word, std::size_t ahead = 0) const {
        return peek(ahead).kind == Token::Kind::Word && same(peek(ahead).value, word);
    }
    bool is_symbol(char symbol) const { return peek().kind == Token::Kind::Symbol && peek().value[0] == symbol; }

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

    /// (a, "b" COLLATE x DESC, …): the names.
    std::vector<std::string> column_list() {
        std::vector<std::string> columns;
        if (!accept_symbol('('))
            return columns;
        columns.push_back(take().value);
        int depth = 1;
        while (!at_end() && depth > 0) {
            if (is_symbol(',') && depth == 1) {
                take();
                columns.push_back(take().value);
                continue;
            }
            depth += is_symbol('(') ? 1 : is_symbol(')') ? -1 : 0;
            take();
        }
        return columns;
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
                std::optional<std::string>& action = same(take().value, "DELETE") ? key.ondelete : key.onupdate;
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
        // (id AUTOINCREMENT) is allowed, too.
        constraint.columns = parser.column_list();
        constraint.conflict = parser.conflict();
    } else if (parser.accept("UNIQUE")) {
        constraint.kind = ParsedConstraint::Kind::Unique;
        constraint.columns = parser.column_list();
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
        parser.take();
        return;
    }
    table.constraints.push_back(std::move(constraint));
}

void parse_column(Parser& parser, ParsedTable& table) {
    ParsedColumn column;
    column.name = parser.take().value;
    std::optional<std::string> name;
    const auto add = [&](ParsedConstraint::Kind kind) -> ParsedConstraint& {
        ParsedConstraint constraint{};
        constraint.kind = kind;
        constraint.name = std::exchange(name, std::nullopt);
        constraint.columns = {column.name};
        constraint.of_column = true;
        return table.constraints.emplace_back(std::move(constraint));
    };
    while (!parser.at_end() && !parser.is_symbol(',') && !parser.is_symbol(')')) {
        if (parser.accept("CONSTRAINT")) {
            name = parser.take().value;
        } else if (parser.is("PRIMARY") && parser.is("KEY", 1)) {
            parser.take();
            parser.take();
            if (!parser.accept("ASC"))
                parser.accept("DESC");
            ParsedConstraint& key = add(ParsedConstraint::Kind::PrimaryKey);
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
            column.not_null_conflict = parser.conflict();
        } else if (parser.accept("DEFAULT")) {
            if (parser.is_symbol('('))
                parser.parenthesized();
            else if (parser.is_symbol('+') || parser.is_symbol('-'))
                parser.take();
            else
                parser.take();
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
            name.reset();
        } else if (parser.is_symbol('(')) {
            parser.parenthesized(); // of the type
        } else {
            parser.take();
        }
    }
    table.columns.push_back(std::move(column));
}

} // namespace

const ParsedColumn* ParsedTable::column(std::string_view name) const {
    for (const ParsedColumn& found : columns)
        if (found.name == name)
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

} // namespace limbeck::dialects::sqlite
