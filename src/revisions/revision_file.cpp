#include "revisions/revision_file.hpp"

#include "configuration/python_text.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iconv.h>

namespace limbeck::revisions {
namespace {

constexpr std::array<std::string_view, 4> names = {"revision", "down_revision", "branch_labels", "depends_on"};

/// A constant: a string, None, or several strings. Anything else has to be computed.
struct Constant {
    std::optional<std::string> text;
    std::vector<std::string> list;
    bool is_list = false;
};

bool starts_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_identifier(char c) {
    return starts_identifier(c) || (c >= '0' && c <= '9');
}

/// Marks the characters at which a walk has to stop and look; all others are passed over in one tight loop.
constexpr std::array<bool, 256> stops_at(std::string_view characters) {
    std::array<bool, 256> table{};
    for (char c : characters)
        table[static_cast<unsigned char>(c)] = true;
    return table;
}
constexpr auto stops_in_code = stops_at("\n\r#\"'\\()[]{}");
constexpr auto stops_in_string = stops_at("\n\r\"'\\");

void append_utf8(std::string& out, std::uint32_t point) {
    auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80)
        put(point);
    else if (point < 0x800)
        put(0xc0 | point >> 6), put(0x80 | (point & 0x3f));
    else if (point < 0x10000)
        put(0xe0 | point >> 12), put(0x80 | (point >> 6 & 0x3f)), put(0x80 | (point & 0x3f));
    else
        put(0xf0 | point >> 18), put(0x80 | (point >> 12 & 0x3f)), put(0x80 | (point >> 6 & 0x3f)),
            put(0x80 | (point & 0x3f));
}

/// What a walk over the text cannot get past.
struct Unreadable {
    std::string what;
    int line;
};

/// Walks over the module level of a source, one logical line after the other (Python language reference, chapter 2).
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    RevisionFile read() {
        try {
            while (at_ < text_.size())
                logical_line();
        } catch (const Unreadable& unreadable) {
            file_.problem = unreadable.what;
            file_.problem_line = unreadable.line;
        }
        for (std::size_t i = 0; i < names.size(); ++i)
            if (computed_[i] && (!file_.computed_line || computed_[i] < file_.computed_line)) {
                file_.computed = names[i];
                file_.computed_line = computed_[i];
            }
        return std::move(file_);
    }

  private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void logical_line() {
        int indent = 0;
        for (;; ++at_) {
            char c = peek();
            if (c == ' ')
                ++indent;
            else if (c == '\t')
                indent = indent / 8 * 8 + 8;
            else if (c == '\f')
                indent = 0;
            else
                break;
        }
        if (at_ >= text_.size())
            return;
        char c = peek();
        if (c == '\n' || c == '\r' || c == '#') {
            skip_to_end();
            return;
        }
        if (skipping_ && indent > skip_indent_) {
            skip_to_end();
            return;
        }
        skipping_ = false;
        conditional_ = indent > 0;
        while (statement(indent)) {
        }
    }

    /// Reads up to the next semicolon (true) or the end of the logical line (false).
    bool statement(int indent) {
        skip_blanks();
        bool is_first = !any_statement_;
        any_statement_ = true;
        if (is_first && !conditional_ && string_prefix()) {
            std::size_t start = at_;
            int line = line_;
            std::string doc;
            if (strings(doc) && at_end_of_statement())
                file_.doc = configuration::strip(doc);
            else {
                at_ = start;
                line_ = line;
            }
            return rest_of_statement({});
        }
        if (!starts_identifier(peek()))
            return rest_of_statement({});
        std::size_t start = at_;
        std::string_view word = identifier();
        if (word == "def" || word == "class" || word == "async") {
            skip_indent_ = indent;
            skipping_ = true;
            skip_to_end();
            return false;
        }
        for (std::size_t i = 0; i < names.size(); ++i)
            if (word == names[i])
                return assignment(i);
        at_ = start;
        return rest_of_statement(word);
    }

