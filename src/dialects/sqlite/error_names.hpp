#pragma once

namespace limbeck::dialects::sqlite {

/// "SQLITE_CONSTRAINT_UNIQUE": the name of an extended result code; "unknown" for one that has none.
const char* error_name(int code);

} // namespace limbeck::dialects::sqlite
