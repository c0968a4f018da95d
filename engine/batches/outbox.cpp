// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/outbox.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <span>
#include <system_error>

#include "base/commands/canonical.hpp"
#include "base/text/atomic_file.hpp"
#include "base/values/check.hpp"
#include "engine/batches/batch_events.hpp"
#include "engine/batches/payment_rows.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::batches {

RefusalWords words(OutboxRefusal reason) {
    switch (reason) {
        case OutboxRefusal::digest_differs:
            return {
                "batch.files/digest_differs", "第 {0} 号批次按现有数据写出的文件与批准时的摘要不符，未写文件。",
                "The file of batch {0} as its rows give it now is not the one that was committed; nothing was written.",
                "请勿送盘：先运行 mingzhang verify 查明改动，再撤回该批次重新生成。",
                "Send nothing: find what changed with mingzhang verify, then withdraw the batch and create it anew."};
        case OutboxRefusal::other_content_there:
            return {"batch.files/other_content_there", "“{0}”已存在且内容不同，未覆盖。",
                    "\"{0}\" is there already with other content; it was not replaced.",
                    "请查明该文件来历并移走，然后重办。", "Find out where it came from, move it away, then try again."};
        case OutboxRefusal::cannot_read_back:
            return {"batch.files/cannot_read_back", "“{0}”无法建立或读回：{1}",
                    "\"{0}\" cannot be made or read back: {1}", "请检查文件夹权限和磁盘，然后重办；重办不会重复。",
                    "Check the folder's rights and the disk, then try again; nothing is doubled."};
    }
    return {};
}

namespace {

namespace fs = std::filesystem;

constexpr CommandKind written_kind{"batch.written", {"出盘", "write a bank file"}, {Role::officer, Role::liaison}};

// Each batch has a folder of its own: what a bank wants its files called need not differ from day to day.
fs::path place_of(const fs::path& folder, County county, const Batch& batch) {
    return folder / std::to_string(county.number) / fmt::format("B{}", batch.number) / batch.file_name;
}

tl::unexpected<Refusal> cannot_read_back(const fs::path& path) {
    return refuse(OutboxRefusal::cannot_read_back, path.string(),
                  std::error_code{errno, std::generic_category()}.message());
}

std::size_t read_piece(std::istream& file, std::span<std::byte> room) {
    file.read(reinterpret_cast<char*>(room.data()), static_cast<std::streamsize>(room.size()));
    return static_cast<std::size_t>(file.gcount());
}

Result<crypto::Digest, Refusal> digest_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file.is_open()) return cannot_read_back(path);
    crypto::Hasher hasher{crypto::HashKind::sha256};
    std::vector<std::byte> room(64 * 1024);
    for (std::size_t size = read_piece(file, room); size > 0; size = read_piece(file, room))
        hasher.update(std::span{room}.first(size));
    if (file.bad()) return cannot_read_back(path);
    return hasher.finish();
}

}  // namespace

Result<void, Refusal> render_file(soci::session& sql, const crypto::Sealer& sealer, County county, const Batch& batch,
                                  const bank::layouts::ByteSink& sink) {
    auto account = find_bank_account(sql, county, batch.bank_account, batch.command);
    if (!account) return pass_on(account);
    const PaymentRows rows{
        county,      batch.number,    batch.program, batch.file_date, static_cast<std::uint64_t>(batch.instructions),
        batch.total, batch.created_at};
    crypto::Hasher hasher{crypto::HashKind::sha256};
    auto file = render(sql, sealer, rows, *account, [&](std::string_view piece) {
        hasher.update(piece);
        sink(piece);
    });
    if (!file) return pass_on(file);
    if (file->name != batch.file_name || hasher.finish().hex() != batch.digest)
        return refuse(OutboxRefusal::digest_differs, batch.number);
    return {};
}

Result<std::string, Refusal> render_file(soci::session& sql, const crypto::Sealer& sealer, County county,
                                         const Batch& batch) {
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(batch.bytes));
    auto rendered = render_file(sql, sealer, county, batch, [&](std::string_view piece) { bytes.append(piece); });
    if (!rendered) return pass_on(rendered);
    return bytes;
}

