package org.belltower.registry.credential;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.belltower.model.InvalidFieldException;

/// What a PKCS #12 file (RFC 7292) asks of whoever opens it, looked at before anybody does: a few hundred bytes can
/// ask for minutes. Two contents, as all tools write them (a key, and its certificates); a few bags in them; passwords
/// by [PasswordScheme]; and a MAC, without which nothing tells a file from one that was changed.
///
/// What is encrypted can hold keys that are encrypted once more. They are looked at as well, when the password is
/// known ([#requireBoundedWithin]).
final class Pkcs12 {
    static final int MOST_CONTENTS = 2;
    static final int MOST_BAGS = 16;
    /// The most of all that tools write: one key, one content around certificates, which is decrypted twice (to look at
    /// it, and to read it), and the MAC. Some two seconds.
    static final int MOST_ITERATIONS = 4 * PasswordScheme.MOST_ITERATIONS;

    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String KEY = "1.2.840.113549.1.12.10.1.1";
    private static final String SHROUDED_KEY = "1.2.840.113549.1.12.10.1.2";
    private static final String CERTIFICATE = "1.2.840.113549.1.12.10.1.3";
    /// SHA-1, SHA-224, SHA-256, SHA-384, SHA-512.
    private static final Set<String> DIGESTS = Set.of(
            "1.3.14.3.2.26",
            "2.16.840.1.101.3.4.2.4",
            "2.16.840.1.101.3.4.2.1",
            "2.16.840.1.101.3.4.2.2",
            "2.16.840.1.101.3.4.2.3");

    private final List<Encrypted> encrypted = new ArrayList<>();
    private int bags;
    private int iterations;

    private Pkcs12() {}

    private record Encrypted(PasswordScheme scheme, DerReader content) {}

    /// Looks at all that is not encrypted. Takes no longer than reading the file once.
    ///
    /// @throws InvalidFieldException naming the rule
    static Pkcs12 of(byte[] file) {
        Pkcs12 looked = new Pkcs12();
        try {
            looked.file(new DerReader(file));
        } catch (InvalidFieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw CertificateFile.notPkcs12();
        }
        return looked;
    }

    private void file(DerReader from) {
        DerReader file = from.in(DerReader.SEQUENCE);
        from.end();
        if (file.count() != 3) {
            throw CertificateFile.notPkcs12();
        }
        DerReader safe = file.in(DerReader.SEQUENCE);
        if (!safe.oid().equals(DATA)) {
            throw CertificateFile.notPkcs12();
        }
        contents(data(safe));
        if (!file.hasMore()) {
            throw new InvalidFieldException("p12", "must hold a MAC by its password");
        }
        mac(file.in(DerReader.SEQUENCE));
        file.end();
    }

    private static DerReader data(DerReader content) {
        DerReader explicit = content.in(DerReader.FIRST);
        content.end();
        DerReader data = explicit.in(DerReader.OCTETS);
        explicit.end();
        return data;
    }

    /// No int is too small for it: the times that it is asked for are bounded too.
    private void asks(int more) {
        iterations += more;
        if (iterations > MOST_ITERATIONS) {
            throw new InvalidFieldException(
                    "p12",
                    "must ask for at most 2,400,000 iterations altogether, where what is encrypted around keys counts twice");
        }
    }

    private void mac(DerReader mac) {
        DerReader digest = mac.in(DerReader.SEQUENCE);
        DerReader algorithm = digest.in(DerReader.SEQUENCE);
        String oid = algorithm.oid();
        PasswordScheme.known(DIGESTS.contains(oid) ? oid : null);
        PasswordScheme.none(algorithm);
        digest.in(DerReader.OCTETS);
        digest.end();
        PasswordScheme.salt(mac);
        asks(mac.hasMore() ? PasswordScheme.iterations(mac) : 1);
        mac.end();
    }

    private void contents(DerReader from) {
        DerReader contents = from.in(DerReader.SEQUENCE);
        from.end();
        for (int number = 1; contents.hasMore(); number++) {
            if (number > MOST_CONTENTS) {
                throw new InvalidFieldException("p12", "must have at most " + MOST_CONTENTS + " contents");
            }
            DerReader content = contents.in(DerReader.SEQUENCE);
            switch (content.oid()) {
                case DATA -> bags(data(content));
                case ENCRYPTED_DATA -> encrypted(content);
                default -> throw CertificateFile.notPkcs12();
            }
        }
    }

    private void encrypted(DerReader content) {
        DerReader explicit = content.in(DerReader.FIRST);
        content.end();
        DerReader data = explicit.in(DerReader.SEQUENCE);
        explicit.end();
        if (data.count() != 0) {
            throw CertificateFile.notPkcs12();
        }
        DerReader info = data.in(DerReader.SEQUENCE);
        data.end();
        if (!info.oid().equals(DATA)) {
            throw CertificateFile.notPkcs12();
        }
        PasswordScheme scheme = PasswordScheme.read(info);
        asks(2 * scheme.iterations());
        encrypted.add(new Encrypted(scheme, scheme.whole(info.in(DerReader.FIRST_PRIMITIVE))));
        info.end();
    }

    private void bags(DerReader from) {
        DerReader contents = from.in(DerReader.SEQUENCE);
        from.end();
        while (contents.hasMore()) {
            if (++bags > MOST_BAGS) {
                throw new InvalidFieldException("p12", "must hold at most " + MOST_BAGS + " keys and certificates");
            }
            bag(contents.in(DerReader.SEQUENCE));
        }
    }

    private void bag(DerReader bag) {
        String kind = bag.oid();
        DerReader value = bag.in(DerReader.FIRST);
        switch (kind) {
            case SHROUDED_KEY -> {
                DerReader key = value.in(DerReader.SEQUENCE);
                value.end();
                PasswordScheme scheme = PasswordScheme.read(key);
                asks(scheme.iterations());
                scheme.whole(key.in(DerReader.OCTETS));
                key.end();
            }
            // They ask for nothing: the JDK reads them.
            case KEY, CERTIFICATE -> {}
            default -> throw new InvalidFieldException("p12", "must hold keys and certificates only");
        }
        if (bag.hasMore()) {
            attributes(bag.in(DerReader.SET));
        }
        bag.end();
    }

    /// None is without a value: the JDK takes the first one of each without looking whether there is one.
    private static void attributes(DerReader attributes) {
        while (attributes.hasMore()) {
            DerReader attribute = attributes.in(DerReader.SEQUENCE);
            attribute.in(DerReader.OID);
            DerReader values = attribute.in(DerReader.SET);
            attribute.end();
            if (!values.hasMore()) {
                throw CertificateFile.notPkcs12();
            }
        }
    }

    /// Looks at what is encrypted, too. Takes as long as decrypting it. Not to be repeated.
    ///
    /// @param password that has opened the file
    /// @throws InvalidFieldException naming the rule
    void requireBoundedWithin(char[] password) throws GeneralSecurityException {
        try {
            for (Encrypted one : encrypted) {
                bags(new DerReader(one.scheme.decrypt(one.content.rest(), password)));
            }
        } catch (InvalidFieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw CertificateFile.notPkcs12();
        }
    }
}
