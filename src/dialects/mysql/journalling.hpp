#pragma once

#include "dialects/journalling.hpp"
#include "dialects/mysql/grammar.hpp"

namespace limbeck::dialects::mysql {

/// By its comment the table is known, and left out of what scripts and comparisons are told: it is there while a run is
/// at work, where Alembic has none.
inline constexpr const char* journal_comment = "limbeck: the step of a migration that is at work, or half done";

class MysqlJournalling final : public Journalling {
  public:
    explicit MysqlJournalling(Flavour flavour) : grammar_(mysql::grammar(flavour)), mariadb_(is_mariadb(flavour)) {}

    Account account(std::string_view statement) const override;
    std::string fingerprint(const std::vector<Object>& objects) const override;
    std::string absence(const Object& table) const override;
    std::string create_journal(const std::string& table) const override;
    std::string comment() const override { return journal_comment; }

  private:
    const sql::Grammar& grammar_;
    bool mariadb_;
};

} // namespace limbeck::dialects::mysql
