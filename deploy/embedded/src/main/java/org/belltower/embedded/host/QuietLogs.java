package org.belltower.embedded.host;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps what the backends say about themselves to warnings, whether SLF4J ends in `java.util.logging` (JBoss
/// Log Manager included) or in slf4j-simple. A level that somebody has set before stays. Thread-safe.
public final class QuietLogs {
    // java.util.logging forgets the level of a logger that nobody holds.
    private static final Map<String, Logger> HELD = new HashMap<>();

    private QuietLogs() {}

    /// Warnings and worse only, from these loggers and those below them.
    public static synchronized void warningsOnly(String... names) {
        for (String name : names) {
            Logger logger = HELD.computeIfAbsent(name, Logger::getLogger);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
        }
    }

    /// For a main of its own process: warnings and worse only, of all loggers, on standard error. Has to be
    /// called before the first logger is made.
    public static synchronized void wholeProcess() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        Logger root = HELD.computeIfAbsent("", Logger::getLogger);
        root.setLevel(Level.WARNING);
        // A log manager made for a server keeps lines back until that server configures it; here it never comes.
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(new ConsoleHandler());
    }
}
