#include "support/colours.hpp"

namespace limbeck::support {

namespace {

// The first eight colours only: every terminal has them, and each person's theme says how they look.
const char* sequence_of(Ink ink) {
    switch (ink) {
    case Ink::RevisionId:
        return "\x1b[33m";
    case Ink::Label:
        return "\x1b[35m";
    case Ink::Marker:
        return "\x1b[1;36m";
    case Ink::Faint:
        return "\x1b[2m";
    case Ink::Good:
        return "\x1b[32m";
    case Ink::Warning:
        return "\x1b[1;33m";
    case Ink::Failure:
        return "\x1b[1;31m";
    case Ink::Heading:
        return "\x1b[1m";
    case Ink::Name:
        return "\x1b[36m";
    }
    return "";
}

} // namespace

std::string painted(bool on, Ink ink, std::string_view text) {
    if (!on || text.empty())
        return std::string(text);
    std::string out = sequence_of(ink);
    out += text;
    out += "\x1b[0m";
    return out;
}

} // namespace limbeck::support
