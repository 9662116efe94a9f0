#include "support/python_repr.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

namespace limbeck {

namespace {

/// What str.isprintable() denies beyond ASCII: controls, format characters, separators and private use. (Code points
/// that Unicode has not assigned yet are written as they are: which these are depends on the Python's age.)
bool is_printable(std::uint32_t point) {
    struct Range {
        std::uint32_t first, last;
    };
    static constexpr Range hidden[] = {
        {0x80, 0xa0},       {0xad, 0xad},         {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},
        {0x70f, 0x70f},     {0x890, 0x891},       {0x8e2, 0x8e2},     {0x1680, 0x1680},   {0x180e, 0x180e},
        {0x2000, 0x200f},   {0x2028, 0x202f},     {0x205f, 0x2064},   {0x2066, 0x206f},   {0x3000, 0x3000},
        {0xe000, 0xf8ff},   {0xfeff, 0xfeff},     {0xfff9, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd},
        {0x13430, 0x13438}, {0x1bca0, 0x1bca3},   {0x1d173, 0x1d17a}, {0xe0001, 0xe0001}, {0xe0020, 0xe007f},
        {0xf0000, 0xffffd}, {0x100000, 0x10fffd},
    };
    const auto* found = std::lower_bound(std::begin(hidden), std::end(hidden), point,
                                         [](const Range& range, std::uint32_t wanted) { return range.last < wanted; });
    return found == std::end(hidden) || point < found->first;
}

void escape(std::uint32_t point, std::string& into) {
    char digits[16];
    std::snprintf(digits, sizeof digits, point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point);
    into += digits;
}

char quote_for(std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    return has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Writes an ASCII character; false for one that is none.
bool write_ascii(char c, char quote, std::string& into) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80)
        return false;
    if (c == quote || c == '\\')
        (into += '\\') += c;
    else if (c == '\n')
        into += "\\n";
    else if (c == '\r')
        into += "\\r";
    else if (c == '\t')
        into += "\\t";
    else if (byte < 0x20 || byte == 0x7f)
        escape(byte, into);
    else
        into += c;
    return true;
}

} // namespace

std::string python_repr(std::string_view text) {
    const char quote = quote_for(text);
    std::string out(1, quote);
    for (std::size_t i = 0; i < text.size();) {
        if (write_ascii(text[i], quote, out)) {
            ++i;
            continue;
        }
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        if (length == 1 || i + length > text.size()) { // no UTF-8: the byte stands as it is
            out += text[i++];
            continue;
        }
        std::uint32_t point = first & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
        if (is_printable(point))
            out += text.substr(i, length);
        else
            escape(point, out);
        i += length;
    }
    return out += quote;
}

std::string python_repr_of_bytes(std::string_view data) {
    const char quote = quote_for(data);
    std::string out = std::string("b") + quote;
    for (const char c : data)
        if (!write_ascii(c, quote, out))
            escape(static_cast<unsigned char>(c), out);
    return out += quote;
}

} // namespace limbeck
