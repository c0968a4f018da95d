// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <string>

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

}  // namespace mingzhang::test
