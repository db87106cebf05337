/// The suite on one machine: which processes there are, on which ports, in which folders, with which configuration.
@NullMarked
package org.belltower.local.suite;

import org.jspecify.annotations.NullMarked;
