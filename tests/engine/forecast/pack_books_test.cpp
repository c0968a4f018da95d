// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/pack_books.hpp"

#include <catch2/catch.hpp>

namespace mingzhang::forecast {

namespace {

constexpr Month march{2024, 3};

policy::Pack pack(const char* id, const char* division, Month from) {
    policy::Pack made;
    made.id = made.title = id;
    made.division = DivisionScope::parse(division).value();
    made.effective_from = from;
    return made;
}

const policy::Pack county_2021 = pack("county", "500110", Month{2021, 9});
const policy::Pack county_2022 = pack("county", "500110", Month{2022, 9});
const policy::Pack county_draft = pack("draft", "500110", Month{2024, 1});
const policy::Pack town_2023 = pack("town", "500110999", Month{2023, 1});
const policy::Pack other_town = pack("other", "500110888", Month{2023, 1});

policy::PackBook book(const std::vector<policy::Pack>& packs) {
    policy::PackBook made;
    for (const policy::Pack& one : packs) REQUIRE(made.add(one).has_value());
    return made;
}

// Which pack rules a village of the town 999, and one of the town 777 that has no pack of its own.
std::pair<std::string, std::string> ruling(const policy::PackBook& book, Month month) {
    const auto label = [&](const char* village) {
        const policy::Pack* found = book.in_force(DivisionCode::parse(village).value(), month);
        return found == nullptr ? std::string{"none"} : found->id + "@" + to_string(found->effective_from);
    };
    return {label("500110999001"), label("500110777001")};
}

using Ruling = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("a pack is found by its id, the latest when several have it, or by id and first month") {
    const auto known = book({county_2021, county_2022, town_2023});
    CHECK(find_pack(known, "county")->effective_from == Month{2022, 9});
    CHECK(find_pack(known, "county@2021-09")->effective_from == Month{2021, 9});
    CHECK(find_pack(known, "town")->id == "town");
    for (const char* name : {"nobody", "county@2020-01", "", "@", "county@"}) {
        CAPTURE(name);
        const auto found = find_pack(known, name);
        REQUIRE_FALSE(found.has_value());
        CHECK(found.error().is(FindPackRefusal::unknown_pack));
        CHECK(found.error().next().zh.find("county@2021-09, county@2022-09, town@2023-01") != std::string::npos);
    }
}

TEST_CASE("an id with an at sign that is no month is an id") {
    CHECK(find_pack(book({pack("a@b", "500110", march)}), "a@b").has_value());
}

TEST_CASE("each book is ruled by its pack in the month, and what else rules stays") {
    struct Row {
        const char* why;
        std::vector<policy::Pack> imported;
        policy::Pack before;
        policy::Pack now;
        Ruling ruling_before;
        Ruling ruling_now;
    };
    const auto row = GENERATE(values<Row>({
        {"a draft after the one in force",
         {county_2022},
         county_2022,
         county_draft,
         {"county@2022-09", "county@2022-09"},
         {"draft@2024-01", "draft@2024-01"}},
        {"the draft is imported by now",
         {county_2022, county_draft},
         county_2022,
         county_draft,
         {"county@2022-09", "county@2022-09"},
         {"draft@2024-01", "draft@2024-01"}},
        {"the other way round",
         {county_2022, county_draft},
         county_draft,
         county_2022,
         {"draft@2024-01", "draft@2024-01"},
         {"county@2022-09", "county@2022-09"}},
        {"one in between does not rule in either's stead",
         {county_2021, county_2022},
         county_2021,
         county_draft,
         {"county@2021-09", "county@2021-09"},
         {"draft@2024-01", "draft@2024-01"}},
        {"a town's own pack stays",
         {county_2022, town_2023},
         county_2022,
         county_draft,
         {"town@2023-01", "county@2022-09"},
         {"town@2023-01", "draft@2024-01"}},
        {"a town's pack against its county's",
         {county_2022, town_2023},
         county_2022,
         town_2023,
         {"county@2022-09", "county@2022-09"},
         {"town@2023-01", "county@2022-09"}},
        {"the county's against the town's",
         {county_2022, town_2023},
         town_2023,
         county_2022,
         {"town@2023-01", "county@2022-09"},
         {"county@2022-09", "county@2022-09"}},
        {"against itself",
         {county_2022, town_2023},
         county_2022,
         county_2022,
         {"town@2023-01", "county@2022-09"},
         {"town@2023-01", "county@2022-09"}},
        {"two drafts, nothing imported",
         {},
         county_2022,
         county_draft,
         {"county@2022-09", "county@2022-09"},
         {"draft@2024-01", "draft@2024-01"}},
    }));
    CAPTURE(row.why);
    const auto books = two_books(book(row.imported), row.before, row.now, march);
    REQUIRE(books.has_value());
    CHECK(ruling(books->before, march) == row.ruling_before);
    CHECK(ruling(books->now, march) == row.ruling_now);
}

TEST_CASE("months before the new pack are ruled as they were: a grace looks back to them") {
    const auto books = two_books(book({county_2021, county_2022}), county_2022, county_draft, march);
    REQUIRE(books.has_value());
    CHECK(ruling(books->now, Month{2023, 12}).first == "county@2022-09");
    CHECK(ruling(books->now, Month{2022, 8}).first == "county@2021-09");
    CHECK(ruling(books->before, Month{2022, 8}).first == "county@2021-09");
}

TEST_CASE("packs that rule no place in common, or not yet, are refused") {
    const auto known = book({county_2022});
    CHECK(two_books(known, town_2023, other_town, march).error().is(TwoPacksRefusal::places_apart));
    const auto early = two_books(known, county_2022, county_draft, Month{2023, 12});
    REQUIRE_FALSE(early.has_value());
    CHECK(early.error().is(TwoPacksRefusal::not_in_force_yet));
    CHECK(early.error().next().en == "Give 2024-01 or a later month.");
}

TEST_CASE("a pack is put beside the others in place of one that could not stay") {
    const auto same_place = pack("third", "500110", Month{2022, 9});
    CHECK(ruling(book_with(book({county_2021, county_2022}), same_place), march).first == "third@2022-09");
    auto moved = county_2022;
    moved.division = DivisionScope::parse("500110777").value();
    CHECK(ruling(book_with(book({county_2021, county_2022}), moved), march) ==
          Ruling{"county@2021-09", "county@2022-09"});
}

}  // namespace mingzhang::forecast
