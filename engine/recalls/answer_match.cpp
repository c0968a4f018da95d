// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/answer_match.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <set>

#include "bank_adapters/iso20022/recall_answer.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "bank_adapters/layouts/column.hpp"
#include "engine/batches/batch.hpp"
#include "engine/recalls/request_file.hpp"

namespace mingzhang::recalls {

namespace iso = bank::iso20022;

namespace {

constexpr const char* serial_column = "OrgnlEndToEndId";

std::optional<Verdict> verdict_of(iso::PaymentStatus status) noexcept {
    switch (status) {
        case iso::PaymentStatus::accepted:
            return Verdict::accepted;
        case iso::PaymentStatus::rejected:
            return Verdict::refused;
        case iso::PaymentStatus::pending:
        case iso::PaymentStatus::partly_accepted:  // Of one payment: which part of it, the bank has to say.
            return Verdict::pending;
        case iso::PaymentStatus::not_given:
            break;
    }
    return std::nullopt;
}

// A payment as one recall asked for it.
struct Asked {
    std::int64_t recall = 0;
    std::int64_t batch = 0;
    Money amount;
};

class Matching {
public:
    Matching(soci::session& sql, const AnswerFileCall& call) : sql_{sql}, call_{call} {
        read_asked();
        read_recalls(sql, call.county, [&](const Recall& recall) { recalls_.emplace(recall.number, recall); });
    }

    Result<SaidByRecall, Refusal> run() {
        bank::layouts::ByteStream stream{call_.bytes};
        auto version =
            iso::read_recall_answer(stream, call_.file_name, [&](const iso::RecallAnswerLine& line) { take(line); });
        if (!version) return pass_on(version);
        if (failed_) return tl::unexpected{std::move(*failed_)};
        for (const iso::RecallAnswerLine& whole : wholes_)
            if (!named_payments_in_.contains(whole.details))
                add(nameless_, whole.row, "OrgnlGrpInfAndSts", whole.said.original_id,
                    {"只对整份报文作答，没有列出各笔", "speaks of the whole message and names no payment"});
        if (!strangers_.empty()) return refused(AnswerRefusal::unknown_serial, std::move(strangers_));
        if (said_.empty()) return refuse(AnswerRefusal::says_nothing);
        if (!nameless_.empty()) return refused(AnswerRefusal::names_no_payment, std::move(nameless_));
        if (refused_) return tl::unexpected{std::move(*refused_)};
        if (call_.recall != 0 && !said_.contains(call_.recall))
            return refuse(AnswerRefusal::answers_others, call_.recall, numbers_of(said_));
        return std::move(said_);
    }

private:
    void read_asked() {
        std::string serial;
        Asked asked;
        std::int64_t amount = 0;
        soci::statement query =
            (sql_.prepare << "SELECT r.recall, r.batch, r.amount, i.serial FROM recall_instruction r JOIN instruction "
                             "i ON i.county = r.county AND i.batch = r.batch AND i.number = r.instruction JOIN batch "
                             "b ON b.county = r.county AND b.number = r.batch WHERE r.county = :county AND "
                             "(:account = 0 OR b.bank_account = :account_again) ORDER BY r.recall, r.instruction",
             soci::use(call_.county.number), soci::use(call_.bank_account), soci::use(call_.bank_account),
             soci::into(asked.recall), soci::into(asked.batch), soci::into(amount), soci::into(serial));
        query.execute();
        while (query.fetch()) {
            asked.amount = Money::fen(amount);
            asked_[serial].push_back(asked);
        }
    }

    void take(const iso::RecallAnswerLine& line) {
        if (line.said.level != iso::PaymentStatusLine::Level::payment) {
            if (line.details != 0 && line.said.status != iso::PaymentStatus::not_given) wholes_.push_back(line);
            return;
        }
        named_payments_in_.insert(line.details);
        const std::string& serial = line.said.end_to_end_id.empty() ? line.said.original_id : line.said.end_to_end_id;
        const Asked* asked = asked_for(serial, line);
        if (asked == nullptr) return;
        const auto verdict = verdict_of(line.said.status);
        if (!verdict) return;
        check_amount(line, serial, *asked);
        const Said said{*verdict, line.said.reason, bank::layouts::masked(line.said.text), line.row};
        const auto [there, is_new] = said_[asked->recall].emplace(serial, said);
        if (is_new || there->second.verdict == said.verdict || refused_) return;
        std::vector<Finding> findings;
        add(findings, line.row, "TxCxlSts", serial,
            {fmt::format("与第 {} 行说法不同", there->second.row),
             fmt::format("is not what row {} says", there->second.row)});
        refused_ = refusal(AnswerRefusal::said_twice, serial).with(std::move(findings));
    }

