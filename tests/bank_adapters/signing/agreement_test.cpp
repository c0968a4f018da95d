// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Office and bank under one agreement, each with its own half of the keys.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "bank_adapters/signing/errors.hpp"
#include "tests/bank_adapters/signing/trusted.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;

namespace {

// How files go from one side to the other: what the sender's agreement says, and what the receiver's.
struct Way {
    std::string name;
    std::string sending;
    std::string receiving;
    bool shows_every_change = false;  // No byte on the road that bears nothing.
};

std::vector<Way> signings() {
    const auto cms = [](const std::string& form) {
        return Way{form,
                   "[trust.sign]\nform = \"" + form + "\"\nkey = \"office.p12\"\npass_phrase_file = \"office.pass\"\n",
                   "[trust.verify]\nform = \"" + form + "\"\ncertificates = [\"stranger.crt\", \"office.crt\"]\n"};
    };
    const auto manifest = [](const std::string& kind) {
        return Way{kind, "[trust.sign]\nform = \"manifest\"\nkey = \"" + kind + "-office.key\"\n",
                   "[trust.verify]\nform = \"manifest\"\npublic_keys = \"" + kind + "-office.pub\"\n", true};
    };
    return {{"unsigned", "", ""}, cms("cms-detached"), cms("cms-attached"), manifest("ed25519"), manifest("sm2")};
}

std::vector<Way> encryptions() {
    const auto cms = [](const std::string& cipher) {
        return Way{cipher, "[trust.encrypt]\nform = \"cms\"\ncertificate = \"bank.crt\"\ncipher = \"" + cipher + "\"\n",
                   "[trust.decrypt]\nform = \"cms\"\nkey = \"bank.p12\"\npass_phrase_file = \"bank.pass\"\n"};
    };
    return {{"in clear", "", "", true},
            cms("aes-256-cbc"),
            cms("sm4-cbc"),
            {"shared-key", "[trust.encrypt]\nform = \"shared-key\"\nkey = \"shared.key\"\n",
             "[trust.decrypt]\nform = \"shared-key\"\nkey = \"shared.key\"\n", true}};
}

struct Sides {
    std::string name;
    std::shared_ptr<Agreement> office;
    std::shared_ptr<Agreement> bank;
    bool shows_every_change = false;
    bool shows_changes = false;
};

std::vector<Sides> all_agreements() {
    std::vector<Sides> all;
    for (const std::string order : {"sign-then-encrypt", "encrypt-then-sign"})
        for (const Way& signing : signings())
            for (const Way& encryption : encryptions()) {
                const bool is_signed = signing.name != "unsigned";
                // Not to be had: CBC alone shows no change.
                if (!is_signed && encryption.receiving.find("\"cms\"") != std::string::npos) continue;
                const std::string head = "[trust]\norder = \"" + order + "\"\n";
                Sides sides{signing.name + ", " + encryption.name + ", " + order,
                            load(head + signing.sending + encryption.sending).agreement,
                            load(head + signing.receiving + encryption.receiving).agreement};
                const bool encrypts_last = order == "sign-then-encrypt";
                sides.shows_changes = is_signed || encryption.name == "shared-key";
                sides.shows_every_change =
                    sides.shows_changes &&
                    (encryption.name == "in clear" ? signing.shows_every_change
                     : encrypts_last               ? encryption.shows_every_change &&
                                           (signing.shows_every_change || signing.name != "cms-detached")
                                     : signing.shows_every_change);
                REQUIRE(sides.office);
                REQUIRE(sides.bank);
                all.push_back(std::move(sides));
            }
    return all;
}

// What arrived: the last file, and of the others those that were asked for.
Result<RoadFile, Refusal> received(const Agreement& by, const std::vector<RoadFile>& files) {
    std::vector<RoadFile> companions;
    for (const std::string& name : by.companions(files.back().name))
        for (const RoadFile& file : files)
            if (file.name == name) companions.push_back(file);
    return by.open_up(files.back(), companions, while_valid());
}

const RoadFile file{"B12 八月.txt", "B12-000001|6299999000000017|测试|515.00\r\n"};

}  // namespace

TEST_CASE("What the office closes up the bank opens as it was, whatever is agreed") {
    for (const Sides& sides : all_agreements()) {
        CAPTURE(sides.name);
        const auto files = sides.office->close_up(file, while_valid());
        REQUIRE(files);
        const std::string& name = files->back().name;
        CHECK_FALSE(sides.bank->is_companion(name));
        CHECK(sides.bank->companions(name).size() == files->size() - 1);
        for (std::size_t i = 0; i + 1 < files->size(); ++i) {
            CHECK(sides.bank->is_companion((*files)[i].name));
            CHECK(sides.bank->companions(name) == std::vector{(*files)[i].name});
        }
        const auto opened = received(*sides.bank, *files);
        REQUIRE(opened);
        CHECK(*opened == file);
    }
}

TEST_CASE("Files of any name and content go round whatever is agreed") {
    const auto all = all_agreements();
    REQUIRE(rc::check([&](const std::string& content) {
        const Sides& sides = all[*rc::gen::inRange<std::size_t>(0, all.size())];
        const RoadFile any{"R" + std::to_string(*rc::gen::inRange(0, 1000)) + ".p7m", content};
        const auto opened = received(*sides.bank, sides.office->close_up(any, while_valid()).value());
        RC_ASSERT(opened.has_value());
        RC_ASSERT(*opened == any);
    }));
}

