package org.belltower.benchmarks.dispatch.rival;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// How a rival's process is told what to do, a line each on standard input: `prepare <segment>
/// <pushes>`, answered with `prepared`; then `send`, answered with `accepted <count>` when every
/// push was answered. It ends with its input.
final class Orders {
    private Orders() {}

    /// What a rival does.
    interface Sending {
        /// Makes the pushes of a segment, ready to be sent.
        void prepare(int segment, int pushes);

        /// Sends them. Blocks until each is answered.
        ///
        /// @return how many were accepted
        int send() throws InterruptedException;
    }

    /// Does what is told until the input ends.
    static void serve(Sending sending) throws IOException, InterruptedException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", -1);
            switch (words[0]) {
                case "prepare" -> {
                    sending.prepare(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                    System.out.println("prepared");
                }
                case "send" -> System.out.println("accepted " + sending.send());
                default -> throw new IllegalArgumentException(order);
            }
        }
    }
}
