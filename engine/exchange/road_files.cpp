// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/road_files.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::exchange {

Text name(Direction direction) {
    return direction == Direction::out ? Text{"送出", "out"} : Text{"收到", "in"};
}

Text name(Taking taking) {
    switch (taking) {
        case Taking::posted:
            return {"已记账", "posted"};
        case Taking::repeated:
            return {"重复，未再记账", "repeated, not posted again"};
        case Taking::companion:
            return {"签名文件", "a signature"};
        case Taking::statement:
            return {"对账单，已核对入账", "a statement, held against the books"};
        case Taking::recall_answer:
            return {"追回答复，已登记", "an answer to recalls, recorded"};
        case Taking::not_taken:
            break;
    }
    return {"未收，见待办", "not taken, see the worklist"};
}

namespace {

constexpr std::string_view columns =
    "SELECT number, direction, bank_account, connection, road, batch, name, digest, bytes, actor, at FROM road_file ";

// The columns above, as every reading of this file selects them.
struct Columns {
    RoadFileRow row;
    int direction = 0;
    std::int64_t at = 0;

    [[nodiscard]] RoadFileRow file() const {
        RoadFileRow file = row;
        file.direction = static_cast<Direction>(direction);
        file.at = Instant{std::chrono::seconds{at}};
        return file;
    }
};

}  // namespace

RoadFileRow add_road_file(CommandContext& context, const crypto::Sealer& sealer, const Connection& connection,
                          Direction direction, std::int64_t batch, const std::string& name, std::string_view bytes) {
    const crypto::Digest digest = registry::archive(context, sealer, bytes);
    context.add_fact(direction == Direction::out ? "road-file-out" : "road-file-in", digest);
    RoadFileRow file{context.take_number("road_file"),
                     direction,
                     connection.bank_account,
                     connection.version,
                     connection.road_kind,
                     batch,
                     name,
                     digest.hex(),
                     static_cast<std::int64_t>(bytes.size()),
                     context.actor().name,
                     context.now()};
    store::BulkInsert{context.tx(),
                      "road_file",
                      {"county", "number", "direction", "bank_account", "connection", "road", "batch", "name", "digest",
                       "bytes", "actor", "at", "command"}}
        .row(context.county().number, file.number, static_cast<int>(direction), file.bank_account, file.connection,
             file.road, batch, name, file.digest, file.bytes, file.by, file.at.time_since_epoch().count(),
             context.id().number);
    return file;
}

std::vector<RoadFileRow> files_of_batch(soci::session& sql, County county, std::int64_t batch,
                                        std::int64_t connection) {
    constexpr int out = static_cast<int>(Direction::out);
    Columns c;
    std::vector<RoadFileRow> files;
    soci::statement query =
        (sql.prepare << columns
                     << "WHERE county = :county AND batch = :batch AND connection = :connection AND direction = :out "
                        "ORDER BY number",
         soci::use(county.number), soci::use(batch), soci::use(connection), soci::use(out), soci::into(c.row.number),
         soci::into(c.direction), soci::into(c.row.bank_account), soci::into(c.row.connection), soci::into(c.row.road),
         soci::into(c.row.batch), soci::into(c.row.name), soci::into(c.row.digest), soci::into(c.row.bytes),
         soci::into(c.row.by), soci::into(c.at));
    query.execute();
    while (query.fetch()) files.push_back(c.file());
    return files;
}

std::optional<RoadFileRow> find_incoming(soci::session& sql, County county, std::int64_t bank_account,
                                         const std::string& name, const std::string& digest) {
    constexpr int in = static_cast<int>(Direction::in);
    Columns c;
    sql << columns
        << "WHERE county = :county AND direction = :in AND bank_account = :account AND name = :name AND "
           "digest = :digest ORDER BY number LIMIT 1",
        soci::use(county.number), soci::use(in), soci::use(bank_account), soci::use(name), soci::use(digest),
        soci::into(c.row.number), soci::into(c.direction), soci::into(c.row.bank_account), soci::into(c.row.connection),
        soci::into(c.row.road), soci::into(c.row.batch), soci::into(c.row.name), soci::into(c.row.digest),
        soci::into(c.row.bytes), soci::into(c.row.by), soci::into(c.at);
    if (!sql.got_data()) return std::nullopt;
    return c.file();
}

void add_taken(CommandContext& context, const FileTaken& taken) {
    store::BulkInsert{context.tx(),
                      "road_file_taking",
                      {"county", "file", "taking", "batch", "bank_file", "item", "actor", "at", "command"}}
        .row(context.county().number, taken.file, static_cast<int>(taken.taking), taken.batch, taken.bank_file,
             taken.item, context.actor().name, context.now().time_since_epoch().count(), context.id().number);
}

std::optional<FileTaken> find_taken(soci::session& sql, County county, std::int64_t file) {
    FileTaken taken{file};
    int taking = 0;
    sql << "SELECT taking, batch, bank_file, item FROM road_file_taking WHERE county = :county AND file = :file",
        soci::use(county.number), soci::use(file), soci::into(taking), soci::into(taken.batch),
        soci::into(taken.bank_file), soci::into(taken.item);
    if (!sql.got_data()) return std::nullopt;
    taken.taking = static_cast<Taking>(taking);
    return taken;
}

}  // namespace mingzhang::exchange
