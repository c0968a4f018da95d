// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/list_file.hpp"

#include <soci/soci.h>

#include <fstream>
#include <sstream>

#include "base/tables/findings.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/row_digests.hpp"

namespace mingzhang::registry {

namespace {

constexpr std::uint64_t rows_between_reports = 1'000;

// Reads every row; what is wrong is in the reader's findings.
Result<std::int64_t, Refusal> read_rows(SheetReader& reader, const std::string& file, const Text& stage, LongWork& work,
                                        const std::function<void(RowFields&)>& take) {
    std::int64_t rows = 0;
    SheetRow row;
    for (;;) {
        const auto more = reader.next(row);
        if (!more) return tl::unexpected{more.error()};
        if (!*more) return rows;
        RowFields fields{reader, row};
        take(fields);
        if (static_cast<std::uint64_t>(++rows) % rows_between_reports != 0) continue;
        work.progress.at(stage, static_cast<std::uint64_t>(rows), 0);
        if (work.stop.stop_requested()) return refuse(ImportRefusal::stopped, file);
    }
}

}  // namespace

Result<std::string, Refusal> list_file_bytes(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    if (!file || !(bytes << file.rdbuf()) || file.bad()) return refuse(ImportRefusal::cannot_read_file, path.string());
    return std::move(bytes).str();
}

Result<std::int64_t, Refusal> read_list_file(const std::string& bytes, const std::string& file,
                                             const SheetSchema& schema, LongWork& work,
                                             const std::function<void(RowFields&)>& row) {
    Findings findings{file};
    auto opened = open_rows_in_memory(bytes);
    if (!opened) return pass_on(opened);
    auto reader = SheetReader::open(std::move(*opened), schema, findings);
    if (!reader) return pass_on(reader);
    const Text stage{"导入" + schema.name.zh, "importing " + schema.name.en};
    auto rows = read_rows(*reader, file, stage, work, row);
    if (!rows) return pass_on(rows);
    if (findings.any()) {
        const std::size_t count = findings.count();
        return tl::unexpected{refusal(ImportRefusal::rows_refused, file, count).with(std::move(findings).take())};
    }
    return *rows;
}

void record_import(CommandContext& context, const ImportRecord& record) {
    const std::string kind{record.kind};
    const std::string hex = record.digest ? record.digest->hex() : std::string{};
    const std::string at = to_office_text(context.now());
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    context.sql()
        << "INSERT INTO registry_import (county, import, kind, file_name, digest, rows, changed, actor, at, "
           "command) VALUES (:county, :import, :kind, :file, :digest, :rows, :changed, :actor, :at, :command)",
        soci::use(county), soci::use(record.import), soci::use(kind), soci::use(record.file), soci::use(hex),
        soci::use(record.rows), soci::use(record.changed), soci::use(context.actor().name), soci::use(at),
        soci::use(command);
    if (record.digest) context.add_fact("import", *record.digest);
    record_rows(context, record.import);
}

}  // namespace mingzhang::registry
