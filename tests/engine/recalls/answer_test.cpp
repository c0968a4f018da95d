// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "engine/recalls/request_file.hpp"
#include "engine/reconciliation/recall_plan.hpp"
#include "tests/engine/recalls/recall_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using ledger::Account;
using recalls::AnswerRefusal;
using recalls::Verdict;
using States = std::vector<std::string>;

namespace {

constexpr const char* reason =
    "<CxlStsRsnInf><Rsn><Cd>CUST</Cd></Rsn><AddtlInf>holder says no</AddtlInf></CxlStsRsnInf>";

}  // namespace

TEST_CASE("Accepted is not returned: an answer posts nothing, and the money is booked when it comes") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1, 2, 3}).has_value());
    const std::int64_t transfers = with.office.count("SELECT count(*) FROM transfer");
    const auto taken =
        with.answer(1, answer_message(cancelled("B1-000001", "ACCR") + cancelled("B1-000002", "RJCR", reason) +
                                      cancelled("B1-000003", "PDCR")));
    REQUIRE(taken.has_value());
    CHECK(taken->number("accepted") == 1);
    CHECK(taken->number("refused") == 1);
    CHECK(taken->number("pending") == 1);
    CHECK(taken->number("open") == 1);
    CHECK(with.states(1) == States{"accepted", "refused", "pending"});
    CHECK(with.waiting().size() == 1);
    CHECK(with.office.count("SELECT count(*) FROM transfer") == transfers);
    CHECK(with.office.balance(Account::in_transit) == 7000);

    CHECK(with.answer(1, answer_message(cancelled("B1-000003", "ACCR")))->number("open") == 0);
    CHECK(with.waiting().empty());
    CHECK(with.office.count("SELECT count(*) FROM transfer") == transfers);
    with.office.check_books();
}

TEST_CASE("A recall shows its money returned when a late return was posted") {
    RecallOffice with;
    posted(with.office, with.batch, {{.instruction = 1}, {.instruction = 2}, {.instruction = 3}});
    REQUIRE(with.ask({1, 2}).has_value());
    REQUIRE(with.answer_by_hand(1, {"B1-000001"}, Verdict::accepted).has_value());
    CHECK(with.states(1) == States{"accepted", "asked"});
    CHECK(with.office.balance(Account::returned_cash) == 0);
    const Answer late = posted(with.office, with.batch,
                               {{.instruction = 1, .status = bank::OutcomeStatus::failed, .reason = "账户销户"}});
    CHECK(late.number("late_returns") == 1);
    CHECK(with.states(1) == States{"returned", "asked"});
    CHECK(with.office.balance(Account::returned_cash) == 1000);
    CHECK(with.answer_by_hand(1, {"B1-000002"}, Verdict::refused)->number("open") == 0);
    CHECK(with.waiting().empty());
    with.office.check_books();
}

TEST_CASE("A payment the bank refused to give back, or never did, may be asked for again") {
    RecallOffice with;
    REQUIRE(with.ask({1, 2}).has_value());
    REQUIRE(with.answer_by_hand(1, {"B1-000001"}, Verdict::refused).has_value());
    CHECK(with.ask({1, 2}).error().is(recalls::AskRefusal::asked_before_and_open));
    REQUIRE(with.ask({1}).has_value());
    REQUIRE(with.answer_by_hand(1, {"B1-000002"}, Verdict::accepted).has_value());
    REQUIRE(with.ask({2}).has_value());
    with.office.check_books();
}

TEST_CASE("What the bank says of the whole holds for payments it gives no word of their own") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1, 2}).has_value());
    const std::string named =
        "<TxInfAndSts><OrgnlEndToEndId>B1-000001</OrgnlEndToEndId></TxInfAndSts>" + cancelled("B1-000002", "RJCR");
    REQUIRE(with.answer(1, answer_message(named, "CNCL")).has_value());
    CHECK(with.states(1) == States{"accepted", "refused"});
}

