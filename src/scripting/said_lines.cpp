#include "scripting/said_lines.hpp"

#include <cstdlib>
#include <functional>
#include <set>
#include <sstream>
#include <string>

namespace limbeck::scripting {

namespace {

constexpr const char* variable = "LIMBECK_SAID";
constexpr std::size_t most = 4000; // of the few kilobytes that a variable may have

std::multiset<std::size_t> said, said_before; ///< hashes: the next process is the same program

} // namespace

bool is_news(std::string_view line) {
    const std::size_t hash = std::hash<std::string_view>{}(line);
    if (said.size() < most)
        said.insert(hash);
    const auto found = said_before.find(hash);
    if (found == said_before.end())
        return true;
    said_before.erase(found); // once for each time
    return false;
}

void hand_on_said_lines() {
    std::ostringstream text;
    text << std::hex;
    for (const auto* hashes : {&said_before, &said})
        for (const std::size_t hash : *hashes)
            text << hash << ' ';
    setenv(variable, text.str().c_str(), 1);
}

void take_over_said_lines() {
    if (const char* text = std::getenv(variable)) {
        std::istringstream words(text);
        words >> std::hex;
        for (std::size_t hash = 0; words >> hash;)
            said_before.insert(hash);
        unsetenv(variable); // for nobody else
    }
}

} // namespace limbeck::scripting
