// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include "engine/batches/lifecycle.hpp"
#include "engine/exchange/road_files.hpp"
#include "tests/engine/exchange/scripted_bank.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::BatchState;
using exchange::BankWordRefusal;
using exchange::SendRefusal;

namespace {

constexpr bool received = true, not_received = false;

// Sends with a road that behaves so; a program cut short gives nothing.
std::optional<Delivery> send_as(ExchangeOffice& office, std::int64_t batch, const Script& script) {
    office.bank.script = script;
    try {
        const auto sent = office.send(batch);
        REQUIRE(sent.has_value());
        return sent->delivery;
    } catch (const CutShort&) {
        return std::nullopt;
    }
}

const Script arrives{};
const Script unknown_and_lost{.tells = Delivery::unknown, .arrives = false};
const Script unknown_but_there{.tells = Delivery::unknown, .arrives = true, .can_be_asked = false};

}  // namespace

TEST_CASE("What the road tells decides where the batch stands") {
    struct Row {
        const char* why;
        Script script;
        std::optional<Delivery> told;
        BatchState state;
        std::size_t items;
    };
    const auto row = GENERATE(values<Row>({
        {"acknowledged: sent", arrives, Delivery::acknowledged, BatchState::sent, 0},
        {"unreachable: as before",
         {.tells = Delivery::unreachable, .arrives = false},
         Delivery::unreachable,
         BatchState::written,
         0},
        {"rejected: as before",
         {.tells = Delivery::rejected, .arrives = false},
         Delivery::rejected,
         BatchState::written,
         0},
        {"refused because it stands there already: sent",
         {.tells = Delivery::rejected},
         Delivery::acknowledged,
         BatchState::sent,
         0},
        {"unknown, and it stands there: sent",
         {.tells = Delivery::unknown},
         Delivery::acknowledged,
         BatchState::sent,
         0},
        {"unknown, and the bank's side never had it: as before",
         {.tells = Delivery::unknown, .arrives = false, .keeps_account = true},
         Delivery::unreachable,
         BatchState::written,
         0},
        {"unknown, and a folder without it tells nothing: held", unknown_and_lost, Delivery::unknown,
         BatchState::sending, 1},
        {"unknown, and nobody to ask: held", unknown_but_there, Delivery::unknown, BatchState::sending, 1},
        {"cut short: held", {.cut_before = true}, std::nullopt, BatchState::sending, 0},
    }));
    CAPTURE(row.why);
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    CHECK(send_as(office, batch, row.script) == row.told);
    CHECK(office.batch(batch).state == row.state);
    CHECK(office.items(worklist::Kind::sending_unknown).size() == row.items);
    office.check_books();
}

TEST_CASE("The signature goes before the file, and a second attempt sends the same bytes") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    const std::string name = office.batch(batch).file_name;
    REQUIRE(send_as(office, batch, {.tells = Delivery::unreachable, .arrives = false}) == Delivery::unreachable);
    REQUIRE(send_as(office, batch, arrives) == Delivery::acknowledged);
    CHECK(office.bank.arrived == std::vector<std::string>{name + ".sig", name + ".sig", name});
    CHECK(office.bank.standing.at(name) == office.payment_file(batch));
    CHECK(office.bank.standing.at(name + ".sig") == "1");
    CHECK(office.signatures_made == 1);
    CHECK(office.count("SELECT count(*) FROM road_file") == 2);
    CHECK(office.count("SELECT count(*) FROM sending") == 2);
}

TEST_CASE("After a rejection and another connection, the file is closed up anew") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, {.tells = Delivery::rejected, .arrives = false}) == Delivery::rejected);
    office.connect("建行新约定");
    REQUIRE(send_as(office, batch, arrives) == Delivery::acknowledged);
    CHECK(office.bank.standing.at(office.batch(batch).file_name + ".sig") == "2");
    CHECK(office.verify() == "");
}

TEST_CASE("What the bank has is not sent again, and says so without complaint") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, arrives) == Delivery::acknowledged);
    const auto again = office.send(batch);
    REQUIRE(again.has_value());
    CHECK(again->was_sent);
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == 1);
}

