// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/record.hpp"

#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

void put(Record& record, Field field, const std::string& text) {
    if (!text.empty()) record.set(field, text);
}

void put_number(Record& record, Field field, std::uint64_t number) {
    if (number != 0) record.set(field, static_cast<std::int64_t>(number));
}

void put(Record& record, Field field, const std::optional<AccountNumber>& account) {
    if (account) record.set(field, account->text());
}

void put(Record& record, Field field, const std::optional<Date>& date) {
    if (date) record.set(field, to_number(*date));
}

std::optional<AccountNumber> account_in(const Record& record, Field field) {
    if (!record[field].present) return std::nullopt;
    const auto account = AccountNumber::parse(record[field].text);
    MINGZHANG_CHECK(account.has_value());
    return *account;
}

std::optional<IdNumber> id_number_in(const Record& record) {
    if (!record[Field::id_number].present) return std::nullopt;
    const auto id = IdNumber::parse(record[Field::id_number].text);
    MINGZHANG_CHECK(id.has_value());
    return *id;
}

std::uint64_t number_in(const Record& record, Field field) {
    return static_cast<std::uint64_t>(record[field].number);
}

}  // namespace

bool is_day(std::int64_t number) noexcept {
    constexpr std::int64_t number_max = 99991231;
    if (number <= 0 || number > number_max) return false;
    const Date date{std::chrono::year{static_cast<int>(number / 10000)},
                    std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
                    std::chrono::day{static_cast<unsigned>(number % 100)}};
    return date.ok();
}

Record to_record(const FileHead& head) {
    Record record;
    put(record, Field::merchant, head.merchant);
    put_number(record, Field::batch, head.batch);
    put(record, Field::date, head.date);
    put(record, Field::payer_account, head.payer_account);
    put(record, Field::payer_name, head.payer_name);
    put(record, Field::payer_bank_code, head.payer_bank_code);
    put(record, Field::payer_bank_name, head.payer_bank_name);
    put(record, Field::payer_region, head.payer_region);
    put(record, Field::program, head.program);
    record.set(Field::count, static_cast<std::int64_t>(head.count));
    record.set(Field::total, head.total.fen());
    return record;
}

Record to_record(const Instruction& instruction) {
    Record record;
    put(instruction, record);
    return record;
}

void put(const Instruction& instruction, Record& record) {
    record.clear();
    record.set(Field::number, static_cast<std::int64_t>(instruction.number));
    put(record, Field::serial, instruction.serial);
    record.set(Field::account, instruction.account.text());
    put(record, Field::name, instruction.name);
    record.set(Field::amount, instruction.amount.fen());
    put(record, Field::memo, instruction.memo);
    if (instruction.id_number) record.set(Field::id_number, instruction.id_number->text());
    put(record, Field::phone, instruction.phone);
    put(record, Field::bank_code, instruction.bank_code);
    put(record, Field::bank_name, instruction.bank_name);
    put(record, Field::bank_province, instruction.bank_province);
    put(record, Field::bank_city, instruction.bank_city);
    put(record, Field::bank_branch, instruction.bank_branch);
}

Record to_record(const OutcomeLine& line) {
    Record record;
    put_number(record, Field::number, line.number);
    put(record, Field::serial, line.serial);
    put(record, Field::account, line.account);
    put(record, Field::name, line.name);
    record.set(Field::amount, line.amount.fen());
    put(record, Field::memo, line.memo);
    put(record, Field::status, line.status_text);
    put(record, Field::reason, line.reason_text);
    put(record, Field::bank_reference, line.bank_reference);
    put(record, Field::settled_on, line.settled_on);
    if (!line.fee.is_zero()) record.set(Field::fee, line.fee.fen());
    return record;
}

FileHead head_from(const Record& record) {
    FileHead head;
    head.merchant = record[Field::merchant].text;
    head.batch = number_in(record, Field::batch);
    head.date = date_from_number(record[Field::date].number);
    head.payer_account = account_in(record, Field::payer_account);
    head.payer_name = record[Field::payer_name].text;
    head.payer_bank_code = record[Field::payer_bank_code].text;
    head.payer_bank_name = record[Field::payer_bank_name].text;
    head.payer_region = record[Field::payer_region].text;
    head.program = record[Field::program].text;
    head.count = number_in(record, Field::count);
    head.total = Money::fen(record[Field::total].number);
    return head;
}

Instruction instruction_from(const Record& record) {
    auto account = account_in(record, Field::account);
    MINGZHANG_CHECK(account.has_value());
    return Instruction{.number = number_in(record, Field::number),
                       .serial = record[Field::serial].text,
                       .account = *std::move(account),
                       .name = record[Field::name].text,
                       .amount = Money::fen(record[Field::amount].number),
                       .memo = record[Field::memo].text,
                       .id_number = id_number_in(record),
                       .phone = record[Field::phone].text,
                       .bank_code = record[Field::bank_code].text,
                       .bank_name = record[Field::bank_name].text,
                       .bank_province = record[Field::bank_province].text,
                       .bank_city = record[Field::bank_city].text,
                       .bank_branch = record[Field::bank_branch].text};
}

void put(const Record& record, OutcomeLine& line) {
    line.number = number_in(record, Field::number);
    line.serial = record[Field::serial].text;
    line.account = account_in(record, Field::account);
    line.name = record[Field::name].text;
    line.amount = Money::fen(record[Field::amount].number);
    line.memo = record[Field::memo].text;
    line.status_text = record[Field::status].text;
    line.reason_text = record[Field::reason].text;
    line.bank_reference = record[Field::bank_reference].text;
    line.settled_on = date_from_number(record[Field::settled_on].number);
    line.fee = Money::fen(record[Field::fee].number);
}

}  // namespace mingzhang::bank::layouts
