// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/tables.hpp"

#include <soci/soci.h>

#include <array>

#include "bank_adapters/layouts/column.hpp"
#include "base/commands/read_table.hpp"
#include "engine/exchange/attempts.hpp"
#include "engine/exchange/road_files.hpp"

namespace mingzhang::exchange {

namespace {

// Files of roads from the register; what people carried stands where it was recorded: the batch handed over (event 3
// whose note is the batch's own digest), the answer posted from no road, the statement, the recall and its answer.
constexpr std::string_view select_files =
    "SELECT f.at, f.direction, f.road, f.bank_account, f.batch, f.name, f.digest, f.actor, "
    "coalesce((SELECT r.delivery FROM sending s JOIN sending_report r ON r.county = s.county AND r.batch = s.batch AND "
    "r.attempt = s.attempt WHERE s.county = f.county AND s.batch = f.batch AND s.connection = f.connection AND "
    "f.direction = 1 ORDER BY s.attempt DESC, r.sequence DESC LIMIT 1), 0) AS delivery, coalesce(t.taking, 0) AS "
    "taking, coalesce(t.batch, 0) AS answered FROM road_file f LEFT JOIN road_file_taking t ON t.county = f.county AND "
    "t.file = f.number WHERE f.county = :county_of_roads "
    "UNION ALL SELECT e.at, 1, '', b.bank_account, b.number, b.file_name, b.digest, e.actor, 4, 0, 0 FROM batch_event "
    "e JOIN batch b ON b.county = e.county AND b.number = e.batch WHERE e.county = :county_of_batches AND e.kind = 3 "
    "AND e.note = b.digest "
    "UNION ALL SELECT p.at, 2, '', b.bank_account, 0, p.file_name, p.digest, p.actor, 0, 1, p.batch FROM bank_file p "
    "JOIN batch b ON b.county = p.county AND b.number = p.batch WHERE p.county = :county_of_answers AND NOT EXISTS "
    "(SELECT 1 FROM road_file_taking t WHERE t.county = p.county AND t.bank_file = p.number AND t.taking = 1) AND NOT "
    "EXISTS (SELECT 1 FROM statement s WHERE s.county = p.county AND s.bank_account = b.bank_account AND s.digest = "
    "p.digest) "
    "UNION ALL SELECT s.at, 2, '', s.bank_account, 0, s.file_name, s.digest, s.actor, 0, 5, 0 FROM statement s WHERE "
    "s.county = :county_of_statements AND s.place = 1 AND NOT EXISTS (SELECT 1 FROM road_file_taking t WHERE t.county "
    "= s.county AND t.bank_file = s.number AND t.taking = 5) "
    "UNION ALL SELECT r.asked_at, 1, '', b.bank_account, r.batch, r.file_name, r.digest, r.asked_by, 0, 7, 0 FROM "
    "recall r JOIN batch b ON b.county = r.county AND b.number = r.batch WHERE r.county = :county_of_recalls "
    "UNION ALL SELECT DISTINCT a.at, 2, '', b.bank_account, 0, a.file_name, a.digest, a.actor, 0, 6, r.batch FROM "
    "recall_answer a JOIN recall r ON r.county = a.county AND r.number = a.recall JOIN batch b ON b.county = r.county "
    "AND b.number = r.batch WHERE a.county = :county_of_recall_answers AND a.digest <> '' "
    "ORDER BY 1, 2, 6";
// After the numbers of Taking.
constexpr int recall_answer = 6;
constexpr int recall_request = 7;

Text state_of(Direction direction, int delivery, int taking) {
    if (taking == recall_request) return {"已写出，由人送交", "written, for a person to carry"};
    if (taking == recall_answer) return {"追回答复，已登记", "an answer to a recall, recorded"};
    if (direction == Direction::in)
        return taking == 0 ? Text{"待处理", "to be dealt with"} : name(static_cast<Taking>(taking));
    return delivery == 0 ? Text{"待送", "to be sent"} : bank::transport::name(static_cast<Delivery>(delivery));
}

}  // namespace

Table connections_table(store::Store& store, County county) {
    TableHead head{{"银行联接", "Connections to banks"},
                   {},
                   {{"bank_account", {"账户", "Account"}, CellKind::whole_number},
                    {"name", {"名称", "Name"}},
                    {"road", {"通道", "Road"}},
                    {"version", {"版本", "Version"}, CellKind::whole_number},
                    {"by", {"登记人", "Set by"}},
                    {"at", {"登记时间", "Set"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const Connection& c : connections_in_force(sql, county))
            rows.push(std::array<Cell, 6>{c.bank_account, c.name, c.road_kind, c.version, c.by, to_office_text(c.at)});
        return {};
    });
}

Table files_table(store::Store& store, County county) {
    TableHead head{{"银行往来文件", "Files to and from banks"},
                   {},
                   {{"at", {"时间", "Time"}},
                    {"direction", {"收送", "Way"}},
                    {"road", {"通道", "Road"}},
                    {"bank_account", {"账户", "Account"}, CellKind::whole_number},
                    {"batch", {"批次", "Batch"}, CellKind::whole_number},
                    {"file_name", {"文件", "File"}},
                    {"state", {"结果", "State"}},
                    {"by", {"办理人", "By"}},
                    {"digest", {"摘要", "Digest"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        std::int64_t at = 0, account = 0, batch = 0, answered = 0;
        int direction = 0, delivery = 0, taking = 0;
        std::string road, file_name, digest, by;
        soci::statement query =
            (sql.prepare << select_files, soci::use(county.number), soci::use(county.number), soci::use(county.number),
             soci::use(county.number), soci::use(county.number), soci::use(county.number), soci::into(at),
             soci::into(direction), soci::into(road), soci::into(account), soci::into(batch), soci::into(file_name),
             soci::into(digest), soci::into(by), soci::into(delivery), soci::into(taking), soci::into(answered));
        query.execute();
        while (query.fetch()) {
            const auto way = static_cast<Direction>(direction);
            const std::int64_t of_batch = way == Direction::out ? batch : answered;
            rows.push(std::array<Cell, 9>{to_office_text(Instant{std::chrono::seconds{at}}), name(way),
                                          road.empty() ? Cell{Text{"人工", "by hand"}} : Cell{road}, account,
                                          of_batch == 0 ? Cell{} : Cell{of_batch}, bank::layouts::masked(file_name),
                                          state_of(way, delivery, taking), by, digest});
        }
        return {};
    });
}

Table attempts_table(store::Store& store, County county, std::int64_t batch) {
    TableHead head{{"送盘记录", "Attempts at sending"},
                   {{{"批次", "Batch"}, std::to_string(batch)}},
                   {{"attempt", {"次", "Attempt"}, CellKind::whole_number},
                    {"began", {"开始", "Began"}},
                    {"at", {"时间", "Known"}},
                    {"delivery", {"结果", "Delivery"}},
                    {"known_by", {"依据", "Known by"}},
                    {"by", {"办理人", "By"}},
                    {"detail", {"说明", "Detail"}}}};
    return read_table(
        store, std::move(head), [county, batch](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            if (auto known = batches::find_batch(sql, county, batch); !known) return pass_on(known);
            for (const Attempt& attempt : attempts_of(sql, county, batch)) {
                if (attempt.reports.empty())
                    rows.push(
                        std::array<Cell, 7>{attempt.number, to_office_text(attempt.at), {}, {}, {}, attempt.by, {}});
                for (const Report& report : attempt.reports)
                    rows.push(std::array<Cell, 7>{attempt.number, to_office_text(attempt.at), to_office_text(report.at),
                                                  bank::transport::name(report.delivery), name(report.known_by),
                                                  report.by, report.detail});
            }
            return {};
        });
}

}  // namespace mingzhang::exchange
