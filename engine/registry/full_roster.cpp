// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/full_roster.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>

#include "base/values/check.hpp"
#include "engine/registry/questions.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

RefusalWords words(FullRosterRefusal reason) {
    switch (reason) {
        case FullRosterRefusal::only_households:
            return {"import.full/only_households", "--full 只用于家庭名册。", "--full is for households only.",
                    "请去掉 --full；成员退出请填退出日期。",
                    "Leave --full away; a member who left has a date of leaving."};
        case FullRosterRefusal::nobody_listed:
            return {"import.full/nobody_listed", "全量名册“{0}”一户也没有。", "The full roster \"{0}\" lists nobody.",
                    "请核对文件。", "Check the file."};
        case FullRosterRefusal::place_unclear:
            return {"import.full/place_unclear", "看不出“{0}”是哪里的全量名册：没有 {1} 的家庭。",
                    "It is not clear of which place \"{0}\" is the full roster: it lists nobody of {1}.",
                    "请用 --division 写明区划代码。", "Say so with --division CODE."};
        case FullRosterRefusal::outside_place:
            return {"import.full/outside_place", "“{0}”中的户 {1} 不在 {2}。",
                    "Household {1} of \"{0}\" is not in {2}.", "请核对 --division，或把不属于该地的家庭分开导入。",
                    "Check --division, or import households of other places on their own."};
    }
    return {};
}

