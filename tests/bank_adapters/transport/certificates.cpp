// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/transport/certificates.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace mingzhang::test {
namespace {

namespace fs = std::filesystem;

void openssl(const std::string& words) {
    if (std::system(("openssl " + words + " 2> /dev/null").c_str()) != 0)
        throw std::runtime_error{"did not work: openssl " + words};
}

void make_key(const fs::path& path) {
    openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + path.string());
    fs::permissions(path, fs::perms{0600});
}

}  // namespace

Authority::Authority(fs::path folder, const std::string& name) : folder_{std::move(folder)}, name_{name} {
    make_key(folder_ / (name + ".key"));
    openssl("req -x509 -new -days 2 -subj /CN=" + name + " -addext basicConstraints=critical,CA:TRUE -key " +
            (folder_ / (name + ".key")).string() + " -out " + file().string());
}

void Authority::vouch_for(const std::string& name, const std::string& host, int days) const {
    const std::string path = folder_ / name;
    make_key(path + ".key");
    std::ofstream{path + ".ext"} << "basicConstraints=CA:FALSE\n"
                                 << (host.empty() ? "extendedKeyUsage=clientAuth\n"
                                                  : "extendedKeyUsage=serverAuth\nsubjectAltName=" + host + "\n");
    openssl("req -new -subj /CN=" + name + " -key " + path + ".key -out " + path + ".csr");
    openssl("x509 -req -days " + std::to_string(days) + " -in " + path + ".csr -extfile " + path + ".ext -CA " +
            file().string() + " -CAkey " + (folder_ / (name_ + ".key")).string() + " -CAcreateserial -out " + path +
            ".pem");
}

void encrypt_key(const fs::path& key, const fs::path& to, const std::string& pass_phrase) {
    openssl("pkcs8 -topk8 -v2 aes-256-cbc -passout 'pass:" + pass_phrase + "' -in " + key.string() + " -out " +
            to.string());
    fs::permissions(to, fs::perms{0600});
}

Certificates::Certificates() {
    authority.vouch_for("server", "IP:127.0.0.1");
    authority.vouch_for("other-host", "DNS:elsewhere.example");
    authority.vouch_for("office");
    stranger.vouch_for("stranger-server", "IP:127.0.0.1");
    stranger.vouch_for("stranger-office");
    encrypt_key(folder / "office.key", folder / "office-locked.key", "eight words");
    for (const auto& [name, text] : {std::pair{"pass", "eight words\n"}, std::pair{"wrong-pass", "nine words"}}) {
        std::ofstream{folder / name} << text;
        fs::permissions(folder / name, fs::perms{0600});
    }
}

const Certificates& Certificates::all() {
    static const Certificates made;
    return made;
}

bank::transport::HttpsRoadSettings Certificates::office(std::uint16_t port) const {
    bank::transport::HttpsRoadSettings settings;
    settings.host = "127.0.0.1";
    settings.port = port;
    settings.authority_file = authority.file();
    settings.certificate_file = folder / "office.pem";
    settings.key_file = folder / "office.key";
    return settings;
}

}  // namespace mingzhang::test