TEST_CASE("A batch that is being sent is neither withdrawn nor closed nor handed over by a person") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, unknown_and_lost) == Delivery::unknown);
    for (const auto& refused : {batches::withdraw_batch(office.desk, office.officer, county, batch, "重算", ""),
                                batches::close_batch(office.desk, office.officer, county, batch, ""),
                                batches::send_batch(office.desk, office.liaison, county, batch, "")}) {
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(batches::MoveRefusal::being_sent));
    }
    const auto decided = worklist::decide(office.desk, office.liaison, county,
                                          office.items(worklist::Kind::sending_unknown).front().number, "算了", "");
    REQUIRE_FALSE(decided.has_value());
    CHECK(decided.error().is(worklist::DecideRefusal::has_its_own_command));
}

TEST_CASE("After a program was cut short, the bank's side is looked at before anything else") {
    struct Row {
        const char* why;
        Script cut;
        Script later;
        Delivery told;
        std::int64_t arrived;
    };
    const auto row = GENERATE(values<Row>({
        {"it arrived", {.cut_after = true}, arrives, Delivery::acknowledged, 1},
        {"it never left, and the bank's side knows",
         {.cut_before = true},
         {.keeps_account = true},
         Delivery::acknowledged,
         1},
        {"it never left, and a folder cannot tell", {.cut_before = true}, arrives, Delivery::unknown, 0},
    }));
    CAPTURE(row.why);
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE_FALSE(send_as(office, batch, row.cut));
    office.pass(exchange::attempt_time_max);
    CHECK(send_as(office, batch, row.later) == row.told);
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == row.arrived);
    CHECK(office.signatures_made == 1);
    office.check_books();
}

TEST_CASE("While another program may still be sending, its silence is not taken for failure") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE_FALSE(send_as(office, batch, {.cut_before = true}));
    office.bank.script = {.keeps_account = true};
    office.pass(exchange::attempt_time_max - std::chrono::minutes{1});
    const auto too_early = office.send(batch);
    REQUIRE_FALSE(too_early.has_value());
    CHECK(too_early.error().is(SendRefusal::still_being_sent));
    const auto word = office.say(batch, not_received, office.liaison);
    REQUIRE_FALSE(word.has_value());
    CHECK(word.error().is(BankWordRefusal::still_being_sent));
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == 0);
}

TEST_CASE("Two people who asked the bank free a batch that never arrived; one alone does not") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, unknown_and_lost) == Delivery::unknown);
    const auto first = office.say(batch, not_received, office.liaison);
    REQUIRE(first.has_value());
    CHECK(first->number("settled") == 0);
    const auto same = office.say(batch, not_received, office.liaison);
    REQUIRE_FALSE(same.has_value());
    CHECK(same.error().is(BankWordRefusal::same_person));
    CHECK(send_as(office, batch, {.can_be_asked = false}) == Delivery::unknown);
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == 0);

    const auto second = office.say(batch, not_received, office.other);
    REQUIRE(second.has_value());
    CHECK(second->number("settled") == 1);
    CHECK(office.batch(batch).state == BatchState::written);
    CHECK(office.items(worklist::Kind::sending_unknown).empty());
    CHECK(send_as(office, batch, arrives) == Delivery::acknowledged);
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == 1);
    office.check_books();
}

TEST_CASE("One person's word that the bank has it is enough: nothing goes twice by it") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, unknown_but_there) == Delivery::unknown);
    REQUIRE(office.say(batch, not_received, office.other).has_value());
    REQUIRE(office.say(batch, received, office.liaison).has_value());
    CHECK(office.batch(batch).state == BatchState::sent);
    CHECK(office.items(worklist::Kind::sending_unknown).empty());
    const auto late = office.say(batch, not_received, office.liaison);
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().is(BankWordRefusal::not_being_sent));
    office.check_books();
}

TEST_CASE("The bank's word says how the bank was asked") {
    ExchangeOffice office;
    const auto refused = exchange::take_bank_word(office.desk, office.liaison, {county, 1, received, ""});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(BankWordRefusal::note_missing));
}

