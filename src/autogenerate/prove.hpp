#pragma once

#include "autogenerate/compare.hpp"
#include "operations/operation.hpp"

#include <memory>
#include <string>
#include <vector>

namespace limbeck::autogenerate {

class Hooks;
class Judge;

/// Whether the changes of one table need batch mode (op.batch_alter_table()), because the dialect cannot alter so.
bool needs_batch(const Group& group, const dialects::Dialect& dialect);
/// The changes of a group of a table as one batch, whether or not they need that.
std::shared_ptr<operations::BatchAlterTable> batch_of(const Group& group);
/// The changes of a group as operations, in one batch where it needs one.
std::vector<operations::Operation> operations_of(const Group& group, const dialects::Dialect& dialect);

/// Makes a copy of what the changes touch in the scratch place, runs `upgrade` on it and compares it with the target:
/// nothing must be left. Then runs `downgrade`: what is there must be what was there at the start. The database itself
/// is not touched.
///
/// Constraints that `upgrade` adds without a name get the one that the database gave them, so that `downgrade`, which
/// is made of it here, knows what to drop.
///
/// Returns one line for each thing that could not be proved, and why; none when there and back all is as it ought to
/// be.
std::vector<std::string> prove(const schema::Schema& database, const Target& target, const CompareOptions& options,
                               Hooks& hooks, Judge& judge, std::vector<Group>& upgrade, std::vector<Group>& downgrade);

/// The downgrade of a file with this upgrade: reversed(), in an order that the database takes, and with the names that
/// it needs.
std::vector<Group> way_back(const std::vector<Group>& upgrade, const schema::Schema& database, const Target& target,
                            const dialects::Dialect& dialect);

} // namespace limbeck::autogenerate
