// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/calendar_book.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

Result<Reply, Refusal> import_year(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto toml = invocation.file_bytes("file");
    if (!toml) return pass_on(toml);
    auto answer = calendar::import_year(with->place.desk(), with->actor,
                                        {with->county, invocation.text("file"), *toml, invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer, say("{0} 年工作日历已导入（第 {1} 版）：放假 {2} 天，调休上班 {3} 天。",
                                 "The calendar of {0} was imported (version {1}): {2} days off, {3} weekend days "
                                 "worked.",
                                 answer->number("year"), answer->number("version"), answer->number("days_off"),
                                 answer->number("days_worked")));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, calendar::years_table(reading->store(), reading->county));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    auto calendar = calendar::calendar_of(reading->sql(), reading->county);
    if (!calendar) return pass_on(calendar);
    auto table = calendar::year_table(*calendar, static_cast<int>(invocation.number("year")));
    if (!table) return pass_on(table);
    return listed(invocation, *std::move(table));
}

}  // namespace

std::vector<Verb> calendar_verbs() {
    return {
        {{"calendar", "list"},
         {"列出有放假调休安排的年份", "list the years whose holidays are known"},
         with_list_files(),
         list},
        {{"calendar", "show"},
         {"一年的放假与调休", "days off and weekend days worked of a year"},
         with_list_files({argument("year", Kind::year, {"年份", "the year"})}),
         show},
        {{"calendar", "import"},
         {"导入一年的放假调休安排（TOML）", "import a year's holidays from a TOML file"},
         {argument("file", Kind::file, {"日历文件", "the file"})},
         import_year},
    };
}

}  // namespace mingzhang::console
