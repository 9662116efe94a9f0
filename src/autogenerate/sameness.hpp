#pragma once

#include "schema/schema.hpp"

#include <limbeck/value.hpp>
#include <optional>
#include <string>

// Whether two things in stored form are the same thing. Both come from one inspector, so that what is the same is
// written in the same way; what is left to do here is to leave out what is no property of the stored thing.
namespace limbeck::autogenerate {

/// Types that have a name of their own (enum types, domains) are the same by that name: what stands behind it is
/// compared once, as a type.
bool same_type(const schema::TypePtr& left, const schema::TypePtr& right);
/// Either may be null: none.
bool same_expression(const sql::ExpressionPtr& left, const sql::ExpressionPtr& right);
bool same_identity(const std::optional<schema::Identity>& left, const std::optional<schema::Identity>& right);
bool same_computed(const std::optional<schema::Computed>& left, const std::optional<schema::Computed>& right);
/// The empty comment is none.
bool same_comment(const std::optional<std::string>& left, const std::optional<std::string>& right);
bool same_sequence(const schema::Sequence& left, const schema::Sequence& right);
bool same_domain(const schema::Domain& left, const schema::Domain& right);

/// Whether the table has the column from one that it inherits from, so that a model need not name it.
bool is_inherited(const schema::Column& column);
/// The column's options without what only tells that.
Map stated_options(const schema::Column& column);

/// What a constraint says beside its name, comparable by ==. References to `default_schema` are those to no schema;
/// the columns of a unique constraint are a set; words that say what holds anyway (NO ACTION) are left out.
Value content(const schema::Constraint& constraint, const std::string& default_schema);
/// What an index is beside its name and its table.
Value content(const schema::Index& index);

} // namespace limbeck::autogenerate
