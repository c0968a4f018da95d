// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Entrusted cards come into the register with the opening, wait with it, and end with it.
#include <catch2/catch.hpp>

#include "engine/custody/agreements.hpp"
#include "tests/engine/opening/opening_office.hpp"

namespace mingzhang::test {

namespace {

const std::string heading =
    "kind,household_no,program,month,amount,original_amount,bank_account,source,budget_year,since,note,"
    "owner_id_number,custodian_name,custodian_id_number,relation,agreement_no,valid_until,filing_no\n";
const std::string& owner = shen;
const std::string neighbour = "999901196505050012";

// A row of the register: what it says where it says something else than usual.
struct Card {
    std::string household = "YX1";
    std::string money = ",,,,,,,";  // From program to budget year.
    std::string since = "2022-01-05";
    std::string owner_id = owner;
    std::string name = "郑代管";
    std::string custodian_id = neighbour;
    std::string relation = "relative";
    std::string paper = "DG-1";
    std::string until = "2022-12-31";
    std::string filing = {};

    [[nodiscard]] std::string row() const {
        return "custody," + household + money + "," + since + ",," + owner_id + "," + name + "," + custodian_id + "," +
               relation + "," + paper + "," + until + "," + filing + "\n";
    }
};

Result<Answer, Refusal> import_cards(Office& office, const std::string& rows) {
    SilentProgress silent;
    return opening::import_opening(office.desk(), office.sealer(), Office::person(Role::officer),
                                   {office.file("opening.csv", heading + rows), {}, ""}, {silent, {}});
}

std::vector<custody::Agreement> register_of(Office& office) {
    return custody::read_agreements(office.sql(), office.county());
}

Date day(const char* text) {
    return parse_date(text).value();
}

}  // namespace

TEST_CASE("an entrusted card waits with the opening, is in custody once it is confirmed, and expires with its paper") {
    Office office;
    prepare(office);
    const auto imported = import_cards(office, Card{}.row());
    INFO((imported ? std::string{} : imported.error().what().en));
    REQUIRE(imported.has_value());
    CHECK(imported->number("entrusted_cards") == 1);
    REQUIRE(register_of(office).size() == 1);
    CHECK(register_of(office).front().state_on(day("2022-08-20")) == custody::State::waiting);

    const auto confirmed = confirm(office);
    REQUIRE(confirmed.has_value());
    CHECK(confirmed->number("entrusted_cards") == 1);
    const custody::Agreement card = register_of(office).front();
    CHECK(card.household == "YX1");
    CHECK(card.custodian_name == "郑代管");
    CHECK(card.relation == custody::Relation::relative);
    CHECK(card.paper == "DG-1");
    CHECK(card.state_on(day("2022-12-31")) == custody::State::in_force);
    CHECK(card.state_on(day("2023-01-01")) == custody::State::expired);
    CHECK(ledger::trial_balance(office.sql(), office.county()).empty());  // It moves no money.
    CHECK(office.broken_passes().empty());
}

TEST_CASE("the list of entrusted cards names owner and custodian and shows no number") {
    Office office;
    prepare(office);
    REQUIRE(import_cards(office, Card{}.row()).has_value());
    const std::string list = csv_of(custody::agreements_table(office.store(), office.county(), day("2022-08-20")));
    CHECK_THAT(list, Catch::Contains("YX1") && Catch::Contains("郑代管") && Catch::Contains("2022-12-31"));
    CHECK(list.find(owner) == std::string::npos);
    CHECK(list.find(neighbour) == std::string::npos);
}

TEST_CASE("a card taken back with its opening is no longer in custody, and can come again") {
    const bool in_the_books = GENERATE(false, true);
    Office office;
    prepare(office);
    REQUIRE(import_cards(office, Card{}.row()).has_value());
    if (in_the_books) REQUIRE(confirm(office).has_value());
    REQUIRE(reverse(office, Office::person(Role::officer)).has_value());
    if (in_the_books) REQUIRE(reverse(office, Office::person(Role::approver)).has_value());
    CHECK(register_of(office).front().state_on(day("2022-08-20")) == custody::State::ended);
    REQUIRE(import_cards(office, Card{}.row()).has_value());
    REQUIRE(confirm(office).has_value());
    REQUIRE(register_of(office).size() == 2);
    CHECK(register_of(office).back().state_on(day("2022-08-20")) == custody::State::in_force);
    CHECK(register_of(office).front().state_on(day("2022-08-20")) == custody::State::ended);
}

TEST_CASE("a bad row of an entrusted card is named by column and reason, and nothing is taken") {
    struct Row {
        const char* what;
        Card card;
        const char* column;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"no household", {.household = ""}, "household_no", "may not be empty"},
        {"unknown household", {.household = "YX9"}, "household_no", "no such household; import the households first"},
        {"money", {.money = ",rural_dibao,,5.00,,,,"}, "amount", "an entrusted card has nothing in this column"},
        {"no member",
         {.owner_id = neighbour},
         "owner_id_number",
         "no member of the household; import the members first"},
        {"no custodian", {.name = ""}, "custodian_name", "may not be empty"},
        {"no relation", {.relation = ""}, "relation", "may not be empty"},
        {"a friend",
         {.relation = "friend"},
         "relation",
         "must be one of guardian, family, relative, institution, staff"},
        {"staff, not filed",
         {.relation = "staff"},
         "filing_no",
         "kept by town or village staff it needs the county's filing number"},
        {"institution with an ID",
         {.relation = "institution"},
         "custodian_id_number",
         "an institution has no ID number; leave it empty"},
        {"kept by the owner",
         {.custodian_id = owner},
         "custodian_id_number",
         "the owner keeps the card: that is no custody"},
        {"no paper", {.paper = ""}, "agreement_no", "may not be empty"},
        {"signed tomorrow", {.since = "2022-08-21"}, "since", "signed on a day yet to come; check it"},
        {"ends before it begins", {.until = "2022-01-04"}, "valid_until", "ends before it was signed"},
    }));
    CAPTURE(row.what);
    Office office;
    prepare(office);
    const auto refused = import_cards(office, row.card.row());
    REQUIRE_FALSE(refused.has_value());
    bool named = false;
    for (const Finding& finding : refused.error().findings()) {
        CAPTURE(finding.column, finding.reason.en, finding.value);
        named = named || (finding.column == row.column && finding.reason.en == row.reason);
        CHECK(finding.value.find(owner) == std::string::npos);
        CHECK(finding.value.find(neighbour) == std::string::npos);
    }
    CHECK(named);
    CHECK(register_of(office).empty());
}

TEST_CASE("one card is kept by one person, and a dead person's by nobody") {
    Office office;
    prepare(office);
    const auto twice = import_cards(office, Card{}.row() + Card{.paper = "DG-2"}.row());
    REQUIRE_FALSE(twice.has_value());
    CHECK(twice.error().findings().front().reason.en ==
          "this person's card is in custody already; one person keeps it");
    REQUIRE(office
                .import_text(ImportKind::deaths,
                             "id_number,died_on,source,reported_on\n" + owner + ",2022-07-01,police,2022-07-05\n")
                .has_value());
    const auto dead = import_cards(office, Card{}.row());
    REQUIRE_FALSE(dead.has_value());
    CHECK(dead.error().findings().front().reason.en == "reported dead; the custody ended with that: leave the row out");
}

TEST_CASE("an institution keeps a card without an ID number, and staff keep one that is filed") {
    Office office;
    prepare(office);
    const Card card = GENERATE(Card{.name = "测试敬老院", .custodian_id = "", .relation = "供养机构"},
                               Card{.relation = "staff", .filing = "备 2022-17"});
    const auto imported = import_cards(office, card.row());
    INFO((imported ? std::string{} : imported.error().what().en));
    CHECK(imported.has_value());
}

}  // namespace mingzhang::test
