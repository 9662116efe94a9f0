#include "dialects/diagnostics.hpp"

#include <deque>
#include <mutex>
#include <utility>

namespace limbeck::dialects {

namespace {

constexpr std::size_t kept_at_once = 32;

struct Kept {
    std::mutex mutex;
    std::deque<std::pair<std::string, Diagnostics>> errors; // the last one first
};

Kept& kept() {
    static Kept& made = *new Kept; // connections may end after static objects have
    return made;
}

} // namespace

void keep_diagnostics(const std::string& what, Diagnostics diagnostics) {
    const std::lock_guard lock(kept().mutex);
    kept().errors.emplace_front(what, std::move(diagnostics));
    if (kept().errors.size() > kept_at_once)
        kept().errors.pop_back();
}

Diagnostics diagnostics_of(const std::string& what) {
    const std::lock_guard lock(kept().mutex);
    for (const auto& [words, diagnostics] : kept().errors)
        if (words == what)
            return diagnostics;
    return {};
}

} // namespace limbeck::dialects
