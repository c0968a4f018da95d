// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/program.hpp"

#include <exception>
#include <ostream>
#include <type_traits>

#include "base/tables/json_writer.hpp"
#include "base/tables/terminal_writer.hpp"
#include "console/cli/help.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/print_refusal.hpp"

namespace mingzhang::console {

RefusalWords words(ProgramRefusal reason) {
    switch (reason) {
        case ProgramRefusal::failed:
            return {"program/failed", "没有办成，数据没有改动：{0}", "It was not done, and nothing was changed: {0}",
                    "请重试；仍不成请把这句话交给维护人员。",
                    "Try again; if it fails again, hand this sentence to whoever maintains it."};
    }
    return {};
}

namespace {

constexpr std::string_view program_version = MINGZHANG_VERSION;

// Libraries report by exceptions what no reading or command has turned into a refusal.
Result<Reply, Refusal> carry_out(const Verb& verb, Invocation& invocation) {
    try {
        return verb.carry_out(invocation);
    } catch (const std::exception& error) {
        return refuse(ProgramRefusal::failed, error.what());
    }
}

Result<void, Refusal> print_document(const Reply& reply, std::ostream& out) {
    if (!reply.document.empty() || !reply.table) {
        out << (reply.document.empty() ? "{}" : reply.document) << '\n';
        return {};
    }
    JsonWriter writer{out};
    if (auto sent = send(*reply.table, writer); !sent) return sent;
    out << '\n';
    return {};
}

Result<void, Refusal> print_for_people(const Reply& reply, std::ostream& out, Language language) {
    std::string said = reply.said.in(language);
    if (!said.empty()) out << said << (said.ends_with('\n') ? "" : "\n");
    if (!reply.table) return {};
    return print_table(*reply.table, out, {.language = language});
}

ExitStatus answer(const Call& call, const World& world, Terminal& terminal) {
    Invocation invocation{call, world, terminal};
    const bool as_json = invocation.given("json");
    Result<Reply, Refusal> reply = carry_out(*call.verb, invocation);
    Result<void, Refusal> printed;
    if (reply) {
        printed = as_json ? print_document(*reply, terminal.out)
                          : print_for_people(*reply, terminal.out, invocation.language());
        if (printed) return reply->holds ? ExitStatus::done : ExitStatus::refused;
    }
    const Refusal& why = reply ? printed.error() : reply.error();
    print_refusal(why, invocation.language(), terminal.err);
    if (as_json && !reply) terminal.out << refusal_document(why, invocation.language()) << '\n';
    return ExitStatus::refused;
}

ExitStatus say_wrong_usage(const WrongUsage& wrong, Terminal& terminal, const std::vector<std::string>& arguments) {
    std::string asked = "mingzhang";
    for (const std::string& word : wrong.path) asked += " " + word;
    terminal.err << "用法不对：" << wrong.what.zh << "\nWrong usage: " << wrong.what.en << "\n  " << asked
                 << " --help\n";
    if (wants_json(arguments)) {
        const Refusal why{"usage", wrong.what, {asked + " --help", asked + " --help"}};
        terminal.out << refusal_document(why, language_of(arguments)) << '\n';
    }
    return ExitStatus::wrong_usage;
}

}  // namespace

ExitStatus run_program(std::span<const Verb> verbs, const World& world, Terminal& terminal,
                       const std::vector<std::string>& arguments) {
    const CommandLine line = read_command_line(verbs, arguments);
    if (const auto* call = std::get_if<Call>(&line)) return answer(*call, world, terminal);
    if (const auto* wrong = std::get_if<WrongUsage>(&line)) return say_wrong_usage(*wrong, terminal, arguments);
    if (const auto* help = std::get_if<HelpWanted>(&line))
        terminal.out << help_page(verbs, help->path, language_of(arguments));
    else
        terminal.out << "mingzhang " << program_version << '\n';
    return ExitStatus::done;
}

}  // namespace mingzhang::console
