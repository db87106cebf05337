package org.belltower.local.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.belltower.local.app.line.Command;
import org.belltower.local.app.run.Screen;
import org.belltower.local.suite.call.IssuerClient;
import org.belltower.local.suite.call.TokenAnswer;
import org.belltower.local.suite.issuer.SignInClient;
import org.belltower.local.suite.place.Ports;

/// `token`: asks the local issuer for an access token and prints nothing else on standard output.
///
/// @param command what was asked for
/// @param input its first line is the password or secret
/// @param screen where the token goes
record TokenRun(Command.Token command, InputStream input, Screen screen) {
    /// Of OAuth: this client can give this user no right.
    private static final String NO_RIGHT = "invalid_scope";

    /// @return the status with which this program ends
    int run() throws InterruptedException {
        try {
            String secret = Optional.ofNullable(
                            new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine())
                    .orElse("");
            return told(asked(new IssuerClient(Ports.http(command.ports().issuer())), secret));
        } catch (IOException failure) {
            return refuse("The issuer does not answer on 127.0.0.1:"
                    + command.ports().issuer() + ". Start ./belltower up, or name the ports of a suite that runs with "
                    + "--port-base.");
        }
    }

    private TokenAnswer asked(IssuerClient issuer, String secret) throws IOException, InterruptedException {
        return switch (command.holder()) {
            case Command.Holder.Client(String id) -> issuer.ofClient(id, secret);
            case Command.Holder.User(String username, Optional<SignInClient> by) -> {
                TokenAnswer first = issuer.ofPerson(by.orElse(SignInClient.FAMILY_APP), username, secret);
                yield by.isEmpty() && first.equals(new TokenAnswer.Refused(NO_RIGHT))
                        ? issuer.ofPerson(SignInClient.OFFICE, username, secret)
                        : first;
            }
        };
    }

    private int told(TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Granted(String token) -> {
                screen.tell(token);
                yield 0;
            }
            case TokenAnswer.NotSignedIn _ ->
                refuse("The issuer gives no token: name or password is not right. After five wrong passwords in a row "
                        + "even the right one has to wait a minute.");
            case TokenAnswer.Refused(String error) -> refuse("The issuer gives no token: " + error + meaning(error));
        };
    }

    private static String meaning(String error) {
        return switch (error) {
            case "invalid_client" -> ": unknown client or wrong secret.";
            case NO_RIGHT -> ": it would carry no right at all.";
            default -> ".";
        };
    }

    private int refuse(String reason) {
        screen.refused(List.of(reason));
        return 1;
    }
}
