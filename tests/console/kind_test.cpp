// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/kind.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang;
using namespace mingzhang::console;

TEST_CASE("a value is held against its kind") {
    struct Row {
        Kind kind;
        const char* value;
        bool fits;
    };
    const auto row = GENERATE(values<Row>({
        {Kind::number, "1", true},
        {Kind::number, "0", false},
        {Kind::number, "1.5", false},
        {Kind::number, "99999999999999999999", false},
        {Kind::seed, "0", true},
        {Kind::seed, "-1", false},
        {Kind::per_cent, "100", true},
        {Kind::per_cent, "101", false},
        {Kind::yuan, "0.01", true},
        {Kind::yuan, "0.00", false},
        {Kind::yuan, "-1", false},
        {Kind::yuan, "1,000", false},
        {Kind::rise, "-0.3", true},
        {Kind::rise, "100.00", true},
        {Kind::rise, "100.01", false},
        {Kind::rise, "2.155", false},
        {Kind::rise, "2%", false},
        {Kind::bank_reason, "account_closed", true},
        {Kind::bank_reason, "unmapped", false},
        {Kind::bank_reason, "销户", false},
        {Kind::month, "2022-08", true},
        {Kind::month, "2022-8", false},
        {Kind::date, "2022-02-29", false},
        {Kind::division, "500110", true},
        {Kind::division, "chongqing", false},
        {Kind::county, "500110999000", true},
        {Kind::county, "50", false},
        {Kind::program, "农村低保", true},
        {Kind::program, "dibao", false},
        {Kind::role, "审批", true},
        {Kind::language, "en", true},
        {Kind::language, "de", false},
        {Kind::file, "", false},
        {Kind::text, "", true},
    }));
    CAPTURE(row.value);
    CHECK(fault(row.kind, row.value).has_value() != row.fits);
}

TEST_CASE("a moment is China time") {
    CHECK(to_office_text(parse_moment("2022-08-20T09:00:00").value()) == "2022-08-20 09:00:00");
    CHECK(to_utc_text(parse_moment("2022-08-20T07:59:59").value()) == "2022-08-19T23:59:59Z");
    for (const char* wrong : {"", "2022-08-20", "2022-08-20 09:00:00", "2022-08-20T24:00:00", "2022-08-20T09:60:00",
                              "2022-02-30T09:00:00", "2022-08-20T09:00:00Z", "2022-08-20T-1:00:00"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_moment(wrong).has_value());
    }
}
