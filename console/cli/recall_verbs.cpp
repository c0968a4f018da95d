// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <filesystem>

#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"
#include "engine/recalls/answer.hpp"
#include "engine/recalls/ask.hpp"
#include "engine/recalls/request_file.hpp"
#include "engine/recalls/tables.hpp"

namespace mingzhang::console {

namespace {

// What is wrong with the words of a recall, before anything is opened.
enum class RecallVerbRefusal : std::uint8_t { not_numbers, not_households, unknown_reason, file_or_serial, which_word };
RefusalWords words(RecallVerbRefusal reason) {
    switch (reason) {
        case RecallVerbRefusal::not_numbers:
            return {"recall/not_numbers", "--instructions 应为序号，如 3,17。",
                    "--instructions takes numbers such as 3,17.", "请照 mingzhang batch show 的序号填写。",
                    "Take the numbers of mingzhang batch show."};
        case RecallVerbRefusal::not_households:
            return {"recall/not_households", "--household 应为户编号，多户用逗号隔开。",
                    "--household takes household numbers, with commas between them.", "请核对户编号。",
                    "Check the numbers."};
        case RecallVerbRefusal::unknown_reason:
            return {"recall/unknown_reason", "没有“{0}”这种追回原因。", "There is no reason \"{0}\" for a recall.",
                    "可用：duplicate 重复发放、requested 本单位要求、technical 技术差错、fraud 涉嫌欺诈、wrong_account "
                    "账号有误、wrong_amount 金额有误、undue 不应发放、deceased 收款人死亡。",
                    "Take duplicate, requested, technical, fraud, wrong_account, wrong_amount, undue or deceased."};
        case RecallVerbRefusal::file_or_serial:
            return {"recall.answer/file_or_serial", "要么给银行的答复文件，要么用 --serial 手工登记。",
                    "Give the bank's file, or record it by hand with --serial.", "请只用一种。", "One of the two."};
        case RecallVerbRefusal::which_word:
            return {"recall.answer/which_word", "要写明银行同意、拒绝还是处理中。",
                    "Say whether the bank accepted, refused or is still at it.",
                    "请加 --accepted、--refused 或 --pending，只加一个。",
                    "Add --accepted, --refused or --pending, one of them."};
    }
    return {};
}

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin < list.size()) {
        const std::size_t comma = std::min(list.find(',', begin), list.size());
        if (comma > begin) parts.push_back(list.substr(begin, comma - begin));
        begin = comma + 1;
    }
    return parts;
}

Result<recalls::AskCall, Refusal> call_of(const Invocation& invocation, County county) {
    recalls::AskCall call{.county = county,
                          .batch = invocation.number("batch"),
                          .note = invocation.text("note"),
                          .key = invocation.idempotency_key()};
    for (const std::string& part : parts_of(invocation.text("instructions"))) {
        const auto number = parse_whole_number(part);
        if (!number) return refuse(RecallVerbRefusal::not_numbers);
        call.instructions.push_back(*number);
    }
    for (const std::string& part : parts_of(invocation.text("household"))) {
        auto household = HouseholdNo::parse(part);
        if (!household) return refuse(RecallVerbRefusal::not_households);
        call.households.push_back(*std::move(household));
    }
    const auto reason = bank::iso20022::parse_recall_reason(invocation.text("reason"));
    if (!reason) return refuse(RecallVerbRefusal::unknown_reason, invocation.text("reason"));
    call.reason = *reason;
    return call;
}

std::filesystem::path outbox_of(const Invocation& invocation, Workplace& place) {
    if (invocation.given("out")) return invocation.text("out");
    return place.store().path() + ".outbox";
}

Result<Reply, Refusal> ask(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto call = call_of(invocation, with->county);
    if (!call) return pass_on(call);
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto answer = recalls::ask_recall(with->place.desk(), **sealer, with->actor, *call);
    if (!answer) return pass_on(answer);
    const std::int64_t number = answer->number("recall");
    auto file =
        recalls::write_request(with->place.store(), **sealer, with->county, number, outbox_of(invocation, with->place));
    if (!file) return pass_on(file);
    Answer told = *answer;
    told.set("path", file->path.string());
    return answered(told, say("第 {0} 号追回请求：{1} 笔，{2} 元，文件 {3}。\n送交银行；取得答复后 mingzhang recall "
                              "answer {0}。同意不等于退回，款到后照常收回盘或对账单入账。",
                              "Recall {0}: {1} payments, {2} yuan, file {3}.\nGive it to the bank; record its answer "
                              "with mingzhang recall answer {0}. Accepted is not returned: the money is booked when "
                              "it comes.",
                              number, answer->number("instructions"),
                              to_yuan_grouped(Money::fen(answer->number("total_fen"))), file->path.string()));
}

Result<Reply, Refusal> files(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    // A file with account numbers is written for nobody who may not ask for it.
    if (auto may = recalls::may_ask(with->actor, with->county); !may) return pass_on(may);
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto file = recalls::write_request(with->place.store(), **sealer, with->county, invocation.number("recall"),
                                       outbox_of(invocation, with->place));
    if (!file) return pass_on(file);
    return answered(
        Answer{}.set("recall", file->recall).set("path", file->path.string()).set("was_there", file->was_there ? 1 : 0),
        file->was_there ? say("文件已在：{0}", "The file is there already: {0}", file->path.string())
                        : say("文件已写出：{0}", "The file was written: {0}", file->path.string()));
}

