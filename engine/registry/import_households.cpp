// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <unordered_set>

#include "base/store/bulk_insert.hpp"
#include "engine/registry/list_import.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t {
    household_column,
    from_column,
    program_column,
    division_column,
    applicant_column,
    approved_column,
    ended_column,
    end_reason_column,
    grace_column,
    cover_column,
    bank_column,
    account_column,
    account_name_column,
};

constexpr std::array covers{Choice{"household", "按户", static_cast<int>(Cover::household)},
                            Choice{"single", "单人", static_cast<int>(Cover::single)}};

std::unordered_set<std::string> known_divisions(ImportDesk desk) {
    std::unordered_set<std::string> codes;
    std::string code;
    const std::int64_t county = desk.county();
    soci::statement query =
        (desk.context.sql().prepare << "SELECT DISTINCT t.code FROM division t WHERE t.county = "
                                       ":county"
                                    << not_taken_back(ImportKind::divisions, "t", known_now(desk.context.county())),
         soci::use(county), soci::into(code));
    query.execute();
    while (query.fetch()) codes.insert(code);
    return codes;
}

class HouseholdsImport final : public ListImport {
public:
    explicit HouseholdsImport(ImportDesk desk)
        : desk_{desk},
          divisions_{known_divisions(desk)},
          known_{
              desk.context, ImportKind::households,
              "program, division, applicant, approved_on, ended_on, end_reason, grace_from, cover, bank_code, account, "
              "account_name"},
          insert_{desk.context.tx(),
                  "household_version",
                  {"county", "household_no", "from_month", "import", "program", "division", "applicant", "approved_on",
                   "ended_on", "end_reason", "grace_from", "cover", "bank_code", "account", "account_name"}} {}

    void row(RowFields& fields) override {
        const auto no = fields.required_household_no(household_column);
        const auto from = fields.month(from_column);
        const auto program = fields.required_program(program_column);
        const auto division = fields.required_division(division_column);
        const auto applicant = fields.id_number(applicant_column);
        const auto approved_on = fields.required_date(approved_column);
        const auto ended_on = fields.date(ended_column);
        const std::string end_reason = fields.text(end_reason_column);
        const auto grace_from = fields.month(grace_column);
        const int cover = fields.choice(cover_column, covers);
        const std::string bank = fields.text(bank_column);
        const auto account = fields.account_number(account_column);
        const std::string account_name = fields.text(account_name_column);
        if (division && !divisions_.contains(division->text()))
            fields.fault(division_column,
                         {"没有这个区划，请先导入区划", "no such division; import the divisions first"});
        if (!fields.sound()) return;
        if (desk_.households != nullptr) desk_.households->insert(no->text());

        const std::int64_t applicant_row = applicant ? desk_.directory.person(*applicant).number : 0;
        const std::int64_t account_row = account ? desk_.directory.account(*account).number : 0;
        const int cover_number = cover == 0 ? static_cast<int>(Cover::household) : cover;
        const int program_number = static_cast<int>(*program);
        if (is_news(
                known_, fields, household_column, joined(no->text(), to_number(from)),
                joined(program_number, division->text(), applicant_row, to_number(*approved_on), to_number(ended_on),
                       end_reason, to_number(grace_from), cover_number, bank, account_row, account_name)))
            insert_.row(desk_.county(), no->text(), to_number(from), desk_.import, program_number, division->text(),
                        applicant_row, to_number(*approved_on), to_number(ended_on), end_reason, to_number(grace_from),
                        cover_number, bank, account_row, account_name);
    }

    void touch() override {
        touch_divisions_of(desk_,
                           "SELECT household_no FROM household_version WHERE county = :county AND import = :import");
    }

private:
    ImportDesk desk_;
    std::unordered_set<std::string> divisions_;
    KnownRows known_;
    store::BulkInsert insert_;
};

}  // namespace

std::unique_ptr<ListImport> import_households(ImportDesk desk) {
    return std::make_unique<HouseholdsImport>(desk);
}

}  // namespace mingzhang::registry
