// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_verify.hpp"

#include "adapters/store/verify.hpp"
#include "adapters/witness/office_signer.hpp"
#include "adapters/witness/remote_signer.hpp"
#include "app/cli/journal_evidence.hpp"
#include "app/cli/progress.hpp"
#include "base/platform/files.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

namespace {

constexpr std::size_t policy_bytes_max = 1u << 20;

struct VerifyArguments {
    std::vector<std::string> against;
    std::string policy;
};

std::string digits(std::uint64_t number, const Context& context) {
    return group_digits(static_cast<std::int64_t>(number), context.lang());
}

// ---- what it is told to look at

Result<BroughtEvidence> brought_in(const std::string& file) {
    GIAMSAT_TRY(bytes, read_file(file, proof_file_bytes_max));
    const bool is_proof = bytes.starts_with("c2sp.org/");
    auto brought =
        read_brought(is_proof ? bytes : with_plain_line_ends(bytes), std::filesystem::path(file).filename().string());
    if (!brought && brought.error().where.file.empty()) brought.error().where.file = file;
    return brought;
}

void look_at_own(const std::filesystem::path& folder, OutsideEvidence& evidence) {
    if (!Signer::remembers(folder)) return;
    if (auto last = Signer::read_state(folder))
        evidence.signer = SignerState{std::move(*last), Signer::read_public_key(folder)};
    else
        evidence.signer_trouble = std::move(last.error());
}

// It signs for the journal's name, and for one more after each recovery.
SignerState state_elsewhere(const SignerAddress& elsewhere) {
    RemoteSigner signer(elsewhere.address, elsewhere.key);
    SignerState state{{}, elsewhere.key};
    std::string origin = elsewhere.origin;
    for (int recoveries = 1; auto last = signer.last(origin); ++recoveries) {
        state.last[origin] = std::move(*last);
        origin = elsewhere.origin + "/" + std::to_string(recoveries);
    }
    state.silent = state.last.empty();
    return state;
}

void look_at_signer(const std::filesystem::path& office, OutsideEvidence& evidence) {
    auto elsewhere = signer_address(office);
    if (!elsewhere)
        evidence.signer_trouble = std::move(elsewhere.error());
    else if (*elsewhere)
        evidence.signer = state_elsewhere(**elsewhere);
    else
        look_at_own(own_signer_folder(office), evidence);
}

Result<OutsideEvidence> gathered(const VerifyArguments& arguments, const std::filesystem::path& office) {
    OutsideEvidence evidence;
    look_at_signer(office, evidence);
    for (const std::string& file : arguments.against) {
        GIAMSAT_TRY(brought, brought_in(file));
        evidence.brought.push_back(std::move(brought));
    }
    if (arguments.policy.empty()) return evidence;
    GIAMSAT_TRY(text, read_file(arguments.policy, policy_bytes_max));
    GIAMSAT_TRY(policy, Policy::parse(text, arguments.policy));
    evidence.policy = std::move(policy);
    return evidence;
}

// ---- what it says

Json difference_json(const Difference& difference) {
    const LocalText& advice = what_to_do(difference.what);
    return {{"what", difference.what},
            {"where", difference.where},
            {"vi", difference.text.vi},
            {"en", difference.text.in(Lang::en)},
            {"do", {{"vi", advice.vi}, {"en", advice.in(Lang::en)}}}};
}

Json evidence_json(const EvidenceSeen& seen) {
    return {{"kept", seen.kept},
            {"signatures_checked", seen.signatures_checked},
            {"signed_before_handing_over", seen.former},
            {"signer", seen.signer ? Json(*seen.signer) : Json(nullptr)},
            {"brought", seen.brought},
            {"policy", seen.policy},
            {"vouched", seen.vouched}};
}

Json verify_json(const VerifyReport& report) {
    Json differences = Json::array();
    for (const Difference& difference : report.differences) differences.push_back(difference_json(difference));
    return {{"clean", report.clean()},
            {"entries", report.entries},
            {"root", to_hex(report.root)},
            {"rows", report.rows},
            {"seconds", {{"all", report.seconds}, {"hash", report.hash_seconds}, {"replay", report.replay_seconds}}},
            {"evidence", evidence_json(report.evidence)},
            {"differences_total", report.differences_total},
            {"differences", differences}};
}

// Each difference, and once for each kind what to do about it.
void print_differences(const VerifyReport& report, const Context& context) {
    std::set<std::string> told;
    for (const Difference& difference : report.differences) {
        context.print("✗ " + context.say(difference.text) + " [" + difference.what + "]");
        const std::string& advice = context.say(what_to_do(difference.what));
        if (told.insert(advice).second) context.print("  → " + advice);
    }
    const std::uint64_t more = report.differences_total - report.differences.size();
    if (more > 0)
        context.print("✗ " + context.say({"và ", "and "}) + digits(more, context) +
                      context.say({" chỗ khác nữa", " more"}));
}

void print_rates(const VerifyReport& report, const Context& context) {
    const auto rate = [&](double value) { return digits(static_cast<std::uint64_t>(value), context); };
    context.print(
        (report.clean() ? "✓ " : "✗ ") + digits(report.entries, context) + context.say({" mục, ", " entries, "}) +
        digits(report.rows, context) + context.say({" dòng đã đối chiếu, ", " rows compared, "}) +
        write_decimal(report.seconds, 1, context.lang()) + " s (" + context.say({"băm và cây ", "hashes and tree "}) +
        rate(report.hashed_per_second()) + context.say({" mục/giây, phát lại ", " entries/s, replay "}) +
        rate(report.replayed_per_second()) + context.say({" mục/giây)", " entries/s)"}));
}

std::string signatures_of(const EvidenceSeen& seen, const Context& context) {
    if (seen.kept == 0) return "";
    if (!seen.signatures_checked)
        return context.say({" (chữ ký chưa kiểm tra: không biết khóa)", " (signatures not checked: no key is known)"});
    if (seen.former == 0) return context.say({" (chữ ký đã kiểm tra)", " (signatures checked)"});
    return context.say({" (chữ ký đã kiểm tra; ", " (signatures checked; "}) + digits(seen.former, context) +
           context.say(
               {" do bên ký trước ký, trước khi bàn giao)", " of them by an earlier signer, before it handed over)"});
}

std::string signer_in(const EvidenceSeen& seen, bool silent, const Context& context) {
    if (seen.signer)
        return context.say({"; bên ký đã ký ", "; the signer has signed "}) + digits(*seen.signer, context) +
               context.say({" mục.", " entries."});
    if (silent) return context.say({"; bên ký chạy riêng không trả lời.", "; the signer elsewhere does not answer."});
    return context.say({"; không có trạng thái bên ký.", "; no state of a signer."});
}

std::string inside(const EvidenceSeen& seen, bool silent, const Context& context) {
    return context.say({"Trong thư mục: ", "In the folder: "}) + digits(seen.kept, context) +
           context.say({" điểm chốt được giữ", " kept checkpoints"}) + signatures_of(seen, context) +
           signer_in(seen, silent, context);
}

std::string outside(const VerifyReport& report, const Context& context) {
    const EvidenceSeen& seen = report.evidence;
    if (seen.brought == 0 && seen.vouched == 0)
        return context.say(
            {"Từ bên ngoài: không có gì. Ai viết lại toàn bộ thư mục này thì không thể thấy được; hãy mang theo điểm "
             "chốt giữ ở nơi khác (--against).",
             "From outside: nothing. Somebody who rewrote all of this folder could not be seen; bring a "
             "checkpoint kept elsewhere (--against)."});
    const std::string brought = digits(seen.brought, context) +
                                context.say({" tệp mang theo", seen.brought == 1 ? " file brought" : " files brought"});
    const std::string witnesses = context.say({"chữ ký của bên chứng kiến", "the signatures of witnesses"});
    const std::uint64_t rest = report.entries - std::min(report.entries, seen.vouched);
    const std::string all = context.say({"; xác nhận cả ", "; vouched for: all "}) + digits(seen.vouched, context) +
                            context.say({" mục.", " entries."});
    const std::string some = context.say({"; xác nhận ", "; vouched for: the first "}) + digits(seen.vouched, context) +
                             context.say({" mục đầu, còn ", " entries, not the "}) + digits(rest, context) +
                             context.say({" mục sau thì không.", " after them."});
    return context.say({"Từ bên ngoài: ", "From outside: "}) +
           (seen.brought == 0 ? witnesses
            : seen.policy     ? brought + context.say({" và chính sách", " and a policy"})
                              : brought) +
           (rest == 0 ? all : some);
}

void print_verify(const VerifyReport& report, bool silent, const Context& context) {
    print_differences(report, context);
    print_rates(report, context);
    context.print(context.say({"Gốc: ", "Root: "}) + to_hex(report.root));
    context.print(inside(report.evidence, silent, context));
    context.print(outside(report, context));
}

int verify(const VerifyArguments& arguments, const Context& context) {
    VerifyOptions options;
    auto evidence = gathered(arguments, context.options.office);
    if (!evidence) return context.fail(evidence.error());
    options.evidence = std::move(*evidence);
    options.stop = &interrupted();
    Progress bar(context);
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        bar.show(total ? static_cast<int>(100 * done / total) : 100, digits(done, context));
    };
    auto report = verify_office(context.options.office, options);
    bar.finish();
    if (!report) return context.fail(report.error());
    if (context.options.json)
        context.print_json(verify_json(*report));
    else
        print_verify(*report, options.evidence.signer && options.evidence.signer->silent, context);
    return report->clean() ? 0 : static_cast<int>(ExitClass::damaged);
}

}  // namespace

void add_verify(CLI::App& journal, Context& context) {
    auto* command = journal.add_subcommand(
        "verify", "Kiểm tra toàn bộ nhật ký và các bảng · check the whole journal and every table");
    auto arguments = std::make_shared<VerifyArguments>();
    command->add_option("--against", arguments->against,
                        "Điểm chốt hoặc tệp .tlog-proof người khác giữ · checkpoints or .tlog-proof files others hold");
    command->add_option(
        "--policy", arguments->policy,
        "Tin khóa nào, cần những ai chứng kiến (tlog-policy) · which keys to believe, which witnesses to ask for");
    command->footer(
        "Không cần tệp khóa · needs no key file.\n\nVí dụ · examples:\n  giamsat --office van-phong journal verify\n"
        "  giamsat journal verify --against usb/checkpoint.txt --policy usb/policy.txt");
    on_run(*command, [=, &context] { return verify(*arguments, context); });
}

}  // namespace giamsat::cli
