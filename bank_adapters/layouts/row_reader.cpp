// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/row_reader.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "bank_adapters/layouts/row_writer.hpp"

namespace mingzhang::bank::layouts {
namespace {

struct NumberedLine {
    std::size_t row;
    std::string_view bytes;
};

// The lines of a file without their ends. Either line end is taken, whatever the layout says: files change it on the
// way. Empty lines at the end and comments are read past. Nothing is kept of them: looking for line ends again costs
// less than remembering a million.
class Lines {
public:
    Lines(const FileShape& shape, std::string_view bytes) : shape_{shape}, bytes_{bytes} {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (shape.encoding == FileEncoding::utf8 && bytes_.starts_with(byte_order_mark))
            bytes_.remove_prefix(byte_order_mark.size());
        walk([&](std::size_t at, const NumberedLine& line) {
            if (!line.bytes.empty()) count_ = at + 1;
            return true;
        });
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }

    // Tells of each line from `first` up to `end`, and its place among them, from 0.
    template <class Visit>
    void each(std::size_t first, std::size_t end, const Visit& visit) const {
        if (first == end) return;
        walk([&](std::size_t at, const NumberedLine& line) {
            if (at >= first && at < end) visit(at, line);
            return at + 1 < end;
        });
    }

private:
    // As long as `visit` wants more.
    template <class Visit>
    void walk(const Visit& visit) const {
        std::string_view bytes = bytes_;
        std::size_t at = 0;
        for (std::size_t row = 1; !bytes.empty(); ++row) {
            const std::size_t end = bytes.find('\n');
            std::string_view line = bytes.substr(0, end);
            bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
            if (line.ends_with('\r')) line.remove_suffix(1);
            const bool is_comment = !shape_.comment.empty() && line.starts_with(shape_.comment);
            if (!is_comment && !visit(at++, NumberedLine{row, line})) return;
        }
    }

    const FileShape& shape_;
    std::string_view bytes_;
    std::size_t count_ = 0;
};

// The rows that stand once, before and after the details. Those written as comments are not looked for.
struct FixedRows {
    std::vector<const Row*> before;
    std::vector<const Row*> after;
};

FixedRows fixed_rows(const FileShape& shape) {
    FixedRows fixed;
    bool after = false;
    for (const Row& row : shape.rows) {
        if (row.kind == RowKind::detail) {
            after = true;
            continue;
        }
        const bool is_comment =
            row.kind == RowKind::text && !shape.comment.empty() && row.text.begins_with(shape.comment);
        if (!is_comment) (after ? fixed.after : fixed.before).push_back(&row);
    }
    return fixed;
}

class RowReader {
public:
    RowReader(const Layout& layout, const FileShape& shape, std::string_view file_name)
        : layout_{layout}, shape_{shape}, detail_{shape.detail()}, file_name_{file_name}, cutter_{shape} {}

    Result<FileRead, Refusal> read(std::string_view bytes, const DetailVisitor& visit) {
        const Lines lines{shape_, bytes};
        const auto fixed = fixed_rows(shape_);
        if (lines.count() == 0) return refuse(ReadError::empty_file, file_name_);
        if (lines.count() < fixed.before.size() + fixed.after.size()) {
            add({0, {}}, {{}, {}, {"行数不够", "too few lines"}});
            return tl::unexpected{whole_file(ReadError::not_this_layout)};
        }
        const std::size_t first = fixed.before.size();
        const std::size_t end = lines.count() - fixed.after.size();
        lines.each(0, first, [&](std::size_t at, const NumberedLine& line) { read_fixed(*fixed.before[at], line); });
        lines.each(end, lines.count(),
                   [&](std::size_t at, const NumberedLine& line) { read_fixed(*fixed.after[at - end], line); });
        if (!is_this_layout_) return tl::unexpected{whole_file(ReadError::not_this_layout)};

        lines.each(first, end, [&](std::size_t, const NumberedLine& line) { read_detail(line, visit); });
        return judge();
    }

private:
    void add(const NumberedLine& line, RowFault fault) {
        if (fault_count_++ >= findings_max) return;
        findings_.push_back({std::string{file_name_}, line.row, std::move(fault.column), std::move(fault.value),
                             std::move(fault.reason)});
    }

    void read_fixed(const Row& row, const NumberedLine& line) {
        std::vector<RowFault> faults;
        Record unused;
        cutter_.read_row(row, line.bytes, result_.head, unused, faults);
        if (!faults.empty() && row.kind != RowKind::record) is_this_layout_ = false;
        for (RowFault& fault : faults) add(line, std::move(fault));
    }

    void read_detail(const NumberedLine& numbered, const DetailVisitor& visit) {
        std::vector<RowFault> faults;
        line_.clear();
        cutter_.read_row(detail_, numbered.bytes, result_.head, line_, faults);
        ++result_.count;
        const auto total = mingzhang::add(result_.total, Money::fen(line_[Field::amount].number));
        if (!total) faults.push_back({std::string{name(Field::total)}, {}, {"合计过大", "the total is too large"}});
        result_.total = total.value_or(result_.total);
        if (faults.empty()) visit({numbered.row, result_.count}, line_, faults);
        for (RowFault& fault : faults) add(numbered, std::move(fault));
    }

    [[nodiscard]] Refusal whole_file(ReadError reason) {
        return refusal(reason, file_name_, layout_.name, fault_count_).with(std::move(findings_));
    }

    [[nodiscard]] Result<FileRead, Refusal> judge() {
        if (fault_count_ > 0) return tl::unexpected{whole_file(ReadError::row_refused)};
        const auto rows_max = shape_.limits.rows_max;
        if (rows_max && result_.count > *rows_max) return refuse(ReadError::too_many_rows, file_name_, *rows_max);
        const FieldValue& count = result_.head[Field::count];
        if (count.present && count.number != static_cast<std::int64_t>(result_.count))
            return refuse(ReadError::count_differs, file_name_, count.number, result_.count);
        const FieldValue& total = result_.head[Field::total];
        if (total.present && total.number != result_.total.fen()) {
            return refuse(ReadError::total_differs, file_name_, to_yuan(Money::fen(total.number)),
                          to_yuan(result_.total));
        }
        return std::move(result_);
    }

    const Layout& layout_;
    const FileShape& shape_;
    const Row& detail_;
    std::string_view file_name_;
    RowCutter cutter_;
    Record line_;
    FileRead result_;
    bool is_this_layout_ = true;
    std::size_t fault_count_ = 0;
    std::vector<Finding> findings_;
};

}  // namespace

Result<FileRead, Refusal> read_rows(const Layout& layout, const FileShape& shape, std::string_view bytes,
                                    std::string_view file_name, const DetailVisitor& visit) {
    return RowReader{layout, shape, file_name}.read(bytes, visit);
}

}  // namespace mingzhang::bank::layouts
