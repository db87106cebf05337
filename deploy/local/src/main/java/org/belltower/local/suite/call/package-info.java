/// What is asked of a suite that runs: tokens of the issuer, and of device-registry what whoever holds the issuer's key
/// may have done.
@NullMarked
package org.belltower.local.suite.call;

import org.jspecify.annotations.NullMarked;
