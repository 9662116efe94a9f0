#include "autogenerate/early_inspection.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/logged_connection.hpp"
#include "dialects/url.hpp"
#include "support/log.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <limbeck/error.hpp>
#include <string>
#include <unistd.h>
#include <vector>

namespace limbeck::autogenerate {
namespace {

std::shared_ptr<dialects::Connection> database_with(const std::string& script) {
    std::shared_ptr<dialects::Connection> made =
        dialects::dialect_named("sqlite").connect(dialects::parse_url("sqlite://"));
    made->execute({script, {}});
    return made;
}

dialects::InspectFilter with_views() {
    dialects::InspectFilter filter;
    filter.views = true;
    return filter;
}

TEST(EarlyInspection, GivesWhatIsWantedOnce) {
    const auto connection = database_with("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    EarlyInspection early(*connection, {"", ""});
    early.wait();
    connection->execute({"CREATE TABLE later (id INTEGER)", {}}); // the connection is free
    const std::optional<schema::Schema> found = early.take(with_views());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->tables.size(), 1u);
    EXPECT_NE(found->table("", "t"), nullptr);
    EXPECT_FALSE(early.take(with_views()));
}

TEST(EarlyInspection, IsOfNoUseForOtherQuestions) {
    const auto connection = database_with("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    EarlyInspection early(*connection, {});
    dialects::InspectFilter other = with_views();
    other.routines = true;
    EXPECT_FALSE(early.take(other));
    EXPECT_TRUE(early.take(with_views()));
}

TEST(EarlyInspection, ThrowsWhereItsAnswerIsTaken) {
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("limbeck_early_" + std::to_string(getpid()) + ".db");
    const auto open = [&] {
        return dialects::dialect_named("sqlite").connect(
            dialects::parse_url("sqlite:///" + file.string() + "?timeout=0"));
    };
    {
        const auto other = open();
        other->execute({"CREATE TABLE t (id INTEGER PRIMARY KEY)", {}});
        const auto connection = open();
        EarlyInspection early(*connection, {});
        early.wait();
        EXPECT_TRUE(early.take(with_views()));

        other->execute({"PRAGMA locking_mode = EXCLUSIVE", {}});
        other->execute({"CREATE TABLE u (id INTEGER PRIMARY KEY)", {}});
        EarlyInspection in_vain(*connection, {});
        in_vain.wait();
        EXPECT_THROW(in_vain.take(with_views()), Error);
    }
    std::filesystem::remove(file);
}

TEST(EarlyInspection, StatementsAreLoggedInTheThreadThatWaits) {
    const auto connection = dialects::logged(database_with("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    std::vector<std::string> lines;
    log::Sink before =
        log::exchange_sink([&](std::string_view, int, std::string_view text) { lines.emplace_back(text); });
    EarlyInspection early(*connection, {});
    EarlyInspection::wait_in_this_thread();
    EXPECT_FALSE(lines.empty());
    const std::size_t told = lines.size();
    early.wait();
    EXPECT_EQ(lines.size(), told);
    log::exchange_sink(std::move(before));
}

} // namespace
} // namespace limbeck::autogenerate