std::optional<recalls::Verdict> verdict_given(const Invocation& invocation) {
    std::optional<recalls::Verdict> verdict;
    int given = 0;
    for (const auto& [key, meaning] :
         {std::pair{"accepted", recalls::Verdict::accepted}, std::pair{"refused", recalls::Verdict::refused},
          std::pair{"pending", recalls::Verdict::pending}}) {
        if (!invocation.given(key)) continue;
        verdict = meaning;
        ++given;
    }
    return given == 1 ? verdict : std::nullopt;
}

Result<Answer, Refusal> answer_by_hand(Invocation& invocation, const Acting& with) {
    const auto verdict = verdict_given(invocation);
    if (!verdict) return refuse(RecallVerbRefusal::which_word);
    return recalls::take_answer_by_hand(with.place.desk(), with.actor,
                                        {with.county, invocation.number("recall"), parts_of(invocation.text("serial")),
                                         *verdict, invocation.text("note"), invocation.idempotency_key()});
}

Result<Answer, Refusal> answer_by_file(Invocation& invocation, const Acting& with) {
    const auto sealer = with.place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const auto bytes = invocation.file_bytes("file");
    if (!bytes) return tl::unexpected{bytes.error()};
    const std::string name = std::filesystem::path{invocation.text("file")}.filename().string();
    return recalls::take_answer_file(
        with.place.desk(), **sealer, with.actor,
        {with.county, invocation.number("recall"), name, *bytes, invocation.idempotency_key()});
}

Result<Reply, Refusal> answer(Invocation& invocation) {
    if (invocation.given("file") == invocation.given("serial")) return refuse(RecallVerbRefusal::file_or_serial);
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto taken = invocation.given("file") ? answer_by_file(invocation, *with) : answer_by_hand(invocation, *with);
    if (!taken) return pass_on(taken);
    const bool is_repeated = taken->number("repeated") == 1;
    std::vector<std::int64_t> numbers;
    for (const std::string& part : parts_of(taken->text("numbers")))
        if (const auto number = parse_whole_number(part)) numbers.push_back(*number);
    return answered_with(
        *taken,
        (is_repeated ? say("这份答复以前收过，没有再登记。\n", "This answer was taken before and not again.\n")
                     : Text{}) +
            say("第 {0} 号追回请求：同意 {1} 笔，拒绝 {2} 笔，处理中 {3} 笔；仍待答复 {4} 笔。同意的款项到账前不入账。",
                "Recall {0}: {1} accepted, {2} refused, {3} still at the bank; {4} without a final word. Nothing is "
                "booked before the money comes.",
                taken->text("numbers"), taken->number("accepted"), taken->number("refused"), taken->number("pending"),
                taken->number("open")),
        "standing", recalls::recalls_table(with->place.store(), with->county, std::move(numbers)));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, recalls::recalls_table(reading->store(), reading->county));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, recalls::recalled_table(reading->store(), reading->county, invocation.number("recall")));
}

Result<Reply, Refusal> candidates(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, recalls::candidates_table(reading->store(), reading->county));
}

}  // namespace

std::vector<Verb> recall_verbs() {
    const Parameter recall = argument("recall", Kind::number, {"请求号", "the recall"});
    const Parameter out = option("--out", Kind::file,
                                 {"文件夹，默认为数据库文件名加 .outbox",
                                  "the folder; the database file's name "
                                  "with .outbox"});
    return {
        {{"recall", "ask"},
         {"请求银行追回已送盘的款项", "ask the bank to take payments back"},
         {argument("batch", Kind::number, {"批次号", "the batch"}),
          option("--instructions", Kind::text, {"序号，如 3,17", "numbers in the batch, such as 3,17"}),
          option("--household", Kind::text, {"户编号，多户用逗号隔开", "households, with commas between them"}),
          required(option("--reason", Kind::text,
                          {"原因，如 deceased、duplicate、undue", "why: deceased, duplicate, undue …"})),
          option("--note", Kind::text, {"给银行的说明", "words for the bank"}), out},
         ask},
        {{"recall", "files"}, {"再写一次追回请求的文件", "write the file of a recall again"}, {recall, out}, files},
        {{"recall", "answer"},
         {"登记银行对追回的答复", "record what the bank answered to a recall"},
         {recall,
          Parameter{"file",
                    Kind::file,
                    /*required=*/false,
                    {"银行的 camt.029 文件；合并答复几件请求的也行",
                     "the bank's camt.029; it may answer "
                     "other recalls too"}},
          option("--serial", Kind::text, {"手工：流水号，多笔用逗号隔开", "by hand: serials, with commas"}),
          option("--accepted", Kind::flag, {"同意退回", "it will give them back"}),
          option("--refused", Kind::flag, {"拒绝退回", "it refuses"}),
          option("--pending", Kind::flag, {"处理中", "it is still at it"}),
          option("--note", Kind::text, {"何人何时何方式答复", "who said it, when and how"})},
         answer},
        {{"recall", "list"}, {"列出追回请求", "list the recalls"}, with_list_files(), list},
        {{"recall", "show"}, {"一件追回请求的逐笔", "a recall and its payments"}, with_list_files({recall}), show},
        {{"recall", "candidates"},
         {"可能须追回的款项：死亡次月起已送盘未退回的",
          "payments that may have to be asked back: sent for months "
          "after a death"},
         with_list_files(),
         candidates},
    };
}

}  // namespace mingzhang::console
