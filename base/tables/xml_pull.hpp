// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mingzhang {

// The elements and texts of one XML document, in order, as the bytes come in. Names are local names: Excel, WPS and
// LibreOffice use different prefixes, and strict files other namespaces. A document type declaration breaks it: no
// spreadsheet has one, and entities are how XML is made to fill memory.
class XmlPull {
public:
    // Fills the buffer; returns the bytes given, 0 at the end, -1 when it cannot go on.
    using Source = std::function<int(char* buffer, int size)>;
    explicit XmlPull(Source source);
    ~XmlPull();
    XmlPull(XmlPull&&) noexcept;

    enum class Event { opened, closed, text, end, broken };
    [[nodiscard]] Event next();  // An empty element is opened and then closed.

    // Valid until the next call of next().
    [[nodiscard]] std::string_view name() const;                        // Of the element opened or closed.
    [[nodiscard]] std::string_view text() const;                        // Of a text, entities resolved.
    [[nodiscard]] std::string attribute(std::string_view local) const;  // Of the element opened; empty when absent.
    [[nodiscard]] int depth() const;                                    // 0 for the root.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang
