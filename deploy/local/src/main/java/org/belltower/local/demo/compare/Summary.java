package org.belltower.local.demo.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.belltower.local.demo.compare.Deviation.Kind;
import org.belltower.local.demo.post.Mode;

/// The report as lines for the person who watches. Names no token, no text and no person.
public final class Summary {
    private static final int MOST_DEVIATIONS = 50;

    private Summary() {}

    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        long accepted = sum(report.accepted());
        lines.add("Events in      " + accepted + " accepted (" + words(report.accepted()) + "), " + report.refused()
                + " refused; " + report.rows() + " captured from the student information systems");
        lines.add("               by district: " + words(report.byDistrict()));
        lines.add("Decisions      no news for anyone: " + words(report.noNews()));
        lines.add("               by device: " + words(report.candidates()));
        lines.add("Outcomes       " + words(report.outcomes()));
        lines.add("Explained      " + words(report.explained()) + " by the history, which adds up");
        lines.add("Pushes         " + words(report.received()) + " accepted by the providers");
        if (!report.killed().isEmpty()) {
            String killed =
                    report.killed().stream().map(one -> one.service().module()).collect(Collectors.joining(", "));
            lines.add("Killed         " + killed + "; " + report.excused()
                    + " pushes went out twice, each without a durable outcome at the kill and under the same id");
        }
        if (report.unanswered() > 0) {
            lines.add("Unanswered     " + report.unanswered() + " sends, by the dispatcher's own log; "
                    + report.repeated() + " pushes of theirs went out again, under the same id");
        }
        lines.add("");
        lines.add("missing " + report.count(Kind.MISSING) + ", unexpected " + report.count(Kind.UNEXPECTED)
                + ", duplicate " + report.count(Kind.DUPLICATE));
        lines.add(others(report));
        report.deviations().stream()
                .limit(MOST_DEVIATIONS)
                .forEach(deviation -> lines.add(
                        "  " + deviation.kind().name().toLowerCase(Locale.ROOT) + ": " + deviation.sentence()));
        int more = report.deviations().size() - MOST_DEVIATIONS;
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }

    private static String others(Report report) {
        long others = report.count(Kind.PUSH) + report.count(Kind.ANSWER) + report.count(Kind.REASON);
        return others == 0
                ? "every answer, decision and reason as written down"
                : "otherwise than written down: pushes " + report.count(Kind.PUSH) + ", answers "
                        + report.count(Kind.ANSWER) + ", reasons " + report.count(Kind.REASON);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String words(Map<?, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> word(entry.getKey()) + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String word(Object key) {
        return key instanceof Mode mode ? mode.name().toLowerCase(Locale.ROOT) : key.toString();
    }
}
