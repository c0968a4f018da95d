// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>
#include <filesystem>

#include "bank_adapters/transport/practice_server.hpp"
#include "base/commands/office.hpp"
#include "base/tables/csv_writer.hpp"
#include "base/text/atomic_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"
#include "console/cli/wait.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/exchange/connection_file.hpp"
#include "engine/exchange/pretended_bank.hpp"
#include "engine/recalls/request_file.hpp"

namespace mingzhang::console {

namespace {

namespace fs = std::filesystem;

// Why no bank was pretended. Checked in this order.
enum class ServeRefusal : std::uint8_t { practice_only };
RefusalWords words(ServeRefusal reason) {
    switch (reason) {
        case ServeRefusal::practice_only:
            return {"bank_sim.serve/practice_only", "“{0}”是正式数据库，不能模拟银行。",
                    "\"{0}\" is a real database: no bank is pretended for it.",
                    "练习请用 mingzhang init --practice 另建。",
                    "To practise, make another with mingzhang init --practice."};
    }
    return {};
}

reconciliation::RecallWays recall_ways(const Invocation& invocation, std::string_view refused,
                                       std::string_view pending) {
    reconciliation::RecallWays ways;
    if (invocation.given("seed")) ways.seed = static_cast<std::uint64_t>(invocation.number("seed"));
    if (invocation.given("days")) ways.days = static_cast<int>(std::min<std::int64_t>(invocation.number("days"), 366));
    if (invocation.given(refused)) ways.refused_per_thousand = static_cast<unsigned>(invocation.number(refused)) * 10;
    if (invocation.given(pending)) ways.pending_per_thousand = static_cast<unsigned>(invocation.number(pending)) * 10;
    return ways;
}

Result<exchange::PretendedBank, Refusal> bank_asked(Invocation& invocation, const Reading& reading) {
    auto toml = invocation.file_bytes("connection");
    if (!toml) return pass_on(toml);
    const fs::path file = fs::absolute(invocation.text("connection"));
    auto road = exchange::open_connection({std::move(*toml), file.parent_path(), file.filename().string()},
                                          invocation.world().random);
    if (!road) return pass_on(road);
    auto account = batches::find_bank_account(reading.sql(), reading.county, invocation.number("bank-account"));
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);
    exchange::PretendedBank bank{
        std::move(*road), std::move(*layout), {}, file.string() + ".books", invocation.given("at-once")};
    if (invocation.given("seed")) bank.ways.seed = static_cast<std::uint64_t>(invocation.number("seed"));
    if (invocation.given("days"))
        bank.ways.days = static_cast<int>(std::min<std::int64_t>(invocation.number("days"), 366));
    bank.recall_ways = recall_ways(invocation, "recall-refused-percent", "recall-pending-percent");
    return bank;
}

// The bank's file service, where the office comes by HTTPS: what arrives lies in FOLDER/out, answers are laid into
// FOLDER/in. None when no port is given: the bank then sits at a folder, or behind an SFTP server on it.
Result<std::unique_ptr<bank::transport::PracticeServer>, Refusal> service_asked(const Invocation& invocation) {
    if (!invocation.given("port")) return nullptr;
    bank::transport::PracticeServerSettings settings;
    settings.server.port = static_cast<std::uint16_t>(std::min<std::int64_t>(invocation.number("port"), UINT16_MAX));
    settings.server.certificate_file = invocation.text("certificate");
    settings.server.key_file = invocation.text("certificate-key");
    settings.server.authority_file = invocation.text("authority");
    settings.folder = invocation.text("folder");
    if (invocation.given("seed")) settings.seed = static_cast<std::uint64_t>(invocation.number("seed"));
    if (invocation.given("fault-percent"))
        settings.faults_in_a_hundred = static_cast<std::uint32_t>(invocation.number("fault-percent"));
    return bank::transport::PracticeServer::begin(std::move(settings));
}

Text told(const exchange::Served& served) {
    Text said;
    for (const std::string& name : served.taken) said = said + say("收到 {0}\n", "taken in: {0}\n", name);
    for (const std::string& name : served.told) said = said + say("答复 {0}\n", "answered: {0}\n", name);
    for (const std::string& name : served.refused) said = said + say("不收 {0}\n", "refused: {0}\n", name);
    return said;
}

boost::json::array names_of(const std::vector<std::string>& names) {
    return boost::json::array(names.begin(), names.end());
}

Result<Reply, Refusal> serve(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    if (!is_practice(reading->store())) return refuse(ServeRefusal::practice_only, reading->store().path());
    auto service = service_asked(invocation);
    if (!service) return pass_on(service);
    auto bank = bank_asked(invocation, *reading);
    if (!bank) return pass_on(bank);
    auto served = exchange::serve(*bank, reading->place.clock().now());
    if (!served) return pass_on(served);
    if (invocation.given("watch")) {
        constexpr std::int64_t seconds_by_default = 5;
        const std::chrono::seconds every{invocation.given("every") ? invocation.number("every") : seconds_by_default};
        const InterruptWatch interrupt;
        Waiter waiter{bank->road.in_folder, every};
        do {
            invocation.terminal().out << told(*served).in(invocation.language()) << std::flush;
            served = exchange::serve(*bank, reading->place.clock().now());
            if (!served) return pass_on(served);
        } while (waiter.wait(interrupt.token()));
    }
    Reply reply;
    reply.said =
        told(*served) + say("模拟银行本次收 {0} 份，答 {1} 份。", "The pretended bank took {0} files and answered {1}.",
                            served->taken.size(), served->told.size());
    reply.document = boost::json::serialize(boost::json::object{
        {"taken", names_of(served->taken)}, {"told", names_of(served->told)}, {"refused", names_of(served->refused)}});
    return reply;
}

// What a bank answers to one recall, by day as `bank-sim --days` has it, and beside it what is true.
Result<Reply, Refusal> answer_recall(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    if (!is_practice(reading->store())) return refuse(ServeRefusal::practice_only, reading->store().path());
    const auto sealer = reading->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto recall = recalls::find_recall(reading->sql(), reading->county, invocation.number("recall"));
    if (!recall) return pass_on(recall);
    std::vector<std::int64_t> instructions;
    for (const auto& recalled : recalls::read_recalled(reading->sql(), reading->county, *recall))
        instructions.push_back(recalled.instruction);
    auto request = recalls::render_request(reading->sql(), **sealer, reading->county, *recall, instructions);
    if (!request) return pass_on(request);
    auto plan = reconciliation::plan_recall_answers(*request, recall->file_name,
                                                    recall_ways(invocation, "refused-percent", "pending-percent"));
    if (!plan) return pass_on(plan);
    const fs::path out = invocation.text("out");
    for (const reconciliation::RecallAnswerFile& file : plan->files) {
        const fs::path folder = out / ("day-" + std::to_string(file.day));
        std::error_code error;
        fs::create_directories(folder, error);  // What fails here fails at writing, with words.
        if (auto written = write_file_atomically(folder / file.name, file.bytes); !written) return pass_on(written);
    }
    const Table truth = reconciliation::truth_table(std::move(plan->told));
    if (auto written = write_csv(truth, out / "truth.csv"); !written) return pass_on(written);
    return answered_with(
        Answer{}.set("recall", recall->number).set("files", static_cast<std::int64_t>(plan->files.size())),
        say("模拟银行对第 {0} 号追回请求的答复，按天放在 {1}，逐份 mingzhang recall answer {0} 收入；实情在 "
            "truth.csv：",
            "What the pretended bank answers to recall {0}, by day in {1}; take each with mingzhang recall answer {0}; "
            "truth.csv says what is true:",
            recall->number, out.string()),
        "told", truth);
}

}  // namespace

