#include "dialects/mysql/column_text.hpp"

#include "dialects/mysql/grammar.hpp"
#include "sql/scanner.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

namespace limbeck::dialects::mysql {

namespace {

const sql::Quoting& quoting() {
    return grammar(Flavour::Mariadb).quoting();
}

/// What newer servers alone are to read stands in comments: /*!80023 INVISIBLE */.
std::string without_version_comments(std::string_view text) {
    std::string plain;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with("/*!") || text.substr(at).starts_with("/*M!")) {
            at = text.find_first_not_of("0123456789", text.find('!', at) + 1);
            at = std::min(text.find_first_not_of(' ', at), text.size());
            inside = true;
        } else if (inside && text.substr(at).starts_with("*/")) {
            at += 2;
            inside = false;
        } else {
            const std::size_t end = std::max(sql::after_quoted(text, at, quoting()), at + 1);
            plain += text.substr(at, end - at);
            at = end;
        }
    }
    return plain;
}

enum class Part {
    Type,
    CharacterSet,
    Generated,
    Other,
    Null,
    NotNull,
    Autoincrement,
    Default,
    OnUpdate,
    Comment,
    Check,
};

/// Pieces of a definition, each with what it begins.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text), tokens_(sql::tokens_of(text, quoting())) {}

    ColumnText read() {
        ColumnText column;
        Part part = Part::Type;
        std::size_t begin = 0;
        while (!is_end()) {
            const std::size_t at = at_;
            if (const auto words = beginning(part)) {
                give(column, part, begin, at);
                part = words->part;
                begin = at + words->not_told;
                at_ = at + words->count;
            } else {
                step();
            }
        }
        give(column, part, begin, at_);
        return column;
    }

  private:
    struct Beginning {
        Part part;
        std::size_t count;    ///< words that begin it
        std::size_t not_told; ///< of these
    };

    bool is(std::size_t offset, std::string_view lower) const {
        const std::size_t at = at_ + offset;
        return at < tokens_.size() && tokens_[at].kind == sql::Piece::Kind::Word &&
               support::lower(tokens_[at].value) == lower;
    }
    bool is_end() const { return tokens_[at_].kind == sql::Piece::Kind::End; }

    /// One token, or all within parentheses.
    void step() {
        if (!tokens_[at_].is_symbol('(')) {
            ++at_;
            return;
        }
        const std::size_t end = sql::after_parentheses(text_, tokens_[at_].begin, quoting());
        while (!is_end() && tokens_[at_].begin < end)
            ++at_;
    }

    /// What begins here; nothing where what is being read goes on.
    std::optional<Beginning> beginning(Part part) const {
        if (is(0, "character") && is(1, "set"))
            return Beginning{Part::CharacterSet, 2, 0};
        if (is(0, "charset"))
            return Beginning{Part::CharacterSet, 1, 0};
        if (is(0, "collate") && part != Part::CharacterSet && part != Part::Default && part != Part::Generated)
            return Beginning{Part::CharacterSet, 1, 0};
        if (is(0, "generated") && is(1, "always"))
            return Beginning{Part::Generated, 2, 0};
        if (is(0, "as") && part != Part::Generated)
            return Beginning{Part::Generated, 1, 0};
        if (is(0, "not") && is(1, "null"))
            return Beginning{Part::NotNull, 2, 2};
        if (is(0, "null"))
            return Beginning{Part::Null, 1, 1};
        if (is(0, "default"))
            return Beginning{Part::Default, is(1, "null") ? 2u : 1u, 1};
        if (is(0, "on") && is(1, "update"))
            return Beginning{Part::OnUpdate, 2, 0};
        if (is(0, "auto_increment"))
            return Beginning{Part::Autoincrement, 1, 1};
        if (is(0, "comment"))
            return Beginning{Part::Comment, 1, 1};
        if (is(0, "check"))
            return Beginning{Part::Check, 1, 1};
        if (is(0, "invisible") || is(0, "visible") || is(0, "column_format") || is(0, "storage") || is(0, "srid"))
            return Beginning{Part::Other, 1, 0};
        if ((is(0, "without") || is(0, "with")) && is(1, "system"))
            return Beginning{Part::Other, 2, 0};
        return std::nullopt;
    }

    std::string text(std::size_t begin, std::size_t end) const {
        return begin >= end
                   ? std::string()
                   : std::string(text_.substr(tokens_[begin].begin, tokens_[end - 1].end - tokens_[begin].begin));
    }

    void give(ColumnText& column, Part part, std::size_t begin, std::size_t end) const {
        const std::string said = text(begin, end);
        const auto join = [&](std::string& to) { to += (to.empty() || said.empty() ? "" : " ") + said; };
        switch (part) {
        case Part::Type:
            column.type = said;
            break;
        case Part::CharacterSet:
            join(column.character_set);
            break;
        case Part::Generated:
            column.generated = said;
            break;
        case Part::Other:
            join(column.others);
            break;
        case Part::Null:
            break;
        case Part::NotNull:
            column.nullable = false;
            break;
        case Part::Autoincrement:
            column.autoincrement = true;
            break;
        case Part::Default:
            column.default_ = support::lower(said) == "null" ? "" : said;
            break;
        case Part::OnUpdate:
            column.on_update = said;
            break;
        case Part::Comment:
            column.comment = said;
            break;
        case Part::Check:
            column.check = said;
            break;
        }
    }

    std::string_view text_;
    std::vector<sql::Token> tokens_;
    std::size_t at_ = 0;
};

