#include "revisions/file_name.hpp"

#include "configuration/python_text.hpp"
#include "revisions/create_date.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cstdint>
#include <limbeck/error.hpp>
#include <optional>
#include <random>
#include <vector>

namespace limbeck::revisions {
namespace {

struct Character {
    std::string_view bytes;
    std::uint32_t point;
};

std::vector<Character> characters(std::string_view text) {
    std::vector<Character> out;
    for (std::size_t i = 0; i < text.size();) {
        auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        length = std::min(length, text.size() - i);
        std::uint32_t point = length == 1 ? lead : lead & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
        out.push_back({text.substr(i, length), point});
        i += length;
    }
    return out;
}

/// Python's \w, as far as file names need it: beyond ASCII all but the blocks of punctuation and symbols.
bool is_word(std::uint32_t p) {
    if (p < 0x80)
        return p == '_' || (p >= '0' && p <= '9') || (p >= 'a' && p <= 'z') || (p >= 'A' && p <= 'Z');
    if (p < 0xc0)
        return p == 0xaa || p == 0xb5 || p == 0xba || p == 0xb2 || p == 0xb3 || p == 0xb9 || (p >= 0xbc && p <= 0xbe);
    return p != 0xd7 && p != 0xf7 && !(p >= 0x2000 && p <= 0x206f) && !(p >= 0x20a0 && p <= 0x20cf) &&
           !(p >= 0x2190 && p <= 0x245f) && !(p >= 0x2500 && p <= 0x2bff) && !(p >= 0x3000 && p <= 0x3004) &&
           !(p >= 0x3008 && p <= 0x3020) && !(p >= 0xe000 && p <= 0xf8ff) && !(p >= 0xff01 && p <= 0xff0f) &&
           !(p >= 0xff1a && p <= 0xff20) && !(p >= 0x1f000 && p <= 0x1faff);
}

/// str.lower() for the Latin, Greek and Cyrillic letters that have their small form at a fixed distance.
std::string lower(const Character& c) {
    std::uint32_t p = c.point;
    if ((p >= 'A' && p <= 'Z') || (p >= 0xc0 && p <= 0xde && p != 0xd7) || (p >= 0x391 && p <= 0x3a9) ||
        (p >= 0x410 && p <= 0x42f))
        p += 32;
    else if (p >= 0x400 && p <= 0x40f)
        p += 80;
    else if (((p >= 0x100 && p <= 0x12f) || (p >= 0x132 && p <= 0x137) || (p >= 0x14a && p <= 0x177) ||
              (p >= 0x460 && p <= 0x481) || (p >= 0x48a && p <= 0x4bf)) &&
             p % 2 == 0)
        p += 1;
    else if (((p >= 0x139 && p <= 0x148) || (p >= 0x179 && p <= 0x17e)) && p % 2 == 1)
        p += 1;
    else if (p == 0x178)
        p = 0xff;
    if (p == c.point)
        return std::string(c.bytes);
    if (p < 0x80)
        return std::string(1, static_cast<char>(p));
    return {static_cast<char>(0xc0 | p >> 6), static_cast<char>(0x80 | (p & 0x3f))};
}

} // namespace

std::string slug(std::string_view message, int length) {
    std::vector<std::string> letters; // one each, because the limit counts characters
    bool in_word = false;
    for (const Character& c : characters(message)) {
        if (!is_word(c.point)) {
            in_word = false;
            continue;
        }
        if (!in_word && !letters.empty())
            letters.emplace_back("_");
        in_word = true;
        letters.push_back(lower(c));
    }
    const auto size = static_cast<std::ptrdiff_t>(letters.size());
    if (size > length) {
        // As text[:length] in Python, where a negative length counts from the end.
        letters.resize(static_cast<std::size_t>(length < 0 ? std::max<std::ptrdiff_t>(size + length, 0) : length));
        auto last = std::find(letters.rbegin(), letters.rend(), "_");
        if (last != letters.rend())
            letters.erase(last.base() - 1, letters.end());
        letters.emplace_back("_");
    }
    return support::joined(letters, "");
}

std::string file_stem(const std::string& file_template, std::string_view rev_id, std::string_view slug,
                      const CreateDate& date) {
    auto refuse = [&](const std::string& what) {
        throw Error(Error::Kind::Configuration, "file_template cannot be used: " + what, file_template,
                    "use %%(rev)s, %%(slug)s, %%(epoch)s, %%(year)d, %%(month).2d, %%(day).2d, %%(hour).2d, "
                    "%%(minute).2d and %%(second).2d");
    };
    std::string out;
    for (std::size_t i = 0; i < file_template.size(); ++i) {
        if (file_template[i] != '%') {
            out += file_template[i];
            continue;
        }
        auto peek = [&](std::size_t at) { return at < file_template.size() ? file_template[at] : '\0'; };
        if (peek(i + 1) == '%') {
            out += '%';
            ++i;
            continue;
        }
        std::size_t close = peek(i + 1) == '(' ? file_template.find(')', i) : std::string::npos;
        if (close == std::string::npos)
            refuse("a % stands alone");
        std::string name = file_template.substr(i + 2, close - i - 2);
        std::optional<std::int64_t> number;
        std::string value;
        if (name == "rev")
            value = rev_id;
        else if (name == "slug")
            value = slug;
        else if (name == "epoch")
            number = date.epoch;
        else if (name == "year")
            number = date.year;
        else if (name == "month")
            number = date.month;
        else if (name == "day")
            number = date.day;
        else if (name == "hour")
            number = date.hour;
        else if (name == "minute")
            number = date.minute;
        else if (name == "second")
            number = date.second;
        else
            refuse("it has no token " + python_repr(name));

        std::size_t at = close + 1;
        bool left = false, zero = false;
        std::string plus; // what stands before a number
        for (; peek(at) == '-' || peek(at) == '0' || peek(at) == ' ' || peek(at) == '+' || peek(at) == '#'; ++at) {
            left |= peek(at) == '-';
            zero |= peek(at) == '0';
            if (peek(at) == '+' || (peek(at) == ' ' && plus.empty()))
                plus = peek(at);
        }
        auto digits = [&] {
            std::size_t n = 0;
            for (; peek(at) >= '0' && peek(at) <= '9'; ++at)
                n = std::min<std::size_t>(n * 10 + static_cast<std::size_t>(peek(at) - '0'), 200);
            return n;
        };
        std::size_t width = digits();
        std::optional<std::size_t> precision;
        if (peek(at) == '.') {
            ++at;
            precision = digits();
        }
        char conversion = peek(at);
        if (conversion == 'd' || conversion == 'i' || conversion == 'u') {
            if (!number)
                refuse("%(" + name + ") is no number");
            value = std::to_string(*number);
            if (precision && value.size() < *precision)
                value.insert(0, *precision - value.size(), '0');
            if (zero && !left && plus.size() + value.size() < width)
                value.insert(0, width - plus.size() - value.size(), '0');
            value.insert(0, plus);
        } else if (conversion == 's') {
            if (number)
                value = std::to_string(*number);
            if (const auto all = characters(value); precision && *precision < all.size())
                value.resize(static_cast<std::size_t>(all[*precision].bytes.data() - value.data()));
        } else
            refuse("%(" + name + ") has no conversion that is known");
        if (const std::size_t size = characters(value).size(); size < width)
            value.insert(left ? value.size() : 0, width - size, ' ');
        out += value;
        i = at;
    }
    return out;
}

std::string new_revision_id() {
    // Twelve digits from the end of a UUID of version 4, which are random all of them.
    std::random_device random;
    std::string id;
    for (int i = 0; i < 12; ++i)
        id += "0123456789abcdef"[random() & 15];
    return id;
}

} // namespace limbeck::revisions
