package org.belltower.local.suite.place;

import java.nio.file.Path;

/// Where a run keeps its things.
///
/// @param repository the checkout with the built modules
/// @param root shared by all runs of this machine user: the lock, and what must be ended after a kill
/// @param run of one command, `demo` or `up`
public record SuiteFolders(Path repository, Path root, Path run) {
    /// The folders of a command under a root.
    public static SuiteFolders of(Path repository, Path root, String command) {
        Path absolute = root.toAbsolutePath().normalize();
        return new SuiteFolders(repository.toAbsolutePath().normalize(), absolute, absolute.resolve(command));
    }

    public Path lock() {
        return root.resolve("lock");
    }

    /// What is remembered of the processes that were started.
    public Path ledger() {
        return root.resolve("processes");
    }

    public Path logs() {
        return run.resolve("logs");
    }

    /// What a service says, all of its lives one after the other.
    public Path log(Service service) {
        return logs().resolve(service.module() + ".log");
    }

    /// What the run writes besides logs and configuration; a fresh run deletes it.
    public Path data() {
        return run.resolve("data");
    }

    /// What the person who runs the suite may edit.
    public Path configuration() {
        return run.resolve("configuration");
    }

    /// Where the person who runs the suite may set more for a service, one `name=value` a line.
    public Path settings(Service service) {
        return configuration().resolve(service.module() + ".properties");
    }

    /// The data of one process, and its working folder.
    public Path of(String process) {
        return data().resolve(process);
    }

    /// What starts a service.
    public Path runner(Service service) {
        return repository.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
