// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/create.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/batch_events.hpp"
#include "engine/batches/fund_plan.hpp"
#include "engine/batches/payment_rows.hpp"
#include "ledger/balances.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::batches {

RefusalWords words(CreateRefusal reason) {
    switch (reason) {
        case CreateRefusal::nothing_to_send:
            return {"batch.create/nothing_to_send", "没有可发放的应付款项。", "There is nothing to send.",
                    "请先放行发放名单；已进批次或暂缓的款项不再列入。",
                    "Release a run first; payables in a batch already, or held, are not taken again."};
        case CreateRefusal::no_bank_account:
            return {"batch.create/no_bank_account", "本单位没有银行“{0}”的账户。",
                    "The office has no account for bank \"{0}\".", "请先用 mingzhang bank-account add 登记。",
                    "Register one with mingzhang bank-account add."};
        case CreateRefusal::several_bank_accounts:
            return {"batch.create/several_bank_accounts", "银行“{0}”有 {1} 个本单位账户。",
                    "The office has {1} accounts for bank \"{0}\".", "请写明用哪一个账户。",
                    "Say which one to draw on."};
        case CreateRefusal::bank_account_of_another_bank:
            return {"batch.create/bank_account_of_another_bank", "第 {1} 号账户不属于银行“{0}”。",
                    "Bank account {1} is not one for bank \"{0}\".", "请核对账户号，并写明银行。",
                    "Check the account's number, and name the bank."};
        case CreateRefusal::funds_missing:
            return {"batch.create/funds_missing", "{0}资金不足：需 {2} 元，现有 {3} 元，差 {4} 元。",
                    "Funds for {1} do not suffice: {2} yuan needed, {3} held, {4} missing.",
                    "请先登记到账资金（mingzhang funds receive），再生成批次。",
                    "Receive funds first (mingzhang funds receive), then create the batch."};
        case CreateRefusal::sources_too_small:
            return {"batch.create/sources_too_small", "{0}资金合计够用，但没有一个来源能单独支付一笔 {2} 元。",
                    "Funds for {1} suffice together, but no single source holds a payment of {2} yuan.",
                    "一笔款项只能出自一个来源：请再到账其中一个来源的资金。",
                    "A payment is drawn from one source: receive more from one of them."};
        case CreateRefusal::cannot_be_written:
            return {"batch.create/cannot_be_written", "银行文件无法写出，未生成任何批次：{0}",
                    "The bank's file cannot be written; no batch was created: {1}",
                    "请按所列的户更正户名、账号或版式限制后再生成。",
                    "Correct names, accounts or limits of the households listed, then create it again."};
    }
    return {};
}

namespace {

constexpr CommandKind create_kind{"batch.create", {"生成批次", "create batches"}, {Role::officer}};
constexpr std::size_t listed_max = 20;  // So many households left out stand in the answer; the worklist has them all.

std::string request_of(const BatchWish& wish) {
    return Canonical{"batch.create/1"}
        .add("bank_code", wish.bank_code)
        .add("program", wish.program ? code(*wish.program) : "")
        .add("bank_account", wish.bank_account.value_or(0))
        .bytes();
}

// The work of one `batch create`.
class Creation {
public:
    Creation(CommandContext& context, const crypto::Sealer& sealer, const BatchWish& wish)
        : context_{context}, sealer_{sealer}, wish_{wish}, journal_{context} {}

    Result<Answer, Refusal> run() {
        const auto groups = wanted_groups();
        if (groups.empty()) return refuse(CreateRefusal::nothing_to_send);
        for (const auto& [bank_code, program] : groups)
            if (auto done = create_group(bank_code, program); !done) return pass_on(done);
        if (auto closed = journal_.close(); !closed) return pass_on(closed);
        open_items_for(context_, left_out_);
        return answer();
    }

private:
    using Group = std::pair<std::string, Program>;

    std::vector<Group> wanted_groups() {
        std::vector<Group> groups;
        runs::read_sendable_groups(context_.sql(), context_.county(), [&](const runs::SendableGroup& group) {
            if (!wish_.bank_code.empty() && group.bank_code != wish_.bank_code) return;
            if (wish_.program && group.program != *wish_.program) return;
            groups.emplace_back(group.bank_code, group.program);
        });
        std::sort(groups.begin(), groups.end());
        return groups;
    }

