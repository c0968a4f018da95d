// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "bank_adapters/iso20022/payment_status.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "bank_adapters/layouts/column.hpp"
#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/registry/archive.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::recalls {

namespace iso = bank::iso20022;

RefusalWords words(AnswerRefusal reason) {
    switch (reason) {
        case AnswerRefusal::serials_missing:
            return {"recall.answer/serials_missing", "没有写答复的是哪几笔。",
                    "It was not said which payments the bank answered for.", "请加 --serial 流水号，多笔用逗号隔开。",
                    "Add --serial SERIALS, with commas between them."};
        case AnswerRefusal::note_missing:
            return {"recall.answer/note_missing", "手工登记答复须写明依据。",
                    "An answer recorded by hand needs its source.", "请加 --note，写明银行何人何时以何方式答复。",
                    "Say with --note who at the bank said it, and how."};
        case AnswerRefusal::unknown_serial:
            return {"recall.answer/unknown_serial", "答复中有 {1} 笔不在第 {0} 号追回请求中，未登记。",
                    "{1} payments of the answer are not in recall {0}; nothing was recorded.",
                    "请核对请求号；几件请求合在一份答复里的，用 --serial 逐笔登记。",
                    "Check the number; where one answer covers several recalls, record it by --serial."};
        case AnswerRefusal::said_twice:
            return {"recall.answer/said_twice", "答复对 {0} 说法前后不一，未登记。",
                    "The answer says two different things of {0}; nothing was recorded.", "请银行更正后重新提供。",
                    "Have the bank correct it."};
        case AnswerRefusal::amount_differs:
            return {"recall.answer/amount_differs", "{0} 请求追回 {1}，答复所列为 {2}，未登记。",
                    "{0}: {1} was asked back, the answer speaks of {2}; nothing was recorded.",
                    "请银行书面说明后用 --serial 登记。", "Have the bank explain, then record it by --serial."};
        case AnswerRefusal::says_nothing:
            return {"recall.answer/says_nothing", "文件没有答复第 {0} 号追回请求的任何一笔。",
                    "The file answers for no payment of recall {0}.", "请核对文件与请求号。",
                    "Check the file and the number."};
    }
    return {};
}

namespace {

constexpr CommandKind answer_kind{"recall.answer", {"登记追回答复", "record the answer to a recall"}, {Role::liaison}};

struct Said {
    Verdict verdict = Verdict::pending;
    std::string reason;
    std::string words;
};
using SaidBySerial = std::map<std::string, Said, std::less<>>;

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

// Reads the file against what was asked.
class AnswerReader {
public:
    AnswerReader(const Recall& recall, const std::vector<RecalledInstruction>& asked) : recall_{recall} {
        for (const RecalledInstruction& recalled : asked) asked_.emplace(recalled.serial, &recalled);
    }

    Result<SaidBySerial, Refusal> read(const AnswerFileCall& call) {
        bank::layouts::ByteStream stream{call.bytes};
        auto version = iso::read_recall_answer(stream, call.file_name,
                                               [&](const iso::PaymentStatusLine& line) { take(line, call.file_name); });
        if (!version) return pass_on(version);
        if (!strangers_.empty()) {
            const std::size_t count = strangers_.size();
            return tl::unexpected{
                refusal(AnswerRefusal::unknown_serial, recall_.number, count).with(std::move(strangers_))};
        }
        if (refused_) return tl::unexpected{std::move(*refused_)};
        if (said_.empty()) return refuse(AnswerRefusal::says_nothing, recall_.number);
        return std::move(said_);
    }

private:
    void take(const iso::PaymentStatusLine& line, const std::string& file_name) {
        if (line.level != iso::PaymentStatusLine::Level::payment) return;
        const std::string& serial = line.end_to_end_id.empty() ? line.original_id : line.end_to_end_id;
        const auto asked = asked_.find(serial);
        if (asked == asked_.end()) {
            strangers_.push_back({file_name,
                                  0,
                                  "serial",
                                  bank::layouts::masked(serial),
                                  {"不在本次追回请求中", "is not in this recall"}});
            return;
        }
        const auto verdict = verdict_of(line.status);
        if (!verdict) return;
        check_amount(line, *asked->second);
        const Said said{*verdict, line.reason, bank::layouts::masked(line.text)};
        const auto [there, is_new] = said_.emplace(serial, said);
        if (!is_new && there->second.verdict != said.verdict && !refused_)
            refused_ = refusal(AnswerRefusal::said_twice, serial);
    }