TEST_CASE("A file changed on the road is refused, or it is the file that was sent") {
    const auto all = all_agreements();
    REQUIRE(rc::check([&] {
        const Sides& sides = all[*rc::gen::inRange<std::size_t>(0, all.size())];
        if (!sides.shows_changes) return;
        auto files = sides.office->close_up(file, while_valid()).value();
        RoadFile& victim = files[*rc::gen::inRange<std::size_t>(0, files.size())];
        const auto at = *rc::gen::inRange<std::size_t>(0, victim.bytes.size());
        if (*rc::gen::inRange(0, 3) == 0)
            victim.bytes.resize(at);
        else
            victim.bytes[at] = static_cast<char>(victim.bytes[at] ^ *rc::gen::inRange(1, 256));
        const auto opened = received(*sides.bank, files);
        RC_ASSERT(!opened || *opened == file);
        RC_ASSERT(!opened || !sides.shows_every_change);
    }));
}

TEST_CASE("A file is not opened without its signature, nor with that of another") {
    for (const Sides& sides : all_agreements()) {
        CAPTURE(sides.name);
        auto files = sides.office->close_up(file, while_valid()).value();
        if (files.size() == 1) continue;
        const auto alone = sides.bank->open_up(files.back(), {}, while_valid());
        CHECK(outcome(alone) == code_of(OpenError::companion_missing));
        CHECK(alone.error().what().en.find(files[0].name) != std::string::npos);
        files[0].bytes = sides.office->close_up({file.name, "another"}, while_valid()).value()[0].bytes;
        CHECK_FALSE(received(*sides.bank, files));
    }
}

TEST_CASE("A plain file where a closed one is agreed on is refused") {
    for (const Sides& sides : all_agreements()) {
        CAPTURE(sides.name);
        if (!sides.shows_changes) continue;
        CHECK_FALSE(received(*sides.bank, {file}));
    }
}

TEST_CASE("The signature is handed over first, whatever is agreed on for the other direction") {
    const std::string signs = "[trust]\n[trust.sign]\nform = \"manifest\"\nkey = \"sm2-office.key\"\n";
    const std::string verifies = "[trust.verify]\nform = \"cms-detached\"\ncertificates = \"bank.crt\"\n";
    for (const std::string& toml : {signs, signs + verifies}) {
        const auto files = load(toml).agreement->close_up({"B12.txt", "x"}, while_valid()).value();
        REQUIRE(files.size() == 2);
        CHECK(files[0].name == "B12.txt.sig");
        CHECK(files[1] == RoadFile{"B12.txt", "x"});
    }
}

TEST_CASE("Names are those agreed on") {
    const std::string ends =
        "[trust]\n[trust.sign]\nform = \"cms-attached\"\nkey = \"office.key\"\ncertificate = "
        "\"office.crt\"\n";
    const auto closed = [&](const std::string& toml) {
        return load(toml).agreement->close_up({"B12.txt", "x"}, while_valid()).value().back().name;
    };
    CHECK(closed(ends) == "B12.txt.p7m");
    CHECK(closed(ends + "ending = \".sgn\"\n") == "B12.txt.sgn");
    CHECK(closed(ends + "ending = \"\"\n") == "B12.txt");
    const auto bank =
        load("[trust]\n[trust.verify]\nform = \"cms-attached\"\ncertificates = \"office.crt\"\n").agreement;
    for (const char* name : {"B12.txt", ".p7m", "B12.txt.P7M", ""})
        CHECK(outcome(bank->open_up({name, "x"}, {}, while_valid())) == code_of(OpenError::name_not_agreed));
}

TEST_CASE("Nothing is signed or encrypted with a certificate out of its time") {
    const auto signs = load(
                           "[trust]\n[trust.sign]\nform = \"cms-detached\"\nkey = \"office.key\"\ncertificate = "
                           "\"office.crt\"\n")
                           .agreement;
    const auto encrypts = load("[trust]\n[trust.encrypt]\nform = \"cms\"\ncertificate = \"bank.crt\"\n").agreement;
    const Certificate office = certificate("office"), bank = certificate("bank");
    using std::chrono::seconds;
    CHECK(outcome(signs->close_up(file, office.valid_from())) == "opened");
    CHECK(outcome(signs->close_up(file, office.valid_from() - seconds{1})) ==
          code_of(CloseError::own_certificate_not_valid_yet));
    CHECK(outcome(signs->close_up(file, office.valid_until() + seconds{1})) ==
          code_of(CloseError::own_certificate_expired));
    CHECK(outcome(encrypts->close_up(file, bank.valid_until())) == "opened");
    CHECK(outcome(encrypts->close_up(file, bank.valid_from() - seconds{1})) ==
          code_of(CloseError::bank_certificate_not_valid_yet));
    const auto late = encrypts->close_up(file, bank.valid_until() + seconds{1});
    CHECK(outcome(late) == code_of(CloseError::bank_certificate_expired));
    CHECK(late.error().what().en.find(to_office_text(bank.valid_until())) != std::string::npos);
}

TEST_CASE("A name that cannot stand in a signature is refused before anything is signed") {
    for (const char* part : {"[trust.sign]\nform = \"manifest\"\nkey = \"sm2-office.key\"\n",
                             "[trust.encrypt]\nform = \"shared-key\"\nkey = \"shared.key\"\n"}) {
        const auto agreement = load("[trust]\n" + std::string{part}).agreement;
        for (const std::string& name : {std::string{}, std::string{"a\nb"}, std::string{"a/b"}, std::string(256, 'a')})
            CHECK(outcome(agreement->close_up({name, "x"}, while_valid())) == code_of(CloseError::name_not_fit));
    }
}
