// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/funds.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "ledger/balances.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::batches {

RefusalWords words(FundsRefusal reason) {
    switch (reason) {
        case FundsRefusal::amount_not_positive:
            return {"funds.receive/amount_not_positive", "到账金额必须大于零：{0} 元。",
                    "The amount must be above zero: {0} yuan.", "请按拨款文件填写。",
                    "Take it from the paper that granted the funds."};
        case FundsRefusal::amount_out_of_range:
            return {"funds.receive/amount_out_of_range", "到账金额 {0} 元超出上限。",
                    "The amount of {0} yuan is beyond the limit.", "请核对金额；确有此数的，请分次登记。",
                    "Check it; if it is right, book it in parts."};
        case FundsRefusal::budget_year_unlikely:
            return {"funds.receive/budget_year", "指标年度 {0} 与办理年度 {1} 相差过大。",
                    "Budget year {0} is too far from this year, {1}.", "请核对拨款文件上的指标年度。",
                    "Check the budget year on the paper that granted the funds."};
        case FundsRefusal::unknown_bank_account:
            return {"funds.receive/unknown_bank_account", "没有第 {0} 号本单位账户。",
                    "The office has no bank account {0}.", "请用 mingzhang bank-account list 查看。",
                    "See mingzhang bank-account list."};
    }
    return {};
}

namespace {

constexpr CommandKind receive_kind{"funds.receive", {"登记到账资金", "record funds received"}, {Role::officer}};

std::string request_of(const FundsReceipt& r) {
    return Canonical{"funds.receive/1"}
        .add("bank_account", r.bank_account)
        .add("source", code(r.source))
        .add("program", code(r.program))
        .add("budget_year", r.budget_year)
        .add("amount", r.amount.fen())
        .add("document", r.document)
        .bytes();
}

Result<void, Refusal> check(const FundsReceipt& receipt, int this_year) {
    if (!receipt.amount.is_positive()) return refuse(FundsRefusal::amount_not_positive, to_yuan(receipt.amount));
    if (receipt.amount > amount_limit) return refuse(FundsRefusal::amount_out_of_range, to_yuan(receipt.amount));
    if (receipt.budget_year < this_year - 1 || receipt.budget_year > this_year + 1)
        return refuse(FundsRefusal::budget_year_unlikely, receipt.budget_year, this_year);
    return {};
}

}  // namespace

Result<Answer, Refusal> receive_funds(Desk& desk, const Actor& actor, const FundsReceipt& receipt,
                                      const std::string& key) {
    return desk.carry_out(
        actor, receive_kind, {receipt.county, {}, key, request_of(receipt)},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto fit = check(receipt, static_cast<int>(context.today().year()));
            if (!fit) return pass_on(fit);
            if (!find_bank_account(context.sql(), receipt.county, receipt.bank_account))
                return refuse(FundsRefusal::unknown_bank_account, receipt.bank_account);

            ledger::Dimensions dimensions;
            dimensions.bank_account = receipt.bank_account;
            dimensions.source = receipt.source;
            dimensions.program = receipt.program;
            dimensions.budget_year = receipt.budget_year;
            ledger::Journal journal{context};
            auto posted = journal.post({ledger::Event::funds_received, ledger::Account::treasury_quota,
                                        ledger::Account::appropriation, receipt.amount, dimensions});
            if (!posted) return pass_on(posted);
            if (auto closed = journal.close(); !closed) return pass_on(closed);

            const std::int64_t number = context.take_number("funds_receipt");
            store::BulkInsert{context.tx(),
                              "funds_receipt",
                              {"county", "number", "bank_account", "source", "program", "budget_year", "amount",
                               "document", "command"}}
                .row(receipt.county.number, number, receipt.bank_account, static_cast<int>(receipt.source),
                     static_cast<int>(receipt.program), receipt.budget_year, receipt.amount.fen(), receipt.document,
                     context.id().number);
            const auto held = ledger::quota_held(context.sql(), receipt.county, receipt.bank_account, receipt.program,
                                                 receipt.budget_year);
            Answer answer;
            answer.set("receipt", number)
                .set("amount_fen", receipt.amount.fen())
                .set("held_fen", held.at(receipt.source).fen());
            return answer;
        });
}

std::map<std::int64_t, std::string> read_funds_documents(soci::session& sql, County county) {
    std::map<std::int64_t, std::string> documents;
    std::int64_t command = 0;
    std::string document;
    soci::statement query = (sql.prepare << "SELECT command, document FROM funds_receipt WHERE county = :county "
                                            "AND document <> '' ORDER BY command",
                             soci::use(county.number), soci::into(command), soci::into(document));
    query.execute();
    while (query.fetch()) documents.emplace(command, document);
    return documents;
}

std::vector<FundsLine> read_funds(soci::session& sql, County county) {
    std::vector<FundsLine> lines;
    FundsLine line;
    int source = 0;
    int program = 0;
    std::int64_t received = 0;
    std::int64_t held = 0;
    soci::statement query =
        (sql.prepare << "SELECT bank_account, budget_year, program, source, "
                        "sum(CASE WHEN account = 3001 THEN credits - debits ELSE 0 END), "
                        "sum(CASE WHEN account = 1001 THEN debits - credits ELSE 0 END) FROM balance "
                        "WHERE county = :county AND account IN (1001, 3001) "
                        "GROUP BY bank_account, budget_year, program, source "
                        "ORDER BY bank_account, budget_year, program, source",
         soci::use(county.number), soci::into(line.bank_account), soci::into(line.budget_year), soci::into(program),
         soci::into(source), soci::into(received), soci::into(held));
    query.execute();
    while (query.fetch()) {
        line.program = static_cast<Program>(program);
        line.source = static_cast<ledger::FundSource>(source);
        line.received = Money::fen(received);
        line.held = Money::fen(held);
        lines.push_back(line);
    }
    return lines;
}

}  // namespace mingzhang::batches
