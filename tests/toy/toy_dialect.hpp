#pragma once

namespace limbeck::dialects {
class Dialect;
}

namespace toy {

/// A database that does not exist, and is written for as little as a dialect needs: quotes are backticks, texts are put
/// together by CONCAT, columns are changed by MODIFY, and it has no constraints that could be added later.
const limbeck::dialects::Dialect& dialect();

} // namespace toy
