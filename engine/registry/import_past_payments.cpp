// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/bulk_insert.hpp"
#include "engine/registry/household_index.hpp"
#include "engine/registry/list_import.hpp"
#include "ledger/past_obligations.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t { household_column, program_column, month_column, amount_column, paid_column };

// What was paid before the books began. It moves no money here: it is the ground the first runs look back on, and it
// takes the place of the payable a run would make for the same household, program and month.
class PastPaymentsImport final : public ListImport {
public:
    explicit PastPaymentsImport(ImportDesk desk)
        : desk_{desk},
          households_{desk.context},
          obligations_{desk.context},
          known_{desk.context, ImportKind::past_payments, "amount, division"},
          insert_{desk.context.tx(),
                  "past_payment",
                  {"county", "household_no", "program", "month", "paid_on", "import", "amount", "division"}} {}

    void row(RowFields& fields) override {
        const auto no = fields.required_household_no(household_column);
        const auto program = fields.required_program(program_column);
        const auto month = fields.required_month(month_column);
        const auto amount = fields.required_amount(amount_column);
        const auto paid_on = fields.required_date(paid_column);
        const Date today = desk_.context.today();
        if (no && !households_.knows(no->text()))
            fields.fault(household_column,
                         {"没有这一户，请先导入家庭名册", "no such household; import the households first"});
        if (month && *month > Month::of(today))
            fields.fault(month_column, {"所属月还没有到，请核对年月", "that month is yet to come; check it"});
        if (amount && *amount < Money{})
            fields.fault(amount_column, {"金额不能为负；已退回的，写退回后的净额",
                                         "may not be below zero; of what was given back, write what remained"});
        if (paid_on && *paid_on > today)
            fields.fault(paid_column, {"发放日期在今天之后，请核对", "that day is yet to come; check it"});
        if (!fields.sound()) return;
        if (obligations_.of(no->text(), *program, *month) == ledger::PastObligations::Standing::owed_here) {
            fields.fault(month_column, {"本系统已有这一户这一月的应付，不是往期；请删去本行",
                                        "this household is owed that month by a run here; leave the row out"});
            return;
        }
        obligations_.take(no->text(), *program, *month);
        const std::string& division = households_.division_in(no->text(), *month);
        const int program_number = static_cast<int>(*program);
        if (is_news(known_, fields, paid_column,
                    joined(no->text(), program_number, to_number(month), to_number(*paid_on)),
                    joined(amount->fen(), division)))
            insert_.row(desk_.county(), no->text(), program_number, to_number(month), to_number(*paid_on), desk_.import,
                        amount->fen(), division);
    }

    void touch() override {
        touch_divisions_of(desk_, "SELECT household_no FROM past_payment WHERE county = :county AND import = :import");
    }

private:
    ImportDesk desk_;
    HouseholdIndex households_;
    ledger::PastObligations obligations_;
    KnownRows known_;
    store::BulkInsert insert_;
};

}  // namespace

std::unique_ptr<ListImport> import_past_payments(ImportDesk desk) {
    return std::make_unique<PastPaymentsImport>(desk);
}

}  // namespace mingzhang::registry
