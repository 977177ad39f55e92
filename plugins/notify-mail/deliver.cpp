// SPDX-License-Identifier: Apache-2.0
#include "notify-mail/deliver.hpp"

#include "base/platform/files.hpp"
#include "notify-mail/letter.hpp"
#include "notify-mail/relay.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace giamsat::mail {

namespace {

constexpr int port_max = 65'535;
constexpr int patience_seconds_max = 600;

struct Order {
    std::filesystem::path folder;
    Mailbox from;
    std::optional<RelayAddress> relay;
    std::vector<Letter> letters;
};

// ---- reading the request -------------------------------------------------------------------------------------------

Problem wrong(const std::string& field, const char* vi, const char* en) {
    return {
        ProblemCode::invalid_value, {{"field", field}, {"value", "…"}, {"why", vi}, {"why_en", en}}, {{}, 0, 0, field}};
}

Done known_keys(const Json& object, const std::string& path, std::initializer_list<std::string_view> known) {
    if (!object.is_object()) return wrong(path, "phải là một đối tượng", "it must be an object");
    for (const auto& [key, value] : object.items())
        if (std::find(known.begin(), known.end(), key) == known.end())
            return wrong(path + "." + key, "không có khóa này", "there is no such key");
    return {};
}

// Absent or null is empty text.
Result<std::string> text_at(const Json& object, const std::string& path, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return wrong(path + "." + key, "phải là chữ", "it must be text");
    return found->get<std::string>();
}

Result<int> integer_at(const Json& object, const std::string& path, const char* key, int otherwise, int max) {
    const auto found = object.find(key);
    if (found == object.end()) return otherwise;
    if (!found->is_number_integer() || *found < 1 || *found > max)
        return wrong(path + "." + key, "không phải số hợp lệ", "it is no number in range");
    return found->get<int>();
}

Result<Letter> read_letter(const Json& json, const std::string& path) {
    GIAMSAT_CHECK(known_keys(json, path, {"id", "to_name", "to_address", "subject", "text", "date", "due_on"}));
    GIAMSAT_TRY(id, text_at(json, path, "id"));
    GIAMSAT_TRY(name, text_at(json, path, "to_name"));
    GIAMSAT_TRY(address, text_at(json, path, "to_address"));
    GIAMSAT_TRY(subject, text_at(json, path, "subject"));
    GIAMSAT_TRY(text, text_at(json, path, "text"));
    GIAMSAT_TRY(day, text_at(json, path, "date"));
    GIAMSAT_TRY(due_day, text_at(json, path, "due_on"));
    const auto date = Date::parse(day);
    if (!date) return wrong(path + ".date", "phải là một ngày", "it must be a day");
    Letter letter{id, {name, address}, subject, text, *date, std::nullopt};
    if (due_day.empty()) return letter;
    const auto due_on = Date::parse(due_day);
    if (!due_on) return wrong(path + ".due_on", "phải là một ngày", "it must be a day");
    letter.due_on = *due_on;
    return letter;
}

Result<RelayAddress> read_relay(const Json& json) {
    GIAMSAT_CHECK(known_keys(json, "smtp", {"host", "port", "timeout_seconds"}));
    GIAMSAT_TRY(host, text_at(json, "smtp", "host"));
    if (host.empty()) return wrong("smtp.host", "còn thiếu", "it is missing");
    GIAMSAT_TRY(port, integer_at(json, "smtp", "port", 25, port_max));
    GIAMSAT_TRY(seconds, integer_at(json, "smtp", "timeout_seconds", 30, patience_seconds_max));
    return RelayAddress{host, port, std::chrono::seconds(seconds)};
}

Result<Order> read_order(const Json& request) {
    Order order;
    order.folder = request.at("folder").get<std::string>();
    const Json& from = request.at("from");
    GIAMSAT_CHECK(known_keys(from, "from", {"name", "address"}));
    GIAMSAT_TRY(name, text_at(from, "from", "name"));
    GIAMSAT_TRY(address, text_at(from, "from", "address"));
    order.from = {name, address};
    GIAMSAT_CHECK(check_sender(order.from));
    if (request.contains("smtp")) {
        GIAMSAT_TRY(relay, read_relay(request.at("smtp")));
        order.relay = relay;
    }
    for (const Json& item : request.at("messages")) {
        GIAMSAT_TRY(letter, read_letter(item, "messages[" + std::to_string(order.letters.size()) + "]"));
        order.letters.push_back(std::move(letter));
    }
    return order;
}

// ---- delivering ----------------------------------------------------------------------------------------------------

class Delivery {
public:
    explicit Delivery(const Order& order) : order_(order) {
        for (const char* list : {"written", "sent", "already", "without_address", "failed"})
            result_[list] = Json::array();
    }

    Done deliver(const Letter& letter) {
        if (const auto checked = check_letter(letter); !checked) return failed(letter, checked.error()), Done();
        std::error_code error;
        if (std::filesystem::exists(path_of(letter), error)) return put("already", letter);
        if (letter.to.address.empty()) return keep(letter, "without_address", Purpose::sent);
        return order_.relay ? send(letter) : keep(letter, "written", Purpose::draft);
    }

    Json finish() {
        if (relay_) relay_->quit();
        return std::move(result_);
    }

private:
    std::filesystem::path path_of(const Letter& letter) const { return order_.folder / (letter.id + ".eml"); }

    Done put(const char* list, const Letter& letter) {
        result_[list].push_back(letter.id);
        return {};
    }

    void failed(const Letter& letter, const Problem& problem) {
        const Json why{{"vi", problem.message(Lang::vi)}, {"en", problem.message(Lang::en)}};
        result_["failed"].push_back({{"id", letter.id}, {"why", why}});
    }

    Done keep(const Letter& letter, const char* list, Purpose purpose) {
        GIAMSAT_CHECK(write_file(path_of(letter), compose(letter, order_.from, purpose), true));
        return put(list, letter);
    }

    // A relay that took a letter has it; only then does the outbox remember. Killed in between, the letter goes out once
    // more under the same Message-ID, by which mail programs know a copy.
    Done send(const Letter& letter) {
        if (!relay_) {
            GIAMSAT_TRY(relay, Relay::connect(*order_.relay));
            relay_.emplace(std::move(relay));
        }
        if (!relay_->is_alive()) return failed(letter, hung_up()), Done();
        const auto sent =
            relay_->send(order_.from.address, letter.to.address, compose(letter, order_.from, Purpose::sent));
        if (!sent) return failed(letter, sent.error()), Done();
        return keep(letter, "sent", Purpose::sent);
    }

    Problem hung_up() const {
        return plugin::cannot({"gửi thư này", "sending this letter"},
                              {"mất kết nối với máy chủ thư", "the connection to the relay is lost"});
    }

    const Order& order_;
    std::optional<Relay> relay_;
    Json result_;
};

}  // namespace

Result<Json> deliver(const plugin::Host& host, const Json& request) {
    GIAMSAT_TRY(order, read_order(request));
    GIAMSAT_CHECK(make_folders(order.folder));
    Delivery delivery(order);
    for (std::size_t i = 0; i < order.letters.size(); ++i) {
        if (host.interrupted()) return Problem(ProblemCode::interrupted);
        GIAMSAT_CHECK(delivery.deliver(order.letters[i]));
        host.progress(i + 1, order.letters.size());
    }
    return delivery.finish();
}

}  // namespace giamsat::mail
