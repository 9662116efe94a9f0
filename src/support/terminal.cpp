#include "support/terminal.hpp"

#include <cstdlib>
#include <iterator>
#include <sys/ioctl.h>
#include <unistd.h>

namespace limbeck::support {

namespace {

struct Range {
    char32_t first, last;
};

/// Scripts and signs that take two columns (Unicode Standard Annex #11), in blocks.
constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},
                          {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                          {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
/// Marks that stand on the character before them, and signs without a width.
constexpr Range narrow[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x0E34, 0x0E3A},
                            {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};

template <std::size_t N> bool is_in(const Range (&ranges)[N], char32_t sign) {
    for (const Range& range : ranges)
        if (sign >= range.first && sign <= range.last)
            return true;
    return false;
}

std::size_t columns_of(char32_t sign) {
    return is_in(narrow, sign) ? 0 : is_in(wide, sign) ? 2 : 1;
}

bool moves_the_cursor(char32_t sign) {
    return sign < 0x20 || (sign >= 0x7F && sign < 0xA0) || (sign >= 0x202A && sign <= 0x202E) ||
           (sign >= 0x2028 && sign <= 0x2029);
}

/// Takes one character off the text; bytes that are no UTF-8 count as one each, which may not be shown.
char32_t take(std::string_view& text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    const std::size_t size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t sign = size == 1 ? first : first & (0x7F >> size);
    bool ok = size > 0 && size <= text.size();
    for (std::size_t i = 1; ok && i < size; ++i) {
        ok = (byte(i) & 0xC0) == 0x80;
        sign = sign << 6 | (byte(i) & 0x3F);
    }
    text.remove_prefix(ok ? size : 1);
    return ok ? sign : 0;
}

} // namespace

bool can_redraw(std::FILE* stream) {
    const char* term = std::getenv("TERM");
    return isatty(fileno(stream)) && term && *term && std::string_view(term) != "dumb";
}

bool wants_colours(std::FILE* stream) {
    const char* no_colour = std::getenv("NO_COLOR");
    return can_redraw(stream) && !(no_colour && *no_colour);
}

int terminal_width(std::FILE* stream) {
    winsize size{};
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string fitted(std::string_view text, std::size_t columns) {
    constexpr std::string_view ellipsis = "...";
    std::string out;
    std::size_t used = 0, room_for_ellipsis = 0; // bytes of `out` that may stay when the text must be cut
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t sign = take(text);
        const bool space = moves_the_cursor(sign);
        used += space ? 1 : columns_of(sign);
        if (used > columns) {
            out.resize(room_for_ellipsis);
            return columns < ellipsis.size() ? out : out.append(ellipsis);
        }
        if (space)
            out += ' ';
        else
            out += before.substr(0, before.size() - text.size());
        if (used + (columns < ellipsis.size() ? 0 : ellipsis.size()) <= columns)
            room_for_ellipsis = out.size();
    }
    return out;
}

} // namespace limbeck::support
