// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "base/tables/csv_writer.hpp"
#include "base/tables/table.hpp"

// A table with a column of every kind. The account has 19 digits; names need GBK, GB18030's two bytes and its four.
namespace mingzhang::sample {

inline TableHead head() {
    TableHead head;
    head.title = {"发放明细", "Payment lines"};
    head.parameters = {{{"月份", "Month"}, "2022-08"}};
    head.columns = {
        {"household_no", {"户编号", "Household"}},
        {"name", {"姓名", "Name"}},
        {"account_no", {"账号", "Account"}, CellKind::text, false, Personal::account_number},
        {"month", {"月份", "Month"}, CellKind::month},
        {"approved_on", {"审批日期", "Approved on"}, CellKind::date},
        {"covered", {"人数", "Covered"}, CellKind::whole_number, true},
        {"amount", {"金额", "Amount"}, CellKind::money, true},
    };
    return head;
}

inline Date date(int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

inline std::vector<std::vector<Cell>> rows() {
    return {
        {"YX000001", "沈文", "6299996907439150008", Month{2022, 8}, date(2022, 5, 9), 3, Money::fen(114'300)},
        {"YX000002", "𬱖䶮喆", "6299991070434192544", Month{2022, 9}, {}, 1, Money::fen(-1)},
        {"YX000003", {}, {}, {}, date(2021, 10, 23), {}, {}},
    };
}

inline Table table() {
    return {head(), [](RowSink& sink) -> Result<void, Refusal> {
                for (const auto& row : rows()) {
                    if (auto pushed = sink.row(row); !pushed) return pushed;
                }
                return {};
            }};
}

// One column of texts.
inline Table texts(std::vector<std::string> values) {
    TableHead head;
    head.columns = {{"value", {"值", "Value"}}};
    return {head, [values](RowSink& sink) -> Result<void, Refusal> {
                for (const std::string& value : values) {
                    const Cell cell{value};
                    if (auto pushed = sink.row({&cell, 1}); !pushed) return pushed;
                }
                return {};
            }};
}

inline std::string csv(const Table& table, const CsvStyle& style = {}) {
    std::ostringstream out;
    CsvWriter writer{out, style};
    const auto sent = send(table, writer);
    return sent ? out.str() : "refused: " + sent.error().code();
}

// Takes so many bytes and then no more, like a full disk.
class FullDisk final : public std::streambuf {
public:
    explicit FullDisk(std::streamsize room) : room_{room} {}

private:
    int_type overflow(int_type) override { return traits_type::eof(); }
    std::streamsize xsputn(const char*, std::streamsize size) override {
        const std::streamsize taken = std::min(size, room_);
        room_ -= taken;
        return taken;
    }
    std::streamsize room_;
};

}  // namespace mingzhang::sample
