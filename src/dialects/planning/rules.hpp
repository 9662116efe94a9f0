#pragma once

#include "dialects/connection.hpp"
#include "sql/grammar.hpp"
#include "sql/scanner.hpp"

#include <functional>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::dialects {

/// Which relations of a database change with others: views over them, tables whose foreign keys act, partitions.
struct Dependents {
    std::map<std::string, std::set<std::string>> above; ///< those that change with the key
    std::set<std::string> with_triggers;
};

using Tokens = std::vector<sql::Token>;

/// Runs a query that changes nothing.
using Read = std::function<Result(const Statement&)>;

/// What making a plan (planning/connection.hpp) must know of a database: what a user's text speaks of, and how reads
/// are run so that nothing can change. Immutable; safe to use from several threads.
class PlanRules {
  public:
    explicit PlanRules(const sql::Grammar& grammar) : grammar_(grammar) {}
    virtual ~PlanRules() = default;

    // --- text
    const sql::Grammar& grammar() const { return grammar_; }
    /// A text as plans read it: words in lower case, names folded(), of literals what they say, no end.
    Tokens tokens(std::string_view sql) const;
    /// What stands for a name wherever names are compared: in lower case where the case of names does not count.
    virtual std::string folded(const std::string& name) const { return name; }
    /// A function of the database that changes nothing which a plan reads.
    virtual bool is_harmless(std::string_view function) const;
    /// A function whose effect a transaction that only reads, and is rolled back, does not keep away.
    virtual bool acts_at_once(std::string_view /*function*/) const { return false; }
    /// A word that only a question to the catalogue has.
    virtual bool is_catalogue(std::string_view word) const;
    /// Whether the literal at `at` names an object that a question to the catalogue is about.
    virtual bool names_object(const Tokens& tokens, std::size_t at) const;
    /// The statement as text, with its values.
    virtual std::string with_values(const Statement& statement) const { return statement.text; }

    // --- reads
    /// BEGIN of a transaction that cannot write.
    virtual void begin_reading(Connection& connection) const = 0;
    /// Whether the failure of a read tells that it names what is not there.
    virtual bool tells_of_missing(const Error& error) const = 0;
    /// What the database answers to all that follows in a transaction in which a statement has failed; none where it
    /// goes on.
    virtual std::optional<Error> after_failure() const { return std::nullopt; }
    /// A setting that would let reads write, named by the words of its statement.
    virtual bool is_kept_from_session(const std::set<std::string>& words) const;
    virtual Dependents dependents(const Read& read) const = 0;
    /// Whether one of these functions is no function of the database itself.
    virtual bool has_own_function(const Read& read, const std::set<std::string>& names) const = 0;

    // --- where the connection is to a copy that nobody else sees: everything is run there, and what changes something
    // is recorded when it has run. Of what stands above only the text is asked.
    virtual bool runs_on_copy() const { return false; }
    virtual bool is_recorded(std::string_view sql) const;
    /// Whether it is run within the transaction that is to be open; else before that begins.
    virtual bool is_in_transaction(std::string_view /*sql*/) const { return true; }
    virtual std::string begin_text() const { return "BEGIN"; }

  protected:
    /// name = 'x', name IN ('x', 'y') of a column that holds names.
    static bool is_compared(const Tokens& tokens, std::size_t at, bool (*is_column_of_names)(std::string_view));

  private:
    const sql::Grammar& grammar_;
};

} // namespace limbeck::dialects
