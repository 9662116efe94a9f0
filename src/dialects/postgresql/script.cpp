#include "dialects/postgresql/script.hpp"

#include "dialects/postgresql/scanning.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::dialects::postgresql {

namespace {

class Splitter {
  public:
    explicit Splitter(const SqlFile& file) : file_(file), text_(file.text) {}

    std::vector<ScriptStatement> split() {
        std::size_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (at < text_.size()) {
            const std::size_t begin = skip_to_content(at);
            if (begin >= text_.size())
                break;
            if (text_[begin] == '\\') {
                at = skip_meta_command(begin);
                continue;
            }
            at = take_statement(begin);
        }
        return std::move(statements_);
    }

  private:
    /// Whitespace, comments and lonely semicolons are left out.
    std::size_t skip_to_content(std::size_t at) const {
        while (at < text_.size()) {
            if (const std::size_t after = after_comment(text_, at); after > at)
                at = after;
            else if (std::isspace(static_cast<unsigned char>(text_[at])) != 0 || text_[at] == ';')
                ++at;
            else
                break;
        }
        return at;
    }

    std::size_t skip_meta_command(std::size_t at) const {
        const std::size_t end = after_line(text_, at);
        const std::string line = text_.substr(at, end - at);
        const std::string word = line.substr(0, line.find_first_of(" \t\r"));
        if (word != "\\restrict" && word != "\\unrestrict")
            fail("'" + word + "' is a command of psql, not SQL", file_.place(at),
                 "Leave the line out; limbeck reads SQL statements only.");
        return end;
    }

    std::size_t take_statement(std::size_t begin) {
        int parentheses = 0, blocks = 0;
        std::vector<std::string> words; // the first of the statement
        std::size_t at = begin;
        const auto keep = [&](std::size_t end) {
            ScriptStatement& statement = statements_.emplace_back();
            statement.text = text_.substr(begin, end - begin);
            statement.tokens = tokens_of(statement.text);
            statement.place = file_.place(begin);
            if (statement.tokens.front().is_word("copy"))
                fail("COPY brings rows, and a target says a structure", statement.place,
                     "Dump with pg_dump --schema-only.");
        };
        while (at < text_.size()) {
            const char c = text_[at];
            if (const std::size_t after = after_comment(text_, at); after > at) {
                at = after;
            } else if (const std::size_t end = after_quoted(text_, at); end > at) {
                at = after_text(at, end);
            } else if (c == '(' || c == ')') {
                parentheses += c == '(' ? 1 : -1;
                ++at;
            } else if (c == ';' && parentheses <= 0 && blocks == 0) {
                keep(at);
                return at + 1;
            } else if (c == '\\') {
                skip_meta_command(at);
                at = after_line(text_, at);
            } else if (is_name(c)) {
                const std::size_t end = word_end(at);
                const std::string word = lower(text_.substr(at, end - at));
                at = end;
                if (words.size() < 4)
                    words.push_back(word);
                if (is_routine(words)) {
                    if (word == "begin" || (word == "case" && blocks > 0))
                        ++blocks;
                    else if (word == "end" && blocks > 0)
                        --blocks;
                }
            } else {
                ++at;
            }
        }
        keep(text_.size());
        return text_.size();
    }

    std::size_t word_end(std::size_t at) const {
        while (at < text_.size() && (is_name(text_[at]) || text_[at] == '$'))
            ++at;
        return at;
    }

    static std::string lower(std::string word) {
        std::transform(word.begin(), word.end(), word.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return word;
    }

    /// CREATE [OR REPLACE] FUNCTION | PROCEDURE
    static bool is_routine(const std::vector<std::string>& words) {
        if (words.empty() || words[0] != "create")
            return false;
        const std::size_t at = words.size() > 2 && words[1] == "or" ? 3 : 1;
        return words.size() > at && (words[at] == "function" || words[at] == "procedure");
    }

    std::size_t after_text(std::size_t begin, std::size_t end) const {
        const char c = text_[begin], quote = c == '"' || c == '$' ? c : '\'';
        if (end >= text_.size() && (text_.back() != quote || end == begin + 1))
            fail(std::string("the quoted text that begins here does not end"), file_.place(begin));
        return end;
    }

    const SqlFile& file_;
    const std::string& text_;
    std::vector<ScriptStatement> statements_;
};

} // namespace

std::vector<ScriptStatement> statements_of(const SqlFile& file) {
    return Splitter(file).split();
}

} // namespace limbeck::dialects::postgresql
