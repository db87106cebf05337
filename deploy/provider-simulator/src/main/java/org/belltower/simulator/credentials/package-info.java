/// The credentials a sender needs: APNs signing keys and certificates, and service accounts, made and kept in a folder.
@NullMarked
package org.belltower.simulator.credentials;

import org.jspecify.annotations.NullMarked;
