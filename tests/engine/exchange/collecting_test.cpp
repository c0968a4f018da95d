// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/collect.hpp"

#include <filesystem>
#include <sstream>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/transport/folder_road.hpp"
#include "base/tables/csv_writer.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/exchange/match.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/exchange/tables.hpp"
#include "engine/recalls/answer.hpp"
#include "engine/recalls/ask.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/reconciliation/bank_simulator.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/registry/archive.hpp"
#include "engine/statements/schema.hpp"
#include "engine/statements/take_statement.hpp"
#include "tests/console/process.hpp"
#include "tests/engine/exchange/scripted_bank.hpp"
#include "tests/engine/statements/statement_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using exchange::Collected;
using exchange::MatchRefusal;
using exchange::Taking;
using exchange::WaitRefusal;

namespace {

namespace fs = std::filesystem;

// The agreement of the folder: what comes is signed by a file whose text is "good", where signatures are asked for.
class SignedInWords final : public bank::signing::Agreement {
public:
    explicit SignedInWords(bool asked) : asked_{asked} {}

    Result<std::vector<bank::signing::RoadFile>, Refusal> close_up(const bank::signing::RoadFile& file,
                                                                   Instant) const override {
        return std::vector{file};
    }
    std::vector<std::string> companions(const std::string& name) const override {
        if (!asked_) return {};
        return {name + ".sig"};
    }
    bool is_companion(const std::string& name) const override { return asked_ && name.ends_with(".sig"); }
    Result<bank::signing::RoadFile, Refusal> open_up(const bank::signing::RoadFile& file,
                                                     const std::vector<bank::signing::RoadFile>& companions,
                                                     Instant) const override {
        if (asked_ && companions.front().bytes != "good")
            return tl::unexpected{Refusal{"test/bad", {"签名不符", "bad signature"}, {}}};
        return file;
    }

private:
    bool asked_;
};

// An office connected to a real folder, which the bank writes answers into.
class FolderOffice : public PracticeOffice {
public:
    explicit FolderOffice(bool signatures = false)
        : PracticeOffice{std::vector{statements::statements_part(), recalls::recalls_part(),
                                     exchange::exchange_part()}},
          open{[this, signatures](const exchange::ConnectionText&) -> Result<exchange::OpenConnection, Refusal> {
              return exchange::OpenConnection{
                  "建行文件夹",
                  "folder",
                  "here",
                  folder / "in",
                  {},
                  std::make_unique<bank::transport::FolderRoad>(
                      bank::transport::FolderRoadSettings{folder / "out", folder / "in", {}}),
                  std::make_unique<SignedInWords>(signatures)};
          }} {
        fs::create_directories(folder / "out");
        fs::create_directories(folder / "in");
        REQUIRE(exchange::connect(desk, open, officer, county, account, {"a", folder.path(), "a.toml"}, ""));
    }

    // Written, and sent over the folder unless it is to wait.
    std::int64_t batch_of(int payees, bool send_it = true) {
        receive(1000);
        std::vector<Owed> owed;
        for (int payee = 1; payee <= payees; ++payee)
            owed.push_back({"YX" + std::to_string(payees) + std::to_string(payee), payee, payee, "测试人"});
        release(owed);
        const auto created = create();
        REQUIRE(created.has_value());
        REQUIRE(batches::write_pending_files(desk, sealer, officer, county, folder / "outbox").has_value());
        const std::int64_t number = created->number("batch");
        if (send_it) REQUIRE(exchange::send(desk, sealer, open, liaison, {county, number}).has_value());
        return number;
    }
    [[nodiscard]] std::string answer_to(std::int64_t number, unsigned failing = 0) {
        const auto layout = bank::layouts::delivered_layout("ccb");
        const auto bytes = reconciliation::simulate_result(*layout, payment_file(number), batch(number).file_name,
                                                           {.seed = 3, .failed_per_thousand = failing});
        REQUIRE(bytes.has_value());
        return *bytes;
    }
    [[nodiscard]] std::string answer_name(std::int64_t number) {
        std::string name = batch(number).file_name;
        return name.insert(name.find(".txt"), "_result");
    }
    void lay_down(const std::string& name, const std::string& bytes) { test::write_file(folder / "in" / name, bytes); }
    [[nodiscard]] bool is_there(const std::string& name) const { return fs::exists(folder / "in" / name); }

