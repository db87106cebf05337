package org.belltower.service.identity;

/// A path of a service that answers whoever asks: what stands there is public. A bean of the service's.
///
/// @param path of the resource, and of those below it
public record OpenPath(String path) {
    boolean covers(String asked) {
        return asked.equals(path) || asked.startsWith(path + "/");
    }
}
