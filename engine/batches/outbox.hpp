// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bank_adapters/layouts/payment_file.hpp"
#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/batches/batch.hpp"

// From a committed batch to a file in a folder. Every step may be cut short and done again: the same rows give the same
// bytes, a file that stands there already counts, and the batch is marked written last.
namespace mingzhang::batches {

// Why a committed file was not written. Checked in this order.
enum class OutboxRefusal : std::uint8_t {
    digest_differs,       // The rows now give other bytes than were committed.
    other_content_there,  // A file of that name holds something else.
    cannot_read_back,
};
[[nodiscard]] RefusalWords words(OutboxRefusal reason);

struct WrittenFile {
    std::int64_t batch = 0;
    std::filesystem::path path;
    std::int64_t bytes = 0;
    bool was_there = false;  // Left by an earlier, interrupted attempt.
};

// `batch files`: writes the file of every batch that is created and not yet written, as folder/COUNTY/B12/NAME. A batch
// that cannot be written stops none of the others; the first such refusal is given once all were tried.
[[nodiscard]] Result<std::vector<WrittenFile>, Refusal> write_pending_files(Desk& desk, const crypto::Sealer& sealer,
                                                                            const Actor& actor, County county,
                                                                            const std::filesystem::path& folder);

// The steps of it. Hands the bytes of a batch's file to `sink`, made from its rows and held against the committed
// digest: what was handed out before a refusal is to be thrown away.
[[nodiscard]] Result<void, Refusal> render_file(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                const Batch& batch, const bank::layouts::ByteSink& sink);
[[nodiscard]] Result<std::string, Refusal> render_file(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                       const Batch& batch);  // Held in memory.
// Puts what `render` hands out under the file's name, whole or not at all, and holds none of it in memory.
using Render = std::function<Result<void, Refusal>(const bank::layouts::ByteSink&)>;
[[nodiscard]] Result<WrittenFile, Refusal> put_file(const std::filesystem::path& folder, County county,
                                                    const Batch& batch, const Render& render);
// Marks the batch written and keeps the bytes of its file in the archive; doing it again changes nothing.
[[nodiscard]] Result<Answer, Refusal> mark_written(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                   County county, const Batch& batch,
                                                   const std::filesystem::path& file);

}  // namespace mingzhang::batches
