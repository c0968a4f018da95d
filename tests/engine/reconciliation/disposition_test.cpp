// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/disposition.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang;
using namespace mingzhang::reconciliation;
using bank::OutcomeStatus;

TEST_CASE("Each row of a result file has exactly one disposition, chosen in this order") {
    using enum OutcomeStatus;
    constexpr std::optional<OutcomeStatus> nothing;
    struct Row {
        const char* why;
        bool ours;
        std::size_t times;
        bool payee_fits;
        std::int64_t fen;  // The instruction is for 100.
        std::optional<OutcomeStatus> before;
        OutcomeStatus now;
        Disposition expected;
    };
    const auto row = GENERATE_REF(values<Row>({
        {"a stranger", false, 0, true, 100, nothing, paid, Disposition::unknown_serial},
        {"twice in the file", true, 2, true, 100, nothing, paid, Disposition::repeated_line},
        {"twice, and another amount too", true, 2, true, 99, nothing, paid, Disposition::repeated_line},
        {"another payee", true, 1, false, 100, nothing, paid, Disposition::wrong_account},
        {"another payee and amount", true, 1, false, 99, nothing, paid, Disposition::wrong_account},
        {"a fen less", true, 1, true, 99, nothing, paid, Disposition::wrong_amount},
        {"a fen more", true, 1, true, 101, nothing, paid, Disposition::wrong_amount},
        {"a fen less, returned", true, 1, true, 99, nothing, failed, Disposition::wrong_amount},
        {"a late return of another amount", true, 1, true, 99, paid, failed, Disposition::wrong_amount},
        {"paid", true, 1, true, 100, nothing, paid, Disposition::paid},
        {"paid after a wait", true, 1, true, 100, pending, paid, Disposition::paid},
        {"paid after nobody knew", true, 1, true, 100, unknown, paid, Disposition::paid},
        {"paid again", true, 1, true, 100, paid, paid, Disposition::repeated},
        {"failed", true, 1, true, 100, nothing, failed, Disposition::failed},
        {"failed after a wait", true, 1, true, 100, pending, failed, Disposition::failed},
        {"failed again", true, 1, true, 100, failed, failed, Disposition::repeated},
        {"returned after it was paid", true, 1, true, 100, paid, failed, Disposition::late_return},
        {"paid after it was returned", true, 1, true, 100, failed, paid, Disposition::contradiction},
        {"pending after it was paid", true, 1, true, 100, paid, pending, Disposition::contradiction},
        {"unknown after it was returned", true, 1, true, 100, failed, unknown, Disposition::contradiction},
        {"pending", true, 1, true, 100, nothing, pending, Disposition::pending},
        {"unknown", true, 1, true, 100, nothing, unknown, Disposition::unknown},
    }));
    CAPTURE(row.why);
    BookedInstruction booked{};
    booked.instruction.amount = Money::fen(100);
    booked.status = row.before;
    MatchedRow matched;
    matched.booked = row.ours ? &booked : nullptr;
    matched.amount = Money::fen(row.fen);
    matched.status = row.now;
    matched.payee_fits = row.payee_fits;
    CHECK(disposition_of(matched, row.times) == row.expected);
}
