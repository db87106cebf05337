package org.belltower.local.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// A main that runs another main and ends the process when standard input ends, that is, when the supervisor that
/// holds the other end of the pipe is gone, however it went.
///
/// Arguments: the other main's class name, then its arguments. The process ends as at SIGTERM: shutdown hooks run.
public final class EndsWithParent {
    private EndsWithParent() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(EndsWithParent::exitAtEndOfInput);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            failure.getTargetException().printStackTrace();
            System.exit(1);
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The first line only released the process; nothing else is ever sent.
            }
        } catch (IOException broken) {
            // The same as the end.
        }
        System.exit(0);
    }
}
