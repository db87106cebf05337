package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.List;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.day.Expectation;
import org.belltower.local.demo.post.Answered;
import org.jspecify.annotations.Nullable;

/// Compares what the front door said with what it has to say. Pure.
final class AnswerComparison {
    private AnswerComparison() {}

    static List<Deviation> compare(List<Answered> answers) {
        List<Deviation> deviations = new ArrayList<>();
        for (Answered answer : answers) {
            String told = answer.status() + " " + answer.fields();
            switch (answer.event().expected()) {
                case Expectation.Refused(int status, String field) -> {
                    if (answer.status() != status || !blames(answer.fields(), field)) {
                        String wanted = status + (field == null ? "" : " [" + field + "]");
                        deviations.add(deviation(answer, told + " and had to be " + wanted));
                    }
                }
                case Expectation.Told _, Expectation.Nobody _ -> {
                    if (!answer.isAccepted()) {
                        deviations.add(deviation(answer, told + " and had to be accepted"));
                    }
                }
            }
        }
        return deviations;
    }

    /// The path to a field may be longer than the case says: `data.score.percent` for `percent`.
    private static boolean blames(List<String> fields, @Nullable String wanted) {
        return wanted == null
                || fields.stream().anyMatch(field -> field.equals(wanted) || field.endsWith("." + wanted));
    }

    private static Deviation deviation(Answered answer, String what) {
        return new Deviation(Kind.ANSWER, answer.event().name() + ", " + answer.mode() + ", was answered with " + what);
    }
}
