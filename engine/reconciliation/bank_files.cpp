// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/bank_files.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "engine/reconciliation/bank_file_book.hpp"

namespace mingzhang::reconciliation {

namespace {

constexpr int result_kind = 1;  // Stored: statements will be another kind.

// Files by number; a batch and a digest in place of zero and nothing ask for that file alone.
void read(soci::session& sql, County county, std::int64_t batch, const std::string& digest,
          const std::function<void(const BankFile&)>& each) {
    BankFile file;
    std::int64_t at = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT number, batch, digest, file_name, rows, CAST(coalesce((SELECT sum(c.rows) FROM "
                "bank_file_chunk c WHERE c.county = f.county AND c.file = f.number), rows) AS BIGINT), actor, at, "
                "command FROM bank_file f "
                "WHERE county = :county AND (:any = 0 OR (batch = :batch AND digest = :digest)) ORDER BY number",
         soci::use(county.number), soci::use(batch), soci::use(batch), soci::use(digest), soci::into(file.number),
         soci::into(file.batch), soci::into(file.digest), soci::into(file.file_name), soci::into(file.rows),
         soci::into(file.posted), soci::into(file.by), soci::into(at), soci::into(file.command));
    query.execute();
    while (query.fetch()) {
        file.at = Instant{std::chrono::seconds{at}};
        each(file);
    }
}

}  // namespace

BankFile add_bank_file(CommandContext& context, std::int64_t batch, const crypto::Digest& digest,
                       const std::string& file_name, std::size_t rows) {
    BankFile file{context.take_number("bank_file"),
                  batch,
                  digest.hex(),
                  file_name,
                  static_cast<std::int64_t>(rows),
                  static_cast<std::int64_t>(rows),
                  context.actor().name,
                  context.now(),
                  context.id().number};
    store::BulkInsert{context.tx(),
                      "bank_file",
                      {"county", "number", "kind", "batch", "digest", "file_name", "actor", "at", "rows", "command"}}
        .row(context.county().number, file.number, result_kind, batch, file.digest, file_name, file.by,
             file.at.time_since_epoch().count(), file.rows, file.command);
    return file;
}

void read_bank_files(soci::session& sql, County county, const std::function<void(const BankFile&)>& each) {
    constexpr std::int64_t every_batch = 0;
    const std::string every_content;
    read(sql, county, every_batch, every_content, each);
}

void add_chunk(CommandContext& context, std::int64_t file, const FileChunk& chunk) {
    store::BulkInsert{context.tx(), "bank_file_chunk", {"county", "file", "chunk", "rows", "command"}}.row(
        context.county().number, file, chunk.number, chunk.rows, context.id().number);
}

std::vector<FileChunk> read_chunks(soci::session& sql, County county, std::int64_t file) {
    std::vector<FileChunk> chunks;
    FileChunk chunk;
    soci::statement query =
        (sql.prepare << "SELECT c.chunk, c.rows, m.answer FROM bank_file_chunk c JOIN command m ON m.county = c.county "
                        "AND m.number = c.command WHERE c.county = :county AND c.file = :file ORDER BY c.chunk",
         soci::use(county.number), soci::use(file), soci::into(chunk.number), soci::into(chunk.rows),
         soci::into(chunk.answer));
    query.execute();
    while (query.fetch()) chunks.push_back(chunk);
    return chunks;
}

std::optional<BankFile> find_bank_file(soci::session& sql, County county, std::int64_t batch,
                                       const crypto::Digest& digest) {
    std::optional<BankFile> found;
    read(sql, county, batch, digest.hex(), [&](const BankFile& file) { found = file; });
    return found;
}

}  // namespace mingzhang::reconciliation
