// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The real program is killed at every single write to the disk while it sends a batch to the bank's folder, and while
// it collects the bank's answer from there; and at some of them with a real SFTP server in between. Afterwards the same
// command completes; the bank has the file exactly once; where it cannot be known whether the bank has it, nothing is
// sent again before two people have asked.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "tests/simulation/crashing.hpp"
#include "tests/simulation/sftp_bank.hpp"

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

// The bank's side as the test sees it: two folders, and how the office gets there.
struct BankSide {
    std::string toml;
    fs::path to_bank, from_bank;
    bool every_write;  // Killed at every one of them, or at some.

    [[nodiscard]] std::set<long> points(long writes) const {
        std::set<long> all = crash_points(writes);
        for (long at = 1; every_write && at <= writes; ++at) all.insert(at);
        return all;
    }
    // What stands there under a finished name.
    [[nodiscard]] static std::vector<std::string> standing(const fs::path& folder) {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{folder})
            if (const std::string name = entry.path().filename(); !name.starts_with(".")) names.push_back(name);
        return names;
    }
    void clear() const {
        for (const fs::path& folder : {to_bank, from_bank})
            for (const auto& entry : fs::directory_iterator{folder}) fs::remove_all(entry.path());
    }
};

BankSide folder_bank(const TemporaryFolder& folder) {
    BankSide side{"name = \"农商行文件夹\"\n[road]\nkind = \"folder\"\n", folder / "out", folder / "in", true};
    for (const fs::path& path : {side.to_bank, side.from_bank}) fs::create_directories(path);
    side.toml += fmt::format("out = \"{}\"\nin = \"{}\"\n", side.to_bank.string(), side.from_bank.string());
    return side;
}

BankSide sftp_bank(const SftpBank& bank) {
    return {"name = \"农商行前置机\"\n" + bank.road(), bank.to_bank(), bank.from_bank(), false};
}

