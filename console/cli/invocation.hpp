// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/commands/actor.hpp"
#include "base/values/money.hpp"
#include "base/values/program.hpp"
#include "console/cli/command_line.hpp"
#include "console/cli/terminal.hpp"
#include "console/wiring.hpp"

namespace mingzhang::console {

// Why a verb was not even begun. Checked in this order.
enum class InvocationRefusal : std::uint8_t { nobody_named, password_not_given, file_not_read };
[[nodiscard]] RefusalWords words(InvocationRefusal reason);

// One call of the program: the values given, already checked for their kind, and what is opened on the way.
class Invocation {
public:
    // All references must outlive it.
    Invocation(const Call& call, const World& world, Terminal& terminal)
        : values_{call.values}, world_{world}, terminal_{terminal} {}

    // Values. Each is asked for by the key of its parameter; `text` of one that was not given is empty, and to ask for
    // another kind of a value not given is a bug.
    [[nodiscard]] bool given(std::string_view key) const { return values_.contains(key); }
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::int64_t number(std::string_view key) const;
    [[nodiscard]] Money yuan(std::string_view key) const;
    [[nodiscard]] Month month(std::string_view key) const;
    [[nodiscard]] Date date(std::string_view key) const;
    [[nodiscard]] DivisionScope division(std::string_view key) const;
    [[nodiscard]] std::optional<Program> program(std::string_view key) const;  // None when not given.

    [[nodiscard]] Language language() const { return text("lang") == "en" ? Language::en : Language::zh; }
    [[nodiscard]] std::string idempotency_key() const { return text("key"); }

    // What stands behind the options of every command.
    [[nodiscard]] const World& world() const noexcept { return world_; }
    [[nodiscard]] Terminal& terminal() noexcept { return terminal_; }
    [[nodiscard]] Address address() const;
    [[nodiscard]] std::string os_user() const;

    [[nodiscard]] Result<Workplace*, Refusal> workplace();  // Opened once.
    [[nodiscard]] Result<County, Refusal> county();

    // The person named by --as, who gives the password when there is one; asked for once.
    [[nodiscard]] Result<Actor, Refusal> actor();

    // The bytes of a file named on the command line.
    [[nodiscard]] Result<std::string, Refusal> file_bytes(std::string_view key) const;

    // Runs long work with progress on the terminal; Ctrl-C asks it to stop.
    [[nodiscard]] Result<Answer, Refusal> at_length(const std::function<Result<Answer, Refusal>(LongWork)>& work);

private:
    const Values& values_;
    World world_;
    Terminal& terminal_;
    std::unique_ptr<Workplace> workplace_;
};

// What most commands begin with: an open database, the person who asks, and the county in force.
struct Acting {
    Workplace& place;
    Actor actor;
    County county;
};
[[nodiscard]] Result<Acting, Refusal> acting(Invocation& invocation);

// What most lists begin with.
struct Reading {
    Workplace& place;
    County county;
    [[nodiscard]] store::Store& store() const { return place.store(); }
    [[nodiscard]] soci::session& sql() const { return place.store().sql(); }
};
[[nodiscard]] Result<Reading, Refusal> reading_in(Invocation& invocation);

// --csv and --xlsx, which every list takes.
[[nodiscard]] std::vector<Parameter> with_list_files(std::vector<Parameter> parameters = {});

// The list itself, or a sentence about the file it was written to. Personal numbers are masked.
[[nodiscard]] Result<Reply, Refusal> listed(const Invocation& invocation, Table table);

}  // namespace mingzhang::console
