#pragma once

#include "autogenerate/render.hpp"
#include "dialects/dialect.hpp"
#include "support/words.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the files render*.cpp share: one revision file in the making, and the pieces of its text.
namespace limbeck::autogenerate::render {

/// Where the writing of a body has come to.
struct Rendering {
    const dialects::Dialect& dialect;
    const RenderOptions& options;
    std::set<std::string>& imports;

    bool in_batch = false;
    /// Schema and name of the enum types and domains that are there when the next line runs.
    std::set<std::pair<std::string, std::string>> types_there;
    /// The table whose columns are being written, and whether this is a create_table: that creates the named types of
    /// its columns unless told not to.
    const schema::Table* table = nullptr;
    bool creates_types = false;

    /// "op." or "batch_op."
    std::string op() const { return in_batch ? "batch_op." : options.alembic_module_prefix; }
    const std::string& sa() const { return options.sqlalchemy_module_prefix; }
    /// "postgresql.", with its import.
    std::string dialect_prefix(std::string_view dialect_name) const;
};

using Arguments = std::vector<std::string>;
using support::joined;

// --- expressions and values

/// A plain value as Python source.
std::string literal(const Value& value, const Rendering& rendering);
std::string name_or_none(const schema::Name& name, const Rendering& rendering); ///< op.f('ix_t_a'), 'a', None
std::string text_list(const std::vector<std::string>& texts);                   ///< ['a', 'b']
std::string text_or_none(const std::optional<std::string>& text);
inline const char* truth(bool value) {
    return value ? "True" : "False";
}

/// sa.text('now()')
std::string expression_text(const sql::ExpressionPtr& expression, const Rendering& rendering,
                            dialects::Ddl::Place place = dialects::Ddl::Place::Plain);
/// 'a > 0', where SQLAlchemy makes a text() of it by itself: CHECK, Computed.
std::string bare_text(const sql::ExpressionPtr& expression, const Rendering& rendering);
/// SQL as the argument of op.execute(), where a colon would begin a bind.
std::string statement_text(const std::string& statement);
/// An element of an index: 'name', or sa.literal_column('lower(name)').
std::string index_element(const schema::Index::Element& element, const Rendering& rendering);
/// What follows server_default=, None included.
std::string server_default(const sql::ExpressionPtr& expression, const Rendering& rendering);
std::string identity(const schema::Identity& identity, const Rendering& rendering);
std::string computed(const schema::Computed& computed, const Rendering& rendering);
std::string sequence(const schema::Sequence& sequence, const Rendering& rendering);
/// postgresql_using='gin', …: in the order in which they were given.
Arguments dialect_options(const Map& options, const Rendering& rendering);
/// Those of an index, its conditions among them.
Arguments index_options(const schema::Index& index, const Rendering& rendering);

// --- types

std::string type(const schema::Type& type, const Rendering& rendering);
/// postgresql.ENUM('a', 'b', name='mood'), whichever of the classes the type is of.
std::string native_enum(const schema::Type& type, const Rendering& rendering, bool create_type);
/// The types of this type that are objects of the schema where it is one for this dialect: enum types and domains, in
/// arrays, too.
std::vector<const schema::Type*> named_types(const schema::Type& type, const Rendering& rendering);

// --- tables and what is in them

std::string column(const schema::Column& column, const Rendering& rendering);
/// sa.UniqueConstraint(…); empty for one that create_table does not list.
std::string constraint_in_table(const schema::Constraint& constraint, const Rendering& rendering);

// The parts of EXCLUDE, which stand around the schema or the name: elements and where=; using= and what defers it; all
// that Alembic leaves out.
Arguments exclude_elements(const schema::Exclude& exclude, const Rendering& rendering);
Arguments exclude_options(const schema::Exclude& exclude);
Arguments exclude_more(const schema::Exclude& exclude, const Rendering& rendering);
void append(Arguments& arguments, Arguments more);

/// The call or calls of op.* that make the change. One of them may be of several lines.
std::vector<std::string> operation(const schema::Change& change, Rendering& rendering);
/// Whether a batch block has a method for all of it.
bool is_of_table(const schema::Change& change, const dialects::Dialect& dialect);

} // namespace limbeck::autogenerate::render
