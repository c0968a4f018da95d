// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/terminal.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

using namespace mingzhang;
using namespace mingzhang::console;

TEST_CASE("Ctrl-C asks the work to stop and does not end the program") {
    const InterruptWatch watch;
    const std::stop_token token = watch.token();
    REQUIRE_FALSE(token.stop_requested());
    kill(getpid(), SIGINT);
    for (int waited = 0; waited < 200 && !token.stop_requested(); ++waited)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    CHECK(token.stop_requested());
}

TEST_CASE("once the work is done signals are as they were") {
    sigset_t before, after;
    pthread_sigmask(SIG_SETMASK, nullptr, &before);
    { const InterruptWatch watch; }
    pthread_sigmask(SIG_SETMASK, nullptr, &after);
    CHECK(sigismember(&before, SIGINT) == sigismember(&after, SIGINT));
}

TEST_CASE("progress shows on a terminal and nowhere else") {
    std::istringstream in;
    std::ostringstream out, err;
    Terminal terminal{in, out, err, false, false};
    progress_on(terminal, Language::zh)->at({"计算", "calculating"}, 1, 10);
    CHECK(err.str().empty());
    terminal.err_is_terminal = true;
    {
        const auto progress = progress_on(terminal, Language::zh);
        progress->at({"计算", "calculating"}, 1, 10);
        progress->at({"计算", "calculating"}, 2, 10);  // Too soon to be shown again.
    }
    CHECK(err.str().find("计算 1/10") != std::string::npos);
    CHECK(err.str().find("2/10") == std::string::npos);
    CHECK(err.str().ends_with("\r\x1b[K"));  // The line is cleared.
    CHECK(out.str().empty());
}
