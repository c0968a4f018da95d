// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/transport/road.hpp"

// The documents of the HTTPS profile, and the parts of it both sides write alike.
namespace mingzhang::bank::transport {

// What the other side's books say of one name.
struct HttpsReceipt {
    std::string name;
    bool arrived = false;
    std::string sha256 = {};   // Of the file that arrived, 64 hex digits.
    std::string receipt = {};  // The other side's own number for it, ASCII without spaces. May be empty.

    friend bool operator==(const HttpsReceipt&, const HttpsReceipt&) = default;
};

[[nodiscard]] std::string write_receipt(const HttpsReceipt& receipt);
// None unless it is a receipt whole and well-formed. Members unknown to us are left aside.
[[nodiscard]] std::optional<HttpsReceipt> read_receipt(std::string_view json);

[[nodiscard]] std::string write_listing(const std::vector<WaitingFile>& files);
// None unless every entry has a plain name, none of them twice, and a size. Sorted by name.
[[nodiscard]] std::optional<std::vector<WaitingFile>> read_listing(std::string_view json);

// "sha-256=:…:", RFC 9530.
[[nodiscard]] std::string content_digest(std::string_view bytes);

// A name as a part of a path (RFC 3986): all but letters, digits and - . _ ~ as %XX. And back; none when it is not
// written so.
[[nodiscard]] std::string to_path_part(std::string_view name);
[[nodiscard]] std::optional<std::string> from_path_part(std::string_view part);

}  // namespace mingzhang::bank::transport
