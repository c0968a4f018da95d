// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

namespace mingzhang::bank::iso20022 {

// The bytes of a file, one XML document at a time. Banks' downloads hold several one behind the other, with or without
// a declaration each; blank lines before a declaration; zero bytes or an end mark (0x1A) behind the last element; and
// the declaration encoding="utf-16" over UTF-8, which programs write that made the text in memory and saved it later.
// XML 1.0 (§2.1, §4.3.3) has none of this, and none of it leaves in doubt what the file says.
//
// A document ends where its root is closed and another begins. In UTF-16 that is not looked for: one document a file.
class XmlBytes {
public:
    // `bytes` must outlive it. `encoding`, where it is given, goes before what the file says of itself.
    XmlBytes(std::istream& bytes, std::string encoding);

    // Goes on to the next document; false when there is none. There always is a first, if only an empty one.
    [[nodiscard]] bool next();
    // At most `size` bytes of it; 0 at its end, -1 when the file cannot be read on.
    [[nodiscard]] int read(char* out, int size);
    // What a parser is to be told of its encoding; null when the document tells it, or says nothing and is UTF-8.
    [[nodiscard]] const char* encoding() const noexcept { return encoding_.empty() ? nullptr : encoding_.c_str(); }
    [[nodiscard]] std::size_t lines_before() const noexcept { return lines_before_; }

private:
    [[nodiscard]] bool more();
    void drop(std::size_t count);
    void free_bytes();
    void look_behind_root();
    void drop_untrue_declaration(bool is_utf8);
    void look_at_prolog();

    std::istream& bytes_;
    std::string encoding_;     // As given.
    std::string window_;       // Bytes read and not given out, from at_ on.
    std::string closing_tag_;  // Of the root; empty when nothing is looked for.
    std::size_t at_ = 0;
    std::size_t free_ = 0;  // Up to here they may be given out.
    std::size_t lines_ = 0;
    std::size_t lines_before_ = 0;
    bool behind_root_ = false;
    bool over_ = false;
    bool another_ = true;  // A document follows.
};

}  // namespace mingzhang::bank::iso20022
