// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/writer.hpp"

#include "base/core/failure.hpp"

#include <algorithm>

namespace giamsat {

Writer::Writer(Ground ground, EngineLife engine, OfficeId office, std::shared_ptr<const ProfileBundle> profile)
    : ground_(ground),
      office_(std::move(office)),
      profile_(std::move(profile)),
      engine_(std::move(engine)),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    drain();
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
    engine_.stop();
}

void Writer::drain() {
    std::lock_guard lock(mutex_);
    engine_.drain();
}

void Writer::stop_writing(const Problem& fault) {
    std::lock_guard lock(mutex_);
    engine_.failed(std::make_exception_ptr(StorageError(fault)));
}

EngineStage Writer::stage() {
    std::lock_guard lock(mutex_);
    return engine_.now();
}

void Writer::adopt(OfficeId office, std::shared_ptr<const ProfileBundle> profile) {
    std::lock_guard lock(mutex_);
    office_ = std::move(office);
    profile_ = std::move(profile);
}

std::future<Result<Outcome>> Writer::submit(CommandMeta meta, Command command) {
    Waiting waiting{std::move(meta), std::move(command), {}, {}, 0};
    auto answer = waiting.answer.get_future();
    enqueue(std::move(waiting), Who::goes_on);
    return answer;
}

Result<Outcome> Writer::run(CommandMeta meta, Command command) {
    Waiting waiting{std::move(meta), std::move(command), {}, {}, 0};
    auto answer = waiting.answer.get_future();
    enqueue(std::move(waiting), Who::waits);
    return answer.get();
}

void Writer::enqueue(Waiting waiting, Who who) {
    std::deque<Waiting> batch;
    {
        std::lock_guard lock(mutex_);
        if (waiting.question) {
            ENSURE(engine_.take_question(), "a stopped office is asked nothing");
        } else {
            if (auto taken = engine_.take_command(); !taken) return waiting.answer.set_value(std::move(taken.error()));
            waiting.number = next_number_++;
        }
        queue_.push_back(std::move(waiting));
        if (is_written()) return;  // who writes comes to it, or wakes the thread that does
        if (who == Who::waits) batch = take_batch();
    }
    if (batch.empty()) return arrived_.notify_one();
    serve(std::move(batch));
    done();
}

bool Writer::is_written() const { return writing_.load() != std::thread::id(); }

void Writer::done() {
    bool more = false;
    {
        std::lock_guard lock(mutex_);
        writing_ = std::thread::id();
        more = !queue_.empty() || stopping_;
    }
    if (more) arrived_.notify_one();
}

std::optional<Problem> Writer::fault() {
    std::lock_guard lock(mutex_);
    return engine_.fault();
}

Done Writer::look_for_room() {
    return ask([this](Readers&) { return room(); });
}

Done Writer::room() {
    std::lock_guard lock(mutex_);
    return engine_.look_for_room([this] { return ground_.recorder->look_for_room(); });
}

Done Writer::keep(const std::function<void(Recorder&)>& write) {
    return ask([&](Readers&) -> Done {
        {
            std::lock_guard lock(mutex_);
            GIAMSAT_CHECK(engine_.take_command());
        }
        GIAMSAT_CHECK(room());
        try {
            keep_together(write);
        } catch (...) {
            record_fault();
            std::lock_guard lock(mutex_);
            return *engine_.fault();
        }
        return {};
    });
}

void Writer::keep_together(const std::function<void(Recorder&)>& write) {
    ground_.recorder->begin();
    try {
        write(*ground_.recorder);
        ground_.recorder->commit();
    } catch (...) {
        ground_.recorder->rollback();
        throw;
    }
}

std::deque<Writer::Waiting> Writer::take_batch() {
    writing_ = std::this_thread::get_id();
    std::deque<Waiting> batch;
    while (!queue_.empty() && batch.size() < batch_max) {
        bool question = static_cast<bool>(queue_.front().question);
        if (question && !batch.empty()) break;  // questions see committed state only
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
        if (question) break;
    }
    return batch;
}

void Writer::work() {
    for (;;) {
        std::unique_lock lock(mutex_);
        arrived_.wait(lock, [this] { return !is_written() && (stopping_ || !queue_.empty()); });
        if (queue_.empty()) return;
        std::deque<Waiting> batch = take_batch();
        lock.unlock();
        serve(std::move(batch));
        done();
    }
}

