package org.belltower.local.demo.provider;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.belltower.local.demo.day.FirstDay;
import org.belltower.model.push.PushId;

/// Makes pushes wait where nothing but the dispatcher can keep them: the providers answer that they are not available
/// just now, for these phones alone, so the dispatcher has to come again and again. Whether a push waits is seen at
/// the providers, which refused it and take it no more than before until [#letGo].
public final class HeldPushes {
    private final List<HeldPush> held;
    private final PhoneTokens tokens;
    private final ReceivedPushes providers;

    public HeldPushes(FirstDay day, PhoneTokens tokens, ReceivedPushes providers) {
        this.held = HeldPush.of(day);
        this.tokens = tokens;
        this.providers = providers;
    }

    /// From now on the providers take nothing for these phones.
    public void hold() throws InterruptedException {
        for (HeldPush push : held) {
            providers.refuse(tokens.of(push.phone()), push.provider());
        }
    }

    /// Whether each of them was refused at least once, and so waits. Blocks for some requests.
    public boolean allWait() throws InterruptedException {
        Set<String> refused = providers.all().stream()
                .filter(push -> push.status() == ReceivedPushes.UNAVAILABLE)
                .map(push -> push.pushId().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return refused.containsAll(
                held.stream().map(push -> push.id().toString()).toList());
    }

    /// Those whose right is to be taken away.
    public List<HeldPush> withdrawn() {
        return held.stream().filter(push -> push.withdrawal() != null).toList();
    }

    public Set<PushId> withdrawnIds() {
        return withdrawn().stream().map(HeldPush::id).collect(Collectors.toSet());
    }

    /// The providers take everything again.
    public void letGo() throws InterruptedException {
        providers.takeAll();
    }
}
