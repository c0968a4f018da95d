// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The real program is killed at its Nth write to the disk, in import, calculation, approval, release, batch creation,
// writing of the bank's file, posting of the bank's result, and closing of the period. After each: verify holds, what
// was acknowledged is there, the same command given again with the same key completes, and the town stands exactly
// where it stands without a crash.
//
// A dozen points a command, spread over all its writes and ending with the last; every single one of them when
// MINGZHANG_DEEP is set, as `./dev test --deep` does.
#include <catch2/catch.hpp>

#include "tests/simulation/crashing.hpp"

namespace mingzhang::test {

namespace {

// Crashes the command at every point, each time from the same state; leaves the office with the command done.
void crash_everywhere(const Office& office, const Words& command) {
    const Saved before{office};
    const std::string count_file = office.file("writes");
    const Ended whole = run_crashing(office, command, 0, count_file);
    CAPTURE(command, whole.err);
    REQUIRE(whole.status == 0);
    const long writes = std::stol(read_file(count_file));
    REQUIRE(writes >= 2);
    std::filesystem::remove(count_file);
    const std::string expected = seen(office);
    const Saved after{office};

    for (const long at : crash_points(writes)) {
        CAPTURE(at, writes);
        before.put_back();
        const Ended cut_short = run_crashing(office, command, at, count_file);
        REQUIRE(cut_short.status == killed);
        // Whoever read an answer may rely on it. (Today it comes after the last write.)
        CHECK((cut_short.out.empty() || seen(office) == expected));
        const Ended proof = office.run({"verify"});
        CAPTURE(proof.out);
        REQUIRE(proof.status == 0);
        const Ended again = office.run(command);
        CAPTURE(again.err);
        REQUIRE(again.status == 0);
        REQUIRE(office.run({"verify"}).status == 0);
        CHECK(seen(office) == expected);
    }
    after.put_back();
}

}  // namespace

TEST_CASE("killed at any write, the program loses nothing and doubles nothing") {
    Office office;
    office.found_for_practice();
    const auto done = [&](const Words& words) {
        const Ended ended = office.run(words);
        CAPTURE(words, ended.err);
        REQUIRE(ended.status == 0);
    };
    done(as("officer", {"import", "divisions", golden("divisions.csv")}));
    done(as("officer", {"import", "pack", golden("2022-08/2021-09.toml")}));
    crash_everywhere(office, as("officer", {"import", "households", golden("2022-08/households.csv")}, "households"));
    for (const char* kind : {"members", "incomes", "deaths"})
        done(as("officer", {"import", kind, golden(std::string{"2022-08/"} + kind + ".csv")}));
    crash_everywhere(office, as("officer", {"run", "calculate", "2022-08", "--division", town}, "calculate"));
    done(as("officer", {"run", "submit", "1"}));
    done(as("reviewer", {"run", "review", "1"}));
    crash_everywhere(office, as("approver", {"run", "approve", "1"}, "approve"));
    done(as("officer", {"bank-account", "add", "--name", "示范账户", "--bank", "rcb", "--layout", "ccb", "--account",
                        "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"}));
    for (const char* program_name : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"})
        done(as("officer", {"funds", "receive", "--bank-account", "1", "--program", program_name, "--source", "county",
                            "--amount", "5000000", "--year", "2022", "--document", "1号"}));
    crash_everywhere(office, as("officer", {"run", "release", "1"}, "release"));
    crash_everywhere(office, as("officer", {"batch", "create"}, "batches"));
    crash_everywhere(office, as("officer", {"batch", "files"}));
    done(as("liaison", {"batch", "send", "1"}));
    done(as("liaison", {"bank-sim", "1", "--out", office.file("answer.txt"), "--seed", "7", "--fail-percent", "10"}));
    crash_everywhere(office, as("liaison", {"bank", "result", "1", office.file("answer.txt")}, "result"));
    done(as("liaison", {"batch", "close", "1"}));
    for (const char* batch : {"2", "3", "4"}) {
        done(as("liaison", {"batch", "send", batch}));
        done(as("liaison", {"bank-sim", batch, "--out", office.file("answer.txt"), "--seed", "7"}));
        done(as("liaison", {"bank", "result", batch, office.file("answer.txt")}));
        done(as("liaison", {"batch", "close", batch}));
    }
    done(as("officer", {"run", "close", "1"}));
    crash_everywhere(office, as("approver", {"period", "close", "2022-08"}, "period"));
    // Acknowledged, and nothing is posted in the month any more.
    CHECK(office
              .run(as("officer", {"funds", "receive", "--bank-account", "1", "--program", "rural_dibao", "--source",
                                  "county", "--amount", "1", "--year", "2022"}))
              .status == 1);
    CHECK(office.run({"verify"}).status == 0);
}

}  // namespace mingzhang::test
