package org.belltower.service.failure;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells failures by kind and place, never by text: a database's can hold rows, a parser's what was sent (C7). Pure.
public final class Failures {
    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 12;
    private static final String OURS = "org.belltower.";

    private Failures() {}

    /// On one line: the kinds from outside in, and where in our code it happened.
    public static String kinds(Throwable failure) {
        String kinds =
                causes(failure).map(cause -> cause.getClass().getSimpleName()).collect(Collectors.joining("<"));
        return causes(failure)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> kinds + " at=" + frame.getClassName() + ":" + frame.getLineNumber())
                .orElse(kinds);
    }

    /// As a stack trace, for whoever must find the defect.
    public static String trace(Throwable failure) {
        return causes(failure)
                .map(cause -> cause.getClass().getName()
                        + Arrays.stream(cause.getStackTrace())
                                .limit(MOST_FRAMES)
                                .map(frame -> "\n    at " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\ncaused by "));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES);
    }
}
