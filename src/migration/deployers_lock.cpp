#include "migration/deployers_lock.hpp"

#include "dialects/connection.hpp"
#include "dialects/lock_wait.hpp"
#include "support/log.hpp"

#include <algorithm>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::migration {

namespace {

using std::chrono::milliseconds;

/// How long a deployer waits for another one where nothing is said: long enough for any migration, and Ctrl-C always
/// ends it. After the first second it says for whom.
constexpr std::chrono::hours patience{24};
constexpr std::chrono::seconds silence{1};

} // namespace

DeployersLock::DeployersLock(dialects::Connection* connection, std::string scope, std::optional<milliseconds> timeout,
                             std::function<void(const Progress&)> progress, bool with_gap)
    : connection_(connection), scope_(std::move(scope)), timeout_(timeout.value_or(patience)),
      progress_(std::move(progress)), with_gap_(with_gap) {}

void DeployersLock::acquire() {
    if (held_)
        return;
    if (const std::string gap = with_gap_ ? std::string() : connection_->lock_gap(); !gap.empty())
        throw Error(
            Error::Kind::Unsupported, "no lock keeps all deployers apart here, not " + gap, {},
            "See to it that there is one deployer at a time, or that all connect to the same node; then say so: "
            "lock_within_node = true in section [limbeck].");
    try {
        connection_->lock_migrations(scope_, std::min<milliseconds>(timeout_, silence));
    } catch (const dialects::LockHeld& held) {
        if (timeout_ <= silence)
            throw;
        log::warning("alembic.runtime.migration",
                     "Another deployer migrates this database (" + held.where() + "); waiting until it is done");
        if (progress_)
            progress_({0, 0, "waiting for " + held.where()});
        try {
            connection_->lock_migrations(scope_, timeout_ - silence);
        } catch (const dialects::LockHeld& still) {
            throw dialects::LockHeld(still.where(), timeout_, still.now());
        }
        if (progress_)
            progress_({1, 0, {}});
    }
    held_ = true;
}

bool DeployersLock::acquire_if_free() {
    if (!with_gap_ && !connection_->lock_gap().empty())
        return false;
    try {
        connection_->lock_migrations(scope_, milliseconds(0));
    } catch (const dialects::LockHeld&) {
        return false;
    }
    return held_ = true;
}

void DeployersLock::release() {
    if (!held_)
        return;
    held_ = false;
    connection_->unlock_migrations();
}

} // namespace limbeck::migration
