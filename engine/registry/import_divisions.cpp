// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/bulk_insert.hpp"
#include "engine/registry/list_import.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t { code_column, name_column, level_column, parent_column };

constexpr std::array levels{Choice{"province", "省", 1}, Choice{"city", "市", 2}, Choice{"county", "县", 3},
                            Choice{"town", "乡镇", 4}, Choice{"village", "村居", 5}};

class DivisionsImport final : public ListImport {
public:
    explicit DivisionsImport(ImportDesk desk)
        : desk_{desk},
          known_{desk.context, ImportKind::divisions, "name, level, parent_code"},
          insert_{desk.context.tx(), "division", {"county", "code", "import", "name", "level", "parent_code"}} {}

    void row(RowFields& fields) override {
        const auto division = fields.required_division(code_column);
        const std::string name = fields.required_text(name_column);
        const int level = fields.required_choice(level_column, levels);
        const auto parent = fields.empty(parent_column) ? std::nullopt : fields.required_division(parent_column);
        if (level > 1 && fields.empty(parent_column))
            fields.fault(parent_column, {"省级以下须有上级代码", "below the province a parent code is needed"});
        if (!fields.sound()) return;
        if (level >= 3 && division->county() != desk_.context.county()) {
            fields.fault(code_column, {"不属于本县（" + std::to_string(desk_.county()) + "）",
                                       "not in this county (" + std::to_string(desk_.county()) + ")"});
            return;
        }
        const std::string parent_code = parent ? parent->text() : std::string{};
        const std::string_view level_code = levels[static_cast<std::size_t>(level) - 1].code;
        if (is_news(known_, fields, code_column, joined(division->text()), joined(name, level_code, parent_code)))
            insert_.row(desk_.county(), division->text(), desk_.import, name, level_code, parent_code);
    }

    void touch() override {}  // Names and levels change no entitlement.

private:
    ImportDesk desk_;
    KnownRows known_;
    store::BulkInsert insert_;
};

}  // namespace

std::unique_ptr<ListImport> import_divisions(ImportDesk desk) {
    return std::make_unique<DivisionsImport>(desk);
}

}  // namespace mingzhang::registry
