// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/work_calendar.hpp"

namespace mingzhang::calendar {

using std::chrono::days;
using std::chrono::sys_days;

RefusalWords words(CalendarRefusal reason) {
    switch (reason) {
        case CalendarRefusal::year_unknown:
            return {"calendar/year_unknown", "{0} 年的放假调休安排尚未录入，无法判断是否工作日。",
                    "The holidays of {0} are not known here, so work days of it cannot be told.",
                    "请按国务院办公厅通知编写该年日历文件，用 mingzhang calendar import 导入。",
                    "Write that year's file by the State Council's notice and give mingzhang calendar import."};
    }
    return {};
}

namespace {

int year_of(sys_days day) {
    return static_cast<int>(Date{day}.year());
}

}  // namespace

void WorkCalendar::add(CalendarYear year) {
    const int number = year.year;
    years_.insert_or_assign(number, std::move(year));
    settled_.clear();
    // In the order of the years: of a December two notices speak of, the later one rules.
    for (const auto& [of, announced] : years_) {
        for (const Holiday& holiday : announced.holidays) {
            for (sys_days off{holiday.from}; off <= sys_days{holiday.to}; off += days{1}) settled_[off] = false;
            for (const Date day : holiday.work) settled_[sys_days{day}] = true;
        }
    }
}

bool WorkCalendar::worked(sys_days day) const {
    if (const auto found = settled_.find(day); found != settled_.end()) return found->second;
    const std::chrono::weekday of{day};
    return of != std::chrono::Saturday && of != std::chrono::Sunday;
}

Result<bool, Refusal> WorkCalendar::is_work_day(Date day) const {
    const int year = static_cast<int>(day.year());
    if (!knows(year)) return refuse(CalendarRefusal::year_unknown, year);
    return worked(sys_days{day});
}

Result<Date, Refusal> WorkCalendar::next_work_day(Date day) const {
    return work_days_after(day, 1);
}

Result<Date, Refusal> WorkCalendar::work_days_after(Date day, std::int32_t count) const {
    const DueDay due = due_after(day, count);
    if (due.unknown_year) return refuse(CalendarRefusal::year_unknown, *due.unknown_year);
    return due.day;
}

DueDay WorkCalendar::due_after(Date day, std::int32_t count) const {
    sys_days at{day};
    DueDay due{day};
    while (count > 0) {
        at += days{1};
        if (!due.unknown_year && !knows(year_of(at))) due.unknown_year = year_of(at);
        if (worked(at)) --count;
    }
    due.day = Date{at};
    return due;
}

}  // namespace mingzhang::calendar