    bool assignment(std::size_t name) {
        int line = line_;
        skip_blanks();
        if (peek() == ':' && peek(1) != '=') {
            ++at_;
            if (!skip_annotation())
                return at_ < text_.size() && text_[at_ - 1] == ';';
        } else if (peek() != '=' || peek(1) == '=') {
            // "revision += …", "revision, down_revision = …"; a mere use such as "revision.upper()" does no harm.
            seen_name_ = static_cast<int>(name);
            return rest_of_statement({});
        } else
            ++at_;
        skip_blanks();
        std::size_t start = at_;
        int start_line = line_;
        Constant value;
        if (!conditional_ && constant_list(value) && at_end_of_statement())
            store(name, line, std::move(value));
        else {
            computed_[name] = line;
            at_ = start;
            line_ = start_line;
        }
        return rest_of_statement({});
    }

    void store(std::size_t name, int line, Constant value) {
        computed_[name] = 0;
        if (name == 0) {
            if (value.is_list || !value.text)
                computed_[name] = line; // no id at all; running the file shows what its author meant
            else
                file_.revision = std::move(value.text);
            return;
        }
        std::vector<std::string> list = std::move(value.list);
        if (value.text && !value.text->empty())
            list.assign(1, std::move(*value.text));
        if (name == 1)
            file_.has_down_revision = true;
        (name == 1 ? file_.down_revision : name == 2 ? file_.branch_labels : file_.depends_on) = std::move(list);
    }

    // -- constants

    /// A constant, or several with commas between them.
    bool constant_list(Constant& value) {
        if (!constant(value, 0))
            return false;
        skip_blanks();
        if (peek() != ',')
            return true;
        Constant first = std::move(value);
        value = {};
        value.is_list = true;
        if (!first.text)
            return false;
        value.list.push_back(std::move(*first.text));
        while (peek() == ',') {
            ++at_;
            skip_blanks();
            if (at_end_of_statement())
                return true;
            Constant next;
            if (!constant(next, 0) || !next.text)
                return false;
            value.list.push_back(std::move(*next.text));
            skip_blanks();
        }
        return true;
    }

    bool constant(Constant& value, int depth) {
        if (depth > 20)
            return false;
        if (string_prefix()) {
            value.text.emplace();
            return strings(*value.text, depth > 0);
        }
        if (starts_identifier(peek()))
            return identifier() == "None";
        char open = peek();
        char close = open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '\0';
        if (!close)
            return false;
        ++at_;
        bool comma = false;
        std::vector<Constant> items;
        for (;;) {
            skip_inside();
            if (peek() == close)
                break;
            if (!items.empty() && !comma)
                return false;
            items.emplace_back();
            if (!constant(items.back(), depth + 1))
                return false;
            skip_inside();
            comma = peek() == ',';
            if (comma)
                ++at_;
        }
        ++at_;
        if (open == '{' && items.empty())
            return false; // an empty dictionary
        if (open == '(' && items.size() == 1 && !comma) {
            value = std::move(items.front());
            return true;
        }
        value.is_list = true;
        for (Constant& item : items) {
            if (!item.text)
                return false;
            value.list.push_back(std::move(*item.text));
        }
        return true;
    }

    /// Whether a string literal that is text begins here.
    bool string_prefix() const {
        std::size_t length = 0;
        while (length < 2 && starts_identifier(peek(length)))
            ++length;
        char quote = peek(length);
        if (quote != '"' && quote != '\'')
            return false;
        for (std::size_t i = 0; i < length; ++i)
            if (char c = static_cast<char>(peek(i) | 0x20); c != 'r' && (c != 'u' || length != 1))
                return false;
        return true;
    }

    /// One string literal, and those that follow it at once. False when a value cannot be told without Python.
    bool strings(std::string& out, bool inside = false) {
        bool known = true;
        while (string_prefix()) {
            bool raw = false;
            while (peek() != '"' && peek() != '\'')
                raw |= (text_[at_++] | 0x20) == 'r';
            known &= string(&out, raw);
            std::size_t after = at_;
            int line = line_;
            if (inside)
                skip_inside();
            else
                skip_blanks();
            if (!string_prefix()) {
                at_ = after;
                line_ = line;
                break;
            }
        }
        return known;
    }

