// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>

#include "engine/batches/lifecycle.hpp"
#include "tests/engine/exchange/scripted_bank.hpp"

// Whatever the road tells, wherever the program is cut short, whatever people say in whatever order: the bank gets a
// batch at most once more than two people have said it had not got it.
using namespace mingzhang;
using namespace mingzhang::testing;

namespace {

// Choices are made by `element`: `inRange` begins with its smallest, and would try the others late.
// A road that tells the truth where it says anything: unreachable and rejected mean it is not there. What people say
// may be wrong.
Script any_script() {
    Script script;
    // Mostly the case that matters: nobody knows.
    script.tells = *rc::gen::weightedElement<Delivery>(
        {{4, Delivery::unknown}, {2, Delivery::acknowledged}, {1, Delivery::unreachable}, {1, Delivery::rejected}});
    script.arrives =
        script.tells == Delivery::acknowledged || (script.tells == Delivery::unknown && *rc::gen::arbitrary<bool>());
    const int cut = *rc::gen::element(0, 1, 2, 3, 4);
    script.cut_before = cut == 0;
    script.cut_after = cut == 1;
    script.keeps_account = *rc::gen::arbitrary<bool>();
    script.can_be_asked = *rc::gen::arbitrary<bool>();
    return script;
}

class Day {
public:
    void act() {
        const bool was_sent = office_.batch(batch_).state == batches::BatchState::sent;
        switch (*rc::gen::element(0, 1, 2, 3, 4, 5, 6, 7)) {
            case 0:
            case 1:
            case 2:
                send();
                break;
            case 3:
                say(/*received=*/*rc::gen::element(1, 0, 0, 0) == 1, office_.liaison);
                break;
            case 4:
                say(/*received=*/*rc::gen::element(1, 0, 0, 0) == 1, office_.other);
                break;
            case 5:
                office_.bank.take_in(name_);
                break;
            case 6:
                office_.pass(std::chrono::minutes{*rc::gen::element(5, 10, 15)});
                break;
            default:
                static_cast<void>(batches::withdraw_batch(office_.desk, office_.officer, county, batch_, "重算", ""));
        }
        RC_ASSERT(office_.bank.times_arrived(name_) <= 1 + confirmed_);
        if (was_sent) RC_ASSERT(office_.batch(batch_).state == batches::BatchState::sent);
        RC_ASSERT(office_.signatures_made <= 1);
    }
    std::string verify() { return office_.verify(); }

private:
    void send() {
        office_.bank.script = any_script();
        try {
            static_cast<void>(office_.send(batch_));
        } catch (const CutShort&) {
        }
    }
    void say(bool received, const Actor& by) {
        const auto said = office_.say(batch_, received, by);
        if (said && !received) confirmed_ += said->number("settled");
    }

    ExchangeOffice office_;
    std::int64_t batch_ = office_.written_batch();
    std::string name_ = office_.batch(batch_).file_name;
    std::int64_t confirmed_ = 0;
};

}  // namespace

TEST_CASE("The bank never gets a batch twice unless two people said it had not got it") {
    CHECK(rc::check([] {
        Day day;
        const int steps = *rc::gen::element(4, 8, 16, 24);
        for (int step = 0; step < steps; ++step) day.act();
        RC_ASSERT(day.verify() == "");
    }));
}
