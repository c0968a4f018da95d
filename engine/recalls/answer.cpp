// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/answer.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/recalls/answer_match.hpp"
#include "engine/recalls/recall_item.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::recalls {

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
            return {"recall.answer/unknown_serial", "答复中有 {0} 笔不属于可答复的追回请求，整份未登记。",
                    "{0} payments of the answer are in no recall it could answer; nothing was recorded.",
                    "请按所列各笔核对；请银行更正后重新提供，或凭银行书面说明用 --serial 逐笔登记。",
                    "Check those listed; have the bank correct it, or record it by --serial on the bank's word."};
        case AnswerRefusal::says_nothing:
            return {"recall.answer/says_nothing", "文件没有答复任何一笔。", "The file answers for no payment.",
                    "请银行逐笔答复，或凭银行书面说明用 --serial 逐笔登记。",
                    "Have the bank answer payment by payment, or record its word by --serial."};
        case AnswerRefusal::names_no_payment:
            return {"recall.answer/names_no_payment", "答复中有 {0} 处只说整份报文、没有列出各笔，整份未登记。",
                    "{0} parts of the answer speak of a whole message and name no payment; nothing was recorded.",
                    "请银行逐笔答复，或凭银行书面说明用 --serial 逐笔登记。",
                    "Have the bank answer payment by payment, or record its word by --serial."};
        case AnswerRefusal::said_twice:
            return {"recall.answer/said_twice", "答复对 {0} 说法前后不一，整份未登记。",
                    "The answer says two different things of {0}; nothing was recorded.", "请银行更正后重新提供。",
                    "Have the bank correct it."};
        case AnswerRefusal::amount_differs:
            return {"recall.answer/amount_differs", "{0} 请求追回 {1}，答复所列为 {2}，整份未登记。",
                    "{0}: {1} was asked back, the answer speaks of {2}; nothing was recorded.",
                    "请银行书面说明后用 --serial 登记。", "Have the bank explain, then record it by --serial."};
        case AnswerRefusal::answers_others:
            return {"recall.answer/answers_others", "文件没有答复第 {0} 号追回请求，答复的是第 {1} 号，未登记。",
                    "The file does not answer recall {0} but {1}; nothing was recorded.",
                    "请核对文件与请求号；文件无误的，写所答复的任何一个请求号。",
                    "Check the file and the number; where the file is right, give any number it answers."};
    }
    return {};
}

namespace {

constexpr CommandKind answer_kind{"recall.answer", {"登记追回答复", "record the answer to a recall"}, {Role::liaison}};

// Where what is said comes from: a file in the archive, or a person.
struct Source {
    std::string file_name = {};
    std::string digest = {};
    bool is_repeated = false;

    [[nodiscard]] bool is_file() const { return !digest.empty(); }
};

// What a file said when it was taken. The same bytes may fit other recalls by now, and they said what they said then.
SaidByRecall said_before(soci::session& sql, County county, const std::string& digest) {
    SaidByRecall said;
    std::int64_t recall = 0;
    int verdict = 0;
    std::string serial;
    soci::statement query =
        (sql.prepare << "SELECT a.recall, i.serial, a.verdict FROM recall_answer a JOIN recall r ON r.county = "
                        "a.county AND r.number = a.recall JOIN instruction i ON i.county = r.county AND "
                        "i.batch = r.batch AND i.number = a.instruction WHERE a.county = :county AND "
                        "a.digest = :digest ORDER BY a.recall, a.instruction",
         soci::use(county.number), soci::use(digest), soci::into(recall), soci::into(serial), soci::into(verdict));
    query.execute();
    while (query.fetch()) said[recall].emplace(serial, Said{static_cast<Verdict>(verdict)});
    return said;
}

// Keeps what was said and tells how it stands.
class Keeping {
public:
    Keeping(CommandContext& context, Source source)
        : context_{context},
          source_{std::move(source)},
          rows_{context.tx(),
                "recall_answer",
                {"county", "recall", "instruction", "sequence", "verdict", "reason", "words", "file_name", "digest",
                 "actor", "at", "command"}} {}

