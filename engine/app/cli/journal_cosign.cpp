// SPDX-License-Identifier: Apache-2.0
// Witnesses are asked over HTTP or by a file on a stick; what they answer is kept when it holds.
#include "adapters/runtime/cosignatures.hpp"
#include "adapters/witness/ask_witness.hpp"
#include "app/cli/journal_signing.hpp"
#include "app/cli/table.hpp"
#include "base/platform/files.hpp"
#include "service/queries/cosigning.hpp"

#include <CLI/CLI.hpp>

#include <fmt/chrono.h>

namespace giamsat::cli {
namespace {

constexpr std::size_t answer_bytes_max = 1u << 16;
constexpr std::int64_t ms_per_second = 1000;

struct CosignWords {
    std::string request, witness, take;
    std::optional<std::uint64_t> from;
};

Result<Policy::Witness> witness_named(const std::string& name, const Policy& policy) {
    for (const Policy::Witness& witness : policy.witnesses())
        if (witness.name == name) return witness;
    return Problem(ProblemCode::not_found,
                   {{"what", "bên chứng kiến trong chính sách"}, {"what_en", "witness of the policy"}, {"name", name}});
}

std::uint64_t cosigned_size(const Policy::Witness& witness, Workplace& place) {
    const auto last = place.ask([&](Readers& read) { return last_cosigned(witness, read.evidence); });
    return last ? last->checkpoint.size : 0;
}

Result<AddCheckpoint> request_from(std::uint64_t size, Workplace& place) {
    return place.ask([&](Readers& read) { return request_to_witness(size, read.evidence); });
}

// Without its signer the office asks about the last checkpoint it has.
void make_checkpoint(Workplace& place, const Context& context) {
    if (auto made = place.checkpoint(); !made) context.note(made.error().message(context.lang()));
}

// What the witness cosigned and this office never heard of is answered by 409: asked once more from there.
Done ask(const Policy::Witness& witness, Workplace& place) {
    GIAMSAT_TRY(request, request_from(cosigned_size(witness, place), place));
    GIAMSAT_TRY(answer, ask_witness(witness.url, request));
    if (answer.cosigned_last) {
        GIAMSAT_TRY(again, request_from(*answer.cosigned_last, place));
        GIAMSAT_TRY(second, ask_witness(witness.url, again));
        answer = std::move(second);
    }
    GIAMSAT_TRY(count, place.take_cosignatures(answer.signatures));
    if (count > 0) return {};
    return Problem(ProblemCode::evidence_refused, {{"what", "câu trả lời của " + witness.name},
                                                   {"what_en", "the answer of " + witness.name},
                                                   {"why", "không có chữ ký bằng khóa trong chính sách"},
                                                   {"why_en", "bears no signature by its key in the policy"}});
}

Json json_of(const Policy::Witness& witness, const std::optional<Cosigned>& last) {
    return {{"witness", witness.name},
            {"size", last ? last->checkpoint.size : 0},
            {"root", last ? Json(to_hex(last->checkpoint.root)) : Json(nullptr)},
            {"time", last ? last->time : 0}};
}

int exit_code_of(const std::vector<Problem>& troubles) {
    int code = 0;
    for (const Problem& trouble : troubles) code = std::max(code, static_cast<int>(trouble.exit_class()));
    return code;
}

int tell_json(const Json& rows, std::uint64_t size, const std::vector<Problem>& troubles, const Context& context) {
    Json problems = Json::array();
    for (const Problem& trouble : troubles) problems.push_back(problem_json(trouble));
    context.print_json({{"size", size}, {"witnesses", rows}, {"problems", problems}});
    return exit_code_of(troubles);
}

// Who has cosigned what, and what stood in the way of the others.
int tell(const Policy& policy, Workplace& place, const Context& context, const std::vector<Problem>& troubles = {}) {
    const std::uint64_t size = place.ask([](Readers& read) { return read.journal.size(); });
    Table table(context);
    table.text({"Bên chứng kiến", "Witness"}).number({"Đã ký đến", "Cosigned up to"}).text({"Lúc", "At"});
    Json rows = Json::array();
    for (const Policy::Witness& witness : policy.witnesses()) {
        const auto last = place.ask([&](Readers& read) { return last_cosigned(witness, read.evidence); });
        const Instant at{last ? static_cast<std::int64_t>(last->time) * ms_per_second : 0};
        table.row({witness.name, std::to_string(last ? last->checkpoint.size : 0), last ? minute_in_vietnam(at) : ""});
        rows.push_back(json_of(witness, last));
    }
    if (context.options.json) return tell_json(rows, size, troubles, context);
    if (!table.empty()) table.print();
    context.print(context.say({"Nhật ký: ", "Journal: "}) + std::to_string(size) + context.say({" mục", " entries"}));
    for (const Problem& trouble : troubles) context.fail(trouble);
    return exit_code_of(troubles);
}

int ask_all(const Policy& policy, Workplace& place, const Context& context) {
    make_checkpoint(place, context);
    std::vector<Problem> troubles;
    for (const Policy::Witness& witness : policy.witnesses()) {
        if (witness.url.empty()) continue;
        if (auto asked = ask(witness, place); !asked) troubles.push_back(std::move(asked.error()));
    }
    return tell(policy, place, context, troubles);
}

Result<int> write_stick(const CosignWords& words, const Policy& policy, Workplace& place, const Context& context) {
    GIAMSAT_TRY(witness, witness_named(words.witness, policy));
    make_checkpoint(place, context);
    GIAMSAT_TRY(request, request_from(words.from.value_or(cosigned_size(witness, place)), place));
    GIAMSAT_CHECK(write_file(words.request, write_request(request)));
    if (!context.options.json)
        context.print("✓ " + words.request + ": " + std::to_string(request.old_size) + " → " +
                      std::to_string(request.checkpoint.checkpoint.size) + context.say({" mục", " entries"}));
    return tell(policy, place, context);
}

Result<int> take_stick(const std::string& file, const Policy& policy, Workplace& place, const Context& context) {
    GIAMSAT_TRY(text, read_file(file, answer_bytes_max));
    GIAMSAT_TRY(answer, parse_witness_answer(text));
    if (answer.cosigned_last) {
        const std::string from = std::to_string(*answer.cosigned_last);
        return Problem(ProblemCode::not_possible,
                       {{"what", "nhận chữ ký"},
                        {"what_en", "Taking a signature"},
                        {"why", "bên chứng kiến trả lời rằng đã ký đến " + from + " mục"},
                        {"why_en", "the witness answers that it cosigned up to " + from + " entries"},
                        {"advice", "Viết lại yêu cầu với --from " + from + "."},
                        {"advice_en", "Write the request again with --from " + from + "."}});
    }
    GIAMSAT_TRY(count, place.take_cosignatures(answer.signatures));
    if (count == 0)
        context.note(context.say({"Không có chữ ký nào của bên chứng kiến trong chính sách; không giữ gì.",
                                  "No signature is by a witness of the policy; nothing was kept."}));
    return tell(policy, place, context);
}

Result<int> run(const CosignWords& words, const Context& context) {
    GIAMSAT_TRY(policy, policy_of_office(context.options.office));
    GIAMSAT_TRY(place, context.write_office());
    if (!words.take.empty()) return take_stick(words.take, policy, *place, context);
    if (!words.request.empty()) return write_stick(words, policy, *place, context);
    return ask_all(policy, *place, context);
}

}  // namespace

std::string minute_in_vietnam(Instant instant) {
    constexpr std::chrono::hours ahead{7};
    const std::chrono::sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(instant.ms) + ahead};
    return fmt::format("{:%d/%m/%Y %H:%M}", std::chrono::floor<std::chrono::minutes>(at));
}

