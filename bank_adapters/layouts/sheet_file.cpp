// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/sheet_file.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "bank_adapters/layouts/file_tally.hpp"
#include "base/tables/text_sheet.hpp"
#include "base/tables/xlsx_reader.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

constexpr std::size_t sheet_rows_max = 1'048'576;

// Cuts lines as they are handed out into cells. A line may come in any pieces.
class SheetSink {
public:
    explicit SheetSink(const FileShape& shape) : shape_{shape}, sheet_{shape.sheet} {}

    void take(std::string_view bytes) {
        line_ += bytes;
        std::size_t begin = 0;
        for (std::size_t end = line_.find('\n'); end != std::string::npos; end = line_.find('\n', begin)) {
            put(std::string_view{line_}.substr(begin, end - begin));
            begin = end + 1;
        }
        line_.erase(0, begin);
    }

    [[nodiscard]] Result<std::string, Refusal> finish() {
        if (!put_) return pass_on(put_);
        return sheet_.finish();
    }

private:
    void put(std::string_view line) {
        if (!put_) return;
        const auto text = decode(shape_.encoding, line);
        MINGZHANG_CHECK(text.has_value());  // Encoded a moment ago.
        std::vector<std::string_view> cells;
        std::string_view rest = *text;
        for (std::size_t at = rest.find(cell_separator); at != std::string_view::npos; at = rest.find(cell_separator)) {
            cells.push_back(rest.substr(0, at));
            rest.remove_prefix(at + cell_separator.size());
        }
        cells.push_back(rest);
        put_ = sheet_.row(cells);
    }

    const FileShape& shape_;
    TextSheet sheet_;
    std::string line_;
    Result<void, Refusal> put_;
};

// How many cells a row of the sheet has by the layout: Excel leaves the empty ones at its end away. By the place of the
// row, and none where any text may stand.
class CellCounts {
public:
    explicit CellCounts(const FileShape& shape) {
        bool after = false;
        for (const Row& row : shape.rows) {
            if (row.kind == RowKind::detail) {
                detail_ = row.columns.size();
                after = true;
                continue;
            }
            const std::size_t count = row.kind == RowKind::text      ? 1
                                      : row.kind == RowKind::heading ? shape.detail().columns.size()
                                                                     : row.columns.size();
            (after ? after_ : before_).push_back(count);
        }
    }

    [[nodiscard]] std::size_t at(std::size_t row, std::size_t rows) const {
        if (row < before_.size()) return before_[row];
        const std::size_t from_end = rows - row;  // 1 for the last.
        return from_end <= after_.size() ? after_[after_.size() - from_end] : detail_;
    }

private:
    std::vector<std::size_t> before_;
    std::vector<std::size_t> after_;
    std::size_t detail_ = 0;
};

