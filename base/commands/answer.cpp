// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/answer.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/values/check.hpp"

namespace mingzhang {

Answer& Answer::set(std::string name, std::int64_t value) {
    fields_.emplace_back(std::move(name), value);
    return *this;
}

Answer& Answer::set(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
    return *this;
}

const Answer::Value& Answer::at(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& f) { return f.first == name; });
    MINGZHANG_CHECK(found != fields_.end());
    return found->second;
}

std::int64_t Answer::number(std::string_view name) const {
    return std::get<std::int64_t>(at(name));
}

const std::string& Answer::text(std::string_view name) const {
    return std::get<std::string>(at(name));
}

std::string Answer::to_json() const {
    boost::json::object object;
    for (const auto& field : fields_) std::visit([&](const auto& v) { object[field.first] = v; }, field.second);
    return boost::json::serialize(object);
}

Answer Answer::from_json(std::string_view json) {
    Answer answer;
    const boost::json::value document = boost::json::parse(boost::json::string_view{json.data(), json.size()});
    for (const auto& field : document.as_object()) {
        std::string name{field.key().data(), field.key().size()};
        if (field.value().is_string())
            answer.set(std::move(name),
                       std::string{field.value().as_string().c_str(), field.value().as_string().size()});
        else
            answer.set(std::move(name), field.value().as_int64());
    }
    return answer;
}

}  // namespace mingzhang
