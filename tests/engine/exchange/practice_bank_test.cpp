// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The whole way and back over a real folder and real agreements: the office sends, the pretended bank opens what came
// and answers over days, the office collects. What the books say in the end is what truly happened.
#include <fmt/format.h>

#include <filesystem>

#include "bank_adapters/layouts/delivered.hpp"
#include "base/calendar/calendar_book.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/exchange/collect.hpp"
#include "engine/exchange/connection_file.hpp"
#include "engine/exchange/pretended_bank.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/exchange/send.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/statements/schema.hpp"
#include "tests/bank_adapters/signing/keys.hpp"
#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using exchange::ConnectionFileError;
using exchange::Taking;

namespace {

namespace fs = std::filesystem;
namespace keys = bank::signing::test;

constexpr int payments = 30;
constexpr int days = 6;

// What both sides agreed on, as each writes it. Keys stand in the folder the texts are opened in.
struct Agreed {
    const char* why;
    std::string office;
    std::string bank;
};

std::vector<Agreed> all_agreed() {
    const std::string manifest =
        "[trust.sign]\nform = \"manifest\"\nkey = \"{0}-{1}.key\"\n"
        "[trust.verify]\nform = \"manifest\"\npublic_keys = \"{0}-{2}.pub\"\n";
    const std::string shared =
        "[trust.encrypt]\nform = \"shared-key\"\nkey = \"shared.key\"\n"
        "[trust.decrypt]\nform = \"shared-key\"\nkey = \"shared.key\"\n";
    const auto signed_by = [&](const char* kind, const char* own, const char* other) {
        return fmt::format(fmt::runtime(manifest), kind, own, other);
    };
    return {{"nothing", "", ""},
            {"Ed25519", signed_by("ed25519", "office", "bank"), signed_by("ed25519", "bank", "office")},
            {"SM2, and a key both have", signed_by("sm2", "office", "bank") + shared,
             signed_by("sm2", "bank", "office") + shared}};
}

std::string text_of(const std::string& trust, const fs::path& out, const fs::path& in) {
    return fmt::format("name = \"练习银行\"\n[road]\nkind = \"folder\"\nout = \"{}\"\nin = \"{}\"\n{}", out.string(),
                       in.string(), trust);
}

class PracticeDays : public PracticeOffice {
public:
    explicit PracticeDays(const Agreed& agreed)
        : PracticeOffice{std::vector{statements::statements_part(), recalls::recalls_part(), exchange::exchange_part(),
                                     calendar::calendar_part()}} {
        for (const char* name : {"to-bank", "from-bank"}) fs::create_directories(folder / name);
        const auto connected = exchange::connect(
            desk, open, officer, county, account,
            {text_of(agreed.office, folder / "to-bank", folder / "from-bank"), keys::keys(), "a.toml"}, "");
        if (!connected) FAIL(connected.error().what().en << connected.error().findings().size());
        auto side = exchange::open_connection(
            {text_of(agreed.bank, folder / "from-bank", folder / "to-bank"), keys::keys(), "bank.toml"}, random);
        REQUIRE(side.has_value());
        bank.emplace(exchange::PretendedBank{
            std::move(*side), *bank::layouts::delivered_layout("ccb"), {.seed = 5, .days = days}, folder / "books"});
    }

