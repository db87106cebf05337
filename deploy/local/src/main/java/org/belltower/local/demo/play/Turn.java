package org.belltower.local.demo.play;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.belltower.local.demo.day.Case.CaseEvent;
import org.belltower.local.demo.day.Way;
import org.belltower.local.demo.post.Post;
import org.belltower.local.demo.sis.Save;

/// What is done at once: a request, or a transaction.
sealed interface Turn {
    /// Events that are posted.
    record Posting(Post post) implements Turn {
        @Override
        public List<CaseEvent> events() {
            return post.events();
        }
    }

    /// Events that come by rows.
    record Saving(Save save) implements Turn {
        @Override
        public List<CaseEvent> events() {
            return save.events();
        }
    }

    List<CaseEvent> events();

    /// A day's events, but for what is known before. Those of each way keep their order; of the two ways neither waits
    /// for the other, as items have one way each.
    static List<Turn> of(List<CaseEvent> day) {
        List<CaseEvent> posted = new ArrayList<>();
        List<CaseEvent> saved = new ArrayList<>();
        for (CaseEvent event : day) {
            switch (event.way()) {
                case Way.Posted _ -> posted.add(event);
                case Way.Row _ when event.isKnownBefore() -> {}
                case Way.Row _ -> saved.add(event);
            }
        }
        Deque<Turn> posting = new ArrayDeque<>();
        Post.of(posted).forEach(post -> posting.add(new Posting(post)));
        Deque<Turn> saving = new ArrayDeque<>();
        Save.of(saved).forEach(save -> saving.add(new Saving(save)));
        List<Turn> turns = new ArrayList<>();
        for (CaseEvent event : day) {
            take(posting, event, turns);
            take(saving, event, turns);
        }
        return turns;
    }

    /// A turn comes where its first event stands.
    private static void take(Deque<Turn> next, CaseEvent event, List<Turn> turns) {
        Turn turn = next.peek();
        if (turn != null && turn.events().getFirst().equals(event)) {
            turns.add(next.remove());
        }
    }
}
