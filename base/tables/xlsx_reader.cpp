// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/tables/number_text.hpp"
#include "base/tables/xlsx_book.hpp"
#include "base/tables/xlsx_text.hpp"

namespace mingzhang {

namespace {

using Event = XmlPull::Event;

// What stands in a <c>, before it is known what it means.
struct WrittenCell {
    std::string type;
    std::size_t style = 0;
    std::string value;  // <v>, or the text of <is>
    bool formula = false;
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

class XlsxReader final : public RowReader {
public:
    XlsxReader(XlsxArchive archive, XlsxBook book, const ReadLimits& limits)
        : archive_{std::move(archive)},
          book_{std::move(book)},
          limits_{limits},
          xml_{archive_.read(book_.sheet_part, limits.sheet_bytes, outcome_)} {}

    Result<bool, Refusal> next(RawRow& row) override;
    FileKind kind() const noexcept override { return FileKind::xlsx; }

private:
    // False when the sheet is not what it should be.
    bool read_row(RawRow& row);
    bool read_cell(RawRow& row);
    bool read_inside(WrittenCell& cell);
    bool put(RawRow& row, std::size_t column, const WrittenCell& cell) const;
    Result<std::string, CellFault> text_of(const WrittenCell& cell) const;
    tl::unexpected<Refusal> broken();

    XlsxArchive archive_;
    XlsxBook book_;
    ReadLimits limits_;
    XlsxArchive::Outcome outcome_;
    XmlPull xml_;
    std::size_t last_row_ = 0;
    std::size_t next_column_ = 0;
    bool in_data_ = false;
    bool at_end_ = false;
};

Result<bool, Refusal> XlsxReader::next(RawRow& row) {
    while (!at_end_) {
        const Event event = xml_.next();
        if (event == Event::broken || event == Event::end) return broken();
        const std::string_view name = event == Event::text ? std::string_view{} : xml_.name();
        if (event == Event::opened && name == "sheetData") in_data_ = true;
        if (event == Event::closed && name == "sheetData") in_data_ = false;
        // The bytes behind the rows are read too: only then is the part's checksum known to be right.
        if (event == Event::closed && xml_.depth() == 0) {
            at_end_ = true;
            while (!outcome_.broken && !outcome_.over_limit) {
                const Event rest = xml_.next();
                if (rest == Event::end) return false;
                if (rest == Event::broken) break;
            }
            return broken();
        }
        if (event != Event::opened || name != "row" || !in_data_) continue;
        if (!read_row(row)) return broken();
        return true;
    }
    return false;
}

tl::unexpected<Refusal> XlsxReader::broken() {
    at_end_ = true;
    if (outcome_.over_limit) return refuse(ReadTableRefusal::too_large, book_.sheet_part);
    return refuse(ReadTableRefusal::not_a_workbook, book_.sheet_part);
}

bool XlsxReader::read_row(RawRow& row) {
    const std::string number = xml_.attribute("r");  // May be left out: then the rows are simply counted.
    row.number = last_row_ + 1;
    if (!number.empty() && (!read_number(number, row.number) || row.number <= last_row_)) return false;
    last_row_ = row.number;
    row.cells.clear();
    row.faults.clear();
    next_column_ = 0;
    for (;;) {
        const Event event = xml_.next();
        if (event == Event::end || event == Event::broken) return false;
        if (event == Event::closed && xml_.name() == "row") return true;
        if (event == Event::opened && xml_.name() == "c" && !read_cell(row)) return false;
    }
}

bool XlsxReader::read_cell(RawRow& row) {
    WrittenCell cell;
    std::size_t column = next_column_;
    if (const std::string address = xml_.attribute("r"); !address.empty()) {
        const auto parsed = parse_address(address);
        if (!parsed || parsed->row != row.number || parsed->column < next_column_) return false;
        column = parsed->column;
    }
    if (const std::string style = xml_.attribute("s"); !style.empty() && !read_number(style, cell.style)) return false;
    cell.type = xml_.attribute("t");
    next_column_ = column + 1;
    if (column >= limits_.columns) outcome_.over_limit = true;
    return !outcome_.over_limit && read_inside(cell) && put(row, column, cell);
}

bool XlsxReader::read_inside(WrittenCell& cell) {
    bool in_value = false;
    for (;;) {
        const Event event = xml_.next();
        if (event == Event::end || event == Event::broken) return false;
        if (event == Event::closed && xml_.name() == "c") return true;
        if (event == Event::opened && xml_.name() == "is") {
            if (!read_text_item(xml_, cell.value)) return false;
        } else if (event == Event::opened) {
            in_value = xml_.name() == "v";
            cell.formula = cell.formula || xml_.name() == "f";
        } else if (event == Event::closed) {
            in_value = false;
        } else if (in_value) {
            cell.value += xml_.text();
        }
        if (cell.value.size() > limits_.cell_bytes) {
            outcome_.over_limit = true;
            return false;
        }
    }
}

bool XlsxReader::put(RawRow& row, std::size_t column, const WrittenCell& cell) const {
    if (cell.type == "s" && !cell.value.empty()) {
        std::size_t index = 0;
        if (!read_number(cell.value, index) || !book_.texts.has(index)) return false;
    }
    auto text = text_of(cell);
    if (text && text->empty()) return true;  // Formatted and empty: as if it were not there.
    row.cells.resize(column + 1);
    if (text) {
        row.cells[column] = std::move(*text);
    } else {
        row.faults.push_back({column, to_address(column, row.number), text.error()});
    }
    return true;
}

// REQUIRES: a shared text the cell refers to exists.
Result<std::string, CellFault> XlsxReader::text_of(const WrittenCell& cell) const {
    if (cell.type == "e") return tl::unexpected{CellFault::error_value};
    if (cell.value.empty()) {
        if (cell.formula && cell.type != "str") return tl::unexpected{CellFault::formula_without_value};
        return std::string{};
    }
    if (cell.type == "inlineStr") return cell.value;
    if (cell.type == "str") return unescape(cell.value);
    if (cell.type == "b") return std::string{cell.value == "1" || cell.value == "true" ? "TRUE" : "FALSE"};
    if (cell.type == "s") {
        std::size_t index = 0;
        static_cast<void>(read_number(cell.value, index));
        return std::string{book_.texts.at(index)};
    }
    if (cell.type == "d") {  // ISO 8601, as strict files have it; with a time of day it is no date.
        constexpr std::size_t date_length = 10;
        const std::string_view time = std::string_view{cell.value}.substr(std::min(date_length, cell.value.size()));
        if (time.empty() || time.find_first_not_of("T0:.Z") == time.npos) return cell.value.substr(0, date_length);
        return tl::unexpected{CellFault::not_a_date};
    }
    const NumberLook look = cell.style < book_.looks.size() ? book_.looks[cell.style] : NumberLook::number;
    if (look != NumberLook::number) return date_text(cell.value, look, book_.from_1904);
    return number_text(cell.value);
}

}  // namespace

Result<std::unique_ptr<RowReader>, Refusal> open_xlsx(XlsxArchive archive, const ReadLimits& limits,
                                                      const std::string& sheet) {
    auto book = read_book(archive, limits, sheet);
    if (!book) return pass_on(book);
    return std::make_unique<XlsxReader>(std::move(archive), std::move(*book), limits);
}

}  // namespace mingzhang
