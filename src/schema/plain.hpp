#pragma once

#include "schema/declared.hpp"
#include "schema/schema.hpp"

// The schema in plain form (limbeck::Value): how it crosses between a script and the engine.
//
// The rule: a struct is a map whose keys are the names of its members; an absent or null key means the member's
// default; an enum is its name in lower case ("auto", "yes", "no", "ignore_fk"); `operator_` and `using_` lose
// their underscore; a Name is a text, null, or the map {"text": …, "final": true}; a Type without arguments may be
// its bare name; a Constraint has the additional key "kind": "primary_key", "unique", "foreign_key", "check" or
// "exclude"; an index element is a column name (text) or an expression; an expression is what sql/plain.hpp
// says. An unknown key or a wrong kind throws Error(Internal) that names it.
//
// What is written is read back to the same value. Read and written by src/sql/, the first folder that knows
// expressions.
namespace limbeck::schema {

Type type_from_plain(const Value& plain);
Value to_plain(const Type& type);

Column column_from_plain(const Value& plain);
Value to_plain(const Column& column);
Constraint constraint_from_plain(const Value& plain);
Value to_plain(const Constraint& constraint);
Value to_plain(const Index& index);
/// In declared form, as scripts say it, which is normalized; or in stored form, which says so: {"stored": true}.
Table table_from_plain(const Value& plain);
Value to_plain(const Table& table);
DeclaredTable declared_table_from_plain(const Value& plain);
Value to_plain(const DeclaredTable& table);
Value to_plain(const Schema& schema);

// The same as members of other structs are read (sql/fields.hpp).
void read_plain(const Value& plain, Type& into);
void read_plain(const Value& plain, Column& into);
void read_plain(const Value& plain, DeclaredColumn& into);
Value to_plain(const DeclaredColumn& column);
void read_plain(const Value& plain, Constraint& into);
void read_plain(const Value& plain, Index& into);
void read_plain(const Value& plain, Table& into);
void read_plain(const Value& plain, DeclaredTable& into);

void read_plain(const Value& plain, Name& into);
Value to_plain(const Name& name);
void read_plain(const Value& plain, Identity& into);
Value to_plain(const Identity& identity);
void read_plain(const Value& plain, Computed& into);
Value to_plain(const Computed& computed);
void read_plain(const Value& plain, Sequence& into);
Value to_plain(const Sequence& sequence);
void read_plain(const Value& plain, Domain& into);
Value to_plain(const Domain& domain);
void read_plain(const Value& plain, View& into);
Value to_plain(const View& view);
void read_plain(const Value& plain, Extension& into);
Value to_plain(const Extension& extension);
void read_plain(const Value& plain, Routine& into);
Value to_plain(const Routine& routine);

} // namespace limbeck::schema