    // Null where it answers nothing of ours; the finding says why.
    const Asked* asked_for(const std::string& serial, const iso::RecallAnswerLine& line) {
        const auto found = asked_.find(serial);
        if (found == asked_.end()) {
            add(strangers_, line.row, serial_column, serial, {"没有请求追回过这一笔", "was not asked back here"});
            return nullptr;
        }
        const std::vector<Asked>& all = found->second;
        if (!is_of_its_message(serial, all.front(), line)) return nullptr;
        for (const std::string& text : line.cases) {
            const auto named = parse_request_id(text);
            if (!named) continue;
            const auto at = std::ranges::find(all, named->recall, &Asked::recall);
            if (named->county == call_.county && at != all.end()) return &*at;
            add(strangers_, line.row, "RslvdCase/Id", text,
                {fmt::format("该请求里没有 {} 这一笔", serial), fmt::format("that request has no payment {}", serial)});
            return nullptr;
        }
        const auto asked_by_person = std::ranges::find(all, call_.recall, &Asked::recall);
        if (asked_by_person != all.end()) return &*asked_by_person;
        const auto open =
            std::find_if(all.rbegin(), all.rend(), [&](const Asked& one) { return is_open(one, serial); });
        return open == all.rend() ? &all.back() : &*open;
    }

    bool is_of_its_message(const std::string& serial, const Asked& asked, const iso::RecallAnswerLine& line) {
        if (line.order_id.empty() || failed_) return !failed_;
        const auto [known, is_new] = batches_named_.try_emplace({asked.batch, line.order_id});
        if (is_new) {
            auto named = batch_of_order(sql_, call_.county, asked.batch, line.order_id);
            if (!named)
                failed_ = std::move(named.error());
            else
                known->second = *named;
        }
        if (failed_) return false;
        if (!known->second || *known->second == asked.batch) return true;
        add(strangers_, line.row, "OrgnlMsgId", line.order_id,
            {fmt::format("是第 {} 号批次的报文，{} 不在其中", *known->second, serial),
             fmt::format("is the message of batch {}, and {} is not in it", *known->second, serial)});
        return false;
    }

    bool is_open(const Asked& asked, const std::string& serial) {
        const auto [at, is_new] = open_.try_emplace(asked.recall);
        if (is_new)
            for (const RecalledInstruction& recalled : read_recalled(sql_, call_.county, recalls_.at(asked.recall)))
                if (recalled.is_open()) at->second.insert(recalled.serial);
        return at->second.contains(serial);
    }

    void check_amount(const iso::RecallAnswerLine& line, const std::string& serial, const Asked& asked) {
        if (!line.said.amount || refused_) return;
        const std::string told = to_text(*line.said.amount);
        if (line.said.amount->currency == "CNY" && told == to_yuan(asked.amount)) return;
        std::vector<Finding> findings;
        add(findings, line.row, "InstdAmt", told,
            {fmt::format("请求追回的是 {}", to_yuan(asked.amount)),
             fmt::format("{} was asked back", to_yuan(asked.amount))});
        refused_ =
            refusal(AnswerRefusal::amount_differs, serial, to_yuan(asked.amount), told).with(std::move(findings));
    }

    void add(std::vector<Finding>& findings, std::size_t row, const char* column, const std::string& value,
             Text reason) const {
        findings.push_back({call_.file_name, row, column, bank::layouts::masked(value), std::move(reason)});
    }

    static tl::unexpected<Refusal> refused(AnswerRefusal reason, std::vector<Finding> findings) {
        const std::size_t count = findings.size();
        return tl::unexpected{refusal(reason, count).with(std::move(findings))};
    }

    soci::session& sql_;
    const AnswerFileCall& call_;
    std::map<std::string, std::vector<Asked>, std::less<>> asked_;  // By serial; of each the recalls in their order.
    std::map<std::int64_t, Recall> recalls_;
    std::map<std::int64_t, std::set<std::string>> open_;
    std::map<std::pair<std::int64_t, std::string>, std::optional<std::int64_t>> batches_named_;

    SaidByRecall said_;
    std::vector<iso::RecallAnswerLine> wholes_;  // What was said of whole messages.
    std::set<std::size_t> named_payments_in_;
    std::vector<Finding> strangers_, nameless_;
    std::optional<Refusal> refused_, failed_;
};

}  // namespace

std::string numbers_of(const SaidByRecall& all) {
    std::string numbers;
    for (const auto& said : all) numbers += (numbers.empty() ? "" : ",") + std::to_string(said.first);
    return numbers;
}

Result<SaidByRecall, Refusal> match_answers(soci::session& sql, const AnswerFileCall& call) {
    return Matching{sql, call}.run();
}

}  // namespace mingzhang::recalls
