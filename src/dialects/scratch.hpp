#pragma once

#include "dialects/connection.hpp"
#include "dialects/inspector.hpp"

#include <map>
#include <memory>
#include <string>

namespace limbeck::dialects {

/// A place in a database of the same kind where schemas can be built, changed, looked at and thrown away, and that
/// nobody else sees. PostgreSQL: schemas of their own inside a transaction that is rolled back; SQLite: a database in
/// memory. Made by Dialect::scratch(); what was built is gone with the object.
///
/// All names that go in and come out are those of the real place: the scratch place says "public" and "app" where it
/// has schemas of other names.
class Scratch {
  public:
    virtual ~Scratch() = default;

    /// Runs DDL whose schema names are as in schema::Schema. Throws Error(Database) as Connection::execute does; what
    /// failed has then left nothing behind, and the place can be used on.
    virtual void run(const Statements& statements) = 0;
    /// Creates all of it, in dependency order. Throws as run() does.
    virtual void create(const schema::Schema& schema) = 0;
    virtual schema::Schema inspect(const InspectFilter& filter) = 0;
    /// Drops everything that was built here.
    virtual void clear() = 0;
};

} // namespace limbeck::dialects
