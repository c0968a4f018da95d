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

class HttpsConnection;

// A bank's file service by HTTPS. Banks' own services differ; this is the project's profile (docs/adr/0025):
//
//   PUT    BASE/out/NAME          Content-Digest (RFC 9530), If-None-Match: *; 201 with a receipt
//   GET    BASE/out/NAME/receipt  200 with the receipt, or 404 with {"name":NAME,"arrived":false}
//   GET    BASE/in/               200 with {"files":[{"name":…,"bytes":…}]}
//   GET    BASE/in/NAME           200 with Content-Digest
//   DELETE BASE/in/NAME           204, or 404 when it is gone
//
//   unreachable   no connection, no handshake, or it went before the body; also 408, 425 and 429
//   rejected      any other 4xx; another file stands under the name
//   unknown       5xx, no answer, or one that makes no sense, once the body was begun: a gateway may say no after the
//                 machine behind it said yes
//   acknowledged  a receipt of these very bytes
class HttpsRoad final : public Road {
public:
    explicit HttpsRoad(HttpsRoadSettings settings);
    ~HttpsRoad() override;
    HttpsRoad(HttpsRoad&&) noexcept;

    // Asks for a receipt first: what is there already is not sent, and who does not know us says so before the body.
    [[nodiscard]] DeliveryReport put(const std::string& name, std::string_view bytes) override;
    // never_arrived only where the other side says in so many words that its books have no such file.
    [[nodiscard]] Result<Presence, Refusal> look(const std::string& name, std::string_view bytes) override;
    [[nodiscard]] Result<std::vector<WaitingFile>, Refusal> waiting() override;
    [[nodiscard]] Result<std::string, Refusal> fetch(const WaitingFile& file) override;
    [[nodiscard]] Result<void, Refusal> take_away(const WaitingFile& file) override;

private:
    Result<HttpsConnection*, Refusal> connected();

    HttpsRoadSettings settings_;
    std::string place_;  // "https://bank.example:443/files"
    std::unique_ptr<HttpsConnection> connection_;
};

}  // namespace mingzhang::bank::transport
