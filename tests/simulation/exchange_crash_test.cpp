// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The real program is killed at every single write to the disk while it sends a batch to the bank's folder, and while
// it collects the bank's answer from there. Afterwards the same command completes; the bank has the file exactly once;
// where it cannot be known whether the bank has it, nothing is sent again before two people have asked.
#include <catch2/catch.hpp>

#include "tests/simulation/crashing.hpp"

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

const std::string connection = R"(name = "农商行文件夹"
[road]
kind = "folder"
out = "to-bank"
in = "from-bank"
)";

class ConnectedOffice {
public:
    ConnectedOffice() {
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
        for (const char* folder : {"to-bank", "from-bank"}) fs::create_directories(office.file(folder));
        write_file(office.file("bank.toml"), connection);
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

    // What stands in a folder of the exchange under a finished name.
    [[nodiscard]] std::vector<std::string> standing(const char* folder) const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator{office.file(folder)})
            if (const std::string name = entry.path().filename(); !name.starts_with(".")) names.push_back(name);
        return names;
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

}  // namespace

TEST_CASE("killed at any write of sending, the bank gets the batch exactly once") {
    const ConnectedOffice connected;
    const Office& office = connected.office;
    const Words send{"batch", "send", "1"};
    const Whole whole{office, as("liaison", send)};
    const std::string name = connected.payment_file().filename(), bytes = read_file(connected.payment_file());
    int known = 0, asked = 0;
    for (long at = 1; at <= whole.writes; ++at) {
        CAPTURE(at, whole.writes);
        whole.before.put_back();
        REQUIRE(run_crashing(office, as("liaison", send), at, office.file("writes")).status == killed);
        connected.proven();
        const Ended again = office.run(later("liaison", send));
        CAPTURE(again.out, again.err);
        if (again.status == 0) {
            ++known;
        } else {
            ++asked;
            REQUIRE(connected.standing("to-bank").empty());
            CHECK(office.run(later("officer", {"batch", "withdraw", "1", "--reason", "重算"})).status == 1);
            const Words word{"batch", "sent", "1", "--not-received", "--note", "电话问过"};
            connected.done(later("liaison", word));
            CHECK(office.run(later("liaison", word)).status == 1);
            CHECK(office.run(later("liaison", send)).status == 1);
            REQUIRE(connected.standing("to-bank").empty());
            connected.done(later("reviewer", word));
            connected.done(later("liaison", send));
        }
        CHECK(connected.standing("to-bank") == std::vector<std::string>{name});
        CHECK(read_file(office.file("to-bank/" + name)) == bytes);
        connected.proven();
        connected.done(later("liaison", send));  // Asked once more, nothing goes.
        fs::remove(office.file("to-bank/" + name));
        connected.done(later("liaison", send));
        CHECK(connected.standing("to-bank").empty());
    }
    CHECK(known > 0);
    CHECK(asked > 0);
}

TEST_CASE("killed at any write of collecting, the answer is kept and posted exactly once") {
    const ConnectedOffice connected;
    const Office& office = connected.office;
    connected.done(as("liaison", {"batch", "send", "1"}));
    std::string name = connected.payment_file().filename();
    name.insert(name.find(".txt"), "_result");
    connected.done(as("liaison", {"bank-sim", "1", "--out", office.file("from-bank/" + name), "--seed", "7",
                                  "--fail-percent", "10"}));
    const Words collect = as("liaison", {"bank", "collect"});
    const Whole whole{office, collect};
    REQUIRE(connected.standing("from-bank").empty());
    const auto files = [&] { return office.ask({"bank", "files"}); };
    const auto expected_files = files();
    for (long at = 1; at <= whole.writes; ++at) {
        CAPTURE(at, whole.writes);
        whole.before.put_back();
        REQUIRE(run_crashing(office, collect, at, office.file("writes")).status == killed);
        connected.proven();
        connected.done(collect);
        CHECK(connected.standing("from-bank").empty());
        CHECK(seen(office) == whole.expected);
        CHECK(files() == expected_files);
        connected.proven();
    }
}

}  // namespace mingzhang::test
