// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/settings.hpp"

#include <catch2/catch.hpp>

namespace mingzhang::bank::transport {
namespace {

using namespace std::chrono_literals;

const std::string fingerprint = "SHA256:qp1zuPNa2vVGAhWmmHlgtuBzc1RHc6Ep6bUUykmJ4cE";

struct Loaded {
    RoadSettings settings;
    std::vector<Finding> faults;
};

Loaded load(const std::string& toml) {
    const auto document = parse_toml(toml, TomlLines::of_keys);
    REQUIRE(document.has_value());
    TomlFaults faults{"bank.toml", settings_manner()};
    Loaded loaded;
    loaded.settings = load_road_settings(TomlTable{document->entries.at(0).value, "road", faults}, "/etc/mingzhang");
    loaded.faults = std::move(faults).by_line();
    return loaded;
}

}  // namespace

TEST_CASE("A road is described by a few keys") {
    SECTION("a folder") {
        const auto loaded = load("[road]\nkind = 'folder'\nout = '/mnt/bank/out'\nin = 'in'\n");
        CHECK(loaded.faults.empty());
        CHECK(loaded.settings == RoadSettings{FolderRoadSettings{"/mnt/bank/out", "/etc/mingzhang/in", {}}});
        CHECK(place(loaded.settings) == "/mnt/bank/out");
    }
    SECTION("SFTP") {
        const auto loaded =
            load("[road]\nkind = 'sftp'\nhost = 'sftp.bank.example'\nuser = 'minzheng'\nhost_key = '" + fingerprint +
                 "'\nkey_file = 'id'\npass_phrase_file = '../id.pass'\nout = 'up'\nin = 'down'\n"
                 "answer_seconds = 5\n");
        CHECK(loaded.faults.empty());
        SftpRoadSettings expected;
        expected.host = "sftp.bank.example";
        expected.user = "minzheng";
        expected.host_keys = {fingerprint};
        expected.key_file = "/etc/mingzhang/id";
        expected.pass_phrase_file = "/etc/id.pass";
        expected.out = "up";
        expected.in = "down";
        expected.answer_timeout = 5s;
        CHECK(loaded.settings == RoadSettings{expected});
        CHECK(place(loaded.settings) == "sftp://minzheng@sftp.bank.example:22/up");
    }
    SECTION("HTTPS") {
        const auto loaded = load(
            "[road]\nkind = 'https'\nhost = 'files.bank.example'\nport = 8443\n"
            "authority_file = 'ca.pem'\ncertificate_file = 'office.pem'\nkey_file = 'office.key'\n"
            "connect_seconds = 3\n");
        CHECK(loaded.faults.empty());
        HttpsRoadSettings expected;
        expected.host = "files.bank.example";
        expected.port = 8443;
        expected.authority_file = "/etc/mingzhang/ca.pem";
        expected.certificate_file = "/etc/mingzhang/office.pem";
        expected.key_file = "/etc/mingzhang/office.key";
        expected.connect_timeout = 3s;
        CHECK(loaded.settings == RoadSettings{expected});
        CHECK(place(loaded.settings) == "https://files.bank.example:8443/files");
    }
}

TEST_CASE("A fault of a road names its line and key") {
    struct Row {
        const char* why;
        std::string toml;
        std::size_t line;
        const char* key;
    };
    const std::string sftp = "[road]\nkind = 'sftp'\nuser = 'u'\nout = 'up'\nin = 'down'\n";
    const std::string https = "[road]\nkind = 'https'\nauthority_file = 'a'\ncertificate_file = 'b'\nkey_file = 'c'\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"no kind", "[road]\nout = 'x'\n", 1, "road.kind"},
        {"unknown kind", "[road]\nkind = 'ftp'\n", 2, "road.kind"},
        {"a folder without in", "[road]\nkind = 'folder'\nout = '/out'\n", 1, "road.in"},
        {"in is out", "[road]\nkind = 'folder'\nout = '/a'\nin = '/a'\n", 4, "road.in"},
        {"done is in", "[road]\nkind = 'folder'\nout = '/a'\nin = '/b'\ndone = '/c/../b'\n", 5, "road.done"},
        {"misspelt", "[road]\nkind = 'folder'\nout = '/a'\nin = '/b'\nport = 22\n", 5, "road.port"},
        {"no pin", sftp + "host = 'h'\nkey_file = 'k'\n", 1, "road.host_key"},
        {"an empty list of pins", sftp + "host = 'h'\nkey_file = 'k'\nhost_key = []\n", 8, "road.host_key"},
        {"an MD5 pin", sftp + "host = 'h'\nkey_file = 'k'\nhost_key = 'MD5:00:11'\n", 8, "road.host_key"},
        {"a short pin", sftp + "host = 'h'\nkey_file = 'k'\nhost_key = 'SHA256:AAAA'\n", 8, "road.host_key"},
        {"no key", sftp + "host = 'h'\nhost_key = '" + fingerprint + "'\n", 1, "road.key_file"},
        {"key and password",
         sftp + "host = 'h'\nhost_key = '" + fingerprint + "'\nkey_file = 'k'\npassword_file = 'p'\n", 8,
         "road.key_file"},
        {"a pass phrase of no key",
         sftp + "host = 'h'\nhost_key = '" + fingerprint + "'\npassword_file = 'k'\npass_phrase_file = 'p'\n", 9,
         "road.pass_phrase_file"},
        {"an address for a host", https + "host = 'https://bank.example/'\n", 6, "road.host"},
        {"a port too high", https + "host = 'h'\nport = 65536\n", 7, "road.port"},
        {"a base without its slash", https + "host = 'h'\nbase = 'files'\n", 7, "road.base"},
        {"a base that is a question", https + "host = 'h'\nbase = '/files?x'\n", 7, "road.base"},
        {"no time at all", https + "host = 'h'\nanswer_seconds = 0\n", 7, "road.answer_seconds"},
        {"two lines", https + "host = 'h'\nkey_file_ = \"\"\"a\nb\"\"\"\n", 7, "road.key_file_"},
    }));
    CAPTURE(row.why);
    const auto loaded = load(row.toml);
    REQUIRE(loaded.faults.size() == 1);
    CHECK(loaded.faults[0].row == row.line);
    CHECK(loaded.faults[0].column == row.key);
    CHECK_FALSE(loaded.faults[0].reason.zh.empty());
    CHECK_FALSE(loaded.faults[0].reason.en.empty());
}

}  // namespace mingzhang::bank::transport
