// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "bank_adapters/signing/certificate.hpp"
#include "base/crypto/random.hpp"
#include "console/cli/program.hpp"
#include "console/cli/terminal.hpp"
#include "console/cli/verbs.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/places.hpp"

using namespace mingzhang;
using namespace mingzhang::console;

namespace {

struct Answered {
    ExitStatus status;
    std::string out;
    std::string err;
};

// A folder with the keys made for tests, and an agreement in it.
class Place {
public:
    explicit Place(const std::string& toml) {
        using std::filesystem::perms;
        for (const auto& file :
             std::filesystem::directory_iterator{std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data/keys"}) {
            const auto here = folder_ / file.path().filename().string();
            std::filesystem::copy_file(file, here);
            std::filesystem::permissions(here, perms::owner_read | perms::owner_write);
        }
        std::ofstream{folder_ / "bank.toml", std::ios::binary} << toml;
    }

    [[nodiscard]] Answered check(Instant now, const std::string& language) const {
        const FixedClock clock{now};
        crypto::SeededRandom random{1};
        const World world{{}, clock, random};
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        Terminal terminal{in, out, err};
        const std::string file = (folder_ / "bank.toml").string();
        const std::vector<Verb> verbs = trust_verbs();
        const ExitStatus status =
            language == "json"
                ? run_program(verbs, world, terminal, {"bank", "trust", "check", file, "--json"})
                : run_program(verbs, world, terminal, {"bank", "trust", "check", file, "--lang", language});
        return {status, out.str(), err.str()};
    }

    [[nodiscard]] bank::signing::Certificate certificate() const {
        return bank::signing::Certificate::read(read_bytes(folder_ / "practice.crt")).value();
    }

private:
    TemporaryFolder folder_;
};

const std::string whole = R"([road]
kind = "folder"
[trust]
[trust.sign]
form = "manifest"
key = "practice-sm2.key"
[trust.encrypt]
form = "shared-key"
key = "practice-shared.key"
[trust.verify]
form = "cms-attached"
certificates = "practice.crt"
)";

}  // namespace

TEST_CASE("An agreement is shown with its keys, their fingerprints and dates") {
    const Place place{whole};
    const auto certificate = place.certificate();
    const Instant now = certificate.valid_from() + std::chrono::days{1};
    const Answered zh = place.check(now, "zh");
    CHECK(zh.status == ExitStatus::done);
    CHECK(zh.err.empty());
    for (const char* words : {"送出的文件：清单签名，单独成文件（.sig），然后共享密钥加密（SM4、HMAC-SM3，.enc）。",
                              "收到的文件：CMS 签名，与文件合为一体（.p7m）。", "有效，还有 36499 天", "032157e7"})
        CHECK(zh.out.find(words) != std::string::npos);
    CHECK(zh.out.find(certificate.fingerprint()) != std::string::npos);
    const Answered en = place.check(now, "en");
    CHECK(en.out.find("Files that go out: signed manifest in a file of its own (.sig), then encryption under a shared "
                      "key (SM4, HMAC-SM3, .enc).") != std::string::npos);

    const auto document = boost::json::parse(place.check(now, "json").out).as_object();
    const auto& keys = document.at("keys").as_array();
    REQUIRE(keys.size() == 3);
    CHECK(keys[0].at("use").as_string() == "sign");
    CHECK(keys[0].at("kind").as_string() == "SM2");
    CHECK(keys[2].at("use").as_string() == "verify");
    CHECK(keys[2].at("fingerprint").as_string() == certificate.fingerprint());
    CHECK(document.at("out_of_force").as_int64() == 0);
}

TEST_CASE("A certificate out of its time does not hold, and ends with 1") {
    const Place place{whole};
    const auto certificate = place.certificate();
    const Answered late = place.check(certificate.valid_until() + std::chrono::seconds{1}, "zh");
    CHECK(late.status == ExitStatus::refused);
    CHECK(late.out.find("已过期") != std::string::npos);
    const Answered early = place.check(certificate.valid_from() - std::chrono::seconds{1}, "en");
    CHECK(early.status == ExitStatus::refused);
    CHECK(early.out.find("not yet valid") != std::string::npos);
}

TEST_CASE("An agreement with faults is refused with each line") {
    const Answered none = Place{"[road]\n"}.check(Instant{}, "zh");
    CHECK(none.status == ExitStatus::refused);
    CHECK(none.err.find("没有 [trust]") != std::string::npos);
    const Answered faulty =
        Place{"[trust]\n[trust.sign]\nform = \"manifest\"\nkey = \"practice.key\"\n"}.check(Instant{}, "zh");
    CHECK(faulty.status == ExitStatus::refused);
    CHECK(faulty.err.find("trust.sign.key") != std::string::npos);
    CHECK(Place{"[trust\n"}.check(Instant{}, "zh").err.find("TOML") != std::string::npos);
}
