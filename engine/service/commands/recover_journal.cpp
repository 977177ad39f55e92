// SPDX-License-Identifier: Apache-2.0
// A restored copy has lost what was signed: the journal goes on from it, openly. What was lost stays signed under the old
// origin, and this entry says how far that went.
#include "kernel/journal/origin.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/publishing.hpp"
#include "service/commands/registers.hpp"

namespace giamsat {
namespace {

const LocalText recovering{"khôi phục nhật ký", "recover the journal"};

Problem refused(const LocalText& why, const LocalText& advice) {
    Problem problem = impossible(recovering, why);
    problem.details.insert(problem.details.end(), {{"advice", advice.vi}, {"advice_en", advice.en}});
    return problem;
}

// Whoever restored the copy is not whoever answers for it.
Done check_people(Session& session) {
    const Requester& by = session.meta().by;
    GIAMSAT_CHECK(may_recover_journal(decider(by), session.profile().profile, session.read, session.today()));
    if (!by.on_behalf.empty() && by.on_behalf != by.actor) return {};
    return refused({"cần hai người", "it takes two people"},
                   {"Người nhập ghi --as, người quyết định --on-behalf kèm --act số văn bản.",
                    "Who enters it gives --as, who decides --on-behalf with --act."});
}

bool follows(const RecoverJournal& command, Session& session) {
    const std::uint64_t size = session.read.journal.size();
    if (command.signed_size > size) return false;
    if (command.signed_size == 0) return true;
    return to_hex(root_of(command.signed_size, session.read.evidence.hashes())) == command.signed_root;
}

}  // namespace

Done run(const RecoverJournal& command, Session& session) {
    GIAMSAT_CHECK(check_people(session));
    if (command.reason.empty())
        return Problem(ProblemCode::reason_required, {{"what", recovering.vi}, {"what_en", recovering.en}});
    if (follows(command, session))
        return refused({"nhật ký nối tiếp điểm chốt đã ký; không có gì cần khôi phục",
                        "it follows from what was signed; nothing needs recovering"},
                       {"Không cần làm gì.", "There is nothing to do."});
    const auto recoveries = recoveries_of(session.read.evidence.origin(), session.office());
    if (!recoveries || command.number <= *recoveries)
        return invalid("number", std::to_string(command.number),
                       {"số lần khôi phục này đã dùng", "there was a recovery of this number"});
    Draft draft{.kind = "journal.recovered/1",
                .body = {{"origin", journal_origin(session.office(), command.number)},
                         {"number", command.number},
                         {"size", session.read.journal.size()},
                         {"root", to_hex(session.read.journal.root())},
                         {"signed_size", command.signed_size},
                         {"signed_root", command.signed_root}}};
    give_reason(draft, command.reason, session);
    return session.record(std::move(draft));
}

}  // namespace giamsat
