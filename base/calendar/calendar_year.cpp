// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/calendar_year.hpp"

#include <set>

#include "base/toml/toml_table.hpp"

namespace mingzhang::calendar {

using std::chrono::sys_days;

RefusalWords words(CalendarFileError reason) {
    switch (reason) {
        case CalendarFileError::not_toml:
            return {"calendar/not_toml", "“{0}”不是日历文件。", "\"{0}\" is no calendar file.",
                    "请照 mingzhang calendar show 所列年份的文件格式编写；docs/operations.md 有样例。",
                    "Write it as docs/operations.md shows."};
        case CalendarFileError::faulty:
            return {"calendar/faulty", "日历文件“{0}”有 {1} 处错误。", "The calendar file \"{0}\" has {1} faults.",
                    "请按所列行号逐处对照通知改正。", "Hold the lines listed against the notice and correct them."};
    }
    return {};
}

namespace {

bool is_weekend(sys_days day) noexcept {
    const std::chrono::weekday of{day};
    return of == std::chrono::Saturday || of == std::chrono::Sunday;
}

// One file as it is read: what it says so far, so that no day stands twice.
class Loading {
public:
    explicit Loading(int year) : year_{year} {}

    std::optional<Holiday> holiday(TomlTable table) {
        const auto name = table.text("name", Presence::required);
        const auto from = day(table, "from", table.text("from", Presence::required));
        const auto to = day(table, "to", table.text("to", Presence::required));
        std::vector<Date> work;
        for (const std::string& text : table.texts("work"))
            if (const auto worked = day(table, "work", text)) work.push_back(*worked);
        table.refuse_unknown_keys();
        if (!name || !from || !to) return std::nullopt;
        take_days_off(table, *from, *to);
        for (const Date worked : work) take_day_worked(table, worked);
        return Holiday{*name, *from, *to, std::move(work)};
    }

private:
    std::optional<Date> day(TomlTable& table, std::string_view key, const std::optional<std::string>& text) const {
        if (!text) return std::nullopt;
        const auto parsed = parse_date(*text);
        if (!parsed) {
            table.fault(key, *text, {"应为日期，如 2026-01-01", "should be a day such as 2026-01-01"});
            return std::nullopt;
        }
        const int in = static_cast<int>(parsed->year());
        if (in == year_ || (in == year_ - 1 && parsed->month() == std::chrono::December)) return parsed;
        table.fault(key, *text, {"不在本年或上年 12 月", "lies neither in the year nor in the December before"});
        return std::nullopt;
    }

    void take_days_off(TomlTable& table, Date from, Date to) {
        if (sys_days{to} < sys_days{from}) {
            table.fault("to", to_string(to), {"早于放假首日", "is before the first day off"});
            return;
        }
        for (sys_days off{from}; off <= sys_days{to}; off += std::chrono::days{1}) take(table, "from", off);
    }

    void take_day_worked(TomlTable& table, Date worked) {
        if (!is_weekend(sys_days{worked}))
            table.fault("work", to_string(worked), {"不是周末，本来就上班", "is no weekend day: it is worked anyhow"});
        take(table, "work", sys_days{worked});
    }

    void take(TomlTable& table, std::string_view key, sys_days day) {
        if (!taken_.insert(day).second)
            table.fault(key, to_string(Date{day}), {"这一天列了两次", "this day is listed twice"});
    }

    int year_;
    std::set<sys_days> taken_;
};

CalendarYear load(TomlTable table) {
    constexpr std::int64_t first_year = 1990, last_year = 2199;
    CalendarYear year;
    table.require("year");
    if (const auto number = table.whole_number("year", first_year, last_year)) year.year = static_cast<int>(*number);
    const auto source = table.text("source", Presence::required);
    year.source = source.value_or(std::string{});
    if (source && source->empty()) table.fault("source", {}, {"须写明依据的通知", "the notice must be named"});
    table.require("holiday");
    Loading loading{year.year};
    for (TomlTable& item : table.tables("holiday"))
        if (auto holiday = loading.holiday(std::move(item))) year.holidays.push_back(*std::move(holiday));
    table.refuse_unknown_keys();
    return year;
}

}  // namespace

Result<CalendarYear, Refusal> load_calendar_year(std::string_view toml, std::string_view file_name) {
    const auto document = parse_toml(toml, TomlLines::of_keys);
    if (!document) {
        return tl::unexpected{
            refusal(CalendarFileError::not_toml, file_name).with({syntax_finding(file_name, document.error())})};
    }
    TomlFaults faults{file_name, settings_manner()};
    CalendarYear year = load(TomlTable{*document, {}, faults});
    if (faults.count() == 0) return year;
    auto findings = std::move(faults).by_line();
    const std::size_t count = findings.size();
    return tl::unexpected{refusal(CalendarFileError::faulty, file_name, count).with(std::move(findings))};
}

}  // namespace mingzhang::calendar
