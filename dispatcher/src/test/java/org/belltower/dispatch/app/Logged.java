package org.belltower.dispatch.app;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What is logged in this process, by whomever, from its start until it is closed.
final class Logged implements AutoCloseable {
    private record Line(Level level, String text) {}

    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new Line(
                    line.getLevel(),
                    line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Logged() {
        Logger.getLogger("").addHandler(handler);
    }

    static Logged start() {
        return new Logged();
    }

    List<String> lines() {
        return lines.stream().map(Line::text).toList();
    }

    List<String> errors() {
        return lines.stream()
                .filter(line -> line.level().intValue() >= Level.SEVERE.intValue())
                .map(Line::text)
                .toList();
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
    }
}