template <std::size_t n> bool begins_with_one_of(std::string_view type, const std::string_view (&words)[n]) {
    return std::find(std::begin(words), std::end(words), support::first_word(std::string(type))) != std::end(words);
}

} // namespace

ColumnText read_column_text(std::string_view definition) {
    return Reader(without_version_comments(definition)).read();
}

std::string to_string(const ColumnText& column) {
    std::string text = column.type;
    for (const std::string* part : {&column.character_set, &column.generated, &column.others})
        if (!part->empty())
            text += " " + *part;
    if (!column.nullable)
        text += " NOT NULL";
    else if (column.generated.empty()) // which MariaDB has no word for there
        text += " NULL";
    if (column.autoincrement)
        text += " AUTO_INCREMENT";
    if (!column.default_.empty())
        text += " DEFAULT " + column.default_;
    if (!column.on_update.empty())
        text += " " + column.on_update;
    if (!column.comment.empty())
        text += " COMMENT " + column.comment;
    if (!column.check.empty())
        text += " CHECK " + column.check;
    return text;
}

bool is_of_characters(std::string_view type) {
    static constexpr std::string_view words[] = {"char",     "varchar", "tinytext", "text", "mediumtext",
                                                 "longtext", "long",    "enum",     "set",  "character"};
    return begins_with_one_of(type, words);
}

bool is_moment(std::string_view type) {
    static constexpr std::string_view words[] = {"datetime", "timestamp"};
    return begins_with_one_of(type, words);
}

bool is_json_check(std::string_view check, const std::string& column) {
    const std::vector<sql::Token> tokens = sql::tokens_of(check, quoting());
    return tokens.size() == 7 && tokens[1].kind == sql::Piece::Kind::Word &&
           support::lower(tokens[1].value) == "json_valid" && tokens[3].kind == sql::Piece::Kind::Quoted &&
           tokens[3].value == column;
}

std::string with_renamed_column(std::string_view expression, const std::string& from, const std::string& to) {
    std::string text;
    std::size_t done = 0;
    for (const sql::Token& token : sql::tokens_of(expression, quoting())) {
        if (token.kind != sql::Piece::Kind::Quoted || support::lower(token.value) != support::lower(from))
            continue;
        text += std::string(expression.substr(done, token.begin - done)) + grammar(Flavour::Mariadb).quote(to);
        done = token.end;
    }
    return text + std::string(expression.substr(done));
}

} // namespace limbeck::dialects::mysql
