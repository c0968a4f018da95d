// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <fmt/format.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "bank_adapters/instruction.hpp"

// Any payments a message can carry, for properties.
namespace mingzhang::bank::iso20022::test {

// Characters a name may hold, those of XML itself among them.
inline std::string some_text(int least, int most) {
    static const std::vector<std::string> characters{"王", "小", "明", "龑", "䶮",     "𬱖",   "𠮷",    "·", "A",
                                                     "ń",  "&",  "<",  ">",  "\"",     "'",      "]]>",   ";", "&amp;",
                                                     "-",  "｡",  "ﷺ",  "é",  "\uE78D", "\uFE10", "\uFFFD"};
    std::string text;
    const int length = *rc::gen::inRange(least, most + 1);
    for (int i = 0; i < length; ++i) text += *rc::gen::elementOf(characters);
    return text;
}

inline std::string some_digits(int least, int most) {
    std::string digits;
    const int length = *rc::gen::inRange(least, most + 1);
    for (int i = 0; i < length; ++i) digits += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    return digits;
}

inline std::string some_bank() {
    return *rc::gen::element<std::string>("102100099996", "105100000017", "ICBKCNBJ", "ABOCCNBJ110");
}

inline Instruction some_instruction(std::uint64_t number) {
    Instruction instruction{number,
                            fmt::format("B{}-{:06}", *rc::gen::inRange(1, 1000), number),
                            *AccountNumber::parse("629999" + some_digits(1, 26)),
                            some_text(1, 20),
                            Money::fen(*rc::gen::inRange<std::int64_t>(1, 100'000'000'000)),
                            some_text(0, 20)};
    instruction.bank_code = some_bank();
    return instruction;
}

inline PaymentFile some_payments() {
    PaymentFile file;
    FileHead& head = file.head;
    head.created_at = Instant{std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000)}};
    head.date = office_date(*head.created_at);
    head.payer_account = *AccountNumber::parse("629999" + some_digits(1, 26));
    head.payer_name = some_text(1, 20);
    head.payer_bank_code = some_bank();
    head.count = static_cast<std::uint64_t>(*rc::gen::inRange(1, 20));
    for (std::uint64_t number = 1; number <= head.count; ++number) {
        file.instructions.push_back(some_instruction(number));
        head.total = sum(head.total, file.instructions.back().amount);
    }
    return file;
}

}  // namespace mingzhang::bank::iso20022::test
