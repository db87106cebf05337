package org.belltower.dispatch.credential;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.belltower.dispatch.flow.CarriedStreams;
import org.belltower.dispatch.flow.Credential;
import org.belltower.dispatch.flow.Hold;
import org.belltower.dispatch.replica.Copy;
import org.belltower.dispatch.send.Outlet;
import org.belltower.dispatch.send.Outlets;
import org.belltower.dispatch.send.Route;
import org.belltower.model.AppId;
import org.belltower.model.DistrictId;
import org.belltower.model.Provider;
import org.belltower.model.credential.CredentialId;
import org.belltower.model.credential.CredentialSeal;
import org.belltower.model.credential.SealedCredential;
import org.belltower.model.wire.RecordKey;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The newest credential of every app that has one of its own, with its sender. One that cannot be used closes its own
/// app's outlet and touches no other.
///
/// Only the sealed form is kept. Thread-safe; one thread changes it, the one that reads the topic.
public final class UploadedCredentials implements Copy<SealedCredential>, Outlets, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(UploadedCredentials.class);
    private static final Outlet MISSING = new Outlet.Missing();

    private final ConcurrentMap<CredentialId, Uploaded> uploaded = new ConcurrentHashMap<>();
    private final CredentialReader reader;
    private final Executor closing;
    private final CarriedStreams carried;
    private final BiConsumer<Credential, AppId> changed;

    /// @param closing closes senders that were replaced, on other threads
    /// @param carried told what the senders' connections carry
    /// @param changed told whose sender is another one from here on, or none: what the provider
    ///     thought of the former says nothing of it
    public UploadedCredentials(
            CredentialSeal seal,
            SenderFactory senders,
            Executor closing,
            CarriedStreams carried,
            BiConsumer<Credential, AppId> changed) {
        this.reader = new CredentialReader(seal, senders);
        this.closing = closing;
        this.carried = carried;
        this.changed = changed;
    }

    /// One of them.
    ///
    /// @param sealed null if its record cannot be read
    public record Uploaded(CredentialId id, @Nullable SealedCredential sealed, Outlet outlet) {
        /// What the app's pushes are sent by, whichever version it is.
        public Credential credential() {
            return UploadedCredentials.credential(id);
        }
    }

    @Override
    public Outlet find(DistrictId district, AppId app, Provider provider) {
        Uploaded found = uploaded.get(new CredentialId(district, app, provider));
        return found == null ? MISSING : found.outlet();
    }

    /// Those of a district, as they are now.
    public List<Uploaded> of(DistrictId district) {
        return stream(id -> id.district().equals(district)).toList();
    }

    /// All districts'.
    public List<Uploaded> all() {
        return List.copyOf(uploaded.values());
    }

    /// How many cannot be used.
    public int closed() {
        return (int) closedOnes().count();
    }

    /// Whether what is kept back waits for one that cannot be used.
    ///
    /// @param hold the text of a [Hold]
    public boolean isClosed(String hold) {
        return closedOnes().anyMatch(one -> Hold.isOf(one.credential(), hold));
    }

    private Stream<Uploaded> closedOnes() {
        return stream(_ -> true).filter(one -> one.outlet() instanceof Outlet.Closed);
    }

    /// An app's.
    List<Uploaded> of(DistrictId district, AppId app) {
        return stream(id -> id.district().equals(district) && id.app().equals(app))
                .toList();
    }

    CredentialReader reader() {
        return reader;
    }

    private Stream<Uploaded> stream(Predicate<CredentialId> wanted) {
        return uploaded.values().stream().filter(one -> wanted.test(one.id()));
    }

    @Override
    public void put(SealedCredential message) {
        CredentialId id = message.id();
        Uploaded before = uploaded.get(id);
        if (before != null && before.sealed() != null && before.sealed().version() >= message.version()) {
            return;
        }
        // Its data key alone was encrypted anew: whoever sends by it goes on.
        Outlet outlet = before != null && isSame(before, message) ? before.outlet() : open(message);
        replace(id, new Uploaded(id, message, outlet));
    }

    private static boolean isSame(Uploaded before, SealedCredential message) {
        SealedCredential known = before.sealed();
        return before.outlet() instanceof Outlet.Open
                && known != null
                && known.facts().equals(message.facts())
                && Objects.equals(known.apns(), message.apns());
    }

    private Outlet open(SealedCredential message) {
        return reader.read(message, sender -> opened(message, sender), UploadedCredentials::closed);
    }

    private Outlet opened(SealedCredential message, OpenedSender sender) {
        LOG.infof(
                "event=credential-opened credential=%s version=%d fingerprint=%s",
                message.id(), message.facts().version(), message.facts().fingerprint());
        Credential credential = credential(message.id());
        sender.tell(carried.share(credential));
        return new Outlet.Open(new Route(message.app(), credential, new RetiringSender(sender, closing)));
    }

    /// Of the district and app alone: a district must not use up what another may have in flight by naming its team.
    private static Credential credential(CredentialId id) {
        return new Credential(id.provider(), id.district() + "/" + id.app());
    }

    private static Outlet closed(SealedCredential message, CredentialReader.Problem problem) {
        LOG.errorf(
                "event=credential-unusable credential=%s version=%d code=%s detail=\"%s\"",
                message.id(), message.facts().version(), problem.code(), problem.detail());
        return new Outlet.Closed(credential(message.id()), problem.code(), problem.detail());
    }

    @Override
    public void remove(RecordKey key) {
        CredentialId id = CredentialId.of(key);
        Uploaded before = uploaded.remove(id);
        if (before != null) {
            LOG.infof("event=credential-removed credential=%s", id);
            leave(before);
        }
    }

    /// What was is not used any more: it may have been taken away.
    @Override
    public void deny(RecordKey key) {
        CredentialId id = CredentialId.of(key);
        CredentialReader.Problem problem = CredentialReader.Problem.RECORD;
        Outlet closed = new Outlet.Closed(credential(id), problem.code(), problem.detail());
        replace(id, new Uploaded(id, null, closed));
    }

    private void replace(CredentialId id, Uploaded now) {
        Uploaded before = uploaded.put(id, now);
        if (before != null && !before.outlet().equals(now.outlet())) {
            leave(before);
        }
    }

    private void leave(Uploaded before) {
        retire(before.outlet());
        changed.accept(before.credential(), before.id().app());
    }

    private static void retire(Outlet outlet) {
        if (outlet instanceof Outlet.Open open && open.route().sender() instanceof RetiringSender sender) {
            sender.retire();
        }
    }

    @Override
    public int size() {
        return uploaded.size();
    }

    /// Lets all senders go.
    @Override
    public void close() {
        uploaded.values().forEach(one -> retire(one.outlet()));
        uploaded.clear();
    }
}
