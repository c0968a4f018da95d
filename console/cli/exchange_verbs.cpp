// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>
#include <filesystem>

#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "console/cli/wait.hpp"
#include "engine/exchange/bank_word.hpp"
#include "engine/exchange/collect.hpp"
#include "engine/exchange/connection_file.hpp"
#include "engine/exchange/tables.hpp"

namespace mingzhang::console {

namespace {

namespace fs = std::filesystem;

// Opens the road of a text and looks what waits there.
Result<Reply, Refusal> look_at(Invocation& invocation, const exchange::ConnectionText& text) {
    auto opened = exchange::open_connection(text, invocation.world().random);
    if (!opened) return pass_on(opened);
    auto waiting = opened->road->waiting();
    if (!waiting) return pass_on(waiting);
    return answered(Answer{}
                        .set("name", opened->name)
                        .set("road", opened->road_kind)
                        .set("place", opened->place)
                        .set("waiting", static_cast<std::int64_t>(waiting->size())),
                    say("“{0}”联通：{1}，有 {2} 份文件待收。", "\"{0}\" answers: {1}, {2} files wait there.",
                        opened->name, opened->place, waiting->size()));
}

Result<exchange::ConnectionText, Refusal> text_given(const Invocation& invocation) {
    auto toml = invocation.file_bytes("file");
    if (!toml) return pass_on(toml);
    const fs::path file = fs::absolute(invocation.text("file"));
    return exchange::ConnectionText{std::move(*toml), file.parent_path(), file.filename().string()};
}

Result<Reply, Refusal> remove(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = exchange::disconnect(with->place.desk(), with->actor, with->county, invocation.number("bank-account"),
                                       invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("第 {0} 号账户不再联接银行，文件由人工送交。",
                                 "Account {0} has no connection any more; its files are handed over by people.",
                                 answer->number("bank_account")));
}

// The connection in force, or the one in the file given, tried out.
Result<Reply, Refusal> check(Invocation& invocation) {
    if (invocation.given("file")) {
        auto text = text_given(invocation);
        if (!text) return pass_on(text);
        return look_at(invocation, *text);
    }
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const std::int64_t account = invocation.number("bank-account");
    const auto connection = exchange::connection_in_force(reading->sql(), reading->county, account);
    if (!connection) return refuse(exchange::ConnectRefusal::no_connection, account);
    return look_at(invocation, connection->text);
}

Result<Reply, Refusal> connect(Invocation& invocation) {
    if (invocation.given("remove")) return remove(invocation);
    if (invocation.given("check") || !invocation.given("file")) return check(invocation);
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto text = text_given(invocation);
    if (!text) return pass_on(text);
    auto answer =
        exchange::connect(with->place.desk(), exchange::opener(with->place.random()), with->actor, with->county,
                          invocation.number("bank-account"), *text, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("第 {0} 号账户已联接“{1}”（第 {2} 版）。下一步：mingzhang bank connect {0} --check",
                                 "Account {0} is connected: \"{1}\" (version {2}). Next: mingzhang bank connect {0} "
                                 "--check",
                                 answer->number("bank_account"), answer->text("name"), answer->number("version")));
}

// Lists of a county differ only in the table.
std::function<Result<Reply, Refusal>(Invocation&)> list_of(Table (*table_of)(store::Store&, County)) {
    return [table_of](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        return listed(invocation, table_of(reading->store(), reading->county));
    };
}

Result<Reply, Refusal> attempts(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, exchange::attempts_table(reading->store(), reading->county, invocation.number("batch")));
}

Result<Reply, Refusal> take_word(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const exchange::BankWord word{with->county, invocation.number("batch"), invocation.given("received"),
                                  invocation.text("note"), invocation.idempotency_key()};
    if (word.received == invocation.given("not-received"))
        return refuse(exchange::BankWordRefusal::neither_nor, word.batch);
    auto answer = exchange::take_bank_word(with->place.desk(), with->actor, word);
    if (!answer) return pass_on(answer);
    if (word.received)
        return answered(*answer, say("批次 {0} 银行已收到，记为已送盘。下一步：等回盘。",
                                     "The bank has batch {0}: it is sent. Next: its answer.", word.batch));
    if (answer->number("settled") == 0)
        return answered(*answer, say("已记下：银行未收到批次 {0}。下一步：由另一人向银行核实，办理同一命令。",
                                     "It is noted that the bank has not got batch {0}. Next: another person asks the "
                                     "bank and gives the same command.",
                                     word.batch));
    return answered(*answer, say("两人核实银行未收到批次 {0}，退回已出盘。下一步：mingzhang batch send {0}",
                                 "Two people say the bank has not got batch {0}: it is as before. Next: mingzhang "
                                 "batch send {0}",
                                 word.batch));
}

Text told(const exchange::Collected& collected) {
    const std::string& file = collected.name;
    if (!collected.taking)
        return say("{0}：暂留银行一端。{1}\n", "{0}: left there. {2}\n", file, collected.why->what().zh,
                   collected.why->what().en);
    Text said = say("{0}：{1}", "{0}: {2}", file, name(*collected.taking).zh, name(*collected.taking).en);
    if (collected.posted && collected.taking == exchange::Taking::posted)
        said = said + say("，批次 {0}：到账 {1} 笔，退回 {2} 笔，待办 {3} 项，仍在途 {4} 笔",
                          ", batch {0}: {1} paid, {2} returned, {3} worklist items, {4} still in transit",
                          collected.batch, collected.posted->number("paid"), collected.posted->number("failed"),
                          collected.posted->number("items"), collected.posted->number("in_transit"));
    if (collected.posted && collected.taking == exchange::Taking::statement)
        said = said + say("，流水 {0} 条：到账 {1} 笔，退回 {2} 笔，待办 {3} 项",
                          ", {0} entries: {1} paid, {2} returned, {3} worklist items",
                          collected.posted->number("entries"), collected.posted->number("paid"),
                          collected.posted->number("failed"), collected.posted->number("items"));
    if (collected.posted && collected.taking == exchange::Taking::recall_answer)
        said = said + say("，第 {0} 号追回请求：同意 {1} 笔，拒绝 {2} 笔，处理中 {3} 笔，仍待答复 {4} 笔",
                          ", recall {0}: {1} accepted, {2} refused, {3} still at the bank, {4} without a final word",
                          collected.posted->text("numbers"), collected.posted->number("accepted"),
                          collected.posted->number("refused"), collected.posted->number("pending"),
                          collected.posted->number("open"));
    if (collected.why) said = said + say("：{0}", ": {1}", collected.why->what().zh, collected.why->what().en);
    return said + say("\n", "\n");
}

std::string_view taking_code(const exchange::Collected& collected) {
    if (!collected.taking) return "waits";
    switch (*collected.taking) {
        case exchange::Taking::posted:
            return "posted";
        case exchange::Taking::repeated:
            return "repeated";
        case exchange::Taking::companion:
            return "companion";
        case exchange::Taking::statement:
            return "statement";
        case exchange::Taking::recall_answer:
            return "recall_answer";
        case exchange::Taking::not_taken:
            break;
    }
    return "not_taken";
}

boost::json::object document_of(const exchange::Collected& collected) {
    boost::json::object document{{"file_name", collected.name},
                                 {"taking", taking_code(collected)},
                                 {"file", collected.file},
                                 {"batch", collected.batch},
                                 {"worklist_item", collected.item}};
    if (collected.why) document["why"] = collected.why->code();
    if (collected.posted) document["posted"] = boost::json::parse(collected.posted->to_json());
    return document;
}

// One round over the connections; a road that fails stops none of the others.
struct Round {
    Text said;
    boost::json::array files;
    std::optional<Refusal> failed;
};
Round collect_all(Invocation& invocation, const Acting& with, const crypto::Sealer& sealer,
                  const std::vector<exchange::Connection>& connections, LongWork work) {
    Round round;
    for (const exchange::Connection& connection : connections) {
        auto collected = exchange::collect(with.place.desk(), sealer, exchange::opener(invocation.world().random),
                                           with.actor, with.county, connection, work);
        if (!collected) {
            round.failed = std::move(collected.error());
            continue;
        }
        for (const exchange::Collected& one : *collected) {
            round.said = round.said + told(one);
            round.files.push_back(document_of(one));
        }
    }
    return round;
}

Result<std::vector<exchange::Connection>, Refusal> connections_asked(const Invocation& invocation, const Acting& with) {
    soci::session& sql = with.place.store().sql();
    if (!invocation.given("bank-account")) return exchange::connections_in_force(sql, with.county);
    const std::int64_t account = invocation.number("bank-account");
    auto connection = exchange::connection_in_force(sql, with.county, account);
    if (!connection) return refuse(exchange::ConnectRefusal::no_connection, account);
    return std::vector{std::move(*connection)};
}

// Round after round until Ctrl-C; what comes is told as it comes.
Result<Reply, Refusal> watch(Invocation& invocation, const Acting& with, const crypto::Sealer& sealer,
                             const std::vector<exchange::Connection>& connections, LongWork work) {
    constexpr std::int64_t seconds_by_default = 60;
    const std::chrono::seconds every{invocation.given("every") ? invocation.number("every") : seconds_by_default};
    std::optional<fs::path> folder;
    if (connections.size() == 1)
        if (auto opened = exchange::open_connection(connections.front().text, invocation.world().random))
            folder = opened->in_folder;
    Waiter waiter{folder, every};
    std::int64_t files = 0;
    do {
        const Round round = collect_all(invocation, with, sealer, connections, work);
        files += static_cast<std::int64_t>(round.files.size());
        invocation.terminal().out << round.said.in(invocation.language()) << std::flush;
        if (round.failed) invocation.terminal().err << round.failed->what().in(invocation.language()) << '\n';
    } while (waiter.wait(work.stop));
    return answered(Answer{}.set("files", files), say("已停止守候，共收 {0} 份。", "Stopped; {0} files came.", files));
}

Result<Reply, Refusal> collect(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto connections = connections_asked(invocation, *with);
    if (!connections) return pass_on(connections);
    const InterruptWatch interrupt;
    const auto progress = progress_on(invocation.terminal(), invocation.language());
    const LongWork work{*progress, interrupt.token()};
    if (invocation.given("watch")) return watch(invocation, *with, **sealer, *connections, work);
    Round round = collect_all(invocation, *with, **sealer, *connections, work);
    if (round.failed && round.files.empty()) return tl::unexpected{std::move(*round.failed)};
    Reply reply;
    reply.holds = !round.failed.has_value();
    if (round.files.empty()) round.said = say("没有待收的文件。\n", "Nothing waits there.\n");
    if (round.failed) round.said = round.said + round.failed->what() + say("\n", "\n");
    reply.said = round.said + say("下一步：mingzhang worklist list，mingzhang bank files",
                                  "Next: mingzhang worklist list, mingzhang bank files");
    reply.document = boost::json::serialize(boost::json::object{{"files", std::move(round.files)}});
    return reply;
}

}  // namespace

