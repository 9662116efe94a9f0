#pragma once

#include "schema/table.hpp"

// The schema in plain form (limbeck::Value): how it crosses between a script and the engine.
//
// The rule: a struct is a map whose keys are the names of its members; an absent or null key means the member's
// default; an enum is its name in lower case ("auto", "yes", "no", "ignore_fk"); `operator_` and `using_` lose
// their underscore; a Name is a text, null, or the map {"text": …, "final": true}; a Type without arguments may be
// its bare name; a Constraint has the additional key "kind": "primary_key", "unique", "foreign_key", "check" or
// "exclude"; an index element is a column name (text) or an expression; an expression is what sql/plain.hpp
// says. An unknown key or a wrong kind throws Error(Internal) that names it.
//
// Types are read by schema/plain.cpp. All that may hold expressions is read by sql/schema_plain.cpp, the first folder
// that knows expressions.
namespace limbeck::schema {

Type type_from_plain(const Value& plain);
Value to_plain(const Type& type);

Column column_from_plain(const Value& plain);
Value to_plain(const Column& column);

Constraint constraint_from_plain(const Value& plain);
Value to_plain(const Constraint& constraint);

Index index_from_plain(const Value& plain);
Value to_plain(const Index& index);

/// Does not call normalize().
Table table_from_plain(const Value& plain);
Value to_plain(const Table& table);

} // namespace limbeck::schema
