// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/numbers.hpp"

#include <soci/soci.h>

namespace mingzhang::registry {

RefusalWords words(NumberRefusal reason) {
    switch (reason) {
        case NumberRefusal::unknown_row:
            return {"registry.number/unknown_row", "登记中没有这个号码（第 {0} 行）。",
                    "The registry has no such number (row {0}).", "请运行 mingzhang verify 检查数据库。",
                    "Run mingzhang verify to check the database."};
        case NumberRefusal::cannot_be_opened:
            return {"registry.number/cannot_be_opened", "第 {0} 行的号码解不开：{1}",
                    "Number {0} cannot be opened: {2}", "请使用建库时的密钥文件。",
                    "Use the key file made with the database."};
    }
    return {};
}

Result<AccountNumber, Refusal> open_account(soci::session& sql, const crypto::Sealer& sealer, County county,
                                            AccountId id) {
    std::string sealed;
    sql << "SELECT sealed FROM account WHERE county = :county AND id = :id", soci::use(county.number),
        soci::use(id.number), soci::into(sealed);
    if (!sql.got_data()) return refuse(NumberRefusal::unknown_row, id.number);
    const auto opened = sealer.open(sealed, account_context);
    const auto number = opened ? AccountNumber::parse(*opened) : tl::unexpected{AccountNumberError::empty};
    if (number) return *number;
    const Refusal why = refusal(opened ? crypto::OpenError::damaged : opened.error(), account_context);
    return refuse(NumberRefusal::cannot_be_opened, id.number, why.what().zh, why.what().en);
}

std::string masked_account(soci::session& sql, County county, AccountId id) {
    std::string last_four;
    sql << "SELECT last_four FROM account WHERE county = :county AND id = :id", soci::use(county.number),
        soci::use(id.number), soci::into(last_four);
    return sql.got_data() ? "****" + last_four : std::string{};
}

namespace {

std::optional<std::int64_t> row_with(soci::session& sql, std::string_view table, County county,
                                     const std::string& digest) {
    std::int64_t id = 0;
    sql << "SELECT id FROM " << table << " WHERE county = :county AND digest = :digest", soci::use(county.number),
        soci::use(digest), soci::into(id);
    if (!sql.got_data()) return std::nullopt;
    return id;
}

}  // namespace

std::optional<AccountId> find_account(soci::session& sql, const crypto::Sealer& sealer, County county,
                                      const AccountNumber& number) {
    const auto row = row_with(sql, "account", county, sealer.keyed_digest(number.text(), account_context));
    return row ? std::optional{AccountId{*row}} : std::nullopt;
}

std::optional<PersonId> find_person(soci::session& sql, const crypto::Sealer& sealer, County county,
                                    const IdNumber& number) {
    const auto row = row_with(sql, "person", county, sealer.keyed_digest(number.text(), person_context));
    return row ? std::optional{PersonId{*row}} : std::nullopt;
}

}  // namespace mingzhang::registry
