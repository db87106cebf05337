package org.belltower.registry.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.belltower.model.DistrictId;
import org.belltower.model.InvalidFieldException;

/// Reads what is uploaded for Apple. To open a certificate's file is to compute, by design of its makers, and a virtual
/// thread that computes keeps its carrier from all others: as many as there are processors, and no call of any district
/// is answered. So one platform thread opens them, one after the other, with a few in line; callers wait without
/// a carrier. A district stands in line once, so that it leaves room to the others (I-9).
///
/// Blocks, for as long as those in line ask for, which [Pkcs12] bounds; thread-safe. After `close` nothing is read.
public final class CertificateReader implements AutoCloseable {
    /// Those in line, the one that is read not included. Each holds a body.
    static final int LONGEST_LINE = 4;

    /// Those who stand in line, or whose file is read.
    private final Set<DistrictId> districts = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_LINE),
            Thread.ofPlatform().name("certificate-reader").daemon().factory());

    /// Reads and checks it. May be repeated.
    ///
    /// @return empty if too many are in line, or one of the district is, or the service ends: nothing was read
    /// @throws InvalidFieldException naming the field that is wrong, never its value
    public Optional<Submitted> read(DistrictId district, ApnsUpload upload, Instant now) {
        Optional<CertificateFile> certificate = upload.certificate();
        return certificate.isPresent()
                ? inTurn(district, () -> certificate.get().read(now))
                : Optional.of(upload.signingKey());
    }

    Optional<Submitted> inTurn(DistrictId district, Supplier<Submitted> work) {
        if (!districts.add(district)) {
            return Optional.empty();
        }
        try {
            return inTurn(work);
        } finally {
            districts.remove(district);
        }
    }

    private Optional<Submitted> inTurn(Supplier<Submitted> work) {
        FutureTask<Submitted> turn = new FutureTask<>(work::get);
        try {
            reader.execute(turn);
            return Optional.of(turn.get());
        } catch (RejectedExecutionException | CancellationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            turn.cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InvalidFieldException refused
                    ? new InvalidFieldException(refused.field(), refused.rule())
                    : new IllegalStateException("reading a certificate failed", e.getCause());
        }
    }

    /// How many stand in line.
    int inLine() {
        return reader.getQueue().size();
    }

    /// Reads nothing any more. Who waits is told so; what is being read is read to its end, and its
    /// caller gets it. Does not wait for that.
    @Override
    public void close() {
        for (Runnable waiting : reader.shutdownNow()) {
            ((FutureTask<?>) waiting).cancel(false);
        }
    }
}
