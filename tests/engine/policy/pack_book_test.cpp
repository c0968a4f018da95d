// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/pack_book.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace mingzhang::policy {

namespace {

Pack pack(const char* id, const char* division, const char* from, const char* title = "") {
    Pack pack;
    pack.id = id;
    pack.title = title;
    pack.division = DivisionScope::parse(division).value();
    pack.effective_from = parse_month(from).value();
    return pack;
}

std::string in_force(const PackBook& book, const char* division, const char* month) {
    const Pack* pack = book.in_force(DivisionCode::parse(division).value(), parse_month(month).value());
    return pack == nullptr ? "none" : pack->id;
}

}  // namespace

TEST_CASE("The pack of the longest division rules, then the latest that has begun") {
    PackBook book;
    for (const auto& [id, division, from] : {std::tuple{"province", "50", "2020-01"},
                                             {"county-old", "500110", "2021-01"},
                                             {"county-new", "500110", "2022-01"},
                                             {"province-late", "50", "2023-01"},
                                             {"town", "500110999", "2022-06"},
                                             {"village", "500110999001", "2022-09"}})
        REQUIRE(book.add(pack(id, division, from)).has_value());

    struct Row {
        const char* why;
        const char* division;
        const char* month;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {"before every pack", "500110998001", "2019-12", "none"},
        {"another province", "510110999001", "2023-06", "none"},
        {"from its first month", "500110998001", "2020-01", "province"},
        {"the longer division though the shorter is later", "500110998001", "2023-06", "county-new"},
        {"the later of two of one place", "500110998001", "2022-01", "county-new"},
        {"the earlier until the later begins", "500110998001", "2021-12", "county-old"},
        {"a shorter division while the longer has not begun", "500110999002", "2022-05", "county-new"},
        {"a longer division from its month", "500110999002", "2022-06", "town"},
        {"a whole village code", "500110999001", "2022-09", "village"},
        {"the village's neighbour", "500110999002", "2022-09", "town"},
        {"a place outside the county", "500111999001", "2023-06", "province-late"},
    }));
    CAPTURE(row.why);
    CHECK(in_force(book, row.division, row.month) == row.expected);
}

TEST_CASE("Another id for the same place and month is refused and the book stays as it was") {
    PackBook book;
    REQUIRE(book.add(pack("first", "500110", "2022-01")).has_value());
    const auto added = book.add(pack("second", "500110", "2022-01"));
    REQUIRE_FALSE(added.has_value());
    CHECK(added.error().is(AddPackError::other_id_in_force));
    CHECK(added.error().what().en.find("\"second\"") != std::string::npos);
    CHECK(in_force(book, "500110999001", "2022-01") == "first");
    CHECK(book.all().size() == 1);
}

TEST_CASE("A pack of the same id and month takes the place of the one before, even in another division") {
    PackBook book;
    REQUIRE(book.add(pack("a", "500110", "2022-01", "old")) == Added::new_pack);
    REQUIRE(book.add(pack("a", "500110", "2022-01", "new")) == Added::replaced);
    REQUIRE(book.all().size() == 1);
    CHECK(book.all().front()->title == "new");

    REQUIRE(book.add(pack("a", "500111", "2022-01")) == Added::replaced);
    CHECK(in_force(book, "500110999001", "2022-01") == "none");
    CHECK(in_force(book, "500111999001", "2022-01") == "a");

    REQUIRE(book.add(pack("a", "500110", "2022-02")) == Added::new_pack);
    CHECK(book.all().size() == 2);
}

TEST_CASE("A refused pack that would have moved stays where it ruled") {
    PackBook book;
    REQUIRE(book.add(pack("a", "500110", "2022-01")).has_value());
    REQUIRE(book.add(pack("b", "500111", "2022-01")).has_value());
    REQUIRE_FALSE(book.add(pack("a", "500111", "2022-01")).has_value());
    CHECK(in_force(book, "500110999001", "2022-01") == "a");
    CHECK(in_force(book, "500111999001", "2022-01") == "b");
}

}  // namespace mingzhang::policy
