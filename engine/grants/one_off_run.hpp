// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"
#include "engine/runs/line_writer.hpp"
#include "engine/runs/roster_holds.hpp"
#include "engine/runs/run.hpp"

// What is paid once (价格临时补贴、丧葬补助、临时救助) is a run of its own kind: calculated here, and from then on
// submitted, approved, released, sent and closed as a month is (adr/0020).
namespace mingzhang::grants {

// Why a one-off run was not calculated. Checked in this order.
enum class OneOffRefusal : std::uint8_t {
    wider_than_county,
    index_needed,       // A price subsidy follows published indices.
    overlaps_approved,  // {0} month, {1} the run of the same kind that covers it already
    cannot_be_assessed,
    stopped,
    no_budget_code,  // {0} pack, {1} the key to add
    codes_differ,    // {0} and {1}: two packs of the division name other codes.
    nothing_to_pay,  // {0} division, {1} month
};
[[nodiscard]] RefusalWords words(OneOffRefusal reason);

struct OneOffCall {
    Month month;
    DivisionScope division;
    std::string key;
};

// A one-off run as it is calculated, within one command. Its run is written with the first call of `begin`.
class OneOffRun {
public:
    OneOffRun(CommandContext& context, runs::RunKind kind, const OneOffCall& call);

    // Takes a number. Refused where an accrued run of the kind covers the month and an overlapping division, unless
    // several may stand side by side.
    [[nodiscard]] Result<void, Refusal> begin(bool side_by_side = false);

    [[nodiscard]] const runs::Run& run() const noexcept { return run_; }
    [[nodiscard]] const std::vector<runs::Run>& runs() const noexcept { return runs_; }
    [[nodiscard]] CommandContext& context() noexcept { return context_; }

    // Whom accrued runs of the kind granted it already: for that month only, when one is given.
    [[nodiscard]] std::set<registry::PersonId> granted(const std::optional<Month>& month = std::nullopt) const;

    // Every household of the division as the registry knows it now, by number. Those that refuse are named together.
    using Take = std::function<Result<void, Refusal>(const registry::Household&, const policy::PackBook&,
                                                     const registry::HouseholdVersion&)>;
    [[nodiscard]] Result<void, Refusal> each_household(LongWork& work, const Take& take);

    struct Payment {
        Month month;
        Program program;
        runs::LineKind kind;
        Money amount;
        std::vector<registry::PersonId> persons;
        bool held = false;        // Reported dates of death differ.
        std::int64_t people = 0;  // Where no persons are named.
    };
    // Adds a line to the household's account. Gives its number.
    std::int64_t pay(const registry::Household& household, const registry::HouseholdVersion& version,
                     const Payment& payment);

    // The answer: run, kind, month, division, lines, payable_fen, held, held_fen. Refused when there is no line.
    [[nodiscard]] Result<Answer, Refusal> finish();

private:
    CommandContext& context_;
    std::vector<runs::Run> runs_;
    runs::Run run_;
    runs::RosterHolds roster_;
    std::optional<runs::LineWriter> lines_;
    std::optional<store::BulkInsert> persons_;
};

}  // namespace mingzhang::grants