    void check_amount(const iso::PaymentStatusLine& line, const RecalledInstruction& asked) {
        if (!line.amount || refused_) return;
        const std::string told = to_text(*line.amount);
        if (line.amount->currency != "CNY" || told != to_yuan(asked.amount))
            refused_ = refusal(AnswerRefusal::amount_differs, asked.serial, to_yuan(asked.amount), told);
    }

    const Recall& recall_;
    std::map<std::string, const RecalledInstruction*, std::less<>> asked_;
    SaidBySerial said_;
    std::vector<Finding> strangers_;
    std::optional<Refusal> refused_;
};

// Keeps what is new and tells how it stands.
Result<Answer, Refusal> keep(CommandContext& context, const Recall& recall, const SaidBySerial& said,
                             const std::string& file_name, const std::string& digest) {
    store::BulkInsert rows{context.tx(),
                           "recall_answer",
                           {"county", "recall", "instruction", "sequence", "verdict", "reason", "words", "file_name",
                            "digest", "actor", "at", "command"}};
    std::int64_t accepted = 0, refused = 0, pending = 0, fresh = 0, open = 0;
    for (RecalledInstruction recalled : read_recalled(context.sql(), context.county(), recall)) {
        const auto found = said.find(recalled.serial);
        if (found != said.end()) {
            const Said& now = found->second;
            ++(now.verdict == Verdict::accepted ? accepted : now.verdict == Verdict::refused ? refused : pending);
            if (recalled.verdict != now.verdict) {
                ++fresh;
                recalled.verdict = now.verdict;
                rows.row(context.county().number, recall.number, recalled.instruction, recalled.sequence + 1,
                         static_cast<int>(now.verdict), now.reason, now.words, file_name, digest, context.actor().name,
                         context.now().time_since_epoch().count(), context.id().number);
            }
        }
        if (recalled.is_open()) ++open;
    }
    if (open == 0) {
        const std::string decision = fmt::format("银行已逐笔答复（第 {} 号追回请求）", recall.number);
        if (auto ended = worklist::end_if_open(context, recall.item, decision); !ended) return pass_on(ended);
    }
    return Answer{}
        .set("recall", recall.number)
        .set("accepted", accepted)
        .set("refused", refused)
        .set("pending", pending)
        .set("new", fresh)
        .set("open", open);
}

}  // namespace

Result<Answer, Refusal> take_answer_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         const AnswerFileCall& call) {
    const std::string request =
        Canonical{"recall.answer/1"}.add("recall", call.recall).add("digest", crypto::sha256(call.bytes).hex()).bytes();
    return desk.carry_out(
        actor, answer_kind, {call.county, {}, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto recall = find_recall(context.sql(), call.county, call.recall);
            if (!recall) return pass_on(recall);
            auto said = AnswerReader{*recall, read_recalled(context.sql(), call.county, *recall)}.read(call);
            if (!said) return pass_on(said);
            const crypto::Digest digest = registry::archive(context, sealer, call.bytes);
            context.add_fact("recall-answer", digest);
            return keep(context, *recall, *said, call.file_name, digest.hex());
        });
}

Result<Answer, Refusal> take_answer_by_hand(Desk& desk, const Actor& actor, const AnswerByHandCall& call) {
    if (call.serials.empty()) return refuse(AnswerRefusal::serials_missing);
    if (call.note.empty()) return refuse(AnswerRefusal::note_missing);
    Canonical request{"recall.answer-by-hand/1"};
    request.add("recall", call.recall).add("verdict", static_cast<int>(call.verdict)).add("note", call.note);
    for (const std::string& serial : call.serials) request.add("serial", serial);
    return desk.carry_out(
        actor, answer_kind, {call.county, {}, call.key, request.bytes()},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto recall = find_recall(context.sql(), call.county, call.recall);
            if (!recall) return pass_on(recall);
            SaidBySerial said;
            std::vector<Finding> strangers;
            const auto asked = read_recalled(context.sql(), call.county, *recall);
            for (const std::string& serial : call.serials) {
                said.emplace(serial, Said{call.verdict, {}, call.note});
                if (std::ranges::count(asked, serial, &RecalledInstruction::serial) == 0)
                    strangers.push_back({{}, 0, "serial", serial, {"不在本次追回请求中", "is not in this recall"}});
            }
            const std::size_t count = strangers.size();
            if (count > 0)
                return tl::unexpected{
                    refusal(AnswerRefusal::unknown_serial, call.recall, count).with(std::move(strangers))};
            return keep(context, *recall, said, {}, {});
        });
}

}  // namespace mingzhang::recalls