class ConnectedOffice {
public:
    explicit ConnectedOffice(const BankSide& side) {
        office.found_golden_town();
        done(as("officer", {"run", "calculate", "2022-08", "--division", town}));
        done(as("officer", {"run", "submit", "1"}));
        done(as("reviewer", {"run", "review", "1"}));
        done(as("approver", {"run", "approve", "1"}));
        done(
            as("officer", {"bank-account", "add", "--name", "示范账户", "--bank", "rcb", "--layout", "ccb", "--account",
                           "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"}));
        for (const char* program_name : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"})
            done(as("officer", {"funds", "receive", "--bank-account", "1", "--program", program_name, "--source",
                                "county", "--amount", "5000000", "--year", "2022", "--document", "1号"}));
        done(as("officer", {"run", "release", "1"}));
        done(as("officer", {"batch", "create"}));
        done(as("officer", {"batch", "files"}));
        write_file(office.file("bank.toml"), side.toml);
        done(as("administrator", {"bank", "connect", "1", office.file("bank.toml")}));
    }

    void done(const Words& words) const {
        const Ended ended = office.run(words);
        CAPTURE(words, ended.out, ended.err);
        REQUIRE(ended.status == 0);
    }
    void proven() const {
        const Ended proof = office.run({"verify"});
        CAPTURE(proof.out);
        REQUIRE(proof.status == 0);
    }

    [[nodiscard]] fs::path payment_file() const {
        for (const auto& entry : fs::recursive_directory_iterator{office.database() + ".outbox"})
            if (entry.path().parent_path().filename() == "B1") return entry.path();
        return {};
    }

    Office office;
};

// As commands are given after the other program has certainly ended.
Words later(const char* who, Words words) {
    words.insert(words.begin(), {"--now", "2022-08-28T09:20:00", "--as", who});
    return words;
}

// How many writes the command makes, and the office as it stands before and after it.
struct Whole {
    Whole(const Office& office, const Words& command) : before{office} {
        const std::string count_file = office.file("writes");
        const Ended whole = run_crashing(office, command, 0, count_file);
        CAPTURE(command, whole.out, whole.err);
        REQUIRE(whole.status == 0);
        writes = std::stol(read_file(count_file));
        fs::remove(count_file);
        expected = seen(office);
    }
    Saved before;
    long writes = 0;
    std::string expected;
};

void kill_sending(const BankSide& side) {
    const ConnectedOffice connected{side};
    const Office& office = connected.office;
    const Words send{"batch", "send", "1"};
    const Whole whole{office, as("liaison", send)};
    const std::string name = connected.payment_file().filename(), bytes = read_file(connected.payment_file());
    int known = 0, asked = 0;
    for (const long at : side.points(whole.writes)) {
        CAPTURE(at, whole.writes);
        whole.before.put_back();
        side.clear();
        REQUIRE(run_crashing(office, as("liaison", send), at, office.file("writes")).status == killed);
        connected.proven();
        const Ended again = office.run(later("liaison", send));
        CAPTURE(again.out, again.err);
        if (again.status == 0) {
            ++known;
        } else {
            ++asked;
            REQUIRE(BankSide::standing(side.to_bank).empty());
            CHECK(office.run(later("officer", {"batch", "withdraw", "1", "--reason", "重算"})).status == 1);
            const Words word{"batch", "sent", "1", "--not-received", "--note", "电话问过"};
            connected.done(later("liaison", word));
            CHECK(office.run(later("liaison", word)).status == 1);
            CHECK(office.run(later("liaison", send)).status == 1);
            REQUIRE(BankSide::standing(side.to_bank).empty());
            connected.done(later("reviewer", word));
            connected.done(later("liaison", send));
        }
        CHECK(BankSide::standing(side.to_bank) == std::vector<std::string>{name});
        CHECK(read_file(side.to_bank / name) == bytes);
        connected.proven();
        fs::remove(side.to_bank / name);  // The bank picks it up.
        connected.done(later("liaison", send));
        CHECK(BankSide::standing(side.to_bank).empty());
    }
    CHECK(known > 0);
    CHECK((asked > 0 || !side.every_write));
}

// The bank picks the file up as soon as it stands there: what it has taken must not come again.
void kill_sending_to_a_quick_bank(const BankSide& side) {
    const ConnectedOffice connected{side};
    const Office& office = connected.office;
    const Words send{"batch", "send", "1"};
    const Whole whole{office, as("liaison", send)};
    int taken = 0;
    for (const long at : side.points(whole.writes)) {
        CAPTURE(at, whole.writes);
        whole.before.put_back();
        side.clear();
        REQUIRE(run_crashing(office, as("liaison", send), at, office.file("writes")).status == killed);
        if (BankSide::standing(side.to_bank).empty()) continue;
        ++taken;
        side.clear();
        const bool is_known = office.run(later("liaison", send)).status == 0;
        CHECK(BankSide::standing(side.to_bank).empty());
        if (!is_known) connected.done(later("liaison", {"batch", "sent", "1", "--received", "--note", "银行说收到了"}));
        connected.done(later("liaison", send));
        CHECK(BankSide::standing(side.to_bank).empty());
        connected.proven();
    }
    CHECK(taken > 0);
}

void kill_collecting(const BankSide& side) {
    const ConnectedOffice connected{side};
    const Office& office = connected.office;
    connected.done(as("liaison", {"batch", "send", "1"}));
    std::string name = connected.payment_file().filename();
    name.insert(name.find(".txt"), "_result");
    const std::string answer = office.file("answer.txt");
    connected.done(as("liaison", {"bank-sim", "1", "--out", answer, "--seed", "7", "--fail-percent", "10"}));
    const auto lay_down = [&] { fs::copy_file(answer, side.from_bank / name, fs::copy_options::overwrite_existing); };
    lay_down();
    const Words collect = as("liaison", {"bank", "collect"});
    const Whole whole{office, collect};
    REQUIRE(BankSide::standing(side.from_bank).empty());
    const auto files = [&] { return office.ask({"bank", "files"}); };
    const auto expected_files = files();
    for (const long at : side.points(whole.writes)) {
        CAPTURE(at, whole.writes);
        whole.before.put_back();
        lay_down();
        REQUIRE(run_crashing(office, collect, at, office.file("writes")).status == killed);
        connected.proven();
        connected.done(collect);
        CHECK(BankSide::standing(side.from_bank).empty());
        CHECK(seen(office) == whole.expected);
        CHECK(files() == expected_files);
        connected.proven();
    }
}

}  // namespace

TEST_CASE("killed at any write of sending, the bank's folder gets the batch exactly once") {
    const TemporaryFolder folder;
    kill_sending(folder_bank(folder));
}

TEST_CASE("a bank that has taken the batch in does not get it again where sending was killed") {
    const TemporaryFolder folder;
    kill_sending_to_a_quick_bank(folder_bank(folder));
}

TEST_CASE("killed at any write of collecting, the answer is kept and posted exactly once") {
    const TemporaryFolder folder;
    kill_collecting(folder_bank(folder));
}

TEST_CASE("killed while it sends to an SFTP server, or collects from it, it completes as with a folder") {
    const SftpBank bank;
    SECTION("sending") {
        kill_sending(sftp_bank(bank));
    }
    SECTION("collecting") {
        kill_collecting(sftp_bank(bank));
    }
}

}  // namespace mingzhang::test
