// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <array>

#include "base/commands/read_table.hpp"
#include "engine/registry/import.hpp"

namespace mingzhang::registry {

namespace {

// A settlement of a date of death, what becomes of opening entries, and decisions about a roster count as imports and
// have no list here.
Cell kind_cell(const std::string& kind) {
    if (const auto known = parse_import_kind(kind)) return Word{kind, name(*known)};
    if (kind == "opening") return Word{kind, {"期初数", "opening"}};
    if (kind == "opening-confirmed") return Word{kind, {"期初数确认", "opening confirmed"}};
    if (kind == "opening-reversed") return Word{kind, {"期初数冲回", "opening reversed"}};
    if (kind == "retraction") return Word{kind, {"撤销导入", "taken back"}};
    if (kind == "account-confirmed") return Word{kind, {"账户核验", "account confirmed"}};
    if (kind == "account-refused") return Word{kind, {"账户不符", "account refused"}};
    if (kind == "household-ended") return Word{kind, {"缺户停保", "household ended"}};
    if (kind == "household-kept") return Word{kind, {"缺户保留", "household kept"}};
    return Word{kind, {"死亡日期认定", "date of death settled"}};
}

}  // namespace

Table imports_table(store::Store& store, County county) {
    TableHead head{{"导入记录", "Imports"},
                   {},
                   {{"import", {"导入号", "Import"}, CellKind::whole_number},
                    {"kind", {"类别", "Kind"}},
                    {"file", {"文件", "File"}},
                    {"rows", {"行数", "Rows"}, CellKind::whole_number},
                    {"changed", {"变动", "Changed"}, CellKind::whole_number},
                    {"user", {"经办", "User"}},
                    {"at", {"时间", "Time"}},
                    {"digest", {"文件摘要", "Digest"}},
                    {"taken_back_by", {"撤销于导入号", "Taken back by"}, CellKind::whole_number}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        std::int64_t import = 0, row_count = 0, changed = 0, retracted = 0;
        std::string kind, file, actor, at, digest;
        soci::statement query =
            (sql.prepare << "SELECT i.import, i.kind, i.file_name, i.rows, i.changed, i.actor, i.at, i.digest, "
                            "coalesce(x.import, 0) FROM registry_import i LEFT JOIN import_retraction x ON "
                            "x.county = i.county AND x.of_import = i.import AND x.row_key = '' "
                            "WHERE i.county = :county ORDER BY i.import",
             soci::use(county.number), soci::into(import), soci::into(kind), soci::into(file), soci::into(row_count),
             soci::into(changed), soci::into(actor), soci::into(at), soci::into(digest), soci::into(retracted));
        query.execute();
        while (query.fetch()) {
            rows.push(std::array{Cell{import}, kind_cell(kind), Cell{file}, Cell{row_count}, Cell{changed}, Cell{actor},
                                 Cell{at}, Cell{digest.substr(0, 16)}, retracted == 0 ? Cell{} : Cell{retracted}});
        }
        return {};
    });
}

}  // namespace mingzhang::registry
