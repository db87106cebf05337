package org.belltower.embedded.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.belltower.embedded.host.Folders;

/// An issuer's RSA key pair. Immutable; `toString` tells its key id only.
public final class SigningKey {
    private static final int BITS = 2048;
    private static final String FILE = "issuer-key.json";

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /// A new pair that is kept nowhere.
    public static SigningKey ephemeral() {
        try {
            return new SigningKey(new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate());
        } catch (JOSEException failure) {
            throw new IllegalStateException("this JVM makes no RSA keys", failure);
        }
    }

    /// The pair kept in this folder, made there first if there is none, so that tokens stay valid over a
    /// restart. Only the file's owner may read it, where the file system knows owners.
    public static SigningKey in(Path folder) {
        Path file = Folders.make(folder).resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file, ephemeral());
            }
            return new SigningKey(RSAKey.parse(Files.readString(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException broken) {
            // The parser's text may quote what it could not read.
            throw new IllegalStateException("not a signing key: " + file);
        }
    }

    private static void write(Path file, SigningKey fresh) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), FILE, ".new", ownerOnly());
        Files.writeString(whole, fresh.key.toJSONString());
        try {
            // A link fails if another process was first; its key then counts.
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException another) {
            return;
        } finally {
            Files.delete(whole);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    RSAKey pair() {
        return key;
    }

    /// The public half as a JWK set (RFC 7517), as JSON.
    public String publicKeySet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    @Override
    public String toString() {
        return "SigningKey[" + key.getKeyID() + "]";
    }
}