    void send_batch() {
        receive(10'000);
        std::vector<Owed> owed;
        for (int payee = 1; payee <= payments; ++payee)
            owed.push_back({"YX" + std::to_string(payee), payee, payee, "测试人"});
        release(owed);
        REQUIRE(create().has_value());
        REQUIRE(batches::write_pending_files(desk, sealer, officer, county, folder / "outbox").has_value());
        const auto sent = exchange::send(desk, sealer, open, liaison, {county, 1});
        REQUIRE(sent.has_value());
        REQUIRE(sent->delivery == exchange::Delivery::acknowledged);
    }
    exchange::Served serve() {
        auto served = exchange::serve(*bank, clock.now());
        if (!served) FAIL(served.error().what().en);
        return std::move(*served);
    }
    std::vector<exchange::Collected> collect() {
        const auto connection = exchange::connection_in_force(sql(), county, account);
        SilentProgress silent;
        auto collected = exchange::collect(desk, sealer, open, liaison, county, *connection, {silent, {}});
        if (!collected) FAIL(collected.error().what().en);
        return std::move(*collected);
    }

    exchange::Opener open = exchange::opener(random);
    std::optional<exchange::PretendedBank> bank;
};

}  // namespace

TEST_CASE("Over any agreement the books end where the pretended bank's truth ends") {
    const Agreed agreed = GENERATE(from_range(all_agreed()));
    CAPTURE(agreed.why);
    PracticeDays office{agreed};
    office.send_batch();
    const std::string payment = office.payment_file(1), name = office.batch(1).file_name;
    CHECK(office.serve().taken == std::vector{name});
    CHECK(read_bytes(office.folder / "books" / "taken" / name) == payment);
    std::size_t posted = 0, others = 0;
    for (int day = 0; day <= days; ++day) {
        // A name is used again once the answer under it was fetched.
        while (true) {
            for (const auto& collected : office.collect()) {
                CAPTURE(collected.name);
                REQUIRE(collected.taking.has_value());
                ++(collected.taking == Taking::posted ? posted : others);
            }
            if (office.serve().told.empty()) break;
        }
        office.clock.set(office.clock.now() + std::chrono::hours{24});
    }
    CHECK(posted > 1);
    CHECK(fs::is_empty(office.folder / "from-bank"));
    CHECK(fs::is_empty(office.folder / "to-bank"));

    const auto plan =
        reconciliation::plan_answers(*bank::layouts::delivered_layout("ccb"), payment, name, {.seed = 5, .days = days});
    REQUIRE(plan.has_value());
    CHECK(posted + others == plan->files.size());
    std::vector<batches::BatchInstruction> booked;
    batches::read_instructions(office.sql(), county, 1,
                               [&](const auto& instruction) { booked.push_back(instruction); });
    for (const reconciliation::Truth& truth : plan->truths) {
        CAPTURE(truth.serial);
        if (truth.status) CHECK(booked.at(truth.instruction - 1).status == truth.status);
    }
    office.check_books();
}

TEST_CASE("An answer signed by somebody else is kept and not posted") {
    const Agreed agreed = all_agreed().at(1);
    PracticeDays office{agreed};
    office.send_batch();
    auto stranger = exchange::open_connection(
        {text_of("[trust.sign]\nform = \"manifest\"\nkey = \"ed25519-stranger.key\"\n[trust.verify]\nform = "
                 "\"manifest\"\npublic_keys = \"ed25519-office.pub\"\n",
                 office.folder / "from-bank", office.folder / "to-bank"),
         keys::keys(), "stranger.toml"},
        office.random);
    REQUIRE(stranger.has_value());
    office.bank->road = std::move(*stranger);
    office.bank->at_once = true;
    REQUIRE_FALSE(office.serve().told.empty());
    const auto collected = office.collect();
    REQUIRE(collected.size() == 1);
    CHECK(collected.front().taking == Taking::not_taken);
    CHECK(office.items(worklist::Kind::file_not_taken).size() == 1);
    CHECK(office.count("SELECT count(*) FROM outcome") == 0);
    office.check_books();
}

TEST_CASE("A connection file is refused with line and key") {
    struct Row {
        const char* why;
        std::string toml;
        ConnectionFileError expected;
        std::string key;
    };
    const std::string road = "[road]\nkind = \"folder\"\nout = \"a\"\nin = \"b\"\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"no TOML", "name = ", ConnectionFileError::not_toml, ""},
        {"no name", road, ConnectionFileError::faulty, "name"},
        {"no road", "name = \"x\"\n", ConnectionFileError::faulty, "road"},
        {"a road nobody knows", "name = \"x\"\n[road]\nkind = \"pigeon\"\n", ConnectionFileError::faulty, "road.kind"},
        {"hours that end before they begin", "name = \"x\"\n" + road + "[hours]\nopen = \"16:00-08:00\"\n",
         ConnectionFileError::faulty, "hours.open"},
        {"a word misspelt", "name = \"x\"\n" + road + "[hour]\nopen = \"08:00-16:00\"\n", ConnectionFileError::faulty,
         "hour"},
        {"a key that is not there",
         "name = \"x\"\n" + road + "[trust]\n[trust.sign]\nform = \"manifest\"\nkey = \"no\"\n",
         ConnectionFileError::faulty, "trust.sign.key"},
    }));
    CAPTURE(row.why);
    crypto::SeededRandom random{1};
    const auto opened = exchange::open_connection({row.toml, keys::keys(), "a.toml"}, random);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().is(row.expected));
    REQUIRE_FALSE(opened.error().findings().empty());
    CHECK(opened.error().findings().front().column == row.key);
}
