// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/values/result.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// The words of one reason: what happened, and what the person should do next. `{0}`, `{1}` stand for the
// arguments given to `refuse`, the same ones in all four sentences.
struct RefusalWords {
    std::string_view code;  // "run.approve/signed_before": operation and reason, stable for programs.
    std::string_view zh;
    std::string_view en;
    std::string_view next_zh;
    std::string_view next_en;
};

// One thing wrong in one place of a file: where, what stood there (already masked), and why it is refused.
struct Finding {
    std::string file;
    std::size_t row = 0;  // As a person counts in the file: the heading is row 1. Zero: the whole file.
    std::string column;
    std::string value;
    Text reason;

    friend bool operator==(const Finding&, const Finding&) = default;
};

// An enum of reasons, one per operation, in the order they are checked. `words(E)` is found by argument lookup.
template <class E>
concept RefusalReason = std::is_enum_v<E> && requires(E reason) {
    { words(reason) } -> std::same_as<RefusalWords>;
};

// Why an operation was not carried out. Nothing was changed when one is returned.
class Refusal {
public:
    Refusal(std::string code, Text what, Text next)
        : code_{std::move(code)}, what_{std::move(what)}, next_{std::move(next)} {}

    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] const Text& what() const noexcept { return what_; }
    [[nodiscard]] const Text& next() const noexcept { return next_; }
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }

    Refusal&& with(std::vector<Finding> findings) && {
        findings_ = std::move(findings);
        return std::move(*this);
    }

    template <RefusalReason E>
    [[nodiscard]] bool is(E reason) const {
        return code_ == words(reason).code;
    }

private:
    std::string code_;
    Text what_;
    Text next_;
    std::vector<Finding> findings_;
};

// Builds the refusal for one reason, its sentences filled with the arguments.
template <RefusalReason E, class... Arguments>
[[nodiscard]] Refusal refusal(E reason, const Arguments&... arguments) {
    const RefusalWords w = words(reason);
    const auto fill = [&](std::string_view sentence) { return fmt::format(fmt::runtime(sentence), arguments...); };
    return Refusal{std::string{w.code}, Text{fill(w.zh), fill(w.en)}, Text{fill(w.next_zh), fill(w.next_en)}};
}

// The same, ready to be returned from a function that gives a Result<T, Refusal>.
template <RefusalReason E, class... Arguments>
[[nodiscard]] tl::unexpected<Refusal> refuse(E reason, const Arguments&... arguments) {
    return tl::unexpected<Refusal>{refusal(reason, arguments...)};
}

// Passes a refusal on from a Result of another value type.
template <class T>
[[nodiscard]] tl::unexpected<Refusal> pass_on(Result<T, Refusal>& result) {
    return tl::unexpected<Refusal>{std::move(result.error())};
}

}  // namespace mingzhang
