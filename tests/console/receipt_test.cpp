// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What an auditor and a payee hold in their hands, with and without the office's database.
#include <sqlite3.h>

#include <catch2/catch.hpp>

#include "tests/console/office.hpp"

using namespace mingzhang::test;

namespace {

std::vector<std::string> at(const std::string& day, std::vector<std::string> words) {
    words.insert(words.begin(), {"--now", day + "T09:00:00"});
    return words;
}

// The rural dibao of the first month, paid without a failure; the office has a key, and its public half is on file.
void pay_a_month(const Office& office) {
    const auto ask = [&](std::vector<std::string> words) { return office.ask(at("2022-08-28", std::move(words))); };
    office.found_golden_town();
    ask({"--as", "administrator", "checkpoint", "make-key"});
    ask({"checkpoint", "public-key", "--out", office.file("public.pem")});
    ask({"--as", "officer", "run", "calculate", "2022-08", "--division", town, "--program", "rural_dibao"});
    ask({"--as", "officer", "run", "submit", "1"});
    ask({"--as", "reviewer", "run", "review", "1"});
    ask({"--as", "approver", "run", "approve", "1"});
    ask({"--as", "officer", "bank-account", "add", "--name", "零余额户", "--bank", "rcb", "--layout", "ccb",
         "--account", "6299990000000000001", "--account-name", "示范镇财政所", "--merchant", "100001"});
    ask({"--as", "officer", "funds", "receive", "--bank-account", "1", "--program", "rural_dibao", "--source", "county",
         "--amount", "500000"});
    ask({"--as", "officer", "run", "release", "1"});
    ask({"--as", "officer", "batch", "create"});
    ask({"--as", "officer", "batch", "files"});
    ask({"--as", "liaison", "batch", "send", "1"});
    office.ask({"bank-sim", "1", "--out", office.file("answer"), "--seed", "7", "--fail-percent", "0"});
    ask({"--as", "auditor", "checkpoint", "create"});
    ask({"checkpoint", "export", "1", "--out", office.file("first")});
    ask({"--as", "liaison", "bank", "result", "1", office.file("answer")});
}

void make_second_checkpoint(const Office& office) {
    office.ask(at("2022-08-31", {"--as", "auditor", "checkpoint", "create"}));
    office.ask({"checkpoint", "export", "2", "--out", office.file("second")});
}

void behind_the_programs_back(const Office& office, const std::string& statements) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(office.database().c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("a receipt is issued, handed over, and verified where there is no database") {
    const Office office;
    pay_a_month(office);
    const std::string receipt = office.file("receipt.json"), key = office.file("public.pem");

    // Not before a checkpoint covers the payment.
    const Ended early = office.run({"receipt", "B1-000001", "--out", receipt});
    CHECK(early.status == 1);
    CHECK(early.err.find("checkpoint create") != std::string::npos);
    make_second_checkpoint(office);
    office.ask({"receipt", "B1-000001", "--out", receipt});

    const TemporaryFolder elsewhere;
    const std::string carried = elsewhere / "receipt.json", public_key = elsewhere / "public.pem";
    write_file(carried, read_file(receipt));
    write_file(public_key, read_file(key));
    const auto verify = [&](std::vector<std::string> more = {}) {
        std::vector<std::string> words{
            "--db", "sqlite:" + (elsewhere / "none.db"), "verify-receipt", carried, "--key", public_key};
        words.insert(words.end(), more.begin(), more.end());
        return run_process(program(), words);
    };
    const Ended held = verify();
    CAPTURE(held.out, held.err);
    REQUIRE(held.status == 0);
    CHECK(held.out.starts_with("回执成立。\n  户 YX****"));
    CHECK(held.out.find("农村低保，2022年8月，") != std::string::npos);
    CHECK(held.out.find("2022-08-28 09:00:00 登记到账（第 1 批次第 1 笔）") != std::string::npos);
    CHECK(held.out.find("检查点 mingzhang/500110，2022-08-31 09:00:00") != std::string::npos);
    CHECK(verify({"--lang", "en"}).out.starts_with("The receipt holds.\n  Household YX****"));
    CHECK_FALSE(std::filesystem::exists(elsewhere / "none.db"));

    const auto document = boost::json::parse(verify({"--json"}).out).as_object();
    CHECK(document.at("holds") == 1);
    CHECK(document.at("program") == "rural_dibao");
    CHECK(document.at("month") == "2022-08");
    CHECK(document.at("batch") == 1);
    CHECK(document.at("instruction") == 1);
    const auto shown = office.ask({"batch", "show", "1"}).at("instructions").as_array().at(0).as_object();
    const auto fen = document.at("amount_fen").as_int64();
    CHECK(shown.at("amount") ==
          boost::json::string{std::to_string(fen / 100) + (fen % 100 < 10 ? ".0" : ".") + std::to_string(fen % 100)});

    // Run and line name the same payment, and without --out it is printed.
    const std::string line =
        std::to_string(document.at("run").as_int64()) + "/" + std::to_string(document.at("line").as_int64());
    const Ended printed = office.run({"receipt", line});
    CHECK(printed.out == read_file(receipt));
    CHECK(office.run({"receipt", line, "--json"}).out == read_file(receipt));

    // One fen more, and it says so.
    std::string changed = read_file(receipt);
    const std::string amount = "\"amount\":" + std::to_string(fen);
    REQUIRE(changed.find(amount) != std::string::npos);
    changed.replace(changed.find(amount), amount.size(), "\"amount\":" + std::to_string(fen + 1));
    write_file(carried, changed);
    const Ended refused = verify({"--json"});
    CHECK(refused.status == 1);
    CHECK(boost::json::parse(refused.out).at("refused") == "receipt/entry_not_in_command");
    CHECK(refused.err.find("户、月份或金额被改动过") != std::string::npos);

    // Another office's key.
    write_file(carried, read_file(receipt));
    office.ask({"--as", "administrator", "checkpoint", "make-key", "--algorithm", "sm2"});
    office.ask({"checkpoint", "public-key", "--out", public_key});
    const Ended by_another = verify({"--json"});
    CHECK(by_another.status == 1);
    CHECK(boost::json::parse(by_another.out).at("refused") == "checkpoint/other_key");
    CHECK(office.run({"verify"}).status == 0);
}

TEST_CASE("a payment named wrongly is said to be") {
    const Office office;
    pay_a_month(office);
    struct Row {
        const char* payment;
        const char* code;
    };
    for (const Row& row : {Row{"YX000001", "receipt/not_a_payment_name"},
                           {"B0-000001", "receipt/not_a_payment_name"},
                           {"B1-999999", "receipt/unknown_payment"},
                           {"B7-000001", "receipt/unknown_payment"},
                           {"1/99999", "receipt/not_paid"}}) {
        const Ended ended = office.run({"receipt", row.payment, "--json"});
        CAPTURE(row.payment);
        CHECK(ended.status == 1);
        CHECK(boost::json::parse(ended.out).at("refused") == row.code);
    }
}

TEST_CASE("an auditor holds checkpoints against each other and against the log") {
    const Office office;
    pay_a_month(office);
    make_second_checkpoint(office);
    const std::string first = office.file("first"), second = office.file("second"), key = office.file("public.pem"),
                      proof = office.file("proof.json");
    CHECK(office.ask({"checkpoint", "list"}).as_array().size() == 2);
    CHECK(office.ask({"checkpoint", "check", first, "--key", key}).at("holds") == 1);
    CHECK(office.ask({"checkpoint", "check", first, second, "--key", key, "--save-proof", proof}).at("proof") ==
          boost::json::string{proof});

    // By the proof alone, with no database in sight.
    const auto by_proof = [&](const std::string& older, const std::string& newer) {
        return run_process(program(), {"--db", "sqlite:" + office.file("none.db"), "checkpoint", "check", older, newer,
                                       "--key", key, "--proof", proof, "--json"});
    };
    CHECK(by_proof(first, second).status == 0);
    CHECK(boost::json::parse(by_proof(second, first).out).at("refused") == "checkpoint.check/wrong_order");
    CHECK(boost::json::parse(by_proof(first, first).out).at("refused") == "checkpoint.check/not_a_proof");

    // A checkpoint somebody edited.
    std::string edited = read_file(second);
    edited.replace(edited.find("2022-08-31"), 10, "2022-08-30");
    write_file(office.file("edited"), edited);
    CHECK(boost::json::parse(by_proof(first, office.file("edited")).out).at("refused") == "checkpoint/signature_wrong");

    // A leaf, and then the end of the log, taken away behind the program's back.
    behind_the_programs_back(office,
                             "DROP TRIGGER log_leaf_no_UPDATE; UPDATE log_leaf SET hash = entries_root WHERE leaf = 0");
    const Ended rewritten = office.run({"checkpoint", "check", first, "--key", key, "--json"});
    CHECK(rewritten.status == 1);
    CHECK(boost::json::parse(rewritten.out).at("refused") == "checkpoint.check/log_rewritten");
    behind_the_programs_back(office, "DROP TRIGGER log_leaf_no_DELETE; DELETE FROM log_leaf WHERE leaf > 3");
    const Ended cut = office.run({"checkpoint", "check", first, second, "--key", key, "--json"});
    CHECK(boost::json::parse(cut.out).at("refused") == "checkpoint.check/log_cut_short");
    CHECK(by_proof(first, second).status == 0);  // The two the auditor holds are still of one log.
}

TEST_CASE("the office's own log has checkpoints too") {
    const Office office;
    office.found_for_practice();
    office.ask({"--as", "administrator", "checkpoint", "make-key"});
    office.ask({"checkpoint", "public-key", "--out", office.file("public.pem")});
    office.ask({"--as", "auditor", "checkpoint", "create", "--office"});
    office.ask({"checkpoint", "export", "1", "--office", "--out", office.file("office")});
    CHECK(read_file(office.file("office")).starts_with("mingzhang/0\n7\n"));
    CHECK(office.ask({"checkpoint", "check", office.file("office"), "--key", office.file("public.pem")}).at("holds") ==
          1);
    CHECK(office.run({"--as", "officer", "checkpoint", "create", "--office"}).status == 1);
    CHECK(office.run({"--as", "auditor", "checkpoint", "make-key"}).status == 1);
    CHECK(office.run({"checkpoint", "make-key", "--algorithm", "rsa"}).status == 2);
}

TEST_CASE("what the log is hashed with is settled when the office begins") {
    const Office office;
    CHECK(office.ask({"init", "--practice", "--hash", "sm3"}).at("log_hash") == "sm3");
    CHECK(office.ask({"init"}).at("log_hash") == "sm3");
    const Ended other = office.run({"init", "--hash", "sha256", "--json"});
    CHECK(other.status == 1);
    CHECK(boost::json::parse(other.out).at("refused") == "init/other_hash");
    CHECK(office.run({"init", "--hash", "md5"}).status == 2);
    office.found_for_practice();
    office.ask({"--as", "administrator", "checkpoint", "make-key", "--algorithm", "sm2"});
    office.ask({"--as", "auditor", "checkpoint", "create", "--office"});
    office.ask({"checkpoint", "export", "1", "--office", "--out", office.file("office")});
    CHECK(read_file(office.file("office")).find("\nhash sm3\n") != std::string::npos);
    CHECK(office.run({"verify"}).status == 0);
    const Office plain;
    CHECK(plain.ask({"init", "--practice"}).at("log_hash") == "sha256");
}
