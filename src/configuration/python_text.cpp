#include "configuration/python_text.hpp"

#include <cstdint>
#include <cstring>

namespace limbeck::configuration {

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

std::string_view strip(std::string_view text) {
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    return right_strip(text);
}

std::string_view right_strip(std::string_view text) {
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (;;) {
        std::size_t at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + separator.size());
    }
}

std::vector<std::string> split_words(std::string_view text, bool colons) {
    std::vector<std::string> words;
    std::string word;
    for (char c : text) {
        if (c == ',' || c == ' ' || (colons && c == ':')) {
            if (!word.empty())
                words.push_back(std::move(word));
            word.clear();
        } else
            word += c;
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

bool is_utf8(std::string_view text, std::size_t* position) {
    std::size_t i = 0, n = text.size();
    auto bad = [&] {
        if (position)
            *position = i;
        return false;
    };
    auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    while (i < n) {
        // Most text is ASCII: eight bytes at once.
        for (std::uint64_t word; i + 8 <= n; i += 8) {
            std::memcpy(&word, text.data() + i, 8);
            if (word & 0x8080808080808080u)
                break;
        }
        if (i == n)
            break;
        unsigned char c = byte(i);
        if (c < 0x80) {
            ++i;
            continue;
        }
        std::size_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
        if (c < 0xc2 || c > 0xf4 || i + length > n)
            return bad();
        for (std::size_t k = 1; k < length; ++k)
            if ((byte(i + k) & 0xc0) != 0x80)
                return bad();
        // Overlong forms, surrogates and what lies beyond U+10FFFF.
        unsigned char second = byte(i + 1);
        if ((c == 0xe0 && second < 0xa0) || (c == 0xed && second > 0x9f) || (c == 0xf0 && second < 0x90) ||
            (c == 0xf4 && second > 0x8f))
            return bad();
        i += length;
    }
    return true;
}

} // namespace limbeck::configuration
