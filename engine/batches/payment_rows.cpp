// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/payment_rows.hpp"

#include <soci/soci.h>

#include "engine/registry/numbers.hpp"

namespace mingzhang::batches {

namespace layouts = bank::layouts;

namespace {

bank::FileHead head_of(const PaymentRows& rows, const BankAccount& account, AccountNumber payer) {
    bank::FileHead head;
    head.merchant = account.merchant;
    head.batch = static_cast<std::uint64_t>(rows.batch);
    head.date = rows.date;
    head.payer_account = std::move(payer);
    head.payer_name = account.account_name;
    head.payer_bank_code = account.branch_code;
    head.payer_bank_name = account.branch_name;
    head.payer_region = account.region;
    head.program = chinese(rows.program);
    head.count = rows.count;
    head.total = rows.total;
    head.created_at = rows.created_at;
    return head;
}

// The instructions of a batch as the bank reads them, one at a time, by number. An account that cannot be opened ends
// the file and is kept as the reason.
class StoredInstructions {
public:
    StoredInstructions(soci::session& sql, const crypto::Sealer& sealer, const PaymentRows& rows,
                       const BankAccount& account)
        : sealer_{sealer}, county_{rows.county}, batch_{rows.batch}, account_{account}, query_{sql} {
        query_.exchange(soci::use(county_.number));
        query_.exchange(soci::use(batch_));
        query_.exchange(soci::into(number_));
        query_.exchange(soci::into(serial_));
        query_.exchange(soci::into(payee_));
        query_.exchange(soci::into(sealed_));
        query_.exchange(soci::into(name_));
        query_.exchange(soci::into(amount_));
        query_.exchange(soci::into(memo_));
        query_.alloc();
        query_.prepare(
            "SELECT i.number, i.serial, i.account, coalesce(a.sealed, ''), i.name, i.amount, i.memo FROM instruction i "
            "LEFT JOIN account a ON a.county = i.county AND a.id = i.account "
            "WHERE i.county = :county AND i.batch = :batch ORDER BY i.number");
        query_.define_and_bind();
        query_.execute();
    }

    const bank::Instruction* next() {
        if (!query_.fetch()) return nullptr;
        auto account = opened();
        if (!account) {
            why_.emplace(std::move(account.error()));
            return nullptr;
        }
        current_.emplace(bank::Instruction{static_cast<std::uint64_t>(number_), serial_, std::move(*account), name_,
                                           Money::fen(amount_), memo_});
        current_->bank_code = account_.branch_code;  // A batch goes to payees of its own bank.
        current_->bank_name = account_.branch_name;
        return &*current_;
    }

    [[nodiscard]] const std::optional<Refusal>& why() const noexcept { return why_; }

private:
    // The sealed number came with the row: a file of a million payments asks the registry nothing.
    [[nodiscard]] Result<AccountNumber, Refusal> opened() const {
        if (sealed_.empty()) return refuse(registry::NumberRefusal::unknown_row, payee_);
        const auto plain = sealer_.open(sealed_, registry::account_context);
        const auto number = plain ? AccountNumber::parse(*plain) : tl::unexpected{AccountNumberError::empty};
        if (number) return *number;
        const Refusal why = refusal(plain ? crypto::OpenError::damaged : plain.error(), registry::account_context);
        return refuse(registry::NumberRefusal::cannot_be_opened, payee_, why.what().zh, why.what().en);
    }

    const crypto::Sealer& sealer_;
    County county_;
    std::int64_t batch_;
    const BankAccount& account_;
    soci::statement query_;
    std::int64_t number_ = 0;
    std::string serial_;
    std::int64_t payee_ = 0;
    std::string sealed_;
    std::string name_;
    std::int64_t amount_ = 0;
    std::string memo_;
    std::optional<bank::Instruction> current_;
    std::optional<Refusal> why_;
};

}  // namespace

Result<RenderedFile, Refusal> render(soci::session& sql, const crypto::Sealer& sealer, const PaymentRows& rows,
                                     const BankAccount& account, const layouts::ByteSink& sink) {
    auto layout = layout_of(account);
    if (!layout) return pass_on(layout);
    auto payer = open_bank_account(sql, sealer, rows.county, account.number);
    if (!payer) return pass_on(payer);
    const bank::FileHead head = head_of(rows, account, std::move(*payer));
    auto file_name = layouts::payment_file_name(*layout, head);
    if (!file_name) return pass_on(file_name);
    StoredInstructions instructions{sql, sealer, rows, account};
    auto written = layouts::write_payment_file(
        *layout, head, [&] { return instructions.next(); }, sink);
    if (instructions.why()) return tl::unexpected{*instructions.why()};
    if (!written) return pass_on(written);
    return RenderedFile{std::move(*file_name), *written};
}

}  // namespace mingzhang::batches
