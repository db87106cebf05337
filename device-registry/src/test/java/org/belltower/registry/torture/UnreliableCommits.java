package org.belltower.registry.torture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Turns some commits into rollbacks that fail, as a lost serialization race or a deadlock would.
final class UnreliableCommits implements UnaryOperator<Connection> {
    private final int oneIn;
    private final AtomicInteger rollbacks = new AtomicInteger();

    UnreliableCommits(int oneIn) {
        this.oneIn = oneIn;
    }

    int rollbacks() {
        return rollbacks.get();
    }

    @Override
    public Connection apply(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> call(connection, method, arguments));
    }

    private Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("commit") && ThreadLocalRandom.current().nextInt(oneIn) == 0) {
            connection.rollback();
            rollbacks.incrementAndGet();
            throw new SQLException("rolled back", "40001");
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
