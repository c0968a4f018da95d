// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/values/progress.hpp"

namespace mingzhang::console {

// Where the program listens and speaks.
struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool in_is_terminal = false;
    bool err_is_terminal = false;
};

// The terminal this process was started on.
[[nodiscard]] Terminal own_terminal();

// Asks on the terminal and reads a line that is not shown while it is typed.
[[nodiscard]] std::string ask_secret(Terminal& terminal, const std::string& question);

// One line of standard input, without its end; none when there is no more.
[[nodiscard]] std::optional<std::string> read_line(Terminal& terminal);

// Shows long work on a terminal in one line that is written over, some ten times a second; on anything else, nothing.
[[nodiscard]] std::unique_ptr<Progress> progress_on(Terminal& terminal, Language language);

// While it lives, Ctrl-C asks the work to stop instead of ending the program. One at a time.
class InterruptWatch {
public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    [[nodiscard]] std::stop_token token() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::console
