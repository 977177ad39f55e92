// SPDX-License-Identifier: Apache-2.0
// An office at work: its files, the profile its journal holds, its clock and, for whoever writes, its writer. What the
// command line and the demo stand on.
#pragma once

#include "adapters/runtime/checkpoints.hpp"
#include "adapters/runtime/door.hpp"
#include "adapters/runtime/editions.hpp"
#include "adapters/runtime/masking_vault.hpp"
#include "adapters/runtime/writer.hpp"
#include "adapters/store/office.hpp"

#include <filesystem>
#include <map>
#include <memory>

namespace giamsat {

struct VerifyOptions;

struct Founding {
    std::map<std::string, std::string> profile_sources;  // path inside the profile folder -> bytes
    std::optional<std::uint64_t> demo_seed;              // set: a demo office, everything random comes from the seed
    Date on;                                             // business day of the founding entry
};

class Workplace {
public:
    // Makes the office and writes its first entries. Going on with a founding that was cut off is allowed.
    static Result<std::unique_ptr<Workplace>> found(const std::filesystem::path& folder, const Founding& founding,
                                                    const Clock& clock);
    static Result<std::unique_ptr<Workplace>> open_to_read(const std::filesystem::path& folder, const Clock& clock);
    // When the end of the journal does not hold, the office is open all the same: questions are answered, commands refused.
    // One that was not closed by whoever wrote it last is verified whole first.
    static Result<std::unique_ptr<Workplace>> open_to_write(const std::filesystem::path& folder, const Clock& clock);
    // The same, looked at more closely: see Office::verify_start.
    static Result<std::unique_ptr<Workplace>> open_to_serve(const std::filesystem::path& folder, const Clock& clock);
    // An older copy stands in the place of the office: verified whole, but not against what was acknowledged and signed. It is
    // opened to be recovered (RecoverJournal), and for nothing else.
    static Result<std::unique_ptr<Workplace>> open_to_recover(const std::filesystem::path& folder, const Clock& clock);
    // Opened to read; what is to be written goes through the door, and what is read after that shows it.
    static Result<std::unique_ptr<Workplace>> open_at(std::unique_ptr<Door> door, const std::filesystem::path& folder,
                                                      const Clock& clock);
    ~Workplace();

    const OfficeInfo& info() const { return info_; }
    const ProfileBundle& bundle() const { return writer_ ? writer_->profile() : *bundle_; }
    Vault& vault() { return *vault_; }  // opens nothing while the office cannot be written
    bool has_door() const { return door_ != nullptr; }
    bool was_left_open() const { return was_left_open_; }  // and has been verified whole therefore
    Writer& writer() { return *writer_; }                  // REQUIRES: opened to write
    bool takes_commands() const { return writer_ || door_; }
    Entropy& entropy();

    // On the writer's thread when there is a writer.
    template <class F>
    auto ask(F question) -> decltype(question(std::declval<Readers&>())) {
        if (writer_) return writer_->ask(std::move(question));
        Readers readers = office_->readers();
        return question(readers);
    }

    // From now on checkpoints are made: when one is due, when asked, and when this closes. `trouble` is told what stood in the
    // way of those nobody asked for, once for each that is new. Where the journal does not begin with what was signed last, the office can only be read
    // from then on, unless it is opened to be recovered. REQUIRES: opened to write; who stands at a door signs nothing
    void sign_with(std::unique_ptr<CheckpointSigner> signer, std::function<void(const Problem&)> trouble);
    Result<KeptCheckpoint> checkpoint();  // see Checkpoints::make. REQUIRES: sign_with(), or a door
    void checkpoint_if_due();
    // See cosignatures.hpp. REQUIRES: opened to write, or a door
    Result<std::size_t> take_cosignatures(const std::vector<NoteSignature>& signatures);

    // In a demo office the clock follows the journal: it stands a minute after the last entry.
    Instant now();
    Date today() { return date_in_vietnam(now()); }

    // Fires the deadlines that have passed, unless it only records that somebody read; then carries the command out. `on`: the
    // business day, today unless given.
    Result<Outcome> run(const Requester& by, Command command, std::optional<Date> on = {});
    // The command alone, under an id that whoever asks has made. Any thread.
    Result<Outcome> run_as(const CommandId& id, const Requester& by, Command command, std::optional<Date> on);
    Done fire_due_timers();
    // A clock that has gone back since this or the last entry is journalled, once; order comes from the journal anyway.
    Done mind_the_clock();
    std::optional<Instant> next_due();  // of the timers that are set
    // By the clock of the world even in a demo: what is sent leaves the office. See Writer::keep
    Done note_attempts(const std::vector<NoticeAttempt>& attempts);

private:
    class OfficeEntropy;
    explicit Workplace(const Clock& clock);
    static Result<std::unique_ptr<Workplace>> open(const std::filesystem::path& folder, Office::Mode mode,
                                                   const Clock& clock, Done (Office::*check)() = &Office::verify_end);
    // Verifies the office, then serves; or leaves it to be read only.
    void begin_to_write(const OfficeId& id, Done (Office::*check)());
    Done verify(Done (Office::*check)());
    Done verify_whole(const VerifyOptions& options);
    bool cannot_write();
    void renew();
    Result<Outcome> run_at_door(const Requester& by, const Command& command, std::optional<Date> on);
    CommandMeta meta(const Requester& by, Instant now, std::optional<Date> on, int position = 0);
    Done fire(const std::vector<DueTimer>& due, Instant now);

    const Clock& clock_;
    std::unique_ptr<OfficeEntropy> entropy_;
    std::unique_ptr<Door> door_;
    std::unique_ptr<Office> office_;
    std::unique_ptr<MaskingVault> vault_;
    std::unique_ptr<Editions> editions_;
    std::shared_ptr<const ProfileBundle> bundle_;  // the newest when the office was opened
    OfficeInfo info_;
    bool was_left_open_ = false;
    bool recovers_ = false;
    std::mutex clock_mutex_;
    Instant latest_;                  // what the clock has said so far, in this process or in the last entry
    std::unique_ptr<Writer> writer_;  // it stops before what it stands on goes
    std::unique_ptr<CheckpointSigner> signer_;
    std::function<void(const Problem&)> trouble_;
    std::string told_trouble_;  // its code, while it lasts
    std::optional<Checkpoints> checkpoints_;
    std::mutex checkpoint_mutex_;  // one is signed at a time
};

}  // namespace giamsat
