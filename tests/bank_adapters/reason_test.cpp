// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/reason.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "bank_adapters/outcome.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;

TEST_CASE("Every reason is found again by its code and by its number, and has words, an ISO code and an action") {
    std::set<std::string_view> codes;
    std::set<std::string_view> words;
    for (const Reason reason : all_reasons()) {
        CAPTURE(code(reason));
        CHECK(parse_reason(code(reason)) == reason);
        CHECK(reason_from_number(static_cast<std::int64_t>(reason)) == reason);
        CHECK_FALSE(name(reason).zh.empty());
        CHECK_FALSE(name(reason).en.empty());
        CHECK(iso_code(reason).size() == 4);
        CHECK_FALSE(name(action(reason)).zh.empty());
        codes.insert(code(reason));
        words.insert(chinese(reason));
    }
    CHECK(codes.size() == reason_count);
    CHECK(words.size() == reason_count);
    CHECK_FALSE(parse_reason("户名不符").has_value());
    CHECK_FALSE(reason_from_number(0).has_value());
    CHECK_FALSE(reason_from_number(static_cast<std::int64_t>(reason_count) + 1).has_value());
}

TEST_CASE("A reason drives one action") {
    struct Row {
        Reason reason;
        Action action;
        const char* iso;
    };
    const auto row = GENERATE(values<Row>({
        {Reason::unmapped, Action::hold, "NARR"},
        {Reason::not_given, Action::hold, "MS03"},
        {Reason::account_not_found, Action::correct_account, "AC01"},
        {Reason::name_mismatch, Action::correct_account, "BE01"},
        {Reason::account_closed, Action::correct_account, "AC04"},
        {Reason::account_dormant, Action::hold, "AC06"},
        {Reason::limit_exceeded, Action::hold, "AM02"},
        {Reason::duplicate, Action::query, "AM05"},
        {Reason::bank_failure, Action::retry, "NARR"},
        {Reason::received_not_credited, Action::query, "NARR"},
        {Reason::deceased, Action::stop_and_open_case, "MD07"},
        {Reason::custodian_deceased, Action::replace_custodian, "NARR"},
    }));
    CAPTURE(code(row.reason));
    CHECK(action(row.reason) == row.action);
    CHECK(iso_code(row.reason) == row.iso);
}

TEST_CASE("A closed account and a death ask for a death check; the custodian's death does not") {
    CHECK(raises_death_check(Reason::account_closed));
    CHECK(raises_death_check(Reason::deceased));
    CHECK_FALSE(raises_death_check(Reason::custodian_deceased));
    CHECK_FALSE(raises_death_check(Reason::name_mismatch));
}

TEST_CASE("The reason of an outcome follows status, words and what they map to") {
    struct Row {
        OutcomeStatus status;
        const char* words;
        std::optional<Reason> mapped;
        std::optional<Reason> expected;
    };
    const auto row = GENERATE(values<Row>({
        {OutcomeStatus::paid, "", std::nullopt, std::nullopt},
        {OutcomeStatus::paid, "交易成功", std::nullopt, std::nullopt},
        {OutcomeStatus::paid, "户名不符", Reason::name_mismatch, std::nullopt},
        {OutcomeStatus::failed, "户名不符", Reason::name_mismatch, Reason::name_mismatch},
        {OutcomeStatus::failed, "户名有点不符", std::nullopt, Reason::unmapped},
        {OutcomeStatus::failed, "", std::nullopt, Reason::not_given},
        {OutcomeStatus::pending, "", std::nullopt, std::nullopt},
        {OutcomeStatus::pending, "处理中", Reason::in_progress, Reason::in_progress},
        {OutcomeStatus::unknown, "", std::nullopt, std::nullopt},
        {OutcomeStatus::unknown, "见附言", std::nullopt, Reason::unmapped},
    }));
    CAPTURE(row.words, code(row.status));
    CHECK(reason_of(row.status, row.words, row.mapped) == row.expected);
}

TEST_CASE("Statuses are found again by their codes") {
    for (const auto status :
         {OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending, OutcomeStatus::unknown})
        CHECK(parse_outcome_status(code(status)) == status);
    CHECK_FALSE(parse_outcome_status("成功").has_value());
}
