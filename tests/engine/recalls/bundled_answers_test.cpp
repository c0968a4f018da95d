// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bank may put its answers to several recalls into one camt.029, or those to one into several: what is known in the
// end is the same.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "tests/engine/recalls/recall_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using recalls::AnswerRefusal;
using recalls::Verdict;
using States = std::vector<std::string>;

namespace {

// What a bank writes of one payment, and how it names the request.
std::string told(std::string_view serial, std::string_view status, std::string_view request = "") {
    const std::string named = request.empty() ? "" : fmt::format("<RslvdCase><Id>{}</Id></RslvdCase>", request);
    return fmt::format("<TxInfAndSts>{}<OrgnlEndToEndId>{}</OrgnlEndToEndId><TxCxlSts>{}</TxCxlSts></TxInfAndSts>\n",
                       named, serial, status);
}

std::string details(std::string_view payments, std::string_view group = "") {
    return fmt::format("<CxlDtls>{}{}</CxlDtls>\n", group, payments);
}

std::string group(std::string_view request, std::string_view order, std::string_view more = "") {
    return fmt::format(
        "<OrgnlGrpInfAndSts><OrgnlGrpCxlId>{}</OrgnlGrpCxlId><OrgnlMsgId>{}</OrgnlMsgId>{}"
        "</OrgnlGrpInfAndSts>\n",
        request, order, more);
}

std::string message(std::string_view all_details, std::string_view before = "") {
    return fmt::format("<Document><RsltnOfInvstgtn><Assgnmt><Id>A1</Id></Assgnmt>\n{}{}</RsltnOfInvstgtn></Document>",
                       before, all_details);
}

Result<Answer, Refusal> take(RecallOffice& with, const std::string& bytes, std::int64_t recall = 0,
                             std::int64_t bank_account = 0) {
    return recalls::take_answer_file(
        with.office.desk, with.office.sealer, with.office.liaison,
        {.county = county, .recall = recall, .file_name = "answer.xml", .bytes = bytes, .bank_account = bank_account});
}

}  // namespace

TEST_CASE("One answer settles payments of several recalls, and tells each what it got") {
    RecallOffice with{BankSpeaks::messages};
    for (const std::int64_t instruction : {1, 2, 3}) REQUIRE(with.ask({instruction}).has_value());
    const auto taken = take(with, message(details(told("B1-000003", "PDCR")) +
                                          details(told("B1-000001", "ACCR") + told("B1-000002", "RJCR"))));
    REQUIRE(taken.has_value());
    CHECK(taken->number("recall") == 1);
    CHECK(taken->number("recalls") == 3);
    CHECK(taken->text("numbers") == "1,2,3");
    CHECK(taken->number("accepted") == 1);
    CHECK(taken->number("refused") == 1);
    CHECK(taken->number("pending") == 1);
    CHECK(taken->number("open") == 1);
    CHECK(with.states(1) == States{"accepted"});
    CHECK(with.states(2) == States{"refused"});
    CHECK(with.states(3) == States{"pending"});
    const auto waiting = with.waiting();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting.front().what.subject.find('3') != std::string::npos);
    with.office.check_books();
}

TEST_CASE("A payment asked back twice is answered in the recall the bank names, the person names, or that is open") {
    struct Row {
        const char* why;
        std::string bytes;
        std::int64_t said_by_person;
        std::string numbers;
    };
    const std::string serial = "B1-000001";
    const std::string first = fmt::format("{}-R1", county.number), second = fmt::format("{}-R2", county.number);
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing named", message(details(told(serial, "ACCR"))), 0, "2"},
        {"by the case of the payment", message(details(told(serial, "ACCR", first))), 0, "1"},
        {"by the case of the payment", message(details(told(serial, "ACCR", second))), 0, "2"},
        {"by the request its group answers", message(details(told(serial, "ACCR"), group(first, "M"))), 0, "1"},
        {"the payment's own case rules", message(details(told(serial, "ACCR", second), group(first, "M"))), 0, "2"},
        {"by the case of the message",
         message(details(told(serial, "ACCR")), "<RslvdCase><Id>" + first + "</Id></RslvdCase>"), 0, "1"},
        {"the bank's own number", message(details(told(serial, "ACCR", "CASE-77"))), 0, "2"},
        {"a number that looks like ours", message(details(told(serial, "ACCR", first + "7x"))), 0, "2"},
        {"the person's word", message(details(told(serial, "ACCR"))), 1, "1"},
        {"both recalls", message(details(told(serial, "ACCR", first) + told(serial, "RJCR", second))), 0, "1,2"},
    }));
    CAPTURE(row.why);
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    REQUIRE(with.answer_by_hand(1, {serial}, Verdict::refused).has_value());
    REQUIRE(with.ask({1}).has_value());
    const auto taken = take(with, row.bytes, row.said_by_person);
    REQUIRE(taken.has_value());
    CHECK(taken->text("numbers") == row.numbers);
    with.office.check_books();
    // With none open any more, an unnamed word is about the latest.
    REQUIRE(with.answer_by_hand(2, {serial}, Verdict::refused).has_value());
    const auto late = take(with, message(details(told(serial, "PDCR"))));
    REQUIRE(late.has_value());
    CHECK(late->text("numbers") == "2");
}

