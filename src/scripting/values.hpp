#pragma once

#include "scripting/pybind11_names.hpp"

#include <limbeck/value.hpp>

namespace limbeck::scripting {

/// A Python object as a plain value: None, bool, int, float, str, bytes, Decimal, date, time, datetime, timedelta,
/// UUID, an Enum member (its value), dict with text keys, list, tuple, set. Subclasses count as what they derive from.
/// An object that has a method `_plain()` is asked for it. The GIL is held. Throws Error(Unsupported) for an opaque
/// value and for text made of one, naming where it comes from; Error(Script) for any other object, naming its type and
/// how it was reached.
Value to_value(const pybind11::handle& object);

/// A plain value as Python's own kind of object. The GIL is held.
pybind11::object to_python(const Value& value);

} // namespace limbeck::scripting
