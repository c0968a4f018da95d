// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/tables.hpp"

#include <array>

#include "base/commands/read_table.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/tie.hpp"
#include "ledger/budget.hpp"

namespace mingzhang::batches {

namespace {

constexpr bool summed = true;

}  // namespace

Table bank_accounts_table(store::Store& store, County county) {
    TableHead head{{"本单位账户", "Bank accounts of the office"},
                   {},
                   {{"bank_account", {"账户", "Account"}, CellKind::whole_number},
                    {"name", {"名称", "Name"}},
                    {"bank_code", {"银行代码", "Bank"}},
                    {"layout", {"版式", "Layout"}},
                    {"account_no", {"账号", "Number"}},
                    {"account_name", {"户名", "Holder"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const BankAccount& a : read_bank_accounts(sql, county))
            rows.push(std::array<Cell, 6>{a.number, a.name, a.bank_code, a.layout, a.account_masked, a.account_name});
        return {};
    });
}

Table funds_table(store::Store& store, County county) {
    TableHead head{{"资金到账与结存", "Funds received and held"},
                   {},
                   {{"bank_account", {"账户", "Account"}, CellKind::whole_number},
                    {"budget_year", {"指标年度", "Budget year"}},
                    {"program", {"救助类别", "Program"}},
                    {"source", {"资金来源", "Source"}},
                    {"received", {"到账", "Received"}, CellKind::money, summed},
                    {"held", {"结存", "Held"}, CellKind::money, summed}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const FundsLine& line : read_funds(sql, county))
            rows.push(std::array<Cell, 6>{line.bank_account, std::to_string(line.budget_year), word(line.program),
                                          ledger::name(line.source), line.received, line.held});
        return {};
    });
}

Table budget_table(store::Store& store, County county) {
    TableHead head{{"预算指标", "Budget lines"},
                   {},
                   {{"budget_year", {"指标年度", "Budget year"}},
                    {"program", {"救助类别", "Program"}},
                    {"source", {"资金来源", "Source"}},
                    {"granted", {"指标", "Granted"}, CellKind::money, summed},
                    {"received", {"到账", "Received"}, CellKind::money, summed},
                    {"left", {"可用", "Left"}, CellKind::money, summed}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const ledger::BudgetLine& line : ledger::budget_lines(sql, county))
            rows.push(std::array<Cell, 6>{std::to_string(line.budget_year), word(line.program),
                                          ledger::name(line.source), line.granted, line.received, line.left});
        return {};
    });
}

Table batches_table(store::Store& store, County county) {
    TableHead head{{"发放批次", "Batches"},
                   {},
                   {{"batch", {"批次", "Batch"}, CellKind::whole_number},
                    {"date", {"日期", "Date"}, CellKind::date},
                    {"bank_code", {"银行", "Bank"}},
                    {"program", {"救助类别", "Program"}},
                    {"instructions", {"笔数", "Payments"}, CellKind::whole_number, summed},
                    {"total", {"金额", "Total"}, CellKind::money, summed},
                    {"state", {"状态", "State"}},
                    {"file_name", {"文件", "File"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        read_batches(sql, county, [&](const Batch& b) {
            rows.push(std::array<Cell, 8>{b.number, b.file_date, b.bank_code, word(b.program), b.instructions, b.total,
                                          name(b.state), b.file_name});
        });
        return {};
    });
}

Table instructions_table(store::Store& store, County county, std::int64_t batch) {
    TableHead head{{"批次明细", "Instructions of a batch"},
                   {{{"批次", "Batch"}, std::to_string(batch)}},
                   {{"number", {"序号", "Number"}, CellKind::whole_number},
                    {"serial", {"流水号", "Serial"}},
                    {"name", {"户名", "Holder"}},
                    {"amount", {"金额", "Amount"}, CellKind::money, summed},
                    {"memo", {"摘要", "Memo"}},
                    {"source", {"资金来源", "Source"}},
                    {"outcome", {"结果", "Outcome"}},
                    {"reason", {"原因", "Reason"}}}};
    return read_table(
        store, std::move(head), [county, batch](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            if (auto known = find_batch(sql, county, batch); !known) return pass_on(known);
            read_instructions(sql, county, batch, [&](const BatchInstruction& i) {
                rows.push(std::array<Cell, 8>{i.number, i.serial, i.name, i.amount, i.memo, ledger::name(i.source),
                                              i.status ? Cell{bank::name(*i.status)} : Cell{},
                                              i.reason ? Cell{bank::name(*i.reason)} : Cell{}});
            });
            return {};
        });
}

Table tie_table(store::Store& store, County county, std::int64_t batch) {
    TableHead head{{"三方对账差异", "Three-way tie, differing payments"},
                   {{{"批次", "Batch"}, std::to_string(batch)}},
                   {{"serial", {"流水号", "Serial"}},
                    {"roster", {"名册", "Roster"}, CellKind::money, summed},
                    {"voucher", {"凭证", "Voucher"}, CellKind::money, summed},
                    {"bank", {"银行", "Bank"}, CellKind::money, summed}}};
    return read_table(store, std::move(head),
                      [county, batch](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                          auto tie = tie_batch(sql, county, batch);
                          if (!tie) return pass_on(tie);
                          for (const TieRow& row : tie->differing)
                              rows.push(std::array<Cell, 4>{row.serial, row.roster, row.voucher, row.bank});
                          return {};
                      });
}

}  // namespace mingzhang::batches