    Result<BankAccount, Refusal> account_for(const std::string& bank_code) {
        std::vector<BankAccount> fitting = read_bank_accounts(context_.sql(), context_.county());
        std::erase_if(fitting, [&](const BankAccount& account) { return account.bank_code != bank_code; });
        if (fitting.empty()) return refuse(CreateRefusal::no_bank_account, bank_code);
        if (wish_.bank_account) {
            std::erase_if(fitting, [&](const BankAccount& account) { return account.number != *wish_.bank_account; });
            if (fitting.empty())
                return refuse(CreateRefusal::bank_account_of_another_bank, bank_code, *wish_.bank_account);
        }
        if (fitting.size() > 1) return refuse(CreateRefusal::several_bank_accounts, bank_code, fitting.size());
        return std::move(fitting.front());
    }

    Result<void, Refusal> create_group(const std::string& bank_code, Program program) {
        Drawn drawn = draw(context_.sql(), context_.county(), bank_code, program);
        left_out_.insert(left_out_.end(), drawn.left_out.begin(), drawn.left_out.end());
        if (drawn.instructions.empty()) return {};
        auto account = account_for(bank_code);
        if (!account) return pass_on(account);
        if (auto funded = fund(drawn, *account, program); !funded) return funded;
        auto layout = layout_of(*account);
        if (!layout) return pass_on(layout);

        // As many batches as the bank's file needs, of about the same size, so that the last is not too short either.
        const std::size_t all = drawn.instructions.size();
        const std::size_t rows_max = layout->payment.limits.rows_max.value_or(all);
        const std::size_t parts = (all + rows_max - 1) / rows_max;
        for (std::size_t part = 0; part < parts; ++part) {
            const std::span<const DrawnInstruction> of_part{drawn.instructions.data() + all * part / parts,
                                                            all * (part + 1) / parts - all * part / parts};
            if (auto created = create_batch(of_part, *account, program); !created) return created;
        }
        return {};
    }

    Result<void, Refusal> fund(Drawn& drawn, const BankAccount& account, Program program) {
        const auto funded = assign_sources(
            drawn.instructions,
            ledger::quota_held(context_.sql(), context_.county(), account.number, program, budget_year()));
        if (funded) return {};
        const FundsShort& lacking = funded.error();
        if (lacking.missing.is_zero())
            return refuse(CreateRefusal::sources_too_small, name(program).zh, name(program).en,
                          to_yuan(lacking.too_large));
        return refuse(CreateRefusal::funds_missing, name(program).zh, name(program).en, to_yuan(lacking.needed),
                      to_yuan(lacking.held), to_yuan(lacking.missing));
    }

    Result<void, Refusal> create_batch(std::span<const DrawnInstruction> drawn, const BankAccount& account,
                                       Program program) {
        const std::int64_t batch = context_.take_number("batch");
        PaymentRows rows{context_.county(), batch, program, context_.today(), drawn.size(), {}, context_.now()};
        for (const DrawnInstruction& instruction : drawn) rows.total = sum(rows.total, instruction.amount);
        std::int64_t lines = 0;
        if (auto stored = store_instructions(drawn, account, program, batch, lines); !stored) return stored;

        crypto::Sha256 hasher;
        auto file =
            render(context_.sql(), sealer_, rows, account, [&](std::string_view bytes) { hasher.update(bytes); });
        if (!file) return tl::unexpected{with_households(file.error(), drawn, batch)};
        const crypto::Digest digest = hasher.finish();
        store::BulkInsert{
            context_.tx(),
            "batch",
            {"county", "number", "bank_code", "program", "bank_account", "budget_year", "file_date", "file_name",
             "digest", "bytes", "instructions", "lines", "total", "command", "created_by", "created_at"}}
            .row(context_.county().number, batch, account.bank_code, static_cast<int>(program), account.number,
                 budget_year(), to_number(rows.date), file->name, digest.hex(), file->written.bytes, rows.count, lines,
                 rows.total.fen(), context_.id().number, context_.actor().name,
                 context_.now().time_since_epoch().count());
        add_event(context_, batch, BatchState::created, "");
        context_.add_fact(fmt::format("batch-{}-file", batch), digest);

        if (batches_++ == 0) first_batch_ = batch;
        last_batch_ = batch;
        instructions_ += drawn.size();
        lines_ += static_cast<std::uint64_t>(lines);
        total_ = sum(total_, rows.total);
        return {};
    }

