#pragma once

#include <string>

namespace limbeck::dialects::sqlite {

/// What to do about an error of that result code (https://www.sqlite.org/rescode.html); may be empty.
std::string advice(int code);

} // namespace limbeck::dialects::sqlite
