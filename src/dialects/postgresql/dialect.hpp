#pragma once

namespace limbeck::dialects {
class Dialect;
}

namespace limbeck::dialects::postgresql {

/// The one object of this dialect; it lives as long as the program.
const Dialect& dialect();

} // namespace limbeck::dialects::postgresql
