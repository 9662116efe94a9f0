#pragma once

#include "dialects/journalling.hpp"
#include "dialects/mysql/grammar.hpp"

namespace limbeck::dialects::mysql {

class MysqlJournalling final : public Journalling {
  public:
    explicit MysqlJournalling(Flavour flavour) : grammar_(mysql::grammar(flavour)), mariadb_(is_mariadb(flavour)) {}

    Account account(std::string_view statement) const override;
    std::string fingerprint(const std::vector<Object>& objects) const override;
    std::string create_journal(const std::string& table) const override;

  private:
    const sql::Grammar& grammar_;
    bool mariadb_;
};

} // namespace limbeck::dialects::mysql
