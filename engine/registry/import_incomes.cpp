// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <unordered_set>

#include "base/store/bulk_insert.hpp"
#include "engine/registry/household_index.hpp"
#include "engine/registry/list_import.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t { household_column, id_column, kind_column, amount_column, from_column, to_column };

std::unordered_set<std::string> known_members(ImportDesk desk) {
    std::unordered_set<std::string> members;
    std::string no;
    std::int64_t person = 0;
    const std::int64_t county = desk.county();
    const std::string counting =
        not_taken_back_if_any(desk.context.sql(), ImportKind::members, "t", known_now(desk.context.county()));
    soci::statement query = (desk.context.sql().prepare
                                 << "SELECT DISTINCT t.household_no, t.person FROM member_version t WHERE t.county = "
                                    ":county"
                                 << counting,
                             soci::use(county), soci::into(no), soci::into(person));
    query.execute();
    while (query.fetch()) members.insert(joined(no, person));
    return members;
}

class IncomesImport final : public ListImport {
public:
    explicit IncomesImport(ImportDesk desk)
        : desk_{desk},
          households_{desk.context},
          members_{known_members(desk)},
          known_{desk.context, ImportKind::incomes, "annual_amount, to_month"},
          insert_{desk.context.tx(),
                  "income",
                  {"county", "household_no", "person", "kind", "from_month", "import", "annual_amount", "to_month"}} {}

    void row(RowFields& fields) override {
        const auto no = fields.required_household_no(household_column);
        const auto id = fields.id_number(id_column);
        const std::string kind = fields.required_text(kind_column);
        const auto amount = fields.required_amount(amount_column);
        const auto from = fields.required_month(from_column);
        const auto to = fields.month(to_column);
        if (no && !households_.knows(no->text()))
            fields.fault(household_column,
                         {"没有这一户，请先导入家庭名册", "no such household; import the households first"});
        if (from && to && *to < *from)
            fields.fault(to_column, {"终止月早于起始月", "the last month is before the first"});
        if (!fields.sound()) return;

        const std::int64_t person = id ? desk_.directory.person(*id).number : 0;
        if (id && !members_.contains(joined(no->text(), person))) ++not_members_;
        if (is_news(known_, fields, kind_column, joined(no->text(), person, kind, to_number(from)),
                    joined(amount->fen(), to_number(to))))
            insert_.row(desk_.county(), no->text(), person, kind, to_number(from), desk_.import, amount->fen(),
                        to_number(to));
    }

    void touch() override {
        touch_divisions_of(desk_, "SELECT household_no FROM income WHERE county = :county AND import = :import");
    }

    void complete(Answer& answer) const override { answer.set("not_members", not_members_); }

private:
    ImportDesk desk_;
    HouseholdIndex households_;
    std::unordered_set<std::string> members_;
    KnownRows known_;
    store::BulkInsert insert_;
    std::int64_t not_members_ = 0;
};

}  // namespace

std::unique_ptr<ListImport> import_incomes(ImportDesk desk) {
    return std::make_unique<IncomesImport>(desk);
}

}  // namespace mingzhang::registry
