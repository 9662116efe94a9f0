#include "dialects/postgresql/object_names.hpp"

namespace limbeck::dialects::postgresql {

namespace {

constexpr std::size_t longest = 63;

/// In bytes, and never within a character of UTF-8.
void shorten(std::string& name, std::size_t length) {
    while (length > 0 && length < name.size() && (static_cast<unsigned char>(name[length]) & 0xc0) == 0x80)
        --length;
    name.resize(length);
}

} // namespace

std::string object_name(std::string table, std::string column, const std::string& label) {
    const std::size_t available = longest - (label.size() + 1) - (column.empty() ? 0 : 1);
    std::size_t first = table.size(), second = column.size();
    while (first + second > available) {
        if (first > second)
            --first;
        else
            --second;
    }
    if (first < table.size())
        shorten(table, first);
    if (second < column.size())
        shorten(column, second);
    return table + (column.empty() ? "" : "_" + column) + "_" + label;
}

} // namespace limbeck::dialects::postgresql
