// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <sys/stat.h>

#include <vector>

#include "base/crypto/random.hpp"
#include "base/values/clock.hpp"
#include "console/cli/program.hpp"
#include "console/cli/terminal.hpp"
#include "console/cli/verbs.hpp"
#include "console/wiring.hpp"

// The whole system: what each folder brings, the time, the chance, the commands, and the terminal they are given on.
int main(int count, char** words) {
    using namespace mingzhang;

    ::umask(S_IRWXG | S_IRWXO);  // What the program writes is its owner's alone: names, amounts, accounts.
    const std::vector<store::Part> parts = console::all_parts();
    const SystemClock clock;
    crypto::SystemRandom random;
    const console::World world{parts, clock, random};

    const std::vector<console::Verb> verbs = console::all_verbs();
    console::Terminal terminal = console::own_terminal();
    const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
    return static_cast<int>(console::run_program(verbs, world, terminal, arguments));
}
