// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/delivered.hpp"

#include "base/values/check.hpp"

namespace mingzhang::calendar {

WorkCalendar delivered_calendar() {
    WorkCalendar all;
    for (const DeliveredYear& delivered : delivered_years()) {
        auto year = load_calendar_year(delivered.toml, delivered.file_name);
        MINGZHANG_CHECK(year.has_value());  // A test loads every delivered year.
        all.add(*std::move(year));
    }
    return all;
}

}  // namespace mingzhang::calendar
