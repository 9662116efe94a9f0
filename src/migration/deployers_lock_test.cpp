#include "migration/deployers_lock.hpp"
#include "migration/fake_connection.hpp"

#include <gtest/gtest.h>
#include <limbeck/config.hpp>

namespace limbeck::migration {
namespace {

using std::chrono::milliseconds;
using Texts = std::vector<std::string>;

class DeployersLockTest : public testing::Test {
  protected:
    DeployersLock made(std::optional<milliseconds> timeout = {}) {
        return DeployersLock(&connection_, "a.b", timeout,
                             [this](const Progress& progress) { told_.push_back(progress.text); });
    }

    FakeConnection connection_;
    Texts told_;
};

TEST_F(DeployersLockTest, IsTakenOnceAndGivenBackOnce) {
    DeployersLock lock = made();
    lock.release();
    EXPECT_FALSE(lock.is_held());
    lock.acquire();
    lock.acquire();
    EXPECT_TRUE(lock.is_held());
    lock.release();
    lock.release();
    EXPECT_FALSE(lock.is_held());
    EXPECT_EQ(connection_.seen, (Texts{"LOCK a.b", "UNLOCK"}));
    EXPECT_EQ(told_, Texts{});
}

TEST_F(DeployersLockTest, WaitsAndSaysForWhom) {
    connection_.refusals = 1;
    DeployersLock lock = made(milliseconds(5000));
    lock.acquire();
    EXPECT_TRUE(lock.is_held());
    EXPECT_EQ(connection_.patience, (std::vector{milliseconds(1000), milliseconds(4000)}));
    EXPECT_EQ(told_.size(), 2U);
    EXPECT_TRUE(told_.front().starts_with("waiting for ")) << told_.front();
}

TEST_F(DeployersLockTest, EndsWhenItsPatienceIsOver) {
    connection_.refusals = 2;
    DeployersLock lock = made(milliseconds(5000));
    try {
        lock.acquire();
        FAIL();
    } catch (const dialects::LockHeld& held) {
        EXPECT_NE(std::string(held.what()).find("5"), std::string::npos) << "all of it: " << held.what();
    }
    EXPECT_FALSE(lock.is_held());
}

TEST_F(DeployersLockTest, AShortPatienceSaysNothing) {
    connection_.refusals = 1;
    DeployersLock lock = made(milliseconds(200));
    EXPECT_THROW(lock.acquire(), dialects::LockHeld);
    EXPECT_EQ(connection_.patience, std::vector{milliseconds(200)});
    EXPECT_EQ(told_, Texts{});
}

TEST_F(DeployersLockTest, CanBeTakenOnlyWhereItIsFree) {
    connection_.refusals = 1;
    DeployersLock lock = made();
    EXPECT_FALSE(lock.acquire_if_free());
    EXPECT_FALSE(lock.is_held());
    EXPECT_TRUE(lock.acquire_if_free());
    EXPECT_TRUE(lock.is_held());
    EXPECT_EQ(connection_.patience, (std::vector{milliseconds(0), milliseconds(0)}));
}

} // namespace
} // namespace limbeck::migration
