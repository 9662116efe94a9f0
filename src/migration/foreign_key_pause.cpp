#include "migration/foreign_key_pause.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/rebuilding.hpp"

#include <limbeck/error.hpp>

namespace limbeck::migration {

ForeignKeyPause::ForeignKeyPause(dialects::Connection& connection) : connection_(connection) {
    if (!connection_.in_transaction())
        paused_ = connection_.dialect().rebuilding().pause_foreign_keys(connection_);
}

ForeignKeyPause::~ForeignKeyPause() {
    if (!paused_)
        return;
    try {
        connection_.flush();
        connection_.dialect().rebuilding().resume_foreign_keys(connection_);
    } catch (const Error&) {
        // The connection is lost, and its settings with it.
    }
}

void ForeignKeyPause::check() {
    connection_.flush();
    connection_.dialect().rebuilding().check_foreign_keys(connection_);
}

} // namespace limbeck::migration
