package org.belltower.dispatch.send;

import java.util.Arrays;

/// A failure that nobody foresaw, by its type and its place in our code: its text may hold anything.
public record Defect(String cause, String at) {
    private static final String OURS = "org.belltower.";

    public static Defect of(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String at = Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(StackTraceElement::toString)
                .orElse("unknown");
        return new Defect(failure.getClass().getSimpleName(), at);
    }

    /// As it stands in a log.
    @Override
    public String toString() {
        return "cause=" + cause + " at=" + at;
    }
}
