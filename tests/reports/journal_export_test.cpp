// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The exported journal, added up by ledger, hledger and beancount, gives every balance of the office to the fen.
#include "reports/journal_export.hpp"

#include <soci/soci.h>

#include <catch2/catch.hpp>
#include <random>

#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/funds.hpp"
#include "ledger/read_transfers.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/places.hpp"
#include "tests/reports/accounting_programs.hpp"

namespace mingzhang::test {

namespace {

using reports::JournalFormat;

constexpr std::array all_formats{JournalFormat::ledger, JournalFormat::hledger, JournalFormat::beancount};

// Every balance by its key, and every account of the plan, as the office has them.
Balances balances_of(store::Store& store, County county) {
    Balances balances;
    ledger::read_balances(store.sql(), county, [&](const ledger::BalanceKey& key, const ledger::Totals& totals) {
        balances[reports::account_path(key)] = difference(totals.debits, totals.credits).fen();
    });
    return balances;
}

std::map<int, std::int64_t> by_plan(const Balances& balances) {
    std::map<int, std::int64_t> sums;
    for (const auto& [path, fen] : balances) sums[std::stoi(path.substr(path.find(':') + 1))] += fen;
    return sums;
}

std::map<int, std::int64_t> trial_balance_of(store::Store& store, County county) {
    std::map<int, std::int64_t> sums;
    for (const auto& line : ledger::trial_balance(store.sql(), county))
        sums[static_cast<int>(line.account)] = difference(line.totals.debits, line.totals.credits).fen();
    return sums;
}

void export_to(store::Store& store, County county, JournalFormat format, const std::filesystem::path& file) {
    SilentProgress silent;
    const auto exported = reports::export_journal(store, county, format, file, {silent, {}});
    REQUIRE(exported.has_value());
}

void check_exports(store::Store& store, County county, const std::filesystem::path& folder) {
    const Balances expected = balances_of(store, county);
    REQUIRE_FALSE(expected.empty());
    for (const JournalFormat format : all_formats) {
        CAPTURE(reports::code(format));
        const auto file = folder / std::string{reports::code(format)};
        export_to(store, county, format, file);
        const Balances told = balances_told_by(format, file);
        CHECK(told == expected);
        CHECK(by_plan(told) == trial_balance_of(store, county));
    }
}

// What an office might type, and worse.
const std::vector<std::string> texts{"YX000001",
                                     "甲;乙",
                                     "a\nb",
                                     "\"quoted\"",
                                     "x, date:2030-01-01",
                                     "back\\slash",
                                     "[2022-01-01]",
                                     "key:: (1 + 1)",
                                     "  two  blanks  ",
                                     "; comment",
                                     "end comment",
                                     "＝＝ 100 CNY",
                                     "}{",
                                     "\r\n\t",
                                     "999901194605160165"};

// Commands of money received, owed, sent, paid and taken back, with texts that try to break the file.
class RandomJournal {
public:
    RandomJournal(Office& office, std::uint64_t seed) : office_{office}, dice_{seed} {}

    void play(int commands) {
        const std::string name = text();
        const auto account =
            batches::add_bank_account(office_.desk(), office_.sealer(), Office::person(Role::officer),
                                      {.county = office_.county(),
                                       .name = name.find_first_not_of(" \r\n\t") == std::string::npos ? "x" : name,
                                       .bank_code = "rcb",
                                       .layout = "ccb",
                                       .account = *AccountNumber::parse("6299990000000000001"),
                                       .account_name = "示范镇财政所",
                                       .merchant = "1"},
                                      "");
        REQUIRE(account.has_value());
        receive();
        for (int i = 0; i < commands; ++i) step();
    }

private:
    void step() {
        office_.set_day("2022-0" + std::to_string(up_to(2) + 7) + "-1" + std::to_string(up_to(9)));
        switch (up_to(4)) {
            case 0:
                return receive();
            case 1:
                return take_back();
            default:
                return pay();
        }
    }

    void receive() {
        const auto received =
            batches::receive_funds(office_.desk(), Office::person(Role::officer),
                                   {office_.county(), 1, ledger::all_fund_sources[static_cast<std::size_t>(up_to(3))],
                                    Program::rural_dibao, 2022 + up_to(1), Money::fen(1 + up_to(9'999'999)), text()},
                                   "");
        REQUIRE(received.has_value());
        const auto source = post(office_, {funds(1'000'000)});
        REQUIRE(source.has_value());
    }

