#include "scripting/frozen.hpp"

#include <Python.h>
#include <cstdint>
#include <cstring>
#include <vector>

extern "C" {
extern const unsigned char limbeck_frozen_stdlib[];
extern const unsigned char limbeck_frozen_project[];
extern const unsigned char limbeck_frozen_packed[];
extern const unsigned char limbeck_frozen_compiled[];
}

namespace limbeck::scripting {
namespace {

std::uint32_t number(const unsigned char* at) {
    std::uint32_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

void add(std::vector<_frozen>& table, const unsigned char* blob) {
    const std::uint32_t count = number(blob + 4);
    for (std::uint32_t i = 0; i < count; ++i) {
        const unsigned char* entry = blob + 8 + 16 * static_cast<std::size_t>(i);
        _frozen module{};
        module.name = reinterpret_cast<const char*>(blob + number(entry));
        module.code = blob + number(entry + 4);
        module.size = static_cast<int>(number(entry + 8));
        module.is_package = static_cast<int>(number(entry + 12));
        table.push_back(module);
    }
}

std::string_view name_at(const unsigned char* blob, std::uint32_t place) {
    return reinterpret_cast<const char*>(blob + number(blob + 8 + 16 * static_cast<std::size_t>(place)));
}

/// The entry of a name in a blob that is sorted by name; null for none.
const unsigned char* entry_of(const unsigned char* blob, std::string_view name) {
    const std::uint32_t count = number(blob + 4);
    std::uint32_t begin = 0, end = count;
    while (begin < end) {
        const std::uint32_t middle = begin + (end - begin) / 2;
        if (name_at(blob, middle) < name)
            begin = middle + 1;
        else
            end = middle;
    }
    if (begin == count || name_at(blob, begin) != name)
        return nullptr;
    return blob + 8 + 16 * static_cast<std::size_t>(begin);
}

std::string_view code_at(const unsigned char* blob, const unsigned char* entry) {
    return {reinterpret_cast<const char*>(blob + number(entry + 4)), number(entry + 8)};
}

} // namespace

std::optional<PackedModule> packed_module(std::string_view name) {
    const unsigned char* entry = entry_of(limbeck_frozen_packed, name);
    if (!entry)
        return std::nullopt;
    return PackedModule{code_at(limbeck_frozen_packed, entry), number(entry + 12) != 0};
}

std::optional<std::string_view> compiled_module(std::string_view name) {
    const unsigned char* entry = entry_of(limbeck_frozen_compiled, name);
    if (!entry)
        return std::nullopt;
    return code_at(limbeck_frozen_compiled, entry);
}

void register_frozen_modules() {
    static std::vector<_frozen>& table = *new std::vector<_frozen>; // Python reads it until the process ends
    table.reserve(1024);
    // Python searches from the start: the standard library's encodings come before everything else.
    add(table, limbeck_frozen_stdlib);
    add(table, limbeck_frozen_project);
    table.push_back(_frozen{});
    PyImport_FrozenModules = table.data();
}

} // namespace limbeck::scripting