Result<WrittenFile, Refusal> put_file(const fs::path& folder, County county, const Batch& batch, const Render& render) {
    WrittenFile file{batch.number, place_of(folder, county, batch), batch.bytes, false};
    std::error_code error;
    fs::create_directories(file.path.parent_path(), error);
    if (error) return refuse(OutboxRefusal::cannot_read_back, file.path.string(), error.message());
    if (fs::exists(file.path, error)) {
        if (auto rendered = render([](std::string_view) {}); !rendered) return pass_on(rendered);
        const auto there = digest_of(file.path);
        if (!there) return tl::unexpected{there.error()};
        if (there->hex() != batch.digest) return refuse(OutboxRefusal::other_content_there, file.path.string());
        file.was_there = true;
        return file;
    }
    auto beside = AtomicFile::create(file.path);
    if (!beside) return pass_on(beside);
    auto rendered = render([&](std::string_view piece) {
        beside->stream().write(piece.data(), static_cast<std::streamsize>(piece.size()));
    });
    if (!rendered) return pass_on(rendered);
    if (auto stands = beside->commit(); !stands) return pass_on(stands);
    return file;
}

Result<Answer, Refusal> mark_written(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, County county,
                                     const Batch& batch, const fs::path& file) {
    const std::string request =
        Canonical{"batch.written/1"}.add("batch", batch.number).add("digest", batch.digest).bytes();
    const std::string key = fmt::format("batch.written/{}", batch.number);
    const auto committed = crypto::Digest::from_hex(batch.digest);
    MINGZHANG_CHECK(committed.has_value());
    return desk.carry_out(
        actor, written_kind, {county, {}, key, request}, [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto now = find_batch(context.sql(), county, batch.number);
            if (!now) return pass_on(now);
            std::ifstream bytes{file, std::ios::binary};
            if (!bytes.is_open()) return cannot_read_back(file);
            const crypto::Digest digest = registry::archive(
                context, sealer, *committed, [&](std::span<std::byte> room) { return read_piece(bytes, room); });
            if (digest.hex() != now->digest) return refuse(OutboxRefusal::digest_differs, batch.number);
            if (now->state == BatchState::created)
                add_event(context, batch.number, BatchState::written, batch.file_name);
            return Answer{}.set("batch", batch.number).set("file_name", batch.file_name).set("digest", batch.digest);
        });
}

namespace {

// One batch from its rows to its file, marked written last.
Result<WrittenFile, Refusal> write_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, County county,
                                        const Batch& batch, const fs::path& folder) {
    // The bytes are made in one moment of the database.
    const auto render = [&](const bank::layouts::ByteSink& sink) {
        return reading(desk.store(), [&] { return render_file(desk.store().sql(), sealer, county, batch, sink); });
    };
    auto file = put_file(folder, county, batch, render);
    if (!file) return file;
    if (auto marked = mark_written(desk, sealer, actor, county, batch, file->path); !marked) return pass_on(marked);
    return file;
}

}  // namespace

Result<std::vector<WrittenFile>, Refusal> write_pending_files(Desk& desk, const crypto::Sealer& sealer,
                                                              const Actor& actor, County county,
                                                              const fs::path& folder) {
    // A file with account numbers is written for nobody whom the command would refuse afterwards.
    if (auto may = check_rights(actor, written_kind, county, {}); !may) return pass_on(may);
    std::vector<Batch> pending;
    auto read = reading(desk.store(), [&]() -> Result<void, Refusal> {
        read_batches(desk.store().sql(), county, [&](const Batch& batch) {
            if (batch.state == BatchState::created) pending.push_back(batch);
        });
        return {};
    });
    if (!read) return pass_on(read);

    std::vector<WrittenFile> files;
    std::optional<Refusal> first_refusal;
    for (const Batch& batch : pending) {
        auto file = write_file(desk, sealer, actor, county, batch, folder);
        if (file)
            files.push_back(std::move(*file));
        else if (!first_refusal)
            first_refusal = std::move(file.error());
    }
    if (first_refusal) return tl::unexpected{std::move(*first_refusal)};
    return files;
}

}  // namespace mingzhang::batches
