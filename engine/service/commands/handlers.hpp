// SPDX-License-Identifier: Apache-2.0
// The commands' own rules, one overload and one file each; execute.cpp picks the right one.
#pragma once

#include "service/commands/session.hpp"

namespace giamsat {

Done run(const FoundOffice& command, Session& session);
Done run(const RegisterUnit& command, Session& session);
Done run(const ChangeUnit& command, Session& session);
Done run(const EndUnit& command, Session& session);
Done run(const RegisterPerson& command, Session& session);
Done run(const GrantRole& command, Session& session);
Done run(const EndRole& command, Session& session);
Done run(const RecordLoan& command, Session& session);
Done run(const RecordCapital& command, Session& session);
Done run(const DraftPlan& command, Session& session);
Done run(const AddPlanLine& command, Session& session);
Done run(const DropPlanLine& command, Session& session);
Done run(const FormTeam& command, Session& session);
Done run(const OpenCase& command, Session& session);
Done run(const AdvanceCase& command, Session& session);
Done run(const ClaimWork& command, Session& session);
Done run(const StartWork& command, Session& session);
Done run(const ReleaseWork& command, Session& session);
Done run(const SuspendCase& command, Session& session);
Done run(const ResumeCase& command, Session& session);
Done run(const FireTimer& command, Session& session);
Done run(const RecordClock& command, Session& session);
Done run(const IssueReport& command, Session& session);
Done run(const PublishProfile& command, Session& session);
Done run(const RetireWorkflow& command, Session& session);
Done run(const MigrateCases& command, Session& session);
Done run(const RecoverJournal& command, Session& session);
Done run(const DisclosePersonal& command, Session& session);
Done run(const EraseSubjects& command, Session& session);
Done run(const HoldSubject& command, Session& session);
Done run(const FreeSubject& command, Session& session);
Done run(const ReceiveRequest& command, Session& session);
Done run(const AnswerRequest& command, Session& session);
Done run(const ExtendRequest& command, Session& session);
Done run(const CompleteRequest& command, Session& session);
Done run(const NoteKeyCopy& command, Session& session);

// Small words the handlers share.
Problem missing(LocalText what, const std::string& name);                            // not_found
Problem invalid(const std::string& field, const std::string& value, LocalText why);  // invalid_value
Problem impossible(LocalText what, LocalText why);                                   // not_possible
Problem exists(LocalText what, const std::string& name);                             // already_exists
Problem not_going(const CaseRecord& record);                      // not_possible when suspended, case_ended
void put(Json& body, const char* key, const std::string& value);  // left out when empty

}  // namespace giamsat
