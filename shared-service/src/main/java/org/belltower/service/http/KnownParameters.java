package org.belltower.service.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.model.wire.Problem;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses query parameters that an operation does not have: a filter with a slip in its name would select everything.
public class KnownParameters {
    private final ConcurrentHashMap<Method, Set<String>> known = new ConcurrentHashMap<>();

    /// @throws ProblemException 400 that tells which there are
    @ServerRequestFilter
    public void check(ResourceInfo operation, UriInfo uri) {
        Set<String> given = uri.getQueryParameters().keySet();
        Method method = operation.getResourceMethod();
        if (given.isEmpty() || method == null) {
            return;
        }
        Set<String> names = known.computeIfAbsent(method, KnownParameters::of);
        if (!names.containsAll(given)) {
            throw new ProblemException(Problem.of(
                    400,
                    "Bad Request",
                    names.isEmpty()
                            ? "There are no query parameters here."
                            : "The query has a parameter that is not one of " + String.join(", ", names) + "."));
        }
    }

    private static Set<String> of(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .flatMap(field -> name(field.getAnnotation(QueryParam.class)))
                        : name(parameter.getAnnotation(QueryParam.class)))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), Collections::unmodifiableSet));
    }

    private static Stream<String> name(@Nullable QueryParam parameter) {
        return Optional.ofNullable(parameter).map(QueryParam::value).stream();
    }
}
