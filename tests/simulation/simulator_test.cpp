// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Offices played at random against a model of what an office is. A failure names its seed: put it into
// MINGZHANG_SEED and the very same commands are given again. Ten times the seeds, and longer, when MINGZHANG_DEEP is
// set.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/simulation/simulator.hpp"

namespace mingzhang::test {

namespace {

constexpr int verify_every = 50;

void play(std::uint64_t seed, int steps) {
    CAPTURE(seed);
    Office office{store_under_test(), whole_office_parts()};
    Simulator simulator{office, seed};
    for (int step = 1; step <= steps; ++step) {
        simulator.step();
        if (step % verify_every == 0) simulator.verify();
    }
    simulator.verify();
    CHECK(simulator.carried_out() > steps / 10);  // It does more than being refused.
    CHECK(simulator.refused() > steps / 50);
}

}  // namespace

TEST_CASE("an office played at random stands where a simple model of it stands, after every command") {
    if (const char* one = std::getenv("MINGZHANG_SEED")) return play(std::stoull(one), 1'000);
    const bool deep = std::getenv("MINGZHANG_DEEP") != nullptr;
    for (std::uint64_t seed = 1; seed <= (deep ? 60U : 6U); ++seed) play(seed, deep ? 1'000 : 300);
}

}  // namespace mingzhang::test
