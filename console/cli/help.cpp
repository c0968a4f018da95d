// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace mingzhang::console {

namespace {

std::string upper(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

// "MONTH", "--division CODE", "--all"
std::string shown(const Parameter& parameter) {
    if (!parameter.is_option()) return upper(parameter.name);
    const std::string_view value = placeholder(parameter.kind);
    return value.empty() ? std::string{parameter.name} : fmt::format("{} {}", parameter.name, value);
}

std::string line(std::string_view left, std::string_view right) {
    return fmt::format("  {:<30} {}\n", left, right);
}

void add_parameters(std::string& page, const std::vector<Parameter>& parameters, Language language) {
    for (const Parameter& parameter : parameters) page += line(shown(parameter), parameter.meaning.in(language));
}

std::string one_verb(const Verb& verb, Language language) {
    const bool zh = language == Language::zh;
    std::string page = fmt::format("{}\n\n{}\n  {}\n", verb.help.in(language), zh ? "用法" : "Usage", usage(verb));
    if (!verb.parameters.empty()) {
        page += zh ? "\n参数\n" : "\nParameters\n";
        add_parameters(page, verb.parameters, language);
    }
    return page;
}

// A verb may give an option a meaning of its own, such as the --key of verify-receipt.
std::vector<Parameter> without(std::vector<Parameter> globals, const std::vector<const Verb*>& meant) {
    if (meant.size() == 1)
        for (const Parameter& own : meant.front()->parameters)
            std::erase_if(globals, [&](const Parameter& global) { return global.name == own.name; });
    return globals;
}

bool begins_with(const Verb& verb, const std::vector<std::string>& path) {
    return verb.path.size() >= path.size() && std::equal(path.begin(), path.end(), verb.path.begin());
}

}  // namespace

std::string usage(const Verb& verb) {
    std::string text = "mingzhang " + verb.spoken();
    for (const Parameter& parameter : verb.parameters)
        text += parameter.required ? " " + shown(parameter) : " [" + shown(parameter) + "]";
    return text;
}

std::string help_page(std::span<const Verb> verbs, const std::vector<std::string>& path, Language language) {
    const bool zh = language == Language::zh;
    std::vector<const Verb*> meant;
    for (const Verb& verb : verbs)
        if (begins_with(verb, path)) meant.push_back(&verb);
    std::string page;
    if (meant.size() == 1) {
        page = one_verb(*meant.front(), language);
    } else {
        page = zh ? "明账：社会救助资金发放与对账\n\n命令\n"
                  : "Mingzhang: social assistance paid and reconciled\n\nCommands\n";
        for (const Verb* verb : meant) page += line(verb->spoken(), verb->help.in(language));
        page +=
            zh ? "\n每个命令的用法：mingzhang 命令 --help\n" : "\nHow a command is used: mingzhang COMMAND --help\n";
    }
    page += zh ? "\n通用选项（写在命令前后均可）\n" : "\nOptions of every command (before or after it)\n";
    add_parameters(page, without(global_parameters(), meant), language);
    return page;
}

}  // namespace mingzhang::console
