// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/bulk_insert.hpp"
#include "engine/registry/list_import.hpp"

namespace mingzhang::registry {

namespace {

enum Column : std::size_t { id_column, died_column, source_column, reported_column };

class DeathsImport final : public ListImport {
public:
    explicit DeathsImport(ImportDesk desk)
        : desk_{desk},
          known_{desk.context, ImportKind::deaths, "died_on, reported_on"},
          insert_{desk.context.tx(), "death", {"county", "person", "source", "import", "died_on", "reported_on"}} {}

    void row(RowFields& fields) override {
        const auto id = fields.required_id_number(id_column);
        const auto died_on = fields.required_date(died_column);
        const int source = fields.required_choice(source_column, death_sources);
        const auto reported_on = fields.date(reported_column);
        if (id && died_on && *died_on < id->birth_date())
            fields.fault(died_column, {"死亡日期早于出生日期", "died before being born"});
        if (!fields.sound()) return;

        const std::int64_t person = desk_.directory.person(*id).number;
        if (is_news(known_, fields, source_column, joined(person, source),
                    joined(to_number(*died_on), to_number(reported_on))))
            insert_.row(desk_.county(), person, source, desk_.import, to_number(*died_on), to_number(reported_on));
    }

    void touch() override {
        touch_divisions_of(desk_,
                           "SELECT household_no FROM member_version WHERE county = :county AND person IN "
                           "(SELECT person FROM death WHERE county = :county AND import = :import)");
    }

private:
    ImportDesk desk_;
    KnownRows known_;
    store::BulkInsert insert_;
};

}  // namespace

std::unique_ptr<ListImport> import_deaths(ImportDesk desk) {
    return std::make_unique<DeathsImport>(desk);
}

}  // namespace mingzhang::registry
