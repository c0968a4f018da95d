// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <array>

#include "engine/registry/import.hpp"

namespace mingzhang::registry {

namespace {

// A settlement of a date of death, and what becomes of opening entries, count as imports and have no list here.
Cell kind_cell(const std::string& kind) {
    if (const auto known = parse_import_kind(kind)) return Word{kind, name(*known)};
    if (kind == "opening") return Word{kind, {"期初数", "opening"}};
    if (kind == "opening-confirmed") return Word{kind, {"期初数确认", "opening confirmed"}};
    if (kind == "opening-reversed") return Word{kind, {"期初数冲回", "opening reversed"}};
    return Word{kind, {"死亡日期认定", "date of death settled"}};
}

}  // namespace

Table imports_table(store::Store& store, County county) {
    Table table;
    table.head = {{"导入记录", "Imports"},
                  {},
                  {{"import", {"导入号", "Import"}, CellKind::whole_number},
                   {"kind", {"类别", "Kind"}},
                   {"file", {"文件", "File"}},
                   {"rows", {"行数", "Rows"}, CellKind::whole_number},
                   {"changed", {"变动", "Changed"}, CellKind::whole_number},
                   {"user", {"经办", "User"}},
                   {"at", {"时间", "Time"}},
                   {"digest", {"文件摘要", "Digest"}}}};
    table.rows = [&store, county](RowSink& sink) -> Result<void, Refusal> {
        std::int64_t import = 0, rows = 0, changed = 0;
        std::string kind, file, actor, at, digest;
        soci::statement query =
            (store.sql().prepare << "SELECT import, kind, file_name, rows, changed, actor, at, digest FROM "
                                    "registry_import WHERE county = :county ORDER BY import",
             soci::use(county.number), soci::into(import), soci::into(kind), soci::into(file), soci::into(rows),
             soci::into(changed), soci::into(actor), soci::into(at), soci::into(digest));
        query.execute();
        while (query.fetch()) {
            const std::array cells{Cell{import},  kind_cell(kind), Cell{file}, Cell{rows},
                                   Cell{changed}, Cell{actor},     Cell{at},   Cell{digest.substr(0, 16)}};
            if (auto sent = sink.row(cells); !sent) return sent;
        }
        return {};
    };
    return table;
}

}  // namespace mingzhang::registry