    Result<Answer, Refusal> keep(const SaidByRecall& all) {
        for (const auto& [number, said] : all) {
            auto recall = find_recall(context_.sql(), context_.county(), number);
            if (!recall) return pass_on(recall);
            if (auto kept = keep(*recall, said); !kept) return pass_on(kept);
        }
        return Answer{}
            .set("recall", all.begin()->first)
            .set("recalls", static_cast<std::int64_t>(all.size()))
            .set("numbers", numbers_of(all))
            .set("repeated", source_.is_repeated ? 1 : 0)
            .set("accepted", accepted_)
            .set("refused", refused_)
            .set("pending", pending_)
            .set("new", fresh_)
            .set("open", open_);
    }

private:
    Result<void, Refusal> keep(const Recall& recall, const SaidBySerial& said) {
        std::int64_t open = 0;
        bool reopened = false;
        for (RecalledInstruction recalled : read_recalled(context_.sql(), context_.county(), recall)) {
            const bool was_open = recalled.is_open();
            const auto found = said.find(recalled.serial);
            if (found != said.end()) take(recall, recalled, found->second);
            if (recalled.is_open()) ++open;
            reopened = reopened || (!was_open && recalled.is_open());
        }
        open_ += open;
        if (open == 0) return end_items(context_, recall);
        if (reopened) open_item_again(context_, recall);
        return {};
    }

    // A file's word is kept even where it is the latest already: so that the file is known when it comes again.
    void take(const Recall& recall, RecalledInstruction& recalled, const Said& said) {
        ++(said.verdict == Verdict::accepted ? accepted_ : said.verdict == Verdict::refused ? refused_ : pending_);
        const bool is_new = recalled.verdict != said.verdict;
        if (source_.is_repeated || (!is_new && !source_.is_file())) return;
        fresh_ += is_new ? 1 : 0;
        recalled.verdict = said.verdict;
        rows_.row(context_.county().number, recall.number, recalled.instruction, recalled.sequence + 1,
                  static_cast<int>(said.verdict), said.reason, said.words, source_.file_name, source_.digest,
                  context_.actor().name, context_.now().time_since_epoch().count(), context_.id().number);
    }

    CommandContext& context_;
    Source source_;
    store::BulkInsert rows_;
    std::int64_t accepted_ = 0, refused_ = 0, pending_ = 0, fresh_ = 0, open_ = 0;
};

}  // namespace

Result<Answer, Refusal> take_answer_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         const AnswerFileCall& call) {
    const std::string request =
        Canonical{"recall.answer/1"}.add("recall", call.recall).add("digest", crypto::sha256(call.bytes).hex()).bytes();
    return desk.carry_out(actor, answer_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (call.recall != 0)
                                  if (auto recall = find_recall(context.sql(), call.county, call.recall); !recall)
                                      return pass_on(recall);
                              const std::string known = crypto::sha256(call.bytes).hex();
                              if (const SaidByRecall before = said_before(context.sql(), call.county, known);
                                  !before.empty()) {
                                  if (call.recall != 0 && !before.contains(call.recall))
                                      return refuse(AnswerRefusal::answers_others, call.recall, numbers_of(before));
                                  return Keeping{context, {call.file_name, known, /*is_repeated=*/true}}.keep(before);
                              }
                              auto said = match_answers(context.sql(), call);
                              if (!said) return pass_on(said);
                              const crypto::Digest digest = registry::archive(context, sealer, call.bytes);
                              context.add_fact("recall-answer", digest);
                              return Keeping{context, {call.file_name, digest.hex()}}.keep(*said);
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
                return tl::unexpected{refusal(AnswerRefusal::unknown_serial, count).with(std::move(strangers))};
            return Keeping{context, {}}.keep({{call.recall, std::move(said)}});
        });
}

}  // namespace mingzhang::recalls
