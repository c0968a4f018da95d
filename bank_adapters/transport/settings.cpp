// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/crypto/base64.hpp"

namespace mingzhang::bank::transport {
namespace {

using Need = mingzhang::Presence;

std::string load_text(TomlTable& table, std::string_view key, Need need) {
    auto text = table.text(key, need);
    if (text && text->empty()) table.fault(key, {"不能为空", "must not be empty"});
    if (text && std::ranges::any_of(*text, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
        table.fault(key, {"不能有换行等控制字符", "must hold no control characters"});
    return std::move(text).value_or("");
}

// Empty when it is not given.
std::filesystem::path load_path(TomlTable& table, std::string_view key, const std::filesystem::path& folder,
                                Need need) {
    const std::string text = load_text(table, key, need);
    return text.empty() ? std::filesystem::path{} : (folder / text).lexically_normal();
}

std::uint16_t load_port(TomlTable& table, std::uint16_t usual) {
    return static_cast<std::uint16_t>(
        table.whole_number("port", 1, std::numeric_limits<std::uint16_t>::max()).value_or(usual));
}

void load_seconds(TomlTable& table, std::string_view key, std::chrono::milliseconds& time) {
    constexpr std::int64_t seconds_max = 3600;
    if (const auto seconds = table.whole_number(key, 1, seconds_max)) time = std::chrono::seconds{*seconds};
}

// A name or an address, no more: what else belongs to an address has keys of its own.
std::string load_host(TomlTable& table) {
    std::string host = load_text(table, "host", Need::required);
    const bool fits = std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == ':';
    });
    if (!fits || host.starts_with('-'))
        table.fault("host", {"只写主机名或地址", "give the name or address of the machine, nothing else"});
    return host;
}

// SHA-256 in Base64 without its padding, as ssh-keygen prints it.
bool is_fingerprint(std::string_view text) {
    constexpr std::string_view word = "SHA256:";
    constexpr std::size_t digest_bytes = 32;
    if (!text.starts_with(word)) return false;
    const auto digest = crypto::from_base64(std::string{text.substr(word.size())} + "=");
    return digest && digest->size() == digest_bytes;
}

FolderRoadSettings load_folder(TomlTable& table, const std::filesystem::path& folder) {
    FolderRoadSettings settings;
    settings.out = load_path(table, "out", folder, Need::required);
    settings.in = load_path(table, "in", folder, Need::required);
    settings.done = load_path(table, "done", folder, Need::optional);
    if (!settings.in.empty() && settings.in == settings.out)
        table.fault("in",
                    {"与 out 相同：会把自己发出的文件收回来", "is the same as out: what was sent would be fetched"});
    if (!settings.in.empty() && settings.in == settings.done) table.fault("done", {"与 in 相同", "is the same as in"});
    return settings;
}

SftpRoadSettings load_sftp(TomlTable& table, const std::filesystem::path& folder) {
    SftpRoadSettings settings;
    settings.host = load_host(table);
    settings.port = load_port(table, settings.port);
    settings.user = load_text(table, "user", Need::required);
    table.require("host_key");
    settings.host_keys = table.texts("host_key");
    if (table.has("host_key") && settings.host_keys.empty())
        table.fault("host_key", {"至少要有一个", "there must be at least one"});
    for (const std::string& host_key : settings.host_keys)
        if (!is_fingerprint(host_key))
            table.fault("host_key", host_key,
                        {"应为 ssh-keygen -lf 印出的 SHA256:… 指纹",
                         "should be a fingerprint as ssh-keygen -lf prints it, SHA256:…"});
    settings.key_file = load_path(table, "key_file", folder, Need::optional);
    settings.password_file = load_path(table, "password_file", folder, Need::optional);
    settings.pass_phrase_file = load_path(table, "pass_phrase_file", folder, Need::optional);
    if (table.has("key_file") == table.has("password_file"))
        table.fault("key_file", {"key_file 与 password_file 须有且只有一个",
                                 "there must be either key_file or password_file, and not both"});
    if (table.has("pass_phrase_file") && !table.has("key_file"))
        table.fault("pass_phrase_file", {"没有 key_file，用不到", "serves nothing without key_file"});
    settings.out = load_text(table, "out", Need::required);
    settings.in = load_text(table, "in", Need::required);
    settings.done = load_text(table, "done", Need::optional);
    if (!settings.in.empty() && settings.in == settings.out)
        table.fault("in",
                    {"与 out 相同：会把自己发出的文件收回来", "is the same as out: what was sent would be fetched"});
    load_seconds(table, "connect_seconds", settings.connect_timeout);
    load_seconds(table, "answer_seconds", settings.answer_timeout);
    return settings;
}

HttpsRoadSettings load_https(TomlTable& table, const std::filesystem::path& folder) {
    HttpsRoadSettings settings;
    settings.host = load_host(table);
    settings.port = load_port(table, settings.port);
    if (table.has("base")) settings.base = load_text(table, "base", Need::required);
    const bool fits = std::ranges::all_of(settings.base, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_' || c == '/';
    });
    if (!fits || !settings.base.starts_with('/') || settings.base.ends_with('/'))
        table.fault("base", {"应以 / 开头、不以 / 结尾，只用字母、数字和 - . _ /",
                             "should begin with / and not end with it, in letters, digits and - . _ /"});
    settings.authority_file = load_path(table, "authority_file", folder, Need::required);
    settings.certificate_file = load_path(table, "certificate_file", folder, Need::required);
    settings.key_file = load_path(table, "key_file", folder, Need::required);
    settings.pass_phrase_file = load_path(table, "pass_phrase_file", folder, Need::optional);
    load_seconds(table, "connect_seconds", settings.connect_timeout);
    load_seconds(table, "answer_seconds", settings.answer_timeout);
    return settings;
}

template <class... Functions>
struct Each : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Each(Functions...) -> Each<Functions...>;  // clang 14 does not find it by itself.

}  // namespace

RoadSettings load_road_settings(TomlTable table, const std::filesystem::path& folder) {
    constexpr std::array<std::string_view, 3> kinds{"folder", "sftp", "https"};
    const auto kind = table.choice("kind", kinds, Need::required);
    if (!kind) return {};  // Which keys belong here is not known.
    RoadSettings settings;
    switch (*kind) {
        case 0:
            settings = load_folder(table, folder);
            break;
        case 1:
            settings = load_sftp(table, folder);
            break;
        default:
            settings = load_https(table, folder);
            break;
    }
    table.refuse_unknown_keys();
    return settings;
}

std::unique_ptr<Road> open_road(const RoadSettings& settings) {
    return std::visit(
        Each{
            [](const FolderRoadSettings& folder) -> std::unique_ptr<Road> {
                return std::make_unique<FolderRoad>(folder);
            },
            [](const SftpRoadSettings& sftp) -> std::unique_ptr<Road> { return std::make_unique<SftpRoad>(sftp); },
            [](const HttpsRoadSettings& https) -> std::unique_ptr<Road> { return std::make_unique<HttpsRoad>(https); }},
        settings);
}

std::string place(const RoadSettings& settings) {
    return std::visit(Each{[](const FolderRoadSettings& folder) { return folder.out.string(); },
                           [](const SftpRoadSettings& sftp) {
                               return fmt::format("sftp://{}@{}:{}/{}", sftp.user, sftp.host, sftp.port, sftp.out);
                           },
                           [](const HttpsRoadSettings& https) {
                               return fmt::format("https://{}:{}{}", https.host, https.port, https.base);
                           }},
                      settings);
}

}  // namespace mingzhang::bank::transport
