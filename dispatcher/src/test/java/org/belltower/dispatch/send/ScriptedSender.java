package org.belltower.dispatch.send;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.belltower.model.push.DeviceToken;
import org.belltower.model.push.PushId;

/// The port's twin: answers as it is told, else accepts. Not thread-safe.
final class ScriptedSender implements PushSender {
    record Sent(PushId push, DeviceToken token) {}

    private final List<Sent> sent = new ArrayList<>();
    private final List<Notification> shown = new ArrayList<>();
    private final Deque<SendOutcome> script = new ArrayDeque<>();
    private SendOutcome otherwise = new SendOutcome.Accepted();
    private Optional<RuntimeException> failure = Optional.empty();
    private Runnable afterFirst = () -> {};
    private Runnable beforeLastLook = () -> {};

    void answers(SendOutcome... outcomes) {
        script.addAll(List.of(outcomes));
    }

    void always(SendOutcome outcome) {
        otherwise = outcome;
    }

    void fails(RuntimeException defect) {
        failure = Optional.of(defect);
    }

    void afterFirst(Runnable event) {
        afterFirst = event;
    }

    /// What happens while the first push waits inside.
    void beforeLastLook(Runnable event) {
        beforeLastLook = event;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// The bodies of what was sent.
    List<String> shown() {
        return shown.stream().map(notification -> notification.text().body()).toList();
    }

    /// What was opened by what was sent: an area, or the inbox item.
    List<String> opened() {
        return shown.stream()
                .map(notification -> Objects.toString(notification.area(), "inbox item"))
                .toList();
    }

    @Override
    public Attempt send(Notification notification, DeviceToken token, LastLook look, Answer answer) {
        answer.answered(outcome(notification, token, look));
        return Attempt.OVER;
    }

    private SendOutcome outcome(Notification notification, DeviceToken token, LastLook look) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        Runnable meanwhile = beforeLastLook;
        beforeLastLook = () -> {};
        meanwhile.run();
        if (!look.mayLeave()) {
            return new SendOutcome.HeldBack();
        }
        sent.add(new Sent(notification.id(), token));
        shown.add(notification);
        if (sent.size() == 1) {
            afterFirst.run();
        }
        SendOutcome next = script.poll();
        return next == null ? otherwise : next;
    }
}