    void pay() {
        ++run_;
        std::vector<Transfer> transfers;
        for (int line = 1; line <= 1 + up_to(3); ++line) {
            const Transfer owed = due(run_, line, text() + std::to_string(run_ * 10 + line), 1 + up_to(50'000));
            transfers.push_back(owed);
            const std::int64_t part = 1 + up_to(static_cast<int>(owed.amount.fen()) - 1);
            if (up_to(2) > 0) transfers.push_back(sent(owed, part));
            if (transfers.back().event == Event::sent_to_bank && up_to(2) > 0)
                transfers.push_back(paid(transfers.back(), part));
        }
        static_cast<void>(post(office_, transfers));  // Refused when the quota is short: then nothing is there.
    }

    // The last entry of the last command, undone.
    void take_back() {
        std::optional<ledger::StoredTransfer> last;
        ledger::read_journal(
            office_.sql(), office_.county(), [&](const ledger::StoredTransfer& stored, Date) { last = stored; },
            [](CommandId, std::int64_t) { FAIL("an entry that cannot be read"); });
        if (last && last->transfer.reverses_command == 0)
            static_cast<void>(post(office_, {ledger::reversal_of(*last)}));
    }

    int up_to(int most) { return static_cast<int>(dice_() % static_cast<std::uint64_t>(most + 1)); }
    const std::string& text() { return texts[dice_() % texts.size()]; }

    Office& office_;
    std::mt19937_64 dice_;
    std::int64_t run_ = 0;
};

}  // namespace

TEST_CASE("three accounting programs find every balance of a played golden town, to the fen") {
    const TemporaryFolder folder;
    const Said played =
        ask_shell("bash '" MINGZHANG_SOURCE_DIR "/console/demo.sh' '" MINGZHANG_PROGRAM "' --no-serve --keep '" +
                  folder.path().string() + "'");
    CAPTURE(played.text);
    REQUIRE(played.status == 0);
    auto store = store::Store::open("sqlite:" + (folder / "town.db").string());
    REQUIRE(store.has_value());
    CHECK(balances_of(**store, {500110}).size() > 100);
    check_exports(**store, {500110}, folder.path());

    // The verb writes the same file.
    for (const JournalFormat format : all_formats) {
        const auto file = folder / ("by-verb-" + std::string{reports::code(format)});
        const Said said =
            ask_shell("'" MINGZHANG_PROGRAM "' --db 'sqlite:" + (folder / "town.db").string() + "' export " +
                      std::string{reports::code(format)} + " --out '" + file.string() + "'");
        CAPTURE(said.text);
        CHECK(said.status == 0);
        CHECK(read_file(file) == read_file(folder / std::string{reports::code(format)}));
    }
}

TEST_CASE("three accounting programs find every balance of random journals with texts that try to break the file") {
    const int seeds = std::getenv("MINGZHANG_DEEP") != nullptr ? 40 : 4;
    for (int seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Office office{store::Backend::sqlite, whole_office_parts()};
        RandomJournal{office, static_cast<std::uint64_t>(seed)}.play(40);
        check_exports(office.store(), office.county(), office.folder());
    }
}

TEST_CASE("a file that lost or changed a fen is refused by the program that reads it") {
    Office office{store::Backend::sqlite, whole_office_parts()};
    RandomJournal{office, 7}.play(10);
    for (const JournalFormat format : all_formats) {
        CAPTURE(reports::code(format));
        const auto file = office.folder() / "journal";
        export_to(office.store(), office.county(), format, file);
        std::string text = read_file(file);
        const std::string whole = "10000.00 CNY";
        for (int leg = 0; leg < 2; ++leg) {
            const std::size_t at = text.find(whole);
            REQUIRE(at != std::string::npos);
            text.replace(at, whole.size(), "10000.01 CNY");
        }
        CHECK(checked_by(format, office.file("changed", text)).status != 0);
    }
}

TEST_CASE("a journal without entries is exported as one") {
    Office office{store::Backend::sqlite, whole_office_parts()};
    for (const JournalFormat format : all_formats) {
        export_to(office.store(), office.county(), format, office.folder() / "journal");
        CHECK(balances_told_by(format, office.folder() / "journal").empty());
    }
}

TEST_CASE("an export that is stopped, or finds an entry nobody can read, leaves what stood there") {
    Office office{store::Backend::sqlite, whole_office_parts()};
    RandomJournal{office, 3}.play(3);
    const auto file = office.file("journal", "yesterday's");
    SilentProgress silent;
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = reports::export_journal(office.store(), office.county(), JournalFormat::ledger, file,
                                                 {silent, stop.get_token()});
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().is(reports::JournalExportRefusal::stopped));
    CHECK(read_file(file) == "yesterday's");

    const std::string rest =
        "debit, credit, amount, bank_account, source, program, budget_year, division, run, line, month, "
        "household, batch, instruction, reverses_command, reverses_ordinal, pending_command, pending_ordinal";
    office.sql() << "INSERT INTO transfer (county, command, ordinal, event, " + rest +
                        ") SELECT county, command, 99, 77, " + rest + " FROM transfer WHERE command = 2";
    const auto unreadable =
        reports::export_journal(office.store(), office.county(), JournalFormat::ledger, file, {silent, {}});
    REQUIRE_FALSE(unreadable.has_value());
    CHECK(unreadable.error().is(reports::JournalExportRefusal::entry_not_readable));
    CHECK(read_file(file) == "yesterday's");
}

}  // namespace mingzhang::test
