// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/text.hpp"
#include "engine/entitlement/assessment.hpp"

// The words explanations are made of, in one language.
namespace mingzhang::entitlement {

class Words {
public:
    explicit Words(Language language) : language_{language} {}

    // The sentence of the language, filled with the arguments.
    template <class... Arguments>
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en, const Arguments&... arguments) const {
        return fmt::format(fmt::runtime(language_ == Language::zh ? zh : en), arguments...);
    }

    [[nodiscard]] std::string month(Month month) const;
    [[nodiscard]] std::string program(Program program) const;
    [[nodiscard]] std::string cover(registry::Cover cover) const;
    [[nodiscard]] std::string self_care(const std::optional<registry::SelfCare>& self_care) const;
    [[nodiscard]] std::string rounding(policy::Rounding rounding) const;  // "进一到元"
    [[nodiscard]] std::string pack(const policy::Pack& pack) const;       // Title, id and first month.
    // "计入", or why not. `months`: the rules it was counted by; null: the national one.
    [[nodiscard]] std::string standing(const MemberAssessment& member, const policy::MonthRules* months) const;
    [[nodiscard]] std::string member_name(const MemberAssessment& member) const;
    [[nodiscard]] std::string nothing(const BaseStep& step, Nothing why) const;  // Why nothing is owed, a sentence.
    // Codes the offices use have words; any other stands as it was written, without underscores.
    [[nodiscard]] std::string known(std::string_view code) const;
    [[nodiscard]] std::string list(const std::vector<std::string>& codes) const;

private:
    // "次月": from which month on what happened on the date tells.
    [[nodiscard]] std::string telling(policy::Event event, Date date, const policy::MonthRules* months) const;

    Language language_;
};

// As wide as `columns` when shown with characters of fixed width, a Chinese character being two wide.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t columns);

}  // namespace mingzhang::entitlement
