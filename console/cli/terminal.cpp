// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/terminal.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

namespace mingzhang::console {

namespace {

// Turns the echo of standard input off until it goes.
class EchoOff {
public:
    EchoOff() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~EchoOff() {
        if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

class LineProgress final : public Progress {
public:
    LineProgress(std::ostream& out, Language language) : out_{out}, language_{language} {}
    ~LineProgress() override {
        if (shown_) out_ << "\r\x1b[K" << std::flush;
    }
    LineProgress(const LineProgress&) = delete;
    LineProgress& operator=(const LineProgress&) = delete;

    void at(const Text& stage, std::uint64_t done, std::uint64_t total) override {
        const auto now = std::chrono::steady_clock::now();
        if (shown_ && now - last_ < std::chrono::milliseconds{100}) return;
        last_ = now;
        shown_ = true;
        const std::string reached = total == 0 ? fmt::format("{}", done) : fmt::format("{}/{}", done, total);
        out_ << "\r\x1b[K" << stage.in(language_) << " " << reached << std::flush;
    }

private:
    std::ostream& out_;
    Language language_;
    std::chrono::steady_clock::time_point last_;
    bool shown_ = false;
};

// Ends the wait of the watching thread; chosen because nothing else in the program uses it.
constexpr int end_of_watch = SIGUSR2;

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, end_of_watch);
    return signals;
}

}  // namespace

Terminal own_terminal() {
    return {std::cin, std::cout, std::cerr, isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1};
}

std::string ask_secret(Terminal& terminal, const std::string& question) {
    terminal.err << question << std::flush;
    const EchoOff echo_off;
    std::string line;
    std::getline(terminal.in, line);
    terminal.err << '\n' << std::flush;
    return line;
}

std::optional<std::string> read_line(Terminal& terminal) {
    std::string line;
    if (!std::getline(terminal.in, line)) return std::nullopt;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

std::unique_ptr<Progress> progress_on(Terminal& terminal, Language language) {
    if (!terminal.err_is_terminal) return std::make_unique<SilentProgress>();
    return std::make_unique<LineProgress>(terminal.err, language);
}

// Signals are taken by a thread that waits for them, so that asking to stop need not be safe inside a handler. They are
// blocked before the thread starts: it inherits the mask, and no other thread of the program can be hit.
struct InterruptWatch::State {
    std::stop_source stop;
    sigset_t signals = watched_signals();
    sigset_t mask_before{};
    std::thread watcher;

    void watch() {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0) {
            if (signal == end_of_watch) return;
            stop.request_stop();
        }
    }
};

InterruptWatch::InterruptWatch() : state_{std::make_unique<State>()} {
    pthread_sigmask(SIG_BLOCK, &state_->signals, &state_->mask_before);
    state_->watcher = std::thread{[state = state_.get()] { state->watch(); }};
}

InterruptWatch::~InterruptWatch() {
    pthread_kill(state_->watcher.native_handle(), end_of_watch);
    state_->watcher.join();
    pthread_sigmask(SIG_SETMASK, &state_->mask_before, nullptr);
}

std::stop_token InterruptWatch::token() const noexcept {
    return state_->stop.get_token();
}

}  // namespace mingzhang::console
