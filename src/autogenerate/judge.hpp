#pragma once

#include "autogenerate/compare.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace limbeck {
class Error;
}
namespace limbeck::dialects {
class Connection;
class Dialect;
class Scratch;
} // namespace limbeck::dialects

namespace limbeck::autogenerate {

/// The scratch place of a database, made when somebody first asks for it and then kept. Borrows the connection, which
/// only the place uses once it is there.
class Judge {
  public:
    explicit Judge(dialects::Connection& connection);
    ~Judge();
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    const dialects::Dialect& dialect() const;
    /// Null where there is none to be had; reason() then says why.
    dialects::Scratch* place();
    const std::string& reason() const { return reason_; }
    /// Whether a place was asked for and not to be had.
    bool refused() const { return !reason_.empty(); }
    /// Gives the place up, and the connection back.
    void close();

  private:
    dialects::Connection& connection_;
    std::unique_ptr<dialects::Scratch> place_;
    std::string reason_;
    bool asked_ = false;
};

/// Throws an error of a scratch place again that says nothing of what was tried there: Ctrl-C, a defect, a connection
/// that is lost or a server that is short of resources, shuts down or ended the transaction (SQLSTATE classes 08, 40,
/// 53, 58, and PostgreSQL's 57P). The others are its answer.
void require_answer(const Error& error);

/// What a model declares, in the words of the database. `not_compared` has one line for each thing of which the
/// database could not be asked.
struct Settled {
    Target target;
    std::vector<std::string> not_compared;
};

/// Lists the enum types, domains and sequences that columns use, if the dialect has such things and they are not listed
/// already. The tables are normalized and named.
void complete(schema::Schema& declared, const dialects::Dialect& dialect);

/// Where the dialect's comparison (dialects/comparison.hpp) says that a declared thing is what the database has, that
/// is its stored form. Only tables in which something is in doubt are shown to the judge, all at once; when nothing is,
/// no scratch place is made. New tables are taken as declared: there is nothing to compare them with.
///
/// Where no scratch place is to be had, or a table cannot be built in it, what the comparison cannot tell counts as
/// unchanged, and is named in `not_compared`.
Settled settle(schema::Schema declared, const schema::Schema& database, const std::string& default_schema,
               Judge& judge);

/// The same for views and routines: they are built in the scratch place on the tables of the target and read back, so
/// that definitions are compared in the server's own words. `places` are those of autogenerate::Options. Without a
/// scratch place what is there counts as unchanged, and is named in `not_compared`. Throws Error(Database) that names
/// the view or routine which cannot be created.
void settle_objects(Target& target, const schema::Schema& database, const std::string& default_schema,
                    const std::map<std::string, std::string>& places, Judge& judge,
                    std::vector<std::string>& not_compared);

} // namespace limbeck::autogenerate
