// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bank_adapters/transport/road.hpp"

namespace mingzhang::bank::transport {

struct HttpsRoadSettings {
    std::string host;  // Also the name its certificate must bear.
    std::uint16_t port = 443;
    std::string base = "/files";             // Under it lie out/ and in/.
    std::filesystem::path authority_file;    // The certificates of who may vouch for the server (PEM); no other may.
    std::filesystem::path certificate_file;  // Ours (PEM), with those between it and its issuer.
    std::filesystem::path key_file;          // Its private key (PEM, PKCS#8).
    std::filesystem::path pass_phrase_file;  // Of the key. Empty: it has none.
    std::chrono::milliseconds connect_timeout{20'000};  // Until the handshake is done.
    std::chrono::milliseconds answer_timeout{60'000};   // Of each answer after that.

    friend bool operator==(const HttpsRoadSettings&, const HttpsRoadSettings&) = default;
};

}  // namespace mingzhang::bank::transport
