package org.belltower.rules.streams;

import java.util.List;
import org.belltower.model.outcome.Decision;
import org.belltower.model.outcome.Reason;
import org.belltower.model.wire.JsonCodec;
import org.belltower.model.wire.MessageType;
import org.belltower.model.wire.WireRecord;
import org.belltower.rules.fanout.Verdict;
import org.jspecify.annotations.Nullable;

/// A verdict as it is written. All of it is made before any of it is handed on, so that what cannot be encoded leaves
/// nothing behind.
///
/// A record that Kafka does not take would stop its partition for ever. All but two are small: a decision names each
/// device of the audience with its person, so it can be larger than the audience it came from; a day of attendance
/// names each device that was told anything of it, also those that are in the audience no more. If one of them would be
/// too large, nobody is told, for a reason of its own (I-2): who was told must be remembered, or they would be told
/// again (I-18). The day stays as it was, so whoever was told before still hears of a correction.
///
/// @param memory what to remember of the item, as JSON
/// @param day what to remember of the day of attendance, as JSON; null if that stays as it is
// An array: it is what the store takes, and verdicts are never compared.
@SuppressWarnings("ArrayRecordComponent")
record WrittenVerdict(
        byte[] memory, byte @Nullable [] day, Decision decision, WireRecord decisionRecord, List<WireRecord> pushes) {
    /// The longest value that is written: below Kafka's defaults of `max.request.size` and `max.message.bytes`, with
    /// room for key and headers.
    static final int LONGEST_VALUE_BYTES = 1000 * 1024;

    static WrittenVerdict of(Verdict verdict) {
        WireRecord decision = encode(verdict.decision());
        byte[] day = verdict.day() == null ? null : JsonCodec.write(verdict.day());
        return fits(decision.value()) && fits(day)
                ? of(verdict, day, decision)
                : silent(verdict.toNobody(Reason.AUDIENCE_TOO_LARGE));
    }

    private static boolean fits(byte @Nullable [] value) {
        return value == null || value.length <= LONGEST_VALUE_BYTES;
    }

    private static WrittenVerdict silent(Verdict verdict) {
        return of(verdict, null, encode(verdict.decision()));
    }

    private static WrittenVerdict of(Verdict verdict, byte @Nullable [] day, WireRecord decision) {
        return new WrittenVerdict(
                JsonCodec.write(verdict.memory()),
                day,
                verdict.decision(),
                decision,
                verdict.pushes().stream()
                        .map(push -> MessageType.PUSH.encode(push, push.created()))
                        .toList());
    }

    private static WireRecord encode(Decision decision) {
        return MessageType.DECISION.encode(decision, decision.decided());
    }
}
