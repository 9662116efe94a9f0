#pragma once

#include <string>

namespace limbeck::dialects::postgresql {

/// The text of an expression as the server would say it once it has been created from what it says now. A text that the
/// server gives is mostly the one that it gives again, but the cast of an array is told as that of its elements then:
/// ARRAY['a'::character varying, 'b'::character varying]::text[], as name IN ('a', 'b') is told of a VARCHAR, becomes
/// ARRAY['a'::character varying::text, 'b'::character varying::text].
std::string settled_text(std::string text);

} // namespace limbeck::dialects::postgresql
