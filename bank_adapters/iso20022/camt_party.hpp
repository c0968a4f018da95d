// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::bank::iso20022 {

// A text that several elements may give: the best of them counts, wherever it stands.
class BestText {
public:
    // A lower rank is better; of two of one rank the first counts. What is empty is nothing.
    void offer(std::string_view text, unsigned rank);
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

private:
    std::string text_;
    unsigned rank_ = 0;
};

// Takes what stands below the Id of an account, "/IBAN" or "" for a text in its own place: an IBAN before the number of
// another scheme (Othr from .02 on; BBAN, UPIC and PrtryAcct in .01).
void take_account(BestText& account, std::string_view below_id, std::string_view text);

// A debtor or a creditor, by name and account. The name is the party's own, in Pty from .08 on; else that of whom it
// acts for (Ultmt…), of the bank where it is one, and last what its account is called.
class CamtParty {
public:
    // `path` below RltdPties: "Dbtr/Nm". Only what is of the role ("Dbtr", "Cdtr") is taken.
    void take(std::string_view path, std::string_view role, std::string_view text);

    [[nodiscard]] const std::string& name() const noexcept { return name_.text(); }
    [[nodiscard]] const std::string& account() const noexcept { return account_.text(); }
    [[nodiscard]] bool empty() const noexcept { return name_.empty() && account_.empty(); }

private:
    BestText name_;
    BestText account_;
};

}  // namespace mingzhang::bank::iso20022