std::vector<Verb> practice_verbs() {
    return {
        {{"bank-sim", "recall"},
         {"练习库：模拟银行对一件追回请求的答复", "practice: pretend a bank's answer to a recall"},
         {argument("recall", Kind::number, {"请求号", "the recall"}),
          required(option("--out", Kind::file, {"写到哪个文件夹", "the folder to write to"})),
          option("--seed", Kind::seed, {"随机种子；同一种子答复相同", "the same seed gives the same answer"}),
          option("--days", Kind::number, {"最迟第几天答完，默认 6", "by which day all is answered; 6 when not given"}),
          option("--refused-percent", Kind::per_cent,
                 {"拒绝的比例，默认 30", "how many are refused; 30 when not given"}),
          option("--pending-percent", Kind::per_cent,
                 {"先答处理中的比例，默认 30", "how many are pending first; 30 when not given"})},
         answer_recall},
        {{"bank-sim", "serve"},
         {"练习库：在联接的另一端模拟银行，收盘并按天回盘",
          "practice: be the bank at the other end of a connection, day by day"},
         {required(option("--connection", Kind::file,
                          {"银行一端的联接文件：收送与本单位相反",
                           "the bank's side of the connection: in and out the other way round"})),
          required(
              option("--bank-account", Kind::number, {"按哪个账户的格式", "the account whose layout it answers in"})),
          option("--seed", Kind::seed, {"随机种子；同一种子答复相同", "the same seed gives the same answers"}),
          option("--days", Kind::number, {"答复分几天，默认 6", "over how many days; 6 when not given"}),
          option("--recall-refused-percent", Kind::per_cent,
                 {"追回请求拒绝的比例，默认 30", "how many recalls are refused; 30 when not given"}),
          option("--recall-pending-percent", Kind::per_cent,
                 {"追回请求先答处理中的比例，默认 30", "how many recalls are pending first; 30 when not given"}),
          option("--at-once", Kind::flag, {"各天的答复一次给出", "all days' answers at once"}),
          option("--watch", Kind::flag, {"守候，Ctrl-C 停止", "go on until Ctrl-C"}),
          option("--every", Kind::number, {"守候时隔几秒看一次，默认 5", "seconds between looks; 5 when not given"}),
          option("--port", Kind::number,
                 {"同时开 HTTPS 收文服务的端口", "the port of an HTTPS file service beside it"}),
          option("--folder", Kind::file,
                 {"该服务的文件夹：来文在 out，答复放 in", "its folder: what came in out/, answers in in/"}),
          option("--certificate", Kind::file, {"该服务的证书", "its certificate"}),
          option("--certificate-key", Kind::file, {"该证书的私钥", "the certificate's key"}),
          option("--authority", Kind::file, {"来访证书由谁签发", "who vouches for those let in"}),
          option("--fault-percent", Kind::per_cent,
                 {"收文出错的比例，如受理后超时", "how many files go wrong, as by a time-out after acceptance"})},
         serve},
    };
}

}  // namespace mingzhang::console
