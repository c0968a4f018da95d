// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mingzhang {

// What a command answers: a flat list of named values, kept with the command so that the same key gives the same
// answer.
class Answer {
public:
    using Value = std::variant<std::int64_t, std::string>;

    Answer& set(std::string name, std::int64_t value);
    Answer& set(std::string name, std::string value);

    // The value under `name`; asking for one the command does not give is a bug.
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const;

    [[nodiscard]] const std::vector<std::pair<std::string, Value>>& fields() const noexcept { return fields_; }

    [[nodiscard]] std::string to_json() const;  // One object, fields in the order they were set.
    [[nodiscard]] static Answer from_json(std::string_view json);

private:
    [[nodiscard]] const Value& at(std::string_view name) const;
    std::vector<std::pair<std::string, Value>> fields_;
};

}  // namespace mingzhang
