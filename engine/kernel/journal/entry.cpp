// SPDX-License-Identifier: Apache-2.0
// Writing entries. The keys stand in the order of their bytes, so the text is written straight through; only the body,
// which is free, goes through the canonical writer.
#include "kernel/journal/entry.hpp"

#include "kernel/journal/shapes.hpp"

#include <algorithm>
#include <charconv>

namespace giamsat {

namespace {

Problem refused(const char* field, const char* vi, const char* en) {
    return Problem(ProblemCode::entry_invalid,
                   {{"why", std::string(field) + ": " + vi}, {"why_en", std::string(field) + ": " + en}},
                   Where{{}, 0, 0, field});
}

// Appends `"key":value` pairs; the first Problem stays and the rest is ignored.
class Pen {
public:
    explicit Pen(std::string& out) : out_(out) {}
    void begin() { out_ += '{'; }
    void text(const char* name, std::string_view value) {
        if (!value.empty()) raw_text(name, value);
    }
    void number(const char* name, std::int64_t value) {
        key(name);
        char digits[24];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    void json(const char* name, const Json& value);
    void raw_text(const char* name, std::string_view value);
    void key(const char* name) {
        if (out_.back() != '{') out_ += ',';
        out_ += '"';
        out_ += name;
        out_ += "\":";
    }
    void end() { out_ += '}'; }
    void keep(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
    }
    const std::optional<Problem>& problem() const { return problem_; }
    std::string& out() { return out_; }

private:
    std::string& out_;
    std::optional<Problem> problem_;
};

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

void Pen::json(const char* name, const Json& value) {
    auto canonical = canonical_json(value);
    if (!canonical) return keep(std::move(canonical.error()));
    key(name);
    out_ += *canonical;
}

void Pen::raw_text(const char* name, std::string_view value) {
    if (!is_plain(value)) return json(name, Json(std::string(value)));
    key(name);
    out_ += '"';
    out_ += value;
    out_ += '"';
}

std::optional<Problem> check_encrypted(const Encrypted& sealed) {
    if (!shapes::is_id(sealed.subject)) return refused("enc.subject", "phải là 32 chữ số hex", "must be 32 hex digits");
    if (!shapes::is_hex(sealed.kid, 16)) return refused("enc.kid", "phải là 16 chữ số hex", "must be 16 hex digits");
    if (!shapes::is_hex(sealed.nonce, 48))
        return refused("enc.nonce", "phải là 48 chữ số hex", "must be 48 hex digits");
    if (!shapes::is_hash(sealed.commit)) return refused("enc.commit", "phải là 64 chữ số hex", "must be 64 hex digits");
    if (sealed.ct.empty()) return refused("enc.ct", "thiếu", "is missing");
    if (sealed.path.empty()) return refused("enc.path", "thiếu", "is missing");
    return std::nullopt;
}

void write_encrypted(Pen& outer, const std::vector<Encrypted>& enc) {
    char before = '[';
    for (const auto& sealed : enc) {
        if (auto problem = check_encrypted(sealed)) return outer.keep(std::move(*problem));
        outer.out() += before;
        Pen pen(outer.out());
        pen.begin();
        pen.text("commit", sealed.commit);
        pen.text("ct", sealed.ct);
        pen.text("kid", sealed.kid);
        pen.text("nonce", sealed.nonce);
        pen.text("path", sealed.path);
        pen.text("subject", sealed.subject);
        pen.end();
        if (pen.problem()) outer.keep(*pen.problem());
        before = ',';
    }
    outer.out() += ']';
}

void write_refs(Pen& pen, const std::vector<std::string>& refs) {
    char before = '[';
    for (const auto& ref : refs) {
        pen.out() += before;
        pen.out() += '"';
        pen.out() += ref;
        pen.out() += '"';
        before = ',';
    }
    pen.out() += ']';
}

std::optional<Problem> check_place(const Entry& entry) {
    if (!shapes::is_id(entry.office.value)) return refused("office", "phải là 32 chữ số hex", "must be 32 hex digits");
    if (!shapes::is_id(entry.cmd.value)) return refused("cmd", "phải là 32 chữ số hex", "must be 32 hex digits");
    if (!shapes::is_kind(entry.kind)) return refused("kind", "sai dạng", "has the wrong form");
    if (entry.n < 1 || entry.i < 0 || entry.i >= entry.n)
        return refused("i", "phải từ 0 đến n - 1", "must be 0 to n - 1");
    if (entry.t.ms < 0 || entry.t.ms > json_integer_max) return refused("t", "ngoài khoảng", "is out of range");
    if (entry.date.year() < 1 || entry.date.year() > 9999) return refused("date", "ngoài khoảng", "is out of range");
    return std::nullopt;
}

std::optional<Problem> check_case(const Entry& entry) {
    if (entry.case_id.empty()) {
        if (entry.case_seq == 0 && entry.case_prev.empty()) return std::nullopt;
        return refused("case", "thiếu", "is missing");
    }
    if (!shapes::is_id(entry.case_id.value)) return refused("case", "phải là 32 chữ số hex", "must be 32 hex digits");
    if (entry.case_seq < 0 || entry.case_seq > json_integer_max)
        return refused("case_seq", "ngoài khoảng", "is out of range");
    if (!shapes::is_hash_or_empty(entry.case_prev) || entry.case_prev.empty() != (entry.case_seq == 0))
        return refused("case_prev", "phải là mã băm của mục trước của hồ sơ",
                       "must be the hash of the case's previous entry");
    return std::nullopt;
}

std::optional<Problem> check_rest(const Entry& entry) {
    if (!shapes::is_hash_or_empty(entry.def)) return refused("def", "phải là 64 chữ số hex", "must be 64 hex digits");
    if (!std::all_of(entry.refs.begin(), entry.refs.end(), shapes::is_hash))
        return refused("refs", "phải là 64 chữ số hex", "must be 64 hex digits");
    return std::nullopt;
}

void write_case(Pen& pen, const Entry& entry) {
    if (entry.case_id.empty()) return;
    pen.text("case", entry.case_id.value);
    pen.text("case_prev", entry.case_prev);
    pen.number("case_seq", entry.case_seq);
}

void write_lists(Pen& pen, const Entry& entry) {
    if (entry.enc.empty()) return;
    pen.key("enc");
    write_encrypted(pen, entry.enc);
}

void write_keys(Pen& pen, const Entry& entry, std::string_view body) {
    pen.begin();
    pen.text("act", entry.act);
    pen.text("actor", entry.actor);
    pen.text("auth", entry.auth);
    if (body != "{}") pen.key("body"), pen.out() += body;
    write_case(pen, entry);
    pen.text("cmd", entry.cmd.value);
    pen.text("date", entry.date.iso());
    pen.text("def", entry.def);
    write_lists(pen, entry);
    pen.number("i", entry.i);
    pen.text("kind", entry.kind);
    pen.number("n", entry.n);
    pen.text("office", entry.office.value);
    pen.text("on_behalf", entry.on_behalf);
    if (!entry.refs.empty()) {
        pen.key("refs");
        write_refs(pen, entry.refs);
    }
    pen.number("t", entry.t.ms);
    pen.number("v", entry_format);
    pen.text("via", entry.via);
    pen.end();
}

}  // namespace

Result<std::string> encode_entry(const Entry& entry) {
    if (!entry.body.is_object()) return refused("body", "phải là đối tượng", "must be an object");
    GIAMSAT_TRY(body, canonical_json(entry.body));
    return encode_entry(entry, body);
}

Result<std::string> encode_entry(const Entry& entry, std::string_view body) {
    for (auto check : {check_place, check_case, check_rest})
        if (auto problem = check(entry)) return std::move(*problem);
    std::string out;
    out.reserve(768);
    Pen pen(out);
    write_keys(pen, entry, body);
    if (pen.problem()) return *pen.problem();
    if (out.size() > entry_bytes_max)
        return refused("body", "mục dài quá 65.535 byte", "the entry is over 65,535 bytes");
    return out;
}

std::string encode_encrypted(const std::vector<Encrypted>& enc) {
    if (enc.empty()) return {};
    std::string out;
    Pen pen(out);
    write_encrypted(pen, enc);
    return out;
}

std::string associated_data(const OfficeId& office, const CommandId& cmd, int i, std::string_view subject,
                            std::string_view path) {
    std::string out = office.value + '/' + cmd.value + '/' + std::to_string(i) + '/';
    out += subject;
    out += '/';
    out += path;
    return out;
}

}  // namespace giamsat
