// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Servers that take a password only as the answer to a question of theirs: keyboard-interactive, RFC 4256.
#include <catch2/catch.hpp>
#include <fstream>

#include "bank_adapters/transport/road_error.hpp"
#include "bank_adapters/transport/sftp_road.hpp"
#include "tests/bank_adapters/transport/odd_server.hpp"
#include "tests/bank_adapters/transport/ssh_server.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;
using test::Question;
using test::Questions;

fs::path password_file(const fs::path& folder, const std::string& password) {
    const fs::path file = folder / "password";
    std::ofstream{file} << password << '\n';
    fs::permissions(file, fs::perms{0600});
    return file;
}

constexpr bool shown = true;

// A bank that asks as it likes, and an office with its password, right or wrong.
struct Asking {
    TemporaryFolder folder;
    std::string host_key = test::make_host_key(folder / "host_key");
    test::OddServer bank{folder / "host_key", "open sesame"};
    SftpRoadSettings settings;

    explicit Asking(const std::string& password = "open sesame") {
        settings.host = "127.0.0.1";
        settings.port = bank.port();
        settings.user = "minzheng";
        settings.host_keys = {host_key};
        settings.password_file = password_file(folder.path(), password);
    }
    [[nodiscard]] Result<Presence, Refusal> look() const { return SftpRoad{settings}.look("B7.txt", "one"); }
};

}  // namespace

TEST_CASE("sftp: OpenSSH's server that asks by keyboard-interactive alone is answered with the password") {
    test::SshServer bank{test::SshServer::AsksByPam{MINGZHANG_PAM_SHIM, "open sesame"}};
    auto settings = bank.settings();
    settings.key_file.clear();
    settings.password_file = password_file(bank.folder(), "open sesame");
    const auto report = SftpRoad{settings}.put("B7.txt", "one");
    CAPTURE(report.detail.en);
    CHECK(report.delivery == Delivery::acknowledged);
    CHECK(read_bytes(bank.out() / "B7.txt") == "one");

    password_file(bank.folder(), "open barley");
    CHECK(SftpRoad{settings}.look("B7.txt", "one").error().is(RoadError::not_let_in));
    settings.password_file.clear();
    settings.key_file = bank.folder() / "key";
    CHECK(SftpRoad{settings}.look("B7.txt", "one").error().is(RoadError::not_let_in));
}

TEST_CASE("sftp: one question is answered with the password, and no other") {
    struct Row {
        const char* why;
        std::vector<Questions> questions;
        const char* refused_with;  // The question nobody here can answer; empty: let in.
        std::vector<std::string> answers;
    };
    const auto row = GENERATE(values<Row>({
        {"the password", {{{"Password: "}}}, "", {"open sesame"}},
        {"in Chinese", {{{"口令："}}}, "", {"open sesame"}},
        {"news before and after", {{}, {{"Password: "}}, {}}, "", {"open sesame"}},
        {"a code after it", {{{"Password: "}}, {{"动态口令："}}}, "“动态口令：”", {"open sesame"}},
        {"a new password after it", {{{"Password: "}}, {{"New password: "}}}, "“New password:”", {"open sesame"}},
        {"a code beside it", {{{"Password: "}, {"Code: "}}}, "“Password:” “Code:”", {}},
        {"what may be seen is no password", {{{"Branch: ", shown}}}, "“Branch:”", {}},
        {"words in GBK", {{{"\xbf\xda\xc1\xee", shown}}}, "“口令”", {}},
        {"words that would move the cursor", {{{"a\x1b[2Jb\nc", shown}}}, "“a [2Jb c”", {}},
        {"words without an end", {{{std::string(4000, 'x'), shown}}}, "xxxxxxxxx”", {}},
    }));
    CAPTURE(row.why);
    Asking asking;
    asking.bank.ask(row.questions);
    const auto looked = asking.look();
    CHECK(asking.bank.answers() == row.answers);
    if (*row.refused_with == '\0') {
        CHECK(looked == Presence::absent);
        return;
    }
    REQUIRE_FALSE(looked.has_value());
    CHECK(looked.error().is(RoadError::asks_more));
    for (const std::string& said : {looked.error().what().zh, looked.error().what().en}) {
        CHECK_THAT(said, Catch::Contains(row.refused_with));
        CHECK(said.size() < 400);
    }
    CHECK(SftpRoad{asking.settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
}

TEST_CASE("sftp: a server that offers `password` as well is not waited for to ask") {
    Asking asking;
    asking.bank.ask({{{"Branch: ", shown}}}, test::OddServer::Offers::password_too);
    CHECK(asking.look() == Presence::absent);
    CHECK(asking.bank.answers().empty());
}

TEST_CASE("sftp: a wrong password is no more let in by a question than without") {
    Asking asking{"open barley"};
    asking.bank.ask({{{"Password: "}}});
    CHECK(asking.look().error().is(RoadError::not_let_in));
}

}  // namespace mingzhang::bank::transport
