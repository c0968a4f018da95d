// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What is paid once, through the program, as an office would do it.
#include <catch2/catch.hpp>

#include "base/values/money.hpp"
#include "tests/console/office.hpp"
#include "tests/places.hpp"

using namespace mingzhang::test;

namespace {

std::vector<std::string> in_march(std::vector<std::string> words) {
    words.insert(words.begin(), {"--now", "2024-03-20T09:00:00"});
    return words;
}

// The golden town's lists under the delivered synthetic pack of 2024.
void found_town_of_2024(const Office& office) {
    office.found_golden_town();
    office.ask(in_march(
        {"--as", "officer", "import", "pack", MINGZHANG_SOURCE_DIR "/engine/policy/packs/synthetic-full-2024.toml"}));
}

std::vector<std::string> calculate(std::vector<std::string> words) {
    words.insert(words.begin(), {"--as", "officer", "run", "calculate", "2024-03", "--division", town});
    return in_march(std::move(words));
}

void sign(const Office& office, const std::string& run) {
    for (const auto& [who, step] : std::vector<std::pair<std::string, std::string>>{
             {"officer", "submit"}, {"reviewer", "review"}, {"approver", "approve"}})
        office.ask(in_march({"--as", who, "run", step, run}));
}

}  // namespace

TEST_CASE("a price subsidy goes through the program like a month, and sums to its list") {
    const Office office;
    found_town_of_2024(office);
    const auto list =
        office.ask(in_march({"benefit", "price", "2024-03", "--division", town, "--prices", "3.6", "--food", "5.2"}));
    std::int64_t listed = 0;
    for (const auto& row : list.as_array())
        listed += mingzhang::parse_yuan(std::string{row.at("amount").as_string()})->fen();
    CHECK(listed > 0);
    const auto calculated = office.ask(calculate({"--kind", "price", "--prices", "3.6", "--food", "5.2"})).as_object();
    CHECK(calculated.at("kind") == "price");
    CHECK(calculated.at("payable_fen").as_int64() + calculated.at("held_fen").as_int64() == listed);
    CHECK(office.ask({"run", "list"}).as_array().at(0).at("kind") == "price");
    CHECK(office.ask({"run", "show", "1"}).at("kind") == "price");
    sign(office, "1");
    office.ask(
        in_march({"--as", "officer", "bank-account", "add", "--name", "零余额户", "--bank", "rcb", "--layout", "ccb",
                  "--account", "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"}));
    for (const char* program_name : {"urban_price_subsidy", "农村价格补贴"})
        office.ask(in_march({"--as", "officer", "funds", "receive", "--bank-account", "1", "--program", program_name,
                             "--source", "county", "--amount", "500000"}));
    office.ask(in_march({"--as", "officer", "run", "release", "1"}));
    const auto created = office.ask(in_march({"--as", "officer", "batch", "create"})).as_object();
    CHECK(created.at("batches") == 2);  // Urban and rural never mix.
    office.ask(in_march({"--as", "officer", "batch", "files"}));
    for (const char* batch : {"1", "2"}) {
        const std::string answer = office.file(std::string{"answer-"} + batch);
        office.ask(in_march({"--as", "liaison", "batch", "send", batch}));
        office.ask({"bank-sim", batch, "--out", answer, "--seed", "7", "--fail-percent", "10"});
        office.ask(in_march({"--as", "liaison", "bank", "result", batch, answer}));
        CHECK(office.ask({"batch", "tie", batch}).at("holds") == 1);
        office.ask(in_march({"--as", "liaison", "batch", "close", batch}));
    }
    office.ask(in_march({"--as", "officer", "run", "close", "1"}));
    CHECK(office.ask({"run", "equation"}).as_array().at(0).at("difference") == "0.00");
    CHECK(office.ask({"verify"}).at("holds") == true);
}

TEST_CASE("options of another kind of run are refused, not passed over") {
    const Office office;
    found_town_of_2024(office);
    const std::vector<std::vector<std::string>> refused{
        {"--prices", "3.6"},  // The month's entitlement follows no index.
        {"--kind", "funeral", "--food", "5.2"},
        {"--kind", "price", "--prices", "3.6"},  // Both indices are published.
        {"--kind", "temporary", "--program", "edge"},
    };
    for (const auto& words : refused) {
        CAPTURE(words.at(0));
        CHECK(office.run(calculate(words)).status == 1);
    }
    CHECK(office.run(calculate({"--kind", "something"})).status == 2);
    CHECK(office.ask({"run", "list"}).as_array().empty());
}

TEST_CASE("a case of temporary assistance is opened, decided and calculated by the program") {
    const Office office;
    found_town_of_2024(office);
    const auto opened = office.ask(in_march({"--as", "officer", "temporary", "open", "YX000001", "--cause", "accident",
                                             "--people", "4", "--months", "4", "--emergency", "--note", "房屋火灾"}));
    CHECK(opened.at("case") == 1);
    CHECK(office.run(in_march({"--as", "approver", "temporary", "decide", "1"})).status == 1);
    const auto decided = office.ask(in_march({"--as", "approver", "temporary", "decide", "1", "--grant"}));
    CHECK(decided.at("paid_first_fen") == 300'000);
    CHECK(office.ask(calculate({"--kind", "temporary"})).at("payable_fen") == 300'000);
    CHECK(office.ask({"run", "explain", "1", "YX000001"}).at("explanation").as_string().find("第 1 号临时救助") !=
          std::string::npos);
    office.ask(in_march({"--as", "officer", "temporary", "papers", "1", "--document", "示范民救〔2024〕9号"}));
    const auto list = office.ask(in_march({"temporary", "list"})).as_array();
    REQUIRE(list.size() == 1);
    CHECK(list.at(0).at("state") == "granted");
}

TEST_CASE("an institution is registered and prepaid by the program, by two people") {
    const Office office;
    found_town_of_2024(office);
    office.ask(in_march({"--as", "officer", "institution", "add", "--name", "荆山敬老院", "--division", town}));
    office.ask(
        in_march({"--as", "officer", "bank-account", "add", "--name", "零余额户", "--bank", "rcb", "--layout", "ccb",
                  "--account", "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"}));
    office.ask(in_march({"--as", "officer", "funds", "receive", "--bank-account", "1", "--program", "rural_tekun",
                         "--source", "county", "--amount", "5000"}));
    office.ask(
        in_march({"--as", "officer", "institution", "prepay", "1", "--amount", "3000", "--program", "rural_tekun",
                  "--bank-account", "1", "--source", "county", "--document", "示范民拨〔2024〕1号"}));
    CHECK(office.ask(in_march({"--as", "approver", "institution", "confirm", "1"})).at("left_fen") == 300'000);
    office.ask(in_march({"--as", "officer", "institution", "return", "1", "--amount", "1000", "--program",
                         "rural_tekun", "--document", "回单 7"}));
    CHECK(office.ask(in_march({"--as", "approver", "institution", "confirm", "2"})).at("left_fen") == 200'000);
    CHECK(office.ask({"institution", "list"}).as_array().at(0).at("left") == "2000.00");
    CHECK(office.ask({"institution", "papers"}).as_array().size() == 2);
    CHECK(office.run(in_march({"--as", "officer", "institution", "settle", "1", "2024-02"})).status == 1);
    CHECK(office.ask({"verify"}).at("holds") == true);
}