    // Writes instructions and lines, and posts each line on its way to the bank (event 3).
    Result<void, Refusal> store_instructions(std::span<const DrawnInstruction> drawn, const BankAccount& account,
                                             Program program, std::int64_t batch, std::int64_t& lines) {
        store::BulkInsert insert_instruction{
            context_.tx(),
            "instruction",
            {"county", "batch", "number", "serial", "account", "name", "amount", "memo", "source"}};
        store::BulkInsert insert_line{context_.tx(),
                                      "instruction_line",
                                      {"county", "batch", "instruction", "run", "line", "amount", "live", "ordinal",
                                       "division", "month", "household"}};
        constexpr int live = 1;
        ledger::Transfer transfer{
            ledger::Event::sent_to_bank, ledger::Account::in_transit, ledger::Account::treasury_quota, {}, {}};
        ledger::Dimensions& d = transfer.dimensions;
        d.bank_account = account.number;
        d.program = program;
        d.budget_year = budget_year();
        d.batch = batch;
        for (const DrawnInstruction& instruction : drawn) {
            ++d.instruction;
            d.source = instruction.source;
            insert_instruction.row(context_.county().number, batch, d.instruction, serial(batch, d.instruction),
                                   instruction.account.number, instruction.name, instruction.amount.fen(),
                                   instruction.memo, static_cast<int>(instruction.source));
            for (const DrawnLine& line : instruction.lines) {
                d.division = line.division;
                d.run = line.key.run;
                d.line = line.key.line;
                d.month = line.month;
                d.household = line.household;
                transfer.amount = line.amount;
                auto posted = journal_.post(transfer);
                if (!posted) return pass_on(posted);
                insert_line.row(context_.county().number, batch, d.instruction, d.run, d.line, line.amount.fen(), live,
                                *posted, d.division, to_number(d.month), line.household);
                ++lines;
            }
        }
        return {};
    }

    static std::string serial(std::int64_t batch, std::int64_t instruction) {
        return fmt::format("B{}-{:06}", batch, instruction);
    }

    // The bank's refusal in the office's words: a finding names the household, since the serial will never exist.
    static Refusal with_households(const Refusal& why, std::span<const DrawnInstruction> drawn, std::int64_t batch) {
        std::map<std::string, const DrawnInstruction*> by_serial;
        std::int64_t number = 0;
        for (const DrawnInstruction& instruction : drawn) by_serial[serial(batch, ++number)] = &instruction;
        std::vector<Finding> findings = why.findings();
        for (Finding& finding : findings)
            if (const auto found = by_serial.find(finding.value); found != by_serial.end())
                finding.value = found->second->lines.front().household;
        return refusal(CreateRefusal::cannot_be_written, why.what().zh, why.what().en).with(std::move(findings));
    }

    Answer answer() const {
        Money left_out_total;
        std::vector<std::string> households;
        for (const LeftOut& line : left_out_) {
            left_out_total = sum(left_out_total, line.amount);
            households.push_back(line.household);
        }
        std::sort(households.begin(), households.end());
        households.erase(std::unique(households.begin(), households.end()), households.end());
        const bool more = households.size() > listed_max;
        if (more) households.resize(listed_max);
        return Answer{}
            .set("batches", batches_)
            .set("batch", first_batch_)
            .set("last_batch", last_batch_)
            .set("instructions", static_cast<std::int64_t>(instructions_))
            .set("lines", static_cast<std::int64_t>(lines_))
            .set("total_fen", total_.fen())
            .set("without_account", static_cast<std::int64_t>(left_out_.size()))
            .set("without_account_fen", left_out_total.fen())
            .set("without_account_households", fmt::format("{}{}", fmt::join(households, ","), more ? ",…" : ""));
    }

    [[nodiscard]] int budget_year() const { return static_cast<int>(context_.today().year()); }

    CommandContext& context_;
    const crypto::Sealer& sealer_;
    const BatchWish& wish_;
    ledger::Journal journal_;
    std::vector<LeftOut> left_out_;
    std::int64_t batches_ = 0;
    std::int64_t first_batch_ = 0;
    std::int64_t last_batch_ = 0;
    std::uint64_t instructions_ = 0;
    std::uint64_t lines_ = 0;
    Money total_;
};

}  // namespace

Result<Answer, Refusal> create_batches(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                       const BatchWish& wish, const std::string& key) {
    return desk.carry_out(actor, create_kind, {wish.county, {}, key, request_of(wish)}, [&](CommandContext& context) {
        return Creation{context, sealer, wish}.run();
    });
}

}  // namespace mingzhang::batches
