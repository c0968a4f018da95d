// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/import.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/registry/account_changes.hpp"
#include "engine/registry/archive.hpp"
#include "engine/registry/full_roster.hpp"
#include "engine/registry/import_pack.hpp"
#include "engine/registry/list_file.hpp"
#include "engine/registry/list_import.hpp"

namespace mingzhang::registry {

RefusalWords words(ImportRefusal reason) {
    switch (reason) {
        case ImportRefusal::cannot_read_file:
            return {"import/cannot_read_file", "文件“{0}”读不了。", "The file \"{0}\" cannot be read.",
                    "请检查文件名和读取权限。", "Check the file's name and whether you may read it."};
        case ImportRefusal::stopped:
            return {"import/stopped", "导入“{0}”已按要求停止，什么也没有改动。",
                    "The import of \"{0}\" was stopped as asked; nothing was changed.", "需要时重新导入。",
                    "Import it again when it suits."};
        case ImportRefusal::rows_refused:
            return {"import/rows_refused", "“{0}”有 {1} 处问题，整个文件未导入。",
                    "\"{0}\" has {1} faults; nothing of the file was imported.", "请逐处更正后重新导入整个文件。",
                    "Put each right, then import the whole file again."};
    }
    return {};
}

bool ListImport::is_news(KnownRows& known, RowFields& fields, std::size_t key_column, std::string key,
                         std::string value) {
    switch (known.take(std::move(key), std::move(value))) {
        case KnownRows::Standing::twice_in_file:
            fields.fault(key_column, "", {"同一主键在本文件中出现两次", "the same key stands twice in this file"});
            return false;
        case KnownRows::Standing::same:
            return false;
        case KnownRows::Standing::added:
        case KnownRows::Standing::changed:
            ++changed_;
            return true;
    }
    return false;
}

void touch_divisions_of(ImportDesk desk, std::string_view households) {
    const std::int64_t county = desk.county();
    desk.context.sql() << "INSERT INTO import_touch (county, import, division) SELECT DISTINCT county, "
                       << std::to_string(desk.import)
                       << ", division FROM household_version WHERE county = :county AND household_no IN (" << households
                       << ")",
        soci::use(county, "county"), soci::use(desk.import, "import");
}

namespace {

constexpr CommandKind import_kind{"registry.import", {"导入", "import"}, {Role::officer}};
std::unique_ptr<ListImport> list_import(ImportKind kind, ImportDesk desk) {
    switch (kind) {
        case ImportKind::divisions:
            return import_divisions(desk);
        case ImportKind::households:
            return import_households(desk);
        case ImportKind::members:
            return import_members(desk);
        case ImportKind::incomes:
            return import_incomes(desk);
        case ImportKind::deaths:
            return import_deaths(desk);
        case ImportKind::past_payments:
            return import_past_payments(desk);
        case ImportKind::pack:
            break;
    }
    return nullptr;
}

struct Loaded {
    std::int64_t rows = 0;
    std::int64_t changed = 0;
};

Result<Loaded, Refusal> load_list(ImportDesk desk, const ImportCall& call, const std::string& bytes, LongWork& work,
                                  Answer& answer) {
    const auto import = list_import(call.kind, desk);
    auto rows = read_list_file(bytes, call.file.filename().string(), schema(call.kind), work,
                               [&](RowFields& fields) { import->row(fields); });
    if (!rows) return pass_on(rows);
    import->touch();
    import->complete(answer);
    if (call.kind == ImportKind::households) {
        auto asked = ask_about_accounts(desk.context, desk.import);
        if (!asked) return pass_on(asked);
        answer.set("accounts_changed", *asked);
    }
    if (call.full) {
        const LoadedRoster loaded{desk.import, call.file.filename().string(), crypto::sha256(bytes).hex(),
                                  std::move(*desk.households)};
        if (auto asked = ask_about_absent(desk.context, loaded, *call.full, answer); !asked) return pass_on(asked);
    }
    return Loaded{*rows, import->changed()};
}

Result<Answer, Refusal> carry_out_import(CommandContext& context, const crypto::Sealer& sealer, const ImportCall& call,
                                         const std::string& bytes, LongWork work) {
    const std::int64_t import = context.take_number("import");
    Directory directory{context, sealer};
    std::set<std::string> households;
    const ImportDesk desk{context, import, directory, call.full ? &households : nullptr};
    Answer more;
    auto loaded = call.kind == ImportKind::pack
                      ? load_pack(context, import, bytes, call.file.filename().string()).map([](bool changed) {
                            return Loaded{1, changed ? 1 : 0};
                        })
                      : load_list(desk, call, bytes, work, more);
    if (!loaded) return pass_on(loaded);
    const crypto::Digest digest = archive(context, sealer, bytes);
    record_import(context,
                  {import, code(call.kind), call.file.filename().string(), digest, loaded->rows, loaded->changed});
    Answer answer;
    answer.set("import", import)
        .set("kind", std::string{code(call.kind)})
        .set("rows", loaded->rows)
        .set("changed", loaded->changed)
        .set("digest", digest.hex());
    for (const auto& [field, value] : more.fields())
        std::visit([&, &name = field](const auto& v) { answer.set(name, v); }, value);
    return answer;
}

}  // namespace

Result<Answer, Refusal> import_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                    const ImportCall& call, LongWork work) {
    if (call.full && call.kind != ImportKind::households) return refuse(FullRosterRefusal::only_households);
    auto bytes = list_file_bytes(call.file);
    if (!bytes) return pass_on(bytes);
    const bool first_divisions = call.kind == ImportKind::divisions && !call.county;
    auto county = first_divisions ? county_of_divisions(*bytes) : county_in_force(desk.store(), call.county);
    if (!county) return pass_on(county);
    Canonical request{"registry.import/1"};
    request.add("kind", code(call.kind)).add("digest", crypto::sha256(*bytes).hex());
    if (call.full) request.add("full", call.full->division ? call.full->division->text() : "");
    return desk.carry_out(actor, import_kind, {*county, {}, call.key, request.bytes()}, [&](CommandContext& context) {
        return carry_out_import(context, sealer, call, *bytes, work);
    });
}

}  // namespace mingzhang::registry
