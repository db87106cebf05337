package org.belltower.service.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps paths out of the metrics that are not the service's own: whoever calls would fill the labels with what they
/// like, a secret or a name among it, and use up the number of labels that there may be.
final class UriLabels {
    private UriLabels() {}

    @Produces
    @Singleton
    @Unremovable
    static MeterFilter bounded(BeanManager beans) {
        return new Bounded(paths(beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .toList()));
    }

    /// The paths that resources answer, as they are declared.
    static Set<String> paths(Collection<Class<?>> classes) {
        return classes.stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(UriLabels::paths)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> paths(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Stream.concat(
                Stream.of(root),
                Stream.of(resource.getMethods())
                        .filter(method -> method.isAnnotationPresent(Path.class))
                        .map((Method method) ->
                                root + method.getAnnotation(Path.class).value()));
    }

    /// Replaces the label by a word; those that are none of a path stay.
    ///
    /// @param own the paths that may stand as they are
    record Bounded(Set<String> own) implements MeterFilter {
        @Override
        public Meter.Id map(Meter.Id id) {
            String uri = id.getTag("uri");
            boolean isPath = id.getName().startsWith("http.server.") && uri != null && uri.startsWith("/");
            return isPath && !own.contains(uri) ? id.withTags(List.of(Tag.of("uri", "UNMATCHED"))) : id;
        }
    }
}
