#include "scripting/frozen.hpp"

#include <Python.h>
#include <cstdint>
#include <cstring>
#include <vector>

extern "C" {
extern const unsigned char limbeck_frozen_stdlib[];
extern const unsigned char limbeck_frozen_project[];
extern const unsigned char limbeck_frozen_packed[];
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

std::string_view name_of_packed(std::uint32_t place) {
    const unsigned char* entry = limbeck_frozen_packed + 8 + 16 * static_cast<std::size_t>(place);
    return reinterpret_cast<const char*>(limbeck_frozen_packed + number(entry));
}

} // namespace

std::optional<PackedModule> packed_module(std::string_view name) {
    std::uint32_t begin = 0, end = number(limbeck_frozen_packed + 4);
    while (begin < end) {
        const std::uint32_t middle = begin + (end - begin) / 2;
        if (name_of_packed(middle) < name)
            begin = middle + 1;
        else
            end = middle;
    }
    if (begin == number(limbeck_frozen_packed + 4) || name_of_packed(begin) != name)
        return std::nullopt;
    const unsigned char* entry = limbeck_frozen_packed + 8 + 16 * static_cast<std::size_t>(begin);
    const auto* code = reinterpret_cast<const char*>(limbeck_frozen_packed + number(entry + 4));
    return PackedModule{{code, number(entry + 8)}, number(entry + 12) != 0};
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
