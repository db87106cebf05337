package org.belltower.service.heartbeat.kafka;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/// How long ago consumers of this process polled, as Kafka's own metric tells (`last-poll-seconds-ago`, which every
/// consumer shows by JMX). So the work is watched from outside, and pays nothing for it.
///
/// Thread-safe.
public final class LastPoll {
    private static final String ATTRIBUTE = "last-poll-seconds-ago";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Predicate<String> clients;

    /// @param clients which, by their client id
    public LastPoll(Predicate<String> clients) {
        this.clients = clients;
    }

    /// Of that which has not polled for longest; empty if none ever did, or JMX is off.
    public Optional<Duration> ago() {
        return consumers()
                .filter(consumer -> clients.test(clientId(consumer)))
                .flatMap(this::seconds)
                .max(Comparator.naturalOrder());
    }

    private Stream<ObjectName> consumers() {
        try {
            Set<ObjectName> found =
                    beans.queryNames(new ObjectName("kafka.consumer:type=consumer-metrics,client-id=*"), null);
            return found.stream();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Kafka quotes an id that holds what JMX gives a meaning to.
    private static String clientId(ObjectName consumer) {
        String id = consumer.getKeyProperty("client-id");
        return id.startsWith("\"") ? ObjectName.unquote(id) : id;
    }

    private Stream<Duration> seconds(ObjectName consumer) {
        try {
            return beans.getAttribute(consumer, ATTRIBUTE) instanceof Number seconds && seconds.doubleValue() >= 0
                    ? Stream.of(Duration.ofSeconds(seconds.longValue()))
                    : Stream.empty();
        } catch (JMException e) {
            // Closed meanwhile.
            return Stream.empty();
        }
    }
}
