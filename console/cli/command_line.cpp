// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <deque>
#include <memory>

namespace mingzhang::console {

namespace {

// Stands between the two languages of a fault on its way through CLI11, which knows of one.
constexpr char language_mark = '\x1f';

// The place a value is read into, and the option CLI11 counts it by.
struct Slot {
    const Parameter* parameter = nullptr;
    std::string value;
    CLI::Option* option = nullptr;
};

std::string check_value(Kind kind, const std::string& value) {
    const auto wrong = fault(kind, value);
    return wrong ? wrong->zh + language_mark + wrong->en : std::string{};
}

// The list of verbs as a tree of CLI11's commands.
class Tree {
public:
    explicit Tree(std::span<const Verb> verbs) {
        app_.set_help_flag("--help,-h");
        app_.fallthrough();
        app_.require_subcommand(1);
        version_ = app_.add_flag("--version");
        for (const Parameter& parameter : global_parameters()) add(app_, parameter, globals_);
        for (const Verb& verb : verbs) add(verb);
    }

    CommandLine read(std::vector<std::string> words) {
        std::reverse(words.begin(), words.end());  // CLI11 takes words from the back.
        try {
            app_.parse(std::move(words));
        } catch (const CLI::CallForHelp&) {
            return HelpWanted{path()};
        } catch (const CLI::ParseError& error) {
            if (version_->count() > 0) return VersionWanted{};
            return WrongUsage{path(), sentence(error)};
        }
        return call();
    }

private:
    void add(CLI::App& app, const Parameter& parameter, std::deque<Slot>& slots) {
        Slot& slot = slots.emplace_back(Slot{&parameter, {}, nullptr});
        std::string name{parameter.name};
        // A household may be named by its place or by name: run explain 1 --household YX000001.
        if (parameter.kind == Kind::household && !parameter.is_option()) name += ",--" + name;
        if (parameter.kind == Kind::flag) {
            slot.option = app.add_flag(name);
            return;
        }
        slot.option = app.add_option(name, slot.value);
        slot.option->check([kind = parameter.kind](const std::string& value) { return check_value(kind, value); });
    }

    void add(const Verb& verb) {
        CLI::App* app = &app_;
        for (const std::string_view word : verb.path) {
            const std::string name{word};
            CLI::App* next = child(*app, name);
            if (next == nullptr) {
                next = app->add_subcommand(name);
                app->require_subcommand(verbs_.contains(app) ? 0 : 1, 1);
            }
            app = next;
        }
        verbs_[app] = &verb;
        // A verb such as `import` is also the group of `import list`: then its words are optional.
        if (!app->get_subcommands({}).empty()) app->require_subcommand(0, 1);
        for (const Parameter& parameter : verb.parameters) add(*app, parameter, slots_[&verb]);
    }

    static CLI::App* child(CLI::App& app, const std::string& name) {
        for (CLI::App* sub : app.get_subcommands({}))
            if (sub->get_name() == name) return sub;
        return nullptr;
    }

    // The words of the command that were understood, as CLI11's commands.
    std::vector<const CLI::App*> nodes() const {
        std::vector<const CLI::App*> found;
        const CLI::App* app = &app_;
        while (!app->get_subcommands().empty()) found.push_back(app = app->get_subcommands().front());
        return found;
    }

    std::vector<std::string> path() const {
        std::vector<std::string> words;
        for (const CLI::App* app : nodes()) words.push_back(app->get_name());
        return words;
    }

    // CLI11 understood the words; what is required is checked here, since a group's own arguments are required only
    // when none of its commands was meant.
    CommandLine call() const {
        const std::vector<const CLI::App*> parsed = nodes();
        for (const CLI::App* app : parsed)
            if (app != parsed.back() && has_values(*app))
                return WrongUsage{path(), {"词太多了。", "There are too many words."}};
        const Verb& verb = *verbs_.at(parsed.back());
        Values values;
        take(globals_, values);
        const auto slots = slots_.find(&verb);
        if (slots != slots_.end()) {
            for (const Slot& slot : slots->second)
                if (slot.parameter->required && slot.option->count() == 0) return WrongUsage{path(), missing(slot)};
            take(slots->second, values);
        }
        return Call{&verb, std::move(values)};
    }

    bool has_values(const CLI::App& app) const {
        const auto verb = verbs_.find(&app);
        if (verb == verbs_.end()) return false;
        const auto slots = slots_.find(verb->second);
        return slots != slots_.end() && std::any_of(slots->second.begin(), slots->second.end(),
                                                    [](const Slot& slot) { return slot.option->count() > 0; });
    }

    static void take(const std::deque<Slot>& slots, Values& values) {
        for (const Slot& slot : slots)
            if (slot.option->count() > 0) values.emplace(slot.parameter->key(), slot.value);
    }

    static Text missing(const Slot& slot) {
        const std::string_view name = slot.parameter->name;
        return {fmt::format("缺少 {}：{}。", name, slot.parameter->meaning.zh),
                fmt::format("{} is missing: {}.", name, slot.parameter->meaning.en)};
    }

    // Names the first word that was not understood, unless it has digits: it may be somebody's number.
    static Text unknown(const std::vector<std::string>& words) {
        const std::string& word = words.front();
        const bool may_be_shown = std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
        return {
            fmt::format("有不认识或多余的词或选项{}。", may_be_shown ? "：" + word : ""),
            fmt::format("There are words or options that are unknown or too many{}.", may_be_shown ? ": " + word : "")};
    }

    Text sentence(const CLI::ParseError& error) const {
        const std::string what = error.what();
        if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
            const auto name_end = what.find(": ");
            const auto mark = what.find(language_mark);
            if (name_end != std::string::npos && mark != std::string::npos) {
                const std::string name = what.substr(0, name_end);
                return {fmt::format("{} 不对：{}。", name, what.substr(name_end + 2, mark - name_end - 2)),
                        fmt::format("{} is wrong: {}.", name, what.substr(mark + 1))};
            }
        }
        const std::vector<std::string> left_over = app_.remaining(/*recurse=*/true);
        if (!left_over.empty()) return unknown(left_over);
        if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
            return {"还缺命令的下一个词。", "The next word of the command is missing."};
        if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
            return {"选项的值缺少或过多。", "An option's value is missing, or there is one too many."};
        return {fmt::format("命令行读不懂（{}）。", what),
                fmt::format("The command line is not understood ({}).", what)};
    }

    CLI::App app_;
    CLI::Option* version_ = nullptr;
    std::deque<Slot> globals_;
    std::map<const Verb*, std::deque<Slot>> slots_;
    std::map<const CLI::App*, const Verb*> verbs_;
};

}  // namespace

CommandLine read_command_line(std::span<const Verb> verbs, const std::vector<std::string>& words) {
    return Tree{verbs}.read(words);
}

Language language_of(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == "--lang=en" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "en"))
            return Language::en;
    return Language::zh;
}

bool wants_json(const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), "--json") != words.end();
}

}  // namespace mingzhang::console
