// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "bank_adapters/outcome.hpp"

namespace mingzhang::bank::iso20022 {

// Writes what a bank would tell of the payments of a batch: a camt.054.001.08, an entry each. Paid is a booked debit,
// failed a booked credit that gives it back, pending a debit not yet booked. For a bank simulator and for tests.
class NotificationWriter {
public:
    explicit NotificationWriter(FileHead head) : head_{std::move(head)} {}

    // Each appends to `out`; begin first, end last. Texts are taken as they come.
    void begin(std::string& out) const;
    void line(const OutcomeLine& line, std::string& out) const;
    void end(std::string& out) const;

private:
    FileHead head_;
};

}  // namespace mingzhang::bank::iso20022