    std::vector<Collected> collect() {
        const auto connection = exchange::connection_in_force(sql(), county, account);
        REQUIRE(connection.has_value());
        SilentProgress silent;
        auto collected = exchange::collect(desk, sealer, open, liaison, county, *connection, {silent, {}});
        REQUIRE(collected.has_value());
        return std::move(*collected);
    }
    Collected collect_one() {
        auto all = collect();
        REQUIRE(all.size() == 1);
        return std::move(all.front());
    }

    exchange::Opener open;
};

std::string files_of(FolderOffice& office) {
    std::ostringstream csv;
    CsvWriter writer{csv};
    REQUIRE(send(exchange::files_table(office.desk.store(), county), writer));
    return csv.str();
}

}  // namespace

TEST_CASE("An answer is kept, posted to the batch its name names, and taken away") {
    FolderOffice office;
    const std::int64_t batch = office.batch_of(3);
    const std::string bytes = office.answer_to(batch), name = office.answer_name(batch);
    office.lay_down(name, bytes);
    const Collected collected = office.collect_one();
    CHECK(collected.taking == Taking::posted);
    CHECK(collected.batch == batch);
    REQUIRE(collected.posted.has_value());
    CHECK(collected.posted->number("paid") == 3);
    CHECK_FALSE(office.is_there(name));
    const auto kept = registry::from_archive(office.sql(), office.sealer, county, crypto::sha256(bytes));
    REQUIRE(kept.has_value());
    CHECK(*kept == bytes);
    CHECK(office.collect().empty());
    office.check_books();
}

TEST_CASE("The same file is noted once, however often it comes; the same content under another name is told of") {
    FolderOffice office;
    const std::int64_t batch = office.batch_of(3);
    const std::string bytes = office.answer_to(batch), name = office.answer_name(batch);
    office.lay_down(name, bytes);
    REQUIRE(office.collect_one().taking == Taking::posted);
    const auto leaves = office.count("SELECT count(*) FROM bank_file");
    office.lay_down(name, bytes);
    CHECK(office.collect_one().taking == Taking::posted);  // As it was.
    CHECK_FALSE(office.is_there(name));
    CHECK(office.count("SELECT count(*) FROM bank_file") == leaves);
    CHECK(office.count("SELECT count(*) FROM road_file WHERE direction = 2") == 1);
    CHECK(office.items(worklist::Kind::repeated_file).empty());

    office.lay_down("copy.txt", bytes);
    const Collected copy = office.collect_one();
    CHECK(copy.taking == Taking::repeated);
    CHECK(copy.batch == batch);
    CHECK(office.items(worklist::Kind::repeated_file).size() == 1);
    CHECK_FALSE(office.is_there("copy.txt"));
    office.check_books();
}

TEST_CASE("A file whose name says nothing finds its batch by what it holds") {
    FolderOffice office;
    const std::int64_t first = office.batch_of(3);
    const std::int64_t second = office.batch_of(2);
    office.lay_down("a.txt", office.answer_to(second));
    const Collected collected = office.collect_one();
    CHECK(collected.taking == Taking::posted);
    CHECK(collected.batch == second);
    CHECK(collected.batch != first);
}

