// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/reports/accounting_programs.hpp"

#include <sys/wait.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <sstream>

namespace mingzhang::test {

namespace {

using reports::JournalFormat;

std::string without_quotes_and_blanks(const std::string& text) {
    std::string bare;
    for (const char c : text)
        if (c != '"' && c != ' ' && c != '\r') bare.push_back(c);
    return bare;
}

// "-1358.00CNY" and "0" as fen; exact, or the test fails.
std::int64_t fen(std::string text) {
    if (text.ends_with("CNY")) text.resize(text.size() - 3);
    if (text == "0") return 0;
    REQUIRE(text.size() > 3);
    REQUIRE(text[text.size() - 3] == '.');
    text.erase(text.size() - 3, 1);
    std::size_t read = 0;
    const std::int64_t amount = std::stoll(text, &read);
    REQUIRE(read == text.size());
    return amount;
}

}  // namespace

Said ask_shell(const std::string& command) {
    std::FILE* pipe = ::popen(("LC_ALL=C.UTF-8; export LC_ALL; { " + command + "; } 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    Said said;
    std::array<char, 4096> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe))
        said.text.append(piece.data(), size);
    const int status = ::pclose(pipe);
    said.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return said;
}

Said checked_by(JournalFormat format, const std::filesystem::path& file) {
    const std::string quoted = "'" + file.string() + "'";
    switch (format) {
        case JournalFormat::ledger:
            return ask_shell("ledger --args-only --pedantic -f " + quoted + " balance");
        case JournalFormat::hledger:
            return ask_shell("hledger -f " + quoted + " check --strict");
        case JournalFormat::beancount:
            return ask_shell("bean-check --no-cache " + quoted);
    }
    return {};
}

Balances balances_told_by(JournalFormat format, const std::filesystem::path& file) {
    const Said checked = checked_by(format, file);
    CAPTURE(reports::code(format), checked.text);
    REQUIRE(checked.status == 0);
    const std::string quoted = "'" + file.string() + "'";
    std::string command;
    switch (format) {
        case JournalFormat::ledger:
            command = "ledger --args-only --pedantic -f " + quoted +
                      " balance --flat --empty --no-total --format '%(account),%(amount)\\n'";
            break;
        case JournalFormat::hledger:
            command = "hledger -f " + quoted + " balance --flat --empty --no-total -O csv";
            break;
        case JournalFormat::beancount:
            command = "BEANCOUNT_DISABLE_LOAD_CACHE=1 bean-query -f csv " + quoted +
                      " 'SELECT account, sum(number) GROUP BY account'";
            break;
    }
    const Said said = ask_shell(command);
    CAPTURE(said.text);
    REQUIRE(said.status == 0);
    Balances balances;
    std::istringstream lines{said.text};
    for (std::string line; std::getline(lines, line);) {
        line = without_quotes_and_blanks(line);
        const std::size_t comma = line.find(',');
        if (comma == std::string::npos || line.starts_with("account,")) continue;
        balances[line.substr(0, comma)] = fen(line.substr(comma + 1));
    }
    return balances;
}

}  // namespace mingzhang::test
