// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "bank_adapters/instruction.hpp"
#include "bank_adapters/layouts/field.hpp"
#include "bank_adapters/outcome.hpp"

namespace mingzhang::bank::layouts {

// The value of one field between the program and the file: texts as text; numbers as they are, amounts in fen, dates
// as 20220806.
struct FieldValue {
    bool present = false;
    std::string text;
    std::int64_t number = 0;

    // A million rows are read and written in the same few values: the room of a text is kept.
    void clear() {
        present = false;
        text.clear();
        number = 0;
    }
    void put(std::string_view new_text) {
        present = true;
        text = new_text;
        number = 0;
    }
    void put(std::int64_t new_number) {
        present = true;
        text.clear();
        number = new_number;
    }

    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

// A row's worth of values, by field. Head and line are kept apart, so a row can draw on both.
class Record {
public:
    [[nodiscard]] const FieldValue& operator[](Field field) const { return values_[index(field)]; }
    void set(Field field, std::string_view text) { values_[index(field)].put(text); }
    void set(Field field, std::int64_t number) { values_[index(field)].put(number); }
    void set(Field field, FieldValue value) { values_[index(field)] = std::move(value); }
    // Gives up its value for what the field held before: both keep their room.
    void exchange(Field field, FieldValue& value) { std::swap(values_[index(field)], value); }
    void clear() {
        for (FieldValue& value : values_) value.clear();
    }

private:
    [[nodiscard]] static std::size_t index(Field field) noexcept { return static_cast<std::size_t>(field); }
    std::array<FieldValue, field_count> values_;
};

// 20220806 is a day of the calendar, 20220230 is none.
[[nodiscard]] bool is_day(std::int64_t number) noexcept;

// Texts that are empty, numbers that are zero where zero means none, and optional values not given stay absent.
[[nodiscard]] Record to_record(const FileHead& head);
[[nodiscard]] Record to_record(const Instruction& instruction);
[[nodiscard]] Record to_record(const OutcomeLine& line);
void put(const Instruction& instruction, Record& record);  // In place of what the record held.

// The values were checked when they were read: account and ID numbers parse.
[[nodiscard]] FileHead head_from(const Record& record);
[[nodiscard]] Instruction instruction_from(const Record& record);
void put(const Record& record, OutcomeLine& line);  // In place of what the line held.

}  // namespace mingzhang::bank::layouts