// As the other readers of tables take it: people put these in front so that Excel keeps a number as text.
std::string_view without_text_mark(std::string_view text) {
    while (text.starts_with('\t')) text.remove_prefix(1);
    if (text.starts_with('\'')) text.remove_prefix(1);
    while (text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

std::string column_title(const FileShape& shape, std::size_t column) {
    const auto& columns = shape.detail().columns;
    return column < columns.size() ? columns[column].title : std::string{};
}

class SheetLines {
public:
    SheetLines(const Layout& layout, const FileShape& shape, std::string_view file_name)
        : layout_{layout}, shape_{shape}, file_name_{file_name} {}

    Result<std::string, Refusal> read(std::string_view bytes) {
        auto reader = open_workbook(std::string{bytes}, shape_.sheet);
        if (!reader) return pass_on(reader);
        RawRow row;
        for (;;) {
            auto more = (*reader)->next(row);
            if (!more) return pass_on(more);
            if (!*more) break;
            if (row.number > sheet_rows_max) return refuse(ReadError::too_many_rows, file_name_, sheet_rows_max);
            take(row);
        }
        if (findings_.empty()) return filled();
        const std::size_t count = findings_.size();
        return tl::unexpected{
            refusal(ReadError::row_refused, file_name_, layout_.name, count).with(std::move(findings_))};
    }

private:
    void add(std::size_t row, std::size_t column, Text reason) {
        if (findings_.size() < findings_max)
            findings_.push_back({std::string{file_name_}, row, column_title(shape_, column), {}, std::move(reason)});
    }

    void take(const RawRow& row) {
        const bool is_blank =
            row.faults.empty() && std::ranges::all_of(row.cells, [](const std::string& c) { return c.empty(); });
        if (is_blank) return;
        for (; rows_ + 1 < row.number; ++rows_) lines_ += '\n';  // Blank rows count, as a person sees them.
        for (const FaultyCell& faulty : row.faults)
            add(row.number, faulty.column, reason(faulty.fault, faulty.address));
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            if (column > 0) lines_ += cell_separator;
            auto cell = encode(shape_.encoding, without_text_mark(row.cells[column]));
            if (cell && cell->find_first_of("\n\x1F") != std::string::npos)
                cell = tl::unexpected{Text{"含换行或控制字符", "a line break or control character inside"}};
            if (cell) {
                lines_ += *cell;
            } else {
                add(row.number, column, cell.error());
            }
        }
        lines_ += '\n';
        ++rows_;
    }

    // The lines with as many cells as the layout has columns: Excel leaves empty ones at the end of a row away.
    [[nodiscard]] std::string filled() const {
        const CellCounts counts{shape_};
        std::string filled;
        std::string_view rest = lines_;
        for (std::size_t at = 0; at < rows_; ++at) {
            const std::size_t end = rest.find('\n');
            const std::string_view line = rest.substr(0, end);
            rest.remove_prefix(end + 1);
            filled += line;
            const auto cells = static_cast<std::size_t>(std::ranges::count(line, cell_separator.front())) + 1;
            const std::size_t expected = line.empty() ? 0 : counts.at(at, rows_);
            for (std::size_t cell = cells; cell < expected; ++cell) filled += cell_separator;
            filled += '\n';
        }
        return filled;
    }

    const Layout& layout_;
    const FileShape& shape_;
    std::string_view file_name_;
    std::string lines_;
    std::size_t rows_ = 0;
    std::vector<Finding> findings_;
};

std::string with_visible_separators(std::string text) {
    for (std::size_t at = text.find(cell_separator); at != std::string::npos; at = text.find(cell_separator, at))
        text.replace(at, cell_separator.size(), " | ");
    return text;
}

}  // namespace

Result<Written, Refusal> write_workbook(const FileShape& shape, const LineWriter& write, const ByteSink& sink) {
    MINGZHANG_CHECK(shape.is_workbook);
    SheetSink sheet{shape};
    auto written = write([&](std::string_view bytes) { sheet.take(bytes); });
    if (!written) return written;
    const auto workbook = sheet.finish();
    if (!workbook) return tl::unexpected{workbook.error()};
    sink(*workbook);
    written->bytes = workbook->size();
    return written;
}

Result<FileLines, Refusal> FileLines::of(const Layout& layout, const FileShape& shape, std::string_view bytes,
                                         std::string_view file_name) {
    FileLines lines;
    lines.given_ = bytes;
    if (!shape.is_workbook) return lines;
    if (bytes.empty()) return refuse(ReadError::empty_file, file_name);
    auto made = SheetLines{layout, shape, file_name}.read(bytes);
    if (!made) return pass_on(made);
    lines.is_workbook_ = true;
    lines.made_ = *std::move(made);
    return lines;
}

Refusal in_cells(Refusal refusal) {
    std::vector<Finding> findings = refusal.findings();
    for (Finding& finding : findings) {
        finding.value = with_visible_separators(std::move(finding.value));
        finding.reason.zh = with_visible_separators(std::move(finding.reason.zh));
        finding.reason.en = with_visible_separators(std::move(finding.reason.en));
    }
    return std::move(refusal).with(std::move(findings));
}

}  // namespace mingzhang::bank::layouts
