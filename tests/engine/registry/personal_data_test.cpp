// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <regex>
#include <set>

#include "engine/registry/numbers.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

TEST_CASE("no file of the database holds an ID or account number of the golden town in full") {
    Office office{store::Backend::sqlite};  // Its file can be read from end to end.
    REQUIRE(office.import(registry::ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    std::set<std::string> numbers;
    for (const auto& folder : town_months("golden-town")) {
        office.set_day(folder.filename().string() + "-20");
        import_month(office, folder);
        REQUIRE(office.approve(office.calculate(folder.filename().string())->number("run")).has_value());
        for (const char* list : {"households.csv", "members.csv", "incomes.csv", "deaths.csv"}) {
            if (!std::filesystem::exists(folder / list)) continue;
            const std::string text = read_file(folder / list);
            const std::regex number{"\\d{17,19}X?"};
            for (std::sregex_iterator at{text.begin(), text.end(), number}, end; at != end; ++at)
                numbers.insert(at->str());
        }
    }
    REQUIRE(numbers.size() > 300);
    std::int64_t written = 0;
    for (const auto& entry : std::filesystem::directory_iterator{office.folder()}) {
        const std::string bytes = read_file(entry.path());
        written += static_cast<std::int64_t>(bytes.size());
        for (const std::string& number : numbers) {
            INFO(entry.path().filename().string());
            REQUIRE(bytes.find(number) == std::string::npos);
        }
    }
    CHECK(written > 1'000'000);
}

TEST_CASE("a number stands once, is found by its digest and opens again") {
    Office office;
    REQUIRE(office.import(registry::ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    import_month(office, town_months("golden-town").front());
    const auto account = *AccountNumber::parse("6299996907439150008");
    const auto row = registry::find_account(office.sql(), office.sealer(), office.county(), account);
    REQUIRE(row.has_value());
    CHECK(*registry::open_account(office.sql(), office.sealer(), office.county(), *row) == account);
    CHECK(registry::masked_account(office.sql(), office.county(), *row) == "****0008");
    CHECK_FALSE(registry::find_account(office.sql(), office.sealer(), office.county(),
                                       *AccountNumber::parse("6299990000000000000")));
    std::int64_t twice = 0;
    office.sql() << "SELECT count(*) - count(DISTINCT digest) FROM person", soci::into(twice);
    CHECK(twice == 0);
}

}  // namespace mingzhang::test
