#pragma once

namespace limbeck {

/// This version of limbeck.
inline constexpr const char* version = "0.1.0";
/// The version of Alembic whose words, files and tables it follows.
inline constexpr const char* alembic_version = "1.20.1";

} // namespace limbeck
