// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/calendar_book.hpp"

#include <soci/soci.h>

#include <array>

#include "base/calendar/delivered.hpp"
#include "base/commands/canonical.hpp"
#include "base/commands/read_table.hpp"
#include "base/store/bulk_insert.hpp"

namespace mingzhang::calendar {

using std::chrono::days;
using std::chrono::sys_days;

namespace {

constexpr CommandKind import_kind{
    "calendar.import", {"导入工作日历", "import a work-day calendar"}, {Role::administrator, Role::officer}};

struct StoredYear {
    std::int64_t version = 0;
    int year = 0;
    std::string toml, by;
};

// Every version in its order: of a year given twice the later one rules.
void read_years(soci::session& sql, County county, const std::function<void(const StoredYear&)>& each) {
    StoredYear row;
    soci::statement query = (sql.prepare << "SELECT version, year, toml, actor FROM calendar_year "
                                            "WHERE county = :county ORDER BY version",
                             soci::use(county.number), soci::into(row.version), soci::into(row.year),
                             soci::into(row.toml), soci::into(row.by));
    query.execute();
    while (query.fetch()) each(row);
}

struct Totals {
    std::int64_t off = 0, worked = 0;
};

// What the year's notice names, weekends among the days off included.
Totals totals_of(const CalendarYear& year) {
    Totals totals;
    for (const Holiday& holiday : year.holidays) {
        totals.off += (sys_days{holiday.to} - sys_days{holiday.from}).count() + 1;
        totals.worked += static_cast<std::int64_t>(holiday.work.size());
    }
    return totals;
}

Text weekday_name(sys_days day) {
    static const std::array<Text, 7> names{{{"周日", "Sunday"},
                                            {"周一", "Monday"},
                                            {"周二", "Tuesday"},
                                            {"周三", "Wednesday"},
                                            {"周四", "Thursday"},
                                            {"周五", "Friday"},
                                            {"周六", "Saturday"}}};
    return names[std::chrono::weekday{day}.c_encoding()];
}

struct NamedDay {
    bool worked = false;
    std::string holiday;
};

}  // namespace

Result<Answer, Refusal> import_year(Desk& desk, const Actor& actor, const ImportYearCall& call) {
    auto year = load_calendar_year(call.toml, call.file_name);
    if (!year) return pass_on(year);
    const crypto::Digest digest = crypto::sha256(call.toml);
    const std::string request = Canonical{"calendar.import/1"}.add("digest", digest.hex()).bytes();
    return desk.carry_out(actor, import_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              const std::int64_t version = context.take_number("calendar_year");
                              context.add_fact("calendar-year", digest);
                              store::BulkInsert{context.tx(),
                                                "calendar_year",
                                                {"county", "version", "year", "toml", "actor", "at", "command"}}
                                  .row(context.county().number, version, year->year, call.toml, actor.name,
                                       context.now().time_since_epoch().count(), context.id().number);
                              const Totals totals = totals_of(*year);
                              return Answer{}
                                  .set("year", std::int64_t{year->year})
                                  .set("version", version)
                                  .set("days_off", totals.off)
                                  .set("days_worked", totals.worked);
                          });
}

Result<WorkCalendar, Refusal> calendar_of(soci::session& sql, County county) {
    WorkCalendar calendar = delivered_calendar();
    std::optional<Refusal> refused;
    read_years(sql, county, [&](const StoredYear& row) {
        auto year = load_calendar_year(row.toml, std::to_string(row.year) + ".toml");
        if (year)
            calendar.add(*std::move(year));
        else if (!refused)
            refused = std::move(year.error());
    });
    if (refused) return tl::unexpected{std::move(*refused)};
    return calendar;
}

Table years_table(store::Store& store, County county) {
    TableHead head{{"工作日历", "Work-day calendar"},
                   {},
                   {{"year", {"年份", "Year"}},
                    {"days_off", {"放假天数", "Days off"}, CellKind::whole_number},
                    {"days_worked", {"调休上班", "Weekend days worked"}, CellKind::whole_number},
                    {"version", {"本县版本", "Version here"}, CellKind::whole_number},
                    {"imported_by", {"导入", "Imported by"}},
                    {"source", {"依据", "Source"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        auto calendar = calendar_of(sql, county);
        if (!calendar) return pass_on(calendar);
        std::map<int, StoredYear> own;
        read_years(sql, county, [&](const StoredYear& row) { own.insert_or_assign(row.year, row); });
        for (const auto& [number, year] : calendar->years()) {
            const Totals totals = totals_of(year);
            const auto found = own.find(number);
            rows.push(std::array{
                Cell{std::to_string(number)}, Cell{totals.off}, Cell{totals.worked},
                found == own.end() ? Cell{} : Cell{found->second.version},
                found == own.end() ? Cell{Word{"delivered", {"随程序", "delivered"}}} : Cell{found->second.by},
                Cell{year.source}});
        }
        return {};
    });
}

Result<Table, Refusal> year_table(const WorkCalendar& calendar, int year) {
    const auto found = calendar.years().find(year);
    if (found == calendar.years().end()) return refuse(CalendarRefusal::year_unknown, year);
    std::map<sys_days, NamedDay> named;
    for (const Holiday& holiday : found->second.holidays) {
        for (sys_days off{holiday.from}; off <= sys_days{holiday.to}; off += days{1})
            named[off] = {false, holiday.name};
        for (const Date day : holiday.work) named[sys_days{day}] = {true, holiday.name};
    }
    Table table;
    table.head = {{"放假与调休", "Days off and weekend days worked"},
                  {{{"年份", "Year"}, std::to_string(year)}, {{"依据", "Source"}, found->second.source}},
                  {{"day", {"日期", "Day"}, CellKind::date},
                   {"weekday", {"星期", "Weekday"}},
                   {"state", {"安排", "State"}},
                   {"holiday", {"节日", "Holiday"}}}};
    table.rows = [named = std::move(named)](RowSink& sink) -> Result<void, Refusal> {
        RowPusher rows{sink};
        for (const auto& [day, is] : named)
            rows.push(std::array{Cell{Date{day}}, Cell{weekday_name(day)},
                                 Cell{is.worked ? Word{"work", {"上班", "worked"}} : Word{"off", {"放假", "off"}}},
                                 Cell{is.holiday}});
        return rows.result();
    };
    return table;
}

store::Part calendar_part() {
    return {"calendar",
            {{1,
              {"CREATE TABLE calendar_year (county BIGINT NOT NULL, version BIGINT NOT NULL, year BIGINT NOT NULL, "
               "toml TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, command BIGINT NOT NULL, "
               "PRIMARY KEY (county, version))"}}},
            {{"calendar_year", "county, version", true}},
            {}};
}

}  // namespace mingzhang::calendar