    /// The literal whose opening quote is here; its value goes to `out` when that is given.
    bool string(std::string* out, bool raw = false) {
        char quote = text_[at_];
        int start_line = line_;
        bool triple = peek(1) == quote && peek(2) == quote;
        at_ += triple ? 3 : 1;
        bool known = true;
        for (;; ++at_) {
            if (!out)
                pass(stops_in_string);
            if (at_ >= text_.size())
                throw Unreadable{triple ? "unterminated triple-quoted string literal" : "unterminated string literal",
                                 start_line};
            char c = text_[at_];
            if (c == quote) {
                if (!triple) {
                    ++at_;
                    return known;
                }
                if (peek(1) == quote && peek(2) == quote) {
                    at_ += 3;
                    return known;
                }
            } else if (c == '\n' || c == '\r') {
                if (!triple)
                    throw Unreadable{"unterminated string literal", start_line};
                new_line();
                if (out)
                    *out += '\n';
                continue;
            } else if (c == '\\' && at_ + 1 < text_.size()) {
                ++at_;
                char next = text_[at_];
                if (next == '\n' || next == '\r') {
                    new_line();
                    if (out && raw)
                        *out += "\\\n";
                } else if (out && raw)
                    (*out += '\\') += next;
                else if (out)
                    known &= escape(next, *out);
                continue;
            }
            if (out)
                *out += c;
        }
    }

    /// The escape whose second character is here; leaves at its last one.
    bool escape(char c, std::string& out) {
        static constexpr std::string_view plain = "\\'\"abfnrtv", meaning = "\\'\"\a\b\f\n\r\t\v";
        if (std::size_t i = plain.find(c); i != std::string_view::npos) {
            out += meaning[i];
            return true;
        }
        auto digits = [&](std::size_t most, int base, bool all) {
            std::uint32_t value = 0;
            std::size_t count = 0;
            for (; count < most; ++count) {
                char d = peek(count);
                int digit = d >= '0' && d <= '9'                     ? d - '0'
                            : (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10
                                                                     : 99;
                if (digit >= base)
                    break;
                value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
            }
            at_ += count;
            --at_;
            append_utf8(out, value);
            return (!all || count == most) && value < 0x110000;
        };
        if (c >= '0' && c <= '7')
            return digits(3, 8, false);
        if (c == 'x' || c == 'u' || c == 'U') {
            ++at_;
            return digits(c == 'x' ? 2 : c == 'u' ? 4 : 8, 16, true);
        }
        (out += '\\') += c;
        return c != 'N'; // names of characters: Python knows them
    }

    // -- walking on

    void new_line() { // at_ is at \n or \r; leaves at its last character
        if (text_[at_] == '\r' && peek(1) == '\n')
            ++at_;
        ++line_;
    }

    void skip_blanks() {
        for (;;) {
            char c = peek();
            if (c == ' ' || c == '\t' || c == '\f')
                ++at_;
            else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
                ++at_;
                new_line();
                ++at_;
            } else
                return;
        }
    }

    /// Blanks, line ends and comments between brackets.
    void skip_inside() {
        for (;;) {
            skip_blanks();
            char c = peek();
            if (c == '#')
                comment();
            else if (at_ < text_.size() && (c == '\n' || c == '\r')) {
                new_line();
                ++at_;
            } else
                return;
        }
    }

    void comment() { at_ = std::min(text_.find_first_of("\n\r", at_), text_.size()); }

    void pass(const std::array<bool, 256>& stops) {
        const char* data = text_.data();
        std::size_t at = at_, size = text_.size();
        while (at < size && !stops[static_cast<unsigned char>(data[at])])
            ++at;
        at_ = at;
    }

    std::string_view identifier() {
        std::size_t start = at_;
        while (at_ < text_.size() && continues_identifier(text_[at_]))
            ++at_;
        return text_.substr(start, at_ - start);
    }

    bool at_end_of_statement() {
        skip_blanks();
        char c = peek();
        return at_ >= text_.size() || c == '\n' || c == '\r' || c == ';' || c == '#';
    }