void Writer::serve(std::deque<Waiting> batch) {
    if (batch.front().question) return batch.front().question(ground_.readers);
    if (auto serves = room(); !serves) return answer(batch, serves.error());
    try {
        while (!batch.empty()) carry_out(batch);
    } catch (...) {
        fail(batch);
    }
}

// One transaction: all of the batch, or what stands before a command that has to wait for it to be durable.
void Writer::carry_out(std::deque<Waiting>& batch) {
    auto outcomes = one_transaction(batch);
    ENSURE(!outcomes.empty(), "the first command of a transaction waits for none");
    live_.committed();
    ++transactions_;
    forget_erased();  // before anybody is told that it is done
    for (Result<Outcome>& outcome : outcomes) {
        batch.front().answer.set_value(std::move(outcome));
        batch.pop_front();
    }
    ground_.recorder->tidy();
}

std::vector<Result<Outcome>> Writer::one_transaction(const std::deque<Waiting>& batch) {
    std::vector<Result<Outcome>> outcomes;
    const auto before = profile_;
    erased_.clear();
    ground_.recorder->begin();
    try {
        write(batch, outcomes);
    } catch (...) {
        if (profile_ != before) turn_to(before);
        ground_.vault.discard_unflushed();
        ground_.recorder->rollback();
        throw;
    }
    return outcomes;
}

void Writer::write(const std::deque<Waiting>& batch, std::vector<Result<Outcome>>& outcomes) {
    for (const Waiting& waiting : batch) {
        auto outcome = carry_out_one(waiting);
        if (!outcome) break;
        outcomes.push_back(std::move(*outcome));
    }
    ground_.vault.flush();  // keys are durable before anything sealed under them
    ground_.recorder->commit();
}

std::optional<Result<Outcome>> Writer::carry_out_one(const Waiting& waiting) {
    if (auto before = outcome_of(ground_.readers.journal, waiting.meta.id)) return Result<Outcome>(std::move(*before));
    ground_.recorder->savepoint();
    live_.begin(waiting.number);
    Session session(ground_.readers, *ground_.recorder, ground_.vault, profile_.get(), office_, waiting.meta, live_);
    Result<Outcome> outcome = execute(waiting.command, session);
    if (outcome) {
        ground_.recorder->release();
        if (session.published()) turn_to(session.published());
        erased_.insert(erased_.end(), session.erased().begin(), session.erased().end());
        return outcome;
    }
    const bool deferred = live_.deferred();
    ground_.recorder->rollback_to_savepoint();
    live_.rolled_back();
    if (deferred) return std::nullopt;
    return outcome;
}

const ProfileBundle& Writer::profile() {
    std::lock_guard lock(mutex_);
    return *profile_;
}

void Writer::forget_erased() {
    if (!erased_.empty()) ground_.forget(erased_);
}

void Writer::turn_to(std::shared_ptr<const ProfileBundle> profile) {
    std::lock_guard lock(mutex_);
    earlier_.push_back(std::exchange(profile_, std::move(profile)));
}

std::optional<Outcome> outcome_of(JournalReader& journal, const CommandId& id) {
    auto entries = journal.of_command(id);
    if (entries.empty()) return std::nullopt;
    Outcome outcome;
    outcome.repeated = true;
    for (auto& [seq, entry] : entries) outcome.entries.push_back({seq, entry.kind, entry.case_id, entry.body.dump()});
    return outcome;
}

void Writer::answer(std::deque<Waiting>& batch, const Problem& problem) {
    for (Waiting& waiting : batch) waiting.answer.set_value(problem);
}

// The ground failed: nobody is told that anything was done, and no more commands are taken (for lack of room: until there
// is some).
void Writer::fail(std::deque<Waiting>& batch) {
    record_fault();
    std::lock_guard lock(mutex_);
    answer(batch, *engine_.fault());
    std::erase_if(queue_, [this](Waiting& waiting) {
        if (waiting.question) return false;
        waiting.answer.set_value(*engine_.fault());
        return true;
    });
}

// While an exception is handled.
void Writer::record_fault() {
    std::lock_guard lock(mutex_);
    engine_.failed(std::current_exception());
    if (engine_.now() == EngineStage::read_only)
        live_.failed(engine_.fault()->message(Lang::en));
    else
        live_ = {};  // what was rolled back is as it was
}

}  // namespace giamsat
