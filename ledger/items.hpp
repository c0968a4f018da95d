// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "ledger/moment.hpp"

namespace soci {
class session;
}

namespace mingzhang::ledger {

// A payable and where its money stands, from the journal alone: due = waiting + in_transit + paid + returned + offset +
// withdrawn. Waiting is what is in no bank file: to send, or held.
struct Item {
    std::int64_t run = 0;
    std::int64_t line = 0;
    std::int64_t division = 0;  // As it was made due, which is how it is settled too.
    Program program{};
    Money due;
    Money waiting;
    Money in_transit;
    Money paid;
    Money returned;  // 2002: the right to pay is open.
    Money offset;
    Money withdrawn;  // Taken back before it was paid.

    [[nodiscard]] Money settled_or_open() const;  // The right-hand side.
};

// Every item of a run, by line; of every run when it is zero, by run and line. As they stood at the moment.
void read_items(soci::session& sql, County county, std::int64_t run, const std::function<void(const Item&)>& each,
                Moment moment = {});

// The items of a household and month that are owed, by run and line: what was withdrawn is owed no more.
[[nodiscard]] std::vector<Item> items_of(soci::session& sql, County county, const std::string& household, Month month);

}  // namespace mingzhang::ledger