std::vector<Verb> exchange_verbs() {
    const Parameter account = argument("bank-account", Kind::number, {"账户编号", "the account's number"});
    const Parameter batch = argument("batch", Kind::number, {"批次号", "the batch"});
    return {
        {{"bank", "connect"},
         {"登记账户的银行联接；不给文件则试一试现有的",
          "connect an account to its bank; without a file, try the connection out"},
         {account,
          Parameter{"file", Kind::file, /*required=*/false, {"联接文件（TOML）", "the connection file (TOML)"}},
          option("--check", Kind::flag, {"只试，不登记", "try it, and record nothing"}),
          option("--remove", Kind::flag, {"不再联接，改由人工送交", "no connection any more: people hand files over"})},
         connect},
        {{"bank", "connections"},
         {"列出银行联接", "list the connections to banks"},
         with_list_files(),
         list_of(exchange::connections_table)},
        {{"bank", "collect"},
         {"收取银行来盘并记账", "fetch what banks have laid down, and post it"},
         {Parameter{"bank-account", Kind::number, /*required=*/false, {"只收一个账户的", "of one account only"}},
          option("--watch", Kind::flag, {"守候，来一份收一份，Ctrl-C 停止", "go on as files come, until Ctrl-C"}),
          option("--every", Kind::number, {"守候时隔几秒看一次，默认 60", "seconds between looks; 60 when not given"})},
         collect},
        {{"bank", "files"},
         {"列出与银行往来的文件", "list the files that went to banks and came from them"},
         with_list_files(),
         list_of(exchange::files_table)},
        {{"batch", "sent"},
         {"送盘结果不明时，登记银行的答复", "say what the bank answered, when it is not known whether it has a batch"},
         {batch, option("--received", Kind::flag, {"银行已收到", "the bank has it"}),
          option("--not-received", Kind::flag,
                 {"银行未收到；两人核实后才能再送", "it has not; two people must say so"}),
          required(option("--note", Kind::text, {"何时问了何人", "whom one spoke to, and when"}))},
         take_word},
        {{"batch", "attempts"},
         {"一个批次的送盘记录", "what was tried to send a batch"},
         with_list_files({batch}),
         attempts},
    };
}

}  // namespace mingzhang::console