namespace {

constexpr std::array<std::size_t, 5> level_digits{2, 4, 6, 9, 12};
constexpr std::size_t county_digits = 6;

struct Listed {
    std::string no;
    Program program;
    std::string division;
};

// The households not ended by today: those in the file, and those the file leaves out.
struct Standing {
    std::vector<Listed> in_file;  // Ended ones too: they say where the file is from.
    std::vector<Listed> absent;
};

Standing standing(CommandContext& context, const std::set<std::string>& in_file) {
    Standing found;
    const Month month = Month::of(context.today());
    const std::int64_t today = to_number(context.today());
    read_household_rows(context.sql(), known_now(context.county()), {},
                        [&](const std::string& no, std::span<const HouseholdRow> all) {
                            const RowsInForce rows = in_force(all, known_now({}).import);
                            const HouseholdRow* in_month = row_in(rows, month);
                            const HouseholdRow& row = in_month == nullptr ? rows.begin()->second : *in_month;
                            const Listed listed{no, row.program, row.division};
                            if (in_file.contains(no))
                                found.in_file.push_back(listed);
                            else if (row.ended_on == 0 || row.ended_on > today)
                                found.absent.push_back(listed);
                        });
    return found;
}

bool lies_in(const std::string& division, std::string_view place) {
    return division.starts_with(place);
}

// The narrowest place all of them lie in; shorter than a county's code when there is none.
std::string common_place(const std::vector<Listed>& households) {
    std::string place;
    for (const std::size_t digits : level_digits) {
        const std::string next = households.front().division.substr(0, digits);
        if (!std::all_of(households.begin(), households.end(),
                         [&](const Listed& h) { return lies_in(h.division, next); }))
            break;
        place = next;
    }
    return place;
}

// A place guessed from the file holds only when each part of it that has households has some in the file: a file of two
// towns out of ten is not the county's full roster.
Result<std::string, Refusal> place_of(const Standing& found, const std::string& file) {
    const std::string place = common_place(found.in_file);
    if (place.size() < county_digits) return refuse(FullRosterRefusal::place_unclear, file, place);
    const auto next = std::upper_bound(level_digits.begin(), level_digits.end(), place.size());
    if (next == level_digits.end()) return place;
    std::set<std::string> listed;
    for (const Listed& household : found.in_file) listed.insert(household.division.substr(0, *next));
    for (const Listed& household : found.absent) {
        const std::string part = household.division.substr(0, *next);
        if (lies_in(part, place) && !listed.contains(part)) return refuse(FullRosterRefusal::place_unclear, file, part);
    }
    return place;
}

Result<std::string, Refusal> place_meant(const Standing& found, const FullRoster& roster, const std::string& file) {
    if (!roster.division) return place_of(found, file);
    const std::string& place = roster.division->text();
    for (const Listed& household : found.in_file)
        if (!lies_in(household.division, place))
            return refuse(FullRosterRefusal::outside_place, file, household.no, place);
    return place;
}

// Households somebody decided about when this very file was loaded before.
std::set<std::string> answered_for(CommandContext& context, const std::string& digest) {
    std::set<std::string> answered;
    std::string no;
    const std::int64_t county = context.county().number;
    const int kind = static_cast<int>(QuestionKind::missing_from_roster);
    const int overtaken = static_cast<int>(Verdict::overtaken);
    soci::statement query =
        (context.sql().prepare
             << "SELECT q.household_no FROM roster_question q JOIN registry_import i ON i.county = q.county AND "
                "i.import = q.import JOIN roster_answer a ON a.county = q.county AND a.item = q.item WHERE q.county = "
                ":county AND q.kind = :kind AND i.digest = :digest AND a.verdict <> :overtaken",
         soci::use(county), soci::use(kind), soci::use(digest), soci::use(overtaken), soci::into(no));
    query.execute();
    while (query.fetch()) answered.insert(no);
    return answered;
}

// A run calculated before did not hold its lines: it is stale.
void touch(CommandContext& context, std::int64_t import, const std::string& division) {
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO import_touch (county, import, division) VALUES (:county, :import, :division) "
                     "ON CONFLICT DO NOTHING",
        soci::use(county), soci::use(import), soci::use(division);
}

void ask_about_one(CommandContext& context, const LoadedRoster& loaded, const FullRoster& roster,
                   const Listed& household) {
    const LastPaid last = roster.last_paid ? roster.last_paid(context, household.no) : LastPaid{};
    Text detail{std::string{chinese(household.program)} + "，全量名册“" + loaded.file + "”未列",
                std::string{code(household.program)} + "; not in the full roster \"" + loaded.file + "\""};
    if (last.month) {
        detail.zh += "；上次发放 " + to_string(*last.month) + " " + to_yuan(last.amount) + " 元";
        detail.en += "; last paid " + to_yuan(last.amount) + " yuan for " + to_string(*last.month);
    }
    ask(context, {0, loaded.import, household.no, QuestionKind::missing_from_roster, {}, {}, {}}, household.division,
        last.amount, detail);
    touch(context, loaded.import, household.division);
}

}  // namespace

Result<void, Refusal> ask_about_absent(CommandContext& context, const LoadedRoster& loaded, const FullRoster& roster,
                                       Answer& answer_to) {
    if (loaded.households.empty()) return refuse(FullRosterRefusal::nobody_listed, loaded.file);
    const Standing found = standing(context, loaded.households);
    const auto place = place_meant(found, roster, loaded.file);
    if (!place) return tl::unexpected{place.error()};

    std::set<std::string> asked = answered_for(context, loaded.digest);
    std::set<std::string> still_absent;
    for (const Listed& household : found.absent) still_absent.insert(household.no);
    for (const Question& question : open_questions(context.sql(), known_now(context.county()))) {
        if (question.kind != QuestionKind::missing_from_roster) continue;
        asked.insert(question.household_no);
        if (still_absent.contains(question.household_no)) continue;
        if (auto ended = answer(context, question, loaded.import, Verdict::overtaken, {}); !ended) return ended;
    }
    std::int64_t absent = 0;
    for (const Listed& household : found.absent) {
        if (!lies_in(household.division, *place) || asked.contains(household.no)) continue;
        ask_about_one(context, loaded, roster, household);
        ++absent;
    }
    answer_to.set("division", *place).set("absent", absent);
    return {};
}

}  // namespace mingzhang::registry
