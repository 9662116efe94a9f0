#pragma once

#include <memory>
#include <string_view>

namespace limbeck::dialects {
class Connection;
class Scratch;
} // namespace limbeck::dialects

namespace limbeck::dialects::mysql {

/// How the names of scratch databases begin. They are nobody's schemas.
constexpr std::string_view scratch_prefix = "limbeck_scratch_";

/// A scratch place in databases of its own, which the session uses meanwhile: "limbeck_scratch_", the hour in which it
/// was made and a random word. They are dropped with the place. A user lock of the same name says that its owner lives:
/// those of runs that were killed are dropped by a later one, when they are older than a day. Throws NoScratchPlace,
/// too, where a transaction is open that has written: DDL would commit it.
std::unique_ptr<Scratch> scratch(Connection& connection);

} // namespace limbeck::dialects::mysql
