// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>

#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/batches/tables.hpp"
#include "engine/batches/tie.hpp"
#include "engine/exchange/connection_file.hpp"
#include "engine/exchange/send.hpp"

namespace mingzhang::console {

namespace {

Result<Reply, Refusal> create(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    batches::BatchWish wish{
        .county = with->county, .bank_code = invocation.text("bank"), .program = invocation.program("program")};
    if (invocation.given("bank-account")) wish.bank_account = invocation.number("bank-account");
    auto answer =
        batches::create_batches(with->place.desk(), **sealer, with->actor, wish, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    Text said =
        say("已生成 {0} 个批次（{1} 至 {2} 号）：{3} 笔，{4} 行，共 {5} 元。\n",
            "{0} batches were created ({1} to {2}): {3} payments for {4} lines, {5} yuan.\n", answer->number("batches"),
            answer->number("batch"), answer->number("last_batch"), answer->number("instructions"),
            answer->number("lines"), to_yuan_grouped(Money::fen(answer->number("total_fen"))));
    if (answer->number("without_account") > 0)
        said = said + say("注意：{0} 行没有可用账户，共 {1} 元，未出盘：{2}，已列入待办。\n",
                          "Note: {0} lines without a usable account, {1} yuan, stay out: {2}; see the worklist.\n",
                          answer->number("without_account"),
                          to_yuan_grouped(Money::fen(answer->number("without_account_fen"))),
                          answer->text("without_account_households"));
    return answered(*answer, said + say("下一步：mingzhang batch files", "Next: mingzhang batch files"));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, batches::batches_table(reading->store(), reading->county));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    auto batch = batches::find_batch(reading->sql(), reading->county, invocation.number("batch"));
    if (!batch) return pass_on(batch);
    const Text state = batches::name(batch->state), program = name(batch->program);
    const Answer answer = Answer{}
                              .set("batch", batch->number)
                              .set("bank", batch->bank_code)
                              .set("program", std::string{code(batch->program)})
                              .set("bank_account", batch->bank_account)
                              .set("budget_year", std::int64_t{batch->budget_year})
                              .set("state", state.in(invocation.language()))
                              .set("file_name", batch->file_name)
                              .set("digest", batch->digest)
                              .set("instructions_count", batch->instructions)
                              .set("lines", batch->lines)
                              .set("total_fen", batch->total.fen());
    const Text said =
        say("批次 {0}，{1}，{2}：{4}，{6} 笔，{7} 元，文件 {8}",
            "Batch {0}, {1}, {3}: {5}, {6} payments, {7} yuan, file {8}", batch->number, batch->bank_code, program.zh,
            program.en, state.zh, state.en, batch->instructions, to_yuan_grouped(batch->total), batch->file_name);
    return answered_with(answer, said, "instructions",
                         batches::instructions_table(reading->store(), reading->county, batch->number));
}

std::filesystem::path outbox_of(const Invocation& invocation, Workplace& place) {
    if (invocation.given("out")) return invocation.text("out");
    return place.store().path() + ".outbox";
}

Result<Reply, Refusal> files(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto written = batches::write_pending_files(with->place.desk(), **sealer, with->actor, with->county,
                                                outbox_of(invocation, with->place));
    if (!written) return pass_on(written);
    Reply reply;
    boost::json::array documents;
    for (const batches::WrittenFile& file : *written) {
        reply.said = reply.said + say("批次 {0}：{1}（{2} 字节）\n", "Batch {0}: {1} ({2} bytes)\n", file.batch,
                                      file.path.string(), file.bytes);
        documents.push_back({{"batch", file.batch}, {"path", file.path.string()}, {"bytes", file.bytes}});
    }
    reply.said = reply.said + (written->empty() ? say("没有待出盘的批次。", "No batch waits for its file.")
                                                : say("下一步：送交银行后 mingzhang batch send 批次号",
                                                      "Next: hand it to the bank, then mingzhang batch send BATCH"));
    reply.document = boost::json::serialize(boost::json::object{{"files", std::move(documents)}});
    return reply;
}

// What the road told, and what comes next.
Text told(const exchange::Sending& sending) {
    const Text what = bank::transport::name(sending.delivery);
    const Text said = say("批次 {0} 第 {1} 次送盘：{2}。{4}\n", "Batch {0}, attempt {1}: {3}. {5}\n", sending.batch,
                          sending.attempt, what.zh, what.en, sending.detail.zh, sending.detail.en);
    switch (sending.delivery) {
        case exchange::Delivery::acknowledged:
            return say(sending.was_sent ? "批次 {0} 早已送达，{1} 元，没有再送。下一步：mingzhang bank collect"
                                        : "批次 {0} 已送达，{1} 元在途。下一步：mingzhang bank collect",
                       sending.was_sent ? "The bank has had batch {0}, {1} yuan; nothing was sent again. Next: "
                                          "mingzhang bank collect"
                                        : "The bank has batch {0}, {1} yuan in transit. Next: mingzhang bank collect",
                       sending.batch, to_yuan_grouped(sending.total));
        case exchange::Delivery::unreachable:
            return said + say("没有送出，可以再送：mingzhang batch send {0}",
                              "Nothing was sent; it may be tried again: mingzhang batch send {0}", sending.batch);
        case exchange::Delivery::rejected:
            return said +
                   say("银行没有收。更正后再送（mingzhang batch send {0}），或撤回（mingzhang batch withdraw {0}）。",
                       "The bank has not got it. Put it right and send it again (mingzhang batch send {0}), or "
                       "withdraw it (mingzhang batch withdraw {0}).",
                       sending.batch);
        case exchange::Delivery::unknown:
            break;
    }
    return said + say("银行是否收到还不清楚，不会再送，也不能撤回。再核对：mingzhang batch send "
                      "{0}；或问银行后登记：mingzhang batch "
                      "sent {0}。",
                      "It is not known whether the bank has it: it is neither sent again nor withdrawn. Look again: "
                      "mingzhang batch send {0}; or ask the bank: mingzhang batch sent {0}.",
                      sending.batch);
}

Result<Reply, Refusal> send_batch(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const std::int64_t number = invocation.number("batch");
    auto sent = exchange::send(with->place.desk(), **sealer, exchange::opener(with->place.random()), with->actor,
                               {with->county, number, invocation.given("by-hand"), invocation.given("after-hours"),
                                invocation.idempotency_key()});
    if (!sent) return pass_on(sent);
    const Answer answer = Answer{}.set("batch", number).set("total_fen", sent->total.fen());
    if (sent->by_hand)
        return answered(answer, say("批次 {0} 已送盘，{1} 元在途。下一步：mingzhang bank result {0} 回盘文件",
                                    "Batch {0} is sent, {1} yuan in transit. Next: mingzhang bank result {0} FILE",
                                    number, to_yuan_grouped(sent->total)));
    Reply reply = answered(Answer{answer}
                               .set("attempt", sent->attempt)
                               .set("delivery", std::string{bank::transport::code(sent->delivery)})
                               .set("road", sent->road)
                               .set("reference", sent->reference),
                           told(*sent));
    reply.holds = sent->delivery == exchange::Delivery::acknowledged;
    return reply;
}

Result<Reply, Refusal> withdraw(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const std::int64_t number = invocation.number("batch");
    auto answer = batches::withdraw_batch(with->place.desk(), with->actor, with->county, number,
                                          invocation.text("reason"), invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("批次 {0} 已撤回，各行可进入下一批次。",
                                 "Batch {0} is withdrawn; its lines may go into another.", number));
}

Result<Reply, Refusal> tie(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const std::int64_t number = invocation.number("batch");
    auto tie = batches::tie_batch(reading->sql(), reading->county, number);
    if (!tie) return pass_on(tie);
    const Answer answer = Answer{}
                              .set("batch", number)
                              .set("holds", std::int64_t{tie->holds()})
                              .set("roster_fen", tie->roster.fen())
                              .set("voucher_fen", tie->voucher.fen())
                              .set("bank_fen", tie->bank.fen())
                              .set("paid_fen", tie->paid.fen())
                              .set("returned_fen", tie->returned.fen())
                              .set("in_transit_fen", tie->in_transit.fen());
    const Text said =
        say("批次 {0} 三方对账{1}：名册 {3}，凭证 {4}，银行 {5}（到账 {6}，退回 {7}，在途 {8}）。",
            "Batch {0}, three-way tie {2}: roster {3}, voucher {4}, bank {5} (paid {6}, returned {7}, in transit {8}).",
            number, tie->holds() ? "相符" : "不符", tie->holds() ? "holds" : "DIFFERS", to_yuan_grouped(tie->roster),
            to_yuan_grouped(tie->voucher), to_yuan_grouped(tie->bank), to_yuan_grouped(tie->paid),
            to_yuan_grouped(tie->returned), to_yuan_grouped(tie->in_transit));
    if (tie->holds()) return answered(answer, said);
    auto reply =
        answered_with(answer, said, "differing", batches::tie_table(reading->store(), reading->county, number));
    if (reply) reply->holds = false;
    return reply;
}

Result<Reply, Refusal> close(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const std::int64_t number = invocation.number("batch");
    auto answer =
        batches::close_batch(with->place.desk(), with->actor, with->county, number, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("批次 {0} 已结清：到账 {1} 元，退回 {2} 元。",
                                 "Batch {0} is closed: {1} yuan paid, {2} yuan returned.", number,
                                 to_yuan_grouped(Money::fen(answer->number("paid_fen"))),
                                 to_yuan_grouped(Money::fen(answer->number("returned_fen")))));
}

}  // namespace

std::vector<Verb> batch_verbs() {
    const Parameter batch = argument("batch", Kind::number, {"批次号", "the batch"});
    return {
        {{"batch", "create"},
         {"从已放行的发放生成批次", "draw batches from released runs"},
         {option("--bank", Kind::text, {"只要一家银行", "one bank only"}),
          option("--program", Kind::program, {"只要一个救助类别", "one program only"}),
          option("--bank-account", Kind::number, {"从哪个账户付", "the account to pay from"})},
         create},
        {{"batch", "list"}, {"列出批次", "list the batches"}, with_list_files(), list},
        {{"batch", "show"}, {"一个批次的逐笔", "a batch and its payments"}, {batch}, show},
        {{"batch", "files"},
         {"出盘：写出所有待出盘批次的文件", "write the file of every batch that waits for it"},
         {option("--out", Kind::file,
                 {"文件夹，默认为数据库文件名加 .outbox", "the folder; the database file's name with .outbox"})},
         files},
        {{"batch", "send"},
         {"送盘：账户有联接的送到银行，没有的登记已由人工送交",
          "send it over the account's connection; without one, record that a person handed it over"},
         {batch,
          option("--by-hand", Kind::flag, {"有联接，但由人工送交了", "a person handed it over, although there is one"}),
          option("--after-hours", Kind::flag,
                 {"银行收盘时间以外也送（已与银行约定）", "outside the bank's hours too, as agreed with it"})},
         send_batch},
        {{"batch", "withdraw"},
         {"送盘前撤回", "take it back before it is sent"},
         {batch, required(option("--reason", Kind::text, {"理由", "why"}))},
         withdraw},
        {{"batch", "tie"},
         {"三方对账：名册、凭证、银行", "hold roster, voucher and bank against each other"},
         {batch},
         tie},
        {{"batch", "close"},
         {"结清：每笔都有结果且三方相符", "close it: every payment has an outcome and the three agree"},
         {batch},
         close},
    };
}

}  // namespace mingzhang::console