TEST_CASE("An answer of which one payment fits nothing is refused whole, by row and field") {
    struct Row {
        const char* why;
        std::string bytes;
        AnswerRefusal expected;
        std::size_t row;
        const char* column;
        std::int64_t recall = 0;
    };
    const std::string good = details(told("B1-000001", "ACCR"));
    const std::string amount =
        R"(<TxInfAndSts><OrgnlEndToEndId>B1-000002</OrgnlEndToEndId><TxCxlSts>ACCR</TxCxlSts>)"
        R"(<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">9.99</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>)";
    const std::string first = fmt::format("{}-R1", county.number);
    const auto row = GENERATE_COPY(values<Row>({
        {"not asked back", message(good + details(told("B1-000003", "ACCR"))), AnswerRefusal::unknown_serial, 4,
         "OrgnlEndToEndId"},
        {"nobody's", message(good + details(told("B7-000001", "ACCR"))), AnswerRefusal::unknown_serial, 4,
         "OrgnlEndToEndId"},
        {"in another request", message(good + details(told("B1-000002", "ACCR", first))), AnswerRefusal::unknown_serial,
         4, "RslvdCase/Id"},
        {"another county's request", message(good + details(told("B1-000002", "ACCR", "123456-R2"))),
         AnswerRefusal::unknown_serial, 4, "RslvdCase/Id"},
        {"a request nobody made", message(good + details(told("B1-000002", "ACCR", first + "9"))),
         AnswerRefusal::unknown_serial, 4, "RslvdCase/Id"},
        {"another batch's message", message(good + details(told("B1-000002", "ACCR"), group("X", "20221018-B2"))),
         AnswerRefusal::unknown_serial, 5, "OrgnlMsgId"},
        {"only of a whole message", message(good + details("", group("X", "M", "<GrpCxlSts>ACCR</GrpCxlSts>"))),
         AnswerRefusal::names_no_payment, 4, "OrgnlGrpInfAndSts"},
        {"two words", message(good + details(told("B1-000001", "RJCR"))), AnswerRefusal::said_twice, 4, "TxCxlSts"},
        {"another amount", message(good + details(amount)), AnswerRefusal::amount_differs, 4, "InstdAmt"},
        {"the other recall", message(good), AnswerRefusal::answers_others, 0, "", 2},
    }));
    CAPTURE(row.why);
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    REQUIRE(with.ask({2}).has_value());
    const auto refused = take(with, row.bytes, row.recall);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK_FALSE(refused.error().next().zh.empty());
    if (row.row > 0) {
        REQUIRE(refused.error().findings().size() == 1);
        CHECK(refused.error().findings().front().file == "answer.xml");
        CHECK(refused.error().findings().front().row == row.row);
        CHECK(refused.error().findings().front().column == row.column);
    }
    CHECK(with.office.count("SELECT count(*) FROM recall_answer") == 0);
    CHECK(with.waiting().size() == 2);
}

TEST_CASE("Numbers of messages that are not ours say nothing, and the right one is right") {
    for (const char* order : {"20221018-B1", "PACS-4711", "B2", ""}) {
        CAPTURE(order);
        RecallOffice with{BankSpeaks::messages};
        REQUIRE(with.ask({1}).has_value());
        CHECK(take(with, message(details(told("B1-000001", "ACCR"), group("X", order)))).has_value());
    }
}

TEST_CASE("A bank speaks only for payments of its own account") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    const std::string bytes = message(details(told("B1-000001", "ACCR")));
    CHECK(take(with, bytes, 0, with.office.account + 1).error().is(AnswerRefusal::unknown_serial));
    CHECK(take(with, bytes, 0, with.office.account).has_value());
}

