package org.belltower.dispatch.app;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.belltower.dispatch.send.DispatchListener;
import org.belltower.dispatch.send.Handed;
import org.belltower.dispatch.send.Route;
import org.belltower.dispatch.send.SendOutcome;
import org.belltower.model.Provider;
import org.belltower.model.outcome.Outcome.LaneOffset;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Push;
import org.jboss.logging.Logger;

/// What an operator must hear of: refused credentials, malformed pushes, records that nobody can use. Ids only; the
/// same complaint of a credential at most once a minute. Each send that had no answer has a line of its
/// own: it explains why a provider may have been sent a push twice (I-27). Thread-safe.
final class DispatchLog implements DispatchListener {
    private static final Logger LOG = Logger.getLogger(DispatchLog.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Long> told = new ConcurrentHashMap<>();

    DispatchLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void answered(Handed handed, Route route, SendOutcome outcome) {
        switch (outcome) {
            case SendOutcome.CredentialsRejected rejected -> {
                if (isNews(route.credential() + " " + rejected.code())) {
                    LOG.errorf(
                            "event=credentials-rejected credential=%s app=%s code=%s",
                            route.credential(), route.app(), rejected.code());
                }
            }
            case SendOutcome.Malformed malformed ->
                LOG.errorf(
                        "event=push-malformed credential=%s code=%s place=%s",
                        route.credential(), malformed.code(), handed.record().place());
            case SendOutcome.Unknown unknown -> {
                if (isNews(route.credential() + " " + unknown.code())) {
                    LOG.warnf("event=send-unknown credential=%s code=%s", route.credential(), unknown.code());
                }
            }
            case SendOutcome.HeldBack _,
                    SendOutcome.Accepted _,
                    SendOutcome.TokenDead _,
                    SendOutcome.TokenRejected _,
                    SendOutcome.TokenNotForApp _,
                    SendOutcome.Retry _ ->
                LOG.debugf("event=send-answered credential=%s answer=%s", route.credential(), outcome);
        }
    }

    @Override
    public void failed(Handed handed, Push push, Route route, SendOutcome.Passing outcome) {
        switch (outcome) {
            case SendOutcome.Unknown _ ->
                LOG.infof("event=send-unanswered push=%s provider=%s", push.id(), tag(route.provider()));
            case SendOutcome.CredentialsRejected _, SendOutcome.Retry _ -> {}
        }
    }

    private static String tag(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    private boolean isNews(String complaint) {
        long now = nanoTime.getAsLong();
        Long last = told.get(complaint);
        if (last != null && now - last < PAUSE) {
            return false;
        }
        told.put(complaint, now);
        return true;
    }

    @Override
    public void ended(Handed handed, Push push, Result result) {
        LOG.debugf("event=push-ended push=%s result=%s", push.id(), result);
    }

    @Override
    public void buried(Handed handed, String reason) {
        LOG.errorf("event=record-buried place=%s reason=\"%s\"", handed.record().place(), reason);
    }

    @Override
    public void outcomeUnreadable(LaneOffset place, String reason) {
        LOG.errorf("event=outcome-unreadable place=%s reason=\"%s\"", place, reason);
    }
}