void add_journal_cosign(CLI::App& journal, Context& context) {
    auto words = std::make_shared<CosignWords>();
    auto* command = journal.add_subcommand(
        "cosign", "Xin bên chứng kiến ký điểm chốt, nhận chữ ký · have checkpoints cosigned by witnesses");
    auto* request = command->add_option("--request", words->request,
                                        "Viết yêu cầu ra tệp để mang đi · write the request to a file");
    auto* witness =
        command->add_option("--for", words->witness, "Tên bên chứng kiến trong chính sách · its name in the policy");
    auto* from =
        command->add_option("--from", words->from, "Bên ấy đã ký đến mục số · how much it has cosigned, if it says so");
    auto* taken = command->add_option("--take", words->take, "Nhận tệp trả lời mang về · take the answer brought back");
    request->needs(witness);
    witness->needs(request);
    from->needs(request);
    taken->excludes(request);
    command->footer(
        "Không ghi gì: hỏi mọi bên chứng kiến có địa chỉ trong tệp “policy” của văn phòng.\n"
        "Without options: asks every witness that has a URL in the office's file “policy”.\n\n"
        "Ví dụ · examples:\n  giamsat journal cosign\n  giamsat journal cosign --request usb/yeu-cau --for W1\n"
        "  giamsat journal cosign --take usb/tra-loi");
    on_run(*command, [=, &context] {
        auto done = run(*words, context);
        return done ? *done : context.fail(done.error());
    });
}

}  // namespace giamsat::cli
