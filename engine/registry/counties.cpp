// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <soci/soci.h>

#include <set>

#include "base/tables/findings.hpp"
#include "base/tables/sheet_reader.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/import_pack.hpp"

namespace mingzhang::registry {

RefusalWords words(CountyRefusal reason) {
    switch (reason) {
        case CountyRefusal::none_yet:
            return {"county/none_yet", "还没有任何县（区）。", "There is no county yet.",
                    "请先导入区划：mingzhang import divisions 文件。",
                    "Import the divisions first: mingzhang import divisions FILE."};
        case CountyRefusal::several:
            return {"county/several", "有不止一个县（区）：{0}。", "There are several counties: {0}.",
                    "请用 --county 写明六位代码。", "Name one by its six digits with --county."};
    }
    return {};
}

namespace {

Result<County, Refusal> only_one(const std::set<std::int64_t>& counties) {
    if (counties.empty()) return refuse(CountyRefusal::none_yet);
    if (counties.size() == 1) return County{*counties.begin()};
    std::string list;
    for (const std::int64_t number : counties) list += (list.empty() ? "" : ", ") + std::to_string(number);
    return refuse(CountyRefusal::several, list);
}

}  // namespace

Result<County, Refusal> county_in_force(store::Store& store, const std::optional<County>& named) {
    if (named) return *named;
    std::set<std::int64_t> counties;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        std::int64_t number = 0;
        soci::statement query =
            (store.sql().prepare << "SELECT DISTINCT county FROM division ORDER BY county", soci::into(number));
        query.execute();
        while (query.fetch()) counties.insert(number);
        return {};
    });
    if (!read) return pass_on(read);
    return only_one(counties);
}

Result<County, Refusal> county_of_divisions(const std::string& bytes) {
    Findings ignored{""};  // Faults are found again, and reported, when the file is imported.
    auto rows = open_rows_in_memory(bytes);
    if (!rows) return pass_on(rows);
    auto reader = SheetReader::open(std::move(*rows), schema(ImportKind::divisions), ignored);
    if (!reader) return pass_on(reader);
    std::set<std::int64_t> counties;
    SheetRow row;
    for (;;) {
        const auto more = reader->next(row);
        if (!more) return tl::unexpected{more.error()};
        if (!*more) break;
        const auto code = DivisionCode::parse(row.cell(0));
        if (code && code->text().substr(4, 2) != "00") counties.insert(code->county().number);
    }
    return only_one(counties);
}

}  // namespace mingzhang::registry
