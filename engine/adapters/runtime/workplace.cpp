// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/workplace.hpp"

namespace giamsat {
namespace {

constexpr int timers_at_once = 200;
constexpr std::int64_t a_minute_ms = 60'000;

std::optional<Instant> last_entry_time(Readers& read) {
    std::uint64_t size = read.journal.size();
    auto bytes = size ? read.journal.entry_bytes(size - 1) : std::nullopt;
    if (!bytes) return std::nullopt;
    auto entry = decode_entry(*bytes);
    return entry ? std::optional(entry->t) : std::nullopt;
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

Workplace::~Workplace() {
    if (!checkpoints_ || writer_->stage() != EngineStage::serving) return;
    if (auto made = checkpoint(); !made) trouble_(made.error());
}

void Workplace::sign_with(std::unique_ptr<CheckpointSigner> signer, std::function<void(const Problem&)> trouble) {
    signer_ = std::move(signer);
    trouble_ = std::move(trouble);
    checkpoints_.emplace(*writer_, *signer_);
    if (writer_->stage() != EngineStage::serving) return;
    if (auto stands = checkpoints_->stands(); !stands) writer_->stop_writing(stands.error());
}

Result<KeptCheckpoint> Workplace::checkpoint() { return checkpoints_->make(now()); }

void Workplace::checkpoint_if_due() {
    if (!checkpoints_) return;
    if (auto made = checkpoints_->make_if_due(now()); !made) trouble_(made.error());
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
    place->begin_to_write(id);
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
                                                   const Clock& clock) {
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
    if (mode == Office::Mode::write) place->begin_to_write(place->info_.id);
    return place;
}

void Workplace::begin_to_write(const OfficeId& id) {
    EngineLife engine;
    engine.verify([this] { return office_->verify_end(); });
    const bool serves = engine.now() == EngineStage::serving;
    Ground ground{office_->readers(), serves ? &office_->recorder() : nullptr, office_->vault()};
    writer_ = std::make_unique<Writer>(ground, std::move(engine), id, bundle_);
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_read(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, Office::Mode::read, clock);
}

Result<std::unique_ptr<Workplace>> Workplace::open_to_write(const std::filesystem::path& folder, const Clock& clock) {
    return open(folder, Office::Mode::write, clock);
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
    const Instant at = clock_.now();
    return writer_->keep([&](Recorder& recorder) {
        for (const NoticeAttempt& attempt : attempts) recorder.note_attempt(attempt.notice, at, attempt.outcome);
    });
}

Done Workplace::fire_due_timers() {
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
    GIAMSAT_CHECK(fire_due_timers());
    return writer_->run(meta(by, now(), on), std::move(command));
}

}  // namespace giamsat
