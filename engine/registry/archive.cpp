// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/archive.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "base/crypto/hex.hpp"
#include "base/store/bulk_insert.hpp"
#include "base/store/scan.hpp"

namespace mingzhang::registry {

RefusalWords words(ArchiveRefusal reason) {
    switch (reason) {
        case ArchiveRefusal::unknown_file:
            return {"archive/unknown_file", "没有存档文件 {0}。", "There is no archived file {0}.", "请核对文件摘要。",
                    "Check the digest of the file."};
        case ArchiveRefusal::cannot_be_opened:
            return {"archive/cannot_be_opened", "存档文件 {0} 打不开：{1}",
                    "The archived file {0} cannot be opened: {2}", "请使用建库时的密钥文件，并运行 mingzhang verify。",
                    "Use the key file made with the database, and run mingzhang verify."};
    }
    return {};
}

namespace {

constexpr std::size_t piece_bytes = 256 * 1024;  // Of the sealed file; a row stays well below a megabyte.
constexpr std::string_view context_name = "archive";

bool is_kept(soci::session& sql, County county, const std::string& digest) {
    int found = 0;
    sql << "SELECT count(*) FROM archive WHERE county = :county AND digest = :digest AND piece = 0",
        soci::use(county.number), soci::use(digest), soci::into(found);
    return found > 0;
}

// Seals a file as it comes and keeps it in pieces: however long it is, one of them is in memory.
void keep(CommandContext& context, const crypto::Sealer& sealer, const std::string& name,
          const crypto::ByteSource& bytes) {
    store::BulkInsert insert{context.tx(), "archive", {"county", "digest", "piece", "sealed"}};
    std::string waiting;
    std::size_t piece = 0;
    const auto put = [&](std::size_t size) {
        insert.row(context.county().number, name, piece++,
                   crypto::to_hex(crypto::as_bytes(std::string_view{waiting}.substr(0, size))));
        waiting.erase(0, size);
    };
    sealer.seal_blob(bytes, context_name, [&](crypto::Bytes sealed) {
        waiting.append(reinterpret_cast<const char*>(sealed.data()), sealed.size());
        while (waiting.size() >= piece_bytes) put(piece_bytes);
    });
    if (!waiting.empty()) put(waiting.size());
}

}  // namespace

crypto::Digest archive(CommandContext& context, const crypto::Sealer& sealer, std::string_view bytes) {
    const crypto::Digest digest = crypto::sha256(bytes);
    const std::string name = digest.hex();
    if (is_kept(context.sql(), context.county(), name)) return digest;
    keep(context, sealer, name, [&](std::span<std::byte> room) {
        const std::size_t size = bytes.copy(reinterpret_cast<char*>(room.data()), room.size());
        bytes.remove_prefix(size);
        return size;
    });
    return digest;
}

crypto::Digest archive(CommandContext& context, const crypto::Sealer& sealer, const crypto::Digest& known,
                       const crypto::ByteSource& bytes) {
    if (is_kept(context.sql(), context.county(), known.hex())) return known;
    crypto::Hasher hasher{crypto::HashKind::sha256};
    keep(context, sealer, known.hex(), [&](std::span<std::byte> room) {
        const std::size_t size = bytes(room);
        hasher.update(room.first(size));
        return size;
    });
    return hasher.finish();
}

Result<std::string, Refusal> from_archive(soci::session& sql, const crypto::Sealer& sealer, County county,
                                          const crypto::Digest& digest) {
    const std::string name = digest.hex();
    std::string sealed;
    std::string piece;
    soci::statement query =
        (sql.prepare << "SELECT sealed FROM archive WHERE county = :county AND digest = :digest ORDER BY piece",
         soci::use(county.number), soci::use(name), soci::into(piece));
    query.execute();
    while (query.fetch()) {
        const auto bytes = crypto::from_hex(piece).value_or(std::vector<std::byte>{});
        sealed.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    if (sealed.empty()) return refuse(ArchiveRefusal::unknown_file, name);
    auto opened = sealer.open_blob(sealed, context_name);
    if (opened && crypto::sha256(*opened) == digest) return std::move(*opened);
    const Refusal why = refusal(opened ? crypto::OpenError::damaged : opened.error(), context_name);
    return refuse(ArchiveRefusal::cannot_be_opened, name, why.what().zh, why.what().en);
}

namespace {

// The archive from its first file to its last, each as a source of the bytes it is sealed as.
class KeptFiles {
public:
    explicit KeptFiles(soci::session& sql)
        : rows_{sql, "SELECT county, digest, sealed FROM archive ORDER BY county, digest, piece"},
          has_row_{rows_.next()} {}

    // Goes to the next file, over what was not read of the one before.
    [[nodiscard]] bool next() {
        while (has_row_ && is_of_file()) has_row_ = rows_.next();
        if (!has_row_) return false;
        county_ = rows_.number(0);
        digest_ = rows_.text(1);
        piece_.clear();
        return true;
    }
    [[nodiscard]] std::int64_t county() const noexcept { return county_; }
    [[nodiscard]] const std::string& digest() const noexcept { return digest_; }

    std::size_t read(std::span<std::byte> room) {
        if (piece_.empty() && !take_piece()) return 0;
        const std::size_t size = std::min(room.size(), piece_.size());
        std::ranges::copy(std::span{piece_}.first(size), room.begin());
        piece_.erase(piece_.begin(), piece_.begin() + static_cast<std::ptrdiff_t>(size));
        return size;
    }

private:
    [[nodiscard]] bool is_of_file() const { return rows_.number(0) == county_ && rows_.text(1) == digest_; }

    // What is not hex is an end before its time: the file does not open then.
    [[nodiscard]] bool take_piece() {
        if (!has_row_ || !is_of_file()) return false;
        piece_ = crypto::from_hex(rows_.text(2)).value_or(std::vector<std::byte>{});
        has_row_ = rows_.next();
        return !piece_.empty();
    }

    store::Scan rows_;
    bool has_row_;
    std::int64_t county_ = 0;
    std::string digest_;
    std::vector<std::byte> piece_;
};

}  // namespace

store::PassReport check_archive(store::Store& store, const crypto::Sealer& sealer) {
    store::PassReport report;
    KeptFiles files{store.sql()};
    while (files.next()) {
        ++report.records;
        crypto::Hasher hasher{crypto::HashKind::sha256};
        const auto opened = sealer.open_blob([&](std::span<std::byte> room) { return files.read(room); }, context_name,
                                             [&](crypto::Bytes plain) { hasher.update(plain); });
        const auto name_broken = [&](const Text& why) {
            report.name_broken(fmt::format("{} 县存档 {}：{}", files.county(), files.digest(), why.zh),
                               fmt::format("county {}, archived file {}: {}", files.county(), files.digest(), why.en));
        };
        if (!opened)
            name_broken(refusal(opened.error(), context_name).what());
        else if (hasher.finish().hex() != files.digest())
            name_broken({"内容与摘要不一致", "its bytes are not those of its digest"});
    }
    return report;
}

}  // namespace mingzhang::registry
