package org.belltower.dispatch.send;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.belltower.model.Provider;
import org.belltower.model.gate.SettingsView;
import org.belltower.model.outcome.Reason;
import org.belltower.model.outcome.Result;
import org.belltower.model.push.Binding;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.Push;
import org.belltower.model.push.PushCause;
import org.belltower.service.failure.RetryPolicy;

/// May a push leave now, and what follows from the provider's answer. What was true when the push
/// was decided does not count; what settings, revocations and binding say at this moment does (I-1,
/// I-3, I-4, I-28, I-46).
///
/// They are asked in the order in which the event was decided: district, calendar and school, then
/// the person, then the device. So the one reason is the most general: in a district that is
/// switched off it is that, whoever has signed out meanwhile.
///
/// Pure but for the chance in the retries. Thread-safe if that is.
///
/// @param bindingWait how long a push waits for what it was decided with, binding and settings:
///     they come by other topics
/// @param bindingRecheck how often it looks
public record JourneyRules(Outlets outlets, RetryPolicy retries, Duration bindingWait, Duration bindingRecheck) {
    /// What nobody has looked at goes again at once, but not for ever.
    private static final int AT_ONCE = 5;

    /// What to do next, looked at anew each time.
    public Step next(Journey journey, Known known, Instant now) {
        return switch (known) {
            // Neither sent nor ended by what may no longer be true: who is cut off from Kafka may have lost the push
            // to somebody who has sent it.
            case Known.Stale _ -> new Step.Park();
            case Known.Current current -> atTime(journey, current, now);
        };
    }

    private Step atTime(Journey journey, Known.Current known, Instant now) {
        Instant expires = journey.push().expires();
        if (!now.isBefore(expires)) {
            return new Step.Finish(new Result.Expired());
        }
        return now.isBefore(journey.notBefore())
                ? new Step.Wait(earlier(journey.notBefore(), expires))
                : current(journey, known, now);
    }

    private Step current(Journey journey, Known.Current known, Instant now) {
        Optional<Objection> objection = gates(journey.push(), known, now);
        if (objection.isPresent()) {
            return switch (objection.get()) {
                case Objection.Denied denied -> skip(denied.reason());
                case Objection.NotKnown notKnown -> lookAgainElse(notKnown.reason(), journey, now);
            };
        }
        Optional<Binding> binding = known.binding();
        return binding.isPresent()
                ? bound(journey, known.settings(), binding.get(), now)
                : lookAgainElse(Reason.NO_BINDING, journey, now);
    }

    private static Optional<Objection> gates(Push push, Known.Current known, Instant now) {
        return switch (push.cause()) {
            case PushCause.ChangeCause change -> ChangeGates.check(push, change, known, now);
            case PushCause.TestCause _ -> TestGates.check(push, known.settings());
        };
    }

    private Step bound(Journey journey, SettingsView settings, Binding binding, Instant now) {
        Push push = journey.push();
        if (push.sessionEpoch() > binding.sessionEpoch()) {
            return lookAgainElse(Reason.OTHER_SESSION, journey, now);
        }
        if (push.sessionEpoch() < binding.sessionEpoch() || !push.person().equals(binding.person())) {
            return skip(Reason.OTHER_SESSION);
        }
        Optional<Reason> objection = objection(push, settings, binding);
        if (objection.isPresent()) {
            return skip(objection.get());
        }
        DeviceToken token = binding.token();
        if (token == null) {
            return skip(Reason.NO_TOKEN);
        }
        return switch (outlets.find(push.district(), binding.app(), binding.provider())) {
            case Outlet.Open open ->
                new Step.Send(
                        open.route(),
                        token,
                        binding.tokenVersion(),
                        isInDetail(push, settings, binding),
                        settings.hasArea(push.district(), binding.app(), push.area()));
            // Nothing is wrong with the push.
            case Outlet.Closed closed -> new Step.Closed(binding.app(), closed.credential(), push.expires());
            case Outlet.Missing _ -> skip(Reason.APP_NOT_CONFIGURED);
        };
    }

    /// Whoever took their consent to detail back since the push was decided is told all the same, without it.
    private static boolean isInDetail(Push push, SettingsView settings, Binding binding) {
        return push.detailed() != null && binding.consentsToDetail() && settings.permitsDetail(push.district());
    }

    private static Optional<Reason> objection(Push push, SettingsView settings, Binding binding) {
        return switch (binding.session()) {
            case SIGNED_OUT -> Optional.of(Reason.SIGNED_OUT);
            case NOT_KEPT -> Optional.of(Reason.NOT_STAY_LOGGED_IN);
            case KEPT -> {
                if (!binding.supported()) {
                    yield Optional.of(Reason.UNSUPPORTED_DEVICE);
                }
                if (binding.permission() == Binding.Permission.DENIED) {
                    yield Optional.of(Reason.PERMISSION_DENIED);
                }
                yield isSubscribed(push, settings, binding) ? Optional.empty() : Optional.of(Reason.NOT_SUBSCRIBED);
            }
        };
    }

    /// A mandatory category is on for everyone (I-43).
    private static boolean isSubscribed(Push push, SettingsView settings, Binding binding) {
        return switch (push.cause()) {
            case PushCause.ChangeCause change ->
                binding.categories().contains(change.category())
                        || settings.isMandatory(push.district(), change.category());
            case PushCause.TestCause _ -> true;
        };
    }

    private Step lookAgainElse(Reason reason, Journey journey, Instant now) {
        Instant last = journey.began().plus(bindingWait);
        if (!now.isBefore(last)) {
            return skip(reason);
        }
        return new Step.Wait(
                earlier(now.plus(bindingRecheck), earlier(last, journey.push().expires())));
    }

    /// Whether what leaves by the route's app and provider leaves by the route.
    boolean leavesBy(Route route, Push push) {
        return outlets.find(push.district(), route.app(), route.provider()) instanceof Outlet.Open open
                && open.route().equals(route);
    }

    /// The end of a push that was sent for good.
    public static Result result(SendOutcome.Final outcome, Provider provider, long tokenVersion) {
        return switch (outcome) {
            case SendOutcome.Accepted _ -> new Result.Accepted(provider);
            case SendOutcome.TokenDead dead -> new Result.TokenDead(provider, tokenVersion, dead.since());
            case SendOutcome.TokenRejected _ -> new Result.Failed(provider, Reason.TOKEN_REJECTED, tokenVersion);
            case SendOutcome.TokenNotForApp _ -> new Result.Failed(provider, Reason.TOKEN_NOT_FOR_APP);
            case SendOutcome.Malformed _ -> new Result.Failed(provider, Reason.PUSH_REJECTED);
        };
    }

    /// The journey of a push that is to be sent again, with when.
    public Journey again(Journey journey, SendOutcome.Passing outcome, Instant now) {
        return journey.failed(now.plus(pause(journey.failures() + 1, outcome)));
    }

    private Duration pause(int failures, SendOutcome.Passing outcome) {
        return switch (outcome) {
            case SendOutcome.Retry retry ->
                retry.whom() == SendOutcome.Whom.NOT_PROCESSED && failures <= AT_ONCE
                        ? Duration.ZERO
                        : retries.delay(failures, retry.after());
            case SendOutcome.CredentialsRejected _, SendOutcome.Unknown _ -> retries.delay(failures);
        };
    }

    private static Step skip(Reason reason) {
        return new Step.Finish(new Result.Skipped(reason));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
