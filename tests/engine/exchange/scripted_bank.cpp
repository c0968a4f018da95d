// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/exchange/scripted_bank.hpp"

#include <algorithm>

#include "bank_adapters/transport/road_error.hpp"
#include "base/calendar/calendar_book.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/statements/schema.hpp"

namespace mingzhang::testing {

namespace {

using bank::signing::RoadFile;
using bank::transport::DeliveryReport;
using bank::transport::WaitingFile;

constexpr std::string_view signature_ending = ".sig";

class ScriptedRoad final : public bank::transport::Road {
public:
    explicit ScriptedRoad(ScriptedBank& bank) : bank_{bank} {}

    DeliveryReport put(const std::string& name, std::string_view bytes) override {
        if (name.ends_with(signature_ending)) {
            bank_.standing[name] = bytes;
            bank_.arrived.push_back(name);
            return {Delivery::acknowledged};
        }
        const Script& script = bank_.script;
        if (script.cut_before) throw CutShort{};
        if (script.arrives) {
            bank_.standing[name] = bytes;
            bank_.arrived.push_back(name);
        }
        if (script.cut_after) throw CutShort{};
        return {script.tells, {"银行说", "the bank said"}, "R1"};
    }
    Result<Presence, Refusal> look(const std::string& name, std::string_view bytes) override {
        if (!bank_.script.can_be_asked) return refuse(bank::transport::RoadError::cannot_reach, "bank", "no answer");
        const auto there = bank_.standing.find(name);
        if (there != bank_.standing.end()) return there->second == bytes ? Presence::whole : Presence::other;
        if (bank_.script.keeps_account && bank_.times_arrived(name) == 0) return Presence::never_arrived;
        return Presence::absent;
    }
    Result<std::vector<WaitingFile>, Refusal> waiting() override { return std::vector<WaitingFile>{}; }
    Result<std::string, Refusal> fetch(const WaitingFile&) override { return std::string{}; }
    Result<void, Refusal> take_away(const WaitingFile&) override { return {}; }

private:
    ScriptedBank& bank_;
};

class CountingAgreement final : public bank::signing::Agreement {
public:
    explicit CountingAgreement(int& made) : made_{made} {}

    Result<std::vector<RoadFile>, Refusal> close_up(const RoadFile& file, Instant) const override {
        return std::vector<RoadFile>{{file.name + std::string{signature_ending}, std::to_string(++made_)}, file};
    }
    std::vector<std::string> companions(const std::string& name) const override {
        return {name + std::string{signature_ending}};
    }
    bool is_companion(const std::string& name) const override { return name.ends_with(signature_ending); }
    Result<RoadFile, Refusal> open_up(const RoadFile& file, const std::vector<RoadFile>&, Instant) const override {
        return file;
    }

private:
    int& made_;
};

}  // namespace

std::int64_t ScriptedBank::times_arrived(const std::string& name) const {
    return std::count(arrived.begin(), arrived.end(), name);
}

ExchangeOffice::ExchangeOffice()
    : PracticeOffice{std::vector{statements::statements_part(), recalls::recalls_part(), exchange::exchange_part(),
                                 calendar::calendar_part()}},
      open{[this](const exchange::ConnectionText& text) -> Result<exchange::OpenConnection, Refusal> {
          return exchange::OpenConnection{text.toml,
                                          "scripted",
                                          "nowhere",
                                          {},
                                          hours,
                                          std::make_unique<ScriptedRoad>(bank),
                                          std::make_unique<CountingAgreement>(signatures_made)};
      }} {
    connect("建行前置机");
}

void ExchangeOffice::connect(const std::string& toml) {
    REQUIRE(
        exchange::connect(desk, open, officer, county, account, {toml, folder.path(), "bank.toml"}, "").has_value());
}

std::int64_t ExchangeOffice::written_batch() {
    receive(100);
    release({{"YX1", 1, 1}, {"YX2", 2, 2}});
    const auto created = create();
    REQUIRE(created.has_value());
    REQUIRE(batches::write_pending_files(desk, sealer, officer, county, folder / "outbox").has_value());
    return created->number("batch");
}

Result<exchange::Sending, Refusal> ExchangeOffice::send(std::int64_t number, const Actor& by) {
    return exchange::send(desk, sealer, open, by, {county, number});
}

Result<Answer, Refusal> ExchangeOffice::say(std::int64_t number, bool received, const Actor& by) {
    return exchange::take_bank_word(desk, by, {county, number, received, "电话问过张经理"});
}

}  // namespace mingzhang::testing
