/// Credentials that districts uploaded: opened as they are published, and the senders made of them, without a restart.
@NullMarked
package org.belltower.dispatch.credential;

import org.jspecify.annotations.NullMarked;
