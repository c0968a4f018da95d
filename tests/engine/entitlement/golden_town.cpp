// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/entitlement/golden_town.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "engine/policy/parse_pack.hpp"
#include "tests/places.hpp"

namespace mingzhang::test {

namespace {

using namespace mingzhang::registry;

std::vector<std::string> cells(std::string line, char separator) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::vector<std::string> out{""};
    for (const char c : line) {
        if (c == separator) {
            out.emplace_back();
        } else {
            out.back().push_back(c);
        }
    }
    return out;
}

std::optional<Month> month_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{parse_month(text).value()};
}
std::optional<Date> date_or_none(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{parse_date(text).value()};
}

HouseholdVersion household_version(const Row& row) {
    HouseholdVersion version{.from_month = month_or_none(row.at("from_month")),
                             .program = parse_program(row.at("program")).value(),
                             .division = DivisionCode::parse(row.at("division_code")).value(),
                             .applicant = {},
                             .approved_on = parse_date(row.at("approved_on")).value(),
                             .ended_on = date_or_none(row.at("ended_on")),
                             .end_reason = row.at("end_reason"),
                             .grace_from = month_or_none(row.at("grace_from")),
                             .cover = row.at("cover") == "single" ? Cover::single : Cover::household,
                             .bank_code = {},
                             .account = {},
                             .account_name = {}};
    return version;
}

std::optional<SelfCare> self_care(const std::string& text) {
    if (text == "full") return SelfCare::full;
    if (text == "partial") return SelfCare::partial;
    if (text == "none") return SelfCare::none;
    return std::nullopt;
}

}  // namespace

std::string read_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Row> read_rows(const std::string& path) {
    std::istringstream text{read_text(path)};
    std::string line;
    std::vector<Row> rows;
    std::vector<std::string> heading;
    while (std::getline(text, line)) {
        if (heading.empty() && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        const auto values = cells(line, ',');
        if (heading.empty()) {
            heading = values;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < heading.size(); ++i) row[heading[i]] = values.at(i);
        rows.push_back(std::move(row));
    }
    return rows;
}

GoldenTown::GoldenTown(const std::string& name) : folder_{MINGZHANG_SOURCE_DIR "/tests/data/" + name} {
    for (const auto& entry : std::filesystem::directory_iterator{folder_})
        if (const auto month = parse_month(entry.path().filename().string())) months_.push_back(*month);
    std::sort(months_.begin(), months_.end());
}

void GoldenTown::load(const std::string& path, std::map<std::string, Row>& rows, const std::vector<std::string>& key) {
    for (Row& row : read_rows(path)) {
        std::string text;
        for (const std::string& column : key) text += row.at(column) + "|";
        rows[text] = std::move(row);
    }
}

void GoldenTown::import_month(Month month) {
    load(folder(month) + "/households.csv", households_, {"household_no", "from_month"});
    load(folder(month) + "/members.csv", members_, {"household_no", "id_number", "from_month"});
    load(folder(month) + "/incomes.csv", incomes_, {"household_no", "id_number", "kind", "from_month"});
    load(folder(month) + "/deaths.csv", deaths_, {"id_number", "source"});
    for (const auto& entry : std::filesystem::directory_iterator{folder(month)}) {
        if (entry.path().extension() != ".toml") continue;
        auto pack = policy::parse_pack(read_text(entry.path().string()), entry.path().filename().string());
        if (!pack || !packs_.add(std::move(*pack))) throw std::runtime_error{"not a pack: " + entry.path().string()};
    }
}

// Persons are numbered in the order of their ID numbers, so that rows kept in that order are by person.
PersonId GoldenTown::person(const std::string& id_number) const {
    return {std::stoll(IdNumber::parse(id_number).value().text().substr(6, 11))};
}

void GoldenTown::add_member(Household& household, const Row& row) const {
    std::vector<std::string> categories;
    if (!row.at("categories").empty()) categories = cells(row.at("categories"), ';');
    household.members.push_back({.person = person(row.at("id_number")),
                                 .from_month = month_or_none(row.at("from_month")),
                                 .name = row.at("name"),
                                 .relation = row.at("relation"),
                                 .covered = row.at("covered") == "yes",
                                 .joined_on = date_or_none(row.at("joined_on")),
                                 .left_on = date_or_none(row.at("left_on")),
                                 .categories = std::move(categories),
                                 .self_care = self_care(row.at("self_care"))});
}

void GoldenTown::add_persons(Household& household) const {
    std::set<std::string> id_numbers;
    for (const auto* rows : {&members_, &incomes_})
        for (const auto& [key, row] : *rows)
            if (row.at("household_no") == household.no.text() && !row.at("id_number").empty())
                id_numbers.insert(row.at("id_number"));
    for (const std::string& text : id_numbers) {
        const IdNumber id = IdNumber::parse(text).value();
        Person one{.id = person(text),
                   .birth_date = id.birth_date(),
                   .id_masked = id.masked(),
                   .deaths = {},
                   .settled_death = {}};
        for (const auto& [key, row] : deaths_)
            if (row.at("id_number") == text)
                one.deaths.push_back({parse_date(row.at("died_on")).value(), DeathSource::police, std::nullopt});
        household.persons.push_back(std::move(one));
    }
}

std::vector<Household> GoldenTown::households() const {
    std::map<std::string, Household> by_no;
    for (const auto& [key, row] : households_) {
        const std::string& no = row.at("household_no");
        auto household = by_no.try_emplace(no, Household{HouseholdNo::parse(no).value(), {}, {}, {}, {}}).first;
        household->second.versions.push_back(household_version(row));
    }
    for (const auto& [key, row] : members_) add_member(by_no.at(row.at("household_no")), row);
    for (const auto& [key, row] : incomes_) {
        const std::string& id = row.at("id_number");
        by_no.at(row.at("household_no"))
            .incomes.push_back({.person = id.empty() ? std::nullopt : std::optional{person(id)},
                                .kind = row.at("kind"),
                                .annual_amount = parse_yuan(row.at("annual_amount")).value(),
                                .from_month = parse_month(row.at("from_month")).value(),
                                .to_month = month_or_none(row.at("to_month"))});
    }
    std::vector<Household> out;
    for (auto& [no, household] : by_no) {
        add_persons(household);
        out.push_back(std::move(household));
    }
    return out;
}

}  // namespace mingzhang::test
