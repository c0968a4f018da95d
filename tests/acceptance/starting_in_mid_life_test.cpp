// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// An office that begins here after months elsewhere: what it paid then comes in as past payments, and from the first
// month on every line and overpayment is the one an office would have that had been here all along.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "engine/opening/opening.hpp"
#include "engine/runs/views.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

namespace {

// The cells of a golden file, row by row, without its heading. None of its cells is quoted.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream text{read_file(path)};
    std::string line;
    std::getline(text, line);
    while (std::getline(text, line)) {
        rows.emplace_back();
        std::istringstream cells{line};
        for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
}

// Under which program a household is paid, as the town's lists last said before the month it was paid in.
using Programs = std::map<std::string, std::string>;
void learn_programs(Programs& programs, const std::filesystem::path& folder) {
    for (const auto& row : rows_of(folder / "households.csv")) programs[row[0]] = row[2];
}

struct Payment {
    std::string household, program, month, paid_on;
    Money amount;
};

// What the office knows of its months elsewhere: what it paid, and what it found overpaid.
struct Elsewhere {
    std::vector<Payment> payments;
    std::vector<Payment> overpaid;

    void play(const Programs& programs, const std::filesystem::path& folder) {
        const std::string paid_on = folder.filename().string() + "-25";
        for (const auto& line : rows_of(folder / "expected_lines.csv"))
            payments.push_back({line[0], programs.at(line[0]), line[1], paid_on, parse_yuan(line[6]).value()});
        for (const auto& over : rows_of(folder / "expected_overpayments.csv"))
            overpaid.push_back({over[0], programs.at(over[0]), over[1], paid_on, parse_yuan(over[2]).value()});
    }

    // Overpayments are still under recovery: one case a household and month.
    [[nodiscard]] std::string opening() const {
        std::map<std::pair<std::string, std::string>, Payment> cases;
        for (const Payment& over : overpaid) {
            const auto [known, is_new] = cases.try_emplace({over.household, over.month}, over);
            if (!is_new) known->second.amount = sum(known->second.amount, over.amount);
        }
        std::string text =
            "kind,household_no,program,month,amount,original_amount,bank_account,source,budget_year,since,note\n"
            "budget_used,,rural_dibao,,100000.00,,,county," +
            payments.front().paid_on.substr(0, 4) + ",,\n";
        for (const auto& [key, c] : cases)
            text += "recovery," + c.household + ',' + c.program + ',' + c.month + ",0.01," + to_yuan(c.amount) + ",,," +
                    c.paid_on.substr(0, 4) + ',' + c.paid_on + ",\n";
        return text;
    }

    // Overpayments were given back at once: what remained is what was paid.
    void settle_overpayments() {
        for (Payment& over : overpaid) {
            for (Payment& paid : payments) {
                if (paid.household != over.household || paid.month != over.month) continue;
                const Money given_back = std::min(paid.amount, over.amount);
                paid.amount = difference(paid.amount, given_back);
                over.amount = difference(over.amount, given_back);
            }
            REQUIRE(over.amount.is_zero());
        }
        overpaid.clear();
    }

    [[nodiscard]] std::string past_payments() const {
        std::string text = "household_no,program,month,amount,paid_on\n";
        for (const Payment& p : payments)
            text += p.household + ',' + p.program + ',' + p.month + ',' + to_yuan(p.amount) + ',' + p.paid_on + '\n';
        return text;
    }
};

void check_month(Office& office, const std::filesystem::path& folder) {
    const std::string month = folder.filename().string();
    const auto answer = office.calculate(month);
    INFO((answer ? std::string{} : answer.error().what().en));
    REQUIRE(answer.has_value());
    const std::int64_t run = answer->number("run");
    CHECK(csv_of(*runs::lines_table(office.store(), office.county(), run)) == read_file(folder / "expected_lines.csv"));
    CHECK(csv_of(*runs::overpayments_table(office.store(), office.county(), run)) ==
          read_file(folder / "expected_overpayments.csv"));
    const auto approved = office.approve(run);
    INFO((approved ? std::string{} : approved.error().what().en));
    REQUIRE(approved.has_value());
}

void must(const Result<Answer, Refusal>& answer) {
    INFO((answer ? std::string{} : answer.error().what().en));
    REQUIRE(answer.has_value());
}

// The months before `first` are played elsewhere, the others here.
enum class Overpaid { given_back, under_recovery };

void bring(Office& office, Elsewhere& past, Overpaid overpaid) {
    if (overpaid == Overpaid::given_back) past.settle_overpayments();
    must(office.import_text(registry::ImportKind::past_payments, past.past_payments()));
    if (overpaid == Overpaid::given_back) return;
    SilentProgress silent;
    must(opening::import_opening(office.desk(), office.sealer(), Office::person(Role::officer),
                                 {office.file("opening.csv", past.opening()), {}, ""}, {silent, {}}));
    must(opening::confirm_opening(office.desk(), Office::person(Role::approver), {office.county(), {}, ""}));
}

void start_at(std::string_view town, std::string_view first, Overpaid overpaid) {
    Office office;
    must(office.import(registry::ImportKind::divisions, town_folder(town) / "divisions.csv"));
    Programs programs;
    Elsewhere past;
    for (const auto& folder : town_months(town)) {
        const std::string month = folder.filename().string();
        CAPTURE(town, first, month);
        office.set_day(month + "-20");
        if (month == first) bring(office, past, overpaid);
        import_month(office, folder);
        if (month >= first) {
            check_month(office, folder);
            continue;
        }
        learn_programs(programs, folder);
        past.play(programs, folder);
    }
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("the golden town, whatever month it starts here in, has the lines it would have had") {
    const auto overpaid = GENERATE(Overpaid::given_back, Overpaid::under_recovery);
    start_at("golden-town", GENERATE("2022-09", "2022-10", "2022-11", "2022-12", "2023-01"), overpaid);
}

TEST_CASE("the second golden town, starting here after ten months, has the lines it would have had") {
    const auto months = town_months("golden-town-2");
    start_at("golden-town-2", months.at(10).filename().string(),
             GENERATE(Overpaid::given_back, Overpaid::under_recovery));
}

}  // namespace mingzhang::test