    /// Passes the rest of a logical line without looking at names.
    void skip_to_end() {
        int depth = 0;
        for (pass(stops_in_code); at_ < text_.size(); pass(stops_in_code)) {
            switch (char c = text_[at_]) {
            case '\n':
            case '\r':
                new_line();
                ++at_;
                if (depth == 0)
                    return;
                continue;
            case '#':
                comment();
                continue;
            case '"':
            case '\'':
                string(nullptr);
                continue;
            case '\\':
                ++at_;
                if (peek() == '\n' || peek() == '\r')
                    new_line();
                ++at_;
                continue;
            default:
                depth = bracket(c, depth);
                ++at_;
            }
        }
        if (depth > 0)
            throw Unreadable{"'" + std::string(1, open_) + "' was never closed", open_line_};
    }

    int bracket(char c, int depth) {
        if (c == '(' || c == '[' || c == '{') {
            if (depth == 0) {
                open_ = c;
                open_line_ = line_;
            }
            return depth + 1;
        }
        if (c == ')' || c == ']' || c == '}') {
            if (depth == 0)
                throw Unreadable{"unmatched '" + std::string(1, c) + "'", line_};
            return depth - 1;
        }
        return depth;
    }

    /// From after the colon to after the "=" (true), or past the end of the statement (false).
    bool skip_annotation() {
        int depth = 0;
        while (at_ < text_.size()) {
            char c = text_[at_];
            if (depth == 0 && c == '=' && peek(1) != '=') {
                ++at_;
                return true;
            }
            if (c == '\n' || c == '\r') {
                new_line();
                ++at_;
                if (depth == 0)
                    return false;
            } else if (c == '#')
                comment();
            else if (c == '"' || c == '\'')
                string(nullptr);
            else if (c == ';' && depth == 0) {
                ++at_;
                return false;
            } else {
                depth = bracket(c, depth);
                ++at_;
            }
        }
        return false;
    }

