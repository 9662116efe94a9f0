#include "scripting/arenas.hpp"

#include <Python.h>
#include <array>
#include <cstddef>
#include <sys/mman.h>

namespace limbeck::scripting {
namespace {

// Who asks holds the GIL: for arenas of a megabyte, which hold objects, and for the stack of Python's frames, which
// comes and goes in these small pieces, hundreds of times where calls go over the border of one again and again.
constexpr std::size_t stack_piece = 16 * 1024;
std::array<void*, 8> pieces;
std::size_t pieces_left = 0;

void* allocate(void*, std::size_t size) {
    if (size == stack_piece && pieces_left > 0)
        return pieces[--pieces_left];
    // Nearly all of an arena is written to soon: to have its pages at once costs a fifth of a fault for each.
    void* found = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return found == MAP_FAILED ? nullptr : found;
}

void release(void*, void* memory, std::size_t size) {
    if (size == stack_piece && pieces_left < pieces.size())
        pieces[pieces_left++] = memory;
    else
        munmap(memory, size);
}

} // namespace

void install_arenas() {
    PyObjectArenaAllocator ours{nullptr, allocate, release};
    PyObject_SetArenaAllocator(&ours);
}

} // namespace limbeck::scripting
