// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/reply.hpp"

#include <array>
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "console/cli/invocation.hpp"
#include "console/cli/print_refusal.hpp"

using namespace mingzhang;
using namespace mingzhang::console;

namespace {

Table people() {
    return {
        {{"人员", "People"}, {}, {{"id", {"身份证号", "ID"}, CellKind::text, /*summed=*/false, Personal::id_number}}},
        [](RowSink& sink) {
            const std::array cells{Cell{"999901194605160164"}};
            return sink.row(cells);
        }};
}

}  // namespace

TEST_CASE("an answer with a table is one document, and its numbers are masked") {
    const auto reply = answered_with(Answer{}.set("run", std::int64_t{1}), {}, "people", people());
    REQUIRE(reply);
    const auto document = boost::json::parse(reply->document).as_object();
    CHECK(document.at("run") == 1);
    CHECK(document.at("people").as_array().at(0).at("id") == "999901********0164");
    const auto bare = answered_with(Answer{}, {}, "people", people());
    REQUIRE(bare);
    CHECK(boost::json::parse(bare->document).as_object().size() == 1);
}

TEST_CASE("a list is masked on the screen and in files") {
    std::istringstream in;
    std::ostringstream out;
    Terminal terminal{in, out, out};
    const Verb verb{{"people"}, {}, {}, {}};
    crypto::SystemRandom random;
    const SystemClock clock;
    const Call call{&verb, {}};
    const Invocation invocation{call, World{{}, clock, random}, terminal};
    const auto reply = listed(invocation, people());
    REQUIRE(reply);
    struct Seen final : RowSink {
        std::string text;
        Result<void, Refusal> begin(const TableHead&) override { return {}; }
        Result<void, Refusal> row(RowCells cells) override {
            text = to_file_text(cells[0]);
            return {};
        }
        Result<void, Refusal> end() override { return {}; }
    } seen;
    REQUIRE(send(reply->table.value(), seen));
    CHECK(seen.text == "999901********0164");
}

TEST_CASE("a finding is written as file:row: column: value: reason, without the parts it does not have") {
    struct Row {
        Finding finding;
        const char* line;
    };
    const auto row = GENERATE(values<Row>({
        {{"a.csv", 7, "amount", "much", {"不是数", "no number"}}, "a.csv:7: amount: much: no number\n"},
        {{"a.csv", 7, "", "", {"太短", "too short"}}, "a.csv:7: too short\n"},
        {{"a.csv", 0, "", "", {"是空的", "is empty"}}, "a.csv: is empty\n"},
    }));
    std::ostringstream out;
    print_refusal(Refusal{"x", {"不行", "It is not so."}, {"", ""}}.with({row.finding}), Language::en, out);
    CHECK(out.str() == std::string{"Refused: It is not so.\n"} + row.line);
}
