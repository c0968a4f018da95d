// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/move.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "base/store/state_digest.hpp"
#include "base/store/table_rows.hpp"

namespace mingzhang::store {

RefusalWords words(MoveRefusal reason) {
    switch (reason) {
        case MoveRefusal::target_not_empty:
            return {"move/target_not_empty", "“{0}”里已有数据（表 {1}），不能搬入。",
                    "\"{0}\" holds data already (table {1}); nothing can be moved into it.", "请另备一个空库。",
                    "Give an empty database."};
        case MoveRefusal::stopped:
            return {"move/stopped", "搬库已停下，“{0}”仍是空的。", "The move was stopped; \"{0}\" is still empty.",
                    "需要时重新运行。", "Run it again when it is wanted."};
        case MoveRefusal::differs:
            return {"move/differs", "搬过去的与原来的不一致，已全部撤回，“{0}”仍是空的。",
                    "What arrived is not what was sent; all of it was taken back, and \"{0}\" is still empty.",
                    "请先对原库运行 mingzhang verify，再重试；原库未作改动。",
                    "Run mingzhang verify on the first database, then try again; it was not changed."};
    }
    return {};
}

namespace {

constexpr std::uint64_t rows_between_reports = 10'000;

bool holds_rows(soci::session& sql, std::string_view table) {
    std::int64_t rows = 0;
    sql << "SELECT count(*) FROM (SELECT 1 FROM " << table << " LIMIT 1) some_row", soci::into(rows);
    return rows > 0;
}

// False when asked to stop.
bool copy(Store& from, Tx& to, const TableInfo& table, Moved& moved, LongWork& work) {
    const Text stage{"搬库", "moving"};
    TableRows rows{from, table};
    const std::vector<std::string_view> columns{rows.columns().begin(), rows.columns().end()};
    BulkInsert insert{to, table.name, columns};
    while (rows.next()) {
        insert.row_of_texts(rows.values());
        if (++moved.rows % rows_between_reports != 0) continue;
        work.progress.at(stage, moved.rows, 0);
        if (work.stop.stop_requested()) return false;
    }
    ++moved.tables;
    return true;
}

Result<Moved, Refusal> move_inside(Store& from, Tx& tx, std::span<const Part> parts, LongWork& work) {
    const std::string& target = tx.store().path();
    Moved moved;
    for (const Part& part : parts)
        for (const TableInfo& table : part.tables)
            if (holds_rows(tx.sql(), table.name)) return refuse(MoveRefusal::target_not_empty, target, table.name);
    for (const Part& part : parts)
        for (const TableInfo& table : part.tables)
            if (!copy(from, tx, table, moved, work)) return refuse(MoveRefusal::stopped, target);
    moved.state = state_digest(from, parts, Compared::every_byte);
    if (moved.state != state_digest(tx.store(), parts, Compared::every_byte))
        return refuse(MoveRefusal::differs, target);
    tx.commit();
    return moved;
}

}  // namespace

Result<Moved, Refusal> move(Store& from, Store& to, std::span<const Part> parts, LongWork work) {
    try {
        const Snapshot moment{from};
        Tx tx{to};
        return move_inside(from, tx, parts, work);
    } catch (const DuplicateKey& error) {
        return tl::unexpected{to.failed(error)};
    } catch (const soci::soci_error& error) {
        return tl::unexpected{to.failed(error)};
    }
}

}  // namespace mingzhang::store
