package org.belltower.dispatch.withdrawal;

import java.util.ArrayList;
import java.util.List;
import org.belltower.dispatch.deferral.Concern;

/// Keeps what it hears.
final class Heard implements Listening {
    private final List<Concern> concerns = new ArrayList<>();
    private boolean wants = true;

    void wants(boolean does) {
        wants = does;
    }

    @Override
    public boolean wants() {
        return wants;
    }

    @Override
    public void concerned(Concern concern) {
        concerns.add(concern);
    }

    List<Concern> concerns() {
        return List.copyOf(concerns);
    }
}
