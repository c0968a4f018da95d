// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>

#include "base/store/bulk_insert.hpp"
#include "engine/registry/household_index.hpp"
#include "engine/registry/list_import.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t {
    household_column,
    id_column,
    from_column,
    name_column,
    relation_column,
    covered_column,
    joined_column,
    left_column,
    categories_column,
    self_care_column,
};

constexpr std::array yes_no{Choice{"yes", "是", 1}, Choice{"no", "否", 2}};
constexpr std::array self_cares{Choice{"full", "全自理", static_cast<int>(SelfCare::full)},
                                Choice{"partial", "半护理", static_cast<int>(SelfCare::partial)},
                                Choice{"none", "全护理", static_cast<int>(SelfCare::none)}};

// "a; b;;a" → "a;b": codes without blanks, each once, in the order given.
std::string normal_categories(std::string_view text) {
    std::vector<std::string> codes;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(std::min(text.find(';', at), text.find("；", at)), text.size());
        std::string code{text.substr(at, end - at)};
        code.erase(std::remove(code.begin(), code.end(), ' '), code.end());
        if (!code.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        at = end + (text.substr(end).starts_with("；") ? std::string_view{"；"}.size() : 1);
    }
    std::string joined_codes;
    for (const std::string& code : codes) joined_codes += (joined_codes.empty() ? "" : ";") + code;
    return joined_codes;
}

class MembersImport final : public ListImport {
public:
    explicit MembersImport(ImportDesk desk)
        : desk_{desk},
          households_{desk.context},
          known_{desk.context, ImportKind::members,
                 "name, relation, covered, joined_on, left_on, categories, self_care"},
          insert_{desk.context.tx(),
                  "member_version",
                  {"county", "household_no", "person", "from_month", "import", "name", "relation", "covered",
                   "joined_on", "left_on", "categories", "self_care"}} {}

    void row(RowFields& fields) override {
        const auto no = fields.required_household_no(household_column);
        const auto id = fields.required_id_number(id_column);
        const auto from = fields.month(from_column);
        const std::string name = fields.text(name_column);
        const std::string relation = fields.text(relation_column);
        const int covered = fields.required_choice(covered_column, yes_no);
        const auto joined_on = fields.date(joined_column);
        const auto left_on = fields.date(left_column);
        const std::string categories = normal_categories(fields.text(categories_column));
        const int self_care = fields.choice(self_care_column, self_cares);
        if (no && !households_.knows(no->text()))
            fields.fault(household_column,
                         {"没有这一户，请先导入家庭名册", "no such household; import the households first"});
        else if (no && self_care == 0 && fields.empty(self_care_column) && households_.is_tekun(no->text(), from))
            fields.fault(self_care_column, {"特困人员须填自理能力", "a tekun member needs a self-care level"});
        if (!fields.sound()) return;

        const std::int64_t person = desk_.directory.person(*id).number;
        const int covered_number = covered == 1 ? 1 : 0;
        if (is_news(known_, fields, id_column, joined(no->text(), person, to_number(from)),
                    joined(name, relation, covered_number, to_number(joined_on), to_number(left_on), categories,
                           self_care)))
            insert_.row(desk_.county(), no->text(), person, to_number(from), desk_.import, name, relation,
                        covered_number, to_number(joined_on), to_number(left_on), categories, self_care);
    }

    void touch() override {
        touch_divisions_of(desk_,
                           "SELECT household_no FROM member_version WHERE county = :county AND import = :import");
    }

private:
    ImportDesk desk_;
    HouseholdIndex households_;
    KnownRows known_;
    store::BulkInsert insert_;
};

}  // namespace

std::unique_ptr<ListImport> import_members(ImportDesk desk) {
    return std::make_unique<MembersImport>(desk);
}

}  // namespace mingzhang::registry
