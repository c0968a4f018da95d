// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/match.hpp"

#include <algorithm>

#include "base/crypto/digest.hpp"
#include "engine/reconciliation/bank_file_book.hpp"
#include "engine/reconciliation/read_rows.hpp"

namespace mingzhang::exchange {

namespace layouts = bank::layouts;
using batches::Batch;
using batches::BatchState;

RefusalWords words(MatchRefusal reason) {
    switch (reason) {
        case MatchRefusal::no_result_layout:
            return {"bank.collect/no_result_layout", "该账户的版式“{0}”没有回盘格式。",
                    "The layout \"{0}\" of the account describes no answers.",
                    "请向银行索取回盘格式，补进版式文件后重新登记账户。",
                    "Ask the bank how it answers, and register the account with a layout that says so."};
        case MatchRefusal::batch_not_there:
            return {"bank.collect/batch_not_there", "“{0}”按文件名是第 {1} 号批次的，该账户没有这样送出的批次。",
                    "By its name \"{0}\" answers batch {1}, and the account has sent no such batch.",
                    "请与银行核对文件。", "Ask the bank about the file."};
        case MatchRefusal::fits_none:
            return {"bank.collect/fits_none", "“{0}”没有一行是本单位送出的款项。",
                    "Not one row of \"{0}\" is a payment that was sent.", "请与银行核对文件。",
                    "Ask the bank about the file."};
        case MatchRefusal::fits_more_than_one:
            return {"bank.collect/fits_more_than_one", "“{0}”与第 {1}、{2} 号批次同样相符，程序不能判断。",
                    "\"{0}\" fits batches {1} and {2} alike.",
                    "请向银行问清后，用 mingzhang bank result 批次号 文件 登记。",
                    "Ask the bank, then post it with mingzhang bank result BATCH FILE."};
    }
    return {};
}

namespace {

// What a bank may speak of: a batch it has, or may have.
bool may_be_answered(const Batch& batch) {
    return batch.state == BatchState::sent || batch.state == BatchState::closed || batch.state == BatchState::sending;
}

class Matching {
public:
    Matching(soci::session& sql, const crypto::Sealer& sealer, County county, const batches::BankAccount& account,
             const std::string& file_name, std::string_view bytes)
        : sql_{sql}, sealer_{sealer}, county_{county}, account_{account}, file_name_{file_name}, bytes_{bytes} {
        batches::read_batches(sql, county, [&](const Batch& batch) {
            if (batch.bank_account == account_.number && may_be_answered(batch)) batches_.push_back(batch);
        });
    }

    Result<Batch, Refusal> find() {
        if (auto known = read_layouts(); !known) return pass_on(known);
        if (const Batch* before = posted_before()) return *before;
        if (const auto named = named_batch(); named != 0) {
            const auto found = std::find_if(batches_.begin(), batches_.end(), [&](const Batch& batch) {
                return static_cast<std::uint64_t>(batch.number) == named && (!date_ || *date_ == batch.file_date);
            });
            if (found == batches_.end())
                return refuse(MatchRefusal::batch_not_there, layouts::masked(file_name_), named);
            return *found;
        }
        // An answer comes while its batch is open; one for a closed batch is a late return.
        for (const bool closed : {false, true}) {
            auto best = best_fit(closed);
            if (!best || *best != nullptr) return best.map([](const Batch* batch) { return *batch; });
        }
        return refuse(MatchRefusal::fits_none, layouts::masked(file_name_));
    }

private:
    const Batch* posted_before() {
        const std::string digest = crypto::sha256(bytes_).hex();
        std::int64_t number = 0;
        reconciliation::read_bank_files(sql_, county_, [&](const reconciliation::BankFile& file) {
            if (file.digest == digest) number = file.batch;
        });
        const auto found =
            std::find_if(batches_.begin(), batches_.end(), [&](const Batch& batch) { return batch.number == number; });
        return found == batches_.end() ? nullptr : &*found;
    }

    // How the bank answers by the layout in force, then by those earlier batches were made by.
    Result<void, Refusal> read_layouts() {
        std::vector<batches::BankAccount> versions{account_};
        for (const Batch& batch : batches_) {
            auto then = batches::find_bank_account(sql_, county_, account_.number, batch.command);
            if (!then) return pass_on(then);
            const auto is_same = [&](const batches::BankAccount& known) {
                return known.layout == then->layout && known.layout_toml == then->layout_toml;
            };
            if (std::none_of(versions.begin(), versions.end(), is_same)) versions.push_back(std::move(*then));
        }
        for (const batches::BankAccount& version : versions) {
            auto layout = batches::layout_of(version);
            if (!layout) return pass_on(layout);
            if (layout->result) layouts_.push_back(std::move(*layout));
        }
        if (layouts_.empty()) return refuse(MatchRefusal::no_result_layout, account_.layout);
        return {};
    }

    // The batch the file's name tells, where the layouts' names tell one; zero otherwise.
    std::uint64_t named_batch() {
        for (const layouts::Layout& layout : layouts_) {
            layouts::Record named;
            const auto rest = layout.result->file_name.take(file_name_, named);
            if (layout.result->file_name.empty() || !rest || !rest->empty()) continue;
            const bank::FileHead head = layouts::head_from(named);
            date_ = head.date;
            if (head.batch != 0) return head.batch;
        }
        return 0;
    }

    // How many of its rows are payments of the batch, payee and amount alike, by the first layout that reads it.
    Result<std::size_t, Refusal> fitting_rows(const Batch& batch) {
        std::optional<Refusal> unreadable;
        for (const layouts::Layout& layout : layouts_) {
            reconciliation::BatchBook book{sql_, sealer_, county_, batch, layout};
            auto rows = reconciliation::read_rows(book, layout, bytes_, file_name_);
            if (rows)
                return static_cast<std::size_t>(std::count_if(rows->begin(), rows->end(), [](const auto& row) {
                    return row.booked != nullptr && row.payee_fits && row.amount == row.booked->instruction.amount;
                }));
            if (!unreadable) unreadable = std::move(rows.error());
        }
        return tl::unexpected{std::move(*unreadable)};
    }

    // The one that fits best; null when none does.
    Result<const Batch*, Refusal> best_fit(bool closed) {
        const Batch *best = nullptr, *second = nullptr;
        std::size_t most = 0;
        for (const Batch& batch : batches_) {
            if ((batch.state == BatchState::closed) != closed) continue;
            auto fitting = fitting_rows(batch);
            if (!fitting) return pass_on(fitting);
            if (*fitting == 0 || *fitting < most) continue;
            second = *fitting == most ? best : nullptr;
            best = &batch;
            most = *fitting;
        }
        if (second != nullptr)
            return refuse(MatchRefusal::fits_more_than_one, layouts::masked(file_name_), second->number, best->number);
        return best;
    }

    soci::session& sql_;
    const crypto::Sealer& sealer_;
    County county_;
    const batches::BankAccount& account_;
    std::vector<layouts::Layout> layouts_;
    const std::string& file_name_;
    std::string_view bytes_;
    std::vector<Batch> batches_;
    std::optional<Date> date_;
};

}  // namespace

Result<Batch, Refusal> batch_answered(soci::session& sql, const crypto::Sealer& sealer, County county,
                                      const batches::BankAccount& account, const std::string& file_name,
                                      std::string_view bytes) {
    return Matching{sql, sealer, county, account, file_name, bytes}.find();
}

}  // namespace mingzhang::exchange