TEST_CASE("Without a connection, or when a person carried it, a batch is recorded as handed over") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    const bool removed = GENERATE(true, false);
    CAPTURE(removed);
    if (removed) REQUIRE(exchange::disconnect(office.desk, office.officer, county, office.account, "").has_value());
    const auto sent =
        exchange::send(office.desk, office.sealer, office.open, office.liaison, {county, batch, /*by_hand=*/!removed});
    REQUIRE(sent.has_value());
    CHECK(sent->by_hand);
    CHECK(office.batch(batch).state == BatchState::sent);
    CHECK(office.bank.arrived.empty());
    office.check_books();
}

TEST_CASE("Only the liaison sends, and only what is written") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    const auto by_officer = office.send(batch, office.officer);
    REQUIRE_FALSE(by_officer.has_value());
    CHECK(by_officer.error().is(DeskRefusal::role_may_not));
    REQUIRE(batches::withdraw_batch(office.desk, office.officer, county, batch, "重算", "").has_value());
    const auto withdrawn = office.send(batch);
    REQUIRE_FALSE(withdrawn.has_value());
    CHECK(withdrawn.error().is(batches::MoveRefusal::withdrawn_before));
    CHECK(office.bank.arrived.empty());
}

TEST_CASE("Verify sees a batch marked as sent that nobody received, and one sent again unsettled") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    REQUIRE(send_as(office, batch, unknown_and_lost) == Delivery::unknown);
    REQUIRE(office.verify() == "");
    SECTION("marked as sent") {
        office.sql() << "INSERT INTO batch_event SELECT county, batch, 9, 3, actor, at, '第 1 次', command FROM "
                        "batch_event WHERE kind = 6";
        CHECK_THAT(office.verify(), Catch::StartsWith("exchange.sent"));
    }
    SECTION("sent again") {
        office.sql() << "INSERT INTO sending SELECT county, batch, 2, bank_account, connection, 0, actor, at, command "
                        "FROM sending";
        CHECK_THAT(office.verify(), Catch::StartsWith("exchange.attempts"));
    }
}

TEST_CASE("Of two programs that send at the same time one sends") {
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    bool first = true;
    // The other program does all of it between this one's looking at the batch and its beginning.
    const exchange::Opener late = [&](const exchange::ConnectionText& text) {
        if (std::exchange(first, false)) REQUIRE(office.send(batch).has_value());
        return office.open(text);
    };
    const auto second = exchange::send(office.desk, office.sealer, late, office.liaison, {county, batch});
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().is(batches::MoveRefusal::sent_before));
    CHECK(office.bank.times_arrived(office.batch(batch).file_name) == 1);
    CHECK(office.signatures_made == 1);
    CHECK(office.count("SELECT count(*) FROM sending") == 1);
}

TEST_CASE("Past the cut-off and on days of rest nothing is sent, unless that was agreed") {
    struct Row {
        const char* when;
        std::int64_t moment;  // China time is eight hours ahead.
        bool may;
        const char* opens;
    };
    const auto row = GENERATE(values<Row>({
        {"Monday 16:29:59", 1665995399, true, ""},
        {"Monday 16:30", 1665995400, false, "2022-10-18 09:00:00"},
        {"Monday 08:59:59", 1665968399, false, "2022-10-17 09:00:00"},
        {"the Saturday worked for National Day", 1665194400, true, ""},
        {"the first of October", 1664589600, false, "2022-10-08 09:00:00"},
    }));
    CAPTURE(row.when);
    ExchangeOffice office;
    const std::int64_t batch = office.written_batch();
    office.hours = *calendar::parse_cut_off("09:00-16:30");
    office.clock.set(Instant{std::chrono::seconds{row.moment}});
    const auto sent = office.send(batch);
    CHECK(sent.has_value() == row.may);
    if (row.may) return;
    CHECK(sent.error().is(SendRefusal::bank_closed));
    CHECK(sent.error().what().en.find(row.opens) != std::string::npos);
    CHECK(office.count("SELECT count(*) FROM sending") == 0);
    const auto all_the_same = exchange::send(office.desk, office.sealer, office.open, office.liaison,
                                             {county, batch, /*by_hand=*/false, /*after_hours=*/true});
    REQUIRE(all_the_same.has_value());
    CHECK(all_the_same->delivery == Delivery::acknowledged);
    CHECK(office.count("SELECT count(*) FROM sending WHERE after_hours = 1") == 1);
}
