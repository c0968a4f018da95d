// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "bank_adapters/transport/https_road.hpp"
#include "tests/base/temporary_folder.hpp"

namespace mingzhang::test {

// Certificates made for one test run by openssl: an authority, and what it vouches for. NAME.pem, NAME.key in a folder.
class Authority {
public:
    Authority(std::filesystem::path folder, const std::string& name);

    [[nodiscard]] std::filesystem::path file() const { return folder_ / (name_ + ".pem"); }
    // `host` as openssl writes alternative names: "IP:127.0.0.1", "DNS:bank.example"; empty for a client.
    void vouch_for(const std::string& name, const std::string& host = {}, int days = 2) const;

private:
    std::filesystem::path folder_;
    std::string name_;
};

// The key NAME.key written again under a pass phrase, as `to` (PKCS#8).
void encrypt_key(const std::filesystem::path& key, const std::filesystem::path& to, const std::string& pass_phrase);

// One set for all cases of a test program: making them takes longer than what they are for.
struct Certificates {
    TemporaryFolder folder;
    Authority authority{folder.path(), "bank-ca"};
    Authority stranger{folder.path(), "stranger-ca"};

    [[nodiscard]] static const Certificates& all();
    // An office the bank has on its list, and a server of the bank's on this port.
    [[nodiscard]] mingzhang::bank::transport::HttpsRoadSettings office(std::uint16_t port) const;

private:
    Certificates();
};

}  // namespace mingzhang::test