TEST_CASE("An answer that does not fit is refused whole") {
    struct Row {
        const char* why;
        std::string bytes;
        AnswerRefusal expected;
    };
    const std::string good = cancelled("B1-000001", "ACCR");
    const auto row = GENERATE_COPY(values<Row>({
        {"another's payment", answer_message(good + cancelled("B1-000003", "ACCR")), AnswerRefusal::unknown_serial},
        {"nobody's payment", answer_message(cancelled("B7-000001", "ACCR")), AnswerRefusal::unknown_serial},
        {"two words", answer_message(good + cancelled("B1-000001", "RJCR")), AnswerRefusal::said_twice},
        {"another amount",
         answer_message(cancelled("B1-000001", "ACCR",
                                  R"(<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">9.99</InstdAmt></Amt></OrgnlTxRef>)")),
         AnswerRefusal::amount_differs},
        {"another currency",
         answer_message(cancelled("B1-000001", "ACCR",
                                  R"(<OrgnlTxRef><Amt><InstdAmt Ccy="USD">10.00</InstdAmt></Amt></OrgnlTxRef>)")),
         AnswerRefusal::amount_differs},
        {"nothing", answer_message(""), AnswerRefusal::says_nothing},
        {"only of the whole", answer_message("", "CNCL"), AnswerRefusal::says_nothing},
    }));
    CAPTURE(row.why);
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1, 2}).has_value());
    const auto refused = with.answer(1, row.bytes);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK(with.states(1) == States{"asked", "asked"});
    CHECK(with.office.count("SELECT count(*) FROM recall_answer") == 0);
    CHECK(with.waiting().size() == 1);
}

TEST_CASE("What is no answer to a recall is refused by its reader") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    CHECK_FALSE(with.answer(1, "").has_value());
    CHECK_FALSE(with.answer(1, "<Document><CstmrPmtStsRpt/></Document>").has_value());
    CHECK(with.answer(2, answer_message(cancelled("B1-000001", "ACCR")))
              .error()
              .is(recalls::RecallRefusal::unknown_recall));
}

TEST_CASE("The same answer again keeps nothing new, another word stands beside the first and rules") {
    RecallOffice with{BankSpeaks::messages};
    REQUIRE(with.ask({1}).has_value());
    const std::string accepted = answer_message(cancelled("B1-000001", "ACCR"));
    CHECK(with.answer(1, accepted)->number("new") == 1);
    CHECK(with.answer(1, accepted)->number("new") == 0);
    CHECK(with.office.count("SELECT count(*) FROM recall_answer") == 1);
    CHECK(with.answer(1, answer_message(cancelled("B1-000001", "RJCR")))->number("new") == 1);
    CHECK(with.states(1) == States{"refused"});
    CHECK(with.office.count("SELECT count(*) FROM recall_answer") == 2);
    with.office.check_books();
}

TEST_CASE("By hand an answer names its payments and who said it") {
    RecallOffice with;
    REQUIRE(with.ask({1}).has_value());
    CHECK(with.answer_by_hand(1, {}, Verdict::accepted).error().is(AnswerRefusal::serials_missing));
    CHECK(with.answer_by_hand(1, {"B1-000002"}, Verdict::accepted).error().is(AnswerRefusal::unknown_serial));
    CHECK(recalls::take_answer_by_hand(with.office.desk, with.office.liaison,
                                       {county, 1, {"B1-000001"}, Verdict::accepted, ""})
              .error()
              .is(AnswerRefusal::note_missing));
    CHECK(recalls::take_answer_by_hand(with.office.desk, with.office.officer,
                                       {county, 1, {"B1-000001"}, Verdict::accepted, "来电"})
              .error()
              .is(DeskRefusal::role_may_not));
    CHECK(with.states(1) == States{"asked"});
}

TEST_CASE("The pretended bank answers a request as it was written, every way by some seed") {
    std::set<std::string> seen;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        RecallOffice with{BankSpeaks::messages};
        REQUIRE(with.ask({1, 2, 3}).has_value());
        const auto file = recalls::write_request(with.office.desk.store(), with.office.sealer, county, 1,
                                                 with.office.folder.path() / "outbox");
        REQUIRE(file.has_value());
        std::ifstream stream{file->path, std::ios::binary};
        const std::string request{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
        const auto plan = reconciliation::plan_recall_answers(request, "camt056_R1.xml", {.seed = seed});
        REQUIRE(plan.has_value());
        for (const auto& answer : plan->files) {
            const auto taken = with.answer(1, answer.bytes);
            REQUIRE(taken.has_value());
            CHECK(with.waiting().empty() == (taken->number("pending") == 0));
            for (const std::string& state : with.states(1)) seen.insert(state);
        }
        // What is true in the end is the last word on each.
        std::map<std::string, std::string> truth;
        for (const auto& told : plan->told) truth[told.serial] = code(told.word);
        States expected;
        for (const auto& [serial, word] : truth) expected.push_back(word);
        CHECK(with.states(1) == expected);
        CHECK(with.waiting().empty());
    }
    CHECK(seen == std::set<std::string>{"accepted", "pending", "refused"});
}
