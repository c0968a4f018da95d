// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "reports/journal_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>

#include "base/commands/command.hpp"
#include "base/text/atomic_file.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/funds.hpp"

namespace mingzhang::reports {

RefusalWords words(JournalExportRefusal reason) {
    switch (reason) {
        case JournalExportRefusal::entry_not_readable:
            return {"export/entry_not_readable", "第 {0} 号命令的第 {1} 条分录读不懂，没有导出。",
                    "Entry {1} of command {0} cannot be read; nothing was exported.",
                    "请保留数据库原样，运行 mingzhang verify 查明原因。",
                    "Keep the database as it is and run mingzhang verify to find out why."};
        case JournalExportRefusal::stopped:
            return {"export/stopped", "导出中止，没有写出文件。", "The export was stopped; no file was written.",
                    "需要时重新导出即可。", "Export it again when you need it."};
    }
    return {};
}

namespace {

constexpr std::int64_t entries_per_report = 10'000;

// One pass over the journal, from the accounts to their balances.
class Export {
public:
    // All references must outlive it.
    Export(soci::session& sql, County county, std::ostream& out, JournalFormat format, LongWork& work)
        : sql_{sql}, county_{county}, journal_{out, format}, work_{work} {}

    Result<Answer, Refusal> carry_out() {
        write_head();
        ledger::read_journal(
            sql_, county_, [this](const ledger::StoredTransfer& stored, Date day) { write(stored, day); },
            [this](CommandId command, std::int64_t ordinal) {
                if (!refused_) refused_ = refusal(JournalExportRefusal::entry_not_readable, command.number, ordinal);
            });
        if (refused_) return tl::unexpected{*refused_};
        if (work_.stop.stop_requested()) return refuse(JournalExportRefusal::stopped);
        if (accounts_ > 0) journal_.close_with_balances(last_day_);
        ledger::read_balances(sql_, county_, [this](const ledger::BalanceKey& key, const ledger::Totals& totals) {
            journal_.balance(key, totals);
        });
        journal_.comment(fmt::format("完 end: {} 条分录 entries", entries_));
        return Answer{}.set("entries", entries_).set("accounts", accounts_);
    }

private:
    void write_head() {
        journal_.heading(fmt::format("明账 Mingzhang {}", county_.number));
        for (const batches::BankAccount& account : batches::read_bank_accounts(sql_, county_))
            journal_.comment(fmt::format("Bank{} {} {}", account.number, account.name, account.bank_code));
        documents_ = batches::read_funds_documents(sql_, county_);
        last_day_ = ledger::first_day(sql_, county_);
        ledger::read_balances(sql_, county_, [this](const ledger::BalanceKey& key, const ledger::Totals&) {
            ++accounts_;
            journal_.open(key, last_day_);
        });
    }

    void write(const ledger::StoredTransfer& stored, Date day) {
        if (refused_ || work_.stop.stop_requested()) return;
        const auto document = documents_.find(stored.command.number);
        journal_.entry(stored, day, document == documents_.end() ? std::string_view{} : document->second);
        last_day_ = std::max(last_day_, day);
        if (++entries_ % entries_per_report == 0)
            work_.progress.at({"导出分录", "exporting entries"}, static_cast<std::uint64_t>(entries_), 0);
    }

    soci::session& sql_;
    County county_;
    PlainTextJournal journal_;
    LongWork& work_;
    std::map<std::int64_t, std::string> documents_;
    std::optional<Refusal> refused_;
    Date last_day_{};
    std::int64_t entries_ = 0;
    std::int64_t accounts_ = 0;
};

}  // namespace

Result<Answer, Refusal> export_journal(store::Store& store, County county, JournalFormat format,
                                       const std::filesystem::path& path, LongWork work) {
    auto file = AtomicFile::create(path);
    if (!file) return pass_on(file);
    Answer answer;
    auto written = reading(store, [&]() -> Result<void, Refusal> {
        auto done = Export{store.sql(), county, file->stream(), format, work}.carry_out();
        if (!done) return pass_on(done);
        answer = *done;
        return {};
    });
    if (!written) return pass_on(written);
    if (auto kept = file->commit(); !kept) return pass_on(kept);
    return answer;
}

}  // namespace mingzhang::reports