    /// Passes the rest of a statement, and notes when it may set one of the four names in a way that only running it
    /// can tell. True at a semicolon, false at the end of the line.
    bool rest_of_statement(std::string_view first_word) {
        bool binds = first_word == "from" || first_word == "import" || first_word == "for" || first_word == "with" ||
                     first_word == "except" || first_word == "del" || first_word == "global";
        int depth = 0, name = seen_name_;
        seen_name_ = -1;
        char before = '\0'; // last character that is no blank
        auto set = [&](int which) { computed_[static_cast<std::size_t>(which)] = line_; };
        while (at_ < text_.size()) {
            char c = text_[at_];
            if (starts_identifier(c)) {
                std::string_view word = identifier();
                for (std::size_t i = 0; i < names.size(); ++i)
                    if (word == names[i] && before != '.') {
                        name = static_cast<int>(i);
                        if (binds)
                            set(name);
                        skip_blanks();
                        if (peek() == ':' && peek(1) == '=')
                            set(name);
                    }
                before = 'a';
                continue;
            }
            if (c == ' ' || c == '\t') {
                ++at_;
                continue;
            }
            if (c == '\n' || c == '\r') {
                new_line();
                ++at_;
                if (depth == 0)
                    return false;
                continue;
            }
            if (c == '#') {
                comment();
                continue;
            }
            if (c == '"' || c == '\'') {
                string(nullptr);
                before = c;
                continue;
            }
            if (c == '\\') {
                ++at_;
                if (peek() == '\n' || peek() == '\r')
                    new_line();
                ++at_;
                continue;
            }
            if (depth == 0 && c == ';') {
                ++at_;
                return true;
            }
            if (depth == 0 && c == '=' && peek(1) == '=') {
                at_ += 2;
                before = 'a';
                continue;
            }
            if (depth == 0 && c == '=' && name >= 0 && before != '<' && before != '>' && before != '!')
                set(name);
            depth = bracket(c, depth);
            before = c;
            ++at_;
        }
        if (depth > 0)
            throw Unreadable{"'" + std::string(1, open_) + "' was never closed", open_line_};
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    RevisionFile file_;
    std::array<int, 4> computed_{}; ///< line of the last assignment of each name, when that is no constant
    bool any_statement_ = false;
    bool conditional_ = false; ///< in an indented block of the module level
    bool skipping_ = false;    ///< in the body of a function or class that begins at skip_indent_
    int skip_indent_ = 0;
    int seen_name_ = -1;
    char open_ = '(';
    int open_line_ = 1;
};

/// The encoding that a comment in one of the first two lines declares (PEP 263), lower case; empty: none.
std::string declared_encoding(std::string_view source) {
    for (int line = 0; line < 2; ++line) {
        std::size_t end = source.find_first_of("\r\n");
        std::string_view text = configuration::strip(source.substr(0, end));
        if (!text.empty() && text.front() != '#')
            return {};
        for (std::size_t at = text.find("coding"); at != std::string_view::npos; at = text.find("coding", at + 1)) {
            std::size_t from = at + 6;
            if (from >= text.size() || (text[from] != ':' && text[from] != '='))
                continue;
            do
                ++from;
            while (from < text.size() && (text[from] == ' ' || text[from] == '\t'));
            std::size_t to = from;
            while (to < text.size() && (continues_identifier(text[to]) || text[to] == '-' || text[to] == '.'))
                ++to;
            if (to > from)
                return support::lower(text.substr(from, to - from));
        }
        if (end == std::string_view::npos)
            return {};
        source.remove_prefix(end + 1);
    }
    return {};
}

std::optional<std::string> to_utf8(std::string_view source, const std::string& encoding) {
    // The most frequent one by hand: iconv may find no tables where nothing is installed.
    if (encoding == "latin-1" || encoding == "latin1" || encoding == "latin_1" || encoding == "iso-8859-1" ||
        encoding == "iso8859-1") {
        std::string text;
        for (char c : source)
            append_utf8(text, static_cast<unsigned char>(c));
        return text;
    }
    iconv_t converter = iconv_open("UTF-8", encoding.c_str());
    if (converter == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    std::string in(source), out(source.size() * 4 + 16, '\0');
    char *from = in.data(), *to = out.data();
    std::size_t from_left = in.size(), to_left = out.size();
    std::size_t result = iconv(converter, &from, &from_left, &to, &to_left);
    iconv_close(converter);
    if (result == static_cast<std::size_t>(-1))
        return std::nullopt;
    out.resize(out.size() - to_left);
    return out;
}

} // namespace

RevisionFile read_revision_source(std::string_view source) {
    if (source.starts_with("\xef\xbb\xbf"))
        source.remove_prefix(3);
    auto problem = [&](std::string what, std::size_t position) {
        RevisionFile file;
        file.problem = std::move(what);
        file.problem_line = 1;
        for (char c : source.substr(0, position))
            file.problem_line += c == '\n';
        return file;
    };
    std::string converted;
    std::size_t position = 0;
    std::string encoding = declared_encoding(source);
    if (!encoding.empty() && !encoding.starts_with("utf") && encoding != "ascii" && encoding != "us-ascii") {
        auto text = to_utf8(source, encoding);
        if (!text)
            return problem("not readable in its declared encoding " + encoding, 0);
        converted = std::move(*text);
        source = converted;
    } else if (!configuration::is_utf8(source, &position))
        return problem("not UTF-8", position);
    if (std::size_t null = source.find('\0'); null != std::string_view::npos)
        return problem("source code string cannot contain null bytes", null);
    return Reader(source).read();
}

bool is_revision_filename(std::string_view name) {
    return name.size() >= 3 && name.ends_with(".py") && !name.starts_with(".#") && !name.starts_with("__init__");
}

std::optional<std::string> legacy_revision_id(std::string_view filename) {
    if (!filename.ends_with(".py"))
        return std::nullopt;
    std::string_view id = filename.substr(0, filename.size() - 3);
    if (id.empty() || id.find_first_not_of("abcdef0123456789") != std::string_view::npos)
        return std::nullopt;
    return std::string(id);
}

std::string_view first_paragraph(std::string_view doc) {
    return doc.substr(0, doc.find("\n\n"));
}

} // namespace limbeck::revisions
