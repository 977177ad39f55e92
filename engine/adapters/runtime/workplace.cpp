// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/workplace.hpp"

#include "adapters/runtime/cosignatures.hpp"
#include "adapters/store/file.hpp"
#include "adapters/store/verify.hpp"

#include <cerrno>
#include <limits>

#include <unistd.h>

namespace giamsat {
namespace {

constexpr int timers_at_once = 200;
constexpr std::int64_t a_minute_ms = 60'000;
constexpr std::int64_t regression_min_ms = 1'000;  // less is a clock being set right

std::optional<Instant> last_entry_time(Readers& read) {
    std::uint64_t size = read.journal.size();
    auto bytes = size ? read.journal.entry_bytes(size - 1) : std::nullopt;
    if (!bytes) return std::nullopt;
    auto entry = decode_entry(*bytes);
    return entry ? std::optional(entry->t) : std::nullopt;
}

// Another user of the machine, whom the server lets in, reads what needs no key.
Office::Mode reading(const std::filesystem::path& folder) {
    const bool kept_from = ::access(store::office_key_path(folder).c_str(), R_OK) != 0 && errno == EACCES;
    return kept_from ? Office::Mode::without_keys : Office::Mode::read;
}

}  // namespace

// Random until the office turns out to be a demo, a function of its seed from then on.
class Workplace::OfficeEntropy final : public Entropy {
public:
    OfficeEntropy() : source_(system_entropy()) {}
    void seed(std::uint64_t seed) { source_ = seeded_entropy(seed); }
    std::array<std::uint8_t, 32> bytes32(std::string_view purpose) override { return source_->bytes32(purpose); }

private:
    std::unique_ptr<Entropy> source_;
};

Workplace::Workplace(const Clock& clock) : clock_(clock), entropy_(std::make_unique<OfficeEntropy>()) {}

// What could not be closed in good order is left to be verified.
Workplace::~Workplace() {
    if (!writer_) return;
    if (checkpoints_ && writer_->stage() == EngineStage::serving) {
        if (auto made = checkpoint(); !made) trouble_(made.error());
    }
    if (writer_->stage() == EngineStage::read_only) office_->leave_open();
}

void Workplace::sign_with(std::unique_ptr<CheckpointSigner> signer, std::function<void(const Problem&)> trouble) {
    signer_ = std::move(signer);
    trouble_ = std::move(trouble);
    checkpoints_.emplace(*writer_, *signer_);
    if (writer_->stage() != EngineStage::serving) return;
    if (recovers_) return;
    if (auto stands = checkpoints_->stands(); !stands) writer_->stop_writing(stands.error());
}

Result<KeptCheckpoint> Workplace::checkpoint() {
    if (!door_) {
        std::lock_guard lock(checkpoint_mutex_);
        return checkpoints_->make(now());
    }
    GIAMSAT_CHECK(door_->checkpoint());
    renew();
    return *ask([](Readers& read) { return read.evidence.last_checkpoint(); });
}

void Workplace::checkpoint_if_due() {
    if (!checkpoints_) return;
    std::lock_guard lock(checkpoint_mutex_);
    auto made = checkpoints_->make_if_due(now());
    const std::string trouble = made ? "" : made.error().name();
    if (trouble != std::exchange(told_trouble_, trouble) && !made) trouble_(made.error());
}

Result<std::size_t> Workplace::take_cosignatures(const std::vector<NoteSignature>& signatures) {
    if (!door_) {
        GIAMSAT_TRY(policy, policy_of_office(office_->folder()));
        return giamsat::take_cosignatures(signatures, policy, *writer_);
    }
    GIAMSAT_TRY(count, door_->take_cosignatures(signatures));
    renew();
    return count;
}

Entropy& Workplace::entropy() { return *entropy_; }

Result<std::unique_ptr<Workplace>> Workplace::found(const std::filesystem::path& folder, const Founding& founding,
                                                    const Clock& clock) {
    GIAMSAT_TRY(bundle, load_bundle(founding.profile_sources));
    std::unique_ptr<Workplace> place(new Workplace(clock));
    if (founding.demo_seed) place->entropy_->seed(*founding.demo_seed);
    OfficeId id{place->entropy_->id("office")};
    auto made = Office::create(folder, id, *place->entropy_);
    bool was_there = !made && made.error().code == ProblemCode::office_exists;
    if (was_there) made = Office::open(folder, Office::Mode::write, *place->entropy_);
    if (!made) return std::move(made.error());
    place->office_ = std::move(*made);
    Readers readers = place->office_->readers();
    if (readers.journal.size() > 0) return Problem(ProblemCode::office_exists, {{"path", folder.string()}});
    place->editions_ = std::make_unique<Editions>(readers.journal);
    bundle.versions = place->editions_.get();
    place->bundle_ = std::make_shared<const ProfileBundle>(std::move(bundle));
    id = place->office_->id();
    place->begin_to_write(id, &Office::verify_end);
    FoundOffice command{id, founding.demo_seed.has_value(), static_cast<std::int64_t>(founding.demo_seed.value_or(0)),
                        founding.profile_sources};
    Requester system{.via = founding.demo_seed ? "demo" : "cli", .auth = founding.demo_seed ? "demo" : "founding"};
    CommandMeta meta{CommandId{place->entropy_->id("cmd/founding")}, system, clock.now(), founding.on};
    auto outcome = place->writer_->run(meta, command);
    if (!outcome) return std::move(outcome.error());
    place->info_ = *place->ask([](Readers& read) { return read.journal.office(); });
    return place;
}

Result<std::unique_ptr<Workplace>> Workplace::open(const std::filesystem::path& folder, Office::Mode mode,
                                                   const Clock& clock, Done (Office::*check)()) {
    std::unique_ptr<Workplace> place(new Workplace(clock));
    auto office = Office::open(folder, mode, *place->entropy_);
    if (!office) return std::move(office.error());
    place->office_ = std::move(*office);
    auto info = place->office_->readers().journal.office();
    if (!info)
        return Problem(
            ProblemCode::office_damaged,
            {{"path", folder.string()}, {"why", "chưa có mục sáng lập"}, {"why_en", "it was never founded"}});
    place->info_ = *info;
    if (info->demo) place->entropy_->seed(static_cast<std::uint64_t>(info->demo_seed));
    place->editions_ = std::make_unique<Editions>(place->office_->readers().journal);
    GIAMSAT_TRY(newest, place->editions_->newest());
    place->bundle_ = newest;
    place->vault_ = std::make_unique<MaskingVault>(place->office_->vault(), [] { return false; });
    if (mode == Office::Mode::write) place->begin_to_write(place->info_.id, check);
    return place;
}

void Workplace::begin_to_write(const OfficeId& id, Done (Office::*check)()) {
    EngineLife engine;
    engine.verify([&] { return verify(check); });
    const bool serves = engine.now() == EngineStage::serving;
    vault_ = std::make_unique<MaskingVault>(office_->vault(), [this] { return cannot_write(); });
    Readers readers = office_->readers();
    latest_ = last_entry_time(readers).value_or(Instant{});
    Ground ground{readers, serves ? &office_->recorder() : nullptr, *vault_,
                  [this](const std::vector<std::string>& subjects) { office_->forget(subjects); }};
    writer_ = std::make_unique<Writer>(ground, std::move(engine), id, bundle_);
}

bool Workplace::cannot_write() {
    const EngineStage stage = writer_->stage();
    return stage == EngineStage::no_room || stage == EngineStage::read_only;
}

Done Workplace::verify(Done (Office::*check)()) {
    GIAMSAT_CHECK(((*office_).*check)());
    was_left_open_ = office_->was_left_open();
    recovers_ = check == &Office::verify_restored;
    if (!was_left_open_ && !recovers_) return {};
    VerifyOptions options;
    if (recovers_) options.without = {VerifyPart::mark};
    GIAMSAT_CHECK(verify_whole(options));
    office_->found_sound();
    return {};
}

Done Workplace::verify_whole(const VerifyOptions& options) {
    GIAMSAT_TRY(report, verify_office(office_->folder(), options));
    if (report.clean()) return {};
    const Difference& first = report.differences.front();
    return Problem(ProblemCode::journal_damaged, {{"what", first.text.vi}, {"what_en", first.text.in(Lang::en)}});
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_read(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, reading(folder), clock);
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_write(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, Office::Mode::write, clock);
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_serve(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, Office::Mode::write, clock, &Office::verify_start);
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_recover(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, Office::Mode::write, clock, &Office::verify_restored);
}

Result<std::unique_ptr<Workplace>> Workplace::open_at(std::unique_ptr<Door> door, const std::filesystem::path& folder,
                                                      const Clock& clock) {
    GIAMSAT_TRY(place, open_to_read(folder, clock));
    place->door_ = std::move(door);
    return std::move(place);
}

// The newest edition may be another one now. Those read before stay: somebody may still be reading them.
void Workplace::renew() {
    office_->renew();
    auto newest = editions_->newest();
    if (!newest) throw StorageError(std::move(newest.error()));
    bundle_ = *newest;
}

Instant Workplace::now() {
    if (!info_.demo) return clock_.now();
    auto last = ask([](Readers& read) { return last_entry_time(read); });
    return {last.value_or(Instant{}).ms + a_minute_ms};
}

CommandMeta Workplace::meta(const Requester& by, Instant now, std::optional<Date> on, int position) {
    std::string purpose = "cmd/cli";
    if (info_.demo) purpose += "/" + std::to_string(ask([](Readers& read) { return read.journal.size(); }));
    if (info_.demo && position > 0) purpose += "/" + std::to_string(position);
    return {CommandId{entropy_->id(purpose)}, by, now, on.value_or(date_in_vietnam(now))};
}

Done Workplace::note_attempts(const std::vector<NoticeAttempt>& attempts) {
    if (door_) return door_->note_attempts(attempts);
    const Instant at = clock_.now();
    return writer_->keep([&](Recorder& recorder) {
        for (const NoticeAttempt& attempt : attempts) recorder.note_attempt(attempt.notice, at, attempt.outcome);
    });
}

Done Workplace::mind_the_clock() {
    if (info_.demo) return {};
    std::lock_guard lock(clock_mutex_);
    const Instant now = clock_.now();
    if (now.ms > latest_.ms - regression_min_ms) {
        latest_ = std::max(latest_, now);
        return {};
    }
    const Requester system{.via = "timer", .auth = "clock"};
    GIAMSAT_CHECK(writer_->run(meta(system, now, {}), RecordClock{latest_, now}));
    latest_ = now;
    return {};
}

std::optional<Instant> Workplace::next_due() {
    constexpr Instant ever{std::numeric_limits<std::int64_t>::max()};
    const auto first = ask([&](Readers& read) { return read.cases.due_timers(ever, 1); });
    return first.empty() ? std::nullopt : std::optional(first.front().due);
}

Done Workplace::fire_due_timers() {
    if (door_) {
        GIAMSAT_CHECK(door_->fire_due_timers());
        renew();
        return {};
    }
    GIAMSAT_CHECK(mind_the_clock());
    Instant now = this->now();
    for (;;) {
        auto due = ask([now](Readers& read) { return read.cases.due_timers(now, timers_at_once); });
        if (due.empty()) return {};
        GIAMSAT_CHECK(fire(due, now));
    }
}

// All of them wait together for one commit.
Done Workplace::fire(const std::vector<DueTimer>& due, Instant now) {
    std::vector<CommandMeta> metas;
    for (std::size_t i = 0; i < due.size(); ++i)
        metas.push_back(meta({.via = "timer", .auth = "timer"}, now, {}, static_cast<int>(i)));
    std::vector<std::future<Result<Outcome>>> fired;
    for (std::size_t i = 0; i < due.size(); ++i)
        fired.push_back(writer_->submit(std::move(metas[i]), FireTimer{due[i].case_id, due[i].id}));
    Done all;
    for (auto& one : fired) {
        auto outcome = one.get();
        if (!outcome && all) all = Done(std::move(outcome.error()));
    }
    return all;
}

Result<Outcome> Workplace::run(const Requester& by, Command command, std::optional<Date> on) {
    if (door_) return run_at_door(by, command, on);
    // Reading changes no case.
    if (!std::holds_alternative<DisclosePersonal>(command)) GIAMSAT_CHECK(fire_due_timers());
    return writer_->run(meta(by, now(), on), std::move(command));
}

// Ids are drawn even in a demo: the clients of one server would make the same one out of the journal's length.
Result<Outcome> Workplace::run_at_door(const Requester& by, const Command& command, std::optional<Date> on) {
    const CommandId id{system_entropy()->id("cmd/door")};
    auto outcome = door_->run(id, by, command, on);
    renew();
    if (outcome || outcome.error().code != ProblemCode::server_silent) return outcome;
    auto recorded = ask([&](Readers& read) { return outcome_of(read.journal, id); });
    if (recorded) return std::move(*recorded);
    return outcome;
}

Result<Outcome> Workplace::run_as(const CommandId& id, const Requester& by, Command command, std::optional<Date> on) {
    const Instant at = now();
    return writer_->run({id, by, at, on.value_or(date_in_vietnam(at))}, std::move(command));
}

}  // namespace giamsat
