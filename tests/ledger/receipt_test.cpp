// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/receipt.hpp"

#include <fmt/format.h>
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "ledger/entry_digest.hpp"
#include "ledger/log_proof.hpp"
#include "ledger/make_receipt.hpp"
#include "tests/ledger/checkpoints.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

using ledger::CheckpointFault;
using ledger::Receipt;
using ledger::ReceiptFault;
using ledger::ReceiptRefusal;

namespace {

std::string household_of(std::int64_t run, std::int64_t line) {
    return fmt::format("YX{:02}{:04}", run, line);
}

std::int64_t fen_of(std::int64_t run, std::int64_t line) {
    return 100'000 + 7919 * run + 37 * line;
}

// A run of so many lines, owed, sent and paid, each step in one command.
void pay_run(Office& office, std::int64_t run, std::int64_t lines) {
    std::vector<Transfer> owed, away, arrived;
    for (std::int64_t line = 1; line <= lines; ++line) {
        owed.push_back(due(run, line, household_of(run, line), fen_of(run, line)));
        away.push_back(sent(owed.back(), fen_of(run, line)));
        arrived.push_back(paid(away.back(), fen_of(run, line)));
    }
    for (Transfer& transfer : owed) transfer.dimensions.month = Month{2022, 1} + static_cast<int>(run);
    for (const auto& step : {owed, away, arrived}) REQUIRE(post(office, step).has_value());
}

// An office with money and a key, three runs paid, and a checkpoint over them.
class Paid {
public:
    explicit Paid(crypto::SignatureKind kind = crypto::SignatureKind::ed25519) {
        make_key(office, kind);
        REQUIRE(post(office, {funds(1'000'000'000)}).has_value());
        for (const auto& [run, lines] : {std::pair{1, 1}, {2, 5}, {3, 8}}) pay_run(office, run, lines);
        checkpoint(office);
    }

    [[nodiscard]] Receipt receipt(std::int64_t run, std::int64_t line) {
        return ledger::make_receipt(office.sql(), office.county(), run, line).value();
    }

    Office office;
};

std::string refused(const std::string& json, const crypto::PublicKey& key) {
    const auto proven = ledger::verify_receipt(json, key, "file");
    return proven ? "nothing" : proven.error().code();
}

template <class Reason>
std::string code_of(Reason reason) {
    return std::string{words(reason).code};
}

// As the log makes it, of what the database holds of a command without facts.
crypto::Digest details_of(Office& office, CommandId id, const std::string& secret) {
    std::string name, key, actor, role, os_user, request, answer;
    office.sql() << "SELECT name, key, actor, role, os_user, request, answer FROM command WHERE county = :county AND "
                    "number = :number",
        soci::use(id.county.number), soci::use(id.number), soci::into(name), soci::into(key), soci::into(actor),
        soci::into(role), soci::into(os_user), soci::into(request), soci::into(answer);
    return ledger::details_digest(secret,
                                  {id, name, key, actor, role, os_user, Instant{},
                                   crypto::Digest::from_hex(request).value(), crypto::sha256(answer)},
                                  {});
}

}  // namespace

TEST_CASE("every payment of every command has a receipt that holds, under every checkpoint since") {
    Office office;
    make_key(office);
    REQUIRE(post(office, {funds(1'000'000'000)}).has_value());
    for (std::int64_t run = 1; run <= 9; ++run) {
        pay_run(office, run, run);
        checkpoint(office);
        const auto key = public_key(office);
        for (std::int64_t before = 1; before <= run; ++before)
            for (std::int64_t line = 1; line <= before; ++line) {
                const auto receipt = ledger::make_receipt(office.sql(), office.county(), before, line);
                REQUIRE(receipt.has_value());
                const auto proven = ledger::verify_receipt(to_json(*receipt) + "\n", key, "");
                REQUIRE(proven.has_value());
                CHECK(proven->of().household == household_of(before, line));
                CHECK(proven->amount() == Money::fen(fen_of(before, line)));
                CHECK(proven->of().month == Month(2022, 8));
                CHECK(proven->checkpoint.size == opened(office, run).size);
            }
    }
}

TEST_CASE("a receipt under a national signature holds as well") {
    Paid town{crypto::SignatureKind::sm2};
    CHECK(refused(to_json(town.receipt(2, 3)), public_key(town.office)) == "nothing");
}

TEST_CASE("no byte of a receipt can change unseen") {
    Paid town;
    const auto key = public_key(town.office);
    const std::string json = to_json(town.receipt(3, 6));
    REQUIRE(refused(json, key) == "nothing");
    for (std::size_t at = 0; at < json.size(); ++at)
        for (const char flip : {'\x01', '\x02', '\x20'}) {
            std::string changed = json;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            CAPTURE(changed);
            CHECK(refused(changed, key) != "nothing");
        }
    for (std::size_t length = 0; length < json.size(); length += 7)
        CHECK(refused(json.substr(0, length), key) != "nothing");
}

TEST_CASE("whatever is changed in a receipt, the reason says what was") {
    struct Row {
        const char* why;
        void (*change)(Receipt&);
        std::string expected;
    };
    using crypto::sha256;
    const std::string command = code_of(ReceiptFault::command_not_in_log);
    const std::string entry = code_of(ReceiptFault::entry_not_in_command);
    const auto row = GENERATE_COPY(values<Row>({
        {"the household", [](Receipt& r) { r.entry.transfer.dimensions.household = "YX990001"; }, entry},
        {"the amount", [](Receipt& r) { r.entry.transfer.amount = Money::fen(1); }, entry},
        {"the month",
         [](Receipt& r) {
             r.entry.transfer.dimensions.month = Month{2022, 9};
         },
         entry},
        {"the program", [](Receipt& r) { r.entry.transfer.dimensions.program = Program::edge; }, entry},
        {"the event", [](Receipt& r) { r.entry.transfer.event = Event::offset; }, entry},
        {"an account", [](Receipt& r) { r.entry.transfer.credit = Account::recoverable; }, entry},
        {"the source", [](Receipt& r) { r.entry.transfer.dimensions.source = ledger::FundSource::city; }, entry},
        {"the division", [](Receipt& r) { r.entry.transfer.dimensions.division += 1; }, entry},
        {"the run", [](Receipt& r) { r.entry.transfer.dimensions.run += 1; }, entry},
        {"the line", [](Receipt& r) { r.entry.transfer.dimensions.line += 1; }, entry},
        {"the batch", [](Receipt& r) { r.entry.transfer.dimensions.batch += 1; }, entry},
        {"the instruction", [](Receipt& r) { r.entry.transfer.dimensions.instruction += 1; }, entry},
        {"the year", [](Receipt& r) { r.entry.transfer.dimensions.budget_year += 1; }, entry},
        {"the bank account", [](Receipt& r) { r.entry.transfer.dimensions.bank_account += 1; }, entry},
        {"a reversal", [](Receipt& r) { r.entry.transfer.reverses_command = 1; }, entry},
        {"the ordinal", [](Receipt& r) { r.entry.ordinal -= 1; }, entry},
        {"an ordinal of nothing", [](Receipt& r) { r.entry.ordinal = 0; }, entry},
        {"the salt", [](Receipt& r) { r.salt[0] = r.salt[0] == '0' ? '1' : '0'; }, entry},
        {"the way to the entries' root", [](Receipt& r) { r.entry_path[0] = sha256("x"); }, entry},
        {"that way shortened", [](Receipt& r) { r.entry_path.pop_back(); }, entry},
        {"the command", [](Receipt& r) { r.entry.command.number += 1; }, command},
        {"who did it, what was asked and answered", [](Receipt& r) { r.leaf.details = sha256("x"); }, command},
        {"when", [](Receipt& r) { r.leaf.at += std::chrono::seconds{1}; }, command},
        {"how many entries", [](Receipt& r) { r.leaf.entries += 1; }, command},
        {"the entries' root", [](Receipt& r) { r.leaf.entries_root = sha256("x"); }, command},
        {"the leaf's place", [](Receipt& r) { r.leaf.index -= 1; }, command},
        {"a place before the first", [](Receipt& r) { r.leaf.index = -1; }, command},
        {"a place behind the last", [](Receipt& r) { r.leaf.index = 1'000'000; }, command},
        {"the way to the log's root", [](Receipt& r) { r.leaf_path[0] = sha256("x"); }, command},
        {"that way lengthened", [](Receipt& r) { r.leaf_path.push_back(sha256("x")); }, command},
        {"the county", [](Receipt& r) { r.entry.command.county.number = 500111; }, code_of(ReceiptFault::other_log)},
        {"the time of the checkpoint",
         [](Receipt& r) { r.checkpoint.replace(r.checkpoint.find("time 2022"), 9, "time 2023"); },
         code_of(CheckpointFault::signature_wrong)},
        {"no checkpoint", [](Receipt& r) { r.checkpoint.clear(); }, code_of(CheckpointFault::not_a_checkpoint)},
    }));
    Paid town;
    Receipt receipt = town.receipt(2, 3);
    row.change(receipt);
    CAPTURE(row.why);
    CHECK(refused(to_json(receipt), public_key(town.office)) == row.expected);
}

TEST_CASE("a receipt made up whole and signed with another key is not believed, with or without that key inside") {
    Paid town;
    crypto::SeededRandom random{9};
    const auto thief = crypto::SigningKey::generate(crypto::SignatureKind::ed25519, random);
    Receipt receipt = town.receipt(2, 3);
    const auto checkpoint = ledger::open_checkpoint(receipt.checkpoint, public_key(town.office)).value();
    receipt.checkpoint = sign(checkpoint, thief);
    const std::string forged = to_json(receipt);
    CHECK(refused(forged, thief.public_key()) == "nothing");  // By its own key it is without fault.
    CHECK(refused(forged, public_key(town.office)) == code_of(CheckpointFault::other_key));
    std::string with_key = forged;
    with_key.insert(1, "\"public_key\":\"" + thief.public_key().fingerprint() + "\",");
    CHECK(refused(with_key, public_key(town.office)) == code_of(ReceiptFault::not_a_receipt));
}

TEST_CASE("an entry that is in the log and is no payment makes no receipt") {
    Paid town;
    Office& office = town.office;
    Receipt receipt = town.receipt(1, 1);
    // The command before it sent the same payable to the bank; everything about it is proven by the rules.
    const std::int64_t command = receipt.entry.command.number - 1;
    std::string secret, root;
    office.sql() << "SELECT salt_secret, entries_root FROM log_leaf WHERE county = 500110 AND command = :command",
        soci::use(command), soci::into(secret), soci::into(root);
    ledger::read_transfers_of(office.sql(), {office.county(), command},
                              [&](const ledger::StoredTransfer& row) { receipt.entry = row; });
    receipt.leaf.command = receipt.entry.command;
    receipt.leaf.details = details_of(office, receipt.entry.command, secret);
    receipt.leaf.index -= 1;
    receipt.leaf.entries_root = crypto::Digest::from_hex(root).value();
    receipt.salt = ledger::entry_salt(secret, 1);
    receipt.leaf_path =
        ledger::log_inclusion(office.sql(), office.county(), static_cast<std::uint64_t>(receipt.leaf.index),
                              opened(office, 1).size, crypto::HashKind::sha256);
    CHECK(refused(to_json(receipt), public_key(office)) == code_of(ReceiptFault::not_a_payment));
}

TEST_CASE("a receipt shows nothing of other households") {
    Paid town;
    const std::string json = to_json(town.receipt(3, 4));
    std::string secret;
    town.office.sql() << "SELECT salt_secret FROM log_leaf WHERE entries = 8 ORDER BY leaf DESC LIMIT 1",
        soci::into(secret);
    CHECK(json.find(household_of(3, 4)) != std::string::npos);
    CHECK(json.find(ledger::entry_salt(secret, 4)) != std::string::npos);
    CHECK(json.find(secret) == std::string::npos);
    CHECK(json.find(ledger::entry_salt(secret, 0)) == std::string::npos);  // That of who did it and what was answered.
    CHECK(json.find("officer") == std::string::npos);
    for (std::int64_t run = 1; run <= 3; ++run)
        for (std::int64_t line = 1; line <= 8; ++line) {
            if (run == 3 && line == 4) continue;
            CAPTURE(run, line);
            CHECK(json.find(household_of(run, line)) == std::string::npos);
            CHECK(json.find(std::to_string(fen_of(run, line))) == std::string::npos);
            CHECK(json.find(ledger::entry_salt(secret, line)) ==
                  (line == 4 ? json.find("\"salt\":\"") + 8 : std::string::npos));
        }
}

TEST_CASE("what the neighbour's entry would be cannot be tried out against a receipt") {
    // Knowing everything of the neighbour's entry but its salt: none of the hashes shown can be made of it, not even
    // with the salt the receipt does show.
    Paid town;
    const Receipt receipt = town.receipt(2, 1);
    Transfer neighbour = receipt.entry.transfer;
    neighbour.dimensions.line = neighbour.dimensions.instruction = 2;
    neighbour.dimensions.household = household_of(2, 2);
    neighbour.amount = Money::fen(fen_of(2, 2));
    const std::string guess = ledger::canonical(receipt.entry.command, 2, neighbour);
    for (const std::string& salt : {std::string{}, receipt.salt}) {
        const auto hash = crypto::leaf_hash(salt + guess);
        CHECK(std::find(receipt.entry_path.begin(), receipt.entry_path.end(), hash) == receipt.entry_path.end());
    }
    // The guess itself is right: with its own salt it is the hash beside ours.
    std::string secret;
    const std::int64_t command = receipt.entry.command.number;
    town.office.sql() << "SELECT salt_secret FROM log_leaf WHERE county = 500110 AND command = :command",
        soci::use(command), soci::into(secret);
    CHECK(receipt.entry_path.front() == crypto::leaf_hash(ledger::entry_salt(secret, 2) + guess));
}

TEST_CASE("nor what the command answered, with its sums") {
    Paid town;
    const Receipt receipt = town.receipt(2, 1);
    const CommandId id = receipt.entry.command;
    std::string secret;
    town.office.sql() << "SELECT salt_secret FROM log_leaf WHERE county = 500110 AND command = :command",
        soci::use(id.number), soci::into(secret);
    CHECK(receipt.leaf.details == details_of(town.office, id, secret));
    for (const std::string& other : {std::string{}, receipt.salt, std::string(64, '0')})
        CHECK(receipt.leaf.details != details_of(town.office, id, other));
}

TEST_CASE("a receipt is for a payment that stands and is under a checkpoint") {
    Paid town;
    Office& office = town.office;
    const auto make = [&](std::int64_t run, std::int64_t line) {
        const auto receipt = ledger::make_receipt(office.sql(), office.county(), run, line);
        return receipt ? "made" : receipt.error().code();
    };
    CHECK(make(7, 1) == code_of(ReceiptRefusal::not_paid));
    pay_run(office, 4, 2);
    CHECK(make(4, 1) == code_of(ReceiptRefusal::no_checkpoint));
    checkpoint(office);
    CHECK(make(4, 1) == "made");
    // The money comes back after all: the payment is undone by a reversing entry.
    const Receipt before = town.receipt(4, 1);
    REQUIRE(post(office, {ledger::reversal_of(before.entry)}).has_value());
    CHECK(make(4, 1) == code_of(ReceiptRefusal::not_paid));
    CHECK(make(4, 2) == "made");
}

TEST_CASE("books tampered with give no receipt") {
    struct Row {
        const char* why;
        const char* table;
        const char* statement;
    };
    const auto row = GENERATE(values<Row>({
        {"the amount", "transfer", "UPDATE transfer SET amount = amount + 1 WHERE run = 2 AND line = 3"},
        {"a neighbour's amount", "transfer", "UPDATE transfer SET amount = amount + 1 WHERE run = 2 AND line = 4"},
        {"a neighbour gone", "transfer", "DELETE FROM transfer WHERE run = 2 AND line = 5"},
        {"who did it", "command", "UPDATE command SET actor = 'somebody'"},
        {"another leaf", "log_leaf", "UPDATE log_leaf SET hash = entries_root WHERE leaf = 0"},
        {"a leaf gone", "log_leaf", "DELETE FROM log_leaf WHERE leaf = 1"},
        {"the checkpoint", "checkpoint", "UPDATE checkpoint SET note = replace(note, '2022', '2023')"},
        {"the key", "signing_key", "UPDATE signing_key SET public_key = ''"},
    }));
    CAPTURE(row.why);
    Paid town;
    behind_the_programs_back(town.office.store(), row.table, row.statement);
    const auto receipt = ledger::make_receipt(town.office.sql(), town.office.county(), 2, 3);
    REQUIRE_FALSE(receipt.has_value());
    CHECK(receipt.error().is(ReceiptRefusal::not_provable));
}

TEST_CASE("a log that begins with leaves of release 0.1.0 still verifies; those make no receipts") {
    Office office;
    make_key(office);
    REQUIRE(post(office, {funds(1'000'000'000)}).has_value());
    pay_run(office, 1, 2);
    // Every leaf of the county as that release would have written it.
    for (std::int64_t command = 1; command <= 4; ++command) {
        std::string name, key, actor, role, os_user, request, answer, root;
        std::int64_t entries = 0;
        office.sql() << "SELECT c.name, c.key, c.actor, c.role, c.os_user, c.request, c.answer, l.entries, "
                        "l.entries_root FROM command c JOIN log_leaf l ON l.county = c.county AND "
                        "l.command = c.number WHERE c.county = 500110 AND c.number = :number",
            soci::use(command), soci::into(name), soci::into(key), soci::into(actor), soci::into(role),
            soci::into(os_user), soci::into(request), soci::into(answer), soci::into(entries), soci::into(root);
        const auto nine = Instant{std::chrono::sys_days{std::chrono::year{2022} / 8 / 20} + std::chrono::hours{1}};
        const CommandRecord record{{office.county(), command},
                                   name,
                                   key,
                                   actor,
                                   role,
                                   os_user,
                                   nine,
                                   crypto::Digest::from_hex(request).value(),
                                   crypto::sha256(answer)};
        const std::string bytes = ledger::canonical_first_version(record, command - 1, entries, root, {});
        behind_the_programs_back(office.store(), "log_leaf",
                                 fmt::format("UPDATE log_leaf SET hash = '{}' WHERE county = 500110 AND command = {}",
                                             crypto::leaf_hash(bytes).hex(), command));
    }
    pay_run(office, 2, 2);
    checkpoint(office);
    for (const std::string& broken : office.broken_passes()) {
        CAPTURE(broken);
        CHECK(broken.starts_with("runs.payables"));  // Posted without a run.
    }
    const auto early = ledger::make_receipt(office.sql(), office.county(), 1, 2);
    REQUIRE_FALSE(early.has_value());
    CHECK(early.error().is(ReceiptRefusal::earlier_release));
    CHECK(ledger::make_receipt(office.sql(), office.county(), 2, 2).has_value());
}

TEST_CASE("a household's number is masked, whatever letters it is of") {
    CHECK(ledger::masked_household("YX000001") == "YX****01");
    CHECK(ledger::masked_household("永新镇第一户") == "永新****一户");
    for (const char* household : {"", "1", "1234", "永新镇户"}) CHECK(ledger::masked_household(household) == "****");
}

}  // namespace mingzhang::test
