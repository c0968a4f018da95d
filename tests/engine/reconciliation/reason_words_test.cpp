// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/reason_words.hpp"

#include <fmt/format.h>

#include <sstream>

#include "base/tables/csv_writer.hpp"
#include "engine/batches/account_layouts.hpp"
#include "engine/batches/outcomes.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;
using bank::Reason;
using reconciliation::MapReasonRefusal;
using worklist::Kind;

namespace {

// A batch of three payments with the bank.
struct Sent {
    PracticeOffice office;
    std::int64_t batch = 0;

    Sent() {
        office.receive(1000);
        send(Month{2022, 9});
    }
    void send(Month month) {
        std::vector<Owed> lines;
        for (int i = 1; i <= 3; ++i)
            lines.push_back({fmt::format("YX00000{}", i), 10 * i, i, "测试甲", Program::rural_dibao, month});
        office.release(lines);
        batch = office.sent_batch();
    }
    Result<Answer, Refusal> map(const std::string& text, Reason reason, const std::string& key = "") {
        return reconciliation::map_reason(office.desk, office.liaison, {county, office.account, text, reason}, key);
    }
    std::optional<Reason> reason_of(std::int64_t instruction) {
        std::optional<Reason> found;
        batches::read_latest_outcomes(office.sql(), county, batch, [&](const batches::Outcome& outcome) {
            if (outcome.instruction == instruction) found = outcome.reason;
        });
        return found;
    }
};

}  // namespace

TEST_CASE("Words nobody mapped wait on the worklist once for an account, however many payments they come with") {
    Sent sent;
    posted(sent.office, sent.batch,
           {{1, OutcomeStatus::failed, "行内代码Z9"}, {2, OutcomeStatus::failed, "行内代码Z9"}});
    posted(sent.office, sent.batch, {{3, OutcomeStatus::failed, "行内代码Z9"}});
    CHECK(sent.office.items(Kind::unmapped_reason).size() == 1);
    CHECK(sent.office.items(Kind::returned_payment).size() == 3);
    sent.send(Month{2022, 10});
    posted(sent.office, sent.batch, {{1, OutcomeStatus::failed, "行内代码Z9"}, {2, OutcomeStatus::failed, "Z8"}});
    CHECK(sent.office.items(Kind::unmapped_reason).size() == 2);
    sent.office.check_books();
}

TEST_CASE("Words once mapped are known in later files, and what waited for them is ended") {
    Sent sent;
    posted(sent.office, sent.batch, {{1, OutcomeStatus::failed, "行内代码Z9"}});
    const auto mapped = sent.map("行内代码Z9", Reason::account_closed);
    REQUIRE(mapped.has_value());
    const auto item = worklist::find_item(sent.office.sql(), county, mapped->number("item"));
    REQUIRE(item);
    CHECK(item->what.kind == Kind::unmapped_reason);
    CHECK_FALSE(item->open);
    CHECK(sent.reason_of(1) == Reason::unmapped);  // What was posted stays.

    posted(sent.office, sent.batch, {{2, OutcomeStatus::failed, "行内代码Z9"}});
    CHECK(sent.reason_of(2) == Reason::account_closed);

    // Settled anew: the newest mapping counts.
    REQUIRE(sent.map("行内代码Z9", Reason::account_frozen).has_value());
    posted(sent.office, sent.batch, {{3, OutcomeStatus::failed, "行内代码Z9"}});
    CHECK(sent.reason_of(3) == Reason::account_frozen);
    sent.office.check_books();
}

TEST_CASE("What a person settled goes before the words of the layout, and before those all banks share") {
    Sent sent;
    REQUIRE(sent.map("退汇", Reason::account_closed).has_value());
    posted(sent.office, sent.batch, {{1, OutcomeStatus::failed, "退汇"}});
    CHECK(sent.reason_of(1) == Reason::account_closed);
}

TEST_CASE("A mapping is refused with what is wrong with it, and the same one asked twice is done once") {
    Sent sent;
    CHECK(sent.map("", Reason::account_closed).error().is(MapReasonRefusal::text_missing));
    CHECK(sent.map("Z9", Reason::unmapped).error().is(MapReasonRefusal::no_meaning));
    CHECK(sent.map("户名不符", Reason::name_mismatch).error().is(MapReasonRefusal::means_that));
    REQUIRE(sent.map("Z9", Reason::account_closed, "k").has_value());
    CHECK(sent.map("Z9", Reason::account_closed, "k").has_value());
    CHECK(sent.map("Z9", Reason::account_closed).error().is(MapReasonRefusal::means_that));
    CHECK(sent.office.count("SELECT count(*) FROM mapped_text") == 1);
}

TEST_CASE("The list shows each of a bank's own words with its worklist item and what it was mapped to since") {
    Sent sent;
    posted(sent.office, sent.batch,
           {{1, OutcomeStatus::failed, "Z9"}, {2, OutcomeStatus::failed, "Z8"}, {3, OutcomeStatus::failed, "Z7"}});
    REQUIRE(sent.map("Z8", Reason::account_frozen).has_value());
    REQUIRE(sent.map("Z8", Reason::account_closed).has_value());
    std::ostringstream csv;
    CsvWriter writer{csv};
    REQUIRE(send(reconciliation::unmapped_words_table(sent.office.desk.store(), county, Language::zh), writer));
    CHECK(csv.str() == "bank_account,text,item,reason\n1,Z9,2,\n1,Z8,4,账户已销户\n1,Z7,6,\n");
}

TEST_CASE("A batch written before the account's layout changed is answered in the old way or in the new") {
    Sent sent;
    const std::string old_way = result_file(sent.office, sent.batch, {{1}, {2, OutcomeStatus::failed, "户名不符"}});
    const auto changed = batches::change_layout(sent.office.desk, sent.office.sealer, sent.office.officer,
                                                {county, sent.office.account, "ccb-echo"}, "");
    REQUIRE(changed.has_value());
    const std::string new_way = result_file(sent.office, sent.batch, {{3}}, "ccb-echo");
    const auto first = post(sent.office, sent.batch, old_way);
    REQUIRE(first.has_value());
    CHECK(first->number("paid") == 1);
    CHECK(first->number("failed") == 1);
    const auto second = post(sent.office, sent.batch, new_way);
    REQUIRE(second.has_value());
    CHECK(second->number("paid") == 1);
    sent.office.check_books();
}
