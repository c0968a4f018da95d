// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Payments asked back over a real road: the office puts its request there, the pretended bank answers over days, the
// office collects. What is known in the end is what the bank says was true.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/transport/practice_server.hpp"
#include "base/calendar/calendar_book.hpp"
#include "engine/exchange/collect.hpp"
#include "engine/exchange/connection_file.hpp"
#include "engine/exchange/pretended_bank.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/recalls/ask.hpp"
#include "engine/recalls/request_file.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/statements/schema.hpp"
#include "tests/bank_adapters/iso20022/schema.hpp"
#include "tests/bank_adapters/transport/certificates.hpp"
#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using exchange::Taking;

namespace {

namespace fs = std::filesystem;

constexpr int payments = 20;
constexpr int days = 4;

std::string folder_road(const fs::path& out, const fs::path& in) {
    return fmt::format("name = \"练习银行\"\n[road]\nkind = \"folder\"\nout = \"{}\"\nin = \"{}\"\n", out.string(),
                       in.string());
}

// An office whose bank takes messages, with a sent batch of twenty payments, connected over one road.
class RecallDays : public PracticeOffice {
public:
    explicit RecallDays(const std::string& road)
        : PracticeOffice{std::vector{statements::statements_part(), recalls::recalls_part(), exchange::exchange_part(),
                                     calendar::calendar_part()}} {
        auto own = own_account("own", "iso20022-09", 2);
        own.branch_code = "105100000017";
        const auto added = batches::add_bank_account(desk, sealer, officer, own, "");
        REQUIRE(added.has_value());
        account = added->number("bank_account");
        receive(10'000);
        std::vector<Owed> owed;
        for (int payee = 1; payee <= payments; ++payee)
            owed.push_back(
                {"YX" + std::to_string(payee), payee, payee, "测试人", Program::rural_dibao, Month{2022, 10}, "own"});
        release(owed);
        batch_number = sent_batch();
        for (const char* name : {"out", "in"}) fs::create_directories(folder / name);
        connection_text = road == "https" ? https_road() : folder_road(folder / "out", folder / "in");
        const auto connected =
            exchange::connect(desk, open, officer, county, account, {connection_text, folder.path(), "a.toml"}, "");
        if (!connected) FAIL(connected.error().what().en);
        auto side =
            exchange::open_connection({folder_road(folder / "in", folder / "out"), folder.path(), "bank.toml"}, random);
        REQUIRE(side.has_value());
        bank.emplace(exchange::PretendedBank{.road = std::move(*side),
                                             .layout = *bank::layouts::delivered_layout("iso20022-09"),
                                             .ways = {},
                                             .books = folder / "books",
                                             .recall_ways = {.seed = 5, .days = days}});
    }

    // Asked for, written, and put on the road as it is.
    std::string ask(const std::vector<std::int64_t>& instructions) {
        const auto asked = recalls::ask_recall(desk, sealer, officer,
                                               {.county = county,
                                                .batch = batch_number,
                                                .instructions = instructions,
                                                .reason = recalls::RecallReason::deceased});
        REQUIRE(asked.has_value());
        const auto file =
            recalls::write_request(desk.store(), sealer, county, asked->number("recall"), folder / "outbox");
        REQUIRE(file.has_value());
        auto side = exchange::open_connection({connection_text, folder.path(), "a.toml"}, random);
        REQUIRE(side.has_value());
        const std::string name = file->path.filename();
        REQUIRE(side->road->put(name, read_bytes(file->path)).delivery == bank::transport::Delivery::acknowledged);
        return name;
    }
    exchange::Served serve() {
        auto served = exchange::serve(*bank, clock.now());
        if (!served) FAIL(served.error().what().en);
        return std::move(*served);
    }
    std::vector<exchange::Collected> collect() {
        const auto connection = exchange::connection_in_force(sql(), county, account);
        SilentProgress silent;
        auto collected = exchange::collect(desk, sealer, open, liaison, county, *connection, {silent, {}});
        if (!collected) FAIL(collected.error().what().en);
        return std::move(*collected);
    }

    std::int64_t batch_number = 0;
    std::string connection_text;
    exchange::Opener open = exchange::opener(random);
    std::unique_ptr<bank::transport::PracticeServer> server;
    std::optional<exchange::PretendedBank> bank;

private:
    std::string https_road() {
        const auto& made = test::Certificates::all();
        bank::transport::PracticeServerSettings settings;
        settings.folder = folder.path();
        settings.server.certificate_file = made.folder / "server.pem";
        settings.server.key_file = made.folder / "server.key";
        settings.server.authority_file = made.authority.file();
        auto begun = bank::transport::PracticeServer::begin(std::move(settings));
        REQUIRE(begun.has_value());
        server = *std::move(begun);
        const auto office = made.office(server->port());
        return fmt::format(
            "name = \"练习银行\"\n[road]\nkind = \"https\"\nhost = \"{}\"\nport = {}\nbase = \"{}\"\nauthority_file = "
            "\"{}\"\ncertificate_file = \"{}\"\nkey_file = \"{}\"\n",
            office.host, server->port(), office.base, office.authority_file.string(), office.certificate_file.string(),
            office.key_file.string());
    }
};

// The last word on each payment, as the truth beside the bank's books has it.
void read_truth(const fs::path& file, std::map<std::string, std::string>& last) {
    std::ifstream csv{file};
    std::string line;
    std::getline(csv, line);
    CHECK(line == "day,file,serial,amount,word,reason,words");
    while (std::getline(csv, line)) {
        std::vector<std::string> cells;
        std::istringstream row{line};
        for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
        last[cells.at(2)] = cells.at(4);
    }
}

}  // namespace

TEST_CASE("A recall on the road is answered by the pretended bank, and collected it ends as the bank's truth has it") {
    const std::string road = GENERATE("folder", "https");
    CAPTURE(road);
    RecallDays office{road};
    std::vector<std::string> requests{office.ask({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})};
    std::size_t answers = 0, taken = 0;
    for (int day = 0; day <= days + 1; ++day) {
        const auto served = office.serve();
        CHECK(served.refused.empty());
        answers += served.told.size();
        for (const std::string& name : served.told) {
            const std::string bytes = read_bytes(office.folder / "in" / name);
            CHECK(bank::iso20022::test::schema_faults("camt.029.001.09", bytes) == "");
        }
        for (const auto& collected : office.collect()) {
            CAPTURE(collected.name);
            CHECK(collected.taking == Taking::recall_answer);
            ++taken;
        }
        CHECK(office.serve().told.empty());  // Nothing is told twice in a day.
        if (day == 0) requests.push_back(office.ask({13, 14, 15, 16, 17, 18, 19, 20}));
        office.clock.set(office.clock.now() + std::chrono::hours{24});
    }
    CHECK(answers == taken);
    CHECK(answers > requests.size());  // Something was pending first.
    CHECK(fs::is_empty(office.folder / "in"));

    std::map<std::string, std::string> truth;
    for (const std::string& name : requests) read_truth(office.folder / "books" / "truth" / (name + ".csv"), truth);
    CHECK(truth.size() == payments);
    std::map<std::string, int> words;
    for (const std::int64_t number : {1, 2}) {
        const auto recall = recalls::find_recall(office.sql(), county, number);
        REQUIRE(recall.has_value());
        for (const auto& recalled : recalls::read_recalled(office.sql(), county, *recall)) {
            CAPTURE(recalled.serial);
            CHECK(word(recalled.state()).code == truth[recalled.serial]);
            CHECK((recalled.state() == recalls::RecallState::refused) == !recalled.reason.empty());
            ++words[truth[recalled.serial]];
        }
    }
    CHECK(words.size() == 2);
    CHECK_FALSE(words.contains("pending"));
    for (const auto& item : office.items(worklist::Kind::recall_open)) CHECK_FALSE(item.open);
    office.check_books();
}

TEST_CASE("Shares decide what the pretended bank answers") {
    struct Row {
        unsigned refused, pending;
        const char* on_the_first_day;
    };
    const auto row = GENERATE(values<Row>({{0, 0, "accepted"}, {1000, 0, "refused"}, {1000, 1000, "pending"}}));
    CAPTURE(row.on_the_first_day);
    RecallDays office{"folder"};
    office.bank->recall_ways.refused_per_thousand = row.refused;
    office.bank->recall_ways.pending_per_thousand = row.pending;
    office.ask({1, 2, 3});
    REQUIRE(office.serve().told.size() == 1);
    const auto collected = office.collect();
    REQUIRE(collected.size() == 1);
    CHECK(collected.front().posted->number(row.on_the_first_day) == 3);
}
