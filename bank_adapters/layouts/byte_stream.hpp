// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <istream>
#include <streambuf>
#include <string_view>

namespace mingzhang::bank::layouts {

// Bytes in memory read as a stream, without a copy of them. `bytes` must outlive it.
class ByteStream : private std::streambuf, public std::istream {
public:
    explicit ByteStream(std::string_view bytes) : std::istream{static_cast<std::streambuf*>(this)} {
        char* begin = const_cast<char*>(bytes.data());  // A get area is never written to.
        setg(begin, begin, begin + bytes.size());
    }
};

}  // namespace mingzhang::bank::layouts
