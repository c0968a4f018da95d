// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/connection_file.hpp"

#include <array>

#include "bank_adapters/signing/load.hpp"
#include "bank_adapters/transport/settings.hpp"
#include "base/toml/toml_table.hpp"

namespace mingzhang::exchange {

RefusalWords words(ConnectionFileError reason) {
    switch (reason) {
        case ConnectionFileError::not_toml:
            return {"connection/not_toml", "“{0}”不是联接文件。", "\"{0}\" is no connection file.",
                    "请照 docs/guide/liaison.md 的样例编写。", "Write it as docs/guide/liaison.md shows."};
        case ConnectionFileError::faulty:
            return {"connection/faulty", "联接文件“{0}”有 {1} 处错误。", "The connection file \"{0}\" has {1} faults.",
                    "请按所列行号逐处改正。", "Correct the lines listed."};
    }
    return {};
}

namespace {

using Need = mingzhang::Presence;

std::optional<calendar::CutOff> load_hours(TomlTable& document) {
    auto table = document.table("hours", Need::optional);
    if (!table) return std::nullopt;
    const auto text = table->text("open", Need::required);
    table->refuse_unknown_keys();
    if (!text) return std::nullopt;
    auto hours = calendar::parse_cut_off(*text);
    if (!hours) table->fault("open", *text, {"应如 08:30-16:30", "should be such as 08:30-16:30"});
    return hours;
}

std::string kind_of(const bank::transport::RoadSettings& settings) {
    constexpr std::array<std::string_view, 3> kinds{"folder", "sftp", "https"};
    return std::string{kinds.at(settings.index())};
}

OpenConnection load(TomlTable document, const ConnectionText& text, TomlFaults& faults, crypto::RandomSource& random) {
    OpenConnection opened;
    const auto name = document.text("name", Need::required);
    opened.name = name.value_or(std::string{});
    if (name && name->empty()) document.fault("name", {}, {"请写明对这条联接的称呼", "what the office calls it"});
    opened.hours = load_hours(document);
    opened.agreement = bank::signing::load_agreement(document.table("trust", Need::optional), text.folder, random);
    if (auto road = document.table("road", Need::required)) {
        const auto settings = bank::transport::load_road_settings(*std::move(road), text.folder);
        if (faults.count() == 0) {
            opened.road_kind = kind_of(settings);
            if (const auto* folder = std::get_if<bank::transport::FolderRoadSettings>(&settings))
                opened.in_folder = folder->in;
            opened.place = bank::transport::place(settings);
            opened.road = bank::transport::open_road(settings);
        }
    }
    document.refuse_unknown_keys();
    return opened;
}

}  // namespace

Result<OpenConnection, Refusal> open_connection(const ConnectionText& text, crypto::RandomSource& random) {
    const auto document = parse_toml(text.toml, TomlLines::of_keys);
    if (!document) {
        return tl::unexpected{refusal(ConnectionFileError::not_toml, text.file_name)
                                  .with({syntax_finding(text.file_name, document.error())})};
    }
    TomlFaults faults{text.file_name, settings_manner()};
    OpenConnection opened = load(TomlTable{*document, {}, faults}, text, faults, random);
    if (faults.count() == 0) return opened;
    auto findings = std::move(faults).by_line();
    const std::size_t count = findings.size();
    return tl::unexpected{refusal(ConnectionFileError::faulty, text.file_name, count).with(std::move(findings))};
}

Opener opener(crypto::RandomSource& random) {
    return [&random](const ConnectionText& text) { return open_connection(text, random); };
}

}  // namespace mingzhang::exchange
