#include "schema/md5.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace limbeck::schema {

namespace {

using State = std::array<std::uint32_t, 4>;

/// RFC 1321, section 3.4: the integer part of 4294967296 times abs(sin(i + 1)).
const std::array<std::uint32_t, 64>& sines() {
    static const std::array<std::uint32_t, 64> table = [] {
        std::array<std::uint32_t, 64> t{};
        for (std::size_t i = 0; i < t.size(); ++i)
            t[i] =
                static_cast<std::uint32_t>(std::floor(4294967296.0 * std::fabs(std::sin(static_cast<double>(i + 1)))));
        return t;
    }();
    return table;
}

void add_block(State& state, const unsigned char* block) {
    static constexpr int shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    std::array<std::uint32_t, 16> words{};
    for (std::size_t i = 0; i < 64; ++i)
        words[i / 4] |= static_cast<std::uint32_t>(block[i]) << (8 * (i % 4));

    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
        std::uint32_t mixed = 0;
        std::uint32_t word = 0;
        switch (i / 16) {
        case 0:
            mixed = (b & c) | (~b & d);
            word = i;
            break;
        case 1:
            mixed = (d & b) | (~d & c);
            word = (5 * i + 1) % 16;
            break;
        case 2:
            mixed = b ^ c ^ d;
            word = (3 * i + 5) % 16;
            break;
        default:
            mixed = c ^ (b | ~d);
            word = (7 * i) % 16;
            break;
        }
        const std::uint32_t turned = std::rotl(a + mixed + sines()[i] + words[word], shifts[i / 16][i % 4]);
        a = d;
        d = c;
        c = b;
        b += turned;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

} // namespace

std::string md5_hex(std::string_view text) {
    std::string padded(text);
    padded += '\x80';
    while (padded.size() % 64 != 56)
        padded += '\0';
    const std::uint64_t bits = static_cast<std::uint64_t>(text.size()) * 8;
    for (int i = 0; i < 8; ++i)
        padded += static_cast<char>((bits >> (8 * i)) & 0xff);

    State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    for (std::size_t at = 0; at < padded.size(); at += 64)
        add_block(state, reinterpret_cast<const unsigned char*>(padded.data()) + at);

    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const std::uint32_t word : state)
        for (int i = 0; i < 4; ++i) {
            const std::uint32_t byte = (word >> (8 * i)) & 0xff;
            hex += digits[byte >> 4];
            hex += digits[byte & 15];
        }
    return hex;
}

} // namespace limbeck::schema
