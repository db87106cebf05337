package org.belltower.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// HTTP/1.1 by hand, for requests that no client sends and for what happens to the connection afterwards.
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawConnection(int port, Duration timeout) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// What came back: the head as it is, the body as its Content-Length says.
    record Answer(int status, String head, String body) {}

    /// The head of a POST to the front door.
    ///
    /// @param headers one a line, each ended
    void head(String token, String contentType, String headers) throws IOException {
        write("POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n"
                .formatted(FrontDoor.PATH, token, contentType, headers));
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void chunk(byte[] bytes) throws IOException {
        write(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write("\r\n");
    }

    /// Blocks until there is one, at most for the timeout.
    Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the connection ended within the head");
            }
            head.append((char) c);
        }
        String text = head.toString();
        int length = text.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(text.substring(9, 12)), text, body);
    }

    /// Whether the other side closes the connection within the timeout; what it still sends is skipped.
    boolean ends() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // It was reset.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