TEST_CASE(
    "A statement is held against the whole account: payments of several batches, known again when it comes twice") {
    FolderOffice office;
    office.batch_of(3);
    office.batch_of(2);
    const std::vector<BankRow> rows{
        {.fen = -100, .text = "B1-000001"}, {.fen = -200, .text = "B1-000002"}, {.fen = -100, .text = "B2-000001"}};
    const std::string bytes = mt940_statement(100'000, rows);
    office.lay_down("account.sta", bytes);
    const Collected collected = office.collect_one();
    CHECK(collected.taking == Taking::statement);
    REQUIRE(collected.posted.has_value());
    CHECK(collected.posted->number("paid") == 3);
    CHECK(office.count("SELECT count(*) FROM statement") == 1);
    CHECK_FALSE(office.is_there("account.sta"));

    office.lay_down("again.sta", bytes);
    CHECK(office.collect_one().taking == Taking::repeated);
    const std::string files = files_of(office);
    INFO(files);
    CHECK(files.find("in,folder,1,,account.sta,\"a statement, held against the books\"") != std::string::npos);
    CHECK(files.find("by hand") == std::string::npos);  // What it posted did not come by hand.
    CHECK(office.count("SELECT count(*) FROM statement") == 1);
    office.check_books();
}

TEST_CASE("A statement that is not proven is not taken, and the worklist says so") {
    FolderOffice office;
    office.batch_of(3);
    std::string bytes = mt940_statement(100'000, {{.fen = -100, .text = "B9-000001"}});
    const std::size_t closing = bytes.find(":62F:");
    REQUIRE(closing != std::string::npos);
    bytes.replace(bytes.find("999,", closing), 4, "998,");
    office.lay_down("account.sta", bytes);
    const Collected collected = office.collect_one();
    CHECK(collected.taking == Taking::not_taken);
    REQUIRE(collected.why.has_value());
    CHECK(collected.why->is(statements::StatementRefusal::not_proven));
    CHECK(office.items(worklist::Kind::file_not_taken).size() == 1);
    CHECK(office.count("SELECT count(*) FROM statement") == 0);
    office.check_books();
}

TEST_CASE("A file that fits nothing is kept, told of, and taken away") {
    struct Row {
        const char* why;
        const char* name;
        std::function<std::string(FolderOffice&)> bytes;
        std::string code;
    };
    FolderOffice office;
    const std::int64_t batch = office.batch_of(3);
    const auto row = GENERATE(values<Row>({
        {"no answer of any kind", "hello.txt", [](FolderOffice&) { return std::string{"你好\n"}; }, ""},
        {"of a batch that is not there", "M001_20221017_0009_result.txt",
         [](FolderOffice& o) { return o.answer_to(1); }, std::string{words(MatchRefusal::batch_not_there).code}},
    }));
    CAPTURE(row.why);
    const std::string bytes = row.bytes(office);
    office.lay_down(row.name, bytes);
    const Collected collected = office.collect_one();
    CHECK(collected.taking == Taking::not_taken);
    REQUIRE(collected.why.has_value());
    if (!row.code.empty()) CHECK(collected.why->code() == row.code);
    const auto items = office.items(worklist::Kind::file_not_taken);
    REQUIRE(items.size() == 1);
    CHECK(items.front().number == collected.item);
    CHECK_FALSE(office.is_there(row.name));
    CHECK(registry::from_archive(office.sql(), office.sealer, county, crypto::sha256(bytes)).has_value());
    CHECK(office.batch(batch).state == batches::BatchState::sent);
    office.lay_down(row.name, bytes);
    CHECK(office.collect_one().taking == Taking::not_taken);
    CHECK(office.items(worklist::Kind::file_not_taken).size() == 1);
    office.check_books();
}

TEST_CASE("A file waits for its signature, and goes on the worklist when that does not hold") {
    constexpr bool with_signatures = true;
    FolderOffice office{with_signatures};
    const std::int64_t batch = office.batch_of(3);
    const std::string bytes = office.answer_to(batch), name = office.answer_name(batch);
    office.lay_down(name, bytes);
    const Collected waiting = office.collect_one();
    CHECK_FALSE(waiting.taking.has_value());
    CHECK(waiting.why->is(WaitRefusal::companion_missing));
    CHECK(office.is_there(name));
    CHECK(office.count("SELECT count(*) FROM road_file WHERE direction = 2") == 0);

    const bool good = GENERATE(true, false);
    CAPTURE(good);
    office.lay_down(name + ".sig", good ? "good" : "bad");
    const Collected collected = office.collect_one();
    CHECK(collected.taking == (good ? Taking::posted : Taking::not_taken));
    CHECK(office.items(worklist::Kind::file_not_taken).size() == (good ? 0 : 1));
    CHECK_FALSE(office.is_there(name));
    CHECK_FALSE(office.is_there(name + ".sig"));
    CHECK(office.count("SELECT count(*) FROM road_file WHERE direction = 2") == 2);

    office.lay_down(name + ".sig", good ? "good" : "bad");  // As a crash between the two would leave it.
    CHECK(office.collect().empty());
    CHECK_FALSE(office.is_there(name + ".sig"));
    office.lay_down("strange.sig", "good");
    CHECK(office.collect_one().why->is(WaitRefusal::file_missing));
    CHECK(office.is_there("strange.sig"));
    office.check_books();
}

TEST_CASE("An answer to a batch nobody knows the bank has waits until that is settled") {
    FolderOffice office;
    const std::int64_t batch = office.batch_of(3, /*send_it=*/false);
    const CommandKind cut_short{"test.cut_short", {"中断", "cut short"}, {Role::liaison}};
    REQUIRE(office.desk
                .carry_out(office.liaison, cut_short, {county, {}, {}, "cut short"},
                           [&](CommandContext& context) -> Result<Answer, Refusal> {
                               const auto connection =
                                   exchange::connection_in_force(context.sql(), county, office.account);
                               exchange::begin_attempt(context, office.batch(batch), *connection,
                                                       /*after_hours=*/false);
                               return Answer{};
                           })
                .has_value());
    const std::string name = office.answer_name(batch);
    office.lay_down(name, office.answer_to(batch));
    const Collected early = office.collect_one();
    CHECK_FALSE(early.taking.has_value());
    CHECK(early.why->is(WaitRefusal::batch_being_sent));
    CHECK(office.is_there(name));
    REQUIRE(exchange::take_bank_word(office.desk, office.liaison, {county, batch, /*received=*/true, "已有回盘"})
                .has_value());
    CHECK(office.collect_one().taking == Taking::posted);
    CHECK_FALSE(office.is_there(name));
    CHECK(office.count("SELECT count(*) FROM road_file WHERE direction = 2") == 1);
    office.check_books();
}

TEST_CASE("Only the liaison collects") {
    FolderOffice office;
    const auto connection = exchange::connection_in_force(office.sql(), county, office.account);
    SilentProgress silent;
    const auto refused =
        exchange::collect(office.desk, office.sealer, office.open, office.officer, county, *connection, {silent, {}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(DeskRefusal::role_may_not));
}

namespace {

std::string recall_answer(const std::vector<std::pair<std::string, std::string>>& payments) {
    std::string details;
    for (const auto& [serial, status] : payments)
        details += "<CxlDtls><TxInfAndSts><OrgnlEndToEndId>" + serial + "</OrgnlEndToEndId><TxCxlSts>" + status +
                   "</TxCxlSts></TxInfAndSts></CxlDtls>\n";
    return "<Document><RsltnOfInvstgtn>" + details + "</RsltnOfInvstgtn></Document>";
}

}  // namespace

TEST_CASE("An answer to recalls that lies on the road is taken as the command line takes it, of every recall in it") {
    FolderOffice office;
    for (const int payees : {2, 1}) office.batch_of(payees);
    const auto ask = [&](std::int64_t batch) {
        return recalls::ask_recall(office.desk, office.sealer, office.officer,
                                   {.county = county, .batch = batch, .instructions = {1}});
    };
    // "Asked for by the payer" needs its words.
    REQUIRE_FALSE(ask(1).has_value());
    for (const std::int64_t batch : {1, 2})
        REQUIRE(recalls::ask_recall(
                    office.desk, office.sealer, office.officer,
                    {.county = county, .batch = batch, .instructions = {1}, .reason = recalls::RecallReason::deceased})
                    .has_value());
    const std::string bytes = recall_answer({{"B1-000001", "ACCR"}, {"B2-000001", "RJCR"}});
    office.lay_down("camt029.xml", bytes);
    const Collected taken = office.collect_one();
    CHECK(taken.taking == Taking::recall_answer);
    REQUIRE(taken.posted.has_value());
    CHECK(taken.posted->text("numbers") == "1,2");
    CHECK_FALSE(office.is_there("camt029.xml"));
    CHECK(office.count("SELECT count(*) FROM recall_answer") == 2);
    CHECK(office.items(worklist::Kind::file_not_taken).empty());
    // Under another name it is known by its digest, also on the command line.
    office.lay_down("again.xml", bytes);
    CHECK(office.collect_one().taking == Taking::repeated);
    const auto by_hand =
        recalls::take_answer_file(office.desk, office.sealer, office.liaison, {county, 1, "x.xml", bytes});
    REQUIRE(by_hand.has_value());
    CHECK(by_hand->number("repeated") == 1);
    // What fits nothing waits for a person, with row and reason.
    office.lay_down("strange.xml", recall_answer({{"B1-000001", "RJCR"}, {"B1-000002", "ACCR"}}));
    CHECK(office.collect_one().taking == Taking::not_taken);
    const auto items = office.items(worklist::Kind::file_not_taken);
    REQUIRE(items.size() == 1);
    CHECK(items.front().what.detail.zh.find("第 2 行") != std::string::npos);
    CHECK(office.count("SELECT count(*) FROM recall_answer") == 2);
    office.check_books();
}
