// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/writer.hpp"

namespace giamsat {

Writer::Writer(Ground ground, OfficeId office, std::shared_ptr<const ProfileBundle> profile)
    : ground_(ground), office_(std::move(office)), profile_(std::move(profile)), thread_([this] { work(); }) {}

Writer::~Writer() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void Writer::adopt(OfficeId office, std::shared_ptr<const ProfileBundle> profile) {
    std::lock_guard lock(mutex_);
    office_ = std::move(office);
    profile_ = std::move(profile);
}

std::future<Result<Outcome>> Writer::submit(CommandMeta meta, Command command) {
    Waiting waiting{std::move(meta), std::move(command), {}, {}};
    auto answer = waiting.answer.get_future();
    enqueue(std::move(waiting));
    return answer;
}

void Writer::enqueue(Waiting waiting) {
    {
        std::lock_guard lock(mutex_);
        if (broken_) std::rethrow_exception(broken_);
        queue_.push_back(std::move(waiting));
    }
    arrived_.notify_one();
}

void Writer::note_attempts(const std::vector<NoticeAttempt>& attempts, Instant at) {
    ask([&](Readers&) {
        ground_.recorder.begin();
        try {
            for (const NoticeAttempt& attempt : attempts)
                ground_.recorder.note_attempt(attempt.notice, at, attempt.outcome);
            ground_.recorder.commit();
        } catch (...) {
            ground_.recorder.rollback();
            throw;
        }
        return true;
    });
}

std::deque<Writer::Waiting> Writer::take_batch() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
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
        std::deque<Waiting> batch = take_batch();
        if (batch.empty()) return;
        if (batch.front().question) {
            batch.front().question(ground_.readers);
            continue;
        }
        try {
            carry_out(batch);
        } catch (...) {
            fail_all(batch);
            return;
        }
    }
}

void Writer::carry_out(std::deque<Waiting>& batch) {
    std::vector<Result<Outcome>> outcomes;
    ground_.recorder.begin();
    try {
        for (Waiting& waiting : batch) outcomes.push_back(carry_out_one(waiting.meta, waiting.command));
        ground_.vault.flush();  // keys are durable before anything sealed under them
        ground_.recorder.commit();
    } catch (...) {
        ground_.recorder.rollback();
        ground_.vault.discard_unflushed();
        throw;
    }
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i].answer.set_value(std::move(outcomes[i]));
    ground_.recorder.tidy();
}

Result<Outcome> Writer::carry_out_one(const CommandMeta& meta, const Command& command) {
    if (auto before = done_before(meta.id)) return std::move(*before);
    ground_.recorder.savepoint();
    Session session(ground_.readers, ground_.recorder, ground_.vault, profile_.get(), office_, meta);
    Result<Outcome> outcome = execute(command, session);
    if (outcome) {
        ground_.recorder.release();
        if (session.published()) turn_to(session.published());
    } else {
        ground_.recorder.rollback_to_savepoint();
    }
    return outcome;
}

const ProfileBundle& Writer::profile() {
    std::lock_guard lock(mutex_);
    return *profile_;
}

void Writer::turn_to(std::shared_ptr<const ProfileBundle> profile) {
    std::lock_guard lock(mutex_);
    earlier_.push_back(std::exchange(profile_, std::move(profile)));
}

std::optional<Outcome> Writer::done_before(const CommandId& id) {
    auto entries = ground_.readers.journal.of_command(id);
    if (entries.empty()) return std::nullopt;
    Outcome outcome;
    outcome.repeated = true;
    for (auto& [seq, entry] : entries) outcome.entries.push_back({seq, entry.kind, entry.case_id, entry.body.dump()});
    return outcome;
}

// The ground failed: nobody is told that anything was done, and nothing more is accepted.
void Writer::fail_all(std::deque<Waiting>& batch) {
    std::lock_guard lock(mutex_);
    broken_ = std::current_exception();
    for (Waiting& waiting : batch) waiting.answer.set_exception(broken_);
    for (Waiting& waiting : queue_) {
        if (!waiting.question) waiting.answer.set_exception(broken_);
    }
    queue_.clear();
}

}  // namespace giamsat