TEST_CASE("A file taken before says nothing again, whatever was said or asked since") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    const std::string refusing = message(details(told("B1-000001", "RJCR")));
    const std::string again = message(details(told("B1-000001", "RJCR")), "\n");
    CHECK(take(with, refusing)->number("new") == 1);
    CHECK(take(with, again)->number("new") == 0);
    REQUIRE(take(with, message(details(told("B1-000001", "ACCR"))))->number("new") == 1);
    for (const std::string& file : {refusing, again}) {
        const auto taken = take(with, file);
        CHECK(taken->number("repeated") == 1);
        CHECK(taken->number("new") == 0);
        CHECK(with.states(1) == States{"accepted"});
    }
    REQUIRE(with.ask({1}).has_value());
    CHECK(take(with, refusing)->text("numbers") == "1");
    CHECK(with.states(2) == States{"asked"});
    CHECK(take(with, refusing, 2).error().is(AnswerRefusal::answers_others));
    with.office.check_books();
}

TEST_CASE("A bank that takes back its last word is waited for again") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    CHECK(take(with, message(details(told("B1-000001", "RJCR"))))->number("open") == 0);
    CHECK(with.waiting().empty());
    CHECK(take(with, message(details(told("B1-000001", "PDCR"))))->number("open") == 1);
    CHECK(with.waiting().size() == 1);
    CHECK(take(with, message(details(told("B1-000001", "ACCR"))))->number("open") == 0);
    CHECK(with.waiting().empty());
}

TEST_CASE("However a bank bundles its answers into files, every recall ends as told") {
    REQUIRE(rc::check("bundled anyhow", [] {
        RecallOffice with{BankSpeaks::messages};
        REQUIRE(with.ask({1, 2}).has_value());
        REQUIRE(with.answer_by_hand(1, {"B1-000001"}, Verdict::refused).has_value());
        REQUIRE(with.ask({1}).has_value());
        REQUIRE(with.ask({3}).has_value());

        struct Told {
            std::int64_t recall;
            std::string serial;
            std::string status = {};
        };
        std::vector<Told> all{{1, "B1-000001"}, {1, "B1-000002"}, {2, "B1-000001"}, {3, "B1-000003"}};
        std::map<std::int64_t, States> expected;
        std::set<std::string> waiting, on_worklist;
        for (Told& one : all) {
            one.status = *rc::gen::element<std::string>("ACCR", "RJCR", "PDCR");
            expected[one.recall].push_back(one.status == "ACCR"   ? "accepted"
                                           : one.status == "RJCR" ? "refused"
                                                                  : "pending");
            if (one.status == "PDCR") waiting.insert(fmt::format("R{}", one.recall));
        }
        for (std::size_t at = all.size(); at > 1; --at)
            std::swap(all[at - 1], all[*rc::gen::inRange<std::size_t>(0, at)]);

        std::vector<std::string> files;
        std::string file;
        for (const Told& one : all) {
            const std::string request = fmt::format("{}-R{}", county.number, one.recall);
            // The first request of the payment that is in two has to be named: a bank that does not means the open one.
            const bool must_name = one.recall == 1 && one.serial == "B1-000001";
            switch (must_name ? *rc::gen::inRange(0, 2) : *rc::gen::inRange(0, 3)) {
                case 0:
                    file += details(told(one.serial, one.status, request));
                    break;
                case 1:
                    file += details(told(one.serial, one.status), group(request, "20221018-B1"));
                    break;
                default:
                    file += details(told(one.serial, one.status));
            }
            if (*rc::gen::arbitrary<bool>()) files.push_back(message(std::exchange(file, {})));
        }
        if (!file.empty()) files.push_back(message(file));
        for (std::size_t at = 0; at < files.size(); ++at) {
            RC_ASSERT(take(with, files[at]).has_value());
            const auto again = take(with, files[*rc::gen::inRange<std::size_t>(0, at + 1)]);
            RC_ASSERT(again.has_value() && again->number("repeated") == 1);
        }
        for (const auto& [recall, states] : expected) RC_ASSERT(with.states(recall) == states);
        for (const auto& item : with.waiting()) on_worklist.insert(item.what.subject);
        RC_ASSERT(on_worklist == waiting);
        RC_ASSERT(with.waiting().size() == waiting.size());
        RC_ASSERT(with.office.verify() == "");
    }));
}
