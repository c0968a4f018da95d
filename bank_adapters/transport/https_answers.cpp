// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/https_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/crypto/base64.hpp"
#include "base/crypto/digest.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace json = boost::json;

std::optional<json::object> parse_object(std::string_view text) {
    json::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

std::optional<std::string> text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string{value->as_string()};
}

// Whole numbers are read as signed where they fit, and as unsigned above.
std::optional<std::uint64_t> number_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_int64() || value->as_int64() < 0) return std::nullopt;
    return static_cast<std::uint64_t>(value->as_int64());
}

// What a bank numbers a file by is kept and shown: one short line.
bool is_number(std::string_view text) noexcept {
    constexpr std::size_t bytes_max = 100;
    return text.size() <= bytes_max && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

constexpr bool is_unreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

constexpr int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::string write_receipt(const HttpsReceipt& receipt) {
    json::object object{{"name", receipt.name}, {"arrived", receipt.arrived}};
    if (receipt.arrived) {
        object["sha256"] = receipt.sha256;
        object["receipt"] = receipt.receipt;
    }
    return json::serialize(object);
}

std::optional<HttpsReceipt> read_receipt(std::string_view text) {
    const auto object = parse_object(text);
    if (!object) return std::nullopt;
    const json::value* arrived = object->if_contains("arrived");
    auto name = text_of(*object, "name");
    if (!name || arrived == nullptr || !arrived->is_bool()) return std::nullopt;
    HttpsReceipt receipt{*std::move(name), arrived->as_bool()};
    if (!receipt.arrived) return receipt;
    const auto digest = crypto::Digest::from_hex(text_of(*object, "sha256").value_or(""));
    if (!digest) return std::nullopt;
    receipt.sha256 = digest->hex();
    receipt.receipt = text_of(*object, "receipt").value_or("");
    if (!is_number(receipt.receipt)) return std::nullopt;
    return receipt;
}

std::string write_listing(const std::vector<WaitingFile>& files) {
    json::array entries;
    for (const WaitingFile& file : files) entries.push_back(json::object{{"name", file.name}, {"bytes", file.bytes}});
    return json::serialize(json::object{{"files", std::move(entries)}});
}

std::optional<std::vector<WaitingFile>> read_listing(std::string_view text) {
    const auto object = parse_object(text);
    if (!object) return std::nullopt;
    const json::value* files = object->if_contains("files");
    if (files == nullptr || !files->is_array()) return std::nullopt;
    std::vector<WaitingFile> listed;
    for (const json::value& entry : files->as_array()) {
        if (!entry.is_object()) return std::nullopt;
        auto name = text_of(entry.as_object(), "name");
        const auto bytes = number_of(entry.as_object(), "bytes");
        if (!name || !is_plain_name(*name) || !bytes) return std::nullopt;
        listed.push_back({*std::move(name), *bytes});
    }
    std::ranges::sort(listed, {}, &WaitingFile::name);
    if (std::ranges::adjacent_find(listed, {}, &WaitingFile::name) != listed.end()) return std::nullopt;
    return listed;
}

std::string content_digest(std::string_view bytes) {
    const crypto::Digest digest = crypto::sha256(bytes);
    const auto raw = digest.bytes();
    return fmt::format("sha-256=:{}:", crypto::to_base64({reinterpret_cast<const char*>(raw.data()), raw.size()}));
}

std::string to_path_part(std::string_view name) {
    std::string part;
    for (const char c : name)
        if (is_unreserved(c))
            part += c;
        else
            part += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return part;
}

std::optional<std::string> from_path_part(std::string_view part) {
    std::string name;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (is_unreserved(part[i])) {
            name += part[i];
            continue;
        }
        const int high = part[i] == '%' && i + 2 < part.size() ? hex_value(part[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(part[i + 2]) : -1;
        if (low < 0) return std::nullopt;
        name += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return name;
}

}  // namespace mingzhang::bank::transport
